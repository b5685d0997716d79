/**
 * What is known of a value: the set of what it can still turn out to be.
 * A number or date is a range, a flag is three-valued, a set is what it surely has and whether that is all.
 */
import type { Row } from './evidence.ts'
import { cmp, div, isZero, max, min, one, type Rational, rational, zero } from './rational.ts'

/** Longer than any limit: the deed is known not to have been done. */
export const neverDone: Rational = rational(1_000_000)

/** Of a level that is picked among rows: there is none. */
export const noLevel = ''

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
  /** held, of a rate alone: whether there was anything to take it of; null: not yet known. */
  | ({ kind: 'number'; held?: boolean | null } & NumberRange)
  | {
      kind: 'share'
      part: NumberRange
      whole: NumberRange
      rate: { low: Rational; high: Rational }
      /** The denominator is certainly zero. */
      empty: boolean
      /** So much of the whole is known to fall short, whatever still comes: the rate stays below 1. */
      lacking?: Rational
    }
  | { kind: 'date'; low: string; high: string }
  | { kind: 'flag'; value: boolean | null }
  | { kind: 'set'; has: string[]; closed: boolean }
  /** perhaps: the only days that may still be added; left out: any, unless it is closed. */
  | { kind: 'dates'; has: string[]; closed: boolean; perhaps?: readonly string[] }
  /** among: the words it can still be, from the highest down; left out: any. No word at all is the empty one. */
  | { kind: 'choice'; value: string | null; among?: readonly string[] }
  /** Rows that count or may count; open: more may come. */
  | { kind: 'rows'; rows: { row: Row; sure: boolean }[]; open: boolean }

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
    case 'choice':
      return known.value !== null
    case 'rows':
      return !known.open && known.rows.every((entry) => entry.sure)
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
    case 'choice':
      return { kind, value: null }
    case 'rows':
      return { kind, rows: [], open: true }
  }
}

/** What is known when there was nothing: no rows, no deed, no number. */
export function nothing(known: Knowledge): Knowledge {
  switch (known.kind) {
    case 'number':
      return { kind: 'number', ...heldBy(known, false), ...exactInteger(0) }
    case 'share':
      return share(exactInteger(0), exactInteger(0), true, { low: zero, high: zero })
    case 'date':
      return { kind: 'date', low: never, high: never }
    case 'flag':
      return { kind: 'flag', value: false }
    case 'set':
    case 'dates':
      return { kind: known.kind, has: [], closed: true }
    case 'choice':
      return known.among ? { kind: 'choice', value: noLevel } : known
    case 'rows':
      return { kind: 'rows', rows: [], open: false }
  }
}

/**
 * The two ends of what is known: every point function of a pack takes its extremes at ends or breakpoints,
 * so the worst completion of one fact is looked for among these (what lapsed counts with its blanks at their worst).
 */
export function ends(known: Knowledge): Knowledge[] {
  switch (known.kind) {
    case 'number':
      // There was something: that there was nothing is said by a closed list, never by a blank.
      return [known.low, known.high].map((end) => ({
        ...known,
        ...heldBy(known, known.held ?? true),
        ...(end === null ? {} : exactly(end)),
      }))
    case 'share': {
      const whole = intersectNumbers(known.whole, { low: one, high: null }) ?? known.whole
      return [
        {
          ...known,
          whole,
          rate: { low: known.rate.low, high: known.rate.low },
          part: { low: known.part.low, high: known.part.low },
        },
        { ...known, whole, rate: { low: known.rate.high, high: known.rate.high } },
      ]
    }
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
      return [{ kind: known.kind, has: known.has, closed: true }]
    case 'choice':
      return known.among
        ? [known.among.at(-1)!, known.among[0]!].map((value) => ({ kind: 'choice', value }))
        : [known]
    case 'rows':
      return [
        { kind: 'rows', rows: known.rows.filter((entry) => entry.sure), open: false },
        // A list nobody has registered may hold anything, as a number without an upper bound may be anything.
        known.open
          ? known
          : { kind: 'rows', rows: known.rows.map(({ row }) => ({ row, sure: true })), open: false },
      ]
  }
}

/** Of a rate, whether there was anything; of another number nothing is said of it. */
const heldBy = (known: KnowledgeOf<'number'>, held: boolean | null): { held?: boolean | null } =>
  known.held === undefined ? {} : { held }

export const certainlyZero = (range: NumberRange): boolean => range.high !== null && isZero(range.high)

/** A share from its part and whole; the rate is given where it is known better than from the two apart. */
export function share(
  part: NumberRange,
  whole: NumberRange,
  empty: boolean,
  rate = rateOf(part, whole),
): KnowledgeOf<'share'> {
  return { kind: 'share', part, whole: { low: whole.low, high: whole.high }, rate, empty }
}

/** What both say together; null when nothing fits both. */
export function combine(a: Knowledge, b: Knowledge): Knowledge | null {
  if (a.kind === 'number' && b.kind === 'number') {
    const range = intersectNumbers(a, b)
    const held = a.held ?? b.held
    if (!range || held !== (b.held ?? held)) return null
    return { kind: 'number', ...heldBy(a, held ?? null), ...range }
  }
  if (a.kind === 'date' && b.kind === 'date') {
    const low = a.low > b.low ? a.low : b.low
    const high = a.high < b.high ? a.high : b.high
    return low > high ? null : { kind: 'date', low, high }
  }
  if (a.kind === 'flag' && b.kind === 'flag') {
    if (a.value === null) return b
    return b.value === null || a.value === b.value ? a : null
  }
  if ((a.kind === 'set' && b.kind === 'set') || (a.kind === 'dates' && b.kind === 'dates'))
    return combineSets(a, b)
  if (a.kind === 'share' && b.kind === 'share') return combineShares(a, b)
  if (a.kind === 'choice' && b.kind === 'choice') return combineChoices(a, b)
  if (a.kind === 'rows' && b.kind === 'rows') return combineRows(a, b)
  return null
}

function combineChoices(a: KnowledgeOf<'choice'>, b: KnowledgeOf<'choice'>): Knowledge | null {
  const wordsOf = ({ value, among }: KnowledgeOf<'choice'>) => (value === null ? among : [value])
  const [first, second] = [wordsOf(a), wordsOf(b)]
  if (!first || !second) return first ? a : b
  return oneOf(first.filter((word) => second.includes(word)))
}

/** One of some words; null where none is left. */
export function oneOf(words: readonly string[]): KnowledgeOf<'choice'> | null {
  if (words.length === 0) return null
  return words.length === 1
    ? { kind: 'choice', value: words[0]! }
    : { kind: 'choice', value: null, among: words }
}

type Members = KnowledgeOf<'set'> | KnowledgeOf<'dates'>

function combineSets(a: Members, b: Members): Knowledge | null {
  const has = [...new Set([...a.has, ...b.has])]
  const outside = (closed: Members, other: Members): boolean =>
    closed.closed && other.has.some((member) => !closed.has.includes(member))
  if (outside(a, b) || outside(b, a)) return null
  const both = { kind: a.kind, has: has.sort(), closed: a.closed || b.closed } as Members
  const listed = [a, b].flatMap((one) => (one.kind === 'dates' && one.perhaps ? [one.perhaps] : []))
  if (both.kind !== 'dates' || both.closed || listed.length === 0) return both
  return {
    ...both,
    perhaps: listed[0]!.filter((day) => !has.includes(day) && listed.every((days) => days.includes(day))),
  }
}

function combineShares(a: KnowledgeOf<'share'>, b: KnowledgeOf<'share'>): Knowledge | null {
  if (a.empty !== b.empty) return null
  const part = intersectNumbers(a.part, b.part)
  const whole = intersectNumbers(a.whole, b.whole)
  const low = max(a.rate.low, b.rate.low)
  const high = min(a.rate.high, b.rate.high)
  if (!part || !whole || cmp(low, high) > 0) return null
  const lacking = a.lacking && b.lacking ? max(a.lacking, b.lacking) : (a.lacking ?? b.lacking)
  return { ...share(part, whole, a.empty, { low, high }), ...(lacking ? { lacking } : {}) }
}

/** Only “none” is ever said of rows: it holds with an open list of none, and with nothing else. */
function combineRows(a: KnowledgeOf<'rows'>, b: KnowledgeOf<'rows'>): Knowledge | null {
  const fewer = a.open ? b : a
  const more = a.open ? a : b
  return more.rows.some((entry) => entry.sure) && fewer.rows.length === 0 ? null : fewer
}

/** The nearest to `inner` that `outer` allows. */
export function within(inner: Knowledge, outer: Knowledge): Knowledge {
  if (inner === outer) return outer
  if (inner.kind === 'number' && outer.kind === 'number')
    return { kind: 'number', ...heldBy(outer, outer.held ?? inner.held ?? null), ...nearest(inner, outer) }
  if (inner.kind === 'share' && outer.kind === 'share') {
    const rate = nearest(inner.rate, outer.rate)
    const same =
      cmp(rate.low, inner.rate.low) === 0 && rate.high !== null && cmp(rate.high, inner.rate.high) === 0
    return same ? inner : { ...outer, rate: { low: rate.low, high: rate.high ?? one } }
  }
  return combine(inner, outer) ?? outer
}

function nearest(inner: NumberRange, outer: NumberRange): NumberRange {
  const both = intersectNumbers(inner, outer)
  if (both) return both
  const below = inner.high !== null && cmp(inner.high, outer.low) < 0
  return exactly(below ? outer.low : outer.high!)
}
