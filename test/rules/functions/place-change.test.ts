/** Against the place of last year: by hand where all is known, and every completion inside where it is not. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileScore, type Reading } from '../../../rules/functions/index.ts'
import { exactly, type NumberRange } from '../../../rules/knowledge.ts'
import { cmp, rational, toDecimal } from '../../../rules/rational.ts'
import { between, facts, faults } from '../../support/measured.ts'
import { noHolidays } from '../../support/small-pack.ts'

const common = { of: 'n.count', against: 'change', order: 'high', before: 'n.other', none: 1 }
const tiers = {
  ...common,
  moves: [
    { at_least: 3, points: 2 },
    { at_least: 0, points: 1 },
    { at_least: -2, points: 0.5 },
    { points: 0 },
  ],
}
const rates = { ...common, base: 1, up: 0.2, down: -0.3, floor: 0, ceiling: 2 }

function points(parameters: Record<string, unknown>, group: NumberRange[] | null, before: NumberRange) {
  expect(faults({ relative: parameters }, '2')).toEqual([])
  const score = compileScore({ relative: parameters }, facts, { value: rational(2), part: false })
  const known = { 'n.count': group?.[0] ?? exactly(rational(0)), 'n.other': before }
  const reading: Reading = {
    known: (id) => ({ kind: 'number', ...known[id as keyof typeof known]! }),
    fact: (id) => {
      throw new RangeError(`points asked for the fact ${id}`)
    },
    environment: {
      periodStart: '2025-01-01',
      periodEnd: '2025-12-31',
      year: 2025,
      holidays: noHolidays,
      ...(group ? { peers: new Map([['n.count', { values: group, own: 0 }]]) } : {}),
    },
  }
  const { low, high } = score.evaluate(rational(2), reading)
  return { low, high, text: [toDecimal(low), toDecimal(high)] }
}

const exact = (number: number): NumberRange => exactly(rational(number))
/** Own value first, then as many better ones as put it at the place. */
const atPlace = (place: number): NumberRange[] => [
  exact(10),
  ...Array.from({ length: place - 1 }, () => exact(11)),
  exact(9),
]

describe('the place against last year', () => {
  it.each([
    [2, 5, '2'],
    [4, 5, '1'],
    [5, 5, '1'],
    [7, 5, '0.5'],
    [8, 5, '0'],
  ])('by tiers: place %i after place %i gives %s', (now, before, expected) => {
    expect(points(tiers, atPlace(now), exact(before)).text).toEqual([expected, expected])
  })

  it.each([
    [2, 5, '1.6'],
    [1, 9, '2'],
    [6, 5, '0.7'],
    [9, 5, '0'],
  ])('by places: place %i after place %i gives %s', (now, before, expected) => {
    expect(points(rates, atPlace(now), exact(before)).text).toEqual([expected, expected])
  })

  it('gives what the rule says where there was no place last year, and both while nobody knows', () => {
    expect(points(rates, atPlace(1), exact(0)).text).toEqual(['1', '1'])
    expect(points(tiers, null, between(0, null) as NumberRange).text).toEqual(['0', '2'])
    expect(points(tiers, null, exact(2)).text).toEqual(['0', '1'])
  })

  it.each([
    ['tiers', tiers],
    ['places', rates],
  ])('holds every completion of the group and of last year (%s)', (_name, parameters) => {
    const range = fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 3 }))
    const pick = fc.integer({ min: 0, max: 3 })
    const group = fc.array(fc.tuple(range, pick), { minLength: 2, maxLength: 5 })
    fc.assert(
      fc.property(group, range, pick, (members, [last, wide], chosen) => {
        const spread = members.map(
          ([[low, more]]): NumberRange => ({ low: rational(low), high: rational(low + more) }),
        )
        const turned = members.map(([[low, more], at]) => exact(low + Math.min(at, more)))
        const outer = points(parameters, spread, { low: rational(last), high: rational(last + wide) })
        const inner = points(parameters, turned, exact(last + Math.min(chosen, wide)))
        expect(cmp(outer.low, inner.low) <= 0 && cmp(inner.high, outer.high) <= 0).toBe(true)
        expect(cmp(inner.low, inner.high)).toBe(0)
      }),
      { numRuns: 400, seed: 20_261_124 },
    )
  })

  it('asks for last year, for what then if there was none, and for tiers that fall', () => {
    const wrong = (more: object) => faults({ relative: { ...tiers, ...more } }, '2').join('\n')
    expect(wrong({ before: 'n.flag' })).toContain('before')
    expect(wrong({ none: undefined })).toContain('没有写明上年没有名次的得几分')
    expect(
      wrong({ moves: [{ at_least: 0, points: 1 }, { at_least: 2, points: 2 }, { points: 0 }] }),
    ).toContain('从多到少')
    expect(wrong({ moves: undefined })).toContain('没有写明“base”')
    expect(wrong({ base: 1 })).toContain('用不到“base”')
  })
})
