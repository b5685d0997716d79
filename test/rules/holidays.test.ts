import { readdirSync, readFileSync } from 'node:fs'
import { isWorkday } from 'chinese-days'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { addDays, type HolidayTable, isDate, workdays } from '../../rules/dates.ts'

interface HolidayFile {
  year: number
  source: string
  off: string[]
  work: string[]
}

const folder = new URL('../../rules/packs/holidays/', import.meta.url)
const files = readdirSync(folder)
  .sort()
  .map((name) => ({ name, file: parse(readFileSync(new URL(name, folder), 'utf8')) as HolidayFile }))
const table: HolidayTable = { years: Object.fromEntries(files.map(({ file }) => [String(file.year), file])) }

const daysOf = (year: number): string[] => {
  const days: string[] = []
  for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) days.push(day)
  return days
}

const isWeekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())

describe('holiday tables', () => {
  test('there is one for each year from 2019 to 2026', () => {
    expect(files.map(({ name }) => name)).toEqual(
      [2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026].map((y) => `${y}.yaml`),
    )
  })

  test.each(files)(
    '$name lists days of its own year in order, once, and says where they come from',
    ({ name, file }) => {
      expect(name).toBe(`${file.year}.yaml`)
      expect(file.source).toMatch(/^国办发明电〔\d{4}〕\d+号(、国办发明电〔\d{4}〕\d+号)*$/)
      for (const days of [file.off, file.work]) {
        expect(days.filter((day) => !isDate(day) || !day.startsWith(`${file.year}-`))).toEqual([])
        expect([...new Set(days)].sort()).toEqual(days)
      }
      expect(file.off.filter((day) => file.work.includes(day))).toEqual([])
    },
  )

  test.each(files)('$name makes up for holidays on weekends only', ({ file }) => {
    expect(file.work.filter((day) => !isWeekend(day))).toEqual([])
  })

  // A second hand: chinese-days keeps its own copy of the notices.
  test.each(files)('$name agrees with chinese-days on every day of the year', ({ file }) => {
    const days = daysOf(file.year)
    const ours = days.filter((day) => workdays(addDays(day, -1), day, table) === 1)
    expect(ours).toEqual(days.filter((day) => isWorkday(day)))
  })

  test('follow the notices that changed a year after it was published', () => {
    // Labour Day 2019 was lengthened in March 2019, the Spring Festival of 2020 to 2 February.
    expect(workdays('2019-04-30', '2019-05-06', table)).toBe(2)
    expect(workdays('2020-01-23', '2020-02-03', table)).toBe(1)
  })

  test('count twenty working days across the holidays of October 2025', () => {
    // 28 September is worked, 1 to 8 October are off, 11 October is worked.
    expect(workdays('2025-09-22', '2025-10-28', table)).toBe(22)
    expect(workdays('2025-09-22', '2025-10-24', table)).toBe(20)
  })
})
