/** What is told of gaps, vetoes, pools and shares beside the points. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type AssessResult, assess } from '../../rules/assess.ts'
import type { Evidence } from '../../rules/evidence.ts'
import { explainTotal } from '../../rules/total-reasons.ts'
import { assessmentSheet, gapsSheet } from '../../server/commands/assessment-sheet.ts'
import { frame } from '../../server/commands/frame.ts'
import { lineSheet } from '../../server/commands/item-sheet.ts'
import { clausePack } from '../support/clause-pack.ts'
import { evidenceOf, noHolidays, register, smallPack } from '../support/small-pack.ts'
import { viewOf } from '../support/view.ts'

const clauseText = (name: string): string =>
  readFileSync(new URL(`clauses/${name}.yaml`, import.meta.url), 'utf8')

function scored(text: string, registers: Evidence['registers'], asOf = '2026-01-31'): AssessResult {
  const { pack } = clausePack('clause.yaml', text)
  return assess(pack!, evidenceOf(registers), { asOf, today: asOf, holidays: noHolidays })
}

const words = frame('zh')

describe('a gap of an open list with a row that falls short', () => {
  const decision = (title: string, review_on: string) => ({
    title,
    major: true,
    review_on,
    meeting_on: '2025-06-10',
  })
  const rows = [decision('甲', '2025-06-01'), decision('乙', '2025-06-01'), decision('丙', '2025-06-11')]
  const of = (state: 'open' | 'closed') => {
    const registers = { decisions: register('decisions', state, rows) }
    const asOf = '2026-04-30'
    return viewOf(assess(smallPack(), evidenceOf(registers), { asOf, today: asOf, holidays: noHolidays }))
  }
  const gapIn = (assessment: ReturnType<typeof of>) =>
    assessment.gaps.filter(({ item }) => item === 'reviewed')
  const drafted = (assessment: ReturnType<typeof of>) =>
    assessment.draft.paragraphs.find(({ kind, item }) => kind === 'shortcoming' && item === 'reviewed')!.text

  it('is worth no more than the item', () => {
    const assessment = of('open')
    const gaps = gapIn(assessment)
    expect(gaps).toMatchObject([{ lost: '0', lostKnown: '1', open: '3' }])
    const table = gapsSheet({ ...assessment, gaps }, words).find(({ kind }) => kind === 'table')
    expect(table).toMatchObject({
      rows: [['不足', '3.00', expect.any(String), expect.any(String), expect.any(String)]],
    })
  })

  it('is drafted as the record so far, and as a fact only when the list is closed', () => {
    expect(drafted(of('open'))).toContain('）按现有登记，3个中1个未达到（丙），占比66.67%')
    expect(drafted(of('closed'))).not.toContain('按现有登记')
  })
})

describe('a veto', () => {
  const villages = register('villages', 'closed', [{ name: '甲', fit: 9 }])
  const decided = { villages, decisions: register('decisions', 'closed', [{ number: '一号', made: true }]) }

  it.each([
    ['61-veto-fail', '年度等次为最低等次'],
    ['62-veto-cap-grade', '年度等次不高于'],
    ['64-veto-deduct', '总分扣5分'],
    ['78-veto-stop-scoring', '停止计分，总分0分'],
  ])('of %s is told with its effect when it holds and while it may', (name, effect) => {
    const note = (registers: Evidence['registers']) =>
      explainTotal(scored(clauseText(name), registers)).find((text) => text.startsWith('一票否决'))
    expect(note(decided)).toContain(`：已成立，${effect}`)
    expect(note({ villages })).toContain(`：尚未排除，如成立，${effect}`)
    expect(note({ villages, decisions: { state: 'none', rows: [] } })).toBeUndefined()
  })

  it('stands on the sheet of the assessment', () => {
    const sheet = assessmentSheet(viewOf(scored(clauseText('64-veto-deduct'), decided)), words)
    expect(sheet).toContainEqual({
      kind: 'list',
      items: ['一票否决“一票否决”（依据示例办字〔2025〕1号）：已成立，总分扣5分'],
    })
  })
})

describe('an item that does not apply', () => {
  const text = (within: string) =>
    clauseText('89-weighed-dimensions').replace(
      'empty: { treat: renormalise, within: dimension }',
      `empty: { treat: renormalise, within: ${within} }`,
    )
  const assessed = (within: string) => {
    const { pack } = clausePack('clause.yaml', text(within))
    const statements = [
      { fact: 'study.held', value: 3 },
      { fact: 'rules.count', value: 4 },
      { fact: 'advice.given', value: 50 },
    ]
    const evidence = { ...evidenceOf({ contracts: { state: 'none', rows: [] } }), statements }
    return assess(pack!, evidence, { asOf: '2026-01-31', today: '2026-01-31', holidays: noHolidays })
  }

  it('is told with its treatment and the division that leads to the hundred', () => {
    // 20 × 3/4 + 20 + 30 of 70 that apply.
    const result = assessed('total')
    const note = explainTotal(result).find((one) => one.startsWith('不适用'))
    expect(note).toBe(
      '不适用的考核要点：“合法性审查”按合理缺项处理，分值由全表其余考核要点按比例分担；得分合计65.00÷适用分值70.00×100＝92.86分',
    )
    const reason = viewOf(result).items.find(({ id }) => id === 'contracts')!.reason.text
    expect(reason).toContain('本项不适用，按合理缺项处理，分值由全表其余考核要点按比例分担。')
  })

  it('moves its value within its dimension by another arithmetic', () => {
    const note = explainTotal(assessed('dimension')).find((one) => one.startsWith('不适用'))
    expect(note).toContain('分值由“依法行政”其余考核要点按比例分担；')
    expect(note).toMatch(/各考核要点按分担后的分值（合计100\.00分）计算，折算95\.00分$/)
  })

  it('leaves its value out of the sums of the sheet', () => {
    const [scores] = assessmentSheet(viewOf(assessed('total')), words).filter(({ kind }) => kind === 'table')
    expect(scores).toMatchObject({
      rows: [[words.raw, '70.00', '65.00', '65.00', '0.00', '5.00'], expect.anything()],
    })
  })
})

describe('a pool in which a matter counts once', () => {
  const told = (matter: string | null) => {
    const assessment = viewOf(
      scored(clauseText('58-same-matter-lines'), {
        honours: register('honours', 'closed', [{ number: '一号', level: '省级', matter: '调解' }]),
        promotions: register('promotions', 'closed', [{ number: '二号', level: '市级', matter }]),
      }),
    )
    return { assessment, pool: assessment.score.pools[0]! }
  }
  const same = '事项“调解”在“表彰”1.00分、“推广”0.50分，同一事项只按最高的计一次'
  const open = '“推广”有1条没有写明事项，是否与其他的重复未定，请补写'

  it('names the matter that is not counted again, and the row whose matter is not named', () => {
    expect(told('调解').pool.notes).toEqual([same])
    expect(told('普法').pool.notes).toBeUndefined()
    expect(told(null).pool.notes).toEqual([open])
  })

  it('says so on the sheet and in the explanation of a line', () => {
    const { assessment, pool } = told('调解')
    const table = assessmentSheet(assessment, words).find(
      (part) => part.kind === 'table' && part.notes?.texts.at(-1) === same,
    )
    expect(table).toBeDefined()
    const [heading, score, steps] = lineSheet(pool, pool.lines[1]!, words)
    expect(heading).toEqual({ kind: 'heading', text: '加分 推广（promotions）' })
    expect(score).toEqual({ kind: 'fields', fields: [[words.points, '+0.50（加分合计+1.00）']] })
    expect(steps).toMatchObject({ fields: expect.arrayContaining([[words.note, same]]) })
  })
})
