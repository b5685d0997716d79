import { describe, expect, test } from 'vitest'
import { parseEvidence } from '../../rules/evidence-file.ts'
import type { Problem } from '../../rules/pack.ts'
import { loadPackFromDisk } from '../../server/packs.ts'

const { table } = loadPackFromDisk('shandong')
const read = (text: string, file = 'town.yaml') => parseEvidence(text, file, table)
const spoken = (problems: Problem[]): string =>
  problems.map(({ line, column, message, remedy }) => `${line}:${column} ${message} ${remedy}`).join('\n')

const head = 'township: 例镇\nkind: 镇\nyear: 2025\n'
const decisions = (rows: string, state = 'open') =>
  `${head}registers:\n  decisions:\n    state: ${state}\n    rows:\n${rows}`

describe('an evidence file', () => {
  test('gives a township’s registers, by id and by title, and its statements', () => {
    const { envelopes, problems } = read(`${head}
registers:
  decisions:
    state: 登记中
    rows:
      - { id: d1, title: 甲方案, meeting_on: 2025/3/1, in_catalogue: 是, attached: true }
      - { 决策事项: 乙方案, 集体讨论日期: 2025年4月2日 }
  村（社区）名册: { state: 封账, rows: [{ name: 东村, kind: 村 }] }
  disclosure_requests: { state: 零报告 }
statements:
  - { fact: villages.total, value: 30, document: 例政〔2025〕3号 }
  - { fact: venues.invested, value: 100000, hedge: 超过 }
causes: { dec-legality-review: staff }
included: [rep-submit]
`)
    expect(problems).toEqual([])
    expect(envelopes).toEqual([
      {
        township: '例镇',
        kind: '镇',
        year: 2025,
        registers: {
          decisions: {
            state: 'open',
            rows: [
              {
                id: 'd1',
                values: { title: '甲方案', meeting_on: '2025-03-01', in_catalogue: true },
                attached: true,
              },
              { id: 'decisions#2', values: { title: '乙方案', meeting_on: '2025-04-02' } },
            ],
          },
          villages: { state: 'closed', rows: [{ id: 'villages#1', values: { name: '东村', kind: '村' } }] },
          disclosure_requests: { state: 'none', rows: [] },
        },
        statements: [
          { fact: 'villages.total', value: 30, document: '例政〔2025〕3号' },
          { fact: 'venues.invested', value: 100000, hedge: 'gt' },
        ],
        claims: [],
        causes: { 'dec-legality-review': 'staff' },
        included: ['rep-submit'],
      },
    ])
  })

  test('says the same in JSON, from a named file and from a pipe', () => {
    const envelope = {
      township: '例镇',
      kind: '镇',
      year: 2025,
      registers: { villages: { state: 'closed', rows: [{ name: '东村', kind: '村' }] } },
      statements: [{ fact: 'trainings.attendance', value: '95%' }],
    }
    const json = JSON.stringify(envelope, null, 2)
    const fromYaml = read(`${head}registers:
  villages: { state: closed, rows: [{ name: 东村, kind: 村 }] }
statements: [{ fact: trainings.attendance, value: 95% }]
`)
    expect(read(json, 'town.json')).toEqual(fromYaml)
    expect(read(json, '-')).toEqual(fromYaml)
    expect(fromYaml.envelopes[0]?.statements).toEqual([
      { fact: 'trainings.attendance', value: { rate: '0.95' } },
    ])
  })

  test('keeps a code with leading zeros and a number in words as text', () => {
    const { envelopes } = read(`${head}registers:
  legal_advisers: { state: open, rows: [{ contract_no: 007, from: 2025-01-01 }] }
`)
    expect(envelopes[0]?.registers.legal_advisers?.rows[0]?.values.contract_no).toBe('007')
  })

  test('holds several townships as documents, or as a list in JSON', () => {
    const yaml = `${head}---\ntownship: 另乡\nyear: 2025\n`
    expect(read(yaml).envelopes.map(({ township, kind }) => [township, kind])).toEqual([
      ['例镇', '镇'],
      ['另乡', '乡'],
    ])
    const list = JSON.stringify([
      { township: '例镇', year: 2025 },
      { township: '某街道办事处', year: 2025 },
    ])
    expect(read(list, 'all.json').envelopes.map(({ kind }) => kind)).toEqual(['镇', '街道'])
  })

  test('leaves out the township whose part is wrong and keeps the others', () => {
    const { envelopes, problems } = read(
      `${head}registers: { nothing: {} }\n---\ntownship: 另乡\nyear: 2025\n`,
    )
    expect(envelopes.map(({ township }) => township)).toEqual(['另乡'])
    expect(problems).toHaveLength(1)
  })
})

describe('what is wrong in an evidence file is told with its place', () => {
  test('an unknown register, with the choices and the likely one', () => {
    const { envelopes, problems } = read(`${head}registers:\n  decision: { state: open, rows: [] }\n`)
    expect(envelopes).toEqual([])
    expect(spoken(problems)).toMatch(/^5:3 没有台账“decision”/)
    expect(spoken(problems)).toContain('重大行政决策台账（decisions）')
  })

  test('an unknown fact, with the choices', () => {
    const { problems } = read(`${head}statements:\n  - { fact: villages.totals, value: 3 }\n`)
    expect(spoken(problems)).toMatch(/^5:13 没有数据项“villages.totals” 是不是想写“villages.total”/)
  })

  test('a day that does not exist, in the cell where it stands', () => {
    const { problems } = read(decisions('      - { title: 甲, meeting_on: 2022-02-30 }\n'))
    expect(spoken(problems)).toMatch(
      /^8:33 台账“重大行政决策台账”第1条，集体讨论日期：“2022-02-30”不是日历上的日期：2022年2月没有30日/,
    )
  })

  test('all rows’ mistakes at once', () => {
    const { problems } = read(
      decisions(
        '      - { title: 甲, meeting_on: 2022-02-30 }\n      - { title: 乙 }\n      - { 标题: 丙 }\n',
      ),
    )
    expect(problems.map(({ line }) => line)).toEqual([8, 9, 10, 10, 10])
  })

  test.each([
    ['value: -1', '不能是负数'],
    ['value: 2.5', '应当是整数'],
    ['value: 很多', '应当是数'],
    ['hedge: 也许, value: 3', '没有“也许”这种约数'],
    ['note: x, value: 3', '没有“note”这个键'],
    ['document: x', '没有写value'],
  ])('a count stated as { %s }', (given, message) => {
    const { envelopes, problems } = read(`${head}statements:\n  - { fact: villages.total, ${given} }\n`)
    expect(spoken(problems)).toContain(message)
    expect(envelopes).toEqual([])
  })

  test.each([
    ['trainings.attendance', '1.2', '比率不能是'],
    ['trainings.attendance', '120%', '比率不能是'],
    ['annual_report.published_on', '2026-02-29', '2026年2月没有29日'],
    ['annual_report.published_on', '{ from: 2026-03-02, to: 2026-03-01 }', '晚于截止日'],
    ['plans.work_report_has_law', '也许', '不是是或者否'],
    ['villages.with_adviser', '半数', '不能是“半数”'],
    ['annual_report.parts', '[不存在的部分]', '没有“不存在的部分”这个选项'],
  ])('%s stated as %s', (fact, value, message) => {
    expect(spoken(read(`${head}statements:\n  - { fact: ${fact}, value: ${value} }\n`).problems)).toContain(
      message,
    )
  })

  test.each([
    ['villages.with_adviser', '全部', 'all'],
    ['villages.with_adviser', '95.0%', { rate: '0.950' }],
    ['villages.with_adviser', '27', 27],
    ['disclosure_requests.received', '无', 'none'],
    ['plans.annual_plan_on', '年初', { from: '2025-01-01', to: '2025-03-31' }],
    ['study_sessions.centre_group_dates', '[2025-10-10, 2025年5月15日]', ['2025-05-15', '2025-10-10']],
    ['plans.work_report_has_law', '是', true],
    ['plans.work_report_has_law', 'none', false],
  ])('%s may be stated as %s', (fact, value, meant) => {
    const { envelopes, problems } = read(`${head}statements:\n  - { fact: ${fact}, value: ${value} }\n`)
    expect(problems).toEqual([])
    expect(envelopes[0]?.statements[0]?.value).toEqual(meant)
  })

  test('a contradiction between a register’s state and its rows', () => {
    expect(
      spoken(read(decisions('      - { title: 甲, meeting_on: 2025-03-01 }\n', 'none')).problems),
    ).toContain('零报告，却有1条记录')
    expect(spoken(read(`${head}registers: { decisions: { state: closed } }\n`).problems)).toContain(
      '不能封账',
    )
    expect(spoken(read(`${head}registers: { decisions: { state: 半开 } }\n`).problems)).toContain(
      'open（登记中）、closed（封账）、none（零报告）',
    )
  })

  test('rows that are one row twice, and ids given twice', () => {
    const same = '      - { title: 甲, meeting_on: 2025-03-01 }\n'
    expect(spoken(read(decisions(same + same)).problems)).toMatch(
      /^9:9 .*有两条记录的决策事项、集体讨论日期相同/,
    )
    const ids = same.replace('{ ', '{ id: x, ') + same.replace('{ ', '{ id: x, ').replace('甲', '乙')
    expect(spoken(read(decisions(ids)).problems)).toContain('id“x”与前面的记录相同')
  })

  test('a village the list of villages has not: a warning that loses nothing', () => {
    const { envelopes, problems } = read(`${head}registers:
  villages: { state: closed, rows: [{ name: 东村, kind: 村 }] }
  village_advisers: { state: open, rows: [{ village: 东邨, from: 2025-01-01 }] }
`)
    expect(envelopes).toHaveLength(1)
    expect(problems.map(({ severity, message }) => [severity, message])).toEqual([
      ['warning', '台账“村（社区）法律顾问台账”第1条，村（社区）：“村（社区）名册”里没有“东邨”'],
    ])
  })

  test('no township, no year, no kind', () => {
    const { problems } = read('registers: {}\n')
    expect(problems.map(({ message }) => message)).toEqual([
      '证据文件缺少“township”',
      '证据文件缺少“year”',
      '证据文件缺少“kind”',
    ])
    expect(spoken(read('township: 例镇\nyear: 25\n').problems)).toContain('年度不能是“25”')
    expect(spoken(read(`${head}registrs: {}\n`).problems)).toContain('是不是想写“registers”')
    expect(spoken(read('').problems)).toContain('文件是空的')
    expect(spoken(read('- 甲\n- 乙\n').problems)).toContain('“键: 值”')
  })

  test('a cause or an item nobody declared', () => {
    expect(spoken(read(`${head}causes: { dec-legality-review: weather }\n`).problems)).toContain(
      '没有原因“weather”',
    )
    expect(spoken(read(`${head}causes: { dec-legality: staff }\n`).problems)).toContain(
      '是不是想写“dec-legality-review”',
    )
    expect(spoken(read(`${head}included: [nothing]\n`).problems)).toContain('没有考核要点“nothing”')
  })

  test('JSON cut off, with line and column, and nothing of it counted', () => {
    const { envelopes, problems } = read('{\n  "township": "例镇",\n  "year": 2025,\n', 'town.json')
    expect(envelopes).toEqual([])
    expect(spoken(problems)).toMatch(/^4:1 不是合法的JSON/)
    expect(read('{"a": "x\ny"}', 'town.json').problems[0]?.message).toContain('换行')
    expect(read('{"a": 012}', 'town.json').problems[0]?.code).toBe('json_syntax')
  })

  test('keys given twice and names of an object’s machinery, in YAML and JSON', () => {
    expect(spoken(read(`${head}year: 2024\n`).problems)).toContain('键“year”写了两次，第一次在第3行')
    expect(spoken(read('{"township":"例镇","year":2025,"year":2024}', 'a.json').problems)).toContain(
      '写了两次',
    )
    const attack = '{"township":"例镇","year":2025,"__proto__":{"polluted":1}}'
    expect(read(attack, 'a.json').problems.map(({ code }) => code)).toEqual(['forbidden_key'])
    expect(
      read(decisions('      - { title: 甲, meeting_on: 2025-03-01, __proto__: { a: 1 } }\n')).envelopes,
    ).toEqual([])
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })

  test.each([
    ['an alias bomb', `${head}a: &a [x, x]\nb: &b [*a, *a, *a]\nregisters: *b\n`, 'alias', 'town.yaml'],
    ['nested brackets in YAML', `a: ${'['.repeat(50_000)}`, 'too_deep', 'town.yaml'],
    ['nested brackets in JSON', '['.repeat(50_000), 'json_syntax', 'town.json'],
    ['a file too large', `a: ${'x'.repeat(5_000_000)}`, 'too_large', 'town.yaml'],
    ['a merge key', `${head}a: &a { x: 1 }\nregisters: { <<: *a }\n`, 'merge_key', 'town.yaml'],
  ])('%s is refused at once', (_, text, code, file) => {
    const started = performance.now()
    const { envelopes, problems } = read(text, file)
    expect(performance.now() - started).toBeLessThan(3000)
    expect(envelopes).toEqual([])
    expect(problems.map((problem) => problem.code)).toContain(code)
  })
})
