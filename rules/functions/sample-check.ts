/** F20 sample_check: from the results of a drawn sample, all or nothing or by the rate that passed. */
import { rateOf } from '../knowledge.ts'
import { cmp, isZero, min, mul, one, type Rational, sub, toDecimal, zero } from '../rational.ts'
import { percentText, pointsText } from '../wording.ts'
import type { Facts, Holder, ParameterProblem, Parameters, Reading, ScoringFunction } from './function.ts'
import { plainNames, sayMeasure } from './measure-words.ts'
import {
  compileMeasured,
  type Measure,
  type Measured,
  type MeasuredScore,
  measuredOutcomes,
  measureOf,
  readMeasure,
} from './measures.ts'
import { checkFact, checkPositive, readNumber, unknownKeys } from './parameters.ts'
import { checkChoice } from './rows.ts'

const sizeFact = ({ size }: Parameters, facts: Facts): string | null =>
  typeof size === 'string' && facts.has(size) ? size : null

export const sampleCheck: ScoringFunction = {
  name: 'sample_check',
  names: [...plainNames, 'size'],
  canBeEmpty: (parameters, facts) => sizeFact(parameters, facts) !== null,
  outcomes: (parameters, facts, holder) => measuredOutcomes(score(parameters, facts, holder), holder),
  check(parameters, facts) {
    return [
      ...unknownKeys(parameters, ['failed', 'size', 'rule']),
      ...checkFact(parameters, 'failed', facts, ['count']),
      ...checkSize(parameters, facts),
      ...checkChoice(parameters.rule, ['rule'], '抽查不合格怎样计分', ['any_failure_zero', 'rate']),
    ]
  },
  facts: (parameters, facts) => sampleFacts(parameters, facts),
  compile: (parameters, facts, holder) => compileMeasured(score(parameters, facts, holder)),
}

const sampleFacts = (parameters: Parameters, facts: Facts): string[] => {
  const size = sizeFact(parameters, facts)
  return size === null ? [String(parameters.failed)] : [String(parameters.failed), size]
}

function checkSize(parameters: Parameters, facts: Facts): ParameterProblem[] {
  if (!readNumber(parameters.size)) return checkFact(parameters, 'size', facts, ['count'])
  const size = readNumber(parameters.size)!
  if (size.d !== 1n) return [{ path: ['size'], message: '抽查数应当是整数', remedy: '例如 size: 10' }]
  return checkPositive(parameters, 'size')
}

function score(parameters: Parameters, facts: Facts, { value }: Holder): MeasuredScore {
  const failed = measureOf(String(parameters.failed), facts, 'part')
  const drawn = sizeFact(parameters, facts)
  const size = drawn === null ? readNumber(parameters.size)! : measureOf(drawn, facts, 'part')
  const byRate = parameters.rule === 'rate'
  const names: MeasuredScore['names'] = (reading) => ({
    ...sayMeasure(reading, failed.id, true),
    size:
      'n' in size
        ? { text: toDecimal(size), fact: failed.id }
        : { text: toDecimal(readMeasure(size, reading.fact(size.id).record).low), fact: size.id },
  })
  const common = { measure: failed, facts: sampleFacts(parameters, facts), names }
  if (!byRate) {
    return {
      ...common,
      points: { at: (number) => (number.n > 0n ? zero : value), breakpoints: [zero] },
      domain: (reading) => failures(failed, size, reading),
      line: (number, points) =>
        `不合格${toDecimal(number)}${failed.unit}，${isZero(number) ? '抽查全部合格' : '有不合格的不得分'}：${pointsText(points)}`,
    }
  }
  return {
    ...common,
    full: { low: zero, high: one, whole: false },
    points: { at: (rate) => mul(value, sub(one, rate)), breakpoints: [] },
    domain: (reading) => failureRate(failures(failed, size, reading), size, reading),
    line: (rate, points) =>
      `合格率${percentText(sub(one, rate))}：${pointsText(value)} × ${percentText(sub(one, rate))} = ${pointsText(points)}`,
  }
}

/** How many failed, never more than were drawn. */
function failures(failed: Measure, size: Measure | Rational, reading: Reading): Measured {
  const range = readMeasure(failed, reading.known(failed.id))
  const drawn = sizeOf(size, reading)
  const high =
    range.high === null ? drawn.high : drawn.high === null ? range.high : min(range.high, drawn.high)
  const low = high === null ? range.low : min(range.low, high)
  return {
    ...range,
    low,
    high,
    empty: drawn.high !== null && isZero(drawn.high),
    mayBeEmpty: isZero(drawn.low),
  }
}

function sizeOf(size: Measure | Rational, reading: Reading): { low: Rational; high: Rational | null } {
  if ('n' in size) return { low: size, high: size }
  const range = readMeasure(size, reading.known(size.id))
  return { low: range.low, high: range.high }
}

function failureRate(failed: Measured, size: Measure | Rational, reading: Reading): Measured {
  const drawn = sizeOf(size, reading)
  const part = { low: failed.low!, high: failed.high }
  // What failed was drawn, so the sample is at least that large.
  const whole = { ...drawn, low: cmp(drawn.low, part.low) < 0 ? part.low : drawn.low }
  return {
    ...rateOf(part, whole),
    whole: false,
    empty: failed.empty,
    mayBeEmpty: failed.mayBeEmpty && isZero(whole.low),
  }
}
