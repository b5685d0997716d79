import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mul, rational, toFraction } from '../../../rules/rational.ts'
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

const linear = { ratio_linear: { of: 'n.rate', target: '90%', lower: '60%' } }
const steps = {
  ratio_shortfall: {
    of: 'n.rate',
    target: '95%',
    step: '1%',
    deduct_each: 0.1,
    step_rounding: 'whole',
    lower: '80%',
    floor: 'item',
  },
}
const external = { external_score: { of: 'n.amount', scale: 100, lower: 60 } }

describe('lower', () => {
  it('leaves nothing under the line and everything on it', () => {
    for (let percent = 0; percent <= 100; percent++) {
      const known = { 'n.rate': exact(rational(percent, 100)) }
      const byHand = percent < 60 ? rational(0) : mul(rational(3), rational(Math.min(percent, 90), 90))
      expect(toFraction(pointsAt(tried(linear), known))).toBe(toFraction(byHand))
      const stepped = percent < 80 ? 0 : 300 - 10 * Math.max(0, 95 - percent)
      expect(toFraction(pointsAt(tried(steps), known))).toBe(toFraction(hundredths(stepped)))
      const given = { 'n.amount': exact(percent) }
      expect(toFraction(pointsAt(tried(external), given))).toBe(
        toFraction(hundredths(percent < 60 ? 0 : 3 * percent)),
      )
    }
  })

  it('holds the points of every rate inside what is known, and no more', () => {
    const end = fc.integer({ min: 100, max: 200 })
    fc.assert(
      fc.property(fc.constantFrom(linear, steps), end, end, (score, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)]
        const inner = Array.from({ length: high - low + 1 }, (_, index) => ({
          'n.rate': exact(rational(low + index, 200)),
        }))
        const range = { 'n.rate': between(rational(low, 200), rational(high, 200)) }
        expectInside(tried(score), range, inner, true)
      }),
    )
  })

  it('reads a share by its rows', () => {
    const score = tried({ ratio_linear: { of: 'n.part', target: 1, lower: '60%' } })
    const given = (part: number) => ({ 'n.part': partOf(part, 5), 'n.count': exact(5) })
    expect([2, 3, 5].map((part) => toFraction(pointsAt(score, given(part))))).toEqual(['0', '9/5', '3'])
  })

  it('takes no more below nothing than was taken', () => {
    const below = { ratio_shortfall: { ...steps.ratio_shortfall, deduct_each: 0.5, floor: 'none' } }
    const at = (rate: string) => toFraction(pointsAt(tried(below), { 'n.rate': exact(rational(rate)) }))
    expect(at('70%')).toBe(toFraction(hundredths(300 - 25 * 50)))
    expect(at('89%')).toBe('0')
  })

  it('with the target as its line is met or not, and never partly', () => {
    expect(outcomes({ ratio_linear: { of: 'n.rate', target: '90%', lower: '90%' } })).toEqual([
      'met',
      'not_met',
      'unknown',
    ])
  })

  it('refuses a line above the target, and one of another kind', () => {
    expect(faults({ ratio_linear: { of: 'n.rate', target: '60%', lower: '90%' } })).toEqual([
      'lower：lower（90%）高于target（60%），达到了也不得分',
    ])
    expect(faults({ ratio_linear: { of: 'n.rate', target: '95%', lower: 80 } })[0]).toContain('lower')
    expect(faults({ ratio_linear: { of: 'n.count', target: 10, lower: '80%' } })[0]).toContain('百分数')
  })
})
