/** Why a pool comes to less than its lines: the same matter counts once, and one not named may be any (M3). */
import { isPositive } from './rational.ts'
import type { PoolScore } from './result.ts'
import { intervalText } from './wording.ts'

/** One sentence for each matter that several lines tell of, and for each line with matters still to be named. */
export function poolNotes({ pool, lines }: PoolScore): string[] {
  if (pool.table.sameMatter === 'each') return []
  const told = lines.flatMap(({ item: { table }, matters = [] }) =>
    matters.map((one) => ({ ...one, line: table.title })),
  )
  const names = new Set(told.flatMap(({ matter }) => (matter === null ? [] : [matter])))
  const shared = [...names].flatMap((name): string[] => {
    const places = told.filter(({ matter }) => matter === name)
    if (new Set(places.map(({ line }) => line)).size < 2) return []
    const each = places.map((place) => `“${place.line}”${intervalText(place)}分`).join('、')
    return [`事项“${name}”在${each}，同一事项只按最高的计一次`]
  })
  const blank = lines.flatMap(({ item: { table }, matters = [] }): string[] => {
    // What an open list may still bring is no row to be filled in.
    const rows = matters.filter(({ matter, low }) => matter === null && isPositive(low))
    return rows.length > 0
      ? [`“${table.title}”有${rows.length}条没有写明事项，是否与其他的重复未定，请补写`]
      : []
  })
  return [...shared, ...blank]
}
