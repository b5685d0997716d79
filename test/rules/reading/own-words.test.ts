/** Whose figure it is, what belongs to it, and what only stands beside it: sentences read with a whole pack. */
import { describe, expect, test } from 'vitest'
import { compileReading, readReport } from '../../../rules/reading/index.ts'
import { loadPackFromDisk } from '../../../server/packs.ts'

const reading = compileReading(loadPackFromDisk('shandong').table)
const head = '砚泠镇2025年度法治政府建设情况报告\n一、主要举措和成效\n'
const facts = (sentence: string): string[] =>
  readReport(head + sentence, reading)
    .claims.filter(({ fact }) => !fact.startsWith('other.'))
    .map(({ fact, value }) => `${fact} ${typeof value === 'object' ? JSON.stringify(value) : value}`)

type Case = [sentence: string, ...facts: string[]]
const readsExactly = (cases: Case[]): void => {
  test.each(cases.map(([sentence, ...expected]) => ({ sentence, expected })))(
    '$sentence',
    ({ sentence, expected }) => expect(facts(sentence)).toEqual(expected),
  )
}

describe('a length of time ends no words of the figure beside it', () => {
  readsExactly([
    [
      '作出行政处罚决定43件，43件决定均于7个工作日内公示。',
      'enforcement_cases.penalties 43',
      'enforcement_cases.published 43',
    ],
    ['行政机关负责人出庭应诉率连续两年达到100%。', 'hearings.head_present all'],
    ['组织执法人员完成60学时培训14人。', 'enforcement_officers.trained 14'],
  ])
})

describe('days are a figure where a fact counts days', () => {
  readsExactly([
    ['镇领导接访96天。', 'reception_days.held 96'],
    ['班子成员轮流接访六十余天。', 'reception_days.held 60'],
    ['行政处罚案件平均办理26天。'],
  ])
})

describe('what another body sends the township is a figure of the township', () => {
  readsExactly([
    ['县司法局抽查我镇案卷9卷。', 'enforcement_cases.files_reviewed 9'],
    ['区司法局下发执法监督文书3份。', 'suggestions.enforcement 3'],
    ['县法院发来司法建议1份。', 'suggestions.judicial 1'],
    ['县检察院发来检察建议2份。', 'suggestions.procuratorial 2'],
    ['市中级人民法院向我镇送达司法建议书1份。', 'suggestions.judicial 1'],
  ])
})

describe('what another body does among many stays its own', () => {
  readsExactly([
    ['县司法局评查全县行政处罚案卷130卷。'],
    ['县人民法院向各乡镇发出司法建议24份。'],
    ['市司法局组织评查行政处罚案卷70卷，其中我镇5卷。'],
    ['县政府印发规范性文件6件。'],
    ['县司法局培训执法人员300名。'],
  ])
})

describe('the verb of an order is a deed where it is the office that orders', () => {
  readsExactly([
    [
      '收到政府信息公开申请16件，要求补正2件。',
      'disclosure_requests.received 16',
      'disclosure_requests.unclear 2',
    ],
    ['收到转送信访事项中不属于我镇职权的5件，提出异议4件。', 'petitions.to_object 5', 'petitions.objected 4'],
    ['全年下达行政处罚决定书31份。', 'enforcement_cases.penalties 31'],
    ['县委下达学法任务4次。'],
    ['上级提出中心组学法4次的要求。'],
  ])

  test('petitions handed over are kept', () => {
    const { claims } = readReport(`${head}转送交办信访件64件。`, reading)
    expect(claims.map(({ value }) => value)).toContain(64)
  })
})

describe('members of a list share what only the first or the last of them says', () => {
  readsExactly([
    ['信访事项受理率、办结率均100%。', 'petitions.closed all'],
    [
      '执法人员持证率、培训达标率均100%。',
      'enforcement_officers.certified all',
      'enforcement_officers.trained all',
    ],
    ['信访事项及时受理率、按期办结率分别为97.4%和100%。', 'petitions.closed all'],
    [
      '司法建议、检察建议回复率均为100%。',
      'suggestions.judicial_answered all',
      'suggestions.procuratorial_answered all',
    ],
    ['行政复议和行政诉讼案件，分别为5件、3件。', 'reconsiderations.received 5', 'lawsuits.received 3'],
    [
      '被申请、被起诉的行政复议、行政诉讼案件分别为5件、3件。',
      'reconsiderations.received 5',
      'lawsuits.received 3',
    ],
  ])
})

describe('a character inside a longer word neither averages nor divides', () => {
  readsExactly([
    ['行政诉讼案件3件，负责人均出庭应诉。', 'lawsuits.received 3', 'hearings.head_present all'],
    ['单位负责人均出庭应诉3件。', 'hearings.head_present 3'],
    ['人均参加培训3次。'],
    ['行政处罚案件涉及公共利益13件。', 'enforcement_cases.penalties 13'],
  ])
})

describe('months told together are no year', () => {
  readsExactly([
    ['1至6月作出行政处罚7起。'],
    ['1—9月份，审查合同23份。'],
    ['1至5月处罚7起，全年处罚19起。', 'enforcement_cases.penalties 19'],
    ['1至12月作出行政处罚19起。', 'enforcement_cases.penalties 19'],
  ])
})

describe('two officers are how a case is handled, and no figure', () => {
  readsExactly([
    ['全部行政处罚案件由两名以上执法人员办理。', 'enforcement_cases.two_officers all'],
    ['每起行政处罚案件执法人员均不少于两人。', 'enforcement_cases.two_officers all'],
    ['41件处罚均由两人以上办理。', 'enforcement_cases.two_officers 41'],
    ['执法时应当不少于两人。'],
    ['聘请法律顾问2名以上。', 'legal_advisers.valid 2'],
  ])
})

describe('all of them, and so many of each', () => {
  readsExactly([
    ['负责人逢案必出。', 'hearings.head_present all'],
    ['两人以上执法做到案案落实。', 'enforcement_cases.two_officers all'],
    ['收到司法建议、检察建议各2份。', 'suggestions.judicial 2', 'suggestions.procuratorial 2'],
    ['培训春季、秋季各1次。'],
    ['班子成员人人述法，共述法11人。', 'law_reports.leaders 11'],
  ])
})
