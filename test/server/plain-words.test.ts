/** Messages and sheets of the command line say in Chinese what a person can do, and no more than helps. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runCli } from '../support/cli.ts'

const demo = join(import.meta.dirname, '../../rules/packs/national/demo')
const run = (...args: string[]) => runCli(args, { cwd: demo })

describe('the command line', { timeout: 60_000 }, () => {
  it('offers the items nearest to one there is not', async () => {
    const { status, stderr } = await run('explain', '出庭', 'xiangyue.yaml')
    expect(status).toBe(2)
    expect(stderr).toContain('9.6 行政机关负责人出庭应诉率（lit-head-appear）')
    expect(stderr.match(/（[a-z-]+）/g)!.length).toBeLessThanOrEqual(5)
    expect((await run('explain', 'rep-publsh', 'xiangyue.yaml')).stderr).toContain('（rep-publish）')
  })

  it('refuses another year than the one a file is kept for, and years that cannot be judged', async () => {
    const other = await run('assess', 'xiangyue.yaml', '--year', '2024')
    expect(other.status).toBe(2)
    expect(other.stderr).toContain('写明是2025年度的台账，与--year 2024不一致')
    expect((await run('assess', 'xiangyue.yaml', '--year', '1999')).stderr).toContain('请写2000至2099')
    expect((await run('assess', 'xiangyue.yaml', '--year', '2025')).status).toBe(0)
  })

  it('shows what differs between two packs by documents and clauses, not by data', async () => {
    const { stdout } = await run('pack', 'diff', 'national', 'shandong')
    expect(stdout.replace(/\s+/g, '')).toContain('《山东省行政执法监督条例》第十条')
    expect(stdout).not.toContain('"clause"')
  })

  it('names figures that no fact of the pack takes in Chinese', async () => {
    const { stdout } = await run('claims', 'xiangyue.txt', '--pack', 'national')
    expect(stdout).not.toMatch(/other\./)
  })
})
