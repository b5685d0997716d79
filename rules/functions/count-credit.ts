/** F5 count_credit: so much for each one, up to a cap. */
import { add, cmp, div, mul, one, type Rational, toDecimal, zero } from '../rational.ts'
import { pointsText } from '../wording.ts'
import type { Facts, Holder, Parameters, ScoringFunction } from './function.ts'
import { measureText, plainNames, sayMeasure } from './measure-words.ts'
import {
  checkRounding,
  compileMeasured,
  type MeasuredScore,
  measurable,
  measuredFacts,
  measuredOutcomes,
  measureOf,
  roundingOf,
} from './measures.ts'
import { checkFact, checkNumber, checkPositive, readNumber, unbounded, unknownKeys } from './parameters.ts'
import { clip, stepsOf } from './points.ts'

export const countCredit: ScoringFunction = {
  name: 'count_credit',
  names: plainNames,
  canBeEmpty: (parameters, facts) => facts.get(String(parameters.of))?.kind === 'share',
  outcomes: (parameters, facts, holder) => measuredOutcomes(score(parameters, facts, holder), holder),
  check(parameters, facts, { value }) {
    const measure = measureOf(String(parameters.of), facts, 'part')
    const uncapped = parameters.cap === 'none'
    const problems = [
      ...unknownKeys(parameters, ['of', 'credit_each', 'cap', 'step_rounding']),
      ...checkFact(
        parameters,
        'of',
        facts,
        measurable.filter((kind) => kind !== 'rate'),
      ),
      ...checkPositive(parameters, 'credit_each'),
      ...(uncapped ? [] : checkNumber(parameters, 'cap', '封顶', { most: value })),
      ...checkRounding(parameters, measure),
    ]
    if (uncapped && measure.most === null) problems.push(unbounded('cap', '写明封顶几分，例如 cap: 2'))
    return problems
  },
  facts: (parameters, facts) => measuredFacts(String(parameters.of), facts),
  compile: (parameters, facts, holder) => compileMeasured(score(parameters, facts, holder)),
}

function score(parameters: Parameters, facts: Facts, _holder: Holder): MeasuredScore {
  const measure = measureOf(String(parameters.of), facts, 'part')
  const each = readNumber(parameters.credit_each)!
  const cap = readNumber(parameters.cap) ?? null
  const rounding = roundingOf(parameters)
  const credit = (number: Rational): Rational => mul(each, stepsOf(number, rounding))
  return {
    measure,
    facts: measuredFacts(measure.id, facts),
    points: {
      at: (number) => clip(credit(number), null, cap),
      breakpoints: [cap === null ? zero : add(div(cap, each), one)],
    },
    line: (number, points) => {
      const capped = cap !== null && cmp(credit(number), cap) > 0 ? `（超过${toDecimal(cap)}，封顶）` : ''
      const times = stepsOf(number, rounding)
      return `${measureText(measure, number)}：${toDecimal(times)} × ${toDecimal(each)} = ${pointsText(points)}${capped}`
    },
    names: (reading) => sayMeasure(reading, measure.id, true),
  }
}
