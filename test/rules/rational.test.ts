import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  add,
  cmp,
  div,
  mul,
  parseRational,
  rational,
  round,
  sub,
  toDecimal,
  toFraction,
} from '../../rules/rational.ts'

describe('rationals', () => {
  it('hold what decimals cannot: 8 × 19/21 has no finite decimal', () => {
    const points = mul(rational(8), rational(19, 21))
    expect(toFraction(points)).toBe('152/21')
    expect(toDecimal(points)).toBe('7.238095')
  })

  it('are read from decimals, percentages, fractions and exponents as written', () => {
    expect(toFraction(rational('0.1'))).toBe('1/10')
    expect(toFraction(rational('90%'))).toBe('9/10')
    expect(toFraction(rational('-3/6'))).toBe('-1/2')
    expect(toFraction(rational(1e-7))).toBe('1/10000000')
    expect(toFraction(rational(1e21))).toBe('1000000000000000000000')
    expect(parseRational('1/0')).toBeUndefined()
    expect(parseRational('十')).toBeUndefined()
  })

  it('round half up, away from zero', () => {
    expect(toDecimal(rational('0.125'), 2)).toBe('0.13')
    expect(toDecimal(rational('-0.125'), 2)).toBe('-0.13')
    expect(toDecimal(rational('2.675'), 2)).toBe('2.68')
    expect(toDecimal(rational('1.80'), 2, true)).toBe('1.80')
    expect(toFraction(round(rational(2, 3), 2))).toBe('67/100')
  })

  it('obey arithmetic without loss', () => {
    const number = fc.tuple(fc.bigInt(-(10n ** 12n), 10n ** 12n), fc.bigInt(1n, 10n ** 6n))
    fc.assert(
      fc.property(number, number, ([a, b], [c, d]) => {
        const x = rational(a, 1n)
        const y = div(rational(c), rational(d))
        const z = div(x, rational(b))
        expect(cmp(sub(add(y, z), z), y)).toBe(0)
        if (c !== 0n) expect(cmp(mul(div(z, y), y), z)).toBe(0)
      }),
    )
  })
})
