import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toFraction } from '../../../rules/rational.ts'
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

const three = { count_threshold: { of: 'n.count', required: 3, deduct: 1.5 } }

describe('count_threshold', () => {
  it('takes the same for one short as for all', () => {
    for (let n = 0; n <= 5; n++)
      expect(toFraction(pointsAt(tried(three, '2'), { 'n.count': exact(n) }))).toBe(
        toFraction(hundredths(200 - (n < 3 ? 150 : 0))),
      )
  })

  it('holds a share against a percentage by its rate, against a number by its part', () => {
    const rate = tried({ count_threshold: { of: 'n.part', required: '90%', deduct: 1 } })
    const part = tried({ count_threshold: { of: 'n.part', required: 9, deduct: 1 } })
    expect(toFraction(pointsAt(rate, { 'n.part': partOf(9, 10) }))).toBe('3')
    expect(toFraction(pointsAt(rate, { 'n.part': partOf(9, 11) }))).toBe('2')
    expect(toFraction(pointsAt(part, { 'n.part': partOf(9, 11) }))).toBe('3')
  })

  it('holds the points of every number inside what is known, and nothing else', () => {
    fc.assert(
      fc.property(fc.nat(6), fc.option(fc.nat(6)), (low, more) => {
        const last = low + (more ?? 9)
        const inner = Array.from({ length: last - low + 1 }, (_, i) => ({ 'n.count': exact(low + i) }))
        expectInside(tried(three), { 'n.count': between(low, more === null ? null : last) }, inner, true)
      }),
    )
  })

  it('cannot take more than there is, nor have part marks', () => {
    expect(faults({ count_threshold: { of: 'n.count', required: 3, deduct: 4 } })).toEqual([
      'deduct：扣分4超过分值3',
    ])
    expect(outcomes(three)).toEqual(['met', 'not_met', 'unknown'])
  })
})
