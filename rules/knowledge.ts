/**
 * What is known of a value: the set of what it can still turn out to be (semantics 10).
 * A number or date is a range, a flag is three-valued, a set is what it surely has and whether that is all.
 */
import { cmp, div, max, min, one, type Rational, rational, zero } from './rational.ts'

/** null high: no upper bound. */
export interface NumberRange {
  low: Rational
  high: Rational | null
}

/** Later than every date: the deed is known not to have been done. */
export const never = '9999-99-99'
/** Earlier than every date. */
export const dawn = '0000-00-00'

export type Knowledge =
  | ({ kind: 'number' } & NumberRange)
  | {
      kind: 'share'
      part: NumberRange
      whole: NumberRange
      rate: { low: Rational; high: Rational }
      /** The denominator is certainly zero. */
      empty: boolean
    }
  | { kind: 'date'; low: string; high: string }
  | { kind: 'flag'; value: boolean | null }
  | { kind: 'set'; has: string[]; closed: boolean }
  | { kind: 'dates'; has: string[]; closed: boolean }

export type KnowledgeOf<K extends Knowledge['kind']> = Extract<Knowledge, { kind: K }>

export const anyNumber: NumberRange = { low: zero, high: null }
export const exactly = (value: Rational): NumberRange => ({ low: value, high: value })
export const exactInteger = (value: number): NumberRange => exactly(rational(value))

export const isExact = (range: NumberRange): boolean =>
  range.high !== null && cmp(range.low, range.high) === 0

export const intersectNumbers = (a: NumberRange, b: NumberRange): NumberRange | null => {
  const low = max(a.low, b.low)
  const high = a.high === null ? b.high : b.high === null ? a.high : min(a.high, b.high)
  return high !== null && cmp(low, high) > 0 ? null : { low, high }
}

/** Lowest and highest rate of a part within its whole when the two are only known apart. */
export function rateOf(part: NumberRange, whole: NumberRange): { low: Rational; high: Rational } {
  const low = whole.high === null || whole.high.n === 0n ? zero : min(one, div(part.low, whole.high))
  const high = part.high === null || whole.low.n === 0n ? one : min(one, div(part.high, whole.low))
  return { low: min(low, high), high }
}

/** Whether the value is fully determined. */
export function isDetermined(known: Knowledge): boolean {
  switch (known.kind) {
    case 'number':
      return isExact(known)
    case 'share':
      return known.empty || cmp(known.rate.low, known.rate.high) === 0
    case 'date':
      return known.low === known.high
    case 'flag':
      return known.value !== null
    case 'set':
    case 'dates':
      return known.closed
  }
}

/** The knowledge of a fact nobody has said anything about. */
export function ignorance(kind: Knowledge['kind']): Knowledge {
  switch (kind) {
    case 'number':
      return { kind, ...anyNumber }
    case 'share':
      return { kind, part: anyNumber, whole: anyNumber, rate: { low: zero, high: one }, empty: false }
    case 'date':
      return { kind, low: dawn, high: never }
    case 'flag':
      return { kind, value: null }
    case 'set':
    case 'dates':
      return { kind, has: [], closed: false }
  }
}

/**
 * The two ends of what is known: every point function of a pack takes its extremes at ends or breakpoints,
 * so the worst completion of one fact is looked for among these (semantics 9: blanks at their worst).
 */
export function ends(known: Knowledge): Knowledge[] {
  switch (known.kind) {
    case 'number':
      return [
        { kind: 'number', ...exactly(known.low) },
        known.high === null ? known : { kind: 'number', ...exactly(known.high) },
      ]
    case 'share':
      return [
        {
          ...known,
          rate: { low: known.rate.low, high: known.rate.low },
          part: { low: known.part.low, high: known.part.low },
        },
        { ...known, rate: { low: known.rate.high, high: known.rate.high } },
      ]
    case 'date':
      return [
        { kind: 'date', low: known.low, high: known.low },
        { kind: 'date', low: known.high, high: known.high },
      ]
    case 'flag':
      return [
        { kind: 'flag', value: known.value ?? false },
        { kind: 'flag', value: known.value ?? true },
      ]
    case 'set':
    case 'dates':
      return [{ ...known, closed: true }]
  }
}
