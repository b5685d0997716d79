import type { Grid, GridCell } from './grid.ts'

/** What the merged cells of a sheet say about the cells they cover. */
export interface Merged {
  /** The value of the merged cell that covers this one. */
  origin: (row: number, column: number) => GridCell | undefined
  /** The value that a cell merged downwards gives to this one below its first. */
  above: (row: number, column: number) => GridCell | undefined
  /** The last row of the merged cell that a cell begins; the row itself for any other. */
  bottom: (row: number, column: number) => number
  /** Columns that the widest merged cell of a row spans. */
  wide: (row: number) => number
}

/** Merged cells are no larger than a sheet people fill in; what is, covers nothing that is read. */
const largest = 20_000

/** Looks merged cells up by the cells they cover. */
export function mergedCells({ rows, merges }: Grid): Merged {
  const origins = new Map<string, GridCell>()
  const aboves = new Map<string, GridCell>()
  const bottoms = new Map<string, number>()
  const widths = new Map<number, number>()
  let covered = 0
  for (const { top, left, bottom, right } of merges) {
    const last = Math.min(bottom, rows.length - 1)
    covered += Math.max(0, last - top + 1) * (right - left + 1)
    if (covered > largest * 10 || right - left > largest) break
    const value = rows[top]?.[left] ?? null
    bottoms.set(`${top},${left}`, last)
    for (let row = top; row <= last; row++) {
      widths.set(row, Math.max(widths.get(row) ?? 1, right - left + 1))
      if (value === null) continue
      if (row > top) aboves.set(`${row},${left}`, value)
      for (let column = left; column <= right; column++) origins.set(`${row},${column}`, value)
    }
  }
  return {
    origin: (row, column) => origins.get(`${row},${column}`),
    above: (row, column) => aboves.get(`${row},${column}`),
    bottom: (row, column) => bottoms.get(`${row},${column}`) ?? row,
    wide: (row) => widths.get(row) ?? 1,
  }
}
