import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { share } from '../../../rules/knowledge.ts'
import { rational, toFraction } from '../../../rules/rational.ts'
import { between, exact, expectInside, faults, partOf, pointsAt, tried } from '../../support/measured.ts'

const closed = (from: string | number, more: object) => ({ from, from_end: 'closed', ...more })
const open = (from: string | number, more: object) => ({ from, from_end: 'open', ...more })

/** Up and down again: neither end of a range need be its worst. */
const rates = {
  bands: {
    of: 'n.rate',
    bands: [
      { to: '20%', to_end: 'open', points: 1 },
      closed('20%', { to: '50%', to_end: 'closed', points: 3 }),
      open('50%', { to: '80%', to_end: 'open', points: 0 }),
      closed('80%', { points: 2 }),
    ],
  },
}
const counts = {
  bands: {
    of: 'n.count',
    bands: [
      { to: 2, to_end: 'closed', points: 2 },
      closed(3, { to: 5, to_end: 'closed', points: 3 }),
      open(5, { points: 0 }),
    ],
  },
}

describe('bands', () => {
  it('give the points of the band, whose ends belong to one side only', () => {
    const oracle = (percent: number): number => (percent < 20 ? 1 : percent <= 50 ? 3 : percent < 80 ? 0 : 2)
    for (let percent = 0; percent <= 100; percent += 5)
      expect(toFraction(pointsAt(tried(rates), { 'n.rate': exact(rational(percent, 100)) }))).toBe(
        String(oracle(percent)),
      )
    for (let n = 0; n <= 8; n++)
      expect(toFraction(pointsAt(tried(counts), { 'n.count': exact(n) }))).toBe(
        String(n <= 2 ? 2 : n <= 5 ? 3 : 0),
      )
  })

  it('read a share by its rate where the ends are percentages, else by its part', () => {
    const rate = tried({ bands: { ...rates.bands, of: 'n.part' } })
    expect(toFraction(pointsAt(rate, { 'n.part': partOf(1, 2) }))).toBe('3')
    const part = tried({ bands: { ...counts.bands, of: 'n.part' } })
    expect(toFraction(pointsAt(part, { 'n.part': partOf(6, 12) }))).toBe('0')
    const wide = share(
      { low: rational(1), high: rational(3) },
      { low: rational(4), high: rational(4) },
      false,
    )
    expectInside(
      rate,
      { 'n.part': wide },
      [1, 2, 3].map((n) => ({ 'n.part': partOf(n, 4) })),
      true,
    )
  })

  it('hold the points of every number inside what is known, and nothing else', () => {
    const end = fc.integer({ min: 0, max: 20 })
    fc.assert(
      fc.property(end, end, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)]
        const inner = Array.from({ length: (high - low) * 6 + 1 }, (_, i) => ({
          'n.rate': exact(rational(low * 6 + i, 120)),
        }))
        expectInside(tried(rates), { 'n.rate': between(rational(low, 20), rational(high, 20)) }, inner, true)
        const whole = Array.from({ length: high - low + 1 }, (_, i) => ({ 'n.count': exact(low + i) }))
        expectInside(tried(counts), { 'n.count': between(low, high) }, whole, true)
      }),
    )
    const endless = Array.from({ length: 12 }, (_, i) => ({ 'n.count': exact(4 + i) }))
    expectInside(tried(counts), { 'n.count': between(4, null) }, endless, true)
  })

  it('are refused where they overlap, leave a gap or do not say whose an end is', () => {
    const of = (fact: string, ...bands: object[]) => faults({ bands: { of: fact, bands } })
    expect(of('n.rate', { to: '50%', to_end: 'closed', points: 0 }, closed('50%', { points: 3 }))).toEqual([
      'bands.1：两个分档重叠',
    ])
    expect(of('n.rate', { to: '50%', to_end: 'open', points: 0 }, open('50%', { points: 3 }))).toEqual([
      'bands.1：两个分档之间有空当',
    ])
    expect(of('n.rate', closed('70%', { points: 3 }), { to: '69%', to_end: 'closed', points: 0 })).toEqual([
      'bands.0：两个分档之间有空当',
    ])
    expect(of('n.count', { to: 2, to_end: 'closed', points: 0 }, closed(3, { points: 3 }))).toEqual([])
    expect(of('n.amount', { to: 2, to_end: 'closed', points: 0 }, closed(3, { points: 3 }))).toEqual([
      'bands.1：两个分档之间有空当',
    ])
    expect(of('n.count', { to: 2, to_end: 'closed', points: 0 }, closed(2, { points: 3 }))).toEqual([
      'bands.1：两个分档重叠',
    ])
    expect(of('n.count', closed(1, { points: 3 }))).toEqual(['bands.0.from：低于1的没有分档'])
    expect(of('n.count', { to: 5, to_end: 'closed', points: 3 })).toEqual(['bands.0.to：高于5的没有分档'])
    expect(of('n.rate', { from: '50%', points: 3 }, { to: '50%', to_end: 'open', points: 0 })).toEqual([
      'bands.0.from_end：没有写明起点是否含本数',
    ])
    expect(of('n.count', { points: 4 })).toEqual(['bands.0.points：得分4超过分值3'])
  })
})
