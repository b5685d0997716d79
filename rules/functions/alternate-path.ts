/** M6 alternate_path: another way to part of the points (no project this year, but the system exists): the better of the two. */
import { max, type Rational, zero } from '../rational.ts'
import { intervalText, pointsText } from '../wording.ts'
import type { Scored, ScoringFunction } from './function.ts'
import { checkPositive, readNumber, unknownKeys } from './parameters.ts'
import { checkFactCondition, factCondition, factsIn, within } from './rows.ts'
import { checkInner, compileInner, innerCanBeEmpty, innerFacts, innerOf, innerOutcomes } from './wrapped.ts'

const key = 'score'

export const alternatePath: ScoringFunction = {
  name: 'alternate_path',
  names: [],
  wraps: (parameters) => innerOf(parameters, key),
  canBeEmpty: (parameters, facts) => innerCanBeEmpty(parameters, key, facts),
  outcomes: (parameters, facts, holder) => innerOutcomes(parameters, key, facts, holder, ['partly']),
  check: (parameters, facts, holder) => [
    ...unknownKeys(parameters, [key, 'when', 'points']),
    ...checkInner(parameters, key, facts, holder),
    ...checkFactCondition(parameters.when, ['when'], facts),
    ...checkPositive(parameters, 'points'),
  ],
  facts: (parameters, facts) => [
    ...new Set([...innerFacts(parameters, key, facts), ...factsIn(parameters.when, facts)]),
  ],
  compile(parameters, facts, holder) {
    const first = compileInner(parameters, key, facts, holder)
    const when = factCondition(parameters.when, facts)
    const points = readNumber(parameters.points)!
    const other = (value: Rational): Rational => within(points, value)
    const evaluate: typeof first.evaluate = (value, reading) => {
      const scored = first.evaluate(value, reading)
      const open = when(reading)
      if (scored.empty) return besideNothing(scored, open, value, other(value))
      return {
        low: open === true ? max(scored.low, other(value)) : scored.low,
        high: open === false ? scored.high : max(scored.high, other(value)),
        empty: false,
        // What opens the other path leaves something to score, whatever the first counts over.
        ...(scored.mayBeEmpty && open !== true ? { mayBeEmpty: true } : {}),
      }
    }
    return {
      facts: alternatePath.facts(parameters, facts),
      least: first.least,
      ...(first.leastAt ? { leastAt: first.leastAt } : {}),
      evaluate,
      ...(first.failing ? { failing: first.failing } : {}),
      explain(value, reading) {
        const explained = first.explain(value, reading)
        const open = when(reading)
        const state = open === null ? '未定' : open ? '符合' : '不符合'
        const line = `另一途径：${state}，可得${pointsText(other(value))}分；取高的，得${intervalText(evaluate(value, reading))}分`
        return {
          ...explained,
          calculation: [...explained.calculation, line],
          brief:
            open === false
              ? explained.brief
              : `${explained.brief}，另一途径${state}，可得${pointsText(other(value))}分`,
        }
      },
    }
  },
}

/** The first path has nothing to score: the other gives its points, or the item does not apply. */
function besideNothing(scored: Scored, open: boolean | null, value: Rational, other: Rational): Scored {
  if (open === true) return { low: other, high: other, empty: false }
  return open === false ? scored : { low: zero, high: value, empty: false, mayBeEmpty: true }
}
