import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rational, toFraction } from '../../../rules/rational.ts'
import {
  between,
  exact,
  expectInside,
  faults,
  hundredths,
  partOf,
  pointsAt,
  tried,
} from '../../support/measured.ts'

/** Best where it equals the reference: neither end of a range need be its best. */
const peak = {
  of: 'n.count',
  base: 3,
  reference: 10,
  step: 1,
  step_rounding: 'whole',
  up: -0.2,
  down: -0.1,
  ceiling: 3,
  floor: 0,
}

describe('baseline_shift', () => {
  it('moves the base by so much for each step above or below', () => {
    for (let n = 0; n <= 30; n++) {
      const moved = n > 10 ? 300 - 20 * (n - 10) : 300 - 10 * (10 - n)
      expect(toFraction(pointsAt(tried({ baseline_shift: peak }), { 'n.count': exact(n) }))).toBe(
        toFraction(hundredths(Math.max(0, moved))),
      )
    }
  })

  it('counts part steps of percentage points as declared', () => {
    const at = (step_rounding: string) => {
      const score = tried({
        baseline_shift: {
          ...peak,
          of: 'n.rate',
          base: 1,
          reference: '90%',
          step: '1%',
          step_rounding,
          up: 0.1,
          down: -0.1,
        },
      })
      return toFraction(pointsAt(score, { 'n.rate': exact(rational('92.5%')) }))
    }
    expect([at('whole'), at('any_part'), at('proportional')]).toEqual(
      [120, 130, 125].map((n) => toFraction(hundredths(n))),
    )
  })

  it('is held at its ceiling and its floor', () => {
    const score = tried({ baseline_shift: { ...peak, base: 1, up: 0.5, down: -0.5, ceiling: 2 } })
    const at = (n: number) => toFraction(pointsAt(score, { 'n.count': exact(n) }))
    expect([at(11), at(12), at(40), at(9), at(8), at(0)]).toEqual(['3/2', '2', '2', '1/2', '0', '0'])
  })

  it('takes another fact as its reference', () => {
    const year = tried(
      { baseline_shift: { ...peak, base: 1, reference: 'n.other', up: -0.1, down: 0.1, ceiling: 2 } },
      '2',
    )
    for (const [now, before] of [
      [20, 20],
      [24, 20],
      [17, 20],
      [5, 20],
      [50, 20],
    ] as const) {
      const oracle = Math.min(200, Math.max(0, 100 - 10 * (now - before)))
      expect(toFraction(pointsAt(year, { 'n.count': exact(now), 'n.other': exact(before) }))).toBe(
        toFraction(hundredths(oracle)),
      )
    }
    const rates = tried({
      baseline_shift: {
        ...peak,
        of: 'n.part',
        base: 1,
        reference: 'n.rate',
        step: '1%',
        up: 0.1,
        down: -0.1,
      },
    })
    const known = { 'n.part': partOf(9, 10), 'n.rate': exact(rational('85%')) }
    expect(toFraction(pointsAt(rates, known))).toBe(toFraction(hundredths(100 + 5 * 10)))
  })

  it('holds the points of every difference inside what is known of both', () => {
    const rate = fc.constantFrom(-0.3, -0.1, 0, 0.2)
    const parameters = fc.record({
      up: rate,
      down: rate,
      base: fc.constantFrom(0, 1, 2),
      ceiling: fc.constantFrom(2, 3),
      floor: fc.constantFrom(0, -1),
      step: fc.constantFrom(1, 3),
      step_rounding: fc.constantFrom('whole', 'any_part', 'proportional'),
    })
    fc.assert(
      fc.property(
        parameters,
        fc.nat(9),
        fc.option(fc.nat(6)),
        fc.nat(9),
        fc.option(fc.nat(6)),
        (given, low, more, other, otherMore) => {
          const score = tried({ baseline_shift: { of: 'n.count', reference: 'n.other', ...given } })
          const inner = []
          for (let a = low; a <= low + (more ?? 25); a++)
            for (let b = other; b <= other + (otherMore ?? 25); b++)
              inner.push({ 'n.count': exact(a), 'n.other': exact(b) })
          const range = {
            'n.count': between(low, more === null ? null : low + more),
            'n.other': between(other, otherMore === null ? null : other + otherMore),
          }
          expectInside(score, range, inner)
        },
      ),
    )
  })

  it('finds the best rate between two worse ones', () => {
    const score = tried({
      baseline_shift: {
        ...peak,
        base: 2,
        of: 'n.rate',
        reference: '50%',
        step: '1%',
        step_rounding: 'proportional',
      },
    })
    const inner = Array.from({ length: 71 }, (_, i) => ({ 'n.rate': exact(rational(10 + i, 100)) }))
    expectInside(score, { 'n.rate': between(rational('10%'), rational('80%')) }, inner, true)
  })

  it('is refused where it would run without end, or leaves a choice open', () => {
    const of = (more: object) => faults({ baseline_shift: { ...peak, ...more } })
    expect(of({ up: 0.1, ceiling: 'none' })).toEqual(['ceiling：台账未封账时次数没有上限，得分也就没有界限'])
    expect(of({ floor: 'none' })).toEqual(['floor：台账未封账时次数没有上限，得分也就没有界限'])
    expect(of({ up: 0, floor: 'none' })).toEqual([])
    expect(of({ up: 0, reference: 'n.other', floor: 'none' })).toEqual([
      'floor：台账未封账时次数没有上限，得分也就没有界限',
    ])
    expect(of({ of: 'n.rate', reference: '90%', step: '1%', ceiling: 'none', floor: 'none' })).toEqual([])
    expect(of({ down: undefined })[0]).toContain('down：没有写明低于参照值时')
    expect(of({ ceiling: undefined })).toEqual(['ceiling：没有写明封顶几分'])
    expect(of({ reference: 'n.none' })[0]).toContain('没有数据项“n.none”')
  })
})
