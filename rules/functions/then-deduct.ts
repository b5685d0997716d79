/**
 * then_deduct: what the function inside gives, less so much for each occurrence of what it does not measure: 出庭率按比例得分，出庭不出声
 * 的每件另扣0.5分，扣完为止.
 */
import {
  cmp,
  equal,
  isPositive,
  max,
  min,
  mul,
  type Rational,
  sub,
  sum,
  toDecimal,
  zero,
} from '../rational.ts'
import { intervalText, pointsText } from '../wording.ts'
import type {
  Explanation,
  Facts,
  Holder,
  ParameterProblem,
  Parameters,
  Reading,
  SayValue,
  Scored,
  ScoringFunction,
} from './function.ts'
import { measureText } from './measure-words.ts'
import { type Measure, measureOf } from './measures.ts'
import {
  checkFact,
  checkLimits,
  checkNumber,
  checkPositive,
  isRecord,
  readNumber,
  unknownKeys,
} from './parameters.ts'
import { onRecord } from './rows.ts'
import { checkInner, compileInner, innerCanBeEmpty, innerFacts, innerOf, innerOutcomes } from './wrapped.ts'

const key = 'score'
const example =
  '例如 deductions: [{ title: 出庭不出声, of: suits.silent, deduct_each: 0.5 }]，里层的函数写在score'

interface Deduction {
  title: string
  measure: Measure
  each: Rational
  cap: Rational | null
}

const written = (parameters: Parameters): unknown[] =>
  Array.isArray(parameters.deductions) ? parameters.deductions : []

const factsOf = (parameters: Parameters): string[] =>
  written(parameters).flatMap((entry) => (isRecord(entry) ? [String(entry.of)] : []))

export const thenDeduct: ScoringFunction = {
  name: 'then_deduct',
  names: [],
  wraps: (parameters) => innerOf(parameters, key),
  canBeEmpty: (parameters, facts) => innerCanBeEmpty(parameters, key, facts),
  outcomes: (parameters, facts, holder) =>
    innerOutcomes(parameters, key, facts, holder, ['partly', 'not_met', 'unknown']),
  check(parameters, facts, holder) {
    const list = written(parameters)
    return [
      ...unknownKeys(parameters, [key, 'deductions', 'cap', 'floor']),
      ...(list.length === 0
        ? [{ path: ['deductions'], message: '没有写另外每起扣几分', remedy: example }]
        : []),
      ...list.flatMap((entry, index) => checkDeduction(entry, index, facts)),
      ...checkLimits(parameters, holder, true),
      ...checkInner(parameters, key, facts, holder),
    ]
  },
  facts: (parameters, facts) => [...new Set([...innerFacts(parameters, key, facts), ...factsOf(parameters)])],
  compile(parameters, facts, holder) {
    const inner = compileInner(parameters, key, facts, holder)
    const deductions = written(parameters).map((entry) => readDeduction(entry as Parameters, facts))
    const cap = readNumber(parameters.cap) ?? null
    const bottom = bottomOf(parameters, holder)
    const taken = (reading: Reading) => {
      const each = deductions.map((deduction) => rangeOf(deduction, reading))
      const high = each.some((one) => one.high === null) ? null : sum(each.map((one) => one.high!))
      const total = { low: sum(each.map(({ low }) => low)), high }
      if (cap === null) return { each, ...total }
      return { each, low: min(cap, total.low), high: high === null ? cap : min(cap, high) }
    }
    /** The exact points after so much is taken; null: without end. No lower than the function inside went already. */
    const after = (points: Rational, loss: Rational | null): Rational => {
      const least = bottom === null ? null : min(points, bottom)
      if (loss === null) return least ?? points
      const left = sub(points, loss)
      return least === null ? left : max(least, left)
    }
    const most = deductions.some((one) => one.cap === null) ? cap : sum(deductions.map((one) => one.cap!))
    const evaluate = (value: Rational, reading: Reading): Scored => {
      const scored = inner.evaluate(value, reading)
      // Of what there was nothing of, nothing can have gone wrong.
      if (scored.empty) return scored
      const { low, high } = taken(reading)
      const { low: least, high: best, ...more } = scored
      return { ...more, low: after(least, high), high: after(best, low) }
    }
    return {
      facts: thenDeduct.facts(parameters, facts),
      least: after(inner.least, most === null || cap === null ? most : min(most, cap)),
      evaluate,
      explain(value, reading) {
        const explained = inner.explain(value, reading)
        const scored = evaluate(value, reading)
        if (scored.empty) return explained
        const lines = deductions.flatMap((deduction) => lineOf(deduction, reading))
        const total = taken(reading)
        const loss = intervalText({ low: total.low, high: total.high ?? total.low })
        const open = total.high === null ? '以上' : ''
        const before = intervalText(inner.evaluate(value, reading))
        const limit = cap === null ? '' : `（累计最多${pointsText(cap)}）`
        const result =
          lines.length === 0 ? [] : [`${before}，另扣${loss}${open}${limit}，得${intervalText(scored)}`]
        const recorded = onRecord(reading)
        return {
          ...explained,
          calculation: [...explained.calculation, ...lines, ...result],
          brief: [explained.brief, ...lines].filter((text) => text !== '').join('，另'),
          ...furtherOf(deductions, recorded, cmp(inner.evaluate(value, recorded).high, value) < 0),
        }
      },
    }
  },
}

function checkDeduction(entry: unknown, index: number, facts: Facts): ParameterProblem[] {
  const path = ['deductions', index]
  if (!isRecord(entry)) return [{ path, message: '应当写成 { title, of, deduct_each }', remedy: example }]
  const under = (problems: ParameterProblem[]): ParameterProblem[] =>
    problems.map((problem) => ({ ...problem, path: [...path, ...problem.path] }))
  return [
    ...unknownKeys(entry, ['title', 'of', 'deduct_each', 'cap'], path),
    ...(typeof entry.title === 'string'
      ? []
      : [{ path: [...path, 'title'], message: '没有写名称', remedy: '补上title，写这是什么情形' }]),
    ...under(checkFact(entry, 'of', facts, ['count'])),
    ...under(checkPositive(entry, 'deduct_each')),
    ...checkNumber(entry, 'cap', '累计扣分', { optional: true, path }),
  ]
}

const readDeduction = (entry: Parameters, facts: Facts): Deduction => ({
  title: String(entry.title),
  measure: measureOf(String(entry.of), facts, 'part'),
  each: readNumber(entry.deduct_each)!,
  cap: readNumber(entry.cap) ?? null,
})

/** Where a deduction stops; null: nowhere but at its cap. */
function bottomOf(parameters: Parameters, { value, within }: Holder): Rational | null {
  const { floor } = parameters
  if (floor === 'none') return null
  const wide = floor === 'dimension' || floor === 'total' ? within?.[floor] : undefined
  return wide ? sub(value, wide) : zero
}

function counted({ measure }: Deduction, reading: Reading): { low: Rational; high: Rational | null } {
  const known = reading.known(measure.id)
  if (known.kind !== 'number') throw new TypeError(`then_deduct cannot count ${known.kind}`)
  const high =
    measure.most === null || known.high === null
      ? (known.high ?? measure.most)
      : min(known.high, measure.most)
  return { low: known.low, high }
}

/** What one of them takes, within its own cap. */
function rangeOf(deduction: Deduction, reading: Reading): { low: Rational; high: Rational | null } {
  const { each, cap } = deduction
  const { low, high } = counted(deduction, reading)
  const held = (loss: Rational): Rational => (cap === null ? loss : min(cap, loss))
  return { low: held(mul(each, low)), high: high === null ? cap : held(mul(each, high)) }
}

/** 出庭不出声2件，每件扣0.50分，扣1.00分; nothing of what surely did not happen. */
function lineOf(deduction: Deduction, reading: Reading): string[] {
  const { title, measure, each, cap } = deduction
  const number = counted(deduction, reading)
  if (number.high !== null && !isPositive(number.high)) return []
  const exact = number.high !== null && equal(number.low, number.high)
  const unit = measure.unit
  const shown = exact
    ? measureText(measure, number.low)
    : number.high === null
      ? `${measureText(measure, number.low)}以上`
      : `${toDecimal(number.low)}—${measureText(measure, number.high)}`
  const range = rangeOf(deduction, reading)
  const loss = intervalText({ low: range.low, high: range.high ?? range.low })
  const limit = cap === null ? '' : `，最多${pointsText(cap)}分`
  return [
    `${title}${shown}，每${unit || '个'}扣${pointsText(each)}分${limit}，扣${loss}分${range.high === null ? '以上' : ''}`,
  ]
}

/** What is drafted beside the shortcoming of the function inside, or instead of it where that fell short of nothing. */
function furtherOf(
  deductions: readonly Deduction[],
  recorded: Reading,
  short: boolean,
): Pick<Explanation, 'further'> {
  const told = deductions.flatMap((deduction): SayValue[] => {
    const { low } = counted(deduction, recorded)
    const { id } = deduction.measure
    return isPositive(low)
      ? [{ text: `${deduction.title}${measureText(deduction.measure, low)}`, fact: id }]
      : []
  })
  return told.length === 0 ? {} : { further: { told, alone: !short } }
}
