import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { AssessResult } from '../../rules/assess.ts'
import { assess } from '../../rules/assess.ts'
import { isDate } from '../../rules/dates.ts'
import { draftShortcomings } from '../../rules/draft.ts'
import { type Claim, type Evidence, emptyEvidence } from '../../rules/evidence.ts'
import { parseEvidence } from '../../rules/evidence-file.ts'
import { findGaps } from '../../rules/gaps.ts'
import type { Citation, ClaimValue, PackTable } from '../../rules/pack.ts'
import { runCases } from '../../rules/pack-cases.ts'
import { toDecimal } from '../../rules/rational.ts'
import { holidays, loadPackFromDisk } from '../../server/packs.ts'

const national = loadPackFromDisk('national')
const shandong = loadPackFromDisk('shandong')
const today = '2026-11-24'

/** Written from the legal texts: dimension, id, points; of each version binding, marks, first day and articles. */
const written = `
d1  lead-coordination-body  1.5 R B/C 2022-01-01 county-rol-2022
d1  lead-annual-plan        1.5 R B/C 2016-11-30 first-responsible-2016:5(1)
d1  lead-report-to-congress 1   K A/C 2022-03-12 local-organic:12(8),69
d1  lead-reviewer-post      1   L B/C 2023-01-01 sd-review-2023
d2  dec-catalog             1   R A/C 2019-09-01 so-713:3(3)+so-713:42
d2  dec-legality-review     3   R A/A 2019-09-01 so-713:25,27+so-713:42 R A/A 2023-01-01 so-713:25,27+so-713:42+sd-review-2023 R A/A 2025-07-01 so-713:25,27+so-713:42+sd-review-2023+sd-review-norm-2025
d5  dis-request-20wd        2   S A/A 2018-01-01 so-711-2007:24 S A/A 2019-05-15 so-711:33+so-711:10(2)
d6  adv-government          1.5 P B/C 2016-01-01 adviser-2016
d6  adv-village-coverage    2   L A/A 2021-01-01 sd-public-legal-services:19
d7  learn-centre-group      2   P B/C 2017-01-30 centre-group-2017 P B/C 2025-11-01 centre-group-2017+publicity-law:36
d7  learn-training          1   P B/C 2016-03-22 study-2016 S A/C 2025-11-01 publicity-law:36
d7  learn-exam-join         1   L A/C 2017-12-01 sd-publicity:13
d8  pub-law-savvy-3         2   P B/B 2021-11-08 savvy-2021
d8  pub-rol-leader          0.5 P B/C 2020-03-01 rural-rol-2020
d8  pub-venue               1   L A/C 2017-12-01 sd-publicity:25 L A/C 2025-11-01 sd-publicity:25+publicity-law:52
d9  lit-head-appear         2   S A/C 2015-05-01 litigation-law:3(3) S A/C 2020-07-01 litigation-law:3(3)+spc-2020-3:1,2,3,7,8,9,12
d10 rep-submit              1.5 R B/B 2019-04-15 rol-supervision-2019
d10 rep-publish             1   P B/B 2019-04-15 rol-supervision-2019:24
d10 rep-content             1   R B/B 2019-04-15 rol-supervision-2019
d10 rep-shufa               1   R B/B 2021-02-01 shufa-2021
`
  .trim()
  .split('\n')
  .map((line) => line.replace(/ +/g, ' '))

const cited = (basis: readonly Citation[]): string =>
  basis.map(({ law, articles }) => (articles.length > 0 ? `${law}:${articles.join(',')}` : law)).join('+')

const asWritten = ({ items }: PackTable): string[] =>
  items.map(({ dimension, id, value, versions }) =>
    [
      dimension,
      id,
      value,
      ...versions.flatMap(({ binding, checked, from, basis }) => [binding, checked, from, cited(basis)]),
    ].join(' '),
  )

const isOf = (line: string, id: string): boolean => line.split(' ')[1] === id
const isWritten = (line: string): boolean => written.some((other) => isOf(line, other.split(' ')[1]!))

describe('the national and the Shandong pack', () => {
  test('load without an error or a warning', () => {
    expect([...national.problems, ...shandong.problems]).toEqual([])
  })

  test('Shandong has these with value, binding, marks, first days and articles, in the printed order', () => {
    expect(asWritten(shandong.table).filter((line) => isWritten(line))).toEqual(written)
    expect(written.filter((line) => !national.table.items.some(({ id }) => isOf(line, id)))).toEqual(
      written.filter((line) => / [\d.]+ L /.test(line)),
    )
  })

  test('what is off is a convention', () => {
    for (const { items } of [national.table, shandong.table]) {
      const off = items.filter(({ on }) => !on)
      expect(off.map(({ id }) => id)).not.toEqual([])
      expect(off.flatMap(({ versions }) => versions).filter(({ binding }) => binding !== 'K')).toEqual([])
    }
    expect(shandong.table.items.find(({ id }) => id === 'lead-report-to-congress')!.on).toBe(true)
  })

  test('every document is cited by a version, and no version cites one that came later', () => {
    const laws = new Map(shandong.table.laws.map((law) => [law.id, law]))
    const versions = shandong.table.items.flatMap((item) => item.versions)
    const cited = versions.flatMap((version) => version.basis.map(({ law }) => ({ law, from: version.from })))
    expect([...new Set(cited.map(({ law }) => law))].sort()).toEqual([...laws.keys()].sort())
    expect(cited.filter(({ law, from }) => from < laws.get(law)!.from!)).toEqual([])
  })

  test('name each place once', () => {
    expect(new Set(shandong.table.places).size).toBe(shandong.table.places.length)
    expect(shandong.table.places).toContain('沂水县')
    // Names that stand in other provinces too, or inside ordinary words, choose nothing.
    for (const text of [
      '市中区',
      '河东区',
      '沙河口区',
      '中山东路',
      '权责清单县级编制',
      '经费县级承担',
      '落实责任城区',
    ])
      expect(shandong.table.places.filter((place) => text.includes(place))).toEqual([])
  })

  test('sentences carry no full stop of their own', () => {
    const sentences = shandong.table.items.flatMap(({ says, remedy }) => [
      ...Object.values(says),
      remedy.text,
    ])
    expect(sentences.filter((sentence) => /[。；]$/.test(sentence))).toEqual([])
  })
})

// --- worked cases -------------------------------------------------------------------------------------------------

const casesOf = (id: string): { path: string; text: string }[] => {
  const folder = new URL(`../../rules/packs/${id}/cases/`, import.meta.url)
  return readdirSync(folder)
    .sort()
    .map((name) => ({ path: `${id}/cases/${name}`, text: readFileSync(new URL(name, folder), 'utf8') }))
}

describe('the worked cases of the packs', () => {
  test('come out as written, under the pack they stand in and under the one that extends it', () => {
    const report = runCases(shandong.pack, [...casesOf('national'), ...casesOf('shandong')], holidays().table)
    expect([report.problems, report.failures]).toEqual([[], []])
    expect(report.passed).toBeGreaterThan(100)
    const base = runCases(national.pack, casesOf('national'), holidays().table)
    expect([base.problems, base.failures]).toEqual([[], []])
  })

  test('show every outcome an item can have', () => {
    const report = runCases(shandong.pack, [...casesOf('national'), ...casesOf('shandong')], holidays().table)
    expect(report.lacking).toEqual([])
  })
})

// --- the report of 2022 whose figures are known -----------------------------------------------------------------

/** What the report states, as a person reads it. */
const stated: Record<string, ClaimValue> = {
  'leadership_meetings.body_exists': true,
  'plans.annual_plan_on': { from: '2022-01-01', to: '2022-03-31' },
  'plans.work_report_has_law': true,
  'staff.reviewers': 1,
  'decision_catalog.exists': true,
  'decisions.reviewed': 'all',
  'legal_advisers.valid': 2,
  'villages.total': 30,
  'villages.with_adviser': 30,
  'study_sessions.centre_group': 2,
  'trainings.all_staff': 3,
  'exams.leaders_joined': 'all',
  'villages.with_savvy': 'all',
  'villages.with_rol_leader': 'all',
  'villages.with_venue': 'all',
  'annual_report.published_on': '2023-03-21',
  'annual_report.parts': [
    '主要举措和成效',
    '存在的不足和原因',
    '党政主要负责人履行第一责任人职责情况',
    '下一年度主要安排',
  ],
}

const claimsOf = (values: Record<string, ClaimValue>): Claim[] =>
  Object.entries(values).map(([fact, value]) => ({
    id: fact,
    fact,
    items: [],
    value,
    quote: '',
    start: 0,
    end: 0,
    status: 'accepted',
  }))

const scored = (evidence: Evidence): AssessResult =>
  assess(shandong.pack, evidence, { today, holidays: holidays().table })

const rowsOf = (result: AssessResult): Record<string, string> =>
  Object.fromEntries(
    result.items.map((score) => [
      score.item.table.id,
      `${toDecimal(score.low)}–${toDecimal(score.high)} ${score.outcome}`,
    ]),
  )

describe('a report that states what the town of 2022 stated', () => {
  const result = scored({ ...emptyEvidence('例镇', '镇', 2022), claims: claimsOf(stated) })

  const rows = rowsOf(result)

  test('gives each item of which it speaks what the rules of 2022 give', () => {
    expect(result.asOf).toBe('2023-04-30')
    expect(rows).toMatchObject({
      'lead-annual-plan': '1.5–1.5 met',
      'lead-report-to-congress': '1–1 met',
      'dec-catalog': '1–1 met',
      'dec-legality-review': '3–3 met',
      'adv-government': '1.5–1.5 met',
      'adv-village-coverage': '2–2 met',
      'learn-centre-group': '2–2 met',
      'learn-training': '0.5–1 unknown',
      'pub-rol-leader': '0.5–0.5 met',
      'pub-venue': '1–1 met',
      'rep-publish': '1–1 met',
      'rep-content': '1–1 met',
    })
    expect(toDecimal(result.raw.low)).toBe('16')
  })

  test('leaves every other item open as a whole, or it is not in force yet', () => {
    const met = Object.entries(rows).filter(([, row]) => row.endsWith(' met'))
    const others = result.items.filter(
      ({ item: { table } }) => !met.some(([id]) => id === table.id) && table.id !== 'learn-training',
    )
    for (const { item, version } of others) {
      const { id, value } = item.table
      expect([id, rows[id]]).toEqual([id, version ? `0–${value} unknown` : '0–0 not_in_force'])
    }
    const later = ['lead-reviewer-post', 'learn-must-know-list', 'learn-in-year-report', 'enf-inspection']
    expect(later.map((id) => rows[id])).toEqual(later.map(() => '0–0 not_in_force'))
  })

  test('cites nothing that came after 2022', () => {
    const laws = new Map(shandong.table.laws.map((law) => [law.id, law]))
    const cited = result.items.flatMap((score) => score.version?.table.basis ?? [])
    expect(cited.filter(({ law }) => laws.get(law)!.from! > '2022-12-31')).toEqual([])
  })
})

// --- the sample county ---------------------------------------------------------------------------------------------

interface County {
  code: string
  pack: string
  year: number
  townships: {
    id: string
    name: string
    code: string
    kind: string
    group: string
    evidence: string
    report?: string
  }[]
}

const demo = new URL('../../rules/packs/shandong/demo/', import.meta.url)
const read = (file: string): string => readFileSync(new URL(file, demo), 'utf8')
const county = parse(read('county.yaml')) as County
const evidenceOf = (id: string): Evidence => {
  const { envelopes, problems } = parseEvidence(read(`${id}.yaml`), `${id}.yaml`, shandong.table)
  expect(problems).toEqual([])
  return envelopes[0]!
}
const draftOf = (id: string): string[] => {
  const result = scored(evidenceOf(id))
  return draftShortcomings(result, findGaps(result), null)
    .paragraphs.filter(({ kind }) => kind === 'shortcoming')
    .map(({ text }) => text)
}

describe('the sample county', () => {
  test('is invented: its codes begin with 99, and every file it names is there and says the same', () => {
    const files = readdirSync(demo)
    expect(
      [county.code, ...county.townships.map(({ code }) => code)].filter((code) => !/^99/.test(code)),
    ).toEqual([])
    for (const township of county.townships) {
      const evidence = evidenceOf(township.id)
      expect([evidence.township, evidence.kind, evidence.year]).toEqual([
        township.name,
        township.kind,
        county.year,
      ])
      expect(shandong.table.groups.find(({ id }) => id === township.group)?.kinds).toContain(township.kind)
      expect(files).toContain(township.evidence)
      if (township.report) expect(files).toContain(township.report)
    }
  })

  test('has one township that falls measurably short in each of four duties, and in no other', () => {
    expect(draftOf('yanxi').map((sentence) => sentence.replace(/^（.）/, ''))).toEqual(
      expect.arrayContaining([
        '党委理论学习中心组学法1次，低于2次的要求。',
        '党政主要负责人应述法2人，完成年终述法1人，未述法1人（镇长）。',
        '6项重大行政决策中，1项在提交讨论前未见合法性审查意见（砚石工艺产业园选址方案）。',
        '3个村（社区）尚未配备法律顾问（半亩塘村、萤火垭村、荻花浦村），覆盖率90%。',
      ]),
    )
    expect(draftOf('yanxi')).toHaveLength(4)
  })

  test('has townships that are neither perfect nor absurd', () => {
    for (const id of ['yanxi', 'qishuang', 'heting']) {
      const { scaled } = scored(evidenceOf(id))
      expect(Number(toDecimal(scaled!.low))).toBeGreaterThan(60)
      expect(Number(toDecimal(scaled!.high))).toBeLessThan(100)
    }
  })

  test('has a report of four parts with empty header fields, four shortcomings and seven plans', () => {
    const report = read('wangxi.txt')
    expect([...report].length).toBeGreaterThan(900)
    expect([...report].length).toBeLessThan(1200)
    const parts = report.split(/^[一二三四]、/m)
    expect(parts).toHaveLength(5)
    expect(parts[2]!.match(/^（[一二三四五六七]）/gm)).toHaveLength(4)
    expect(parts[4]!.match(/^（[一二三四五六七]）/gm)).toHaveLength(7)
    expect(report).toMatch(/文号：\s+发布机构/)
    expect(isDate(/发布日期：(\S+)/.exec(report)![1]!)).toBe(true)
  })
})
