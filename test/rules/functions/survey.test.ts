import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rational, toFraction } from '../../../rules/rational.ts'
import { between, exact, expectInside, faults, type Known, pointsAt, tried } from '../../support/measured.ts'

const answers = [
  { of: 'n.poor', weight: 0 },
  { of: 'n.good', weight: 1 },
  { of: 'n.fair', weight: 0.8 },
]
const score = (more: object = {}) =>
  tried({ survey: { answers, minimum: 5, too_few: 'zero', target: '90%', ...more } }, '5')
const given = (good: number, fair: number, poor: number): Known => ({
  'n.good': exact(good),
  'n.fair': exact(fair),
  'n.poor': exact(poor),
})

describe('survey', () => {
  it('gives the weighted share of the answers against the target', () => {
    for (const [good, fair, poor] of [
      [60, 20, 20],
      [92, 0, 8],
      [0, 0, 9],
      [1, 4, 0],
      [3, 1, 1],
    ] as const) {
      const tenths = 10 * good + 8 * fair
      // 5 × tenths ÷ 10 ÷ all ÷ 0.9, at most 5.
      const [top, bottom] = [5 * tenths, (good + fair + poor) * 9]
      const oracle = top >= 5 * bottom ? rational(5) : rational(top, bottom)
      expect(toFraction(pointsAt(score(), given(good, fair, poor)))).toBe(toFraction(oracle))
    }
  })

  it('says what too few answers give', () => {
    expect(toFraction(pointsAt(score(), given(4, 0, 0)))).toBe('0')
    expect(toFraction(pointsAt(score({ too_few: 'full' }), given(0, 0, 4)))).toBe('5')
    const { low, high } = score({ too_few: 'undecided' }).points(given(4, 0, 0))
    expect([toFraction(low), toFraction(high)]).toEqual(['0', '5'])
  })

  it('holds the points of every count inside what is known', () => {
    const range = fc.tuple(fc.nat(6), fc.option(fc.nat(3)))
    fc.assert(
      fc.property(range, range, range, fc.constantFrom('zero', 'full'), (good, fair, poor, too_few) => {
        const numbers = ([low, more]: [number, number | null]) =>
          Array.from({ length: (more ?? 12) + 1 }, (_, i) => low + i)
        const inner = numbers(good).flatMap((a) =>
          numbers(fair).flatMap((b) => numbers(poor).map((c) => given(a, b, c))),
        )
        const known = ([low, more]: [number, number | null]) =>
          between(low, more === null ? null : low + more)
        expectInside(
          score({ too_few }),
          { 'n.good': known(good), 'n.fair': known(fair), 'n.poor': known(poor) },
          inner,
        )
      }),
      { numRuns: 60 },
    )
  })

  it('reaches no further than the counts can take it', () => {
    const known = { 'n.good': exact(60), 'n.fair': exact(20), 'n.poor': between(0, 20) }
    const inner = Array.from({ length: 21 }, (_, poor) => given(60, 20, poor))
    expectInside(score(), known, inner, true)
  })

  it('is refused where too few answers are left open, or a weight is above one', () => {
    const of = (more: object) => faults({ survey: { answers, minimum: 5, too_few: 'zero', ...more } })
    expect(of({ too_few: undefined })).toEqual(['too_few：没有写明答卷少于最低份数怎样计分'])
    expect(of({ minimum: 0 })).toEqual(['minimum：“minimum”应当是大于0的数'])
    expect(of({ answers: [answers[0], { of: 'n.good', weight: 2 }] })).toEqual([
      'answers.1.weight：权重高于1',
    ])
    expect(of({ answers: [answers[0]] })).toEqual(['answers：没有写明哪些回答各计多少'])
  })
})
