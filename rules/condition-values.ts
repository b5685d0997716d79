/** Three-valued logic and ranges of numbers and days: what conditions compute with. */
import { dawn, never } from './knowledge.ts'
import { add, cmp, div, equal, mul, type Rational, sub, zero } from './rational.ts'

/** null: no bound on that side. */
export type Range = { low: Rational | null; high: Rational | null }
export type Days = { low: string; high: string }
export type Members = { has: readonly string[]; closed: boolean }

export const point = (value: Rational): Range => ({ low: value, high: value })
export const anywhere: Range = { low: null, high: null }
export const anyDay: Days = { low: dawn, high: never }

export const not = (a: boolean | null): boolean | null => (a === null ? null : !a)
export const and = (a: boolean | null, b: boolean | null): boolean | null =>
  a === false || b === false ? false : a === null || b === null ? null : true
export const or = (a: boolean | null, b: boolean | null): boolean | null =>
  a === true || b === true ? true : a === null || b === null ? null : false

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>='

/** Definitely before, definitely not before, or either. */
export const lessDays = (a: Days, b: Days): boolean | null =>
  a.high < b.low ? true : a.low >= b.high ? false : null
export const sameDays = (a: Days, b: Days): boolean | null =>
  a.high < b.low || b.high < a.low ? false : a.low === a.high && b.low === b.high ? true : null

export const dayComparisons: Record<Comparison, (a: Days, b: Days) => boolean | null> = {
  '<': lessDays,
  '>': (a, b) => lessDays(b, a),
  '<=': (a, b) => not(lessDays(b, a)),
  '>=': (a, b) => not(lessDays(a, b)),
  '==': sameDays,
  '!=': (a, b) => not(sameDays(a, b)),
}

export function lessNumbers(a: Range, b: Range): boolean | null {
  if (a.high !== null && b.low !== null && cmp(a.high, b.low) < 0) return true
  if (a.low !== null && b.high !== null && cmp(a.low, b.high) >= 0) return false
  return null
}

export function sameNumbers(a: Range, b: Range): boolean | null {
  if (lessNumbers(a, b) === true || lessNumbers(b, a) === true) return false
  const single = a.low !== null && a.high !== null && b.low !== null && b.high !== null
  return single && equal(a.low!, a.high!) && equal(b.low!, b.high!) && equal(a.low!, b.low!) ? true : null
}

export const rangeComparisons: Record<Comparison, (a: Range, b: Range) => boolean | null> = {
  '<': lessNumbers,
  '>': (a, b) => lessNumbers(b, a),
  '<=': (a, b) => not(lessNumbers(b, a)),
  '>=': (a, b) => not(lessNumbers(a, b)),
  '==': sameNumbers,
  '!=': (a, b) => not(sameNumbers(a, b)),
}

export function subtract(a: Range, b: Range): Range {
  return {
    low: a.low === null || b.high === null ? null : sub(a.low, b.high),
    high: a.high === null || b.low === null ? null : sub(a.high, b.low),
  }
}

export const addRanges = (a: Range, b: Range): Range => ({
  low: a.low === null || b.low === null ? null : add(a.low, b.low),
  high: a.high === null || b.high === null ? null : add(a.high, b.high),
})

const isCount = (range: Range): range is Range & { low: Rational } =>
  range.low !== null && cmp(range.low, zero) >= 0

/** Of numbers that cannot be negative each end stands for itself, though the other be open. */
export function multiply(a: Range, b: Range): Range {
  if (!isCount(a) || !isCount(b)) return hull(a, b, mul)
  return { low: mul(a.low, b.low), high: a.high === null || b.high === null ? null : mul(a.high, b.high) }
}

/** Hull of the four products or quotients; unbounded as soon as an end is. */
function hull(a: Range, b: Range, combine: (x: Rational, y: Rational) => Rational): Range {
  if (a.low === null || a.high === null || b.low === null || b.high === null) return anywhere
  const corners = [
    combine(a.low, b.low),
    combine(a.low, b.high),
    combine(a.high, b.low),
    combine(a.high, b.high),
  ]
  corners.sort(cmp)
  return { low: corners[0]!, high: corners[3]! }
}

/** A divisor that may be zero leaves the quotient open. */
export function divide(a: Range, b: Range): Range {
  const spansZero = (b.low === null || cmp(b.low, zero) <= 0) && (b.high === null || cmp(b.high, zero) >= 0)
  if (spansZero) return anywhere
  if (!isCount(a) || !isCount(b)) return hull(a, b, div)
  return {
    low: b.high === null ? zero : div(a.low, b.high),
    high: a.high === null ? null : div(a.high, b.low),
  }
}
