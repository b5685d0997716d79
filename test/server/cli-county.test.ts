import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Ranking } from '../../rules/assessment.ts'
import { runCli } from '../support/cli.ts'

const root = join(import.meta.dirname, '../..')
const demo = join(root, 'rules/packs/shandong/demo')

describe('rank', { timeout: 60_000 }, () => {
  it('compares townships within their groups and says that it is internal', async () => {
    const files = ['yanxi.yaml', 'qishuang.yaml', 'heting.yaml', 'wangxi.yaml', 'wangxi.txt']
    const { status, stdout } = await runCli(['rank', ...files, '--pack', 'shandong', '--json'], { cwd: demo })
    expect(status).toBe(0)
    const ranking: Ranking = JSON.parse(stdout)
    expect(ranking.notice).toContain('不得公布')
    const names = ranking.groups.map(({ townships }) => townships.map(({ name }) => name).sort())
    expect(names).toEqual([['望樨镇', '栖霜乡', '砚泠镇'], ['鹤汀街道']])
  })
})

describe('rank of a whole folder', { timeout: 60_000 }, () => {
  it('leaves out the list of the county’s townships and says so', async () => {
    const files = ['county.yaml', 'qishuang.yaml', 'heting.yaml', 'wangxi.yaml']
    const { status, stdout, stderr } = await runCli(['rank', ...files, '--pack', 'shandong', '--json'], {
      cwd: demo,
    })
    expect(status).toBe(0)
    expect(stderr).toContain('county.yaml：这是县的乡镇名单，不是台账，不参加比较')
    const { groups }: Ranking = JSON.parse(stdout)
    expect(groups.flatMap(({ townships }) => townships)).toHaveLength(3)
  })
})

describe('rank of townships with like names', { timeout: 60_000 }, () => {
  it('keeps them apart', async () => {
    const envelope = (name: string) => `township: ${name}\nkind: 镇\nyear: 2025\nregisters: {}\n`
    const input = `${envelope('王庄镇')}---\n${envelope('大王庄镇')}`
    const { stdout } = await runCli(['rank', '-', '--pack', 'shandong', '--json'], { input })
    const { groups }: Ranking = JSON.parse(stdout)
    expect(groups.flatMap(({ townships }) => townships.map(({ name }) => name)).sort()).toEqual([
      '大王庄镇',
      '王庄镇',
    ])
  })
})

describe('a county’s file, one township of it', { timeout: 60_000 }, () => {
  const envelope = (name: string) => `township: ${name}\nkind: 镇\nyear: 2025\nregisters: {}\n`
  const input = `${envelope('王庄镇')}---\n${envelope('李庄镇')}`
  const assess = (...more: string[]) => runCli(['assess', '-', '--pack', 'shandong', ...more], { input })

  it('is the one that --township names, and the others are said not to count', async () => {
    const { status, stdout } = await assess('--township', '李庄镇')
    expect(status).toBe(0)
    expect(stdout).toContain('李庄镇')
    expect(stdout).not.toContain('王庄镇')
    expect(stdout).toContain('材料中另有1个乡镇（街道）或者年度的，没有计入')
  })

  it('has to be named, by a name that is there', async () => {
    const unnamed = await assess()
    expect([unnamed.status, unnamed.stderr]).toEqual([
      2,
      expect.stringContaining('请用--township写明是哪一个'),
    ])
    const strange = await assess('--township', '赵庄镇')
    expect([strange.status, strange.stderr]).toEqual([2, expect.stringContaining('材料里没有“赵庄镇”')])
    expect(strange.stderr).toContain('王庄镇、李庄镇')
  })
})

describe('export', { timeout: 60_000 }, () => {
  it('refuses a name that is not of the kind of the paper', async () => {
    const run = await runCli(
      ['export', 'problem-list', 'yanxi.yaml', '--pack', 'shandong', '--output', '/tmp/x.pdf'],
      {
        cwd: demo,
      },
    )
    expect(run.status).toBe(2)
    expect(run.stderr).toContain('这个文件是.docx，扩展名不能写.pdf')
  })
})

describe('pack', { timeout: 60_000 }, () => {
  it('finds nothing wrong with the packs that come with the product, and their cases hold', async () => {
    const check = await runCli(['pack', 'check'])
    expect(check.stdout).toContain('没有问题')
    expect(check.status).toBe(0)
    const test = await runCli(['pack', 'test', '--json'])
    expect(test.status).toBe(0)
    for (const { passed, failures, problems } of JSON.parse(test.stdout)) {
      expect(passed).toBeGreaterThan(0)
      expect([...failures, ...problems]).toEqual([])
    }
  })

  it('shows the resolved table', async () => {
    const { stdout } = await runCli(['pack', 'show', 'shandong', '--json'])
    const table = JSON.parse(stdout)
    expect(table).toMatchObject({ id: 'shandong', version: expect.any(String) })
    // The points of pools stand beside the total.
    const on: { value: string }[] = table.items.filter(
      ({ on, dimension }: { on: boolean; dimension: string }) => on && /^d\d+$/.test(dimension),
    )
    expect(Number(table.total)).toBe(on.reduce((sum, { value }) => sum + Number(value), 0))
    expect(table.registers.map(({ id }: { id: string }) => id)).toContain('decisions')
    for (const { id, title, dimension, value, versions } of table.items) {
      expect([id, title, dimension, value].every((text) => typeof text === 'string' && text !== '')).toBe(
        true,
      )
      for (const version of versions) {
        expect(Object.keys(version)).toEqual(['from', 'binding', 'checked', 'basis'])
      }
    }
  })
})
