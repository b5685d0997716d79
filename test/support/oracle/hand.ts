/** What the second oracle reads rows by: plain text, days and shares, nothing of the engine's. */
import type { CellValue, Evidence, Row } from '../../../rules/evidence.ts'
import { holidays } from '../../../server/packs.ts'

/** Points as a fraction; null: the item does not apply. */
export type Fraction = readonly [numerator: number, denominator: number]
export type HandScores = Map<string, Fraction | null>
export type Cells = Record<string, CellValue>
type Cell = CellValue | undefined

/** A township as the hand sees it, and the scores written so far. */
export interface Hand {
  year: number
  kind: Evidence['kind']
  start: string
  end: string
  scores: HandScores
  rows(register: string): Cells[]
  /** Rows whose day lies in the year and not before the rule took effect. */
  inYear(register: string, field: string, from?: string): Cells[]
  /** All or nothing. */
  yesNo(id: string, value: Fraction, met: boolean): void
  /** The value by the part of the rows that are good; without rows it does not apply. */
  share<T>(id: string, value: Fraction, of: readonly T[], good: (one: T) => boolean): void
  /** Shares of several kinds; the value of a kind without rows goes to the others in proportion. */
  parts(id: string, kinds: readonly Part[]): void
}

export interface Part {
  value: Fraction
  good: number
  of: number
}

export const nothing: Fraction = [0, 1]
export const add = (a: Fraction, b: Fraction): Fraction => [a[0] * b[1] + b[0] * a[1], a[1] * b[1]]
export const times = (a: Fraction, b: Fraction): Fraction => [a[0] * b[0], a[1] * b[1]]
export const least = (a: Fraction, b: Fraction): Fraction => (a[0] * b[1] <= b[0] * a[1] ? a : b)

/** A kind of rows with its value and how many of them are good. */
export const part = <T>(value: Fraction, of: readonly T[], good: (one: T) => boolean): Part => ({
  value,
  good: of.filter(good).length,
  of: of.length,
})

/** Opens the books of a township. */
export function openHand({ year, kind, registers }: Evidence): Hand {
  const start = `${year}-01-01`
  const end = `${year}-12-31`
  const scores: HandScores = new Map()
  const rows = (register: string): Cells[] => (registers[register]?.rows ?? []).map((row: Row) => row.values)
  const ratio = ([n, d]: Fraction, good: number, of: number): Fraction => [n * good, d * of]
  return {
    year,
    kind,
    start,
    end,
    scores,
    rows,
    inYear: (register, field, from = start) =>
      rows(register).filter(
        (row) => text(row[field]) >= start && text(row[field]) >= from && text(row[field]) <= end,
      ),
    yesNo: (id, value, met) => scores.set(id, met ? value : nothing),
    share(id, value, of, good) {
      scores.set(id, of.length === 0 ? null : ratio(value, of.filter(good).length, of.length))
    },
    parts(id, kinds) {
      const live = kinds.filter(({ of }) => of > 0)
      if (live.length === 0) return scores.set(id, null)
      const sum = (list: readonly Fraction[]): Fraction => list.reduce(add, nothing)
      const whole = sum(kinds.map(({ value }) => value))
      const left = sum(live.map(({ value }) => value))
      const points = sum(live.map(({ value, good, of }) => ratio(value, good, of)))
      scores.set(id, times(times(points, whole), [left[1], left[0]]))
    },
  }
}

/** A cell as text; a blank is empty. */
export const text = (value: Cell): string => (value === null || value === undefined ? '' : String(value))
export const filled = (value: Cell): boolean => text(value) !== ''
export const members = (value: Cell): readonly string[] => (Array.isArray(value) ? value : [])

/** Done, and before the other day. */
export const isBefore = (a: Cell, b: Cell): boolean => filled(a) && text(a) < text(b)
/** Done, on the other day at the latest. */
export const notAfter = (a: Cell, b: Cell): boolean => filled(a) && text(a) <= text(b)
export const isWithin = (day: Cell, from: string, to: string): boolean =>
  filled(day) && text(day) >= from && text(day) <= to
/** From the first day of the year to the last; without an end it runs on. */
export const coversYear = (row: Cells, start: string, end: string): boolean =>
  text(row.from) <= start && (!filled(row.to) || text(row.to) >= end)

const dayMs = 86_400_000
const toMs = (day: Cell): number => Date.parse(`${text(day)}T00:00:00Z`)

/** Calendar days from one day to the other. */
export const daysBetween = (from: Cell, to: Cell): number => (toMs(to) - toMs(from)) / dayMs
export const addDays = (day: string, count: number): string =>
  new Date(toMs(day) + count * dayMs).toISOString().slice(0, 10)

/** The same day so many months later, or the last of a month that is too short. */
export function addMonths(day: string, count: number): string {
  const [year, month, date] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year!, month! + count, 0))
  last.setUTCDate(Math.min(date!, last.getUTCDate()))
  return last.toISOString().slice(0, 10)
}

const { years } = holidays().table
const offDays = new Set(Object.values(years).flatMap((year) => year.off))
const workDays = new Set(Object.values(years).flatMap((year) => year.work))

/** Whether people work that day: by the yearly notices, else from Monday to Friday. */
function isWorkday(day: string): boolean {
  const weekend = new Date(toMs(day)).getUTCDay() % 6 === 0
  return workDays.has(day) || (!weekend && !offDays.has(day))
}

/** Working days after the first day, up to and with the last; without both days no number, which no limit holds. */
export function workdays(from: Cell, to: Cell): number {
  if (!filled(from) || !filled(to)) return Number.NaN
  let count = 0
  for (let day = addDays(text(from), 1); day <= text(to); day = addDays(day, 1)) if (isWorkday(day)) count++
  return count
}

/** The last day that is still so many working days after the first: a day before the next working day. */
export function addWorkdays(day: string, count: number): string {
  let at = day
  for (let left = count; left > 0; ) {
    at = addDays(at, 1)
    if (isWorkday(at)) left--
  }
  return at
}

/** Done within so many calendar days. */
export const withinDays = (from: Cell, to: Cell, limit: number): boolean =>
  filled(to) && daysBetween(from, to) <= limit
/** Done within so many working days. */
export const withinWorkdays = (from: Cell, to: Cell, limit: number): boolean =>
  filled(to) && workdays(from, to) <= limit
