/** Numbers as they are written in Chinese. */
import { describe, expect, it } from 'vitest'
import { rational } from '../../rules/rational.ts'
import { citationText } from '../../rules/reasons.ts'
import { chineseNumber, intervalText } from '../../rules/wording.ts'

describe('a number in Chinese', () => {
  it.each([
    [0, '零'],
    [9, '九'],
    [10, '十'],
    [18, '十八'],
    [20, '二十'],
    [99, '九十九'],
    [100, '一百'],
    [101, '一百零一'],
    [110, '一百一十'],
    [118, '一百一十八'],
    [128, '一百二十八'],
    [300, '三百'],
    [999, '九百九十九'],
  ])('writes %i as %s', (value, text) => {
    expect(chineseNumber(value)).toBe(text)
  })

  it('names an article past the hundredth', () => {
    expect(citationText([{ id: 'law', title: '某法' }], { law: 'law', articles: ['128(2)'] })).toMatch(
      /^《某法》第一百二十八条/,
    )
  })
})

describe('a range of points', () => {
  it('is written with as many places at both ends as tell them apart', () => {
    const range = (low: string, high: string) => intervalText({ low: rational(low), high: rational(high) })
    expect(range('0.393', '0.3934')).toBe('0.3930—0.3934')
    expect(range('0.5', '1')).toBe('0.50—1.00')
    expect(range('0.5', '0.5')).toBe('0.50')
  })
})
