/** One sheet → which register it is of, which column is which field, what its rows would do. */
import type { Register } from '../../rules/pack.ts'
import { findTable, type SkippedRow, type Table, type TableColumn } from './find-table.ts'
import { addressOf, columnName, type Grid } from './grid.ts'
import { bareHeader } from './header-words.ts'
import { applyMapping, type ColumnMatch, fitness, type Mapping, matchColumns } from './match-columns.ts'
import { markedRegister } from './own-workbook.ts'
import { type KeptRow, type PlannedRow, planRows } from './plan-rows.ts'
import { hiddenNotes, personalNotes, serialNotes } from './sheet-notes.ts'
import { findTownshipColumn, groupByTownship, type NamedTownship } from './sheet-townships.ts'

/** What a person decided about a sheet. */
export interface SheetChoice {
  /** Null leaves the sheet out. */
  register?: string | null | undefined
  mapping?: Mapping | undefined
  /** field → word → what it means. */
  words?: Record<string, Record<string, string>> | undefined
  /** address → what stands there instead. */
  cells?: Record<string, string> | undefined
  /** Rows left out, as the sheet numbers them. */
  leftOut?: number[] | undefined
  takeHidden?: boolean | undefined
}

/** What an earlier import of the same form settled. */
export interface RememberedForm {
  register: string
  mapping: Mapping
  words: Record<string, Record<string, string>>
}

export interface SheetContext {
  registers: readonly Register[]
  year: number
  /** MM-DD on which the period of a year begins. */
  periodFrom: string
  townships: readonly NamedTownship[]
  /** Whose rows they are where the sheet does not say; null where it has to. */
  township: string | null
  kept: (township: string, register: string) => readonly KeptRow[]
  remembered: (form: string) => RememberedForm | undefined
  choice: SheetChoice
}

/**
 * ask_register: a person has to say which register it is of; ask_columns: which column is which field; ask_township: whose
 * rows they are; no_table: nothing in it looks like a table; left_out: hidden, or a person said so.
 */
export type SheetStatus = 'ready' | 'ask_register' | 'ask_columns' | 'ask_township' | 'no_table' | 'left_out'

export interface SheetPlan {
  sheet: string
  status: SheetStatus
  register: { id: string; title: string } | null
  /** Registers it could be of, the likeliest first. */
  registers: { id: string; title: string }[]
  /** First and last row of the header, from 1. */
  header: { from: number; to: number } | null
  /** The headers that tell this form from others. */
  form: string | null
  remembered: boolean
  /** What words of fields mean, as an earlier import of the form said. */
  words: RememberedForm['words']
  columns: ColumnMatch[]
  /** The column that says whose row it is. */
  townshipColumn: string | null
  /** Required fields without a column. */
  missing: { field: string; label: string }[]
  rows: PlannedRow[]
  skipped: (Omit<SkippedRow, 'row'> & { row: number })[]
  /** Rows that belong to other townships than the one imported into. */
  elsewhere: number
  notes: string[]
}

const blank = (sheet: string, status: SheetStatus, notes: string[] = []): SheetPlan => ({
  sheet,
  status,
  register: null,
  registers: [],
  header: null,
  form: null,
  remembered: false,
  words: {},
  columns: [],
  townshipColumn: null,
  missing: [],
  rows: [],
  skipped: [],
  elsewhere: 0,
  notes,
})

/** Plans one sheet; questions that are open leave its rows unplanned. */
export function planSheet(grid: Grid, context: SheetContext): SheetPlan {
  const { choice, registers } = context
  if (choice.register === null) return blank(grid.name, 'left_out')
  if (grid.hidden && choice.register === undefined)
    return blank(grid.name, 'left_out', ['工作表是隐藏的，没有读取'])
  const marked = markedRegister(grid)
  const named = choice.register ?? marked
  const wanted = named === null ? undefined : registers.find(({ id }) => id === named)
  const known = (wanted ? [wanted] : registers).flatMap(({ fields }) =>
    fields.map(({ label }) => bareHeader(label)),
  )
  const own = marked === null ? grid : { ...grid, rows: [[], ...grid.rows.slice(1)] }
  const table = findTable(own, { known: [...new Set(known)], takeHidden: choice.takeHidden ?? false })
  if (!table) return blank(grid.name, 'no_table', wanted ? ['没有找到表头'] : [])
  const form = formOf(table)
  const remembered = context.remembered(form)
  const ranked = wanted ? [] : rankRegisters(grid, table, registers)
  const register =
    wanted ??
    registers.find(({ id }) => id === remembered?.register) ??
    clearRegister(ranked, registers.length === 1)
  const plan: SheetPlan = {
    ...blank(grid.name, 'ask_register'),
    registers: ranked.slice(0, 5).map((one) => titleOf(one.register)),
    header: { from: table.header.top + 1, to: table.header.bottom + 1 },
    form,
    skipped: table.skipped.map((one) => ({ ...one, row: one.row + 1 })),
    notes: hiddenNotes(grid, table, choice),
  }
  if (register) return planTable(plan, table, register, remembered, context)
  // A page of notes is no ledger of anything.
  return (ranked[0]?.fit ?? 0) < 0.35 ? { ...plan, status: 'no_table' } : plan
}

const titleOf = ({ id, title }: Register) => ({ id, title })

/** What tells a form from another: its headers, in their columns. */
const formOf = ({ columns }: Table): string =>
  columns.map(({ column, header }) => `${columnName(column)}:${header.replace(/\s+/g, '')}`).join('|')

function rankRegisters(grid: Grid, table: Table, registers: readonly Register[]) {
  const said = `${grid.name}\n${table.title}`
  return registers
    .map((register) => ({ register, fit: fitness(register, table.columns, said) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit || (a.register.id < b.register.id ? -1 : 1))
}

/** The register a sheet is certainly of. Where only one is asked for, a sheet need not be told from those of others. */
function clearRegister(
  [first, second]: readonly { register: Register; fit: number }[],
  onlyOne: boolean,
): Register | null {
  if (first === undefined) return null
  const clear = onlyOne ? first.fit >= 0.6 : first.fit >= 1.2 && first.fit - (second?.fit ?? 0) >= 0.25
  return clear ? first.register : null
}

function planTable(
  plan: SheetPlan,
  table: Table,
  register: Register,
  remembered: RememberedForm | undefined,
  context: SheetContext,
): SheetPlan {
  const { choice, township } = context
  const whose = findTownshipColumn(table, register)
  const recalled = remembered?.register === register.id ? remembered : undefined
  let columns = matchColumns(
    register,
    table.columns.filter((column) => column !== whose),
  )
  if (recalled) columns = applyMapping(register, columns, recalled.mapping, 'remembered')
  if (choice.mapping) columns = applyMapping(register, columns, choice.mapping, 'chosen')
  const found = new Set(columns.map(({ field }) => field))
  const missing = register.fields
    .filter(({ id, required }) => required && !found.has(id))
    .map(({ id, label }) => ({ field: id, label }))
  const planned: SheetPlan = {
    ...plan,
    register: titleOf(register),
    columns,
    missing,
    townshipColumn: whose ? columnName(whose.column) : null,
    remembered: recalled !== undefined,
    words: recalled?.words ?? {},
    notes: [...plan.notes, ...personalNotes(table, columns)],
  }
  // Rows can be read before their columns are confirmed, but not before it is known whose they are.
  if (missing.length > 0) planned.status = 'ask_columns'
  else if (!whose && township === null) planned.status = 'ask_township'
  else planned.status = columns.some(({ sure }) => !sure) ? 'ask_columns' : 'ready'
  if (missing.length > 0 || planned.status === 'ask_township') return planned
  const read = rowsOf(table, register, columns, whose, recalled, context)
  return { ...planned, ...read, notes: [...planned.notes, ...read.notes] }
}

function rowsOf(
  table: Table,
  register: Register,
  matches: readonly ColumnMatch[],
  whose: TableColumn | undefined,
  recalled: RememberedForm | undefined,
  { choice, kept, registers, year, periodFrom, townships, township }: SheetContext,
): Pick<SheetPlan, 'rows' | 'elsewhere' | 'notes'> {
  const mapped = matches.flatMap(({ column, field: id }) => {
    const field = register.fields.find((one) => one.id === id)
    return field ? [{ column: table.columns.find((one) => one.column === column)!, field }] : []
  })
  const rowsContext = {
    register,
    year,
    periodFrom,
    columns: mapped,
    cells: choice.cells ?? {},
    words: { ...recalled?.words, ...choice.words },
    leftOut: new Set(choice.leftOut),
  }
  // A row that holds a running number and nothing else was never filled in.
  const filled = table.rows.filter(({ row, cells }) =>
    mapped.some(
      ({ column }) =>
        (cells[column.column] ?? null) !== null ||
        rowsContext.cells[addressOf(row, column.column)] !== undefined,
    ),
  )
  const groups = groupByTownship(filled, whose, { townships, township })
  const rows: PlannedRow[] = groups.unknown.map(({ row, name }) => ({
    row: row + 1,
    township: null,
    status: rowsContext.leftOut.has(row + 1) ? 'left_out' : 'rejected',
    id: null,
    values: {},
    before: null,
    texts: {},
    errors: [
      {
        address: addressOf(row, whose!.column),
        field: '',
        label: whose!.header,
        text: name,
        message: name === '' ? '没有写明乡镇（街道）' : `没有“${name}”这个乡镇（街道）`,
        remedy: `写全称，可用的有：${townships.map((one) => one.name).join('、')}`,
      },
    ],
  }))
  const strangers = new Set<string>()
  for (const [id, own] of groups.known) {
    const rosters = rostersOf(register, registers, (to) => kept(id, to))
    const planned = planRows(own, id, kept(id, register.id), { ...rowsContext, rosters })
    rows.push(...planned)
    for (const { id: field, to = '' } of register.fields)
      for (const { values } of rosters.get(to)?.size ? planned : []) {
        const name = values[field]
        if (typeof name === 'string' && !rosters.get(to)!.has(name)) strangers.add(name)
      }
  }
  const unknown = [...strangers]
  const notes = [
    ...serialNotes(filled, mapped, year),
    ...(unknown.length > 0
      ? [`名册上没有${unknown.slice(0, 5).join('、')}${unknown.length > 5 ? '等' : ''}，请核对名称`]
      : []),
  ]
  return { rows: rows.sort((a, b) => a.row - b.row), elsewhere: groups.elsewhere, notes }
}

/** The names by which the registers that a register points into know their rows. */
function rostersOf(
  { fields }: Register,
  registers: readonly Register[],
  rowsIn: (register: string) => readonly KeptRow[],
): Map<string, ReadonlySet<string>> {
  const rosters = new Map<string, ReadonlySet<string>>()
  for (const { to } of fields) {
    const key = registers.find(({ id }) => id === to)?.key[0]
    if (to !== undefined && key !== undefined)
      rosters.set(to, new Set(rowsIn(to).map(({ values }) => String(values[key] ?? ''))))
  }
  return rosters
}
