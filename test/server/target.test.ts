/** The commands target and verify as a person and a script use them. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Assessment } from '../../rules/assessment.ts'
import { add, rational, toDecimal } from '../../rules/rational.ts'
import type { Way } from '../../rules/target.ts'
import type { Verdict } from '../../rules/verify.ts'
import { runCli } from '../support/cli.ts'

const demo = join(import.meta.dirname, '../../rules/packs/shandong/demo')
const folder = mkdtempSync(join(tmpdir(), 'zhunsheng-'))
afterAll(() => rmSync(folder, { recursive: true }))

const run = (...args: string[]) => runCli(args, { cwd: demo })

describe('target', { timeout: 60_000 }, () => {
  const township = ['wangxi.yaml', '--pack', 'shandong', '--as-of', '2026-02-01']

  it('lists what to do in the order of dates, with gains that add up to the score', async () => {
    const { status, stdout, stderr } = await run('target', ...township, '--score', '60', '--json')
    expect(stderr).toBe('')
    expect(status).toBe(0)
    const way: Way = JSON.parse(stdout)
    expect(way).toMatchObject({ asOf: '2026-02-01', target: { score: '60' }, reached: true, proven: true })
    expect(Number(way.after.low)).toBeGreaterThanOrEqual(60)
    const gains = way.steps.map((step) => rational(step.gain)).reduce(add, rational(way.now.low))
    expect(toDecimal(gains)).toBe(way.after.low)
    const days = way.steps.map((step) => step.action.by)
    expect(days).toEqual([...days].sort())
    expect(way.effort).toBe(way.steps.reduce((sum, step) => sum + step.action.effort, 0))
  })

  it('draws the way as a table a person can work through', async () => {
    const { status, stdout } = await run('target', ...township, '--score', '60')
    expect(status).toBe(0)
    for (const text of ['达到60.00分用工最少的办法', '现在已得', '没有更省的', '红线', '经办']) {
      expect(stdout).toContain(text)
    }
  })

  it('says what is the most when the target is out of reach, and leaves with 1', async () => {
    const { status, stdout } = await run('target', ...township, '--score', '100', '--by', '2026-02-06')
    expect(status).toBe(1)
    expect(stdout).toContain('达不到')
    expect(stdout).toContain('2026年2月6日前办得完的')
  })

  it('refuses what is no target in one sentence', async () => {
    const cases: [string[], string][] = [
      [['--score', '90', '--grade', '良好'], '请写一个目标'],
      [['--score', '九十'], '不是分数'],
      [['--grade', '良好'], '没有等次'],
      [['--score', '90', '--by', '2026-02-30'], '不是日历上的日期'],
    ]
    for (const [args, message] of cases) {
      const { status, stdout, stderr } = await run('target', ...township, ...args)
      expect(stdout).toBe('')
      expect(stderr).toContain(message)
      expect(stderr.trimEnd().split('\n')).toHaveLength(1)
      expect(status).toBe(2)
    }
  })
})

describe('verify', { timeout: 60_000 }, () => {
  const files = ['wangxi.txt', 'wangxi.yaml']
  const path = (name: string): string => join(folder, name)

  let stored: Assessment
  beforeAll(async () => {
    const { stdout } = await run('assess', ...files, '--as-of', '2026-02-01', '--json')
    writeFileSync(path('stored.json'), stdout)
    stored = JSON.parse(stdout)
  }, 60_000)

  it('says same when the same files give the same bytes, whatever day it is asked', async () => {
    const { status, stdout } = await run('verify', path('stored.json'), ...files)
    expect(stdout).toContain('一致')
    expect(status).toBe(0)
  })

  it('names the input that differs', async () => {
    const changed = readFileSync(join(demo, 'wangxi.txt'), 'utf8').replace('2次', '3次')
    writeFileSync(path('changed.txt'), changed)
    const other = await run('verify', path('stored.json'), path('changed.txt'), 'wangxi.yaml', '--json')
    expect(other.status).toBe(1)
    const verdict: Verdict = JSON.parse(other.stdout)
    expect(verdict.same).toBe(false)
    expect(verdict.inputs).toEqual([
      { input: 'evidence', stored: stored.evidence, now: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ])

    writeFileSync(path('older.json'), JSON.stringify({ ...stored, engine: 'zhunsheng 0.0.1' }))
    const engine = await run('verify', path('older.json'), ...files)
    expect(engine.status).toBe(1)
    expect(engine.stdout).toContain('计算引擎与存档所记的不同')
    expect(engine.stdout).not.toContain('结果不同')
  })

  it('finds a stored result that somebody changed', async () => {
    const first = stored.items[0]!
    const items = [{ ...first, low: '0.123' }, ...stored.items.slice(1)]
    writeFileSync(path('touched.json'), JSON.stringify({ ...stored, items }))
    const { status, stdout } = await run('verify', path('touched.json'), ...files)
    expect(status).toBe(1)
    expect(stdout).toContain('存档可能被改动过')
    expect(stdout).toContain('items.0.low')
  })

  it('cannot run on what is no stored assessment', async () => {
    writeFileSync(path('list.json'), '[1, 2]')
    writeFileSync(path('broken.json'), '{ "pack": ')
    const cases: [string[], string][] = [
      [[], '没有写存档'],
      [[path('list.json'), ...files], '不是一份评价结果'],
      [[path('broken.json'), ...files], '不是JSON'],
      [[path('stored.json')], '没有写文件'],
    ]
    for (const [args, message] of cases) {
      const { status, stderr } = await run('verify', ...args)
      expect(stderr).toContain(message)
      expect(status).toBe(2)
    }
  })
})
