import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extremes, outcomesOf, stepsOf } from '../../../rules/functions/points.ts'
import { cmp, rational, toFraction } from '../../../rules/rational.ts'

/** A jagged staircase: constant between breakpoints, up and down, another value at each of them. */
const heights = [5, 1, 7, 2, 0, 9, 3]
const jagged = {
  breakpoints: [rational(2), rational('7/2'), rational(6)],
  at(measure: ReturnType<typeof rational>) {
    const below = jagged.breakpoints.filter((point) => cmp(point, measure) < 0).length
    const on = jagged.breakpoints.some((point) => cmp(point, measure) === 0)
    return rational(heights[below * 2 + (on ? 1 : 0)]!)
  },
}

describe('points over a range', () => {
  it('hold the points of every measure inside, whole or not, and reach no further', () => {
    const end = fc.integer({ min: 0, max: 40 })
    fc.assert(
      fc.property(end, end, fc.boolean(), (a, b, whole) => {
        const grain = whole ? 1 : 4
        const low = rational(Math.min(a, b), grain)
        const high = rational(Math.max(a, b), grain)
        const found = extremes(jagged, { low, high, whole })
        const inside: number[] = []
        for (let at = Math.min(a, b) * 4; at <= Math.max(a, b) * 4; at += whole ? 4 : 1) {
          const points = jagged.at(rational(at, grain * 4))
          inside.push(Number(points.n))
        }
        expect([toFraction(found.low.points), toFraction(found.high.points)]).toEqual([
          String(Math.min(...inside)),
          String(Math.max(...inside)),
        ])
      }),
    )
  })

  it('hold what lies beyond the last breakpoint where nothing bounds the measure', () => {
    const found = extremes(jagged, { low: rational(4), high: null, whole: true })
    expect([toFraction(found.low.points), toFraction(found.high.points)]).toEqual(['0', '9'])
    const below = extremes(jagged, { low: null, high: rational(1), whole: false })
    expect([toFraction(below.low.points), toFraction(below.high.points)]).toEqual(['5', '5'])
  })
})

describe('steps', () => {
  it.each([
    ['7/2', '3', '4', '7/2'],
    ['4', '4', '4', '4'],
    ['1/100', '0', '1', '1/100'],
  ])('of %s are %s whole, %s with any part, %s in proportion', (quantity, whole, anyPart, proportional) => {
    const steps = rational(quantity)
    expect(toFraction(stepsOf(steps, 'whole'))).toBe(whole)
    expect(toFraction(stepsOf(steps, 'any_part'))).toBe(anyPart)
    expect(toFraction(stepsOf(steps, 'proportional'))).toBe(proportional)
  })
})

describe('outcomes', () => {
  it('are those the points can have', () => {
    const of = (...points: number[]) =>
      outcomesOf(
        points.map((point) => rational(point)),
        rational(3),
      )
    expect(of(0, 3)).toEqual(['met', 'not_met', 'unknown'])
    expect(of(0, 1, 3)).toEqual(['met', 'partly', 'not_met', 'unknown'])
    expect(of(0, 1, 2)).toEqual(['partly', 'not_met', 'unknown'])
  })
})
