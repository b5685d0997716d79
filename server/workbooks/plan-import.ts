/** A workbook → what taking it over would do: sheet by sheet, with states and statements of our own workbooks. */
import type { PackTable, TownshipKind } from '../../rules/pack.ts'
import { periodFrom } from '../../rules/period.ts'
import { sameTownship } from '../../rules/township.ts'
import type { Grid } from './grid.ts'
import { isOurs, readCover } from './own-workbook.ts'
import { type LineProblem, planLines, type SaidLines } from './plan-lines.ts'
import {
  type Counts,
  type ImportMode,
  type KeptEvidence,
  nameOf,
  noCounts,
  planRegisters,
  type RegisterPlan,
} from './plan-registers.ts'
import { planSheet, type RememberedForm, type SheetChoice, type SheetPlan } from './plan-sheet.ts'
import type { NamedTownship } from './sheet-townships.ts'

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

export interface ImportPlan {
  /** The township the whole workbook is of; null where each row says it. */
  township: string | null
  mode: ImportMode
  /** Registers a sheet may be of, in the order of the pack. */
  offered: { id: string; title: string }[]
  sheets: SheetPlan[]
  registers: RegisterPlan[]
  states: SaidLines['states']
  statements: SaidLines['statements']
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
    obstacles.push(`封面写的是“${cover.township}”，不是“${nameOf(context.townships, context.township)}”`)
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
  const touched = planRegisters(sheets, registers, memory, {
    mode: choices.mode,
    townships: context.townships,
  })
  const lines = planLines(grids, {
    registers: context.table.registers,
    townships: context.townships,
    township,
    kept: memory,
    touched,
    year: context.year,
  })
  if (
    !sheets.some(({ status }) => status !== 'no_table' && status !== 'left_out') &&
    lines.states.length + lines.statements.length === 0
  )
    obstacles.push('没有找到可以导入的表格：应当有一行表头，下面每行一条记录')
  return {
    township,
    mode: choices.mode,
    offered: registers.map(({ id, title }) => ({ id, title })),
    sheets,
    registers: touched,
    states: lines.states,
    statements: lines.statements,
    problems: lines.problems,
    obstacles,
    notes: [...notes, ...lines.notes],
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

function keptMemory({ kept }: ImportContext): (township: string) => KeptEvidence {
  const known = new Map<string, KeptEvidence>()
  return (township) => {
    const found = known.get(township) ?? kept(township)
    known.set(township, found)
    return found
  }
}

function total(registers: readonly RegisterPlan[], sheets: readonly SheetPlan[]): Counts {
  const sum = noCounts()
  for (const { counts } of registers)
    for (const key of Object.keys(sum) as (keyof Counts)[]) sum[key] += counts[key]
  // Rows that name no township belong to no register's count.
  for (const { rows } of sheets)
    sum.rejected += rows.filter(({ township, status }) => township === null && status === 'rejected').length
  return sum
}
