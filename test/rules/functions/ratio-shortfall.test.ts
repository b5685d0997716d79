import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rational, toFraction } from '../../../rules/rational.ts'
import { between, exact, expectInside, faults, hundredths, pointsAt, tried } from '../../support/measured.ts'

const base = { of: 'n.rate', target: '95%', step: '1%', deduct_each: 0.5, floor: 'item' }
const at = (parameters: object, rate: string, value = '3') =>
  toFraction(
    pointsAt(tried({ ratio_shortfall: { ...base, ...parameters } }, value), {
      'n.rate': exact(rational(rate)),
    }),
  )

describe('ratio_shortfall', () => {
  it('takes 3, 4 or 3.5 steps for 91.5% against 95%, as declared', () => {
    expect(at({ step_rounding: 'whole' }, '91.5%')).toBe(toFraction(hundredths(300 - 3 * 50)))
    expect(at({ step_rounding: 'any_part' }, '91.5%')).toBe(toFraction(hundredths(300 - 4 * 50)))
    expect(at({ step_rounding: 'proportional' }, '91.5%')).toBe(toFraction(hundredths(300 - 175)))
  })

  it('takes every whole step of every tenth of a point', () => {
    for (let tenths = 800; tenths <= 1000; tenths += 7) {
      const steps = Math.floor(Math.max(0, 950 - tenths) / 10)
      expect(at({ step_rounding: 'whole' }, `${tenths / 10}%`)).toBe(
        toFraction(hundredths(Math.max(0, 300 - 50 * steps))),
      )
    }
  })

  it('takes each piece at its own rate, up to the cap', () => {
    const pieces = {
      step_rounding: 'whole',
      deduct_each: 0.1,
      target: '98%',
      pieces: [{ below: '90%', deduct_each: 0.3 }],
      cap: 2,
    }
    for (let percent = 60; percent <= 100; percent++) {
      const loss = 10 * Math.min(8, Math.max(0, 98 - percent)) + 30 * Math.max(0, 90 - percent)
      expect(at(pieces, `${percent}%`)).toBe(toFraction(hundredths(300 - Math.min(200, loss))))
    }
  })

  it('gives credit above the target, up to its cap', () => {
    const above = { step_rounding: 'whole', above: { credit_each: 0.1, cap: 0.3 } }
    expect(at(above, '97%')).toBe(toFraction(hundredths(300 + 2 * 10)))
    expect(at(above, '100%')).toBe(toFraction(hundredths(300 + 30)))
  })

  it('holds the points of every rate inside what is known', () => {
    const parameters = fc.record({
      step_rounding: fc.constantFrom('whole', 'any_part', 'proportional'),
      floor: fc.constantFrom('item', 'none'),
      above: fc.constantFrom(undefined, { credit_each: 0.1, cap: 0.25 }),
      pieces: fc.constantFrom(undefined, [{ below: '90%', deduct_each: 1 }]),
    })
    const end = fc.integer({ min: 160, max: 200 })
    fc.assert(
      fc.property(parameters, end, end, (given, a, b) => {
        const score = tried({ ratio_shortfall: { ...base, ...given } })
        const [low, high] = [Math.min(a, b), Math.max(a, b)]
        const inner = Array.from({ length: (high - low) * 3 + 1 }, (_, i) => ({
          'n.rate': exact(rational(low * 3 + i, 600)),
        }))
        expectInside(score, { 'n.rate': between(rational(low, 200), rational(high, 200)) }, inner)
      }),
    )
  })

  it('is refused where steps, floor or credit are left open', () => {
    const of = (more: object) => faults({ ratio_shortfall: { ...base, step_rounding: 'whole', ...more } })
    expect(of({ step_rounding: undefined })).toEqual(['step_rounding：没有写明不足一档的怎样算'])
    expect(of({ floor: undefined })).toEqual(['floor：没有写明扣到哪里为止'])
    expect(of({ target: 95 })).toEqual(['target：目标高于100%，达不到'])
    expect(of({ above: { credit_each: 0.1 } })).toEqual(['above.cap：“cap”应当是大于0的数'])
    expect(of({ pieces: [{ below: '96%', deduct_each: 1 }] })).toEqual([
      'pieces.0.below：各段应当从高到低写，并且都低于目标',
    ])
  })
})
