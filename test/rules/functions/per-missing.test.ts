import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { share } from '../../../rules/knowledge.ts'
import { rational, toFraction } from '../../../rules/rational.ts'
import {
  between,
  exact,
  expectInside,
  faults,
  hundredths,
  outcomes,
  partOf,
  pointsAt,
  tried,
} from '../../support/measured.ts'

const four = { per_missing: { of: 'n.count', required: 4, deduct_each: 0.75, floor: 'item' } }

describe('per_missing', () => {
  it('takes so much for each one short, and no less than nothing', () => {
    for (let n = 0; n <= 9; n++) {
      const oracle = Math.max(0, 300 - 75 * Math.max(0, 4 - n))
      expect(toFraction(pointsAt(tried(four), { 'n.count': exact(n) }))).toBe(toFraction(hundredths(oracle)))
    }
  })

  it('stops at its cap, so that 2.5 less 2 leaves 0.5', () => {
    const capped = tried(
      { per_missing: { of: 'n.count', required: 12, deduct_each: 0.5, cap: 2, floor: 'item' } },
      '2.5',
    )
    for (let n = 0; n <= 13; n++) {
      const oracle = 250 - Math.min(200, 50 * Math.max(0, 12 - n))
      expect(toFraction(pointsAt(capped, { 'n.count': exact(n) }))).toBe(toFraction(hundredths(oracle)))
    }
    expect(toFraction(capped.least)).toBe('1/2')
  })

  it('goes below nothing without a floor', () => {
    const below = tried({ per_missing: { of: 'n.count', required: 5, deduct_each: 1, floor: 'none' } }, '2')
    expect(toFraction(pointsAt(below, { 'n.count': exact(1) }))).toBe(String(2 - 4))
    expect(toFraction(below.least)).toBe(String(2 - 5))
  })

  it('counts each of the whole that is not reached', () => {
    const all = tried(
      { per_missing: { of: 'n.part', required: 'all', deduct_each: 0.2, floor: 'item' } },
      '1',
    )
    for (const [part, whole] of [
      [30, 30],
      [27, 30],
      [24, 30],
      [0, 3],
    ] as const) {
      const oracle = Math.max(0, 100 - 20 * (whole - part))
      expect(toFraction(pointsAt(all, { 'n.part': partOf(part, whole), 'n.count': exact(whole) }))).toBe(
        toFraction(hundredths(oracle)),
      )
    }
    expect(all.points({ 'n.part': partOf(0, 0), 'n.count': exact(0) }).empty).toBe(true)
  })

  it('reads from a rate and a whole how many are missing', () => {
    const all = tried(
      { per_missing: { of: 'n.part', required: 'all', deduct_each: 0.2, floor: 'item' } },
      '1',
    )
    const rate = { low: rational('0.9'), high: rational('0.9') }
    const known = share(
      { low: rational(0), high: rational(30) },
      { low: rational(30), high: rational(30) },
      false,
      rate,
    )
    expect(toFraction(pointsAt(all, { 'n.part': known }))).toBe(toFraction(hundredths(100 - 3 * 20)))
  })

  it('counts part steps of an amount as declared', () => {
    const of = (step_rounding: string) =>
      tried({ per_missing: { of: 'n.amount', required: 40, deduct_each: 0.1, step_rounding, floor: 'item' } })
    const at = (step_rounding: string) =>
      toFraction(pointsAt(of(step_rounding), { 'n.amount': exact(rational('36.5')) }))
    expect([at('whole'), at('any_part'), at('proportional')]).toEqual(
      [300 - 3 * 10, 300 - 4 * 10, 300 - 35].map((points) => toFraction(hundredths(points))),
    )
  })

  it('holds the points of every number inside what is known', () => {
    const parameters = fc.record({
      required: fc.integer({ min: 1, max: 8 }),
      deduct_each: fc.constantFrom(0.3, 0.75, 2),
      floor: fc.constantFrom('item', 'none'),
      cap: fc.constantFrom(0.5, 2, 9),
    })
    fc.assert(
      fc.property(parameters, fc.nat(10), fc.option(fc.nat(10)), (given, low, more) => {
        const score = tried({ per_missing: { of: 'n.count', ...given } })
        const last = low + (more ?? 20)
        const inner = Array.from({ length: last - low + 1 }, (_, i) => ({ 'n.count': exact(low + i) }))
        expectInside(score, { 'n.count': between(low, more === null ? null : last) }, inner, true)
      }),
    )
  })

  it('holds the points of every share inside parts and wholes known apart', () => {
    const score = tried({ per_missing: { of: 'n.part', required: 'all', deduct_each: 0.5, floor: 'item' } })
    const small = fc.nat(5)
    fc.assert(
      fc.property(small, small, small, small, (part, partMore, whole, wholeMore) => {
        const parts = { low: rational(part), high: rational(part + partMore) }
        const wholes = { low: rational(part + whole + 1), high: rational(part + whole + 1 + wholeMore) }
        const inner = []
        for (let p = part; p <= part + partMore; p++) {
          for (let w = part + whole + 1; w <= part + whole + 1 + wholeMore; w++)
            if (p <= w) inner.push({ 'n.part': partOf(p, w) })
        }
        expectInside(score, { 'n.part': share(parts, wholes, false) }, inner)
      }),
    )
  })

  it('refuses what a reader could dispute', () => {
    const of = (more: object, part = false) =>
      faults({ per_missing: { of: 'n.count', required: 4, deduct_each: 1, ...more } }, '3', part)
    expect(of({})).toEqual(['floor：没有写明扣到哪里为止'])
    expect(of({ floor: 'part' })).toEqual(['floor：“floor”不能是“part”'])
    expect(of({ floor: 'part' }, true)).toEqual([])
    expect(of({ floor: 'item', required: 'all' })).toEqual(['required：required: all 只用于份额'])
    expect(of({ floor: 'item', of: 'n.amount' })).toEqual(['step_rounding：没有写明不足一档的怎样算'])
    expect(of({ floor: 'item', step_rounding: 'whole' })).toEqual([
      'step_rounding：按整数计的没有不足一档的情形',
    ])
    expect(of({ floor: 'item', sum: 1 })).toEqual(['sum：不认识的参数“sum”'])
    expect(of({ floor: 'none', of: 'n.part', required: 'all' })).toEqual([
      'floor：扣分没有止境，得分也就没有界限',
    ])
  })

  it('knows whether part marks can happen', () => {
    const of = (required: number) =>
      outcomes({ per_missing: { of: 'n.count', required, deduct_each: 1, floor: 'item' } })
    expect(of(1)).toEqual(['met', 'not_met', 'unknown'])
    expect(of(2)).toEqual(['met', 'partly', 'not_met', 'unknown'])
  })
})
