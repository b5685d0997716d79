/** What the rows of a register say of a fact, taken as all there are and as a bound while more may come (semantics 1, 24). */
import type { CompiledFact, CompiledPack, CompiledRegister } from './compile.ts'
import type { Environment } from './conditions.ts'
import type { Evidence, RegisterState, Row } from './evidence.ts'
import type { Fact, RowMark, RowWindow } from './facts.ts'
import { dawn, exactInteger, exactly, type Knowledge, type NumberRange, never } from './knowledge.ts'
import { add, cellNumber, div, isZero, min, one, type Rational, rational, zero } from './rational.ts'
import { shareOfEach, shareOfRows } from './row-shares.ts'
import type { Get } from './stated-facts.ts'

/** The evidence a fact is read from. */
export interface RowContext {
  pack: CompiledPack
  evidence: Evidence
  environment: Environment
}

/** What the rows of its register alone say of a fact. */
export interface RowReading {
  known: Knowledge
  record: Knowledge
  rows: RowMark[]
  absent: string[]
  state: RegisterState
  any: boolean
  attached: boolean
}

/** Null when nothing is registered: no rows of an open register are unknown, never none. */
export function readRows(
  context: RowContext,
  compiled: CompiledFact,
  get: Get,
  window?: RowWindow,
): RowReading | null {
  const register = compiled.register
  const evidence = context.evidence.registers[register.id]
  if (!evidence) return null
  const { state } = evidence
  const rows = state === 'none' ? [] : evidence.rows.filter((row) => inPeriod(context, register, row, window))
  if (state === 'open' && rows.length === 0) return null
  const open = state === 'open'
  const asKept = countRows(context, compiled, rows, {
    environment: { ...context.environment, closed: !open },
    get,
    record: false,
  })
  const record = isItsOwnRecord(context, compiled, open, get)
    ? asKept.closed
    : countRows(context, compiled, rows, {
        environment: { ...context.environment, closed: true },
        get: (id) => asRecorded(get(id)),
        record: true,
      }).closed
  return {
    known: open ? asKept.open : asKept.closed,
    record,
    rows: asKept.rows,
    absent: asKept.absent,
    state,
    any: rows.length > 0,
    attached: rows.length > 0 && rows.every((row) => row.attached === true),
  }
}

/** A decided register reads the same for the record, as long as what else it reads does. */
function isItsOwnRecord(context: RowContext, fact: CompiledFact, open: boolean, get: Get): boolean {
  if (open) return false
  if (fact.over === undefined) return true
  const over = get(fact.over)
  const list = fact.each === undefined ? 'closed' : context.evidence.registers[fact.each]?.state
  return over.known === over.record && list !== undefined && list !== 'open'
}

/** The fact as the record has it: what else is read for the record must be read so too. */
const asRecorded = (fact: Fact): Fact => ({ ...fact, known: fact.record })

/** How rows are read: as they are kept, or for the record, where lists count as complete. */
export interface RowMode {
  environment: Environment
  get: Get
  record: boolean
}

function inPeriod(context: RowContext, register: CompiledRegister, row: Row, window?: RowWindow): boolean {
  const { periodStart, periodEnd } = context.environment
  const own = window?.register === register.id ? window : undefined
  const from = own && own.from > periodStart ? own.from : periodStart
  // A standing list has no year; its rows are outside the rule by the date the item goes by.
  const field = register.table.yearBy ?? own?.field
  if (!field) return true
  const date = row.values[field]
  return typeof date !== 'string' || date === '' || (date >= from && date <= periodEnd)
}

/** One fact counted over rows. */
export interface Counted {
  /** The rows are all there are. */
  closed: Knowledge
  /** More rows may come. */
  open: Knowledge
  rows: RowMark[]
  absent: string[]
}

export type Passed = boolean | null

function countRows(context: RowContext, fact: CompiledFact, rows: Row[], mode: RowMode): Counted {
  const { environment } = mode
  const passes = (row: Row): Passed => {
    if (!fact.where) return true
    return fact.where({ ...environment, row: row.values })
  }
  switch (fact.kind) {
    case 'count':
    case 'amount':
      return fact.distinct ? countDistinct(fact, rows, passes) : addUp(fact, rows, passes)
    case 'share':
      return fact.each
        ? shareOfEach(context, fact, rows, passes, mode)
        : shareOfRows(context, fact, rows, passes, mode)
    case 'rate':
      return rateOfSums(fact, rows, passes)
    case 'flag':
      return anyRow(fact, rows, passes)
    case 'date':
      return pickDate(fact, rows, passes, environment)
    case 'dates':
      return listDates(fact, rows, passes)
    case 'choice':
      return oneChoice(fact, rows, passes)
    case 'events':
      return listEvents(fact, rows, passes)
    case 'set':
      return unionSet(fact, rows, passes, environment)
  }
}

export const mark = (fact: CompiledFact, row: Row, passed: Passed): RowMark => ({
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

/** Rows that pass, or the sum of a field over them. */
export function addUp(fact: CompiledFact, rows: Row[], passes: (row: Row) => Passed): Counted {
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

/** The number in a cell; null when it is blank. */
export function numberCell(row: Row, field: string): Rational | null {
  const value = row.values[field]
  return value === null || value === undefined || value === '' ? null : cellNumber(value)
}

function countDistinct(fact: CompiledFact, rows: Row[], passes: (row: Row) => Passed): Counted {
  const counted = counting(fact, rows, passes)
  const distinctValue = (row: Row): string => String(row.values[fact.distinct!] ?? '')
  const certain = new Set(counted.filter((entry) => entry.passed).map((entry) => distinctValue(entry.row)))
  const possible = new Set(counted.map((entry) => distinctValue(entry.row)))
  // A choice that the rule itself shuts out is not one that could still come.
  const choices = (fact.register.fields.get(fact.distinct!)?.of ?? []).filter(
    (choice) => passes({ id: '', values: { [fact.distinct!]: choice } }) !== false,
  )
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
  const dayOf = (row: Row): { low: string; high: string } => {
    const value = row.values[fact.field!]
    const written = typeof value === 'string' && value !== ''
    return written ? { low: value, high: value } : blank(environment.closed === true)
  }
  const possible = counted.map(({ row }) => dayOf(row))
  const certain = counted.filter(({ passed }) => passed === true).map(({ row }) => dayOf(row))
  const now = pickedDay(fact.pick ?? 'earliest', possible, certain)
  const single = fact.register.table.oneRow !== undefined
  // Another row may still come and be the one that is picked.
  const more = fact.pick === 'latest' ? { low: now.low, high: never } : { low: dawn, high: now.high }
  return {
    closed: { kind: 'date', ...now },
    open: { kind: 'date', ...(single && counted.length > 0 ? now : more) },
    rows: marks,
    absent: [],
  }
}

interface Days {
  low: string
  high: string
}

/** The picked one of several days: a row that may not count can only bring the earliest forward or the latest back. */
function pickedDay(pick: 'earliest' | 'latest', possible: Days[], certain: Days[]): Days {
  const ends = (days: Days[], key: keyof Days): string[] => days.map((day) => day[key]).sort()
  if (possible.length === 0) return { low: never, high: never }
  if (pick === 'earliest') {
    return { low: ends(possible, 'low')[0]!, high: ends(certain, 'high')[0] ?? never }
  }
  const low = certain.length > 0 ? ends(certain, 'low')[certain.length - 1]! : ends(possible, 'low')[0]!
  return { low, high: certain.length > 0 ? ends(possible, 'high')[possible.length - 1]! : never }
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

/** The word in the one row's field; rows that differ leave it open. */
function oneChoice(fact: CompiledFact, rows: Row[], passes: (row: Row) => Passed): Counted {
  const counted = counting(fact, rows, passes)
  const words = new Set(
    counted.map(({ row, passed }) => (passed ? String(row.values[fact.field!] ?? '') : '')),
  )
  const [word] = words
  const value = words.size === 1 && word ? word : null
  const single = fact.register.table.oneRow !== undefined
  return {
    closed: { kind: 'choice', value },
    open: { kind: 'choice', value: single ? value : null },
    rows: counted.map((entry) => entry.mark),
    absent: [],
  }
}

/** The rows themselves, for functions that judge each by its own condition. */
function listEvents(fact: CompiledFact, rows: Row[], passes: (row: Row) => Passed): Counted {
  const counted = counting(fact, rows, passes)
  const listed = counted.map(({ row, passed }) => ({ row, sure: passed === true }))
  return {
    closed: { kind: 'rows', rows: listed, open: false },
    open: { kind: 'rows', rows: listed, open: true },
    rows: counted.map((entry) => entry.mark),
    absent: [],
  }
}
