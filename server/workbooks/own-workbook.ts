/** What our own workbooks say beside their rows: a cover, the states of registers, statements. */
import type { RegisterState } from '../../rules/evidence.ts'
import { cellText, type Grid } from './grid.ts'

export const coverSheet = '封面'
export const statesSheet = '台账状态'
export const statementsSheet = '填报值'
/** Holds the words of drop-downs; hidden, but not every program keeps it so when it saves. */
export const choicesSheet = '选项'
/** Stands before the register's id in the first cell of its sheet. */
export const registerMark = '#register:'
/** In the first column of a row that is never read back. */
export const exampleMark = '示例'
/** Heads the column that says what to mend; it is written beside what came in and never read. */
export const errorsHeader = '需要改正'
/** Heads the first column of a workbook of what the county keeps. */
export const townshipHeader = '乡镇（街道）'
/** Heads the column that says where a register stands. */
export const stateHeader = '状态'

export const coverLabels = {
  township: '乡镇（街道）',
  year: '年度',
  pack: '指标体系',
  hash: '校验值',
} as const

export interface Cover {
  township: string | null
  year: number | null
  pack: string | null
  hash: string | null
}

/** The cover of one of our workbooks; null where there is none. */
export function readCover(grids: readonly Grid[]): Cover | null {
  const grid = grids.find(({ name }) => name.trim() === coverSheet)
  if (!grid) return null
  const said = new Map(grid.rows.map((row) => [cellText(row[0]).replace(/\s/g, ''), cellText(row[1])]))
  const text = (label: string) => said.get(label) || null
  const year = text(coverLabels.year)?.replace(/年.*$/, '') ?? ''
  return {
    township: text(coverLabels.township),
    year: /^\d{4}$/.test(year) ? Number(year) : null,
    pack: text(coverLabels.pack),
    hash: text(coverLabels.hash),
  }
}

/** The id of the register a sheet of ours holds. */
export function markedRegister(grid: Grid): string | null {
  const first = cellText(grid.rows[0]?.[0])
  return first.startsWith(registerMark) ? first.slice(registerMark.length).trim() : null
}

const stateWords: Record<string, RegisterState> = { 登记中: 'open', 封账: 'closed', 零报告: 'none' }

export interface SaidLine {
  /** Row of the sheet, from 0. */
  row: number
  name: string
}

export type SaidState = SaidLine & {
  /** As the line names it; null in the workbook of one township. */
  township: string | null
  text: string
  /** Of the cell that says the state, from 0. */
  column: number
  state: RegisterState | null
}

/** The states of registers that a workbook of ours tells; those left blank say nothing. */
export function readStates(grids: readonly Grid[]): SaidState[] {
  const { head, lines } = linesOf(grids, statesSheet)
  const whose = head.indexOf(townshipHeader)
  const column = Math.max(head.indexOf(stateHeader), 1)
  return lines.flatMap(({ row, name, cells }) => {
    const text = cells[column] ?? ''
    const township = whose < 0 ? null : (cells[whose] ?? '')
    return text === ''
      ? []
      : [{ row, name, township, text, column, state: stateWords[text.replace(/\s/g, '')] ?? null }]
  })
}

export type SaidStatement = SaidLine & { value: string; document: string }

/** The totals typed into a workbook of ours; those left blank say nothing. */
export const readSaidStatements = (grids: readonly Grid[]): SaidStatement[] =>
  linesOf(grids, statementsSheet).lines.map(({ row, name, cells }) => ({
    row,
    name,
    value: cells[1] ?? '',
    document: cells[2] ?? '',
  }))

/** The header of a sheet and the lines below it whose first two cells say something. */
function linesOf(
  grids: readonly Grid[],
  sheet: string,
): { head: string[]; lines: (SaidLine & { cells: string[] })[] } {
  const rows = grids.find(({ name }) => name.trim() === sheet)?.rows ?? []
  const top = rows.findIndex((row) => /^(台账|数据项)/.test(cellText(row[0])))
  const lines = rows.flatMap((row, index) => {
    const cells = row.map(cellText)
    const [name = '', second = ''] = cells
    return index <= top || name === '' || second === '' || name === exampleMark
      ? []
      : [{ row: index, name, cells }]
  })
  return { head: (rows[top] ?? []).map((cell) => cellText(cell).replace(/\s/g, '')), lines }
}

/** Sheets of ours that hold no rows. */
export const isOurs = (grid: Grid): boolean =>
  [coverSheet, statesSheet, statementsSheet, choicesSheet].includes(grid.name.trim())
