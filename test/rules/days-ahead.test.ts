/** What is entered for a day after that of the assessment has not been done yet. */
import { describe, expect, it } from 'vitest'
import { assess, type ItemScore } from '../../rules/assess.ts'
import type { Evidence } from '../../rules/evidence.ts'
import { toDecimal } from '../../rules/rational.ts'
import { explainItem } from '../../rules/reasons.ts'
import { holidays, loadPackFromDisk } from '../../server/packs.ts'
import { evidenceOf, register } from '../support/small-pack.ts'

const { pack } = loadPackFromDisk('national')
const { table: days } = holidays()

function at(asOf: string, id: string, more: Partial<Evidence>) {
  const result = assess(pack, { ...evidenceOf({}), ...more }, { asOf, today: asOf, holidays: days })
  const score: ItemScore = result.items.find(({ item }) => item.table.id === id)!
  return {
    points: [toDecimal(score.low), toDecimal(score.high)],
    record: [toDecimal(score.onRecord.low), toDecimal(score.onRecord.high)],
    text: explainItem(result, score).text,
  }
}

const study = (...dates: string[]): Partial<Evidence> => ({
  registers: {
    study_sessions: register(
      'study_sessions',
      'closed',
      dates.map((held_on) => ({ held_on, body: '理论学习中心组', topic: '宪法', law_topic: true })),
    ),
  },
})

describe('a row of a day that has not come', () => {
  it('is not counted as done, may still be, and the reason says so', () => {
    const planned = study('2025-05-15', '2025-11-20')
    const early = at('2025-06-30', 'learn-centre-group', planned)
    expect(early.points).toEqual(['1', '2'])
    expect(early.record).toEqual(['1', '1'])
    expect(early.text).toContain('1条记录的日期晚于评价日期2025年6月30日，不计为已完成')
    expect(at('2025-11-20', 'learn-centre-group', planned).points).toEqual(['2', '2'])
  })
})

describe('a deed of a day that has not come', () => {
  const report = (submitted_on: string): Partial<Evidence> => ({
    registers: {
      annual_report: register('annual_report', 'closed', [{ title: '2025年度报告', submitted_on }]),
    },
  })

  it('can no longer be in time once the limit is past, and still can before', () => {
    expect(at('2026-04-10', 'rep-submit', report('2026-04-20')).points).toEqual(['0', '0'])
    expect(at('2026-02-10', 'rep-submit', report('2026-02-26')).points).toEqual(['0', '1.5'])
    expect(at('2026-02-26', 'rep-submit', report('2026-02-26')).points).toEqual(['1.5', '1.5'])
  })

  it('is judged so when a total or the report says it', () => {
    const statements = [{ fact: 'annual_report.submitted_on', value: '2026-02-26' }]
    expect(at('2026-02-10', 'rep-submit', { statements }).points).toEqual(['0', '1.5'])
    expect(at('2026-02-10', 'rep-submit', { statements }).text).toContain('所述日期晚于评价日期2026年2月10日')
  })

  it('leaves limits and terms alone, which lie ahead by nature', () => {
    const row = { kind: '司法建议', number: '一号', received_on: '2025-06-02', due_on: '2025-09-01' }
    const answered = (on: string) =>
      at('2025-07-10', 'sug-judicial-2m', {
        registers: { suggestions: register('suggestions', 'closed', [{ ...row, answered_on: on }]) },
      }).points
    expect(answered('2025-07-01')).toEqual(['0.5', '0.5'])
    expect(answered('2025-08-01')).toEqual(['0', '0.5'])
  })
})
