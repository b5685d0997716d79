import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compute } from '../../rules/arithmetic.ts'
import { checkPack } from '../../rules/loading/load.ts'
import { type CaseFile, runCases } from '../../rules/pack-cases.ts'
import { toFraction } from '../../rules/rational.ts'
import { holidays, listBuiltInPacks, loadPackFromDisk, packFolders } from '../../server/packs.ts'

const packs = new URL('../../rules/packs/', import.meta.url)
const casesOf = (id: string): CaseFile[] =>
  readdirSync(new URL(`${id}/cases`, packs)).map((file) => ({
    path: `${id}/cases/${file}`,
    text: readFileSync(new URL(`${id}/cases/${file}`, packs), 'utf8'),
  }))
const chainOf = (id: string): string[] => {
  const base = loadPackFromDisk(id).table.extends
  return base === null ? [id] : [...chainOf(base), id]
}
const run = (id: string, files: CaseFile[]) => runCases(loadPackFromDisk(id).pack, files, holidays().table)

describe('the worked cases of the built-in packs', () => {
  test.each(listBuiltInPacks())(
    'of %s all come out as written, and show every outcome an item can have',
    (id) => {
      const report = run(id, chainOf(id).flatMap(casesOf))
      expect(report.problems).toEqual([])
      expect(report.failures).toEqual([])
      expect(report.lacking).toEqual([])
      expect(report.passed).toBeGreaterThan(50)
    },
  )
})

describe('the frames of the built-in packs', () => {
  test.each(listBuiltInPacks())('of %s read and skip what their examples promise', (id) => {
    expect(checkPack(packFolders(id)).problems).toEqual([])
  })
})

const lead = (expected: string, more = ''): CaseFile[] => [
  {
    path: 'cases/one.yaml',
    text: `
- title: 零报告
  item: lead-annual-plan
  year: 2025
  registers: { plans: { state: none, rows: [] } }
  expect: ${expected}
${more}`,
  },
]

describe('a worked case', () => {
  test('passes when points and outcome are as written', () => {
    expect(run('shandong', lead('{ points: 1.5 - 1.5, outcome: not_met }'))).toMatchObject({
      passed: 1,
      failures: [],
      problems: [],
    })
  })

  test('that expects other points fails with both, and where it stands', () => {
    const { passed, failures } = run('shandong', lead('{ points: 1.5, outcome: not_met }'))
    expect(passed).toBe(0)
    expect(failures).toEqual([
      {
        file: 'cases/one.yaml',
        line: 2,
        column: 3,
        title: '零报告',
        item: 'lead-annual-plan',
        message: '期望3/2分、not_met，算得0分、not_met',
      },
    ])
  })

  test('that expects another outcome or a wider interval fails', () => {
    expect(run('shandong', lead('{ points: 0, outcome: unknown }')).failures).toHaveLength(1)
    expect(run('shandong', lead('{ points: [0, 1.5], outcome: not_met }')).failures).toHaveLength(1)
  })

  test('that cannot be read is a problem, never a pass', () => {
    const wrong = run('shandong', lead('{ points: 3 * , outcome: maybe }', '  note: x\n'))
    expect(wrong.passed).toBe(0)
    expect(wrong.problems.map(({ code }) => code)).toEqual(['arithmetic', 'bad_choice', 'unknown_key'])
    const item = run('shandong', [
      { path: 'c.yaml', text: '- { title: 甲, item: no-such, expect: { points: 0, outcome: met } }' },
    ])
    expect(item.problems.map(({ message }) => message)).toEqual(['没有考核要点“no-such”'])
  })

  test('of an item that is switched off is run as if it were on', () => {
    const off = (points: string) =>
      run('national', [
        {
          path: 'c.yaml',
          text: `- { title: 甲, item: lead-report-to-congress, registers: { plans: { state: none } }, expect: { points: ${points}, outcome: not_met } }`,
        },
      ])
    expect(off('0')).toMatchObject({ passed: 1, failures: [], problems: [] })
    expect(off('1').failures[0]?.message).toContain('期望1分')
  })

  test('takes the place of that of the base with the same item and id, and of no other', () => {
    const [base] = lead('{ points: 1.5, outcome: met }')
    const [own] = lead('{ points: 0, outcome: not_met }')
    const files = [
      { ...base!, path: 'national/cases/one.yaml' },
      { ...own!, path: 'shandong/cases/one.yaml' },
    ]
    const named = files.map((file) => ({ ...file, text: file.text.replace('title:', 'id: nil\n  title:') }))
    expect(run('shandong', named)).toMatchObject({ passed: 1, failures: [], problems: [] })
    // Without an id a case stands for itself, whatever its title.
    expect(run('shandong', files)).toMatchObject({ passed: 1, failures: [{ item: 'lead-annual-plan' }] })
    const twice = named.map((file, i) => ({ ...file, path: `shandong/cases/${i}.yaml` }))
    expect(run('shandong', twice).problems).toMatchObject([{ code: 'duplicate_id' }])
  })

  test('of an item that is not for the kind of township fails', () => {
    const { failures } = run('shandong', [
      {
        path: 'c.yaml',
        text: '- { title: 甲, item: lead-report-to-congress, kind: 街道, expect: { points: 1, outcome: met } }',
      },
    ])
    expect(failures[0]?.message).toContain('不适用于街道')
  })

  test('is asked for where none shows an outcome the function can have', () => {
    const { lacking } = run('shandong', lead('{ points: 0, outcome: not_met }'))
    const of = (id: string) => lacking.find(({ item }) => item === id)?.outcomes
    // A date in time or not: nothing between.
    expect(of('lead-annual-plan')).toEqual(['met', 'unknown'])
    expect(of('dec-legality-review')).toEqual(['met', 'partly', 'not_met', 'unknown', 'not_applicable'])
    expect(of('dec-catalog')).toEqual(['met', 'not_met', 'unknown'])
  })
})

describe('the arithmetic of a case', () => {
  test.each([
    ['2 - 3 * 0.1', '17/10'],
    ['3 * 5/6', '5/2'],
    ['(1 + 2) × 1 ÷ 4', '3/4'],
    ['0.5 + 0.5 * 41/52 / 90%', '439/468'],
    ['8 - 2 - 1', '5'],
    ['12 / 2 / 3', '2'],
  ])('%s is exact', (expression, expected) => {
    const [n, d = '1'] = expected.split('/')
    const computed = compute(expression)
    if (!('value' in computed)) throw new Error(computed.message)
    expect(computed.value.n * BigInt(d)).toBe(computed.value.d * BigInt(n!))
  })

  test.each(['', '3 *', '1 / 0', '(1', '1)', '2 2', 'x', '1 / (1 - 1)', '('.repeat(500)])(
    '%j is refused',
    (expression) => {
      expect(compute(expression)).toHaveProperty('message')
    },
  )

  test('binds products before sums and goes from left to right', () => {
    const computed = compute('1 + 2 * 3 - 4 / 2')
    expect('value' in computed && toFraction(computed.value)).toBe('5')
  })
})
