/** F18 external_score: a score of another scheme, on its own scale, turned into points; under `lower` it brings nothing. */
import { cmp, div, min, mul, type Rational, toDecimal } from '../rational.ts'
import { pointsText } from '../wording.ts'
import type { Facts, Holder, Parameters, ScoringFunction } from './function.ts'
import { checkLower, lowerText, overLower, readLower } from './lower.ts'
import { measureText, plainNames, sayMeasure } from './measure-words.ts'
import {
  compileMeasured,
  hasEmptiness,
  type MeasuredScore,
  measuredFacts,
  measuredOutcomes,
  measureOf,
} from './measures.ts'
import { checkFact, checkNumber, checkPositive, readNumber, unknownKeys } from './parameters.ts'

export const externalScore: ScoringFunction = {
  name: 'external_score',
  names: [...plainNames, 'scale'],
  canBeEmpty: (parameters, facts) => hasEmptiness(parameters.of, facts),
  outcomes: (parameters, facts, holder) => measuredOutcomes(score(parameters, facts, holder), holder),
  check: (parameters, facts, { value }) => [
    ...unknownKeys(parameters, ['of', 'scale', 'cap', 'lower']),
    ...checkFact(parameters, 'of', facts, ['amount', 'count', 'rate']),
    ...checkPositive(parameters, 'scale'),
    ...checkLower(parameters, 'scale'),
    ...checkNumber(parameters, 'cap', '封顶', { optional: true, most: value }),
  ],
  facts: (parameters, facts) => measuredFacts(String(parameters.of), facts),
  compile: (parameters, facts, holder) => compileMeasured(score(parameters, facts, holder)),
}

function score(parameters: Parameters, facts: Facts, { value }: Holder): MeasuredScore {
  const measure = measureOf(String(parameters.of), facts, 'rate')
  const scale = readNumber(parameters.scale)!
  const cap = readNumber(parameters.cap) ?? value
  const lower = readLower(parameters)
  const converted = (number: Rational): Rational => mul(value, div(number, scale))
  return {
    measure,
    facts: measuredFacts(measure.id, facts),
    points: overLower(
      { at: (number) => min(cap, converted(number)), breakpoints: [div(mul(scale, cap), value)] },
      lower,
    ),
    line: (number, points) => {
      if (lower?.under(number))
        return `${measureText(measure, number)}，${lowerText(lower, (at) => measureText(measure, at))}`
      const capped = cmp(converted(number), cap) > 0 ? `（超过${toDecimal(cap)}，封顶）` : ''
      return `${pointsText(value)} × ${measureText(measure, number)} ÷ ${measureText(measure, scale)} = ${pointsText(points)}${capped}`
    },
    names: (reading) => ({
      ...sayMeasure(reading, measure.id),
      scale: { text: measureText(measure, scale), fact: measure.id },
    }),
  }
}
