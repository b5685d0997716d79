import { describe, expect, it } from 'vitest'
import { draftOf, isoOf, valuesOf } from '../../client/parts/row-values.ts'
import { parseStatement, typedOf } from '../../client/parts/statement-value.ts'
import type { Field } from '../../rules/pack.ts'

describe('a typed statement', () => {
  it.each([
    ['count', '30', 30],
    ['count', '1,200', 1200],
    ['share', '全部', 'all'],
    ['share', '92.5%', { rate: '0.925' }],
    ['share', '5 ％', { rate: '0.05' }],
    ['rate', '100%', { rate: '1' }],
    ['amount', '12.5', 12.5],
    ['date', '2025年3月5日', '2025-03-05'],
    ['dates', '2022.5.15、2022/10/10', ['2022-05-15', '2022-10-10']],
    ['flag', 'false', false],
  ] as const)('of kind %s, “%s”, is read', (kind, typed, value) => {
    expect(parseStatement(kind, typed)).toEqual({ value })
  })

  it.each([
    ['count', '三十', '“三十”不是数，写成阿拉伯数字，如30'],
    ['count', '-1', '“-1”不是数，写成阿拉伯数字，如30'],
    ['count', '2.5', '应为整数'],
    ['date', '2022-02-30', '“2022-02-30”不是日历上的日期，写成年-月-日，如2025-03-12'],
    ['rate', '95', '“95”不是比例，写成百分数，如95%'],
    ['flag', '', '还没有填'],
  ] as const)('of kind %s, “%s”, is refused in words', (kind, typed, error) => {
    expect(parseStatement(kind, typed)).toEqual({ error })
  })

  it('comes back as it was typed', () => {
    for (const [kind, typed] of [
      ['share', '92.5%'],
      ['share', '全部'],
      ['count', '30'],
    ] as const) {
      const parsed = parseStatement(kind, typed)
      expect('value' in parsed && typedOf(parsed.value, kind)).toBe(typed)
    }
  })
})

const field = (id: string, type: Field['type']): Field => ({
  id,
  label: id,
  type,
  required: false,
  namesRow: false,
  blankWhenClosed: 'unknown',
})

describe('the form of a row', () => {
  const fields = [
    field('title', 'text'),
    field('on', 'date'),
    field('count', 'integer'),
    field('done', 'flag'),
    field('parts', 'set'),
  ]

  it('sends a blank as null, never as nought or no', () => {
    expect(valuesOf(fields, draftOf(fields))).toEqual({
      title: null,
      on: null,
      count: null,
      done: null,
      parts: null,
    })
  })

  it('turns written dates and numbers into values and leaves what it cannot read for the server to name', () => {
    const draft = { title: ' 修桥 ', on: '2025.3.5', count: '1,200', done: 'false', parts: ['甲'] }
    expect(valuesOf(fields, draft)).toEqual({
      title: '修桥',
      on: '2025-03-05',
      count: 1200,
      done: false,
      parts: ['甲'],
    })
    expect(valuesOf(fields, { ...draft, on: '去年', count: '十二' })).toMatchObject({
      on: '去年',
      count: '十二',
    })
    expect(isoOf('2025-02-30')).toBe('2025-02-30')
  })

  it('shows a stored row as it was typed', () => {
    const stored = { title: '修桥', on: '2025-03-05', count: 0, done: false, parts: ['甲'] }
    expect(valuesOf(fields, draftOf(fields, stored))).toEqual(stored)
  })
})
