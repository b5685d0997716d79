import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toFraction } from '../../../rules/rational.ts'
import { between, exact, expectInside, faults, hundredths, pointsAt, tried } from '../../support/measured.ts'

describe('per_occurrence', () => {
  it('takes so much for each, up to the cap or down to nothing', () => {
    const capped = tried(
      { per_occurrence: { of: 'n.count', deduct_each: 0.5, cap: 1, floor: 'item' } },
      '1.5',
    )
    const floored = tried({ per_occurrence: { of: 'n.count', deduct_each: 0.4, floor: 'item' } }, '1.5')
    for (let n = 0; n <= 6; n++) {
      const known = { 'n.count': exact(n) }
      expect(toFraction(pointsAt(capped, known))).toBe(toFraction(hundredths(150 - Math.min(100, 50 * n))))
      expect(toFraction(pointsAt(floored, known))).toBe(toFraction(hundredths(Math.max(0, 150 - 40 * n))))
    }
  })

  it('goes below nothing only as far as its cap, or as there are choices', () => {
    const capped = tried({ per_occurrence: { of: 'n.count', deduct_each: 1.5, cap: 5, floor: 'none' } }, '2')
    expect(toFraction(pointsAt(capped, { 'n.count': exact(9) }))).toBe(String(2 - 5))
    const kinds = tried({ per_occurrence: { of: 'n.kinds', deduct_each: 1, floor: 'none' } }, '2')
    expect(toFraction(kinds.least)).toBe(String(2 - 3))
  })

  it('does not apply where there was nothing it could happen in', () => {
    const over = tried({ per_occurrence: { of: 'n.count', over: 'n.other', deduct_each: 1, floor: 'item' } })
    const of = (count: number, other: [number, number | null]) => {
      const { empty, mayBeEmpty } = over.points({ 'n.count': exact(count), 'n.other': between(...other) })
      return empty ? 'empty' : mayBeEmpty ? 'open' : 'some'
    }
    // A nil return of the whole may still be signed, whatever has been found: the hull must hold it too.
    expect([of(0, [0, 0]), of(0, [0, null]), of(0, [3, 3]), of(1, [0, null]), of(1, [0, 0])]).toEqual([
      'empty',
      'open',
      'some',
      'open',
      'empty',
    ])
  })

  it('holds the points of every number inside what is known', () => {
    const parameters = fc.record({
      deduct_each: fc.constantFrom(0.3, 0.5, 2),
      floor: fc.constantFrom('item', 'none'),
      cap: fc.constantFrom(0.5, 2, 9),
    })
    fc.assert(
      fc.property(parameters, fc.nat(8), fc.option(fc.nat(8)), (given, low, more) => {
        const score = tried({ per_occurrence: { of: 'n.count', ...given } })
        const last = low + (more ?? 40)
        const inner = Array.from({ length: last - low + 1 }, (_, i) => ({ 'n.count': exact(low + i) }))
        expectInside(score, { 'n.count': between(low, more === null ? null : last) }, inner, true)
      }),
    )
  })

  it('is refused without a bound over a register that may grow', () => {
    const of = (more: object) => faults({ per_occurrence: { of: 'n.count', deduct_each: 1, ...more } })
    expect(of({ floor: 'none' })).toEqual(['floor：扣分没有止境，得分也就没有界限'])
    expect(of({ floor: 'none', cap: 4 })).toEqual([])
    expect(of({ cap: 4 })).toEqual(['floor：没有写明扣到哪里为止'])
    expect(of({ floor: 'item', of: 'n.rate' })[0]).toContain('这里要')
  })
})
