/** Figures that stand under a name alone, in tables, ledgers and notes; deeds told of a single matter. */
import { describe, expect, test } from 'vitest'
import { readReport } from '../../../rules/reading/index.ts'
import { spellingsOf } from '../../../rules/reading/labels.ts'
import { loadPackFromDisk } from '../../../server/packs.ts'

const { reading } = loadPackFromDisk('shandong')
const title = '云栖镇2025年法治政府建设情况报告\n'
const read = (body: string) =>
  readReport(title + body, reading)
    .claims.filter(({ fact }) => !fact.startsWith('other.') && fact !== 'annual_report.parts')
    .map(({ fact, value }) => `${fact} ${typeof value === 'object' ? JSON.stringify(value) : value}`)
const tell = (sentence: string) => read(`一、主要举措\n${sentence}`)

describe('a label', () => {
  test.each([
    ['[受理]信访[件]', ['信访', '信访件', '受理信访', '受理信访件']],
    ['(书记|镇长)述法', ['书记述法', '镇长述法']],
    ['[甲(乙|丙)]丁', ['丁', '甲丙丁', '甲乙丁']],
  ])('%s is spelt in every way it allows', (label, spellings) =>
    expect(spellingsOf(label)!.sort()).toEqual(spellings.sort()),
  )

  test.each(['(甲', '甲)', '[甲)', '[一|二|三|四|五|六|七|八]'.repeat(5)])('%s is refused', (label) =>
    expect(spellingsOf(label)).toBeNull(),
  )

  test.each([
    ['检察建议2份。', ['suggestions.procuratorial 2']],
    ['合同34份，审了33份。', ['contracts.signed 34', 'contracts.reviewed 33']],
    ['重大决策，1项。', ['decisions.major 1']],
    ['法治文化阵地，7个村有。', ['villages.with_venue 7']],
    ['规范性文件，没有。', ['normative_documents.issued 0']],
    ['司法建议无。', ['suggestions.judicial 0']],
  ])('%s', (sentence, claims) => expect(tell(sentence)).toEqual(claims))

  test.each(['劳动合同34份。', '检察建议宣传手册200份。', '有没有，群众说了算。', '每份合同34页。'])(
    'is not read into %s',
    (sentence) => expect(tell(sentence)).toEqual([]),
  )

  test('takes its object from the heading over it', () => {
    expect(read('一、行政执法\n人员10名，持证9名。')).toContain('enforcement_officers.total 10')
    expect(read('一、办公用房\n人员10名，持证9名。')).toEqual([])
  })
})

test('a column of units says what a row is counted in', () => {
  const table =
    '| 项目 | 单位 | 上年 | 完成 |\n|---|---|---|---|\n| 检察建议 | 份 | 1 | 2 |\n| 普法经费支出 | 元 | 3 | 36500 |'
  expect(tell(table)).toEqual(['suggestions.procuratorial 2', 'plans.publicity_paid 36500'])
})

describe('a deed without a figure', () => {
  test('done to a single matter is done to all there was', () => {
    expect(tell('作出重大行政决策1项，司法所会同法律顾问作合法性审查，经社会稳定风险评估。')).toEqual([
      'decisions.major 1',
      'decisions.reviewed all',
      'decisions.risk_assessed all',
    ])
  })

  test('done to another object is none of the total', () => {
    expect(tell('作出重大行政决策1项，对规范性文件开展合法性审查。')).not.toContain('decisions.reviewed all')
  })
})

describe('what a paragraph is about', () => {
  test.each(['明年怎么办？中心组学法5次。', '2026年。中心组学法5次。', '下一步打算：中心组学法5次。'])(
    '%s tells a plan',
    (plan) => expect(read(`中心组学法4次。\n${plan}`)).toEqual(['study_sessions.centre_group 4']),
  )

  test('a report of last year that is published now tells nothing of last year', () => {
    expect(tell('上年度政府信息公开工作年度报告按时公开，受理政府信息公开申请16件。')).toContain(
      'disclosure_requests.received 16',
    )
  })

  test('among the shortcomings what was done is read, and the measure of a fault is none', () => {
    const shortcomings = '二、存在的不足\n县司法局抽查案卷8件。学法考试仍有1人缺考。'
    expect(read(`一、主要举措\n中心组学法4次。\n${shortcomings}`)).toEqual([
      'study_sessions.centre_group 4',
      'enforcement_cases.files_reviewed 8',
    ])
  })
})

test.each([
  ['印发年度要点。2月27日，印发《云栖镇2025年法治建设工作计划》。', 'plans.annual_plan_on 2025-02-27'],
  ['重大行政决策有一项，就是供水工程。', 'decisions.major 1'],
  ['败诉案件的判决内容已按期履行，未发现罚缴不分。', 'enforcement_cases.fine_unlawful 0'],
])('%s', (sentence, claim) => expect(tell(sentence)).toContain(claim))
