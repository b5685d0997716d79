/** Blank cells with few things to say: each is tried, so that all that reads a cell reads the same in it. */
import { isBlank } from '../condition-names.ts'
import type { CellValue } from '../evidence.ts'
import type { Field } from '../pack.ts'
import type { JudgedRow } from './rows.ts'

/** The row with its blanks filled in each way there is; null where no blank is read, or there are too many ways. */
export type Blanks = (row: JudgedRow) => JudgedRow[] | null

/** More ways than these are not gone through: each condition is read by itself then, which is wider. */
const mostWays = 64

const names = /[a-z][a-z0-9_]*/g
const presences = /\bhas\(\s*row\.([a-z][a-z0-9_]*)\s*\)/g

/**
 * The cells of choices and flags that the conditions read. One that is asked whether anything is written in it can also
 * stay blank, which no choice stands for.
 */
export function blankCells(sources: readonly unknown[], fields: readonly Field[]): Blanks {
  const texts = sources.map((source) => String(source ?? ''))
  const read = new Set(texts.flatMap((text) => text.match(names) ?? []))
  const asked = new Set(texts.flatMap((text) => [...text.matchAll(presences)].map(([, id]) => id)))
  const told = fields.filter(({ id }) => read.has(id) && !asked.has(id)).filter(waysOf)
  if (told.length === 0) return () => null
  return (row) => {
    const { row: cells = {}, closed } = row.environment
    const open = told.filter(
      (field) => isBlank(cells[field.id]) && !(closed && field.blankWhenClosed === 'false'),
    )
    const count = open.reduce((ways, field) => ways * waysOf(field)!.length, 1)
    if (open.length === 0 || count > mostWays) return null
    return open
      .reduce<Record<string, CellValue>[]>(
        (ways, field) =>
          ways.flatMap((way) => waysOf(field)!.map((value) => ({ ...way, [field.id]: value }))),
        [{}],
      )
      .map((way) => ({ ...row, environment: { ...row.environment, row: { ...cells, ...way } } }))
  }
}

/** Everything a cell can say; null: too much. */
function waysOf({ type, of }: Field): readonly CellValue[] | null {
  if (type === 'flag') return [true, false]
  return type === 'choice' && of && of.length > 0 ? of : null
}
