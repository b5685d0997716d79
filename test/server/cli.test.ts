/** The command line as a person and a script use it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runCli, spawnCli } from '../support/cli.ts'

const root = join(import.meta.dirname, '../..')
const demo = join(root, 'rules/packs/shandong/demo')

describe('help', { timeout: 60_000 }, () => {
  it.each(['assess', 'claims', 'explain', 'gaps', 'draft', 'rank', 'pack', 'audit', 'backup', 'serve'])(
    'of %s has usage and examples',
    async (command) => {
      const { status, stdout } = await runCli([command, '--help'])
      expect(status).toBe(0)
      expect(stdout).toMatch(/^用法 {2}zhunsheng /m)
      expect(stdout).toMatch(/^示例\n {2}npm run -s zhunsheng -- /m)
    },
  )

  it('lists all commands, in English when asked for', async () => {
    const { status, stdout } = await runCli(['--help', '--lang', 'en'])
    expect(status).toBe(0)
    expect(stdout).toMatch(/^Commands$/m)
    expect((await runCli([])).status).toBe(2)
  })
})

describe('options before the command', { timeout: 60_000 }, () => {
  it.each([[['--lang', 'en']], [['--lang=en']]])('%s holds for it', async (start) => {
    const { status, stdout } = await runCli([...start, 'gaps', 'yanxi.yaml', '--pack', 'shandong'], {
      cwd: demo,
    })
    expect(status).toBe(0)
    expect(stdout).toMatch(/^As of +2026-04-30$/m)
  })

  it('ask for its help', async () => {
    const { status, stdout } = await runCli(['--help', 'assess'])
    expect(status).toBe(0)
    expect(stdout).toMatch(/^用法 {2}zhunsheng assess /m)
    expect((await runCli(['--lang', 'en', 'serve', '--help'])).stdout).toMatch(/^Usage {2}zhunsheng serve /m)
  })

  it.each([
    [['--lang', 'fr', '--help'], '--lang：没有“fr”；可选：zh、en'],
    [['--lang', 'fr', 'assess', 'a.txt'], '--lang：没有“fr”'],
    [['--lang'], '选项“--lang”用法不对'],
    [['--json', 'assess', 'a.txt'], '不认识的选项“--json”'],
  ])('%s are refused', async (args, words) => {
    const { status, stdout, stderr } = await runCli(args, { cwd: demo })
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toContain(words)
  })
})

describe('the program itself', { timeout: 60_000 }, () => {
  it('writes what the command writes, and reads standard input', async () => {
    const args = ['assess', 'wangxi.yaml', '--pack', 'shandong', '--json']
    expect((await spawnCli(args, { cwd: demo })).stdout).toBe((await runCli(args, { cwd: demo })).stdout)
    const input = readFileSync(join(demo, 'wangxi.txt'))
    const piped = ['claims', '-', '--pack', 'shandong', '--json']
    const { status, stdout } = await spawnCli(piped, { input })
    expect([status, stdout]).toEqual([0, (await runCli(piped, { input })).stdout])
  })

  it('ends with 2 and one sentence', async () => {
    const refused = await spawnCli(['assess', 'nowhere.yaml'], { cwd: demo })
    expect([refused.status, refused.stdout]).toEqual([2, ''])
    expect(refused.stderr).toMatch(/^错误：.*nowhere\.yaml.*\n$/)
    expect((await spawnCli([])).status).toBe(2)
  })
})
