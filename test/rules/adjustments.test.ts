/** What stands between items and totals: lines for sheets and pages, sentences for the total and the grade. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { adjustmentLines, raisedLines } from '../../rules/adjustments.ts'
import { assess } from '../../rules/assess.ts'
import type { Assessment } from '../../rules/assessment.ts'
import { parseEvidence } from '../../rules/evidence-file.ts'
import { clausePack } from '../support/clause-pack.ts'
import { noHolidays } from '../support/small-pack.ts'
import { viewOf } from '../support/view.ts'

function assessed(name: string, facts: Record<string, number>, registers: object = {}): Assessment {
  const text = readFileSync(new URL(`clauses/${name}`, import.meta.url), 'utf8')
  const pack = clausePack(name, text).pack!
  const statements = Object.entries(facts).map(([fact, value]) => ({ fact, value }))
  const file = JSON.stringify({ township: '例镇', kind: '镇', year: 2025, registers, statements })
  const { envelopes, problems } = parseEvidence(file, 'a.yaml', pack.table)
  expect(problems).toEqual([])
  const options = { asOf: '2025-12-31', today: '2025-12-31', holidays: noHolidays }
  return viewOf(assess(pack, envelopes[0]!, options), { township: '例镇' })
}

describe('lines between items and totals', () => {
  const defects = { 'files.bad': 5, 'boards.bad': 6, 'talks.held': 8 }
  const judged = { cases: { state: 'closed', rows: [{ code: '一', fit: false }] } }

  it('show each cap by what it gives back, the inner group first', () => {
    const { dimensions, score } = assessed('88-group-cap.yaml', defects, judged)
    // 5 + 3 lost of the two, 4 allowed; with the 4 of the third 8 lost, 6 allowed.
    expect(adjustmentLines(dimensions[0]!)).toEqual([
      { text: '“日常检查”累计扣分到上限，加回', low: '4', high: '4' },
      { text: '“行政执法”累计扣分到上限，加回', low: '2', high: '2' },
    ])
    expect(dimensions[0]!.low).toBe('6')
    expect(score.notes).toEqual([
      '“行政执法”累计扣分最多6分，超出的2.00分不再扣',
      '“日常检查”累计扣分最多4分，超出的4.00分不再扣',
    ])
  })

  it('are told at an item inside, and not at one outside', () => {
    const { items } = assessed('88-group-cap.yaml', defects, judged)
    const notes = (id: string): string[] =>
      items
        .find((item) => item.id === id)!
        .reason.steps.filter(({ kind }) => kind === 'note')
        .map(({ text }) => text)
    expect(notes('files')).toEqual([
      '“行政执法”累计扣分已到上限，合计时超出的部分不再扣',
      '“日常检查”累计扣分已到上限，合计时超出的部分不再扣',
    ])
    expect(notes('cases')).toEqual(['“行政执法”累计扣分已到上限，合计时超出的部分不再扣'])
    expect(notes('talks')).toEqual([])
  })

  it('show the floor of the total', () => {
    const { score } = assessed('77-floor-by-total.yaml', { 'staff.punished': 3, 'tasks.done': 4 })
    expect(raisedLines(score.raw, '总分')).toEqual([{ text: '“总分”扣完为止，加回', low: '4', high: '4' }])
    expect(score.notes).toBeUndefined()
  })

  it('show what a weighed dimension counts, and add up to the total', () => {
    const { dimensions, score } = assessed('89-weighed-dimensions.yaml', {
      'study.held': 3,
      'contracts.all': 4,
      'contracts.reviewed': 3,
      'rules.count': 4,
      'advice.given': 40,
    })
    expect(dimensions.flatMap(adjustmentLines)).toEqual([
      { text: '“组织领导”按权重20%计入合计', low: '15', high: '15' },
      { text: '“依法行政”按权重50%计入合计', low: '42.5', high: '42.5' },
      { text: '“公共法律服务”按权重30%计入合计', low: '24', high: '24' },
    ])
    expect(score.raw).toMatchObject({ value: '100', low: '81.5', high: '81.5' })
    expect(score.notes).toEqual([
      '各一级指标按权重计入总分：“组织领导”占20%，计15.00分；“依法行政”占50%，计42.50分；“公共法律服务”占30%，计24.00分',
    ])
  })
})

describe('a grade held by the base', () => {
  it('says what the base lacks, and what may still be lacking', () => {
    const honour = { honours: { state: 'closed', rows: [{ code: '一', level: '省级' }] } }
    expect(assessed('87-base-below-the-line.yaml', { 'tasks.done': 59 }, honour).score.notes).toEqual([
      '不计加分减分的基础分59.00分，不到“合格”要求的60分，无论加多少分，等次不高于“不合格”',
    ])
    expect(assessed('87-base-below-the-line.yaml', { 'tasks.done': 80 }, honour).score.notes).toBeUndefined()
  })
})
