/** F8 bands: the points of the band that contains the measure. Both ends of each band say whether they belong to it. */
import { add, cmp, equal, floor, isZero, one, type Rational, sub, toDecimal, zero } from '../rational.ts'
import { pointsText } from '../wording.ts'
import type { Facts, Holder, ParameterProblem, Parameters, ScoringFunction } from './function.ts'
import { checkScales } from './measure-checks.ts'
import { measureText, ratedNames, sayMeasure } from './measure-words.ts'
import {
  compileMeasured,
  hasEmptiness,
  isPercent,
  type Measure,
  type MeasuredScore,
  measurableLength,
  measuredFacts,
  measuredOutcomes,
  measureOf,
} from './measures.ts'
import { checkFact, checkNumber, isRecord, readNumber, unknownKeys } from './parameters.ts'
import { checkChoice } from './rows.ts'

interface End {
  at: Rational
  closed: boolean
}

interface Band {
  index: number
  /** null: from nothing up. */
  from: End | null
  /** null: without end. */
  to: End | null
  points: Rational
}

const written = (parameters: Parameters): unknown[] =>
  Array.isArray(parameters.bands) ? parameters.bands : []

const ends = ['closed', 'open']

/** The bands from the lowest up. */
function bandsOf(parameters: Parameters): Band[] {
  const end = (at: unknown, closed: unknown): End | null => {
    const number = readNumber(at)
    return number ? { at: number, closed: closed === 'closed' } : null
  }
  return written(parameters)
    .filter(isRecord)
    .map((band, index) => ({
      index,
      from: end(band.from, band.from_end),
      to: end(band.to, band.to_end),
      points: readNumber(band.points) ?? zero,
    }))
    .sort((a, b) => (a.from && b.from ? cmp(a.from.at, b.from.at) : a.from ? 1 : b.from ? -1 : 0))
}

function measured(parameters: Parameters, facts: Facts): Measure {
  const numbers = written(parameters)
    .filter(isRecord)
    .flatMap((band) => [band.from, band.to])
  return measureOf(String(parameters.of), facts, numbers.some(isPercent) ? 'rate' : 'part')
}

export const bands: ScoringFunction = {
  name: 'bands',
  names: ratedNames,
  canBeEmpty: (parameters, facts) => hasEmptiness(parameters.of, facts),
  outcomes: (parameters, facts, holder) => measuredOutcomes(score(parameters, facts), holder),
  check(parameters, facts, holder) {
    return [
      ...unknownKeys(parameters, ['of', 'bands']),
      ...checkFact(parameters, 'of', facts, measurableLength),
      ...checkBands(parameters, holder, measured(parameters, facts)),
    ]
  },
  facts: (parameters, facts) => measuredFacts(String(parameters.of), facts),
  compile: (parameters, facts) => compileMeasured(score(parameters, facts)),
}

/** What is wrong with bands over a measure. */
export function checkBands(parameters: Parameters, holder: Holder, measure: Measure): ParameterProblem[] {
  const problems = written(parameters).flatMap((band, index) => checkBand(band, index, holder, measure))
  if (written(parameters).length === 0) {
    problems.push({
      path: ['bands'],
      message: '没有写分档',
      remedy:
        '例如 bands: [{ to: 80%, to_end: open, points: 0 }, { from: 80%, from_end: closed, points: 2 }]',
    })
  }
  return problems.length > 0 ? problems : checkCover(bandsOf(parameters), measure)
}

function checkBand(band: unknown, index: number, { value }: Holder, measure: Measure): ParameterProblem[] {
  const path = ['bands', index]
  if (!isRecord(band)) {
    return [{ path, message: '分档应当写成 { from, from_end, to, to_end, points }' }]
  }
  const problems = [
    ...unknownKeys(band, ['from', 'from_end', 'to', 'to_end', 'points'], path),
    ...checkNumber(band, 'points', '得分', { most: value, path }),
    ...checkScales(band, ['from', 'to'], measure, path),
  ]
  for (const [key, endKey] of [
    ['from', 'from_end'],
    ['to', 'to_end'],
  ] as const) {
    if (band[key] === undefined && band[endKey] === undefined) continue
    problems.push(...checkNumber(band, key, '界限', { path }))
    problems.push(
      ...checkChoice(band[endKey], [...path, endKey], `${key === 'from' ? '起点' : '终点'}是否含本数`, ends),
    )
  }
  const from = readNumber(band.from)
  const to = readNumber(band.to)
  const one = from && to && equal(from, to) && band.from_end === 'closed' && band.to_end === 'closed'
  if (from && to && !one && cmp(from, to) >= 0)
    problems.push({ path: [...path, 'to'], message: '终点不高于起点', remedy: '改正 from 或者 to' })
  return problems
}

/** Together they hold every measure once: no overlap, no gap, both ends of the range too. */
function checkCover(list: Band[], measure: Measure): ParameterProblem[] {
  const first = list[0]!
  const last = list.at(-1)!
  const problems: ParameterProblem[] = []
  if (first.from && !(isZero(first.from.at) && first.from.closed)) {
    problems.push({
      path: ['bands', first.index, 'from'],
      message: `低于${toDecimal(first.from.at)}的没有分档`,
      remedy: '最低一档不写 from',
    })
  }
  const top = measure.percent && last.to !== null && equal(last.to.at, one) && last.to.closed
  if (last.to && !top) {
    problems.push({
      path: ['bands', last.index, 'to'],
      message: `高于${toDecimal(last.to.at)}的没有分档`,
      remedy: '最高一档不写 to',
    })
  }
  for (const [i, band] of list.entries()) {
    const below = list[i - 1]
    const fault = below ? joint(below, band, measure.whole) : null
    if (fault)
      problems.push({
        path: ['bands', band.index],
        message: fault,
        remedy: '相邻两档的界限只归一档：一个 closed、一个 open',
      })
  }
  return problems
}

/** How two neighbours meet; null: exactly. */
function joint(below: Band, band: Band, whole: boolean): string | null {
  if (!below.to || !band.from) return '两个分档重叠'
  const to = lastOf(below.to, whole)
  const from = firstOf(band.from, whole)
  if (whole) {
    const gap = cmp(from.at, add(to.at, one))
    return gap === 0 ? null : gap < 0 ? '两个分档重叠' : '两个分档之间有空当'
  }
  const order = cmp(to.at, from.at)
  if (order > 0 || (order === 0 && to.closed && from.closed)) return '两个分档重叠'
  return order < 0 || !(to.closed || from.closed) ? '两个分档之间有空当' : null
}

/** Of whole numbers an open end is the neighbour inside. */
const lastOf = (end: End, whole: boolean): End =>
  whole && !end.closed ? { at: sub(end.at, one), closed: true } : end
const firstOf = (end: End, whole: boolean): End =>
  whole && !end.closed ? { at: add(end.at, one), closed: true } : end

function score(parameters: Parameters, facts: Facts): MeasuredScore {
  const measure = measured(parameters, facts)
  return {
    measure,
    facts: measuredFacts(measure.id, facts),
    ...bandPoints(parameters, measure),
    names: (reading) => sayMeasure(reading, measure.id),
  }
}

/** The points of a measure by its band, and how they are told. */
export function bandPoints(parameters: Parameters, measure: Measure): Pick<MeasuredScore, 'points' | 'line'> {
  const list = bandsOf(parameters)
  // Between two whole numbers nothing happens; a stated 2.5 counts as 2.
  const reached = (number: Rational): Rational => (measure.whole ? floor(number) : number)
  const holding = (number: Rational): Band =>
    list.findLast((band) => !band.from || isFrom(band.from, reached(number))) ?? list[0]!
  return {
    points: {
      at: (number) => holding(number).points,
      breakpoints: list.flatMap((band) => (band.from ? [band.from.at] : [])),
      steps: true,
    },
    line: (number, points) =>
      `${measureText(measure, number)}，在“${bandText(holding(number), measure)}”一档：${pointsText(points)}`,
  }
}

const isFrom = (from: End, number: Rational): boolean => {
  const order = cmp(number, from.at)
  return order > 0 || (order === 0 && from.closed)
}

/** 80%以上不满90%: by legal usage 以上、以下 hold the number, 超过、不满 do not. */
function bandText({ from, to }: Band, measure: Measure): string {
  if (from && to && equal(from.at, to.at)) return measureText(measure, from.at)
  const low = from
    ? from.closed
      ? `${measureText(measure, from.at)}以上`
      : `超过${measureText(measure, from.at)}`
    : ''
  const high = to
    ? to.closed
      ? `${measureText(measure, to.at)}以下`
      : `不满${measureText(measure, to.at)}`
    : ''
  return `${low}${high}` || '全部'
}
