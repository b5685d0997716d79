import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { viewFact } from '../../../rules/fact-view.ts'
import {
  type Cells,
  calculationOf,
  expectEveryCompletionInside,
  marks,
  pointsOf,
  problemsOf,
  rowPack,
  scoreOf,
} from '../../support/row-pack.ts'
import { evidenceOf } from '../../support/small-pack.ts'

const elements = '[{ is: 计划, points: 0.5 }, { is: 记录, points: 1 }, { is: 总结, points: 0.5 }]'
const score = (mode: string): string =>
  `{ evidence_set: { of: marks.papers, elements: ${elements}, mode: ${mode} } }`

describe('evidence_set', () => {
  it('credits each element that is there: 0.5 + 1', () => {
    expect(pointsOf(rowPack(score('credit')), marks('closed', { papers: ['计划', '记录'] }))).toBe('3/2')
  })

  it('takes off the value for each that is missing: 3 − 0.5', () => {
    expect(pointsOf(rowPack(score('deduct')), marks('closed', { papers: ['计划', '记录'] }))).toBe('5/2')
  })

  it('lets what nobody listed still come', () => {
    expect(pointsOf(rowPack(score('credit')), {})).toBe('0..2')
    expect(pointsOf(rowPack(score('deduct')), {})).toBe('1..3')
  })

  it('shows whether the list has all there is', () => {
    const shown = (state: 'open' | 'closed', papers: string[] | null) =>
      viewFact(scoreOf(rowPack(score('credit')), evidenceOf(marks(state, { papers }))).facts[0]!)
    expect(shown('closed', ['计划'])).toMatchObject({ text: '计划', value: ['计划'], closed: true })
    expect(shown('open', null)).toMatchObject({ text: '未定', value: [], closed: false })
    expect(shown('closed', null)).toMatchObject({ text: '无', value: [], closed: true })
  })

  it('says which are there and which are missing', () => {
    expect(calculationOf(rowPack(score('credit')), marks('closed', { papers: ['记录'] }))).toEqual([
      '计划：缺',
      '记录：有，得1.00分',
      '总结：缺',
      '3项材料有1项，得1.00分',
    ])
  })

  it('refuses elements nobody can list, twice the same, and an undeclared mode', () => {
    const messages = (text: string): string[] => problemsOf(text).map((problem) => problem.message)
    expect(messages(score('credit').replace('is: 总结', 'is: 照片'))).toEqual(['选项里没有“照片”'])
    expect(messages(score('credit').replace('is: 总结', 'is: 计划'))).toEqual(['“计划”写了两次'])
    expect(messages(score('both'))).toEqual(['“mode”不能是“both”'])
    expect(messages(score('credit').replace(', mode: credit', ''))).toEqual([
      '没有写明按有的得分还是按缺的扣分',
    ])
  })

  it.each(['credit', 'deduct'])('contains every completion (%s)', (mode) => {
    const worth: Record<string, number> = { 计划: 50, 记录: 100, 总结: 50 }
    const sum = (has: string[]): number => has.reduce((total, is) => total + worth[is]!, 0)
    const papers = fc.subarray(['计划', '记录', '总结'], { minLength: 1 })
    expectEveryCompletionInside({
      pack: rowPack(score(mode)),
      cells: {},
      marks: { papers },
      settled: ['papers'],
      byHand: (_, row: Cells | undefined) => {
        const has = (row?.papers ?? []) as string[]
        return mode === 'credit' ? sum(has) : 300 - (200 - sum(has))
      },
    })
  })
})
