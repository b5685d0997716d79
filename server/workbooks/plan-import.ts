/** A workbook → what taking it over would do: sheet by sheet, with states and statements of our own workbooks. */
import type { RegisterState, Statement } from '../../rules/evidence.ts'
import type { FactDeclaration, PackTable, Register, TownshipKind } from '../../rules/pack.ts'
import { periodFrom } from '../../rules/period.ts'
import { parseStatementValue } from '../../rules/statements.ts'
import { sameTownship } from '../../rules/township.ts'
import type { Grid } from './grid.ts'
import {
  isOurs,
  readCover,
  readSaidStatements,
  readStates,
  statementsSheet,
  statesSheet,
} from './own-workbook.ts'
import type { KeptRow, PlannedRow } from './plan-rows.ts'
import {
  type NamedTownship,
  planSheet,
  type RememberedForm,
  type SheetChoice,
  type SheetPlan,
} from './plan-sheet.ts'

/** What a township has given in already, as far as an import meets it. */
export interface KeptEvidence {
  rows: (register: string) => readonly KeptRow[]
  state: (register: string) => RegisterState
  statement: (fact: string) => Pick<Statement, 'value' | 'document'> | undefined
}

export interface ImportContext {
  table: PackTable
  packHash: string
  year: number
  townships: readonly (NamedTownship & { kind: TownshipKind })[]
  /** The one imported into; null where the workbook has to say. */
  township: string | null
  kept: (township: string) => KeptEvidence
  remembered: (form: string) => RememberedForm | undefined
}

/** What a person decided about a workbook. */
export interface ImportChoices {
  /** Where the cover does not tell. */
  township?: string | undefined
  /** append: rows that are not in the workbook stay; replace: they are taken away. */
  mode: ImportMode
  /** By the name of the sheet. */
  sheets: Record<string, SheetChoice>
}

export type ImportMode = 'append' | 'replace'

export interface LineProblem {
  sheet: string
  address: string
  text: string
  message: string
  remedy: string
}

export interface Counts {
  added: number
  changed: number
  unchanged: number
  rejected: number
  /** With `replace`: kept rows that the workbook does not hold. */
  removed: number
}

/** What a workbook does to one register of one township. */
export interface RegisterPlan {
  township: string
  register: string
  title: string
  counts: Counts
  /** Ids of the kept rows that go. */
  removed: string[]
  /** Why it cannot be taken over as it stands. */
  problem: string | null
}

export interface ImportPlan {
  /** The township the whole workbook is of; null where each row says it. */
  township: string | null
  mode: ImportMode
  sheets: SheetPlan[]
  registers: RegisterPlan[]
  states: { register: string; title: string; state: RegisterState }[]
  statements: { fact: string; title: string; value: Statement['value']; document: string | null }[]
  /** Lines of the sheets of states and statements that cannot be read. */
  problems: LineProblem[]
  /** Why nothing of it can be taken over yet. */
  obstacles: string[]
  notes: string[]
  counts: Counts
}

/** Plans a workbook against what is kept; nothing is written. */
export function planImport(
  grids: readonly Grid[],
  context: ImportContext,
  choices: ImportChoices,
): ImportPlan {
  const cover = readCover(grids)
  const said = context.township ?? choices.township ?? null
  const covered = cover?.township
    ? (context.townships.find(({ name }) => sameTownship(name, cover.township!))?.id ?? null)
    : null
  const township = said ?? covered
  const obstacles: string[] = []
  if (cover?.township && covered !== township && context.township !== null)
    obstacles.push(`封面写的是“${cover.township}”，不是“${nameOf(context, context.township)}”`)
  else if (cover?.township && covered === null && township === null)
    obstacles.push(`封面写的是“${cover.township}”，没有这个乡镇（街道），请选择`)
  if (cover?.year && cover.year !== context.year)
    obstacles.push(
      `封面写的是${cover.year}年度，不是${context.year}年度，请换用对应年度的工作簿或者改到${cover.year}年度导入`,
    )
  const notes =
    cover?.hash && cover.hash !== context.packHash
      ? ['这份工作簿是按指标体系的另一个版本生成的，栏目已按现在的版本对应，请核对']
      : []
  const kind = context.townships.find(({ id }) => id === township)?.kind
  const registers = context.table.registers.filter(({ kinds }) => !kinds || !kind || kinds.includes(kind))
  const memory = keptMemory(context)
  const planned = grids
    .filter((grid) => !isOurs(grid))
    .map((grid) =>
      planSheet(grid, {
        registers,
        year: context.year,
        periodFrom: periodFrom(context.table),
        townships: context.townships,
        township,
        kept: (id, register) => memory(id).rows(register),
        remembered: context.remembered,
        choice: choices.sheets[grid.name] ?? {},
      }),
    )
  const sheets = withoutSums(planned)
  const touched = planRegisters(sheets, registers, memory, choices.mode, context)
  const { states, statements, problems } =
    township === null ? noLines : planLines(grids, registers, memory(township), touched, context)
  if (
    !sheets.some(({ status }) => status !== 'no_table' && status !== 'left_out') &&
    states.length + statements.length === 0
  )
    obstacles.push('没有找到可以导入的表格：应当有一行表头，下面每行一条记录')
  return {
    township,
    mode: choices.mode,
    sheets,
    registers: touched,
    states,
    statements,
    problems,
    obstacles,
    notes,
    counts: total(touched, sheets),
  }
}

/** Beside the ledgers of a workbook, a sheet named after sums of them asks no question. */
function withoutSums(sheets: readonly SheetPlan[]): SheetPlan[] {
  const read = sheets.some(({ register }) => register !== null)
  return sheets.map((one) =>
    read && one.status === 'ask_register' && /^(汇总|统计|合计)|(汇总|统计)表?$/.test(one.sheet.trim())
      ? { ...one, status: 'left_out', notes: [...one.notes, '像是汇总表，没有读入'] }
      : one,
  )
}

/** Whether everything is settled that has to be before a workbook can be taken over. */
export const openQuestions = (plan: ImportPlan): string[] => [
  ...plan.obstacles,
  ...plan.sheets.flatMap(({ sheet, status, missing, columns }) => {
    if (status === 'ask_register') return [`工作表“${sheet}”：请选择是哪一个台账`]
    if (status === 'ask_township') return [`工作表“${sheet}”：请选择是哪个乡镇（街道）的`]
    if (status !== 'ask_columns') return []
    if (missing.length > 0)
      return [`工作表“${sheet}”：请指出哪一列是${missing.map(({ label }) => label).join('、')}`]
    const unsure = columns.filter(({ sure }) => !sure).map(({ name, header }) => `${name}列“${header}”`)
    return [`工作表“${sheet}”：请核对${unsure.join('、')}对应哪个栏目`]
  }),
  ...plan.registers.flatMap(({ problem }) => problem ?? []),
]

const noLines: Pick<ImportPlan, 'states' | 'statements' | 'problems'> = {
  states: [],
  statements: [],
  problems: [],
}

const nameOf = ({ townships }: ImportContext, id: string) =>
  townships.find((one) => one.id === id)?.name ?? id

function keptMemory({ kept }: ImportContext): (township: string) => KeptEvidence {
  const known = new Map<string, KeptEvidence>()
  return (township) => {
    const found = known.get(township) ?? kept(township)
    known.set(township, found)
    return found
  }
}

const none = (): Counts => ({ added: 0, changed: 0, unchanged: 0, rejected: 0, removed: 0 })

function planRegisters(
  sheets: readonly SheetPlan[],
  registers: readonly Register[],
  kept: (township: string) => KeptEvidence,
  mode: ImportMode,
  context: ImportContext,
): RegisterPlan[] {
  const groups = new Map<
    string,
    { township: string; register: Register; rows: PlannedRow[]; sheets: string[] }
  >()
  for (const { sheet, status, register: of, rows } of sheets) {
    const register = registers.find(({ id }) => id === of?.id)
    if (!register || (status !== 'ready' && status !== 'ask_columns')) continue
    for (const row of rows) {
      if (row.township === null) continue
      const key = `${row.township}\n${register.id}`
      const group = groups.get(key) ?? { township: row.township, register, rows: [], sheets: [] }
      groups.set(key, group)
      group.rows.push(row)
      if (!group.sheets.includes(sheet)) group.sheets.push(sheet)
    }
  }
  return [...groups.values()].map(({ township, register, rows, sheets: from }) => {
    const counts = none()
    for (const { status } of rows) if (status !== 'left_out') counts[status]++
    const matched = new Set(rows.map(({ id }) => id))
    const own = kept(township)
    const removed =
      mode === 'replace'
        ? own
            .rows(register.id)
            .filter(({ id }) => !matched.has(id))
            .map(({ id }) => id)
        : []
    counts.removed = removed.length
    const writes = counts.added + counts.changed + counts.removed > 0
    const title = `${nameOf(context, township)}《${register.title}》`
    return {
      township,
      register: register.id,
      title: register.title,
      counts,
      removed,
      problem: problemOf({
        title,
        state: own.state(register.id),
        writes,
        mode,
        counts,
        from,
        rows,
        register,
      }),
    }
  })
}

function problemOf(of: {
  title: string
  state: RegisterState
  writes: boolean
  mode: ImportMode
  counts: Counts
  from: readonly string[]
  rows: readonly PlannedRow[]
  register: Register
}): string | null {
  if (of.writes && of.state === 'closed') return `${of.title}已封账，不能改动记录，请先改为“登记中”`
  if (of.writes && of.state === 'none') return `${of.title}已报“零报告”，不能有记录，请先改为“登记中”`
  if (of.mode === 'replace' && of.counts.rejected > 0)
    return `${of.title}有${of.counts.rejected}行需要改正；替换会删去没有读入的记录，请先改正或者删去这些行`
  // Each sheet is planned by itself: what is new in two of them would be written twice.
  const seen = new Set<string>()
  for (const { status, values } of of.from.length > 1 ? of.rows : []) {
    if (status !== 'added' && status !== 'changed') continue
    const key = JSON.stringify(
      of.register.key.length > 0 ? of.register.key.map((id) => values[id] ?? null) : values,
    )
    if (seen.has(key))
      return `${of.title}在工作表${of.from.map((name) => `“${name}”`).join('、')}中有相同的记录，请只留一张`
    seen.add(key)
  }
  return null
}

function planLines(
  grids: readonly Grid[],
  registers: readonly Register[],
  kept: KeptEvidence,
  touched: readonly RegisterPlan[],
  { year }: ImportContext,
): Pick<ImportPlan, 'states' | 'statements' | 'problems'> {
  const problems: LineProblem[] = []
  const complain = (
    sheet: string,
    row: number,
    column: string,
    text: string,
    message: string,
    remedy: string,
  ) => void problems.push({ sheet, address: `${column}${row + 1}`, text, message, remedy })
  const states: ImportPlan['states'] = []
  for (const { row, name, text, state } of readStates(grids)) {
    const register = registers.find(({ title, id }) => title === name || id === name)
    if (!register) complain(statesSheet, row, 'A', name, `没有台账“${name}”`, '写台账的名称，不要改动第一列')
    else if (state === null)
      complain(statesSheet, row, 'B', text, `没有“${text}”这种状态`, '可选：登记中、封账、零报告')
    else if (state !== kept.state(register.id)) {
      const change = touched.find((one) => one.register === register.id)?.counts ?? none()
      const rows = kept.rows(register.id).length + change.added - change.removed
      if (state === 'closed' && rows === 0)
        complain(
          statesSheet,
          row,
          'B',
          text,
          `《${register.title}》没有记录，不能封账`,
          '确实没有发生的，改为零报告',
        )
      else if (state === 'none' && rows > 0)
        complain(
          statesSheet,
          row,
          'B',
          text,
          `《${register.title}》有${rows}条记录，不能报零报告`,
          '改为登记中或者封账',
        )
      else states.push({ register: register.id, title: register.title, state })
    }
  }
  const facts = new Map<string, { fact: FactDeclaration; register: Register }>()
  for (const register of registers)
    for (const fact of register.facts)
      for (const word of [fact.title, fact.id]) facts.set(word, { fact, register })
  const statements: ImportPlan['statements'] = []
  for (const { row, name, value, document } of readSaidStatements(grids)) {
    const found = facts.get(name)
    if (!found) {
      complain(statementsSheet, row, 'A', name, `没有数据项“${name}”`, '写数据项的名称，不要改动第一列')
      continue
    }
    const { fact, register } = found
    const parsed = parseStatementValue(fact, register.fields, year, value)
    if (!('value' in parsed)) {
      complain(statementsSheet, row, 'B', value, parsed.message, parsed.remedy)
      continue
    }
    const before = kept.statement(fact.id)
    if (
      before &&
      JSON.stringify(before.value) === JSON.stringify(parsed.value) &&
      (before.document ?? '') === document
    )
      continue
    statements.push({ fact: fact.id, title: fact.title, value: parsed.value, document: document || null })
  }
  return { states, statements, problems }
}

function total(registers: readonly RegisterPlan[], sheets: readonly SheetPlan[]): Counts {
  const sum = none()
  for (const { counts } of registers)
    for (const key of Object.keys(sum) as (keyof Counts)[]) sum[key] += counts[key]
  // Rows that name no township belong to no register's count.
  for (const { rows } of sheets)
    sum.rejected += rows.filter(({ township, status }) => township === null && status === 'rejected').length
  return sum
}
