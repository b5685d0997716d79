/** Sentences that once read a figure as what it is not: each mechanism with wordings of its own. */
import { describe, expect, test } from 'vitest'
import { compileReading, readReport } from '../../../rules/reading/index.ts'
import { loadPackFromDisk } from '../../../server/packs.ts'

const reading = compileReading(loadPackFromDisk('shandong').table)
const head = '砚泠镇2025年度法治政府建设情况报告\n一、主要举措和成效\n'

/** Facts of the pack that a sentence sets; figures kept aside as `other.*` are none of them. */
const facts = (sentence: string): string[] =>
  readReport(head + sentence, reading)
    .claims.filter(({ fact }) => !fact.startsWith('other.'))
    .map(({ fact, value }) => `${fact} ${typeof value === 'object' ? JSON.stringify(value) : value}`)
const aside = (sentence: string): string[] =>
  readReport(head + sentence, reading)
    .claims.filter(({ fact }) => fact.startsWith('other.'))
    .map(({ value }) => (typeof value === 'object' ? JSON.stringify(value) : String(value)))

type Case = [sentence: string, ...facts: string[]]
const readsExactly = (cases: Case[]): void => {
  test.each(cases.map(([sentence, ...expected]) => ({ sentence, expected })))(
    '$sentence',
    ({ sentence, expected }) => expect(facts(sentence)).toEqual(expected),
  )
}

describe('what is left out is not what was done', () => {
  readsExactly([
    ['研究重大行政决策9项，除2项涉密事项外均完成合法性审查。', 'decisions.major 9'],
    ['各村均配备法律顾问（1个社区除外）。'],
    ['除3个拆迁村外，其余25个村全部配备法律顾问。'],
    ['除中心组学法3次外，还组织党委会学法6次。', 'study_sessions.centre_group 3'],
    ['因防汛取消中心组学法1次。'],
    ['28个村配备法治带头人，其余2个村各明确1名联络员。', 'villages.with_rol_leader 28'],
  ])
  test('a figure left out stays in sight', () => {
    expect(aside('研究重大行政决策9项，除2项涉密事项外均完成合法性审查。')).toEqual(['2'])
  })
})

describe('a figure takes the predicate of its own part', () => {
  readsExactly([
    [
      '全镇有20个行政村，其中18个行政村配备3名以上法律明白人，其余2个村各配备1名。',
      'villages.rural_total 20',
      'villages.total 20',
      'villages.with_savvy 18',
      'villages.with_savvy_3 18',
    ],
    ['26个村（社区）均聘请1名律师担任法律顾问。', 'villages.total 26', 'villages.with_adviser 26'],
    ['党政主要负责人年终述法2人次，5名社区书记现场述法。', 'law_reports.roles 2'],
    ['党政主要负责人均已述法，另有11名中层干部提交书面述法。'],
    ['中心组专题学法3次，另组织党员学法8次。', 'study_sessions.centre_group 3'],
    ['中心组学法、党委会学法分别为4次、7次。', 'study_sessions.centre_group 4'],
    ['村（社区）法律顾问覆盖率由80%提高到96%。', 'villages.with_adviser {"rate":"0.96"}'],
  ])
})

describe('a shortfall or a denial turns a figure round', () => {
  readsExactly([
    ['法律明白人少于3名的行政村有5个。'],
    ['有6个村法律明白人未达3名。'],
    ['每个行政村法律明白人达到3名以上的有17个。', 'villages.with_savvy_3 17'],
    ['全镇共有22个村配备法律顾问。', 'villages.with_adviser 22'],
    ['3项重大行政决策未经合法性审查。'],
    ['尚有2个村没有配备法律顾问。'],
    ['58名干部参加学法考试，2人未参加。', 'exams.examined 58', 'exams.joined 58'],
    ['重大行政决策基本实现合法性审查全覆盖。'],
  ])
})

describe('what is due, ordered, planned or under way is not done', () => {
  readsExactly([
    ['中心组应学法6次，实学5次。', 'study_sessions.centre_group 5'],
    ['中心组原计划学法5次，受汛情影响，实际完成4次。', 'study_sessions.centre_group 4'],
    ['年度学法任务为4次，中心组全年学法3次。', 'study_sessions.centre_group 3'],
    ['上级要求聘请法律顾问2名。'],
    ['增聘法律顾问2名的工作正在推进。'],
    ['围绕村（社区）法律顾问覆盖率达到100%的目标，持续加大力度。'],
    ['各村应配备法律顾问，现有25个村已配备法律顾问。', 'villages.with_adviser 25'],
    ['负责人应出庭应诉4件。', 'hearings.due 4'],
    ['应参加学法考试90人，实际参加88人。', 'exams.due 90', 'exams.examined 88', 'exams.joined 88'],
    ['按计划完成中心组学法4次。', 'study_sessions.centre_group 4'],
    ['对拟提交会议的5项重大行政决策开展合法性审查。', 'decisions.reviewed 5'],
  ])
})

describe('a part of the time is not the year, and several years are more', () => {
  readsExactly([
    ['中心组上半年学法1次、下半年学法2次。'],
    ['5月，中心组学法1次。'],
    ['中心组一季度学法1次，全年共学法4次。', 'study_sessions.centre_group 4'],
    ['近两年来，中心组学法9次。'],
    ['中心组学法5次，较去年3次增加2次。', 'study_sessions.centre_group 5'],
    ['法律顾问由去年1名增至2名。', 'legal_advisers.valid 2'],
    ['2024年中心组学法2次，2025年中心组学法4次。', 'study_sessions.centre_group 4'],
    ['今年中心组学法3次。', 'study_sessions.centre_group 3'],
    ['全年中心组集体学法3次。', 'study_sessions.centre_group 3'],
  ])
})

describe('a rate of nothing says nothing', () => {
  readsExactly([
    ['本年度未发生行政诉讼案件，行政机关负责人出庭应诉率为100%。', 'hearings.due 0', 'lawsuits.received 0'],
    ['全年没有作出重大行政决策，重大行政决策合法性审查率100%。', 'decisions.major 0'],
    ['行政诉讼案件零发生，负责人出庭应诉率100%。', 'hearings.due 0', 'lawsuits.received 0'],
    ['全年无一起行政诉讼案件发生。', 'hearings.due 0', 'lawsuits.received 0'],
    ['没有一项重大行政决策未经合法性审查。'],
    ['未发生行政诉讼败诉案件，负责人出庭应诉率100%。', 'court_rulings.lost 0', 'hearings.head_present all'],
  ])
})

test('a count is not named after money beside it', () => {
  const { claims } = readReport(`${head}投入资金8万元，建成1处。`, reading)
  expect(claims.filter(({ fact }) => fact === 'other.amount').map(({ value }) => value)).toEqual([80000])
})

test('a number with a fraction is not its last digits', () => {
  expect(aside('人均参训1.8次。')).toEqual([])
  expect(facts('重大行政决策合法性审查7/8项。')).toEqual([])
})

describe('summaries of units inside a township are no township report', () => {
  test.each([
    ['砚泠镇派出所2025年工作总结\n一、主要工作\n走访28个村。', 'other:police'],
    ['2025年，派出所全体民警、辅警认真履职，接处警412起。\n一、打防管控', 'other:police'],
    ['砚泠镇卫生院2025年工作总结\n一、主要做法', 'other:unit'],
    ['砚泠镇2025年法治政府建设情况报告\n派出所、司法所联合普法12次。', 'township_report'],
    ['砚泠镇人民政府关于2025年度法治政府建设情况的报告\n民警、辅警参加培训。', 'township_report'],
  ])('%s', (text, kind) => expect(readReport(text, reading).document.kind).toBe(kind))
})
