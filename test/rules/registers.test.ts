import { describe, expect, test } from 'vitest'
import type { Row } from '../../rules/evidence.ts'
import type { Field, Register } from '../../rules/pack.ts'
import { checkRegister, type FieldError, outsideYear, parseRow } from '../../rules/registers.ts'

const field = (id: string, label: string, type: Field['type'], more: Partial<Field> = {}): Field => ({
  id,
  label,
  type,
  required: false,
  namesRow: false,
  blankWhenClosed: 'unknown',
  ...more,
})

const register: Register = {
  id: 'decisions',
  title: '决策台账',
  keeper: 'township',
  key: ['title', 'meeting_on'],
  yearBy: 'meeting_on',
  checks: [{ rule: 'opinions <= cost * 10000', says: '意见数与金额不符' }],
  fields: [
    field('title', '决策事项', 'text', { required: true, namesRow: true }),
    field('meeting_on', '集体讨论日期', 'date', { required: true }),
    field('major', '重大', 'flag'),
    field('result', '审查结论', 'choice', { of: ['合法', '不合法'] }),
    field('opinions', '意见数', 'integer', { unit: '条' }),
    field('cost', '金额', 'amount', { unit: '元' }),
    field('parts', '材料', 'set', { of: ['意见书', '会议纪要', '图纸、表册'] }),
    field('village', '村', 'ref', { to: 'villages' }),
  ],
  facts: [],
}

const valid = { title: '甲方案', meeting_on: '2025-03-01' }
const valuesOf = (input: Record<string, unknown>) => {
  const parsed = parseRow(register, { ...valid, ...input })
  return 'values' in parsed ? parsed.values : parsed.errors
}
const errorsOf = (input: Record<string, unknown>): FieldError[] => {
  const parsed = parseRow(register, input)
  return 'errors' in parsed ? parsed.errors : []
}
const told = (input: Record<string, unknown>): string =>
  errorsOf({ ...valid, ...input })
    .map(({ field, message, remedy }) => `${field} ${message} ${remedy}`)
    .join('\n')

describe('a row', () => {
  test('is refused where a check of its register is certainly broken, in the check’s words', () => {
    expect(told({ opinions: 3, cost: 0 })).toBe('opinions 意见数与金额不符 核对后改正')
    expect(told({ opinions: 3, cost: 1 })).toBe('')
    // A blank cell may still be filled in.
    expect(told({ opinions: 3 })).toBe('')
  })

  test('dated in another year is told where it belongs', () => {
    expect(outsideYear(register, valid, 2025)).toBeNull()
    expect(outsideYear(register, valid, 2024)).toMatchObject({
      field: 'meeting_on',
      message: '2025-03-01不在2024年度',
      remedy: '登记到2025年度的台账，或者改正日期',
    })
  })

  test('takes a date without strokes', () => {
    expect(valuesOf({ meeting_on: '20250301' })).toMatchObject({ meeting_on: '2025-03-01' })
  })

  test('is accepted by field ids and by labels alike', () => {
    const byId = parseRow(register, { ...valid, major: true, result: '合法' })
    expect(
      parseRow(register, { 决策事项: '甲方案', 集体讨论日期: '2025-03-01', 重大: '是', 审查结论: '合法' }),
    ).toEqual(byId)
    expect(byId).toEqual({
      values: { title: '甲方案', meeting_on: '2025-03-01', major: true, result: '合法' },
    })
  })

  test.each(['2025-03-01', '2025/3/1', '2025年3月1日', '2025.3.1', '２０２５-０３-０１', ' 2025-3-1 '])(
    'takes %s for the first of March',
    (written) => {
      expect(valuesOf({ meeting_on: written })).toMatchObject({ meeting_on: '2025-03-01' })
    },
  )

  test('refuses a day the calendar has not, and says why', () => {
    expect(told({ meeting_on: '2022-02-30' })).toContain('2022年2月没有30日')
    expect(told({ meeting_on: '2025-13-02' })).toContain('没有13月')
    expect(told({ meeting_on: '0202-03-01' })).toContain('年份不对')
    expect(told({ meeting_on: '三月' })).toContain('不是日期')
    expect(told({ meeting_on: 20250301 })).toContain('不是日期')
  })

  test('refuses negative, fractional and worded numbers where a count is due', () => {
    expect(told({ opinions: -1 })).toContain('不能是负数')
    expect(told({ opinions: '1.5' })).toContain('应当是整数')
    expect(told({ opinions: '三条' })).toContain('应当是数')
    expect(told({ cost: '1e9' })).toContain('应当是数')
    expect(told({ cost: '12345678901234567' })).toContain('应当是数')
    expect(valuesOf({ opinions: '1,200', cost: '0.50' })).toMatchObject({ opinions: 1200, cost: 0.5 })
  })

  test.each([
    ['是', true],
    ['有', true],
    ['√', true],
    ['true', true],
    [true, true],
    ['否', false],
    ['无', false],
    ['false', false],
  ])('takes %s as a flag', (written, meant) => {
    expect(valuesOf({ major: written })).toMatchObject({ major: meant })
  })

  test('refuses any other word as a flag', () => {
    expect(told({ major: '大概' })).toContain('写是或者否')
  })

  test('lists the choices when one is not among them', () => {
    expect(told({ result: '基本合法' })).toContain('可选：合法、不合法')
    expect(told({ parts: ['意见书', '照片'] })).toMatch(/没有“照片”.*意见书、会议纪要/)
  })

  test('splits a written set, keeps a choice that holds a stop, and orders it as declared', () => {
    expect(valuesOf({ parts: '会议纪要；意见书' })).toMatchObject({ parts: ['意见书', '会议纪要'] })
    expect(valuesOf({ parts: '图纸、表册' })).toMatchObject({ parts: ['图纸、表册'] })
  })

  test('leaves blank cells out', () => {
    expect(valuesOf({ major: '', result: null, opinions: undefined, parts: [], village: '  ' })).toEqual(
      valid,
    )
  })

  test('tells all its mistakes at once, each with field, label, text and remedy', () => {
    const errors = errorsOf({ meeting_on: '2022-02-30', opinions: '-3', 结论: '合法' })
    expect(errors.map((error) => error.field)).toEqual(['meeting_on', 'opinions', '结论', 'title'])
    expect(errors[1]).toEqual({
      field: 'opinions',
      label: '意见数',
      message: '不能是负数（-3）',
      remedy: '写不小于0的整数，单位条',
      text: '-3',
    })
    for (const error of errors) expect(error.remedy).not.toBe('')
  })

  test('names the fields when one is unknown, and guesses the one that was meant', () => {
    expect(told({ 集体讨论日: '2025-01-01' })).toMatch(
      /没有字段“集体讨论日”.*是不是想写“集体讨论日期”.*决策事项/,
    )
  })

  test('refuses a field given twice, by id and by label', () => {
    expect(told({ 决策事项: '乙方案' })).toContain('填了两次')
  })

  test('refuses the names of an object’s machinery', () => {
    const input = JSON.parse('{"title":"甲","meeting_on":"2025-03-01","__proto__":{"major":true}}')
    expect(errorsOf(input).map(({ message }) => message)).toEqual(['“__proto__”不能作字段名'])
    expect(told({ constructor: 'x' })).toContain('不能作字段名')
  })
})

const row = (id: string, values: Row['values']): Row => ({ id, values })

describe('a register as a whole', () => {
  test('has no two rows with one key', () => {
    const rows = [row('1', valid), row('2', { ...valid, title: '乙' }), row('3', { ...valid, major: true })]
    const errors = checkRegister(register, 'open', rows)
    expect(errors.map(({ rows: concerned }) => concerned)).toEqual([['1', '3']])
    expect(errors[0]?.message).toContain('甲方案，2025-03-01')
  })

  test('is not closed without a row, and a nil return has none', () => {
    expect(checkRegister(register, 'closed', []).map(({ message }) => message)).toEqual([
      '台账“决策台账”没有记录，不能封账',
    ])
    expect(checkRegister(register, 'none', [row('1', valid)])[0]?.message).toContain('零报告，却有1条记录')
    expect(checkRegister(register, 'none', [])).toEqual([])
    expect(checkRegister(register, 'open', [])).toEqual([])
  })

  test('holds one row where one a year is all there can be', () => {
    const one: Register = { ...register, oneRow: 'year' }
    expect(checkRegister(one, 'open', [row('1', valid)])).toEqual([])
    expect(checkRegister(one, 'open', [row('1', valid), row('2', valid)])[0]?.message).toContain(
      '一年只有一条',
    )
  })
})
