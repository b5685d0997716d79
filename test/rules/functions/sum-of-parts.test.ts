import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { share } from '../../../rules/knowledge.ts'
import { rational, toFraction } from '../../../rules/rational.ts'
import {
  between,
  exact,
  expectInside,
  faults,
  hundredths,
  partOf,
  pointsAt,
  tried,
} from '../../support/measured.ts'

const held = {
  title: '开展',
  value: 1,
  per_missing: { of: 'n.count', required: 2, deduct_each: 0.5, floor: 'part' },
}
const events = {
  title: '事件',
  value: 2,
  per_occurrence: { of: 'n.other', deduct_each: 1, cap: 6, floor: 'none' },
}
const both = (more: object = {}) => ({ sum_of_parts: { floor: 'item', parts: [held, events], ...more } })

describe('sum_of_parts', () => {
  it('adds its parts, each with its own floor, and the sum has one too', () => {
    for (let n = 0; n <= 3; n++) {
      for (let m = 0; m <= 8; m++) {
        const parts = 100 - 50 * Math.max(0, 2 - n) + (200 - Math.min(600, 100 * m))
        const known = { 'n.count': exact(n), 'n.other': exact(m) }
        expect(toFraction(pointsAt(tried(both()), known))).toBe(toFraction(hundredths(Math.max(0, parts))))
        expect(toFraction(pointsAt(tried(both({ floor: 'none' })), known))).toBe(
          toFraction(hundredths(parts)),
        )
        expect(toFraction(pointsAt(tried(both({ cap: 2 })), known))).toBe(
          toFraction(hundredths(Math.max(100, parts))),
        )
      }
    }
  })

  it('gives nothing where its own veto holds, and the hull while that is open', () => {
    const veto = tried(both({ nothing_if: 'n.flag' }))
    const of = (value: boolean | null) => {
      const { low, high } = veto.points({
        'n.count': exact(2),
        'n.other': exact(1),
        'n.flag': { kind: 'flag', value },
      })
      return [toFraction(low), toFraction(high)]
    }
    expect([of(true), of(false), of(null)]).toEqual([
      ['0', '0'],
      ['2', '2'],
      ['0', '2'],
    ])
  })

  it('takes what a part declares for an empty denominator', () => {
    const of = (empty: string) =>
      tried({
        sum_of_parts: {
          parts: [held, { title: '审查率', value: 2, empty, ratio_linear: { of: 'n.part', target: 1 } }],
        },
      })
    const known = { 'n.count': exact(2), 'n.part': partOf(0, 0) }
    expect([of('full'), of('zero')].map((score) => toFraction(pointsAt(score, known)))).toEqual(['3', '1'])
    expect(of('full').points(known).empty).toBe(false)
    const one = { low: rational(1), high: rational(1) }
    const perhaps = share(
      { low: rational(0), high: rational(1) },
      { low: rational(0), high: rational(1) },
      false,
      one,
    )
    expectInside(
      of('zero'),
      { ...known, 'n.part': perhaps },
      [known, { ...known, 'n.part': partOf(1, 1) }],
      true,
    )
  })

  describe('with parts that hand their points on', () => {
    const spread = (title: string, value: number, of: string) => ({
      title,
      value,
      empty: 'spread',
      ratio_linear: { of, target: 1 },
    })
    const two = tried({
      sum_of_parts: { parts: [spread('答复率', 2, 'n.part'), spread('办结率', 1, 'n.more')] },
    })
    const known = (part: [number, number], more: [number, number]) => ({
      'n.part': partOf(...part),
      'n.more': partOf(...more),
    })

    it('scales the other parts up to the whole', () => {
      expect(toFraction(pointsAt(two, known([1, 2], [1, 4])))).toBe('5/4')
      expect(toFraction(pointsAt(two, known([1, 2], [0, 0])))).toBe('3/2')
      expect(toFraction(pointsAt(two, known([0, 0], [1, 4])))).toBe('3/4')
    })

    it('does not apply when no part does', () => {
      expect(two.points(known([0, 0], [0, 0])).empty).toBe(true)
      expect(two.points(known([0, 0], [1, 1])).empty).toBe(false)
    })

    it('holds every way its parts may turn out', () => {
      const one = { low: rational(0), high: rational(1) }
      const perhaps = share(one, one, false, one)
      const held = { 'n.part': perhaps, 'n.more': partOf(1, 4) }
      expect(two.points(held)).toMatchObject({ low: rational(1, 4), high: rational(9, 4) })
      expectInside(two, held, [known([0, 1], [1, 4]), known([1, 1], [1, 4]), known([0, 0], [1, 4])])
      expect(two.points({ 'n.part': perhaps, 'n.more': perhaps }).mayBeEmpty).toBe(true)
    })
  })

  it('holds the points of everything inside what is known', () => {
    fc.assert(
      fc.property(
        fc.nat(3),
        fc.nat(3),
        fc.nat(4),
        fc.option(fc.nat(6)),
        fc.constantFrom(undefined, 2),
        (low, more, other, otherMore, cap) => {
          const score = tried(both(cap === undefined ? {} : { cap }))
          const inner = []
          for (let a = low; a <= low + more; a++)
            for (let b = other; b <= other + (otherMore ?? 12); b++)
              inner.push({ 'n.count': exact(a), 'n.other': exact(b) })
          const range = {
            'n.count': between(low, low + more),
            'n.other': between(other, otherMore === null ? null : other + otherMore),
          }
          expectInside(score, range, inner, true)
        },
      ),
    )
  })

  it('is refused where its parts do not add up, or one does not say what empty gives', () => {
    expect(faults(both(), '2')).toEqual(['parts：各分项分值合计3，与分值2不等'])
    expect(faults(both({ floor: undefined }))).toEqual(['floor：没有写明扣到哪里为止'])
    expect(faults({ sum_of_parts: { parts: [{ title: '甲', value: 0, count_threshold: {} }] } })).toContain(
      'parts.0.value：分项的分值应当大于0',
    )
    const share = { title: '审查率', value: 2, ratio_linear: { of: 'n.part', target: 1 } }
    expect(faults({ sum_of_parts: { parts: [held, share] } })).toEqual([
      'parts.1.empty：没有写明分母为零时分项得满分、零分还是分值摊给其他分项',
    ])
    expect(
      faults({
        sum_of_parts: {
          parts: [
            { ...held, empty: 'full' },
            { ...share, empty: 'zero' },
          ],
        },
      }),
    ).toEqual(['parts.0.empty：分项没有分母，不会为零'])
    expect(faults(both({ nothing_if: 'n.count' }))[0]).toContain('nothing_if：')
  })
})
