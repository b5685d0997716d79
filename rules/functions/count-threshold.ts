/** F9 count_threshold: the value from the minimum up, else a fixed loss: one short costs the same as all short. */
import { cmp, type Rational, sub, toDecimal, zero } from '../rational.ts'
import { pointsText } from '../wording.ts'
import type { Facts, Holder, Parameters, ScoringFunction } from './function.ts'
import { checkScales } from './measure-checks.ts'
import { goalNames, measureText, sayGoal } from './measure-words.ts'
import {
  compileMeasured,
  hasEmptiness,
  isPercent,
  type Measure,
  type MeasuredScore,
  measurable,
  measuredFacts,
  measuredOutcomes,
  measureOf,
} from './measures.ts'
import { checkFact, checkNumber, checkPositive, readNumber, unknownKeys } from './parameters.ts'

const measured = ({ of, required }: Parameters, facts: Facts): Measure =>
  measureOf(String(of), facts, isPercent(required) ? 'rate' : 'part')

export const countThreshold: ScoringFunction = {
  name: 'count_threshold',
  names: goalNames,
  canBeEmpty: (parameters, facts) => hasEmptiness(parameters.of, facts),
  outcomes: (parameters, facts, holder) => measuredOutcomes(score(parameters, facts, holder), holder),
  check: (parameters, facts, { value }) => [
    ...unknownKeys(parameters, ['of', 'required', 'deduct']),
    ...checkFact(parameters, 'of', facts, measurable),
    ...checkPositive(parameters, 'required'),
    ...checkPositive(parameters, 'deduct'),
    ...checkScales(parameters, ['required'], measured(parameters, facts)),
    ...checkNumber(parameters, 'deduct', '扣分', { most: value }),
  ],
  facts: (parameters, facts) => measuredFacts(String(parameters.of), facts),
  compile: (parameters, facts, holder) => compileMeasured(score(parameters, facts, holder)),
}

function score(parameters: Parameters, facts: Facts, { value }: Holder): MeasuredScore {
  const measure = measured(parameters, facts)
  const minimum = readNumber(parameters.required)!
  const deduct = readNumber(parameters.deduct)!
  const reached = (number: Rational): boolean => cmp(number, minimum) >= 0
  return {
    measure,
    facts: measuredFacts(measure.id, facts),
    points: {
      at: (number) => sub(value, reached(number) ? zero : deduct),
      breakpoints: [minimum],
      steps: true,
    },
    line: (number, points) => {
      const found = `要求${measureText(measure, minimum)}，有${measureText(measure, number)}`
      return reached(number)
        ? `${found}，达到：${pointsText(points)}`
        : `${found}，不足：${pointsText(value)} - ${toDecimal(deduct)} = ${pointsText(points)}`
    },
    names: (reading) => sayGoal(reading, measure.id, minimum),
  }
}
