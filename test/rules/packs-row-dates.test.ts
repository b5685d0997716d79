import { expect, test } from 'vitest'
import { assess } from '../../rules/assess.ts'
import { compilePack } from '../../rules/compile.ts'
import { loadPack } from '../../rules/loading/load.ts'
import { toDecimal } from '../../rules/rational.ts'
import { evidenceOf, noHolidays, register, smallPackFolder } from '../support/small-pack.ts'

/** Two items of one fact, in force from the same day of the year, each by another date of the row. */
const item = (id: string, by: string) => `
- id: ${id}
  title: ${id}
  value: 2
  by: ${by}
  versions:
    - from: 2025-05-01
      binding: S
      checked: A/A
      basis: [{ law: law-a, articles: ['3'] }]
      clause: 文件全部公布的，得满分。
      score: { ratio_linear: { of: papers.shown, over: papers.all, target: 1 } }
  empty: { treat: renormalise, within: dimension }
  evidence: [公布网址]
  scoring_unit: 县司法局
  act_by: period_end
  remedy: { post: 司法所, effort: 1, text: 公布文件 }
  causes: [process]
  says: { met: 全部公布, shortcoming: '{{ short }}件未公布{{ names | bracket }}', shortcoming_rate: '公布的占{{ rate }}' }
`

const standing = `
id: papers
title: 文件台账
keeper: township
key: [title]
fields:
  title:     { label: 文件, type: text, required: true, names_row: true }
  decided_on: { label: 审议日期, type: date, required: true }
  issued_on: { label: 印发日期, type: date, required: true }
  shown:     { label: 已公布, type: flag, blank_when_closed: false }
facts:
  papers.all: { title: 文件, kind: count, unit: 件 }
  papers.shown: { title: 已公布的文件, kind: share, over: papers.all, where: shown }
`

const { table, problems } = loadPack([
  {
    ...smallPackFolder,
    files: [
      ...smallPackFolder.files.filter(({ path }) => path !== 'items/d1.yaml'),
      { path: 'registers/papers.yaml', text: standing },
      {
        path: 'items/d1.yaml',
        text: item('decided', 'papers.decided_on') + item('issued', 'papers.issued_on'),
      },
    ],
  },
])

test('rows of a standing list count by the date each item goes by, from the first version on', () => {
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  const papers = register('papers', 'closed', [
    { title: '甲', decided_on: '2024-03-01', issued_on: '2024-03-08', shown: false },
    { title: '乙', decided_on: '2025-04-28', issued_on: '2025-05-06', shown: false },
    { title: '丙', decided_on: '2025-06-03', issued_on: '2025-06-09', shown: true },
  ])
  const { items } = assess(compilePack(table!), evidenceOf({ papers }), {
    asOf: '2026-04-30',
    today: '2026-11-20',
    holidays: noHolidays,
  })
  const points = (id: string) => toDecimal(items.find((score) => score.item.table.id === id)!.low)
  expect([points('decided'), points('issued')]).toEqual(['2', '1'])
})
