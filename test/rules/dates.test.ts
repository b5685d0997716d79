import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, chineseDate, daysBetween, isDate, workdays } from '../../rules/dates.ts'
import { holidays } from '../../server/packs.ts'

describe('civil days', () => {
  it.each([
    ['2024-02-29', true],
    ['2022-02-30', false],
    ['2023-02-29', false],
    ['2025-13-01', false],
    ['2025-1-1', false],
    ['', false],
  ])('%s is a day of the calendar: %s', (text, expected) => {
    expect(isDate(text)).toBe(expected)
  })

  it('are counted over ends of months and years', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01')
    expect(daysBetween('2025-12-31', '2026-03-01')).toBe(60)
    expect(chineseDate('2026-03-01')).toBe('2026年3月1日')
  })
})

describe('working days', () => {
  const { table } = holidays()

  /** The definition, day by day. */
  const walked = (a: string, b: string): number => {
    let count = 0
    for (let day = addDays(a, 1); day <= b; day = addDays(day, 1)) {
      const year = table.years[day.slice(0, 4)]!
      const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
      const weekend = weekday === 0 || weekday === 6
      if (year.work.includes(day) || (!weekend && !year.off.includes(day))) count++
    }
    return count
  }

  it('are those of the definition, within a year and over the turn of years', () => {
    const day = fc.integer({ min: 0, max: 365 * 3 }).map((offset) => addDays('2023-01-01', offset))
    fc.assert(
      fc.property(day, day, (a, b) => workdays(a, b, table) === walked(a, b)),
      { numRuns: 300 },
    )
  })

  it('are not guessed where a year has no table, and not asked of a year that no counted day lies in', () => {
    expect(workdays('2018-06-01', '2018-06-05', table)).toBeNull()
    expect(workdays('2018-12-31', '2019-01-02', table)).toBe(1)
    expect(workdays('2018-12-30', '2019-01-02', table)).toBeNull()
  })
})
