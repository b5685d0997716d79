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
