import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toFraction } from '../../../rules/rational.ts'
import { between, exact, expectInside, faults, hundredths, pointsAt, tried } from '../../support/measured.ts'

describe('count_credit', () => {
  it('gives so much for each, up to its cap', () => {
    const score = tried({ count_credit: { of: 'n.count', credit_each: 0.3, cap: 1 } }, '1')
    for (let n = 0; n <= 6; n++)
      expect(toFraction(pointsAt(score, { 'n.count': exact(n) }))).toBe(
        toFraction(hundredths(Math.min(100, 30 * n))),
      )
  })

  it('needs no cap where there are only so many choices', () => {
    const score = tried({ count_credit: { of: 'n.kinds', credit_each: 1, cap: 'none' } }, '3')
    expect(toFraction(pointsAt(score, { 'n.kinds': exact(2) }))).toBe('2')
    expect(toFraction(score.points({ 'n.kinds': between(1, null) }).high)).toBe('3')
  })

  it('holds the points of every number inside what is known', () => {
    const score = tried({ count_credit: { of: 'n.count', credit_each: 0.7, cap: 3 } })
    fc.assert(
      fc.property(fc.nat(8), fc.option(fc.nat(8)), (low, more) => {
        const last = low + (more ?? 20)
        const inner = Array.from({ length: last - low + 1 }, (_, i) => ({ 'n.count': exact(low + i) }))
        expectInside(score, { 'n.count': between(low, more === null ? null : last) }, inner, true)
      }),
    )
  })

  it('is refused without a cap, and with one above the value', () => {
    const of = (more: object) => faults({ count_credit: { of: 'n.count', credit_each: 1, ...more } })
    expect(of({})).toEqual(['cap：没有写明封顶'])
    expect(of({ cap: 'none' })).toEqual(['cap：台账未封账时次数没有上限，得分也就没有界限'])
    expect(of({ cap: 4 })).toEqual(['cap：封顶4超过分值3'])
  })
})
