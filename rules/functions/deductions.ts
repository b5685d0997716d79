/**
 * deductions: several reasons to deduct that share one pot of points, from full marks or from what another function gives:
 * 没有计划的扣1分，每少1次扣0.5分，每发生1起扣1分，扣完为止；出庭率按比例得分，出庭不出声的每件另扣0.5分.
 */
import { cmp, max, min, type Rational, sub, sum, zero } from '../rational.ts'
import { intervalText, pointsText } from '../wording.ts'
import { checkDeduction, type Deduction, deductionFacts, readDeduction } from './deduction.ts'
import type { Explanation, Holder, Parameters, Reading, Scored, ScoringFunction } from './function.ts'
import { checkLimits, readNumber, unknownKeys } from './parameters.ts'
import { onRecord } from './rows.ts'
import { checkInner, compileInner, innerCanBeEmpty, innerFacts, innerOf, innerOutcomes } from './wrapped.ts'

const key = 'score'

const written = ({ list }: Parameters): unknown[] => (Array.isArray(list) ? list : [])
const hasInner = (parameters: Parameters): boolean => parameters[key] !== undefined

export const deductions: ScoringFunction = {
  name: 'deductions',
  names: [],
  wraps: (parameters) => innerOf(parameters, key),
  canBeEmpty: (parameters, facts) => innerCanBeEmpty(parameters, key, facts),
  outcomes: (parameters, facts, holder) => [
    ...innerOutcomes(parameters, key, facts, holder, ['met', 'partly', 'not_met', 'unknown']),
  ],
  check(parameters, facts, holder) {
    const list = written(parameters)
    return [
      ...unknownKeys(parameters, [key, 'list', 'cap', 'floor']),
      ...(list.length === 0
        ? [
            {
              path: ['list'],
              message: '没有写各种扣分',
              remedy: '例如 list: [{ title: 没有计划, if: "!plans.any", points: 1 }]',
            },
          ]
        : []),
      ...list.flatMap((entry, index) => checkDeduction(entry, ['list', index], facts, holder)),
      ...checkLimits(
        parameters,
        holder,
        list.some((entry) => readDeduction(entry, facts, holder)?.most === null),
      ),
      ...(hasInner(parameters) ? checkInner(parameters, key, facts, holder) : []),
    ]
  },
  facts: (parameters, facts) => [
    ...new Set([
      ...innerFacts(parameters, key, facts),
      ...written(parameters).flatMap((entry) => deductionFacts(entry, facts)),
    ]),
  ],
  compile(parameters, facts, holder) {
    const inner = hasInner(parameters) ? compileInner(parameters, key, facts, holder) : null
    const list = written(parameters).flatMap((entry) => readDeduction(entry, facts, holder) ?? [])
    const cap = readNumber(parameters.cap) ?? null
    const bottom = bottomOf(parameters, holder)
    const before = (value: Rational, reading: Reading): Scored =>
      inner ? inner.evaluate(value, reading) : { low: value, high: value, empty: false }
    const taken = (reading: Reading) => {
      const each = list.map((one) => one.range(reading))
      const high = each.some((one) => one.high === null) ? null : sum(each.map((one) => one.high!))
      return held({ low: sum(each.map(({ low }) => low)), high }, cap)
    }
    /** The exact points after so much is taken; null: without end. No lower than they were already. */
    const after = (points: Rational, loss: Rational | null): Rational => {
      const least = bottom === null ? null : min(points, bottom)
      if (loss === null) return least ?? points
      const left = sub(points, loss)
      return least === null ? left : max(least, left)
    }
    const most = held(
      { low: zero, high: list.some((one) => one.most === null) ? null : sum(list.map((one) => one.most!)) },
      cap,
    ).high
    const evaluate = (value: Rational, reading: Reading): Scored => {
      const scored = before(value, reading)
      // Of what there was nothing of, nothing can have gone wrong.
      if (scored.empty) return scored
      const { low, high } = taken(reading)
      return { ...scored, low: after(scored.low, high), high: after(scored.high, low) }
    }
    return {
      facts: deductions.facts(parameters, facts),
      least: after(inner?.least ?? holder.value, most),
      evaluate,
      failing: (value, reading) =>
        evaluate(value, reading).empty
          ? []
          : [...(inner?.failing?.(value, reading) ?? []), ...list.flatMap((one) => one.failing(reading))],
      explain(value, reading) {
        const explained = inner?.explain(value, reading) ?? nothingElse
        const scored = evaluate(value, reading)
        if (scored.empty) return explained
        const lines = list.flatMap((one) => one.line(reading) ?? [])
        const total = taken(reading)
        const loss = `${intervalText({ low: total.low, high: total.high ?? total.low })}${total.high === null ? '以上' : ''}`
        const limit = cap === null ? '' : `（累计最多${pointsText(cap)}）`
        const word = inner ? '另扣' : '扣'
        const sumLine = `${intervalText(before(value, reading))}，${word}${loss}${limit}，得${intervalText(scored)}`
        return {
          ...explained,
          calculation: [
            ...explained.calculation,
            ...(lines.length === 0 ? (inner ? [] : ['没有扣分的情形']) : [...lines, sumLine]),
          ],
          brief: inner ? [explained.brief, ...lines].join('；另') : lines.join('；') || '没有扣分的情形',
          ...furtherOf(
            list,
            onRecord(reading),
            inner ? shortOf(before(value, onRecord(reading)), value) : null,
          ),
        }
      },
    }
  },
}

const nothingElse: Explanation = { calculation: [], brief: '', names: {}, sentence: 'shortcoming' }

const shortOf = ({ high }: Scored, value: Rational): boolean => cmp(high, value) < 0

function held(loss: { low: Rational; high: Rational | null }, cap: Rational | null) {
  if (cap === null) return loss
  return { low: min(cap, loss.low), high: loss.high === null ? cap : min(cap, loss.high) }
}

/** Where it stops; null: nowhere but at its cap. */
function bottomOf(parameters: Parameters, { value, within }: Holder): Rational | null {
  const { floor } = parameters
  if (floor === 'none') return null
  const wide = floor === 'dimension' || floor === 'total' ? within?.[floor] : undefined
  return wide ? sub(value, wide) : zero
}

/** What is drafted: beside the sentence of the function inside where that fell short, instead of it where it did not. */
function furtherOf(
  list: readonly Deduction[],
  recorded: Reading,
  short: boolean | null,
): Pick<Explanation, 'further'> {
  const told = list.flatMap((one) => one.told(recorded))
  if (told.length === 0) return {}
  return { further: { told, how: short === null ? 'explains' : short ? 'beside' : 'alone' } }
}
