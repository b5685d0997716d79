/** How long something took in the rows of a register: days, working days or months between two of their dates. */
import type { CompiledFact } from './compiled-facts.ts'
import { span } from './condition-calls.ts'
import type { Days } from './condition-values.ts'
import type { Environment } from './conditions.ts'
import type { Row } from './evidence.ts'
import { dawn, type NumberRange, never, neverDone } from './knowledge.ts'
import type { ElapsedIn } from './pack.ts'
import { cmp, div, max, min, type Rational, rational, sum, toDecimal, zero } from './rational.ts'

/** What it is counted in. */
export const elapsedUnits: Record<ElapsedIn, string> = { days: '日', workdays: '个工作日', months: '个月' }

/** The length of one row; what was done before it began took no time. */
export function lengthOf(fact: CompiledFact, row: Row, environment: Environment): NumberRange {
  const { from, to, counted } = fact.elapsed!
  const { low, high } = span(
    counted,
    dayOf(fact, from, row, environment),
    dayOf(fact, to, row, environment),
    environment,
  )
  return { low: low === null ? zero : max(zero, low), high: high === null ? null : max(zero, high) }
}

function dayOf({ register }: CompiledFact, field: string, row: Row, { closed }: Environment): Days {
  const value = row.values[field]
  if (typeof value === 'string' && value !== '') return { low: value, high: value }
  const undone = closed === true && register.fields.get(field)?.blankWhenClosed === 'never'
  return { low: undone ? never : dawn, high: never }
}

/** The picked one of several lengths, some of which may not count; nothing is picked of none. */
export function pickedLength(
  pick: CompiledFact['pick'],
  sure: readonly NumberRange[],
  doubtful: readonly NumberRange[],
): NumberRange {
  const all = [...sure, ...doubtful]
  if (all.length === 0) return { low: zero, high: zero }
  const lows = (lengths: readonly NumberRange[]): Rational[] => lengths.map(({ low }) => low)
  const least = lows(all).reduce(min)
  const most = highest(all)
  if (pick === 'mean' && doubtful.length === 0) {
    const mean = (lengths: Rational[]): Rational => div(sum(lengths), rational(lengths.length))
    const highs = all.flatMap(({ high }) => (high === null ? [] : [high]))
    return { low: mean(lows(all)), high: highs.length === all.length ? mean(highs) : null }
  }
  if (pick === 'mean' || sure.length === 0) return { low: least, high: most }
  if (pick === 'shortest') return { low: least, high: shortest(sure) }
  return { low: lows(sure).reduce(max), high: most }
}

const highest = (lengths: readonly NumberRange[]): Rational | null =>
  lengths.some(({ high }) => high === null) ? null : lengths.map(({ high }) => high!).reduce(max)

function shortest(lengths: readonly NumberRange[]): Rational | null {
  const bounded = lengths.flatMap(({ high }) => (high === null ? [] : [high]))
  return bounded.length === 0 ? null : bounded.reduce(min)
}

/** The same while more rows may come. */
export const openLength = (pick: CompiledFact['pick'], now: NumberRange, sure: boolean): NumberRange => ({
  low: pick === 'longest' && sure ? now.low : zero,
  high: pick === 'shortest' && sure ? now.high : null,
})

/** Whether a length says that it never happened. */
export const isNeverDone = (length: Rational): boolean => cmp(length, neverDone) >= 0

/** 15个工作日 */
export const lengthText = (length: Rational, unit: string): string =>
  isNeverDone(length) ? '没有办' : `${toDecimal(length, 2)}${unit}`
