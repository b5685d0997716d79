/** A small invented pack in the language of packs: every function of the engine over one or two registers. */
import { compilePack } from '../../rules/compile.ts'
import type { HolidayTable } from '../../rules/dates.ts'
import type { Evidence, RegisterEvidence } from '../../rules/evidence.ts'
import { loadPack, type PackFolder } from '../../rules/loading/load.ts'

const packYaml = `
id: small
version: '1'
title: 示例考核要点
places: []
period: year
issued: false
grades: []
groups:
  - { id: all, title: 全部, kinds: [乡, 镇, 街道] }
rounding: { places: 2 }
ties: share
evidence_by: { year: period+1, date: 04-30, day_itself: in_time }
causes: { staff: 人员不足, process: 流程不健全 }
missing: '未提供{{ name }}的证据材料，暂按无数据处理'
dimensions:
  - { id: d1, title: 决策 }
  - { id: d2, title: 村居 }
  - { id: d3, title: 学法用法 }
changes: []
`

const lawsYaml = `
law-a: { title: 示例条例, number: 示例令第1号, issuer: 示例机关, from: 2019-01-01 }
`

const registersYaml = `
id: decisions
title: 决策台账
keeper: township
key: [title]
year_by: meeting_on
fields:
  title:      { label: 决策事项, type: text, required: true, names_row: true }
  major:      { label: 重大, type: flag, blank_when_closed: false }
  review_on:  { label: 审查日期, type: date, blank_when_closed: never }
  meeting_on: { label: 讨论日期, type: date, required: true }
facts:
  decisions.major:
    title: 重大决策
    kind: count
    unit: 项
    where: major
  decisions.reviewed:
    title: 讨论前经审查的重大决策
    kind: share
    over: decisions.major
    where: review_on < meeting_on
---
id: villages
title: 村名册
keeper: township
key: [name]
fields:
  name: { label: 村, type: text, required: true, names_row: true }
  kind: { label: 类别, type: choice, of: [村, 社区] }
facts:
  villages.total: { title: 村总数, kind: count, unit: 个 }
  villages.rural_total: { title: 行政村总数, kind: count, unit: 个, where: kind != "社区" }
---
id: persons
title: 法律明白人台账
keeper: township
key: [code]
fields:
  code:    { label: 编号, type: text, required: true, names_row: true }
  village: { label: 所在村, type: ref, to: villages, required: true }
  active:  { label: 在岗, type: flag, blank_when_closed: false }
facts:
  villages.with_two:
    title: 有2名法律明白人的行政村
    kind: share
    over: villages.rural_total
    each: villages
    at_least: 2
    where: active
---
id: exams
title: 考试台账
keeper: township
key: [title]
fields:
  title:  { label: 考试, type: text, required: true, names_row: true }
  due:    { label: 应考, type: integer }
  joined: { label: 实考, type: integer }
facts:
  exams.due: { title: 应考人数, kind: count, unit: 人, field: due }
  exams.joined: { title: 实考人数, kind: share, over: exams.due, field: joined }
---
id: advisers
title: 村法律顾问台账
keeper: township
key: [village, from]
fields:
  village: { label: 村, type: ref, to: villages, required: true, names_row: true }
  from:    { label: 聘期起, type: date, required: true }
  to:      { label: 聘期止, type: date }
facts:
  villages.with_adviser:
    title: 有法律顾问的村
    kind: share
    over: villages.total
    each: villages
    where: from <= period_end && (!has(row.to) || row.to >= period_end)
---
id: sessions
title: 学法台账
keeper: township
key: [held_on]
year_by: held_on
fields:
  held_on: { label: 日期, type: date, required: true, names_row: true }
  due:     { label: 应到, type: integer }
  present: { label: 实到, type: integer }
facts:
  sessions.count: { title: 学法次数, kind: count, unit: 次 }
  sessions.attendance: { title: 到会率, kind: rate, field: present, over_field: due }
---
id: report
title: 年度报告
keeper: township
key: [submitted_on]
one_row: year
fields:
  submitted_on: { label: 报送日期, type: date, blank_when_closed: never }
facts:
  report.submitted_on: { title: 报送日期, kind: date, field: submitted_on }
---
id: hearings
title: 庭审台账
keeper: county
keeper_unit: 县法院
key: [code]
year_by: held_on
fields:
  code:    { label: 案号, type: text, required: true, names_row: true }
  held_on: { label: 日期, type: date, required: true }
  present: { label: 负责人出庭, type: flag, blank_when_closed: unknown }
facts:
  hearings.due: { title: 应出庭, kind: count, unit: 件 }
  hearings.present: { title: 已出庭, kind: share, over: hearings.due, where: present }
`

const item = (id: string, value: string, score: string, more = ''): string => `
- id: ${id}
  title: ${id}要点
  core: true
  value: ${value}
  by: period_end
  versions:
    - from: 2019-01-01
      binding: S
      checked: A/A
      basis: [{ law: law-a, articles: ['3'] }]
      clause: 按规定办理的，得满分。
      score:
        ${score}
  evidence: [文件]
  scoring_unit: 县司法局
  act_by: period_end
  remedy: { post: 司法所, effort: 1, text: 按规定办理 }
  causes: [staff, process]
${more}`

const shareSays = `  empty: { treat: renormalise, within: dimension }
  says:
    met: 全部达到
    shortcoming: '{{ over }}个中{{ short }}个未达到{{ names | bracket }}，占比{{ rate }}'
    shortcoming_rate: '占比{{ rate }}'
`

const decisionItems =
  item(
    'reviewed',
    '3',
    'ratio_linear: { of: decisions.reviewed, over: decisions.major, target: 1 }',
    shareSays,
  ) +
  item(
    'sessions',
    '2',
    'ratio_linear: { of: sessions.count, target: 2 }',
    "  says: { met: 学法达标, shortcoming: '学法{{ of }}次，低于{{ target }}次' }\n",
  ) +
  item(
    'submitted',
    '1.5',
    'deadline: { date: report.submitted_on, due: { year: period+1, date: 03-01, day_itself: in_time }, late: 0.5, none: 0 }',
    "  says: { met: '{{ date }}报送', shortcoming: '{{ date }}报送，逾期{{ late_days }}日', shortcoming_none: 未报送 }\n",
  )

const villageItems =
  item(
    'advisers',
    '2',
    'ratio_linear: { of: villages.with_adviser, over: villages.total, target: 1 }',
    shareSays,
  ) +
  item(
    'both',
    '1',
    'all_or_nothing: { all: [{ if: sessions.count >= 1, title: 学过法 }, { if: villages.total >= 2, title: 两个村 }] }',
    "  says: { met: 都有, shortcoming: '未做到{{ failed | list }}' }\n",
  ) +
  item(
    'trained',
    '1',
    `sum_of_parts:
          parts:
            - title: 开展
              value: 0.5
              all_or_nothing: { all: [{ if: sessions.count >= 1, title: 开展过 }] }
              says: { met: 开展过, shortcoming: 未开展 }
            - title: 到会率
              value: 0.5
              ratio_linear: { of: sessions.attendance, target: '90%' }
              empty: zero
              says: { met: 到会达标, shortcoming: '到会率{{ rate }}' }`,
    '  says: { met: 达标, shortcoming: 未达标 }\n',
  ) +
  item('present', '2', 'ratio_linear: { of: hearings.present, over: hearings.due, target: 1 }', shareSays)

const personItems =
  item(
    'pairs',
    '1',
    'ratio_linear: { of: villages.with_two, over: villages.rural_total, target: 1 }',
    shareSays,
  ) + item('joined', '1', 'ratio_linear: { of: exams.joined, over: exams.due, target: 1 }', shareSays)

export const smallPackFolder: PackFolder = {
  id: 'small',
  files: [
    { path: 'pack.yaml', text: packYaml },
    { path: 'laws.yaml', text: lawsYaml },
    { path: 'registers/all.yaml', text: registersYaml },
    { path: 'items/d1.yaml', text: decisionItems },
    { path: 'items/d2.yaml', text: villageItems },
    { path: 'items/d3.yaml', text: personItems },
  ],
}

/** The compiled small pack; a problem in it fails the test that asks for it. */
export function smallPack() {
  const { table, problems } = loadPack([smallPackFolder])
  if (!table)
    throw new Error(
      problems.map((problem) => `${problem.file}:${problem.line} ${problem.message}`).join('\n'),
    )
  return compilePack(table)
}

export const noHolidays: HolidayTable = {
  years: { '2024': { off: [], work: [] }, '2025': { off: [], work: [] }, '2026': { off: [], work: [] } },
}

type Cells = Record<string, string | number | boolean | null>

/** A register of so many rows, numbered. */
export const register = (id: string, state: RegisterEvidence['state'], rows: Cells[]): RegisterEvidence => ({
  state,
  rows: rows.map((values, index) => ({ id: `${id}#${index + 1}`, values })),
})

export const evidenceOf = (registers: Evidence['registers'], more: Partial<Evidence> = {}): Evidence => ({
  township: '甲镇',
  kind: '镇',
  year: 2025,
  registers,
  statements: [],
  claims: [],
  ...more,
})
