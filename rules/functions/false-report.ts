/** M10 false_report: a self-reported fact found untrue empties the item, or costs so much each, on top of the function inside. */
import { cmp, isPositive, max, min, mul, type Rational, sub, toDecimal, zero } from '../rational.ts'
import { intervalText, pointsText } from '../wording.ts'
import type { Reading, Scored, ScoringFunction } from './function.ts'
import { checkFact, checkPositive, readNumber, unknownKeys } from './parameters.ts'
import { checkChoice } from './rows.ts'
import { checkInner, compileInner, innerCanBeEmpty, innerFacts, innerOf, innerOutcomes } from './wrapped.ts'

const key = 'score'

export const falseReport: ScoringFunction = {
  name: 'false_report',
  names: [],
  wraps: (parameters) => innerOf(parameters, key),
  canBeEmpty: (parameters, facts) => innerCanBeEmpty(parameters, key, facts),
  outcomes: (parameters, facts, holder) =>
    innerOutcomes(
      parameters,
      key,
      facts,
      holder,
      parameters.effect === 'zero' ? ['not_met'] : ['partly', 'not_met'],
    ),
  check(parameters, facts, holder) {
    const each = parameters.effect === 'deduct_each'
    const problems = [
      ...unknownKeys(parameters, ['of', 'effect', 'points', key]),
      ...checkFact(parameters, 'of', facts, ['count']),
      ...checkChoice(parameters.effect, ['effect'], '查实不实的怎样处理', ['zero', 'deduct_each']),
      ...(each ? checkPositive(parameters, 'points') : []),
      ...checkInner(parameters, key, facts, holder),
    ]
    if (!each && parameters.points !== undefined)
      problems.push({ path: ['points'], message: '此项计0分时用不到points', remedy: '删去points' })
    return problems
  },
  facts: (parameters, facts) => [...new Set([String(parameters.of), ...innerFacts(parameters, key, facts)])],
  compile(parameters, facts, holder) {
    const of = String(parameters.of)
    const points = parameters.effect === 'deduct_each' ? readNumber(parameters.points)! : null
    const inner = compileInner(parameters, key, facts, holder)
    /** The exact points after so many false reports; never less than nothing for their sake. */
    const after = (score: Rational, reports: Rational | null): Rational => {
      if (reports !== null && !isPositive(reports)) return score
      const left = points === null || reports === null ? zero : sub(score, mul(points, reports))
      return max(min(score, zero), left)
    }
    const counted = (reading: Reading) => {
      const known = reading.known(of)
      if (known.kind !== 'number') throw new TypeError(`false_report cannot count ${known.kind}`)
      return known
    }
    const evaluate = (value: Rational, reading: Reading): Scored => {
      const scored = inner.evaluate(value, reading)
      const reports = counted(reading)
      if (scored.empty) {
        // A false report of nothing to score is a report all the same.
        if (points !== null || (reports.high !== null && !isPositive(reports.high))) return scored
        if (isPositive(reports.low)) return { low: zero, high: zero, empty: false }
        return { low: zero, high: value, empty: false, mayBeEmpty: true }
      }
      return {
        low: after(scored.low, reports.high),
        high: after(scored.high, reports.low),
        empty: false,
        ...(scored.mayBeEmpty ? { mayBeEmpty: true } : {}),
      }
    }
    return {
      facts: falseReport.facts(parameters, facts),
      least: min(inner.least, zero),
      evaluate,
      ...(inner.failing ? { failing: inner.failing } : {}),
      explain(value, reading) {
        const explained = inner.explain(value, reading)
        const reports = counted(reading)
        const none = reports.high !== null && !isPositive(reports.high)
        const number =
          reports.high !== null && cmp(reports.low, reports.high) === 0
            ? toDecimal(reports.low)
            : `${toDecimal(reports.low)}以上`
        const effect = points === null ? '查实有不实的，本项计0分' : `每起不实再扣${pointsText(points)}分`
        const line = none
          ? '未查实有不实填报'
          : `不实填报${number}起，${effect}，得${intervalText(evaluate(value, reading))}分`
        return {
          ...explained,
          calculation: [...explained.calculation, line],
          brief: none ? explained.brief : `${explained.brief}，${line}`,
        }
      },
    }
  },
}
