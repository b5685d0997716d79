import { describe, expect, it } from 'vitest'
import {
  cellText,
  dateSpan,
  decimal,
  longDate,
  percent,
  points,
  range,
  signed,
  valueText,
} from '../../client/format.ts'

describe('points', () => {
  it.each([
    ['1.5', '1.50'],
    ['2', '2.00'],
    ['0.005', '0.01'],
    ['0.004999', '0.00'],
    ['1.805', '1.81'],
    ['9.995', '10.00'],
    ['99.999999', '100.00'],
    ['-0.5', '−0.50'],
    ['-0.001', '0.00'],
    ['12345678901234567890.125', '12345678901234567890.13'],
  ])('%s is written %s, half up and digit by digit', (value, text) => {
    expect(points(value)).toBe(text)
  })

  it('can be written without places', () => {
    expect(decimal('2.5', 0)).toBe('3')
    expect(decimal('0.4', 0)).toBe('0')
  })

  it('carry their sign when they are a change', () => {
    expect(signed('0.066667')).toBe('+0.07')
    expect(signed('-0.5')).toBe('−0.50')
  })
})

describe('an interval', () => {
  it('is one number only when both ends meet', () => {
    expect(range('1.5', '1.5')).toBe('1.50')
    expect(range('1.8', '1.933333')).toBe('1.80—1.93')
  })

  it('shows all places where two would hide that it is open', () => {
    expect(range('1.801', '1.804')).toBe('1.801—1.804')
  })
})

describe('dates and values', () => {
  it('are written as officials write them', () => {
    expect(longDate('2025-12-31')).toBe('2025年12月31日')
    expect(longDate('年初')).toBe('年初')
    expect(dateSpan('2022-01-01', '2022-03-31')).toBe('2022年1月1日—3月31日')
    expect(dateSpan('2022-12-01', '2023-01-31')).toBe('2022年12月1日—2023年1月31日')
  })

  it.each([
    ['0.95', '95%'],
    ['1', '100%'],
    ['0.9333', '93.33%'],
    ['0.05', '5%'],
    ['0.125', '12.5%'],
  ])('the rate %s is %s', (rate, text) => {
    expect(percent(rate)).toBe(text)
  })

  it('say the hedge in words', () => {
    expect(valueText(100000, '元', 'gte')).toBe('不少于100,000元')
    expect(valueText(30, '个')).toBe('30个')
    expect(valueText(12.5, '元', 'approx')).toBe('约12.5元')
  })

  it('tell none, all, yes and lists of days apart', () => {
    expect(valueText('none', '件')).toBe('没有（零报告）')
    expect(valueText('all', '个')).toBe('全部')
    expect(valueText(true)).toBe('是')
    expect(valueText(['2022-05-15', '2022-10-10'])).toBe('2022年5月15日、2022年10月10日')
    expect(valueText({ from: '2022-01-01', to: '2022-03-31' })).toBe('2022年1月1日—3月31日')
    expect(valueText({ rate: '0.95' })).toBe('95%')
  })

  it('say of no statement that there is none', () => {
    expect(valueText(null, '个')).toBe('没有填报')
  })

  it('leave a blank cell blank', () => {
    expect(cellText(null)).toBe('')
    expect(cellText(undefined)).toBe('')
    expect(cellText(false)).toBe('否')
    expect(cellText(0)).toBe('0')
  })
})
