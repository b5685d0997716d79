/** What statements 填报值 and claims 报告陈述 say of a fact: bounds by hedge, shares by count, rate or 全部 (semantics 2–4). */
import type { CompiledFact } from './compile.ts'
import type { Claim } from './evidence.ts'
import type { Fact } from './facts.ts'
import {
  certainlyZero,
  combine,
  exactInteger,
  exactly,
  ignorance,
  intersectNumbers,
  type Knowledge,
  type KnowledgeOf,
  type NumberRange,
  never,
  share,
} from './knowledge.ts'
import type { ClaimValue } from './pack.ts'
import { add, cmp, max, min, one, type Rational, rational, sub, zero } from './rational.ts'

/** Reads another fact of the same evidence. */
export type Get = (id: string) => Fact

const knowledgeKinds = {
  count: 'number',
  amount: 'number',
  rate: 'number',
  share: 'share',
  date: 'date',
  dates: 'dates',
  flag: 'flag',
  set: 'set',
  choice: 'choice',
  events: 'rows',
} as const

/** Before anything is said of it: a share still knows its whole. */
export function startingPoint(compiled: CompiledFact, get: Get): Knowledge {
  if (compiled.kind === 'rate') return { kind: 'number', low: zero, high: one }
  if (compiled.kind !== 'share') return ignorance(knowledgeKinds[compiled.kind])
  const whole = get(compiled.over!)
  const range = whole.known as KnowledgeOf<'number'>
  return share({ low: zero, high: range.high }, range, whole.state === 'none' || certainlyZero(range))
}

export interface Said {
  known: Knowledge
  record: Knowledge
  hint?: string
  /** Nothing follows from it (≈). */
  unusable?: boolean
}

/** One statement or claim as knowledge; ≈ leaves the fact unknown with a hint. */
export function readStated(
  compiled: CompiledFact,
  said: { value: ClaimValue | 'none'; hedge?: string },
  get: Get,
): Said {
  const kind = knowledgeKinds[compiled.kind]
  const { value, hedge } = said
  if (hedge === 'approx') {
    const nothing = startingPoint(compiled, get)
    return { known: nothing, record: nothing, hint: `所述为约数${String(value)}，不作为数值`, unusable: true }
  }
  if (kind === 'share') return readShare(compiled, value, hedge, get)
  const single = (known: Knowledge): Said => ({ known, record: known })
  switch (kind) {
    case 'number':
      return readNumber(compiled, value, hedge)
    case 'flag':
      return single({ kind, value: value === 'none' ? false : value === true })
    case 'date': {
      if (value === 'none') return single({ kind, low: never, high: never })
      const range =
        typeof value === 'object' && 'from' in value
          ? { low: value.from, high: value.to }
          : { low: String(value), high: String(value) }
      return single({ kind, ...range })
    }
    case 'set':
    case 'dates':
      return single({
        kind,
        has: Array.isArray(value) ? value : value === 'none' ? [] : [String(value)],
        closed: value === 'none',
      })
    case 'choice':
      return single({ kind, value: value === 'none' ? null : String(value) })
    case 'rows':
      // Rows can be denied, never told as a total.
      return single({ kind, rows: [], open: value !== 'none' })
  }
}

function readNumber(compiled: CompiledFact, value: ClaimValue | 'none', hedge: string | undefined): Said {
  if (value === 'none')
    return { known: { kind: 'number', ...exactInteger(0) }, record: { kind: 'number', ...exactInteger(0) } }
  if (typeof value === 'object' && 'rate' in value) {
    const rate: Knowledge = { kind: 'number', ...printedRate(value.rate) }
    return { known: rate, record: rate }
  }
  const number = value === 'all' ? one : rational(typeof value === 'number' ? value : String(value))
  const whole = compiled.kind === 'count'
  const record: Knowledge = { kind: 'number', ...exactly(number) }
  const bound: Record<string, NumberRange> = {
    gte: { low: number, high: null },
    gt: { low: whole ? add(number, one) : number, high: null },
    lte: { low: zero, high: number },
    lt: { low: zero, high: whole ? sub(number, one) : number },
  }
  const range = (hedge && bound[hedge]) || exactly(number)
  const limited =
    compiled.kind === 'rate' ? (intersectNumbers(range, { low: zero, high: one }) ?? range) : range
  return { known: { kind: 'number', ...limited }, record }
}

/** A printed rate means ± half its last digit; a full hundred is a share word like 全部 (semantics 3). */
function printedRate(text: string): { low: Rational; high: Rational } {
  const value = rational(text)
  if (cmp(value, one) >= 0) return { low: one, high: one }
  const places = Math.max(2, (text.split('.')[1] ?? '').length)
  const half = rational(1n, 2n * 10n ** BigInt(places))
  return { low: max(zero, sub(value, half)), high: min(one, add(value, half)) }
}

function readShare(
  compiled: CompiledFact,
  value: ClaimValue | 'none',
  hedge: string | undefined,
  get: Get,
): Said {
  const over = get(compiled.over!)
  const whole = over.known as KnowledgeOf<'number'>
  const wholeRecord = over.record as KnowledgeOf<'number'>
  if (value === 'none') {
    const empty = share(exactInteger(0), exactInteger(0), true, { low: zero, high: zero })
    return { known: empty, record: empty }
  }
  if (value === 'all' || value === true) {
    // “全部” asserts that there was something to be all of.
    const some = (range: NumberRange): NumberRange =>
      intersectNumbers(range, { low: one, high: null }) ?? range
    const all = { low: one, high: one }
    return {
      known: share(some(whole), some(whole), false, all),
      record: share(some(wholeRecord), some(wholeRecord), false, all),
    }
  }
  if (typeof value === 'object' && 'rate' in value) {
    const rate = printedRate(value.rate)
    const known = share({ low: zero, high: whole.high }, whole, false, rate)
    return { known, record: known }
  }
  const number = readNumber(compiled, value as ClaimValue, hedge)
  const part = number.known as KnowledgeOf<'number'>
  const most = intersectNumbers({ low: part.low, high: part.high }, { low: zero, high: whole.high }) ?? part
  const atLeastPart = intersectNumbers(whole, { low: part.low, high: null }) ?? whole
  const recordPart = number.record as KnowledgeOf<'number'>
  return {
    known: share(most, atLeastPart, false),
    record: share(
      recordPart,
      intersectNumbers(wholeRecord, { low: recordPart.low, high: null }) ?? wholeRecord,
      false,
    ),
  }
}

/** Claims of one fact hold together or not at all. */
export function intersectClaims(compiled: CompiledFact, claims: Claim[], get: Get): Said | 'contradiction' {
  let both: Said | null = null
  for (const claim of claims) {
    const next = readStated(compiled, claim, get)
    if (!both) {
      both = next
      continue
    }
    const known = combine(both.known, next.known)
    if (!known) return 'contradiction'
    const unusable: boolean = both.unusable === true && next.unusable === true
    const hint: string | undefined = both.hint ?? next.hint
    both = {
      known,
      record: both.unusable ? next.record : (combine(both.record, next.record) ?? both.record),
      ...(hint ? { hint } : {}),
      ...(unusable ? { unusable } : {}),
    }
  }
  return both!
}
