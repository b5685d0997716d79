/**
 * Rows, statements and accepted claims → facts, each with what is known, where from and how strong (semantics 1–6).
 * Two readings are kept: `known`, the interval of everything it can still be, and `record`, rows, claim and statement
 * taken as if exact (semantics 8).
 */
import type { FactState, Finding, RowRef, Strength } from './assessment.ts'
import type { CompiledFact, CompiledPack, CompiledRegister } from './compile.ts'
import type { Environment } from './conditions.ts'
import type { HolidayTable } from './dates.ts'
import type { Claim, Evidence, RegisterState, Row, Statement } from './evidence.ts'
import {
  dawn,
  exactInteger,
  exactly,
  ignorance,
  intersectNumbers,
  isDetermined,
  type Knowledge,
  type KnowledgeOf,
  type NumberRange,
  never,
  rateOf,
} from './knowledge.ts'
import type { ClaimValue } from './pack.ts'
import { add, cmp, div, isZero, max, min, one, type Rational, rational, sub, zero } from './rational.ts'

export interface RowMark extends RowRef {
  result: 'pass' | 'fail' | 'doubt'
}

export interface Fact {
  compiled: CompiledFact
  state: FactState
  known: Knowledge
  record: Knowledge
  strength: Strength | null
  /** Rows that pass, fall short or may do either; for shares of villages these are the villages. */
  rows: RowMark[]
  /** A count's values still missing from its choices (which of the two leaders did not report). */
  absent: string[]
  claims: Claim[]
  statement: Statement | null
  notes: string[]
  findings: Finding[]
}

/** Rows dated within the version of an item that is chosen by row date (semantics 15). */
export interface RowWindow {
  register: string
  field: string
  from: string
}

export interface FactReader {
  get(id: string, window?: RowWindow): Fact
  environment: Environment
}

interface Context {
  pack: CompiledPack
  evidence: Evidence
  environment: Environment
  claims: Map<string, Claim[]>
  statements: Map<string, Statement>
}

/** A reader of facts of one township's evidence; each fact is derived once and kept. */
export function readFacts(pack: CompiledPack, evidence: Evidence, holidays: HolidayTable): FactReader {
  const environment: Environment = {
    periodStart: `${evidence.year}-01-01`,
    periodEnd: `${evidence.year}-12-31`,
    year: evidence.year,
    holidays,
  }
  const claims = new Map<string, Claim[]>()
  for (const claim of evidence.claims) {
    if (claim.status !== 'accepted') continue
    const of = claims.get(claim.fact)
    if (of) of.push(claim)
    else claims.set(claim.fact, [claim])
  }
  const statements = new Map(evidence.statements.map((statement) => [statement.fact, statement]))
  const context: Context = { pack, evidence, environment, claims, statements }
  const kept = new Map<string, Fact>()
  const get = (id: string, window?: RowWindow): Fact => {
    const key = window ? `${id}|${window.from}` : id
    let fact = kept.get(key)
    if (!fact) {
      const compiled = pack.facts.get(id)
      if (!compiled) throw new RangeError(`no fact ${id}`)
      fact = derive(context, compiled, (other) => get(other, window), window)
      kept.set(key, fact)
    }
    return fact
  }
  return { get, environment }
}

// --- one fact ------------------------------------------------------------------------------------------------

type Get = (id: string) => Fact

/** What the rows of its register alone say of a fact. */
interface RowReading {
  known: Knowledge
  record: Knowledge
  rows: RowMark[]
  absent: string[]
  state: RegisterState
  any: boolean
  attached: boolean
}

const knowledgeKinds = {
  count: 'number',
  amount: 'number',
  rate: 'number',
  share: 'share',
  date: 'date',
  dates: 'dates',
  flag: 'flag',
  set: 'set',
} as const

function derive(context: Context, compiled: CompiledFact, get: Get, window?: RowWindow): Fact {
  const fromRows = readRows(context, compiled, get, window)
  const nothing = startingPoint(compiled, get)
  const statement = context.statements.get(compiled.id) ?? null
  const claims = context.claims.get(compiled.id) ?? []
  const notes: string[] = []
  const findings: Finding[] = []
  const fact: Fact = {
    compiled,
    state: 'unknown',
    known: nothing,
    record: nothing,
    strength: null,
    rows: fromRows?.rows ?? [],
    absent: fromRows?.absent ?? [],
    claims,
    statement,
    notes,
    findings,
  }
  const stated = statement ? readStated(compiled, statement, get) : null
  const claimed = claims.length > 0 ? intersectClaims(compiled, claims, get) : null
  if (claimed === 'contradiction') {
    findings.push({
      kind: 'contradiction',
      fact: compiled.id,
      text: `报告对“${compiled.title}”有两处陈述互相矛盾（${claims.map((c) => `“${c.quote}”`).join('、')}），采信其中一处之前按未知计。`,
    })
    notes.push('报告陈述互相矛盾')
  }
  const said = stated ?? (claimed === 'contradiction' ? null : claimed)
  if (said?.hint) notes.push(said.hint)
  const sayer = stated ? '填报值' : '报告陈述'

  if (fromRows && fromRows.state !== 'open') {
    settle(fact, fromRows.known, fromRows.record, fromRows.attached ? 'evidenced' : 'recorded')
    if (said && !combine(said.known, fromRows.known))
      findings.push(differs(compiled, sayer, '台账', '以台账为准'))
  } else if (fromRows?.any) {
    const both = said && !denies(fromRows, said.known) ? combine(fromRows.known, said.known) : null
    if (said && both) {
      settle(
        fact,
        both,
        combine(fromRows.record, said.record) ?? said.record,
        stated ? 'recorded' : 'claimed',
      )
    } else {
      settle(fact, fromRows.known, fromRows.record, fromRows.attached ? 'evidenced' : 'recorded')
      if (said) findings.push(differs(compiled, sayer, '台账', '按台账记录计'))
    }
  } else if (said) {
    settle(fact, said.known, said.record, stated ? 'recorded' : 'claimed')
  }
  if (fact.known.kind === 'share' && fact.strength && fact.known.whole.high === null) notes.push('未载明总数')
  if (fact.strength) {
    fact.state = isNone(fact.known) && (fromRows?.state === 'none' || saidNone(fact)) ? 'none' : 'known'
    if (said?.unusable && !fromRows?.any) fact.state = 'unknown'
  }
  return fact
}

/** A row that is known to fall short contradicts “全部”, whatever rows may still come. */
const denies = (rows: RowReading, said: Knowledge): boolean =>
  said.kind === 'share' && cmp(said.rate.low, one) === 0 && rows.rows.some((row) => row.result === 'fail')

const saidNone = (fact: Fact): boolean =>
  fact.statement?.value === 'none' ||
  (fact.claims.length > 0 && fact.claims.every((claim) => claim.value === 'none'))

const isNone = (known: Knowledge): boolean =>
  (known.kind === 'number' && known.high !== null && isZero(known.high)) ||
  (known.kind === 'share' && known.empty) ||
  (known.kind === 'date' && known.low === never) ||
  (known.kind === 'flag' && known.value === false)

function settle(fact: Fact, known: Knowledge, record: Knowledge, strength: Strength): void {
  fact.known = known
  fact.record = record
  fact.strength = strength
}

const differs = (compiled: CompiledFact, a: string, b: string, then: string): Finding => ({
  kind: 'consistency',
  fact: compiled.id,
  text: `“${compiled.title}”的${a}与${b}不一致，${then}。`,
})

/** Before anything is said of it: a share still knows its whole. */
function startingPoint(compiled: CompiledFact, get: Get): Knowledge {
  if (compiled.kind === 'rate') return { kind: 'number', low: zero, high: one }
  if (compiled.kind !== 'share') return ignorance(knowledgeKinds[compiled.kind])
  const whole = get(compiled.over!)
  const range = whole.known as KnowledgeOf<'number'>
  return share({ low: zero, high: range.high }, range, whole.state === 'none' || certainlyZero(range))
}

const certainlyZero = (range: NumberRange): boolean => range.high !== null && isZero(range.high)

function share(part: NumberRange, whole: NumberRange, empty: boolean, rate = rateOf(part, whole)): Knowledge {
  return { kind: 'share', part, whole: { low: whole.low, high: whole.high }, rate, empty }
}

// --- what people and texts say -----------------------------------------------------------------------------

interface Said {
  known: Knowledge
  record: Knowledge
  hint?: string
  /** Nothing follows from it (≈). */
  unusable?: boolean
}

function readStated(
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

function intersectClaims(compiled: CompiledFact, claims: Claim[], get: Get): Said | 'contradiction' {
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

/** What both say together; null when nothing fits both. */
function combine(a: Knowledge, b: Knowledge): Knowledge | null {
  if (a.kind === 'number' && b.kind === 'number') {
    const range = intersectNumbers(a, b)
    return range && { kind: 'number', ...range }
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
  return null
}

type Members = KnowledgeOf<'set'> | KnowledgeOf<'dates'>

function combineSets(a: Members, b: Members): Knowledge | null {
  const has = [...new Set([...a.has, ...b.has])]
  const outside = (closed: Members, other: Members): boolean =>
    closed.closed && other.has.some((member) => !closed.has.includes(member))
  if (outside(a, b) || outside(b, a)) return null
  return { kind: a.kind, has: has.sort(), closed: a.closed || b.closed } as Members
}

function combineShares(a: KnowledgeOf<'share'>, b: KnowledgeOf<'share'>): Knowledge | null {
  if (a.empty !== b.empty) return null
  const part = intersectNumbers(a.part, b.part)
  const whole = intersectNumbers(a.whole, b.whole)
  const low = max(a.rate.low, b.rate.low)
  const high = min(a.rate.high, b.rate.high)
  if (!part || !whole || cmp(low, high) > 0) return null
  return share(part, whole, a.empty, { low, high })
}

// --- what rows say -----------------------------------------------------------------------------------------------

function readRows(context: Context, compiled: CompiledFact, get: Get, window?: RowWindow): RowReading | null {
  const register = compiled.register
  const evidence = context.evidence.registers[register.id]
  if (!evidence) return null
  const { state } = evidence
  const rows = state === 'none' ? [] : evidence.rows.filter((row) => inPeriod(context, register, row, window))
  if (state === 'open' && rows.length === 0) return null
  const reading = (closed: boolean): Counted => {
    const environment: Environment = { ...context.environment, closed }
    return countRows(context, compiled, rows, environment, get)
  }
  const open = state === 'open'
  const asKept = reading(!open)
  const asIfClosed = open ? reading(true) : asKept
  return {
    known: open ? asKept.open : asKept.closed,
    record: asIfClosed.closed,
    rows: asKept.rows,
    absent: asKept.absent,
    state,
    any: rows.length > 0,
    attached: rows.length > 0 && rows.every((row) => row.attached === true),
  }
}

function inPeriod(context: Context, register: CompiledRegister, row: Row, window?: RowWindow): boolean {
  const { periodStart, periodEnd } = context.environment
  const from = window?.register === register.id && window.from > periodStart ? window.from : periodStart
  const field = register.table.yearBy
  if (!field) return true
  const date = row.values[field]
  return typeof date !== 'string' || date === '' || (date >= from && date <= periodEnd)
}

interface Counted {
  /** The rows are all there are. */
  closed: Knowledge
  /** More rows may come. */
  open: Knowledge
  rows: RowMark[]
  absent: string[]
}

type Passed = boolean | null

function countRows(
  context: Context,
  fact: CompiledFact,
  rows: Row[],
  environment: Environment,
  get: Get,
): Counted {
  const passes = (row: Row): Passed => {
    if (!fact.where) return true
    return fact.where({ ...environment, row: row.values })
  }
  switch (fact.kind) {
    case 'count':
    case 'amount':
      return fact.distinct ? countDistinct(fact, rows, passes) : addUp(fact, rows, passes)
    case 'share':
      if (fact.each) return shareOfEach(context, fact, rows, passes, environment, get)
      return shareOfRows(context, fact, rows, passes, environment, get)
    case 'rate':
      return rateOfSums(fact, rows, passes)
    case 'flag':
      return anyRow(fact, rows, passes)
    case 'date':
      return pickDate(fact, rows, passes, environment)
    case 'dates':
      return listDates(fact, rows, passes)
    case 'set':
      return unionSet(fact, rows, passes, environment)
  }
}

const mark = (fact: CompiledFact, row: Row, passed: Passed): RowMark => ({
  register: fact.register.id,
  id: row.id,
  label: fact.register.label(row),
  result: passed === null ? 'doubt' : passed ? 'pass' : 'fail',
})

/** Rows that do not pass are other rows, not failures, where a fact only counts. */
function counting(
  fact: CompiledFact,
  rows: Row[],
  passes: (row: Row) => Passed,
): { row: Row; passed: Passed; mark: RowMark }[] {
  return rows
    .map((row) => ({ row, passed: passes(row) }))
    .filter((entry) => entry.passed !== false)
    .map((entry) => ({ ...entry, mark: mark(fact, entry.row, entry.passed) }))
}

function addUp(fact: CompiledFact, rows: Row[], passes: (row: Row) => Passed): Counted {
  let low = zero
  let high: Rational | null = zero
  const counted = counting(fact, rows, passes)
  for (const { row, passed } of counted) {
    const value = fact.field ? numberCell(row, fact.field) : one
    if (passed === true && value) low = add(low, value)
    high = value === null || high === null ? null : add(high, value)
  }
  return counts(
    { low, high },
    counted.map((entry) => entry.mark),
    [],
  )
}

const counts = (range: NumberRange, rows: RowMark[], absent: string[]): Counted => ({
  closed: { kind: 'number', ...range },
  open: { kind: 'number', low: range.low, high: null },
  rows,
  absent,
})

function numberCell(row: Row, field: string): Rational | null {
  const value = row.values[field]
  return value === null || value === undefined || value === '' ? null : rational(String(value))
}

function countDistinct(fact: CompiledFact, rows: Row[], passes: (row: Row) => Passed): Counted {
  const counted = counting(fact, rows, passes)
  const distinctValue = (row: Row): string => String(row.values[fact.distinct!] ?? '')
  const certain = new Set(counted.filter((entry) => entry.passed).map((entry) => distinctValue(entry.row)))
  const possible = new Set(counted.map((entry) => distinctValue(entry.row)))
  const choices = fact.register.fields.get(fact.distinct!)?.of ?? []
  const absent = choices.filter((choice) => !certain.has(choice))
  const most = choices.length > 0 ? rational(choices.length) : null
  const range = { low: rational(certain.size), high: rational(possible.size) }
  const result = counts(
    range,
    counted.map((entry) => entry.mark),
    absent,
  )
  return { ...result, open: { kind: 'number', low: range.low, high: most } }
}

/** A share read from the rows of its own register, jointly: lowest each doubtful row fails, highest each succeeds. */
function shareOfRows(
  context: Context,
  fact: CompiledFact,
  rows: Row[],
  passes: (row: Row) => Passed,
  environment: Environment,
  get: Get,
): Counted {
  const over = context.pack.facts.get(fact.over!)!
  const belongs = (row: Row): Passed => (over.where ? over.where({ ...environment, row: row.values }) : true)
  if (over.register.id !== fact.register.id) {
    const counted = addUp(fact, rows, passes)
    return againstWhole(counted.closed as KnowledgeOf<'number'>, get(fact.over!), counted.rows)
  }
  let sure = zero
  let certainWhole = zero
  let lowWhole = zero
  let highPart = zero
  let highWhole = zero
  let allWhole = zero
  let failing = false
  const marks: RowMark[] = []
  for (const row of rows) {
    const inside = belongs(row)
    if (inside === false) continue
    const passed = passes(row)
    const weight = over.field ? (numberCell(row, over.field) ?? zero) : one
    const reached = fact.field ? (numberCell(row, fact.field) ?? (passed === false ? zero : null)) : one
    const certain = passed === true ? (reached ?? zero) : zero
    const possible = passed === false ? zero : (reached ?? weight)
    allWhole = add(allWhole, weight)
    if (inside === true) {
      certainWhole = add(certainWhole, weight)
      lowWhole = add(lowWhole, weight)
      sure = add(sure, certain)
      highPart = add(highPart, possible)
      highWhole = add(highWhole, weight)
    } else {
      if (passed !== true) lowWhole = add(lowWhole, weight)
      if (passed !== false) {
        highPart = add(highPart, possible)
        highWhole = add(highWhole, weight)
      }
    }
    const short = cmp(possible, weight) < 0
    if (inside === true && short) failing = true
    marks.push(
      mark(
        fact,
        row,
        short && inside === true
          ? false
          : inside === null || passed === null || reached === null
            ? null
            : true,
      ),
    )
  }
  const part = { low: sure, high: highPart }
  const whole = { low: certainWhole, high: allWhole }
  const rate = {
    low: isZero(lowWhole) ? (isZero(allWhole) ? zero : one) : min(one, div(sure, lowWhole)),
    high: isZero(highWhole) ? (failing ? zero : one) : min(one, div(highPart, highWhole)),
  }
  if (cmp(rate.low, rate.high) > 0) rate.low = rate.high
  return {
    closed: share(part, whole, isZero(allWhole), rate),
    open: share({ low: part.low, high: null }, { low: whole.low, high: null }, false, {
      low: zero,
      high: one,
    }),
    rows: marks,
    absent: [],
  }
}

/** The whole stands in another register: numerator and denominator are known apart. */
function againstWhole(part: NumberRange, over: Fact, rows: RowMark[]): Counted {
  const known = over.known as KnowledgeOf<'number'>
  const whole = intersectNumbers(known, { low: part.low, high: null }) ?? known
  const most =
    part.high === null || known.high === null ? (part.high ?? known.high) : min(part.high, known.high)
  return {
    closed: share({ low: part.low, high: most }, whole, certainlyZero(known)),
    open: share({ low: part.low, high: known.high }, whole, certainlyZero(known)),
    rows,
    absent: [],
  }
}

/** Villages (or other units of a register) that have what is asked for, each counted once (semantics 6). */
function shareOfEach(
  context: Context,
  fact: CompiledFact,
  rows: Row[],
  passes: (row: Row) => Passed,
  environment: Environment,
  get: Get,
): Counted {
  const over = get(fact.over!)
  const whole = over.known as KnowledgeOf<'number'>
  const listRegister = context.pack.registers.get(fact.each!)!
  const wholeWhere = over.compiled.register.id === fact.each ? over.compiled.where : undefined
  const listed = context.evidence.registers[fact.each!]
  const nameOf = (row: Row): string => listRegister.label(row)
  const members = (listed?.state === 'none' ? [] : (listed?.rows ?? [])).filter(
    (row) =>
      !wholeWhere ||
      wholeWhere({ ...environment, closed: listed?.state !== 'open', row: row.values }) !== false,
  )
  const reference = fact.register.refTo(fact.each!)
  const tally = new Map<string, { certain: number; possible: number }>()
  for (const row of rows) {
    const name = reference ? String(row.values[reference] ?? '') : fact.register.label(row)
    const passed = passes(row)
    const entry = tally.get(name) ?? { certain: 0, possible: 0 }
    if (passed === true) entry.certain++
    if (passed !== false) entry.possible++
    tally.set(name, entry)
  }
  const needed = fact.atLeast ?? 1
  const known = members.length > 0 && listed?.state === 'closed'
  const names = known ? members.map(nameOf) : [...new Set([...members.map(nameOf), ...tally.keys()])]
  const rowOf = new Map(members.map((row) => [nameOf(row), row.id]))
  const marks = names.map((name): RowMark => {
    const entry = tally.get(name)
    const result =
      (entry?.certain ?? 0) >= needed ? 'pass' : (entry?.possible ?? 0) >= needed ? 'doubt' : 'fail'
    return {
      register: fact.each!,
      id: rowOf.get(name) ?? name,
      label: name,
      result: result === 'fail' && !environment.closed && !entry ? 'doubt' : result,
    }
  })
  const certain = rational(marks.filter((m) => m.result === 'pass').length)
  const possible = rational(marks.filter((m) => m.result !== 'fail').length)
  const counted = againstWhole({ low: certain, high: possible }, over, marks)
  const wholeHigh = whole.high
  return { ...counted, open: share({ low: certain, high: wholeHigh }, whole, certainlyZero(whole)) }
}

function rateOfSums(fact: CompiledFact, rows: Row[], passes: (row: Row) => Passed): Counted {
  const counted = counting(fact, rows, passes)
  let part = zero
  let whole = zero
  let complete = true
  for (const { row, passed } of counted) {
    const reached = numberCell(row, fact.field!)
    const due = numberCell(row, fact.overField!)
    if (passed === null || reached === null || due === null) complete = false
    part = add(part, reached ?? zero)
    whole = add(whole, due ?? zero)
  }
  const any: Knowledge = { kind: 'number', low: zero, high: one }
  const exact: Knowledge =
    complete && !isZero(whole) ? { kind: 'number', ...exactly(min(one, div(part, whole))) } : any
  const marks = counted.map((entry) => entry.mark)
  if (counted.length === 0)
    return { closed: { kind: 'number', ...exactInteger(0) }, open: any, rows: marks, absent: [] }
  return { closed: exact, open: any, rows: marks, absent: [] }
}

function anyRow(fact: CompiledFact, rows: Row[], passes: (row: Row) => Passed): Counted {
  const results = rows.map((row) => ({ row, passed: passes(row) }))
  const yes = results.some((entry) => entry.passed === true)
  const perhaps = results.some((entry) => entry.passed === null)
  const single = fact.register.table.oneRow !== undefined && rows.length > 0
  return {
    closed: { kind: 'flag', value: yes ? true : perhaps ? null : false },
    open: { kind: 'flag', value: yes ? true : single && !perhaps ? false : null },
    rows: results
      .filter((entry) => entry.passed !== false)
      .map((entry) => mark(fact, entry.row, entry.passed)),
    absent: [],
  }
}

function pickDate(
  fact: CompiledFact,
  rows: Row[],
  passes: (row: Row) => Passed,
  environment: Environment,
): Counted {
  const counted = counting(fact, rows, passes)
  const marks = counted.map((entry) => entry.mark)
  const field = fact.register.fields.get(fact.field!)!
  const blank = (closed: boolean): { low: string; high: string } =>
    closed && field.blankWhenClosed === 'never' ? { low: never, high: never } : { low: dawn, high: never }
  const read = (closed: boolean): { low: string; high: string }[] =>
    counted.map(({ row, passed }) => {
      const value = row.values[fact.field!]
      const day = typeof value === 'string' && value !== '' ? { low: value, high: value } : blank(closed)
      return passed === true ? day : { low: day.low, high: never }
    })
  const pick = (days: { low: string; high: string }[]): { low: string; high: string } => {
    if (days.length === 0) return { low: never, high: never }
    const sorted = (key: 'low' | 'high'): string[] => days.map((day) => day[key]).sort()
    const at = fact.pick === 'latest' ? days.length - 1 : 0
    return { low: sorted('low')[at]!, high: sorted('high')[at]! }
  }
  const single = fact.register.table.oneRow !== undefined
  const now = pick(read(environment.closed === true))
  // Another row may still come and be the one that is picked.
  const more = fact.pick === 'latest' ? { low: now.low, high: never } : { low: dawn, high: now.high }
  return {
    closed: { kind: 'date', ...now },
    open: { kind: 'date', ...(single && counted.length > 0 ? now : more) },
    rows: marks,
    absent: [],
  }
}

function listDates(fact: CompiledFact, rows: Row[], passes: (row: Row) => Passed): Counted {
  const counted = counting(fact, rows, passes)
  const has = counted
    .filter((entry) => entry.passed === true)
    .map((entry) => String(entry.row.values[fact.field!] ?? ''))
    .filter((day) => day !== '')
    .sort()
  const marks = counted.map((entry) => entry.mark)
  return {
    closed: { kind: 'dates', has, closed: true },
    open: { kind: 'dates', has, closed: false },
    rows: marks,
    absent: [],
  }
}

function unionSet(
  fact: CompiledFact,
  rows: Row[],
  passes: (row: Row) => Passed,
  environment: Environment,
): Counted {
  const counted = counting(fact, rows, passes)
  const cells = counted.filter((entry) => entry.passed === true).map((entry) => entry.row.values[fact.field!])
  const has = [...new Set(cells.flatMap((value) => (Array.isArray(value) ? value : [])))].sort()
  const complete = cells.every((value) => Array.isArray(value))
  const single = fact.register.table.oneRow !== undefined && counted.length > 0
  return {
    closed: { kind: 'set', has, closed: complete || environment.closed === true },
    open: { kind: 'set', has, closed: single && complete },
    rows: counted.map((entry) => entry.mark),
    absent: [],
  }
}

// --- claims among themselves ---------------------------------------------------------------------------------------

/**
 * On the command line the caller accepts every proposed claim that no other contradicts (semantics 3).
 * Two claims of one fact that cannot both hold are marked 'contradicted'; refused ones stay refused.
 */
export function reconcileClaims(
  pack: CompiledPack,
  claims: Claim[],
  evidence: Evidence,
  holidays: HolidayTable,
): Claim[] {
  const byFact = new Map<string, Claim[]>()
  for (const claim of claims) {
    if (claim.status !== 'proposed' || !pack.facts.has(claim.fact)) continue
    const of = byFact.get(claim.fact)
    if (of) of.push(claim)
    else byFact.set(claim.fact, [claim])
  }
  const accepted = claims.map((claim) =>
    claim.status === 'proposed' ? { ...claim, status: 'accepted' as const } : claim,
  )
  const facts = readFacts(pack, { ...evidence, claims: accepted }, holidays)
  const contradicted = new Set(
    [...byFact.keys()].filter((id) => facts.get(id).notes.includes('报告陈述互相矛盾')),
  )
  return accepted.map((claim) =>
    claim.status === 'accepted' && contradicted.has(claim.fact)
      ? { ...claim, status: 'contradicted', reason: '与同一报告的另一处陈述矛盾' }
      : claim,
  )
}

/** Whether nothing about the fact is left open. */
export const isSettled = (fact: Fact): boolean => fact.strength !== null && isDetermined(fact.known)
