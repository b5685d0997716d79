/**
 * The period that is assessed: the calendar year, or twelve months from the first of another month. A period of the year Y
 * is the one that ends in it.
 */
import { addDays } from './dates.ts'
import type { PackTable } from './pack.ts'

/** MM-DD on which a calendar year begins. */
export const calendar = '01-01'

/** MM-DD on which a table's period begins. */
export const periodFrom = ({ period }: Pick<PackTable, 'period'>): string => period?.from ?? calendar

export const periodStart = (year: number, from: string): string =>
  `${from === calendar ? year : year - 1}-${from}`

export const periodEnd = (year: number, from: string): string =>
  addDays(`${from === calendar ? year + 1 : year}-${from}`, -1)

/** The year in whose period a day lies. */
export const yearOfDay = (day: string, from: string): number =>
  Number(day.slice(0, 4)) + (from !== calendar && day.slice(5) >= from ? 1 : 0)

/** The year a day of the calendar has inside the period of a year. */
export const yearInside = (date: string, year: number, from: string): number =>
  from !== calendar && date >= from ? year - 1 : year
