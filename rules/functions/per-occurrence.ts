/** F4 per_occurrence: so much off for each one that happened. */
import { add, div, mul, one, type Rational, sub, zero } from '../rational.ts'
import type { Facts, Holder, Parameters, Reading, ScoringFunction } from './function.ts'
import { deductionText, measureText, plainNames, sayMeasure } from './measure-words.ts'
import {
  checkRounding,
  compileMeasured,
  type Measured,
  type MeasuredScore,
  measurable,
  measuredFacts,
  measuredOutcomes,
  measureOf,
  readMeasure,
  roundingOf,
} from './measures.ts'
import {
  checkFact,
  checkLimits,
  checkPositive,
  deductionLimit,
  readNumber,
  unknownKeys,
} from './parameters.ts'
import { stepsOf } from './points.ts'
import { emptiness } from './rows.ts'

export const perOccurrence: ScoringFunction = {
  name: 'per_occurrence',
  names: plainNames,
  canBeEmpty: (parameters, facts) =>
    parameters.over !== undefined || facts.get(String(parameters.of))?.kind === 'share',
  outcomes: (parameters, facts, holder) => measuredOutcomes(score(parameters, facts, holder), holder),
  check(parameters, facts, holder) {
    const measure = measureOf(String(parameters.of), facts, 'part')
    return [
      ...unknownKeys(parameters, ['of', 'over', 'deduct_each', 'cap', 'floor', 'step_rounding']),
      ...checkFact(
        parameters,
        'of',
        facts,
        measurable.filter((kind) => kind !== 'rate'),
      ),
      ...(parameters.over === undefined ? [] : checkFact(parameters, 'over', facts, ['count', 'events'])),
      ...checkPositive(parameters, 'deduct_each'),
      ...checkLimits(parameters, holder, measure.most === null),
      ...checkRounding(parameters, measure),
    ]
  },
  facts: (parameters, facts) => occurrenceFacts(parameters, facts),
  compile: (parameters, facts, holder) => compileMeasured(score(parameters, facts, holder)),
}

const occurrenceFacts = (parameters: Parameters, facts: Facts): string[] => {
  const own = measuredFacts(String(parameters.of), facts)
  return parameters.over === undefined ? own : [...new Set([...own, String(parameters.over)])]
}

function score(parameters: Parameters, facts: Facts, holder: Holder): MeasuredScore {
  const { value } = holder
  const measure = measureOf(String(parameters.of), facts, 'part')
  const over = parameters.over === undefined ? undefined : String(parameters.over)
  const each = readNumber(parameters.deduct_each)!
  const limit = deductionLimit(parameters, holder)
  const rounding = roundingOf(parameters)
  const deducted = (number: Rational): Rational => {
    const full = mul(each, stepsOf(number, rounding))
    return limit !== null && sub(full, limit).n > 0n ? limit : full
  }
  return {
    measure,
    facts: occurrenceFacts(parameters, facts),
    points: {
      at: (number) => sub(value, deducted(number)),
      breakpoints: [limit === null ? zero : add(div(limit, each), one)],
    },
    domain: (reading) => overSomething(readMeasure(measure, reading.known(measure.id)), reading, over),
    line: (number) =>
      `${measureText(measure, number)}：${deductionText(value, stepsOf(number, rounding), each, limit)}`,
    names: (reading) => sayMeasure(reading, measure.id, true),
  }
}

/** Without anything it could have happened in, the item does not apply. */
function overSomething(measured: Measured, reading: Reading, over: string | undefined): Measured {
  if (over === undefined) return measured
  const state = emptiness(reading, over)
  return { ...measured, empty: state === 'empty', mayBeEmpty: state === 'open' }
}
