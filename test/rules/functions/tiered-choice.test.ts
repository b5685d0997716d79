import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toFraction } from '../../../rules/rational.ts'
import { between, exact, expectInside, faults, outcomes, pointsAt, tried } from '../../support/measured.ts'

const choice = {
  tiered_choice: {
    branches: [
      { if: 'n.count >= 4 && n.flag', points: 3 },
      { if: 'n.count >= 6', points: 0 },
      { if: 'n.count >= 2', points: 2 },
    ],
    otherwise: 1,
  },
}
const flag = (value: boolean | null) => ({ kind: 'flag' as const, value })

describe('tiered_choice', () => {
  it('gives the points of the first branch that holds', () => {
    for (let n = 0; n <= 8; n++) {
      for (const yes of [true, false]) {
        const oracle = n >= 4 && yes ? 3 : n >= 6 ? 0 : n >= 2 ? 2 : 1
        expect(toFraction(pointsAt(tried(choice), { 'n.count': exact(n), 'n.flag': flag(yes) }))).toBe(
          String(oracle),
        )
      }
    }
  })

  it('holds the points of every branch that can be reached', () => {
    fc.assert(
      fc.property(fc.nat(8), fc.option(fc.nat(5)), fc.constantFrom(true, false, null), (low, more, yes) => {
        const last = low + (more ?? 12)
        const inner = (yes === null ? [true, false] : [yes]).flatMap((known) =>
          Array.from({ length: last - low + 1 }, (_, i) => ({
            'n.count': exact(low + i),
            'n.flag': flag(known),
          })),
        )
        const range = { 'n.count': between(low, more === null ? null : last), 'n.flag': flag(yes) }
        expectInside(tried(choice), range, inner)
      }),
    )
  })

  it('does not reach branches behind one that surely holds', () => {
    const { low, high } = tried(choice).points({ 'n.count': between(4, null), 'n.flag': flag(true) })
    expect([toFraction(low), toFraction(high)]).toEqual(['3', '3'])
  })

  it('does not apply where what it counts over is nothing, and may not while that is open', () => {
    const cases = { 'n.flag': flag(true), 'n.count': exact(4) }
    const of = (other: Parameters<typeof between>) => {
      const over = { tiered_choice: { ...choice.tiered_choice, over: 'n.other' } }
      return tried(over).points({ ...cases, 'n.other': between(...other) })
    }
    expect(of([0, 0])).toMatchObject({ empty: true })
    expect(of([1, null])).toEqual({ ...tried(choice).points(cases), empty: false })
    expect(of([0, 1])).toMatchObject({ empty: false, mayBeEmpty: true })
    expect(faults({ tiered_choice: { ...choice.tiered_choice, over: 'n.flag' } })).toHaveLength(1)
  })

  it('is refused without otherwise, and with points above the value', () => {
    const of = (more: object) => faults({ tiered_choice: { ...choice.tiered_choice, ...more } })
    expect(of({ otherwise: undefined })).toEqual(['otherwise：没有写明各档都不符合时得几分（otherwise）'])
    expect(of({ branches: [{ if: 'n.count >= 1', points: 4 }] })).toEqual([
      'branches.0.points：得分4超过分值3',
    ])
    expect(of({ branches: [{ if: 'n.count', points: 3 }] })[0]).toContain('branches.0.if：')
    expect(of({ branches: [] })).toEqual(['branches：没有写分档'])
    expect(outcomes(choice)).toEqual(['met', 'partly', 'not_met', 'unknown'])
  })
})
