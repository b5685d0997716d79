import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toFraction } from '../../../rules/rational.ts'
import {
  expectInside,
  faults,
  hundredths,
  type Known,
  outcomes,
  pointsAt,
  tried,
} from '../../support/measured.ts'

const monthly = { of: 'n.dates', per: 'month', required: 1, deduct_each: 0.5, floor: 'item' }
const days = (has: string[], closed = true): Known => ({ 'n.dates': { kind: 'dates', has, closed } })
const inMonths = (...months: number[]) => months.map((month) => `2025-${String(month).padStart(2, '0')}-15`)

describe('per_missing by the period', () => {
  it('lets what one month has too many fill no other', () => {
    const score = tried({ per_missing: monthly }, '6')
    for (const months of [
      [],
      [3, 3],
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12],
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
    ]) {
      const oracle = Math.max(0, 600 - 50 * (12 - new Set(months).size))
      expect(toFraction(pointsAt(score, days(inMonths(...months))))).toBe(toFraction(hundredths(oracle)))
    }
  })

  it('counts quarters and half-years, each up to its own number', () => {
    const quarter = tried({ per_missing: { ...monthly, per: 'quarter', required: 2 } })
    // One short in the second quarter, two in the fourth.
    expect(toFraction(pointsAt(quarter, days(inMonths(1, 2, 3, 5, 7, 8))))).toBe(
      toFraction(hundredths(300 - 3 * 50)),
    )
    const half = tried({ per_missing: { ...monthly, per: 'half_year', deduct_each: 2, floor: 'none' } })
    expect(toFraction(pointsAt(half, days([])))).toBe(String(3 - 4))
    expect(toFraction(pointsAt(half, days(inMonths(7, 8))))).toBe(String(3 - 2))
  })

  it('does not count days of another year', () => {
    const half = tried({ per_missing: { ...monthly, per: 'half_year' } })
    expect(toFraction(pointsAt(half, days(['2024-02-01', '2025-08-01'])))).toBe(
      toFraction(hundredths(300 - 50)),
    )
  })

  it('holds the points of every list that an open one can become', () => {
    const months = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 14 })
    fc.assert(
      fc.property(months, months, fc.constantFrom('month', 'quarter', 'half_year'), (known, more, per) => {
        const score = tried({ per_missing: { ...monthly, per, required: 2 } })
        expectInside(score, days(inMonths(...known), false), [
          days(inMonths(...known, ...more)),
          days(inMonths(...known)),
        ])
      }),
    )
  })

  it('is refused without its period', () => {
    const of = (more: object) => faults({ per_missing: { ...monthly, ...more } })
    expect(of({ per: undefined })).toEqual(['per：没有写明每月、每季还是每半年各算各的'])
    expect(of({ required: 1.5 })).toEqual(['required：次数应当是整数'])
    expect(of({ step_rounding: 'whole' })).toEqual(['step_rounding：不认识的参数“step_rounding”'])
    expect(outcomes({ per_missing: monthly })).toEqual(['met', 'partly', 'not_met', 'unknown'])
  })
})
