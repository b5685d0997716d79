/** F15 judgement: points a named person gave inside a range; not yet given, the range stays open. */
import { cmp, div, max, min, type Rational, sub, toDecimal, zero } from '../rational.ts'
import { intervalText, pointsText } from '../wording.ts'
import type { Reading, ScoringFunction } from './function.ts'
import { checkFact, checkPositive, readNumber, unknownKeys } from './parameters.ts'
import { onRecord, within } from './rows.ts'

export const judgement: ScoringFunction = {
  name: 'judgement',
  names: ['given', 'max'],
  canBeEmpty: () => false,
  outcomes: () => ['met', 'partly', 'not_met', 'unknown'],
  check(parameters, facts, holder) {
    const problems = [
      ...unknownKeys(parameters, ['of', 'min', 'max', 'step']),
      ...checkFact(parameters, 'of', facts, ['count', 'amount']),
      ...checkPositive(parameters, 'max'),
      ...checkPositive(parameters, 'step'),
    ]
    const low = readNumber(parameters.min)
    const high = readNumber(parameters.max)
    if (!low || cmp(low, zero) < 0)
      problems.push({ path: ['min'], message: '没有写最低几分', remedy: '写不小于0的数，例如 min: 0' })
    if (low && high && cmp(low, high) >= 0)
      problems.push({ path: ['min'], message: '最低分应当小于最高分', remedy: '改正min或者max' })
    if (high && cmp(high, holder.value) > 0)
      problems.push({
        path: ['max'],
        message: `最高分大于分值${toDecimal(holder.value)}`,
        remedy: `写 max: ${toDecimal(holder.value)}`,
      })
    return problems
  },
  facts: (parameters) => [String(parameters.of)],
  compile(parameters) {
    const of = String(parameters.of)
    const least = readNumber(parameters.min)!
    const most = readNumber(parameters.max)!
    const step = readNumber(parameters.step)!
    const points = (value: Rational, given: Rational): Rational => within(max(least, min(most, given)), value)
    const known = (reading: Reading) => {
      const given = reading.known(of)
      if (given.kind !== 'number') throw new TypeError(`judgement cannot read ${given.kind}`)
      return given
    }
    return {
      facts: [of],
      least,
      evaluate(value, reading) {
        const given = known(reading)
        return { low: points(value, given.low), high: points(value, given.high ?? most), empty: false }
      },
      explain(value, reading) {
        const given = known(reading)
        const limits = `${toDecimal(least)}—${toDecimal(most)}分，以${toDecimal(step)}分为一档`
        const decided = given.high !== null && cmp(given.low, given.high) === 0
        const range = { low: points(value, given.low), high: points(value, given.high ?? most) }
        const notes = decided ? notesOn(given.low, least, most, step) : []
        const said = decided ? `评定${pointsText(given.low)}分` : '尚未评定'
        const recorded = known(onRecord(reading))
        const exact = recorded.high !== null && cmp(recorded.low, recorded.high) === 0
        return {
          calculation: [`由人评定，${limits}；${said}`, ...notes, `得${intervalText(range)}分`],
          brief: [said, ...notes].join('，'),
          names: {
            given: { text: exact ? toDecimal(recorded.low) : '', fact: of },
            max: { text: toDecimal(most), fact: of },
          },
          sentence: 'shortcoming',
        }
      },
    }
  },
}

/** What a person should see of a mark that does not fit the scale it was given on. */
function notesOn(given: Rational, least: Rational, most: Rational, step: Rational): string[] {
  if (cmp(given, least) < 0) return [`低于最低分，按${toDecimal(least)}分计`]
  if (cmp(given, most) > 0) return [`高于最高分，按${toDecimal(most)}分计`]
  return div(sub(given, least), step).d === 1n ? [] : ['不在分档上，请复核']
}
