/**
 * Rows of a register as the facts of one township read them: picked, tested by each condition and named once, however many
 * facts ask.
 */
import type { CompiledRegister } from './compiled-facts.ts'
import type { Condition, Environment } from './conditions.ts'
import type { Row } from './evidence.ts'
import { type RowMark, type RowMarks, rowMarks } from './fact.ts'
import { keep } from './keep.ts'

/** null: it may pass. */
export type Passed = boolean | null
export type Passes = (row: Row) => Passed

/** A row that counts or may count. */
export interface Entry {
  row: Row
  passed: true | null
  /** Its place among all rows of the set. */
  at: number
}

/** All rows of a set after one condition. */
export interface Tested {
  rows: readonly Row[]
  passed: readonly Passed[]
  entries: readonly Entry[]
  /** How many surely count. */
  sure: number
  /** What counts and what may: rows that do not are other rows, not failures. */
  marks: RowMarks
  /** Any other row by the same condition. */
  passes: Passes
}

export interface RowSet {
  rows: readonly Row[]
  tested(where: Condition | undefined, environment: Environment): Tested
  /** The last day a date field tells. */
  latest(field: string): string
  /** Every row has an evidence file. */
  attached(): boolean
}

/**
 * Tests rows by a condition, in one environment for all of them: conditions keep nothing of it. What is entered for a day
 * that has not come may still happen or not.
 */
export function rowTest(
  where: Condition | undefined,
  environment: Environment,
  { table, fields }: CompiledRegister,
): Passes {
  const scope = { ...environment }
  const test = (row: Row): Passed => {
    if (!where) return true
    scope.row = row.values
    return where(scope)
  }
  const { asOf } = environment
  const { yearBy } = table
  if (asOf === undefined || yearBy === undefined || fields.get(yearBy)?.ahead) return test
  return (row) => {
    const day = row.values[yearBy]
    if (typeof day !== 'string' || day <= asOf) return test(row)
    if (environment.undone) return false
    return test(row) === false ? false : null
  }
}

/** Rows of a register; what is asked of them is kept by the very condition and environment it is asked in. */
export function rowSet(register: CompiledRegister, rows: readonly Row[]): RowSet {
  const kept = new Map<Environment, Map<Condition | undefined, Tested>>()
  const days = new Map<string, string>()
  let attached: boolean | undefined
  return {
    rows,
    tested(where, environment) {
      const inEnvironment = keep(kept, environment, () => new Map<Condition | undefined, Tested>())
      return keep(inEnvironment, where, () => testRows(register, rows, where, environment))
    },
    latest: (field) =>
      keep(days, field, () =>
        rows.reduce((most, { values }) => {
          const day = values[field]
          return typeof day === 'string' && day > most ? day : most
        }, ''),
      ),
    attached() {
      attached ??= rows.length > 0 && rows.every((row) => row.attached === true)
      return attached
    },
  }
}

/** A row by name, with what comes of it. */
export const markOf = ({ id, label }: CompiledRegister, row: Row, result: RowMark['result']): RowMark => ({
  register: id,
  id: row.id,
  label: label(row),
  result,
})

function testRows(
  register: CompiledRegister,
  rows: readonly Row[],
  where: Condition | undefined,
  environment: Environment,
): Tested {
  const passes = rowTest(where, environment, register)
  const passed: Passed[] = []
  const entries: Entry[] = []
  let sure = 0
  // By index: the innermost loop of all, where a pair made for each row is felt.
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!
    const holds = passes(row)
    passed.push(holds)
    if (holds === false) continue
    entries.push({ row, passed: holds, at })
    if (holds) sure++
  }
  const marks = rowMarks({ pass: sure, fail: 0, doubt: entries.length - sure }, () =>
    entries.map(({ row, passed: counts }) => markOf(register, row, counts ? 'pass' : 'doubt')),
  )
  return { rows, passed, entries, sure, marks, passes }
}
