/**
 * F12 baseline_shift: a base, moved by so much for each step above or below a reference, a number or another fact (last
 * year's, the county's). Between its ends it may rise and fall again, so the reference is a breakpoint.
 */
import { add, cmp, div, equal, isZero, mul, one, type Rational, sub, toDecimal, zero } from '../rational.ts'
import { pointsText } from '../wording.ts'
import type { Facts, ParameterProblem, Parameters, Reading, ScoringFunction } from './function.ts'
import { checkScales } from './measure-checks.ts'
import { measureText, ratedNames, sayMeasure } from './measure-words.ts'
import {
  compileMeasured,
  fullDomain,
  hasEmptiness,
  isPercent,
  type Measure,
  type Measured,
  type MeasuredScore,
  measurableLength,
  measuredFacts,
  measuredOutcomes,
  measureIn,
  measureOf,
  readMeasure,
  roundingOf,
} from './measures.ts'
import {
  checkFact,
  checkNumber,
  checkPositive,
  readNumber,
  unbounded,
  unknownKeys,
  unsaid,
} from './parameters.ts'
import { clip, type Domain, stepRoundings, stepsOf } from './points.ts'
import { checkChoice } from './rows.ts'

const keys = ['of', 'base', 'reference', 'step', 'step_rounding', 'up', 'down', 'ceiling', 'floor']

const referenceFact = ({ reference }: Parameters, facts: Facts): string | null =>
  typeof reference === 'string' && facts.has(reference) ? reference : null

function measured(parameters: Parameters, facts: Facts): Measure {
  const of = String(parameters.of)
  const other = facts.get(referenceFact(parameters, facts) ?? '')
  const rate = isPercent(parameters.reference) || other?.kind === 'rate' || other?.kind === 'share'
  return measureOf(of, facts, rate ? 'rate' : 'part')
}

const referenceMeasure = (parameters: Parameters, facts: Facts): Measure | null => {
  const id = referenceFact(parameters, facts)
  return id === null ? null : measureOf(id, facts, 'rate')
}

export const baselineShift: ScoringFunction = {
  name: 'baseline_shift',
  names: [...ratedNames, 'reference'],
  canBeEmpty: (parameters, facts) =>
    [parameters.of, referenceFact(parameters, facts)].some((id) => hasEmptiness(id, facts)),
  outcomes: (parameters, facts, holder) => measuredOutcomes(score(parameters, facts), holder),
  check(parameters, facts) {
    const problems = [
      ...unknownKeys(parameters, keys),
      ...checkFact(parameters, 'of', facts, measurableLength),
      ...checkReference(parameters, facts),
      ...checkScales(parameters, ['reference', 'step'], measured(parameters, facts)),
      ...checkNumber(parameters, 'base', '基准分'),
      ...checkPositive(parameters, 'step'),
      ...checkChoice(parameters.step_rounding, ['step_rounding'], '不足一档的怎样算', stepRoundings),
      ...signed(parameters, 'up', '高于参照值时每档加几分（扣分写负数）'),
      ...signed(parameters, 'down', '低于参照值时每档加几分（扣分写负数）'),
      ...limitOf(parameters, 'ceiling', '封顶几分'),
      ...limitOf(parameters, 'floor', '最低几分'),
    ]
    return problems.length > 0 ? problems : checkBounds(parameters, facts)
  },
  facts: (parameters, facts) => shiftFacts(parameters, facts),
  compile: (parameters, facts) => compileMeasured(score(parameters, facts)),
}

const shiftFacts = (parameters: Parameters, facts: Facts): string[] => {
  const other = referenceFact(parameters, facts)
  const ids = [String(parameters.of), ...(other === null ? [] : [other])]
  return [...new Set(ids.flatMap((id) => measuredFacts(id, facts)))]
}

function checkReference(parameters: Parameters, facts: Facts): ParameterProblem[] {
  if (readNumber(parameters.reference)) return checkNumber(parameters, 'reference', '参照值')
  return checkFact(parameters, 'reference', facts, measurableLength)
}

function signed(parameters: Parameters, key: string, what: string): ParameterProblem[] {
  if (readNumber(parameters[key])) return []
  const message = unsaid(parameters[key], key, what)
  return [{ path: [key], message, remedy: `例如 ${key}: -0.1；不变写 ${key}: 0` }]
}

function limitOf(parameters: Parameters, key: string, what: string): ParameterProblem[] {
  if (parameters[key] === 'none' || readNumber(parameters[key])) return []
  const message = unsaid(parameters[key], key, what)
  return [{ path: [key], message, remedy: `例如 ${key}: 3；没有的写 ${key}: none` }]
}

/** A side that never ends must meet the ceiling or the floor it runs towards. */
function checkBounds(parameters: Parameters, facts: Facts): ParameterProblem[] {
  const domain = differences(parameters, facts)
  const problems: ParameterProblem[] = []
  for (const [end, key] of [
    [domain.high, 'up'],
    [domain.low, 'down'],
  ] as const) {
    const rate = readNumber(parameters[key])!
    const limit = rate.n > 0n ? 'ceiling' : 'floor'
    if (end === null && !isZero(rate) && parameters[limit] === 'none')
      problems.push(unbounded(limit, `写明${limit === 'ceiling' ? '封顶' : '最低'}几分，例如 ${limit}: 3`))
  }
  return problems
}

/** Everything the difference from the reference can be. */
function differences(parameters: Parameters, facts: Facts): Domain {
  const measure = measured(parameters, facts)
  const { high } = fullDomain(measure)
  const other = referenceMeasure(parameters, facts)
  const reference = other ? null : readNumber(parameters.reference)!
  return {
    low: reference ? sub(zero, reference) : other?.most ? sub(zero, other.most) : null,
    high: high === null ? null : sub(high, reference ?? zero),
    whole: isWhole(measure, other, reference),
  }
}

const isWhole = (measure: Measure, other: Measure | null, reference: Rational | null): boolean =>
  measure.whole && (other ? other.whole : reference !== null && reference.d === 1n)

function score(parameters: Parameters, facts: Facts): MeasuredScore {
  const measure = measured(parameters, facts)
  const other = referenceMeasure(parameters, facts)
  const reference = other ? null : readNumber(parameters.reference)!
  const base = readNumber(parameters.base)!
  const step = readNumber(parameters.step)!
  const up = readNumber(parameters.up)!
  const down = readNumber(parameters.down)!
  const most = readNumber(parameters.ceiling) ?? null
  const least = readNumber(parameters.floor) ?? null
  const rounding = roundingOf(parameters)
  const steps = (difference: Rational): Rational =>
    stepsOf(div(difference.n < 0n ? sub(zero, difference) : difference, step), rounding)
  const shifted = (difference: Rational): Rational =>
    add(base, mul(difference.n < 0n ? down : up, steps(difference)))
  /** A step beyond the difference at which a limit is reached; the other way it is never reached. */
  const reaching = (limit: Rational | null, rate: Rational, side: Rational): Rational[] => {
    if (limit === null || isZero(rate)) return []
    const needed = div(sub(limit, base), rate)
    return needed.n < 0n ? [] : [mul(side, mul(step, add(needed, one)))]
  }
  const breakpoints = [
    zero,
    ...[most, least].flatMap((limit) => [
      ...reaching(limit, up, one),
      ...reaching(limit, down, sub(zero, one)),
    ]),
  ]
  const whole = isWhole(measure, other, reference)
  return {
    measure,
    facts: shiftFacts(parameters, facts),
    points: { at: (difference) => clip(shifted(difference), least, most), breakpoints },
    full: differences(parameters, facts),
    domain: (reading) => difference(measure, other ?? reference!, whole, reading),
    line: (difference, points) => {
      const size = difference.n < 0n ? sub(zero, difference) : difference
      const side = isZero(difference) ? '与参照值相同' : difference.n < 0n ? '低于参照值' : '高于参照值'
      const far = isZero(difference)
        ? ''
        : measure.percent
          ? `${toDecimal(mul(size, { n: 100n, d: 1n }), 2)}个百分点`
          : measureText(measure, size)
      const raw = shifted(difference)
      const held = equal(raw, points)
        ? ''
        : cmp(raw, points) > 0
          ? `，封顶${pointsText(points)}`
          : `，最低${pointsText(points)}`
      const rate = difference.n < 0n ? down : up
      const each = rate.n < 0n ? sub(zero, rate) : rate
      const term = `${rate.n < 0n ? '-' : '+'} ${toDecimal(steps(difference))} × ${toDecimal(each)}`
      return `${side}${far}：${pointsText(base)} ${term} = ${pointsText(raw)}${held}`
    },
    names: (reading) => ({
      ...sayMeasure(reading, measure.id),
      reference: other
        ? { text: recordText(reading, other), fact: other.id }
        : { text: measureText(measure, reference!), fact: measure.id },
    }),
  }
}

function recordText(reading: Reading, measure: Measure): string {
  return measureText(measure, readMeasure(measure, reading.fact(measure.id).record).low)
}

/** How far the measure is from its reference. */
function difference(
  measure: Measure,
  reference: Measure | Rational,
  whole: boolean,
  reading: Reading,
): Measured {
  const own = measureIn(measure, reading)
  if ('n' in reference) {
    const { empty, mayBeEmpty } = own
    const high = own.high === null ? null : sub(own.high, reference)
    return { low: sub(own.low, reference), high, whole, empty, mayBeEmpty }
  }
  const other = measureIn(reference, reading)
  return {
    low: other.high === null ? null : sub(own.low, other.high),
    high: own.high === null ? null : sub(own.high, other.low),
    whole,
    empty: own.empty || other.empty,
    mayBeEmpty: own.mayBeEmpty || other.mayBeEmpty,
  }
}
