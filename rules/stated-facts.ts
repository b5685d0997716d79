/** What statements 填报值 and claims 报告陈述 say of a fact: bounds by hedge, shares by count, rate or 全部. */
import type { CompiledFact } from './compiled-facts.ts'
import { dayOf } from './condition-names.ts'
import type { Environment } from './conditions.ts'
import { chineseDate } from './dates.ts'
import type { Claim } from './evidence.ts'
import type { Fact } from './fact.ts'
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
  noLevel,
  oneOf,
  share,
} from './knowledge.ts'
import { levelsOf } from './levels.ts'
import type { ClaimValue } from './pack.ts'
import { add, cmp, max, min, one, type Rational, rational, sub, zero } from './rational.ts'
import { percentText } from './wording.ts'

/** Reads another fact of the same evidence. */
export type Get = (id: string) => Fact

const knowledgeKinds = {
  count: 'number',
  amount: 'number',
  elapsed: 'number',
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
  if (compiled.kind === 'rate') return { kind: 'number', held: null, low: zero, high: one }
  if (compiled.pick === 'highest') return oneOf(levelsOf(compiled))!
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
  /** It only bounds the fact (hedged): rows inside the bound are the record. */
  bound?: boolean
  /** It cannot hold beside what is known of its whole. */
  clash?: string
}

/** One statement or claim as knowledge; ≈ leaves the fact unknown with a hint. */
export function readStated(
  compiled: CompiledFact,
  said: { value: ClaimValue | 'none'; hedge?: string },
  get: Get,
): Said {
  const read = readValue(compiled, said, get)
  return said.hedge ? { ...read, bound: true } : read
}

function readValue(
  compiled: CompiledFact,
  said: { value: ClaimValue | 'none'; hedge?: string },
  get: Get,
): Said {
  const kind = knowledgeKinds[compiled.kind]
  const { value, hedge } = said
  if (hedge === 'approx') {
    const nothing = startingPoint(compiled, get)
    return {
      known: nothing,
      record: nothing,
      hint: `所述为约数${shownValue(value)}，不作为数值`,
      unusable: true,
    }
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
      if (value !== 'none') return single({ kind, value: String(value) })
      return single({ kind, value: compiled.pick === 'highest' ? noLevel : null })
    case 'rows':
      // Rows can be denied, never told as a total.
      return single({ kind, rows: [], open: value !== 'none' })
  }
}

function readNumber(compiled: CompiledFact, value: ClaimValue | 'none', hedge: string | undefined): Said {
  // A rate asserts that there was something to take it of.
  const number = (range: NumberRange): KnowledgeOf<'number'> => ({
    kind: 'number',
    ...(compiled.kind === 'rate' ? { held: value !== 'none' } : {}),
    ...range,
  })
  if (value === 'none') return { known: number(exactInteger(0)), record: number(exactInteger(0)) }
  if (typeof value === 'object' && 'rate' in value) {
    const exact = exactly(min(one, rational(value.rate)))
    return { known: number(printedRate(value.rate, hedge)), record: number(exact) }
  }
  const told = value === 'all' ? one : rational(typeof value === 'number' ? value : String(value))
  const whole = compiled.kind === 'count'
  const bound: Record<string, NumberRange> = {
    gte: { low: told, high: null },
    gt: { low: whole ? add(told, one) : told, high: null },
    lte: { low: zero, high: told },
    lt: { low: zero, high: whole ? sub(told, one) : told },
  }
  const range = (hedge && bound[hedge]) || exactly(told)
  const limited =
    compiled.kind === 'rate' ? (intersectNumbers(range, { low: zero, high: one }) ?? range) : range
  return { known: number(limited), record: number(exactly(told)) }
}

/** A printed rate means ± half its last digit; a full hundred is a share word like 全部. */
function printedRate(text: string, hedge: string | undefined): { low: Rational; high: Rational } {
  const value = min(one, rational(text))
  if (hedge === 'gte' || hedge === 'gt') return { low: value, high: one }
  if (hedge === 'lte' || hedge === 'lt') return { low: zero, high: value }
  if (cmp(value, one) >= 0) return { low: one, high: one }
  const places = Math.max(2, (text.split('.')[1] ?? '').length)
  const half = rational(1n, 2n * 10n ** BigInt(places))
  return { low: max(zero, sub(value, half)), high: min(one, add(value, half)) }
}

const shownValue = (value: ClaimValue | 'none'): string =>
  typeof value === 'object' && 'rate' in value ? percentText(rational(value.rate)) : String(value)

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
  const single = (rate: { low: Rational; high: Rational }, range: KnowledgeOf<'number'>): Knowledge => {
    const some = intersectNumbers(range, { low: one, high: null }) ?? range
    const all = cmp(rate.low, one) === 0
    return share(all ? some : { low: zero, high: range.high }, some, false, rate)
  }
  // “全部” and a rate assert that there was something to be all or part of.
  const clash = certainlyZero(whole) ? `“${over.compiled.title}”为零，没有可以计算的对象` : undefined
  if (value === 'all' || value === true) {
    const all = { low: one, high: one }
    return { known: single(all, whole), record: single(all, wholeRecord), ...(clash ? { clash } : {}) }
  }
  if (typeof value === 'object' && 'rate' in value) {
    const exact = min(one, rational(value.rate))
    const record = single({ low: exact, high: exact }, wholeRecord)
    return { known: single(printedRate(value.rate, hedge), whole), record, ...(clash ? { clash } : {}) }
  }
  const number = readNumber(compiled, value as ClaimValue, hedge)
  const part = number.known as KnowledgeOf<'number'>
  const most = intersectNumbers(part, { low: zero, high: whole.high })
  const recordPart = number.record as KnowledgeOf<'number'>
  if (!most) {
    const nothingKnown = startingPoint(compiled, get)
    const text = `${shownValue(value)}多于“${over.compiled.title}”`
    return { known: nothingKnown, record: nothingKnown, clash: text }
  }
  const wholeOf = (range: NumberRange, of: NumberRange): NumberRange =>
    intersectNumbers(range, { low: of.low, high: null }) ?? range
  return {
    known: share(most, wholeOf(whole, part), false),
    record: share(recordPart, wholeOf(wholeRecord, recordPart), false),
  }
}

/** What is said of days that have not come: it is not done yet. */
export function untilNow(said: Said, { asOf, ...environment }: Environment): Said {
  if (asOf === undefined) return said
  const hint = said.hint ?? `所述日期晚于评价日期${chineseDate(asOf)}，不计为已完成`
  const cut = (known: Knowledge, undone: boolean): Knowledge => {
    if (known.kind === 'dates')
      return { ...known, has: known.has.filter((day) => day <= asOf), closed: known.closed || undone }
    if (known.kind !== 'date' || known.low <= asOf || known.low === never) return known
    return { kind: 'date', ...dayOf(known.low, { ...environment, asOf, undone }) }
  }
  const known = cut(said.known, false)
  const later =
    known.kind === 'dates' ? known.has.length < (said.known as typeof known).has.length : known !== said.known
  return later ? { ...said, known, record: cut(said.record, true), hint } : said
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
    const clash: string | undefined = both.clash ?? next.clash
    const unusable: boolean = both.unusable === true && next.unusable === true
    const hint: string | undefined = both.hint ?? next.hint
    const bound: boolean = both.bound === true && next.bound === true
    both = {
      known,
      ...(bound ? { bound } : {}),
      record: both.unusable ? next.record : (combine(both.record, next.record) ?? both.record),
      ...(hint ? { hint } : {}),
      ...(unusable ? { unusable } : {}),
      ...(clash ? { clash } : {}),
    }
  }
  return both!
}
