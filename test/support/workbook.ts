/** Workbooks as offices send them, written for a test. */
import type { CellValue } from '../../server/workbooks/hucre.ts'
import { writeXlsx } from '../../server/workbooks/hucre.ts'

export interface TestSheet {
  name: string
  rows: CellValue[][]
  /** A1:C1 */
  merges?: string[]
  /** Rows as a sheet numbers them. */
  hiddenRows?: number[]
  hidden?: boolean
}

/** A day as a date cell holds it. */
export const day = (text: string): Date => new Date(`${text}T00:00:00Z`)

const corner = (address: string): { row: number; column: number } => {
  const [, letters = '', digits = ''] = /^([A-Z])(\d+)$/.exec(address)!
  return { row: Number(digits) - 1, column: letters.charCodeAt(0) - 65 }
}

/** The bytes of a workbook of these sheets. */
export const workbook = (...sheets: TestSheet[]): Promise<Uint8Array> =>
  writeXlsx({
    sheets: sheets.map(({ name, rows, merges = [], hiddenRows = [], hidden = false }) => ({
      name,
      rows,
      hidden,
      merges: merges.map((range) => {
        const [from, to] = range.split(':').map(corner)
        return { startRow: from!.row, startCol: from!.column, endRow: to!.row, endCol: to!.column }
      }),
      rowDefs: new Map(hiddenRows.map((row) => [row - 1, { hidden: true }])),
      columns: Array.from({ length: Math.max(...rows.map((row) => row.length)) }, (_, column) =>
        rows.some((row) => row[column] instanceof Date) ? { numFmt: 'yyyy-mm-dd' } : {},
      ),
    })),
  }) as Promise<Uint8Array>
