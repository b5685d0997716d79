/** What a person should know about how a sheet was read. */
import { isNear, serialDay } from './cell-value.ts'
import type { Table, TableRow } from './find-table.ts'
import { cellText, columnName, type Grid } from './grid.ts'
import type { ColumnMatch } from './match-columns.ts'
import type { MappedColumn } from './plan-rows.ts'
import type { SheetChoice } from './plan-sheet.ts'

/** Rows the sheet does not show, left out or taken along. */
export function hiddenNotes(grid: Grid, table: Table, choice: Pick<SheetChoice, 'takeHidden'>): string[] {
  const hidden = table.skipped.filter(({ why }) => why === 'hidden').length
  const taken = choice.takeHidden ? grid.hiddenRows.filter((row) => row > table.header.bottom).length : 0
  return [
    ...(hidden > 0 ? [`有${hidden}行是隐藏的，没有读入；需要的可以选择一并读入`] : []),
    ...(taken > 0 ? [`有${taken}行是隐藏的，已一并读入`] : []),
  ]
}

const idCard = /^\d{17}[\dXx]$/
const phone = /^1[3-9]\d{9}$/

/** Columns of numbers that no score needs belong to a person (product: policy). */
export function personalNotes(table: Table, matches: readonly ColumnMatch[]): string[] {
  return table.columns.flatMap(({ column, samples }) => {
    const texts = samples.map((cell) => cellText(cell).replace(/\s/g, ''))
    const what = texts.some((text) => idCard.test(text))
      ? '身份证号码'
      : texts.some((text) => phone.test(text))
        ? '手机号码'
        : null
    if (what === null) return []
    const taken = matches.some((match) => match.column === column && match.field !== null)
    return [
      `${columnName(column)}列像是${what}，评分不需要，${taken ? '请改选别的列或者先删去' : '没有读入'}`,
    ]
  })
}

/** Numbers that were read as days, as spreadsheets count them: nobody sees a day in 45718. */
export const serialNotes = (
  rows: readonly TableRow[],
  columns: readonly MappedColumn[],
  year: number,
): string[] =>
  columns.flatMap(({ column: { column }, field }) => {
    if (field.type !== 'date') return []
    const counted = rows.flatMap(({ cells }) => {
      const day = serialDay(cells[column] ?? null)
      return day !== null && isNear(day, year) ? [{ day, cell: cells[column] }] : []
    })
    const [first] = counted
    return first === undefined
      ? []
      : [
          `${columnName(column)}列有${counted.length}格是数字，按表格软件的日期序号读作日期（如${first.cell}是${first.day}），请核对`,
        ]
  })
