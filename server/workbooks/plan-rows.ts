/** Rows of a table → what each would do to the rows already kept. */
import type { CellValue } from '../../rules/evidence.ts'
import type { Field, Register } from '../../rules/pack.ts'
import { type FieldError, outsideYear, parseRow } from '../../rules/registers.ts'
import { type ColumnReading, plainCell, readingOf } from './cell-value.ts'
import type { TableColumn, TableRow } from './find-table.ts'
import { addressOf, cellText, type GridCell } from './grid.ts'
import { nameKnown } from './known-names.ts'

export interface CellProblem {
  /** B7; the row alone where no cell is to blame. */
  address: string
  field: string
  label: string
  text: string
  message: string
  remedy: string
}

export type RowStatus = 'added' | 'changed' | 'unchanged' | 'rejected' | 'left_out'

export interface PlannedRow {
  /** As the sheet numbers it, from 1. */
  row: number
  /** Id of the township it belongs to; null where that is not known. */
  township: string | null
  status: RowStatus
  /** Of the row already kept that it is. */
  id: string | null
  values: Record<string, CellValue>
  /** What is kept now, of a changed row. */
  before: Record<string, CellValue> | null
  errors: CellProblem[]
  /** What stands in the cells, by field, of a rejected row. */
  texts: Record<string, string>
}

export interface KeptRow {
  id: string
  values: Record<string, CellValue>
}

export interface MappedColumn {
  column: TableColumn
  field: Field
}

export interface RowsContext {
  register: Register
  year: number
  periodFrom: string
  columns: readonly MappedColumn[]
  /** Corrections by address: what a person wrote instead. */
  cells: Readonly<Record<string, string>>
  /** What words of a field mean, by field and word. */
  words: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Names that the rows of a register go by, by the register. */
  rosters: ReadonlyMap<string, ReadonlySet<string>>
  /** Rows a person left out, as the sheet numbers them. */
  leftOut: ReadonlySet<number>
}

interface Read {
  row: number
  /** A mistake of the register's check, with the cell it is in. */
  located: (error: FieldError) => CellProblem
  values: Record<string, CellValue>
  errors: CellProblem[]
  texts: Record<string, string>
}

/** Plans the rows of one township against those it keeps. */
export function planRows(
  rows: readonly TableRow[],
  township: string | null,
  kept: readonly KeptRow[],
  context: RowsContext,
): PlannedRow[] {
  const { register, leftOut } = context
  const find = findKept(context, kept)
  const keyOf = keyOfRows(register)
  const seen = new Map<string, number>()
  let taken = 0
  return rows.map((given): PlannedRow => {
    const read = readRow(given, context)
    const planned = {
      row: read.row,
      township,
      id: null,
      before: null,
      values: read.values,
      errors: read.errors,
      texts: {},
    }
    if (leftOut.has(read.row)) return { ...planned, status: 'left_out', errors: [] }
    const key = keyOf(read.values)
    if (read.errors.length === 0) {
      const twice = repeated(register, key === null ? undefined : seen.get(key), taken, read)
      if (twice) read.errors.push(twice)
    }
    if (read.errors.length > 0) return { ...planned, status: 'rejected', texts: read.texts }
    taken++
    if (key !== null) seen.set(key, read.row)
    const before = find(read.values)
    if (!before) return { ...planned, status: 'added' }
    // What the table does not say, or leaves blank, stays as it is kept.
    const values = ordered(register, { ...before.values, ...read.values })
    const known = { ...planned, id: before.id, values }
    if (sameValues(before.values, values)) return { ...known, status: 'unchanged' }
    const parsed = parseRow(register, values)
    if (!('errors' in parsed)) return { ...known, status: 'changed', before: before.values }
    return { ...planned, status: 'rejected', errors: parsed.errors.map(read.located), texts: read.texts }
  })
}

/**
 * Which of the kept rows a row of the table is: by the register's key; where that does not tell rows apart, the next one
 * that says the same in all columns of the table.
 */
function findKept(
  { register, columns }: RowsContext,
  kept: readonly KeptRow[],
): (values: Record<string, CellValue>) => KeptRow | undefined {
  if (register.oneRow) return () => kept[0]
  const keyOf = keyOfRows(register)
  const contentOf = (values: Record<string, CellValue>) =>
    JSON.stringify(columns.map(({ field }) => values[field.id] ?? null))
  const nameOf = (values: Record<string, CellValue>) => keyOf(values) ?? `= ${contentOf(values)}`
  const waiting = new Map<string, KeptRow[]>()
  for (const row of kept.toReversed()) {
    const name = nameOf(row.values)
    const same = waiting.get(name)
    if (same) same.push(row)
    else waiting.set(name, [row])
  }
  return (values) => waiting.get(nameOf(values))?.pop()
}

/** What tells rows apart; null for a row with a blank in it. */
export const keyOfRows =
  ({ key }: Register) =>
  (values: Readonly<Record<string, CellValue>>): string | null =>
    key.length === 0 || key.some((field) => values[field] === undefined || values[field] === null)
      ? null
      : JSON.stringify(key.map((field) => values[field]))

const sameCell = (a: CellValue | undefined, b: CellValue | undefined): boolean =>
  JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

const sameValues = (a: Record<string, CellValue>, b: Record<string, CellValue>): boolean =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].every((field) => sameCell(a[field], b[field]))

const ordered = (register: Register, values: Record<string, CellValue>): Record<string, CellValue> =>
  Object.fromEntries(
    register.fields.flatMap(({ id }) => {
      const value = values[id]
      return value === undefined || value === null ? [] : [[id, value]]
    }),
  )

function readRow({ row, cells }: TableRow, context: RowsContext): Read {
  const { register, columns, year, periodFrom } = context
  const given: Record<string, unknown> = {}
  const texts: Record<string, string> = {}
  const errors: CellProblem[] = []
  const addresses = new Map<string, string>()
  for (const { column, field } of columns) {
    const address = addressOf(row, column.column)
    const mended = Object.hasOwn(context.cells, address) ? context.cells[address]! : undefined
    const cell: GridCell = mended ?? cells[column.column] ?? null
    addresses.set(field.id, address)
    texts[field.id] = cellText(cell)
    const plain = plainCell(field, cell, readingWith(column, field, context))
    if ('given' in plain) given[field.id] = named(field, plain.given, context)
    else errors.push({ address, field: field.id, label: field.label, text: texts[field.id]!, ...plain })
  }
  const located = ({ field, label, message, remedy, text }: FieldError): CellProblem => ({
    address: addresses.get(field) ?? String(row + 1),
    field,
    label,
    text: texts[field] ?? text,
    message,
    remedy,
  })
  const broken = new Set(errors.map(({ field }) => field))
  const parsed = parseRow(register, given)
  const outside = 'values' in parsed ? outsideYear(register, parsed.values, year, periodFrom) : null
  const more = 'errors' in parsed ? parsed.errors : outside ? [outside] : []
  // A cell that could not be read at all is not also a blank one.
  errors.push(...more.filter(({ field }) => !broken.has(field)).map(located))
  return {
    row: row + 1,
    located,
    values: 'values' in parsed ? ordered(register, parsed.values) : {},
    errors,
    texts,
  }
}

/** A row of another register by the name that register knows it by. */
const named = ({ to }: Field, given: unknown, { rosters }: RowsContext): unknown => {
  const roster = to === undefined ? undefined : rosters.get(to)
  return roster && typeof given === 'string' ? nameKnown(given, roster) : given
}

const readings = new WeakMap<TableColumn, ColumnReading>()

const readingWith = (column: TableColumn, field: Field, { words, year }: RowsContext): ColumnReading => {
  let reading = readings.get(column)
  if (reading === undefined) {
    reading = { ...readingOf(column, field), words: words[field.id] ?? {}, assessed: year }
    readings.set(column, reading)
  }
  return reading
}

/** A row of the table that an earlier one is already, or one too many. */
function repeated(
  register: Register,
  earlier: number | undefined,
  taken: number,
  { row, located }: Read,
): CellProblem | null {
  if (register.oneRow && taken > 0)
    return {
      address: String(row),
      field: '',
      label: '',
      text: '',
      message: `《${register.title}》每年只有一条记录`,
      remedy: '只保留一行',
    }
  if (earlier === undefined) return null
  const labels = register.key.map((id) => register.fields.find((one) => one.id === id)?.label ?? id)
  return located({
    field: register.key[0] ?? '',
    label: labels[0] ?? '',
    text: '',
    message: `与第${earlier}行的${labels.join('、')}相同`,
    remedy: '删去重复的一行，或者改正其中一行',
  })
}
