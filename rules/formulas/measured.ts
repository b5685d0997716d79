/** Functions of one measure as formulas. */
import type { Facts, Holder, Parameters, Reading } from '../functions/function.ts'
import { readLower } from '../functions/lower.ts'
import { isPercent, type Measure, measureOf, roundingOf } from '../functions/measures.ts'
import { deductionLimit, isRecord, readNumber } from '../functions/parameters.ts'
import { type Rational, sub, zero } from '../rational.ts'
import {
  type Expression,
  inside,
  least,
  minus,
  most,
  number,
  over,
  plus,
  type Test,
  times,
  when,
} from './expression.ts'
import { both, type Ends, measureEnds, overEnds } from './inputs.ts'

export interface Given {
  parameters: Parameters
  holder: Holder
  facts: Facts
  reading: Reading
}

type Formula = (given: Given) => Ends | null

/** At most so much is taken. */
const limited = (loss: Expression, limit: Rational | null): Expression =>
  limit === null ? loss : least(loss, number(limit))

const steps = (quantity: Expression, parameters: Parameters): Expression => {
  const rounding = roundingOf(parameters)
  if (rounding === 'proportional') return quantity
  return { op: rounding === 'whole' ? 'floor' : 'ceil', of: [quantity] }
}

const measuring = (
  { parameters, facts, reading }: Given,
  take: 'part' | 'rate' | 'missing',
  points: (measure: Expression, about: Measure) => Expression,
  beyond: Rational | null = null,
  key = 'of',
): Ends | null => {
  const measure = measureOf(String(parameters[key]), facts, take)
  const ends = measureEnds(measure, reading)
  return ends && overEnds(ends, (at) => points(at, measure), beyond)
}

const read = (given: Given, key: string): Expression => number(readNumber(given.parameters[key])!)

/** Under the line nothing is left. */
export function underLower(
  parameters: Parameters,
  measure: Expression,
  points: (measure: Expression) => Expression,
): Expression {
  const lower = readLower(parameters)
  const given = points(measure)
  return lower ? when({ op: '<', of: [measure, number(lower.at)] }, least(number(zero), given), given) : given
}

const ratioLinear: Formula = (given) => {
  const { value } = given.holder
  const target = read(given, 'target')
  return measuring(
    given,
    'rate',
    (measure) =>
      underLower(given.parameters, measure, (at) =>
        times(number(value), least(number({ n: 1n, d: 1n }), over(at, target))),
      ),
    value,
  )
}

const perOccurrence: Formula = (given) => {
  const { parameters, holder } = given
  const limit = deductionLimit(parameters, holder)
  const points = (count: Expression): Expression =>
    minus(number(holder.value), limited(times(read(given, 'deduct_each'), counted(count, given)), limit))
  return measuring(given, 'part', points, limit === null ? null : sub(holder.value, limit))
}

/** Whole things have no part steps. */
const counted = (quantity: Expression, { parameters }: Given): Expression =>
  parameters.step_rounding === undefined ? quantity : steps(quantity, parameters)

const perMissing: Formula = (given) => {
  const { parameters, holder, facts } = given
  if (facts.get(String(parameters.of))?.kind === 'dates') return null
  const limit = deductionLimit(parameters, holder)
  const all = parameters.required === 'all'
  const loss = (measure: Expression): Expression => {
    const missing = all ? measure : most(number(zero), minus(read(given, 'required'), measure))
    return limited(times(read(given, 'deduct_each'), counted(missing, given)), limit)
  }
  const beyond = all ? (limit === null ? null : sub(holder.value, limit)) : holder.value
  return measuring(
    given,
    all ? 'missing' : 'part',
    (measure) => minus(number(holder.value), loss(measure)),
    beyond,
  )
}

const countCredit: Formula = (given) => {
  const cap = readNumber(given.parameters.cap) ?? null
  const points = (measure: Expression): Expression =>
    limited(times(read(given, 'credit_each'), counted(measure, given)), cap)
  return measuring(given, 'part', points, cap)
}

const countThreshold: Formula = (given) => {
  const { value } = given.holder
  return measuring(
    given,
    isPercent(given.parameters.required) ? 'rate' : 'part',
    (measure) =>
      when(
        { op: '>=', of: [measure, read(given, 'required')] },
        number(value),
        minus(number(value), read(given, 'deduct')),
      ),
    value,
  )
}

/** The points of a rate or number below or above its target, in steps. */
export function shortfall(parameters: Parameters, holder: Holder): (measure: Expression) => Expression {
  const of = (key: string, from: Parameters = parameters): Expression => number(readNumber(from[key])!)
  const limit = deductionLimit(parameters, holder)
  const pieces = Array.isArray(parameters.pieces) ? parameters.pieces.filter(isRecord) : []
  const starts = [
    { upper: of('target'), each: of('deduct_each') },
    ...pieces.map((piece) => ({ upper: of('below', piece), each: of('deduct_each', piece) })),
  ]
  const above = isRecord(parameters.above) ? parameters.above : null
  const steady = (measure: Expression): Expression => {
    const losses = starts.map(({ upper, each }, index) => {
      const lower = starts[index + 1]?.upper
      const down = lower ? most(measure, lower) : measure
      return times(each, steps(over(most(number(zero), minus(upper, down)), of('step')), parameters))
    })
    const below = minus(number(holder.value), limited(plus(...losses), limit))
    if (!above) return below
    const more = times(
      of('credit_each', above),
      steps(over(minus(measure, of('target')), of('step')), parameters),
    )
    const test: Test = { op: '>', of: [measure, of('target')] }
    return when(test, plus(number(holder.value), least(of('cap', above), more)), below)
  }
  return (measure) => underLower(parameters, measure, steady)
}

const ratioShortfall: Formula = (given) =>
  measuring(
    given,
    'rate',
    shortfall(given.parameters, given.holder),
    given.parameters.above ? null : given.holder.value,
  )

/** The points of the band that holds a measure, tested from the highest down. */
export function banded(parameters: Parameters, whole: boolean): (measure: Expression) => Expression {
  const list = (Array.isArray(parameters.bands) ? parameters.bands : []).filter(isRecord)
  const bands = list
    .map((band) => ({
      from: readNumber(band.from),
      closed: band.from_end === 'closed',
      points: readNumber(band.points) ?? zero,
    }))
    .sort((a, b) => (a.from && b.from ? Number(sub(b.from, a.from).n > 0n) * 2 - 1 : a.from ? -1 : 1))
  return (given) => {
    const measure: Expression = whole ? { op: 'floor', of: [given] } : given
    return bands.reduceRight<Expression>((otherwise, { from, closed, points }) => {
      if (!from) return number(points)
      return when({ op: closed ? '>=' : '>', of: [measure, number(from)] }, number(points), otherwise)
    }, number(zero))
  }
}

const bandsFormula: Formula = (given) => {
  const { parameters } = given
  const list = (Array.isArray(parameters.bands) ? parameters.bands : []).filter(isRecord)
  const rate = list.flatMap((band) => [band.from, band.to]).some(isPercent)
  return measuring(given, rate ? 'rate' : 'part', (measure, { whole }) => banded(parameters, whole)(measure))
}

const externalScore: Formula = (given) => {
  const { value } = given.holder
  const cap = readNumber(given.parameters.cap) ?? value
  return measuring(
    given,
    'rate',
    (measure) =>
      underLower(given.parameters, measure, (at) =>
        least(number(cap), times(number(value), over(at, read(given, 'scale')))),
      ),
    cap,
  )
}

const judgement: Formula = (given) => {
  const { value } = given.holder
  return measuring(given, 'part', (mark) =>
    inside(most(read(given, 'min'), least(read(given, 'max'), mark)), value),
  )
}

const baselineShift: Formula = (given) => {
  const { parameters, facts, reading } = given
  const reference = readNumber(parameters.reference)
  const other = reference ? null : measureOf(String(parameters.reference), facts, 'rate')
  const against = other ? measureEnds(other, reading) : null
  const fixed = reference ? number(reference) : against?.low
  if (!fixed) return null
  const rate = isPercent(parameters.reference) || other?.percent === true
  const ceiling = readNumber(parameters.ceiling)
  const floor = readNumber(parameters.floor)
  return measuring(given, rate ? 'rate' : 'part', (measure) => {
    const far = (a: Expression, b: Expression): Expression =>
      steps(over(minus(a, b), read(given, 'step')), parameters)
    const shifted = when(
      { op: '<', of: [measure, fixed] },
      plus(read(given, 'base'), times(read(given, 'down'), far(fixed, measure))),
      plus(read(given, 'base'), times(read(given, 'up'), far(measure, fixed))),
    )
    const raised = floor ? most(number(floor), shifted) : shifted
    return ceiling ? least(number(ceiling), raised) : raised
  })
}

const composite: Formula = (given) => {
  const { parameters, holder, facts, reading } = given
  const sources = (Array.isArray(parameters.sources) ? parameters.sources : []).filter(isRecord)
  const parts = sources.map((source): Ends | null => {
    const ends = measureEnds(measureOf(String(source.of), facts, 'part'), reading)
    const share = (points: Expression): Expression =>
      times(
        number(holder.value),
        number(readNumber(source.weight)!),
        least(number({ n: 1n, d: 1n }), over(points, number(readNumber(source.scale) ?? { n: 1n, d: 1n }))),
      )
    return ends && overEnds(ends, share)
  })
  return added(parts)
}

const sampleCheck: Formula = (given) => {
  const { parameters, holder, facts, reading } = given
  const value = number(holder.value)
  if (parameters.rule !== 'rate')
    return measuring(
      given,
      'part',
      (failed) => when({ op: '>', of: [failed, number(zero)] }, number(zero), value),
      zero,
      'failed',
    )
  const drawn = readNumber(parameters.size)
  const size = drawn
    ? number(drawn)
    : measureEnds(measureOf(String(parameters.size), facts, 'part'), reading)?.low
  if (!size) return null
  const passed = (failed: Expression): Expression =>
    times(value, minus(number({ n: 1n, d: 1n }), over(failed, size)))
  return measuring(given, 'part', passed, null, 'failed')
}

/** Σ of parts; an end is carried where every part carries it. */
export function added(parts: readonly (Ends | null)[]): Ends | null {
  const end = (which: 'low' | 'high'): Expression | null => {
    const found = parts.map((part) => part?.[which] ?? null)
    return found.includes(null) ? null : plus(...found.filter((part) => part !== null))
  }
  return parts.length === 0 ? both(number(zero)) : { low: end('low'), high: end('high') }
}

export const measuredFormulas: Record<string, Formula> = {
  ratio_linear: ratioLinear,
  per_occurrence: perOccurrence,
  per_missing: perMissing,
  count_credit: countCredit,
  count_threshold: countThreshold,
  ratio_shortfall: ratioShortfall,
  bands: bandsFormula,
  external_score: externalScore,
  judgement,
  baseline_shift: baselineShift,
  composite,
  sample_check: sampleCheck,
}
