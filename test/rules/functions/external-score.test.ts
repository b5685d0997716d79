import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rational, toFraction } from '../../../rules/rational.ts'
import { between, exact, expectInside, faults, hundredths, pointsAt, tried } from '../../support/measured.ts'

const hundred = { of: 'n.amount', scale: 100 }

describe('external_score', () => {
  it('turns another scale into points, up to the cap', () => {
    for (let given = 0; given <= 120; given += 5) {
      const known = { 'n.amount': exact(given) }
      expect(toFraction(pointsAt(tried({ external_score: hundred }, '2'), known))).toBe(
        toFraction(hundredths(Math.min(200, 2 * given))),
      )
      expect(toFraction(pointsAt(tried({ external_score: { ...hundred, cap: 1.8 } }, '2'), known))).toBe(
        toFraction(hundredths(Math.min(180, 2 * given))),
      )
    }
  })

  it('holds the points of every score inside what is known', () => {
    const score = tried({ external_score: { ...hundred, cap: 2.5 } })
    fc.assert(
      fc.property(fc.nat(130), fc.option(fc.nat(60)), (low, more) => {
        const last = low + (more ?? 150)
        const inner = Array.from({ length: (last - low) * 2 + 1 }, (_, i) => ({
          'n.amount': exact(rational(low * 2 + i, 2)),
        }))
        expectInside(score, { 'n.amount': between(low, more === null ? null : last) }, inner, true)
      }),
    )
  })

  it('is refused without a scale, and with a cap above the value', () => {
    expect(faults({ external_score: { of: 'n.amount' } })).toEqual(['scale：“scale”应当是大于0的数'])
    expect(faults({ external_score: { ...hundred, cap: 5 } })).toEqual(['cap：封顶5超过分值3'])
  })
})
