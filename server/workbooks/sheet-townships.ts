/** Whose rows a sheet holds: a column of it may say, row by row. */
import type { Register } from '../../rules/pack.ts'
import { kindOfName, sameTownship } from '../../rules/township.ts'
import type { Table, TableColumn, TableRow } from './find-table.ts'
import { cellText, type Grid } from './grid.ts'
import { bareHeader } from './header-words.ts'
import { townshipHeader } from './own-workbook.ts'

export interface NamedTownship {
  id: string
  name: string
}

const townshipHeaders = new Set(
  [
    townshipHeader,
    '乡镇街道',
    '镇街',
    '所属乡镇',
    '所在乡镇',
    '乡镇名称',
    '镇（街道）',
    '镇街名称',
    '街道',
  ].map(bareHeader),
)

/** The townships a sheet names in a column of its own. */
export function namedTownships(grid: Grid): string[] {
  for (const [top, row] of grid.rows.slice(0, 20).entries()) {
    const column = row.findIndex((cell) => townshipHeaders.has(bareHeader(cellText(cell))))
    if (column < 0) continue
    const names = grid.rows.slice(top + 1).map((cells) => cellText(cells[column]))
    return [...new Set(names.filter((name) => name.length <= 20 && kindOfName(name) !== null))]
  }
  return []
}

/** The column that says whose row it is. */
export function findTownshipColumn(table: Table, register: Register): TableColumn | undefined {
  const labels = new Set(register.fields.map(({ label }) => bareHeader(label)))
  return table.columns.find(({ bare }) => bare.some((text) => townshipHeaders.has(text) && !labels.has(text)))
}

/** Rows by the township they are of; those of none that is known, and how many are of others than the one imported into. */
export function groupByTownship(
  rows: readonly TableRow[],
  whose: TableColumn | undefined,
  { townships, township }: { townships: readonly NamedTownship[]; township: string | null },
) {
  const known = new Map<string, TableRow[]>()
  const unknown: { row: number; name: string }[] = []
  let elsewhere = 0
  const ids = new Map<string, string | undefined>()
  const idOf = (name: string): string | undefined => {
    if (!ids.has(name)) ids.set(name, townships.find((one) => sameTownship(one.name, name))?.id)
    return ids.get(name)
  }
  for (const row of rows) {
    const name = whose ? cellText(row.cells[whose.column]) : ''
    const id = whose && name !== '' ? idOf(name) : (township ?? undefined)
    if (id === undefined) unknown.push({ row: row.row, name })
    else if (township !== null && id !== township) elsewhere++
    else {
      const own = known.get(id)
      if (own) own.push(row)
      else known.set(id, [row])
    }
  }
  return { known, unknown, elsewhere }
}
