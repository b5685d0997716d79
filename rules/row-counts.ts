/** Counts, dates and lists over the rows of one register, as all there are and while more may come. */
import type { CompiledFact } from './compiled-facts.ts'
import { dayOf } from './condition-names.ts'
import type { Environment } from './conditions.ts'
import { lengthOf, openLength, pickedLength } from './elapsed.ts'
import type { CellValue, Row } from './evidence.ts'
import type { RowMarks } from './fact.ts'
import { dawn, exactInteger, exactly, type Knowledge, type NumberRange, never, oneOf } from './knowledge.ts'
import { levelsOf } from './levels.ts'
import { add, cellNumber, div, isZero, min, one, type Rational, rational, zero } from './rational.ts'
import type { Entry, Tested } from './row-sets.ts'

/** One fact counted over rows. */
export interface Counted {
  /** The rows are all there are. */
  closed: Knowledge
  /** More rows may come. */
  open: Knowledge
  marks: RowMarks
  absent: string[]
}

const counted = (closed: Knowledge, open: Knowledge, marks: RowMarks, absent: string[] = []): Counted => ({
  closed,
  open,
  marks,
  absent,
})

/** Rows that pass, or the sum of a field over them. */
export function addUp(fact: CompiledFact, tested: Tested): Counted {
  const { entries, marks } = tested
  if (!fact.field) {
    return numbers({ low: rational(tested.sure), high: rational(entries.length) }, marks)
  }
  let low = zero
  let high: Rational | null = zero
  for (const { row, passed } of entries) {
    const value = numberCell(row, fact.field)
    if (passed && value) low = add(low, value)
    high = value === null || high === null ? null : add(high, value)
  }
  return numbers({ low, high }, marks)
}

const numbers = ({ low, high }: NumberRange, marks: RowMarks): Counted =>
  counted({ kind: 'number', low, high }, { kind: 'number', low, high: null }, marks)

/** The number in a cell; null when it is blank. */
export function numberCell(row: Row, field: string): Rational | null {
  const value = row.values[field]
  return value === null || value === undefined || value === '' ? null : cellNumber(value)
}

export function countDistinct(fact: CompiledFact, tested: Tested): Counted {
  const { entries, marks } = tested
  const valuesOf = (of: readonly Entry[]): Set<string> =>
    new Set(of.map(({ row }) => String(row.values[fact.distinct!] ?? '')).filter((value) => value !== ''))
  const isUnnamed = ({ row }: Entry): boolean => isBlank(row.values[fact.distinct!])
  const certain = valuesOf(entries.filter((entry) => entry.passed))
  const possible = valuesOf(entries)
  // A row that does not say which may be another of those there are, or one more.
  const unnamed = entries.filter(isUnnamed)
  // A choice that the rule itself shuts out is not one that could still come.
  const choices = (fact.register.fields.get(fact.distinct!)?.of ?? []).filter(
    (choice) => tested.passes({ id: '', values: { [fact.distinct!]: choice } }) !== false,
  )
  const absent = choices.filter((choice) => !certain.has(choice))
  const most = choices.length > 0 ? rational(choices.length) : null
  const low = rational(certain.size === 0 && unnamed.some(({ passed }) => passed) ? 1 : certain.size)
  const some = rational(possible.size + unnamed.length)
  return counted(
    { kind: 'number', low, high: unnamed.length > 0 && most ? min(some, most) : some },
    { kind: 'number', low, high: most },
    marks,
    absent,
  )
}

export function rateOfSums(fact: CompiledFact, tested: Tested): Counted {
  const { entries, marks } = tested
  let part = zero
  let whole = zero
  let sure = zero
  let complete = true
  for (const { row, passed } of entries) {
    const reached = numberCell(row, fact.field!)
    const due = numberCell(row, fact.overField!)
    if (passed === null || reached === null || due === null) complete = false
    part = add(part, reached ?? zero)
    whole = add(whole, due ?? zero)
    if (passed) sure = add(sure, due ?? zero)
  }
  const held = isZero(sure) ? null : true
  const any: Knowledge = { kind: 'number', held, low: zero, high: one }
  const blank = entries.some(({ row }) => numberCell(row, fact.overField!) === null)
  const closed: Knowledge =
    isZero(whole) && !blank
      ? { kind: 'number', held: false, ...exactInteger(0) }
      : complete && !isZero(whole)
        ? { kind: 'number', held, ...exactly(min(one, div(part, whole))) }
        : any
  return counted(closed, any, marks)
}

export function anyRow(fact: CompiledFact, tested: Tested): Counted {
  const { entries, marks } = tested
  const yes = tested.sure > 0
  const perhaps = entries.length > tested.sure
  const single = fact.register.table.oneRow !== undefined && tested.rows.length > 0
  return counted(
    { kind: 'flag', value: yes ? true : perhaps ? null : false },
    { kind: 'flag', value: yes ? true : single && !perhaps ? false : null },
    marks,
  )
}

export function pickDate(fact: CompiledFact, tested: Tested, environment: Environment): Counted {
  const { entries, marks } = tested
  const field = fact.register.fields.get(fact.field!)!
  const blank = (closed: boolean): { low: string; high: string } =>
    closed && field.blankWhenClosed === 'never' ? { low: never, high: never } : { low: dawn, high: never }
  const daysOf = (row: Row): { low: string; high: string } => {
    const value = row.values[fact.field!]
    if (typeof value !== 'string' || value === '') return blank(environment.closed === true)
    return field.ahead ? { low: value, high: value } : dayOf(value, environment)
  }
  const possible = entries.map(({ row }) => daysOf(row))
  const certain = entries.filter(({ passed }) => passed).map(({ row }) => daysOf(row))
  const now = pickedDay(fact.pick === 'latest' ? 'latest' : 'earliest', possible, certain)
  const single = fact.register.table.oneRow !== undefined
  // Another row may still come and be the one that is picked.
  const more = fact.pick === 'latest' ? { low: now.low, high: never } : { low: dawn, high: now.high }
  return counted(
    { kind: 'date', ...now },
    { kind: 'date', ...(single && entries.length > 0 ? now : more) },
    marks,
  )
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

/** How long the picked row took, or all of them on average. */
export function pickLength(fact: CompiledFact, tested: Tested, environment: Environment): Counted {
  const { entries, marks } = tested
  const lengths = (which: true | null): NumberRange[] =>
    entries.filter(({ passed }) => passed === which).map(({ row }) => lengthOf(fact, row, environment))
  const sure = lengths(true)
  const now = pickedLength(fact.pick, sure, lengths(null))
  const single = fact.register.table.oneRow !== undefined && entries.length > 0
  const more = single ? now : openLength(fact.pick, now, sure.length > 0)
  return counted({ kind: 'number', ...now }, { kind: 'number', ...more }, marks)
}

/** The days of the rows; one that may count, or whose day is not known, leaves the list open. */
export function listDates(fact: CompiledFact, tested: Tested, environment: Environment): Counted {
  const { entries, marks } = tested
  const blankIsNone = environment.closed === true && blankIs(fact, 'never')
  const { asOf } = environment
  const isAhead = (day: CellValue | undefined): boolean =>
    asOf !== undefined &&
    typeof day === 'string' &&
    day > asOf &&
    !fact.register.fields.get(fact.field!)?.ahead
  const has = entries
    .filter((entry) => entry.passed)
    .map((entry) => String(entry.row.values[fact.field!] ?? ''))
    .filter((day) => day !== '' && !isAhead(day))
    .sort()
  const complete = entries.every(({ row, passed }) => {
    const day = row.values[fact.field!]
    if (isAhead(day)) return environment.undone === true
    return passed === true && (blankIsNone || !isBlank(day))
  })
  const open: Knowledge = { kind: 'dates', has, closed: false }
  if (complete) return counted({ kind: 'dates', has, closed: true }, open, marks)
  const doubtful = entries.filter(({ passed }) => passed === null).map(({ row }) => row.values[fact.field!])
  // A day that is not written, or has not come, may be any.
  const listed = entries.every(({ row }) => {
    const day = row.values[fact.field!]
    return isBlank(day) ? blankIsNone : !isAhead(day)
  })
  const perhaps = listed ? doubtful.filter((day) => !isBlank(day)).map(String) : null
  return counted(perhaps ? { kind: 'dates', has, closed: false, perhaps } : open, open, marks)
}

const isBlank = (value: CellValue | undefined): boolean =>
  value === null || value === undefined || value === ''

const blankIs = (fact: CompiledFact, what: 'never' | 'false'): boolean =>
  fact.register.fields.get(fact.field!)?.blankWhenClosed === what

/** What the rows have together; a blank cell, or a row that may count and has more, leaves it open. */
export function unionSet(fact: CompiledFact, tested: Tested, environment: Environment): Counted {
  const { entries, marks } = tested
  const membersOf = (row: Row): readonly string[] | null => {
    const value = row.values[fact.field!]
    return Array.isArray(value) ? value : null
  }
  const has = [
    ...new Set(entries.flatMap(({ row, passed }) => (passed === true ? (membersOf(row) ?? []) : []))),
  ].sort()
  const blankIsNone = environment.closed === true && blankIs(fact, 'false')
  const complete = entries.every(({ row, passed }) => {
    const members = membersOf(row)
    if (members === null) return blankIsNone
    return passed === true || members.every((member) => has.includes(member))
  })
  const single = fact.register.table.oneRow !== undefined && entries.length > 0
  return counted(
    { kind: 'set', has, closed: complete },
    { kind: 'set', has, closed: single && complete },
    marks,
  )
}

/** The word in the one row's field; rows that differ leave it open. */
export function oneChoice(fact: CompiledFact, tested: Tested): Counted {
  const { entries, marks } = tested
  if (fact.pick === 'highest') return highestLevel(fact, entries, marks)
  const words = new Set(
    entries.map(({ row, passed }) => (passed ? String(row.values[fact.field!] ?? '') : '')),
  )
  const [word] = words
  const value = words.size === 1 && word ? word : null
  const single = fact.register.table.oneRow !== undefined
  return counted({ kind: 'choice', value }, { kind: 'choice', value: single ? value : null }, marks)
}

/** The highest level of the rows; one that may count, or whose level is blank, can only raise it, and so can rows to come. */
function highestLevel(fact: CompiledFact, entries: readonly Entry[], marks: RowMarks): Counted {
  const levels = levelsOf(fact)
  const none = levels.length - 1
  const placeOf = (row: Row, blank: number): number => {
    const place = levels.indexOf(String(row.values[fact.field!] ?? ''))
    return place < 0 || place === none ? blank : place
  }
  const sure = entries.filter(({ passed }) => passed)
  const lowest = Math.min(none, ...sure.map(({ row }) => placeOf(row, none - 1)))
  const highest = Math.min(lowest, ...entries.map(({ row }) => placeOf(row, 0)))
  const single = fact.register.table.oneRow !== undefined && entries.length > 0
  const from = (place: number): Knowledge => oneOf(levels.slice(place, lowest + 1))!
  return counted(from(highest), from(single ? highest : 0), marks)
}

/** The rows themselves, for functions that judge each by its own condition. */
export function listEvents(tested: Tested): Counted {
  const { entries, marks } = tested
  const listed = entries.map(({ row, passed }) => ({ row, sure: passed === true }))
  return counted(
    { kind: 'rows', rows: listed, open: false },
    { kind: 'rows', rows: listed, open: true },
    marks,
  )
}
