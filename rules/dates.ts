/** Civil days as `YYYY-MM-DD` text: they sort as text, and no time zone can move them. */

/** Public holidays and make-up working days of the State Council's yearly notices. */
export interface HolidayTable {
  years: Record<string, { off: string[]; work: string[] }>
}

const shape = /^(\d{4})-(\d{2})-(\d{2})$/
const dayMs = 86_400_000

/** Day numbers of texts already met: a ledger has few days and asks for each many times. */
const dayNumbers = new Map<string, number>()
const mostKept = 20_000

function toDayNumber(date: string): number {
  const known = dayNumbers.get(date)
  if (known !== undefined) return known
  if (date.length !== 10 || date[4] !== '-' || date[7] !== '-') throw new RangeError(`not a date: ${date}`)
  const [year, month, day] = [date.slice(0, 4), date.slice(5, 7), date.slice(8, 10)].map(Number)
  const number = Date.UTC(year!, month! - 1, day!) / dayMs
  if (dayNumbers.size < mostKept) dayNumbers.set(date, number)
  return number
}

const dayTexts = new Map<number, string>()

function fromDayNumber(day: number): string {
  const known = dayTexts.get(day)
  if (known !== undefined) return known
  const text = new Date(day * dayMs).toISOString().slice(0, 10)
  if (dayTexts.size < mostKept) dayTexts.set(day, text)
  return text
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

/** Months from one day to a later one: full ones, or every one begun. A month ends on the same day, or its last. */
export function monthsBetween(start: string, date: string, begun: boolean): number {
  const [startYear, startMonth, startDay] = start.split('-').map(Number) as [number, number, number]
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const months = (year - startYear) * 12 + month - startMonth
  const ends = Math.min(startDay, lastDay(year, month))
  const full = day >= ends ? months : months - 1
  return begun && day !== ends ? full + 1 : full
}

function lastDay(year: number, month: number): number {
  const next = month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`
  return Number(addDays(next, -1).slice(8))
}

interface WorkYear {
  /** Day number of 1 January. */
  first: number
  /** Working days from 1 January up to and including the day of that index. */
  upTo: Uint16Array
}

/** Compiled once per table: a span of working days is then a difference, not a walk. */
const compiledTables = new WeakMap<HolidayTable, Map<number, WorkYear>>()

function workYears(table: HolidayTable): Map<number, WorkYear> {
  let years = compiledTables.get(table)
  if (!years) {
    years = new Map(Object.keys(table.years).map((year) => [Number(year), workYear(table, Number(year))]))
    compiledTables.set(table, years)
  }
  return years
}

function workYear(table: HolidayTable, year: number): WorkYear {
  const days = table.years[year]!
  const off = new Set(days.off)
  const work = new Set(days.work)
  const first = toDayNumber(`${year}-01-01`)
  const upTo = new Uint16Array(toDayNumber(`${year}-12-31`) - first + 1)
  let count = 0
  for (let index = 0; index < upTo.length; index++) {
    const date = fromDayNumber(first + index)
    // 1970-01-01 was a Thursday, so day 2 and 3 are the weekend.
    const weekday = (first + index) % 7
    const weekend = weekday === 2 || weekday === 3
    if (work.has(date) || (!weekend && !off.has(date))) count++
    upTo[index] = count
  }
  return { first, upTo }
}

/**
 * Working days 工作日 after a, up to and including b (0 when b is not later than a).
 * Null when a day counted lies in a year without a holiday table: never a guess.
 */
export function workdays(a: string, b: string, table: HolidayTable): number | null {
  const before = toDayNumber(a)
  const last = toDayNumber(b)
  if (last <= before) return 0
  const years = workYears(table)
  const lastYear = Number(b.slice(0, 4))
  let count = 0
  // The day before the first counted one may be the last of a year that is then not asked.
  const firstYear = Number(a.slice(0, 4)) + (a.endsWith('-12-31') ? 1 : 0)
  for (let year = firstYear; year <= lastYear; year++) {
    const days = years.get(year)
    if (!days) return null
    const to = Math.min(last - days.first, days.upTo.length - 1)
    const from = before - days.first
    count += days.upTo[to]! - (from >= 0 ? days.upTo[from]! : 0)
  }
  return count
}

/** The last day no more than so many working days after `start`; null where a year's holiday table is missing. */
export function lastWithinWorkdays(start: string, days: number, table: HolidayTable): string | null {
  let last = addDays(start, days)
  for (;;) {
    const counted = workdays(start, addDays(last, 1), table)
    if (counted === null) return null
    if (counted > days) return last
    last = addDays(last, 1 + days - counted)
  }
}

/** 2025年3月1日 */
export const chineseDate = (date: string): string => {
  const match = date.length === 10 ? shape.exec(date) : null
  return match ? `${Number(match[1])}年${Number(match[2])}月${Number(match[3])}日` : date
}
