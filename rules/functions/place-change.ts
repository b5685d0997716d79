/** F19 against the place of last year: points for each place a township moved up or down, or by tiers of places. */
import type { KnowledgeOf } from '../knowledge.ts'
import { comparedIn, placeAmong } from '../peers.ts'
import {
  add,
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
import { intervalText, percentText } from '../wording.ts'
import type { CompiledScore, Facts, ParameterProblem, Parameters, Reading } from './function.ts'
import { orEmpty } from './measures.ts'
import { checkFact, checkNumber, isRecord, readNumber, unknownKeys } from './parameters.ts'
import { clip, type Domain, extremes, type PointFunction } from './points.ts'

interface Tier {
  /** Places moved up, fewer than none for moving down; the last tier is for all others. */
  atLeast: Rational | null
  points: Rational
}

const rateKeys = ['base', 'up', 'down', 'floor', 'ceiling'] as const

/** Keys beside those every comparison has. */
export const changeKeys = ['of', 'against', 'order', 'before', 'none', 'moves', ...rateKeys] as const

const tiersOf = ({ moves }: Parameters): Tier[] =>
  (Array.isArray(moves) ? moves : []).filter(isRecord).map((tier) => ({
    atLeast: readNumber(tier.at_least) ?? null,
    points: readNumber(tier.points) ?? zero,
  }))

/** What is wrong with a comparison against the place of last year. */
export function checkChange(parameters: Parameters, facts: Facts): ParameterProblem[] {
  return [
    ...checkFact(parameters, 'before', facts, ['count', 'amount']),
    ...checkNumber(parameters, 'none', '上年没有名次的得几分'),
    ...(parameters.moves === undefined ? checkRates(parameters) : checkTiers(parameters)),
  ]
}

function checkRates(parameters: Parameters): ParameterProblem[] {
  return rateKeys
    .filter((key) => !readNumber(parameters[key]))
    .map((key) => ({
      path: [key],
      message: `没有写明“${key}”`,
      remedy:
        '按名次数计的写 base（不变几分）、up（每进1名几分）、down（每退1名几分）、floor、ceiling；分档的写 moves: [{ at_least: 3, points: 2 }, { at_least: 0, points: 1 }, { points: 0 }]',
    }))
}

function checkTiers(parameters: Parameters): ParameterProblem[] {
  const needless = rateKeys.filter((key) => parameters[key] !== undefined)
  const problems: ParameterProblem[] = needless.map((key) => ({
    path: [key],
    message: `写了moves，就用不到“${key}”`,
    remedy: '只写一种',
  }))
  const written = Array.isArray(parameters.moves) ? parameters.moves.filter(isRecord) : []
  for (const [index, tier] of written.entries())
    problems.push(
      ...unknownKeys(tier, ['at_least', 'points'], ['moves', index]),
      ...checkNumber(tier, 'points', '得分', { path: ['moves', index] }),
    )
  const tiers = tiersOf(parameters)
  const falling = tiers.every(({ atLeast }, index) => {
    const above = tiers[index - 1]?.atLeast
    return index === 0 || (above && (atLeast === null || sub(above, atLeast).n > 0n))
  })
  if (
    !falling ||
    tiers.length === 0 ||
    tiers.at(-1)!.atLeast !== null ||
    tiers.slice(0, -1).some((tier) => !tier.atLeast)
  )
    problems.push({
      path: ['moves'],
      message: '进退名次的分档应当从多到少，最后一档不写at_least',
      remedy:
        '例如 moves: [{ at_least: 3, points: 2 }, { at_least: 0, points: 1 }, { points: 0 }]，退2名写 at_least: -2',
    })
  return problems
}

/** Points of so many places up, or down below nothing. */
function pointsOf(parameters: Parameters): PointFunction & { all: Rational[] } {
  const tiers = tiersOf(parameters)
  if (tiers.length > 0)
    return {
      at: (moved) => tiers.find(({ atLeast }) => atLeast === null || sub(moved, atLeast).n >= 0n)!.points,
      breakpoints: tiers.flatMap(({ atLeast }) => (atLeast ? [atLeast] : [])),
      all: tiers.map(({ points }) => points),
    }
  const [base, up, down, floor, ceiling] = rateKeys.map((key) => readNumber(parameters[key])!) as [
    Rational,
    Rational,
    Rational,
    Rational,
    Rational,
  ]
  // Where it meets an end it stays there.
  const meets = (rate: Rational, sign: 1 | -1): Rational[] =>
    isZero(rate) ? [] : [floor, ceiling].map((end) => mul(rational(sign), div(sub(end, base), rate)))
  return {
    at: (moved) => {
      const below = moved.n < 0n
      return clip(add(base, below ? mul(down, sub(zero, moved)) : mul(up, moved)), floor, ceiling)
    },
    breakpoints: [zero, ...meets(up, 1), ...meets(down, -1)],
    all: [floor, ceiling],
  }
}

/** The compiled comparison. */
export function compileChange(parameters: Parameters, used: string[]): CompiledScore {
  const of = String(parameters.of)
  const before = String(parameters.before)
  const points = pointsOf(parameters)
  const none = readNumber(parameters.none)!
  const read = (reading: Reading) => {
    const last = reading.known(before) as KnowledgeOf<'number'>
    const peers = reading.environment.peers?.get(of) ?? null
    const place = peers ? placeAmong(peers, parameters.order === 'high') : null
    return { last, place }
  }
  const range = (reading: Reading): { low: Rational; high: Rational } => {
    const { last, place } = read(reading)
    const least = last.high !== null && isZero(last.high) ? null : max(one, last.low)
    const moved: Domain | null = least && {
      low: place ? sub(least, rational(place.worst)) : null,
      high: last.high === null ? null : sub(last.high, rational(place?.best ?? 1)),
      whole: true,
    }
    const ends = moved && extremes(points, moved)
    const reached = [
      ...(ends ? [ends.low.points, ends.high.points] : []),
      ...(isZero(last.low) ? [none] : []),
    ]
    return { low: reached.reduce(min), high: reached.reduce(max) }
  }
  return {
    facts: used,
    least: [...points.all, none].reduce(min),
    evaluate: (_value, reading) =>
      orEmpty({ ...range(reading), empty: false }, comparedIn(reading.known(of))),
    explain(_value, reading) {
      const { last, place } = read(reading)
      const then = lastText(last)
      const now = place ? placesText(place.best, place.worst) : '未定'
      const moved =
        then.exact && place?.best === place?.worst && place ? movedText(then.exact - place.best) : ''
      const wait = place ? '' : '，须与同组乡镇比较'
      const line = comparedIn(reading.known(of)).empty
        ? '分母为0，本项不适用'
        : `上年${then.text}，本年组内名次${now}${moved}${wait}，得${intervalText(range(reading))}分`
      const say = (text: string) => ({ text, fact: of })
      return {
        calculation: [line],
        brief: line,
        names: {
          of: say(factText(reading, of)),
          place: say(now),
          before: { text: then.text, fact: before },
        },
        sentence: 'shortcoming',
      }
    },
  }
}

const placesText = (best: number, worst: number): string =>
  best === worst ? `第${best}名` : `第${best}—${worst}名`

function lastText({ low, high }: KnowledgeOf<'number'>): { text: string; exact?: number } {
  if (high === null || !equal(low, high)) return { text: '名次未定' }
  if (isZero(low)) return { text: '没有名次' }
  return { text: `第${toDecimal(low)}名`, exact: Number(toDecimal(low)) }
}

const movedText = (moved: number): string =>
  moved === 0 ? '，名次不变' : `，${moved > 0 ? '进' : '退'}${Math.abs(moved)}名`

function factText(reading: Reading, of: string): string {
  const { record, compiled } = reading.fact(of)
  if (record.kind === 'share') return percentText(record.rate.low)
  if (record.kind !== 'number') return ''
  return compiled.kind === 'rate' ? percentText(record.low) : `${toDecimal(record.low)}${compiled.unit}`
}
