import { describe, expect, test } from 'vitest'
import { compileReading, readReport } from '../../../rules/reading/index.ts'
import { fact, tableOf } from './table.ts'

const facts = [
  fact('study.centre', 'count', [{ count: 'sessions', of: '学法', by: 'centre_group' }]),
  fact('trainings.held', 'count', [{ count: 'sessions', of: '法治培训' }]),
  fact('trainings.paid', 'amount', [{ money: true, of: '普法经费' }]),
  fact('lawsuits.received', 'count', [
    { count: ['件', '起'], of: '行政诉讼', with: [['新收', '收到', '受理']] },
  ]),
  fact('lawsuits.none', 'count', [{ count: '无', of: '行政诉讼' }]),
  fact('rulings.lost', 'count', [{ count: ['件', '起'], of: '败诉' }]),
  fact('cases.settled', 'count', [{ count: ['件', '起'], of: '调解成功' }]),
  fact('cases.all', 'count', [{ count: ['件', '起'], of: '调解纠纷' }]),
  fact('villages.total', 'count', [{ count: ['个'], of: 'villages', with: ['全镇'] }]),
  fact(
    'villages.with_board',
    'share',
    [{ share: ['个'], of: 'villages', with: [['调委会'], ['设立', '建立']] }],
    { over: 'villages.total' },
  ),
  fact('contracts.reviewed', 'share', [{ share: ['份'], of: '合同', with: 'review' }]),
  fact('reports.heads', 'count', [{ count: ['名', '人'], of: '述法', with: ['书记', '镇长', '主任'] }]),
  fact('files.corrected', 'rate', [{ rate: true, of: '纠错率' }]),
  fact('place.people', 'count', [{ count: ['人'], of: '常住人口' }]),
]
const reading = compileReading(tableOf(facts))
const title = '云栖镇2025年法治政府建设情况报告\n'
const read = (body: string) =>
  readReport(title + body, reading)
    .claims.filter((claim) => !claim.fact.startsWith('other.'))
    .map(({ fact: id, value }) => `${id} ${typeof value === 'object' ? JSON.stringify(value) : value}`)
const tell = (sentence: string) => read(`一、主要举措\n${sentence}`)

describe('a part that is named by a later year is the plan', () => {
  test.each([
    '二、2026年目标\n法治培训4次。',
    '二、2026年重点任务\n①中心组学法6次；②法治培训4次。',
    '二、打算\n法治培训4次。',
    '二、目标\n法治培训4次。',
  ])('%s', (plan) => expect(read(`一、主要举措\n调解纠纷9件。\n${plan}`)).toEqual(['cases.all 9']))

  test('also where the parts are numbered 1. and 2.', () => {
    expect(read('1.主要工作。调解纠纷9件。\n2.2026年。（1）法治培训4次；（2）调解纠纷30件。')).toEqual([
      'cases.all 9',
    ])
  })

  test('a part named by the year of the report is none', () => {
    expect(read('一、2025年工作举措\n法治培训4次。')).toEqual(['trainings.held 4'])
  })
})

describe('a county that speaks without a title', () => {
  const points = '\n一、举措\n调解纠纷900件。\n二、不足\n力量不足。'
  test('is known by its own name before the year', () => {
    const { document } = readReport(`现将云栖县2025年度法治政府建设情况报告如下。${points}`, reading)
    expect([document.kind, document.organisation]).toEqual(['county_report', '云栖县'])
  })

  test('is known by the office under the text', () => {
    const { document } = readReport(
      `2025年法治建设稳步推进。${points}\n云栖区人民政府\n2026年2月3日`,
      reading,
    )
    expect(document.kind).toBe('county_report')
  })

  test('a township that names its county is none', () => {
    const { document } = readReport(
      `现将云栖县2025年度法治政府建设要求在我镇的落实情况报告如下。${points}`,
      reading,
    )
    expect(document.kind).not.toBe('county_report')
  })
})

describe('tables', () => {
  test('the figure of the year is read and the planned one is not, with the unit of the row', () => {
    const rows = [
      '| 指标 | 2025年计划 | 2025年完成 | 备注 |',
      '| --- | --- | --- | --- |',
      '| 中心组学法（次） | 6 | 7 | |',
      '| 普法经费（万元） | 9 | 12.5 | 县级另补 |',
      '| 法治培训 | 3次 | 4次 | 调解纠纷8件 |',
    ]
    expect(tell(rows.join('\n'))).toEqual([
      'study.centre 7',
      'trainings.paid 125000',
      'trainings.held 4',
      'cases.all 8',
    ])
  })

  test('a column that names its figure gives it its words, and last year stays out', () => {
    expect(tell('类别 | 2024年 | 新收（件） | 败诉（件）\n行政诉讼 | 9 | 5 | 1')).toEqual([
      'lawsuits.received 5',
      'rulings.lost 1',
    ])
  })

  test('lines with | and no heads are prose', () => {
    expect(tell('中心组学法7次 | 法治培训4次')).toEqual(['study.centre 7', 'trainings.held 4'])
  })
})

describe('brackets', () => {
  test.each([
    ['调解纠纷52件（其中调解成功50件）。', ['cases.all 52', 'cases.settled 50']],
    ['全镇21个村（社区）（其中行政村18个）均设立调委会。', ['villages.total 21', 'villages.with_board 21']],
    ['调解纠纷52件（2024年47件），法治培训4次。', ['cases.all 52', 'trainings.held 4']],
    ['开展法治培训（4次）。', ['trainings.held 4']],
  ])('%s', (sentence, claims) => expect(tell(sentence)).toEqual(claims))
})

describe('what is denied', () => {
  test.each([
    ['行政诉讼无败诉。', ['rulings.lost 0']],
    ['3件行政诉讼中没有败诉案件。', ['rulings.lost 0']],
    ['未出现败诉。', ['rulings.lost 0']],
    ['行政诉讼零登记。', ['lawsuits.none 0']],
    ['行政诉讼零败诉。', ['rulings.lost 0']],
    ['没有行政诉讼案件。', ['lawsuits.none 0']],
    ['行政诉讼答辩未超期。', []],
    ['行政诉讼答辩无逾期。', []],
    ['合同没有一份未经审查。', ['contracts.reviewed all']],
  ])('%s', (sentence, claims) => expect(tell(sentence)).toEqual(claims))
})

describe('figures told without a counter', () => {
  test.each([
    ['书记、镇长均述法。', ['reports.heads 2']],
    ['党工委书记和办事处主任都已述法。', ['reports.heads 2']],
    ['书记、镇长述法2人。', ['reports.heads 2']],
    ['书记、镇长带头学法。', []],
    ['文件纠错率0。', ['files.corrected {"rate":"0"}']],
    ['全镇常住人口6.4万，调解纠纷9件。', ['place.people 64000', 'cases.all 9']],
  ])('%s', (sentence, claims) => expect(tell(sentence)).toEqual(claims))
})
