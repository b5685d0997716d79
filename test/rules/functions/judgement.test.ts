import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  calculationOf,
  expectEveryCompletionInside,
  marks,
  pointsOf,
  problemsOf,
  rowPack,
} from '../../support/row-pack.ts'

const given = '{ judgement: { of: marks.points, min: 0.5, max: 3, step: 0.5 } }'
const banded = `{ banded_judgement: { grade: marks.grade, of: marks.points, bands: [{ is: A, from: 90, to: 100 }, { is: B, from: 80, to: 89 }, { is: C, from: 0, to: 79 }], weight: 3% } }`
const messages = (text: string): string[] => problemsOf(text).map((problem) => problem.message)

describe('judgement', () => {
  it('is open between its ends until somebody decides, then what was given', () => {
    expect(pointsOf(rowPack(given), {})).toBe('1/2..3')
    expect(pointsOf(rowPack(given), marks('closed', { points: '2.5' }))).toBe('5/2')
  })

  it('keeps a mark inside its range, and says so', () => {
    const pack = rowPack(given)
    expect(pointsOf(pack, marks('closed', { points: '4' }))).toBe('3')
    expect(calculationOf(pack, marks('closed', { points: '4' }))).toContain('高于最高分，按3分计')
    expect(calculationOf(pack, marks('closed', { points: '2.2' }))).toContain('不在分档上，请复核')
  })

  it('refuses a range that is none, or more than the item has', () => {
    expect(messages(given.replace('min: 0.5', 'min: 3'))).toEqual(['最低分应当小于最高分'])
    expect(messages(given.replace('max: 3', 'max: 4'))).toEqual(['最高分大于分值3'])
    expect(messages(given.replace(', step: 0.5', ''))).toEqual(['“step”应当是大于0的数'])
  })

  it('contains every completion', () => {
    expectEveryCompletionInside({
      pack: rowPack(given),
      cells: {},
      marks: { points: fc.constantFrom('0', '0.5', '1.5', '3', '4') },
      byHand: (_, row) => (row ? Math.min(300, Math.max(50, 100 * Number(row.points))) : 50),
    })
  })
})

describe('banded_judgement', () => {
  it('takes the number inside the grade, times the weight: 92 × 3%', () => {
    expect(pointsOf(rowPack(banded), marks('closed', { grade: 'A', points: '92' }))).toBe('69/25')
  })

  it('is open over the grade until the number is given, and over all grades until one is chosen', () => {
    // 80 × 3% … 89 × 3%
    expect(pointsOf(rowPack(banded), marks('open', { grade: 'B' }))).toBe('12/5..267/100')
    expect(pointsOf(rowPack(banded), {})).toBe('0..3')
  })

  it('holds a number to the range of its grade', () => {
    const pack = rowPack(banded)
    expect(pointsOf(pack, marks('closed', { grade: 'B', points: '95' }))).toBe('267/100')
    expect(calculationOf(pack, marks('closed', { grade: 'B', points: '95' }))).toContain(
      '分数不在该等次范围内，按范围的端点计',
    )
  })

  it('refuses overlapping ranges, a grade without one and one nobody gives', () => {
    expect(messages(banded.replace('from: 80, to: 89', 'from: 80, to: 95'))).toEqual(['范围与等次“A”重叠'])
    expect(messages(banded.replace(', { is: C, from: 0, to: 79 }', ''))).toEqual(['等次“C”没有写分数范围'])
    expect(messages(banded.replace('is: C', 'is: D'))).toContain('没有等次“D”')
  })

  it('contains every completion', () => {
    const bands: Record<string, [number, number]> = { A: [90, 100], B: [80, 89], C: [0, 79] }
    expectEveryCompletionInside({
      pack: rowPack(banded),
      cells: {},
      marks: {
        grade: fc.constantFrom('A', 'B', 'C'),
        points: fc.constantFrom('60', '85', '89', '92', '100'),
      },
      byHand(_, row) {
        if (!row) return undefined
        const [from, to] = bands[String(row.grade)]!
        return 3 * Math.min(to, Math.max(from, Number(row.points)))
      },
    })
  })
})
