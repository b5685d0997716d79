/** The workbook that came in, with a column that says what to mend in each row; it can be mended and imported again. */
import { addressOf, cellText, type Grid, type GridCell } from './grid.ts'
import { mergedCells } from './merged-cells.ts'
import { errorsHeader } from './own-workbook.ts'
import type { ImportPlan } from './plan-import.ts'
import type { SheetPlan } from './plan-sheet.ts'
import { numberCell, type OutCell, type OutSheet, sheetName, textCell, toXlsx } from './write-sheet.ts'

/** Every sheet as it stood, cells that a person corrected as corrected. */
export function errorsWorkbook(
  grids: readonly Grid[],
  plan: ImportPlan,
  corrected: (sheet: string) => Readonly<Record<string, string>>,
): Promise<Uint8Array<ArrayBuffer>> {
  const taken = new Set<string>()
  const sheets = grids.map((grid) => {
    const name = sheetName(grid.name, taken)
    taken.add(name)
    const sheet = plan.sheets.find((one) => one.sheet === grid.name)
    return errorsSheet({ ...grid, name }, sheet, linesOf(grid, sheet, plan), corrected(grid.name))
  })
  return toXlsx(sheets, { title: '导入时需要改正的记录' })
}

/** What is wrong in each row, by its number from 0. */
function linesOf(grid: Grid, sheet: SheetPlan | undefined, { problems }: ImportPlan): Map<number, string> {
  const lines = new Map<number, string[]>()
  const add = (row: number, line: string) => lines.set(row, [...(lines.get(row) ?? []), line])
  for (const { row, status, errors } of sheet?.rows ?? []) {
    if (status !== 'rejected') continue
    for (const { address, label, message, remedy } of errors)
      add(row - 1, `${/^[A-Z]/.test(address) ? `${address} ` : ''}${label}：${message}。${remedy}`)
  }
  for (const { sheet: of, address, message, remedy } of problems)
    if (of === grid.name.trim())
      add(Number(address.replace(/\D/g, '')) - 1, `${address}：${message}。${remedy}`)
  return new Map([...lines].map(([row, texts]) => [row, texts.join('；')]))
}

function errorsSheet(
  grid: Grid,
  sheet: SheetPlan | undefined,
  lines: ReadonlyMap<number, string>,
  corrected: Readonly<Record<string, string>>,
): OutSheet {
  const merged = mergedCells(grid)
  // One that comes a second time brings the column along.
  const old =
    grid.rows[(sheet?.header?.to ?? 0) - 1]?.findIndex((cell) => cellText(cell) === errorsHeader) ?? -1
  const width = old >= 0 ? old : Math.max(1, ...grid.rows.map((row) => row.length))
  const header = sheet?.header
  const rows = grid.rows.map((cells, row) => {
    const isHeader = header ? row + 1 >= header.from && row + 1 <= header.to : false
    const own = Array.from({ length: width }, (_, column): OutCell | null => {
      const mended = corrected[addressOf(row, column)]
      const cell = mended ?? cells[column] ?? (isHeader ? merged.origin : merged.above)(row, column) ?? null
      return outCell(cell, isHeader)
    })
    const line = isHeader && row + 1 === header?.to && lines.size > 0 ? errorsHeader : lines.get(row)
    return line === undefined ? own : [...own, textCell(line, isHeader ? 'header' : 'note')]
  })
  return {
    name: grid.name,
    hidden: grid.hidden,
    hiddenRows: grid.hiddenRows,
    widths: [
      ...Array.from({ length: width }, (_, column) => widthOf(grid, column)),
      ...(lines.size > 0 ? [60] : []),
    ],
    rows,
  }
}

const outCell = (cell: GridCell, isHeader: boolean): OutCell | null => {
  if (cell === null) return null
  const look = isHeader ? 'header' : 'text'
  return typeof cell === 'number' ? numberCell(cell) : textCell(cellText(cell), look)
}

/** Wide enough for most of a column's texts, and no wider than a page bears. */
const widthOf = ({ rows }: Grid, column: number): number => {
  const longest = rows
    .slice(0, 200)
    .reduce((most, row) => Math.max(most, cellText(row[column]).length * 2), 8)
  return Math.min(longest + 2, 36)
}
