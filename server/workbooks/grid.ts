/** What a sheet is once it is read: plain cells, whatever file it came in. */

/** A date is text like 2025-03-02 or 2025-03-02 09:30. */
export type GridCell = string | number | boolean | null

/** Rows and columns are counted from 0, both ends included. */
export interface Merge {
  top: number
  left: number
  bottom: number
  right: number
}

export interface Grid {
  name: string
  hidden: boolean
  rows: GridCell[][]
  /** Rows the sheet does not show. */
  hiddenRows: number[]
  merges: Merge[]
}

/** What the cell of a formula holds whose result the file does not. */
export const notCalculated = '#未计算'

const letters = (column: number): string =>
  column < 26 ? String.fromCharCode(65 + column) : letters(Math.floor(column / 26) - 1) + letters(column % 26)

/** The name of a column as spreadsheets show it: 0 → A, 27 → AB. */
export const columnName = letters

/** The address of a cell as spreadsheets show it: B7. */
export const addressOf = (row: number, column: number): string => `${letters(column)}${row + 1}`

/** The text of a cell as it is read, without what surrounds it. */
export const cellText = (cell: GridCell | undefined): string =>
  cell === null || cell === undefined
    ? ''
    : typeof cell === 'boolean'
      ? cell
        ? '是'
        : '否'
      : String(cell)
          .replace(/[\s\u00a0\u3000]+/g, ' ')
          .trim()
