/** The commands about packs as a person and a script use them. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli } from '../support/cli.ts'

const packs = join(import.meta.dirname, '../bad-packs/base')
let folder: string

const rewrite = (path: string, from: string, to: string): void => {
  const text = readFileSync(join(folder, path), 'utf8')
  expect(text).toContain(from)
  writeFileSync(join(folder, path), text.replace(from, to))
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'packs-'))
  cpSync(packs, folder, { recursive: true })
  cpSync(join(packs, 'shandong'), join(folder, 'next'), { recursive: true })
  cpSync(join(packs, 'shandong'), join(folder, 'broken'), { recursive: true })
  cpSync(join(packs, 'shandong'), join(folder, 'warned'), { recursive: true })
  rewrite('next/pack.yaml', 'late: 0.5', 'late: 1')
  rewrite('next/pack.yaml', '得0.5分', '得1分')
  rewrite('broken/items/d6.yaml', 'value: 2', 'value: 二')
  rewrite('warned/items/d6.yaml', '100%', '90%')
  const township = (name: string, day: string): string =>
    `{ township: ${name}, kind: 镇, year: 2025, registers: { annual_report: { state: closed, rows: [{ published_on: ${day} }] } } }`
  writeFileSync(
    join(folder, 'two.yaml'),
    `${township('甲镇', '2026-04-20')}\n---\n${township('乙镇', '2026-03-10')}\n`,
  )
})
afterAll(() => rmSync(folder, { recursive: true }))

const run = (...args: string[]) => runCli(['pack', ...args], { cwd: folder })

describe('pack check', { timeout: 60_000 }, () => {
  it('ends with 1 for an error and with 0 for warnings, and says where and what to do', async () => {
    const broken = await run('check', './broken')
    expect(broken.status).toBe(1)
    expect(broken.stdout).toMatch(/错误 broken\/items\/d6\.yaml:4:\d+ 分值不能是“二”；写大于零的小数/)
    const warned = await run('check', './warned')
    expect(warned.status).toBe(0)
    expect(warned.stdout).toContain('0处错误，2处提醒')
    expect(warned.stdout.replace(/\n */g, '')).toContain('条款写“90%”，计分规则里没有')
  })

  it('lists acknowledged warnings with their reasons and the share of points on process traces', async () => {
    const [national] = JSON.parse((await run('check', 'national', '--json')).stdout)
    expect(national.acknowledged.length).toBeGreaterThan(0)
    for (const { code, item, reason } of national.acknowledged)
      expect([code, item, reason].every((text) => typeof text === 'string' && text !== '')).toBe(true)
    const { points, total, share } = national.traces
    expect(Number(share)).toBeCloseTo(Number(points) / Number(total), 5)
    expect((await run('check', 'national')).stdout.replace(/\n */g, '')).toMatch(
      /已确认 national\/items\/d1\.yaml.*理由：/,
    )
  })
})

describe('pack diff', { timeout: 60_000 }, () => {
  it('says what changed, and under -- whose score moves', async () => {
    const { status, stdout } = await run('diff', './shandong', './next', '--json', '--', 'two.yaml')
    expect(status).toBe(0)
    const { total, differences, townships } = JSON.parse(stdout)
    expect(total).toEqual({ before: '7.5', after: '7.5' })
    expect(differences.map(({ path }: { path: string[] }) => path.at(-1))).toEqual(['clause', 'late'])
    expect(townships.map(({ township }: { township: string }) => township)).toEqual(['甲镇', '乙镇'])
    const [late, inTime] = townships
    expect(late.items).toEqual([
      {
        id: 'rep-publish',
        title: '年度报告公开',
        before: { low: '0.5', high: '0.5', outcome: 'partly' },
        after: { low: '1', high: '1', outcome: 'partly' },
      },
    ])
    expect(inTime.items).toEqual([])
  })

  it('reads out in Chinese what a person would look for', async () => {
    const { stdout } = await run('diff', './shandong', './next', '--', 'two.yaml')
    const text = stdout.replace(/\n */g, '')
    expect(text).toContain(
      '修改 年度报告公开（rep-publish） 版本 · 2019-04-15 · 计分 · deadline · late：0.5 → 1',
    )
    expect(stdout).toMatch(/甲镇 .*年度报告公开0\.5\d* → 1/)
    expect((await run('diff', './shandong', './shandong')).stdout).toContain('没有不同')
  })

  it('tells citations, facts, fields and parameters by their names, never as data', async () => {
    const { stdout } = await runCli(['pack', 'diff', 'national', 'shandong'])
    const text = stdout.replace(/\n */g, '')
    expect(text).not.toMatch(/[{}[\]]/)
    expect(text).toContain(
      '修改 村务监督机构（vil-supervision） 版本 · 2026-01-01 · 依据：《村民委员会组织法》第三十七条、全国人大常委会文件',
    )
    expect(text).toContain('增加 参数 学法考试合格率（exam.pass.min）：90%（通行做法）')
    expect(text).toContain('约束力：党内法规和政策文件 → 地方性规定')
  })

  it('asks for two packs, and says when the evidence does not fit one of them', async () => {
    const one = await run('diff', 'national')
    expect([one.status, one.stderr]).toEqual([2, expect.stringContaining('两个指标体系')])
    writeFileSync(
      join(folder, 'more.yaml'),
      '{ township: 甲镇, kind: 镇, year: 2025, registers: { village_advisers: { state: none } } }',
    )
    const unfit = await run('diff', './national', './shandong', '--', 'more.yaml')
    expect(unfit.status).toBe(2)
    expect(unfit.stderr).toContain('材料按“./national”不能计分')
  })
})

describe('pack doc', { timeout: 60_000 }, () => {
  it('writes the table of a year as Markdown, or as a page that needs no other file', async () => {
    const { status, stdout } = await run('doc', './shandong', '--year', '2025', '--kind', '镇')
    expect(status).toBe(0)
    expect(stdout).toContain('# 示例考核要点（地方）\n\n2025年度（镇）')
    expect(stdout).toContain('### 2.1 村（社区）数已经登记（1分）')
    const written = await run('doc', './shandong', '--year', '2025', '--html', '--output', 'table.html')
    expect([written.status, written.stdout, written.stderr]).toEqual([0, '', '已写入table.html\n'])
    const page = readFileSync(join(folder, 'table.html'), 'utf8')
    expect(page).toContain('<h1>示例考核要点（地方）</h1>')
    expect(page).not.toMatch(/<script|src=|href=/)
  })

  it('gives the same as JSON, points as decimals', async () => {
    const document = JSON.parse((await run('doc', 'national', '--year', '2025', '--json')).stdout)
    const [item] = document.dimensions[1].items
    expect(item.examples[0].points).toEqual({ low: '1', high: '1', written: ['1'] })
  })

  it('asks for one pack, and says when it cannot write', async () => {
    const none = await run('doc')
    expect([none.status, none.stderr]).toEqual([2, expect.stringContaining('写一个指标体系')])
    const nowhere = await run('doc', './shandong', '--output', 'shandong/pack.yaml/table.md')
    expect([nowhere.status, nowhere.stderr]).toEqual([2, expect.stringContaining('写不了这个文件')])
  })
})

describe('pack uses and pack points', { timeout: 60_000 }, () => {
  it('list the items that read each register, and the entries of a year', async () => {
    const uses = JSON.parse((await run('uses', 'shandong', '--year', '2025', '--json')).stdout)
    const decisions = uses.registers.find(({ id }: { id: string }) => id === 'decisions')
    expect(decisions.items.length).toBeGreaterThanOrEqual(12)
    const town = uses.kinds.find(({ kind }: { kind: string }) => kind === '镇')
    expect(town.unestimated).toEqual([])
    const own = uses.registers.filter(
      ({ keeper, standing }: { keeper: string; standing: boolean }) => keeper === 'township' && !standing,
    )
    const rows = own.reduce(
      (sum: number, { rows: each }: { rows: Record<string, string> }) => sum + Number(each.镇 ?? 0),
      0,
    )
    expect(Number(town.entries)).toBeCloseTo(rows, 6)
    expect(Number(town.traces.share)).toBeLessThan(0.25)
    const { stdout } = await run('uses', 'shandong', '--year', '2025')
    expect(stdout).toMatch(/重大行政决策台账 +乡镇 .*\n +2\.2 公众参与、/)
  })

  it('print the points of each dimension by year and kind', async () => {
    const { points } = JSON.parse((await run('points', 'shandong', '--json')).stdout)
    expect(points).toHaveLength(6 * 3)
    for (const { total, dimensions } of points) {
      const sum = dimensions.reduce(
        (all: number, { points: one }: { points: string }) => all + Number(one),
        0,
      )
      expect(Number(total)).toBeCloseTo(sum, 6)
    }
    const { stdout } = await run('points', 'shandong', '--year', '2025', '--kind', '镇')
    expect(stdout).toMatch(/2025 +镇 /)
    expect(stdout).not.toMatch(/2025 +街道/)
  })
})

describe('pack schema', { timeout: 60_000 }, () => {
  it('prints JSON Schema of one kind of file or of all, and lists the kinds', async () => {
    const items = JSON.parse((await run('schema', 'items')).stdout)
    expect([items.$schema, items.type]).toEqual(['https://json-schema.org/draft/2020-12/schema', 'array'])
    const all = JSON.parse((await run('schema')).stdout)
    expect(Object.keys(all.$defs)).toContain('register')
    const wrong = await run('schema', 'rows')
    expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringContaining('items（items/*.yaml）')])
  })
})
