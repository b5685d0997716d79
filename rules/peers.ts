/** The townships of a group side by side, summed and sorted once, so that each is compared without walking all others. */
import type { Knowledge, NumberRange } from './knowledge.ts'
import { add, cmp, one, type Rational, sub, zero } from './rational.ts'

/** One fact's values over a group; `own` is the place of the township that is scored. */
export interface Peers {
  values: readonly NumberRange[]
  own: number
}

/** What of a fact is compared; a rate or share of nothing is not. */
export interface Compared {
  range: NumberRange
  empty: boolean
  mayBeEmpty: boolean
}

export function comparedIn(known: Knowledge): Compared {
  if (known.kind === 'share')
    return { range: known.rate, empty: known.empty, mayBeEmpty: known.whole.low.n === 0n }
  if (known.kind !== 'number') throw new TypeError(`${known.kind} cannot be compared`)
  const { low, high, held } = known
  return { range: { low, high }, empty: held === false, mayBeEmpty: held === null }
}

/**
 * A township's value among its peers; null: it has none, so it stands in no mean and takes no place. One that may have
 * none can be anywhere: to stand apart is for a mean the same as to stand on it.
 */
export function standing({ range, empty, mayBeEmpty }: Compared): NumberRange | null {
  if (empty) return null
  return mayBeEmpty ? { low: zero, high: one } : range
}

interface Summary {
  low: Rational
  /** Of those that are bounded. */
  high: Rational
  unbounded: number
  lows: Rational[]
  highs: Rational[]
}

const summaries = new WeakMap<readonly NumberRange[], Summary>()

function summaryOf(values: readonly NumberRange[]): Summary {
  let summary = summaries.get(values)
  if (!summary) {
    const lows = values.map((range) => range.low)
    const highs = values.flatMap((range) => (range.high === null ? [] : [range.high]))
    summary = {
      low: lows.reduce(add, zero),
      high: highs.reduce(add, zero),
      unbounded: values.length - highs.length,
      lows: [...lows].sort(cmp),
      highs: [...highs].sort(cmp),
    }
    summaries.set(values, summary)
  }
  return summary
}

/** Sums of the others at their low and high ends; null where one of them has no bound. */
export function sumOfOthers({ values, own }: Peers): { low: Rational; high: Rational | null } {
  const summary = summaryOf(values)
  const { low, high } = values[own]!
  const open = summary.unbounded - (high === null ? 1 : 0)
  return { low: sub(summary.low, low), high: open > 0 ? null : sub(summary.high, high ?? zero) }
}

/** How many of a sorted list are above the value. */
function countAbove(sorted: readonly Rational[], value: Rational): number {
  let from = 0
  let to = sorted.length
  while (from < to) {
    const middle = (from + to) >> 1
    if (cmp(sorted[middle]!, value) > 0) to = middle
    else from = middle + 1
  }
  return sorted.length - from
}

/** How many are below it. */
function countBelow(sorted: readonly Rational[], value: Rational): number {
  let from = 0
  let to = sorted.length
  while (from < to) {
    const middle = (from + to) >> 1
    if (cmp(sorted[middle]!, value) < 0) from = middle + 1
    else to = middle
  }
  return from
}

/** Best and worst place among the group; equal values share a place. */
export function placeAmong({ values, own }: Peers, highFirst: boolean): { best: number; worst: number } {
  const { lows, highs, unbounded } = summaryOf(values)
  const { low, high } = values[own]!
  const itself = high === null || cmp(low, high) < 0 ? 1 : 0
  if (highFirst) {
    const surely = high === null ? 0 : countAbove(lows, high)
    return { best: surely + 1, worst: countAbove(highs, low) + unbounded - itself + 1 }
  }
  const perhaps = high === null ? lows.length : countBelow(lows, high)
  return { best: countBelow(highs, low) + 1, worst: perhaps - itself + 1 }
}

/** Lowest and highest of the group; null while any of them is open. */
export function extentOf({ values }: Peers): { lowest: Rational; highest: Rational } | null {
  const { lows, low, high, unbounded } = summaryOf(values)
  const decided = unbounded === 0 && cmp(low, high) === 0
  return decided ? { lowest: lows[0]!, highest: lows[lows.length - 1]! } : null
}
