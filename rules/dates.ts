/** Civil days as `YYYY-MM-DD` text: they sort as text, and no time zone can move them (semantics 22). */

/** Public holidays and make-up working days of the State Council's yearly notices. */
export interface HolidayTable {
  years: Record<string, { off: string[]; work: string[] }>
}

const shape = /^(\d{4})-(\d{2})-(\d{2})$/
const dayMs = 86_400_000

function toDayNumber(date: string): number {
  const match = shape.exec(date)
  if (!match) throw new RangeError(`not a date: ${date}`)
  return Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) / dayMs
}

function fromDayNumber(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10)
}

/** Whether the text is a day of the calendar (2022-02-30 is none). */
export function isDate(text: string): boolean {
  if (!shape.test(text)) return false
  const day = toDayNumber(text)
  return Number.isFinite(day) && fromDayNumber(day) === text
}

export const addDays = (date: string, days: number): string => fromDayNumber(toDayNumber(date) + days)

/** Calendar days from a to b; negative when b is earlier. */
export const daysBetween = (a: string, b: string): number => toDayNumber(b) - toDayNumber(a)

/** Compiled once per table: a set lookup per day. */
const compiledTables = new WeakMap<HolidayTable, Map<string, { off: Set<string>; work: Set<string> }>>()

function tableSets(table: HolidayTable): Map<string, { off: Set<string>; work: Set<string> }> {
  let sets = compiledTables.get(table)
  if (!sets) {
    sets = new Map(
      Object.entries(table.years).map(([year, days]) => [
        year,
        { off: new Set(days.off), work: new Set(days.work) },
      ]),
    )
    compiledTables.set(table, sets)
  }
  return sets
}

/** A longer span than this is no time limit of any law; counting it would only cost time. */
const longestSpan = 3660

/**
 * Working days 工作日 after a, up to and including b (0 when b is not later than a).
 * Null when a year without a holiday table is touched, or the span is beyond ten years: never a guess.
 */
export function workdays(a: string, b: string, table: HolidayTable): number | null {
  const sets = tableSets(table)
  const first = toDayNumber(a)
  const last = toDayNumber(b)
  if (last - first > longestSpan) return null
  let count = 0
  for (let day = first + 1; day <= last; day++) {
    const date = fromDayNumber(day)
    const year = sets.get(date.slice(0, 4))
    if (!year) return null
    // 1970-01-01 was a Thursday, so day 2 and 3 are the weekend.
    const weekend = day % 7 === 2 || day % 7 === 3
    if (year.work.has(date) || (!weekend && !year.off.has(date))) count++
  }
  return count
}

/** 2025年3月1日 */
export const chineseDate = (date: string): string => {
  const match = shape.exec(date)
  return match ? `${Number(match[1])}年${Number(match[2])}月${Number(match[3])}日` : date
}
