/**
 * F19 relative: points that depend on the other townships of the group. Alone, a township sees them as
 * a range; the county's second pass brings the peers.
 */
import type { NumberRange } from '../knowledge.ts'
import { comparedIn, extentOf, type Peers, placeAmong, sumOfOthers } from '../peers.ts'
import {
  add,
  cmp,
  div,
  equal,
  isZero,
  max,
  min,
  mul,
  one,
  type Rational,
  rational,
  sub,
  toDecimal,
  zero,
} from '../rational.ts'
import { intervalText, percentText, pointsText } from '../wording.ts'
import type {
  Explanation,
  Facts,
  ParameterProblem,
  Parameters,
  Reading,
  ScoringFunction,
} from './function.ts'
import { hasEmptiness, orEmpty, roundingOf } from './measures.ts'
import { checkFact, checkPositive, isRecord, readNumber, unknownKeys, unsaid } from './parameters.ts'
import { changeKeys, checkChange, compileChange } from './place-change.ts'
import { clip, stepRoundings, stepsOf } from './points.ts'
import { checkChoice } from './rows.ts'

const keys = {
  mean: ['of', 'against', 'base', 'step', 'step_rounding', 'up', 'down', 'floor', 'ceiling'],
  place: ['of', 'against', 'order', 'places'],
  range: ['of', 'against', 'order'],
  change: changeKeys,
} as const

type Against = keyof typeof keys
const kinds = ['count', 'amount', 'rate', 'share'] as const

interface Place {
  /** Up to this place; the last entry is for all others. */
  to: number | null
  /** So many from the end (后2名), whatever the places say. */
  last: number | null
  points: Rational
}

const placesOf = (parameters: Parameters): Place[] =>
  (Array.isArray(parameters.places) ? parameters.places : []).map((entry) => {
    const place = isRecord(entry) ? entry : {}
    const number = (written: unknown): number | null => (written === undefined ? null : Number(written))
    return { to: number(place.to), last: number(place.last), points: readNumber(place.points) ?? zero }
  })

export const relative: ScoringFunction = {
  name: 'relative',
  names: ['of', 'mean', 'place', 'before'],
  canBeEmpty: (parameters, facts) => hasEmptiness(parameters.of, facts),
  outcomes: () => ['met', 'partly', 'not_met', 'unknown'],
  check,
  facts: (parameters, facts) => {
    const of = String(parameters.of)
    const over = facts.get(of)?.over
    const before = parameters.against === 'change' ? [String(parameters.before)] : []
    return over ? [of, over, ...before] : [of, ...before]
  },
  compile(parameters, facts) {
    const of = String(parameters.of)
    if (parameters.against === 'change') return compileChange(parameters, relative.facts(parameters, facts))
    const against = parameters.against as Exclude<Against, 'change'>
    const score = scorers[against](parameters)
    return {
      facts: relative.facts(parameters, facts),
      least:
        against === 'place'
          ? placesOf(parameters)
              .map((place) => place.points)
              .reduce(min)
          : (readNumber(parameters.floor) ?? zero),
      evaluate: (value, reading) => {
        const { range, ...emptiness } = comparedIn(reading.known(of))
        return orEmpty({ ...score(value, range, peersOf(reading, of)), empty: false }, emptiness)
      },
      explain: (value, reading) => explain(value, reading, of, against, parameters, score),
    }
  },
}

function check(parameters: Parameters, facts: Facts): ParameterProblem[] {
  const against = parameters.against
  if (typeof against !== 'string' || !Object.hasOwn(keys, against)) {
    return [
      {
        path: ['against'],
        message: unsaid(against, 'against', '与什么比'),
        remedy:
          '可用：mean（组内平均数）、place（组内名次）、range（组内最高最低）、change（名次比上年进退）',
      },
    ]
  }
  const problems = [
    ...unknownKeys(parameters, keys[against as Against]),
    ...checkFact(parameters, 'of', facts, kinds),
  ]
  if (against === 'mean') return [...problems, ...checkMean(parameters)]
  problems.push(
    ...checkChoice(parameters.order, ['order'], '数值高的在前（high）还是低的在前（low）', ['high', 'low']),
  )
  if (against === 'change') problems.push(...checkChange(parameters, facts))
  if (against === 'place') problems.push(...checkPlaces(placesOf(parameters)))
  return problems
}

function checkMean(parameters: Parameters): ParameterProblem[] {
  const examples = { base: '1', up: '0.1', down: '-0.1', floor: '0', ceiling: '2' }
  const lacking = Object.entries(examples).filter(([key]) => !readNumber(parameters[key]))
  return [
    ...lacking.map(([key, example]) => ({
      path: [key],
      message: unsaid(parameters[key], key, `“${key}”`),
      remedy: `例如 ${key}: ${example}`,
    })),
    ...checkPositive(parameters, 'step'),
    ...checkChoice(parameters.step_rounding, ['step_rounding'], '不足一档的怎样算', stepRoundings),
  ]
}

function checkPlaces(written: Place[]): ParameterProblem[] {
  const ends = endsOf(written)
  if (ends.some(({ to, last }, index) => to !== null || !(last! > (ends[index - 1]?.last ?? 0))))
    return [
      {
        path: ['places'],
        message: '后几名的 last 应当从小到大，不与 to 同写',
        remedy:
          '例如 [{ last: 1, points: 0 }, { last: 3, points: 0.5 }, { to: 3, points: 2 }, { points: 1 }]',
      },
    ]
  const places = written.filter((place) => place.last === null)
  const last = places[places.length - 1]
  if (!last || last.to !== null) {
    return [
      {
        path: ['places'],
        message: '名次表没有写其余名次得几分',
        remedy: '最后一行写 { points: 0 }，不写 to',
      },
    ]
  }
  const rising = places
    .slice(0, -1)
    .every((place, index) => place.to !== null && place.to > (places[index - 1]?.to ?? 0))
  return rising
    ? []
    : [
        {
          path: ['places'],
          message: '名次表的 to 应当从小到大',
          remedy: '例如 [{ to: 3, points: 2 }, { to: 8, points: 1 }, { points: 0 }]',
        },
      ]
}

// --- what is compared ------------------------------------------------------------------------------------------------

/** The group's values; null while nobody has brought them. */
const peersOf = (reading: Reading, of: string): Peers | null => reading.environment.peers?.get(of) ?? null

type Scorer = (value: Rational, own: NumberRange, peers: Peers | null) => { low: Rational; high: Rational }

const scorers: Record<Exclude<Against, 'change'>, (parameters: Parameters) => Scorer> = {
  mean: againstMean,
  place: byPlace,
  range: withinRange,
}

function againstMean(parameters: Parameters): Scorer {
  const number = (key: string): Rational => readNumber(parameters[key])!
  const [base, step] = [number('base'), number('step')]
  const [up, down] = [number('up'), number('down')]
  const [floor, ceiling] = [number('floor'), number('ceiling')]
  const rounding = roundingOf(parameters)
  const points = (difference: Rational): Rational => {
    const below = difference.n < 0n
    const steps = stepsOf(div(below ? sub(zero, difference) : difference, step), rounding)
    return clip(add(base, mul(below ? down : up, steps)), floor, ceiling)
  }
  return (_value, own, peers) => {
    if (!peers) return { low: floor, high: ceiling }
    const others = sumOfOthers(peers)
    const count = rational(peers.values.length)
    // Own value stands in the mean too, so it is moved together with it.
    const difference = (mine: Rational, rest: Rational): Rational => sub(mine, div(add(mine, rest), count))
    if (others.high === null || own.high === null) return { low: floor, high: ceiling }
    const lowest = difference(own.low, others.high)
    const highest = difference(own.high, others.low)
    // On each side of the mean points run one way; at the mean itself they may turn.
    const turn = cmp(lowest, zero) < 0 && cmp(highest, zero) > 0 ? [zero] : []
    const reached = [lowest, highest, ...turn].map(points)
    return { low: reached.reduce(min), high: reached.reduce(max) }
  }
}

const endsOf = (places: readonly Place[]): Place[] => places.filter(({ last }) => last !== null)

function byPlace(parameters: Parameters): Scorer {
  const written = placesOf(parameters)
  const ends = endsOf(written)
  const places = written.filter(({ last }) => last === null)
  const every = written.map((place) => place.points)
  const all = places.map((place) => place.points)
  const endAt = (at: number): number => {
    const index = ends.findIndex(({ last }) => at <= last!)
    return index < 0 ? ends.length : index
  }
  const indexAt = (at: number): number => places.findIndex((place) => place.to === null || at <= place.to)
  return (_value, _own, peers) => {
    if (!peers) return { low: every.reduce(min), high: every.reduce(max) }
    const { best, worst } = placeAmong(peers, parameters.order === 'high')
    const fromEnd = placeAmong(peers, parameters.order !== 'high')
    const [nearest, farthest] = [endAt(fromEnd.best), endAt(fromEnd.worst)]
    const reached = [
      ...ends.slice(nearest, farthest + 1).map((place) => place.points),
      ...(farthest < ends.length ? [] : all.slice(indexAt(best), indexAt(worst) + 1)),
    ]
    return { low: reached.reduce(min), high: reached.reduce(max) }
  }
}

function withinRange(parameters: Parameters): Scorer {
  return (value, own, peers) => {
    const extent = peers && extentOf(peers)
    if (!extent) return { low: zero, high: value }
    const { lowest, highest } = extent
    const width = sub(highest, lowest)
    const distance = parameters.order === 'high' ? sub(own.low, lowest) : sub(highest, own.low)
    const points = mul(value, isZero(width) ? one : div(distance, width))
    return { low: points, high: points }
  }
}

/** 高于平均数2次，每1次一档，计2档：1.00 + 2 × 0.5 = 2.00; only where own value and mean are certain. */
function meanSum(
  parameters: Parameters,
  own: NumberRange,
  peers: Peers,
  text: (size: Rational) => string,
): string {
  const others = sumOfOthers(peers)
  if (own.high === null || others.high === null) return ''
  if (!equal(own.low, own.high) || !equal(others.low, others.high)) return ''
  const number = (key: string): Rational => readNumber(parameters[key])!
  const difference = sub(own.low, div(add(own.low, others.low), rational(peers.values.length)))
  if (isZero(difference)) return '，与平均数相同'
  const below = difference.n < 0n
  const size = below ? sub(zero, difference) : difference
  const steps = stepsOf(div(size, number('step')), roundingOf(parameters))
  const rate = number(below ? 'down' : 'up')
  const each = rate.n < 0n ? sub(zero, rate) : rate
  const raw = add(number('base'), mul(rate, steps))
  const held = clip(raw, number('floor'), number('ceiling'))
  const limit = equal(raw, held) ? '' : `，${cmp(raw, held) > 0 ? '封顶' : '最低'}${pointsText(held)}`
  const sum = `${pointsText(number('base'))} ${rate.n < 0n ? '-' : '+'} ${toDecimal(steps)} × ${toDecimal(each)} = ${pointsText(raw)}`
  return `，${below ? '低于' : '高于'}平均数${text(size)}，每${text(number('step'))}一档，计${toDecimal(steps)}档：${sum}${limit}`
}

// --- in words --------------------------------------------------------------------------------------------------------

function explain(
  value: Rational,
  reading: Reading,
  of: string,
  against: Exclude<Against, 'change'>,
  parameters: Parameters,
  score: Scorer,
): Explanation {
  const fact = reading.fact(of)
  const { range: own, empty } = comparedIn(reading.known(of))
  const peers = peersOf(reading, of)
  const percent = fact.compiled.kind === 'rate' || fact.compiled.kind === 'share'
  const text = (number: Rational | null): string =>
    number === null ? '未定' : percent ? percentText(number) : `${toDecimal(number)}${fact.compiled.unit}`
  const sizeText = (size: Rational): string =>
    percent
      ? `${toDecimal(mul(size, rational(100)), 2)}个百分点`
      : `${toDecimal(size, 2)}${fact.compiled.unit}`
  const points = score(value, own, peers)
  const mean =
    peers && extentOf(peers)
      ? text(div(add(own.low, sumOfOthers(peers).low), rational(peers.values.length)))
      : '未定'
  const place = peers && placeAmong(peers, parameters.order !== 'low')
  const placeText = place
    ? place.best === place.worst
      ? `第${place.best}`
      : `第${place.best}—${place.worst}`
    : '未定'
  const found = { mean: `组内平均数${mean}`, place: `组内名次${placeText}`, range: '按组内最高最低折算' }[
    against
  ]
  const line = empty
    ? '分母为0，本项不适用'
    : peers
      ? `本单位${text(own.low)}，${found}${against === 'mean' ? meanSum(parameters, own, peers, sizeText) : ''}，得${intervalText(points)}分`
      : `须与同组乡镇比较，县级汇总前得${intervalText(points)}分`
  const say = (words: string) => ({ text: words, fact: of })
  return {
    calculation: [line],
    brief: line,
    names: { of: say(text(own.low)), mean: say(mean), place: say(placeText) },
    sentence: 'shortcoming',
  }
}
