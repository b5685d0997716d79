/** What the README tells a reader to write and to run, written and run. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Assessment } from '../rules/assessment.ts'
import { checkPack } from '../rules/loading/load.ts'
import { packFolders } from '../server/packs.ts'
import { runCli } from './support/cli.ts'

const root = join(import.meta.dirname, '..')
const readme = readFileSync(join(root, 'README.md'), 'utf8')

describe('the README', { timeout: 60_000 }, () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'zhunsheng-readme-'))
    for (const [, path, text] of readme.matchAll(/```yaml\n# (\S+)\n([\s\S]*?)```/g)) {
      mkdirSync(dirname(join(folder, path!)), { recursive: true })
      writeFileSync(join(folder, path!), text!)
    }
  })
  afterAll(() => {
    rmSync(folder, { recursive: true })
  })

  const assess = async (...args: string[]): Promise<Assessment> => {
    const { status, stdout, stderr } = await runCli(['assess', ...args, '--pack', 'mycounty', '--json'], {
      cwd: folder,
    })
    expect(stderr).toBe('')
    expect(status).toBe(0)
    return JSON.parse(stdout)
  }

  it('adds a requirement with four files and nothing to complain about', () => {
    const { table, problems } = checkPack(packFolders('mycounty', folder))
    expect(problems).toEqual([])
    expect(table!.items.find(({ id }) => id === 'pub-law-talk')).toMatchObject({
      dimension: 'd8',
      value: '1',
    })
    expect(table!.registers.at(-1)).toMatchObject({
      id: 'law_talks',
      fields: [{ id: 'village' }, { id: 'held_on' }, { id: 'topic' }],
    })
  })

  it('scores the rows of its evidence file, names the village that falls short, and drafts it', async () => {
    const { items, gaps, draft } = await assess('evidence.yaml')
    const item = items.find(({ id }) => id === 'pub-law-talk')!
    expect(item).toMatchObject({ outcome: 'partly', low: '0.5', high: '0.5', strength: 'recorded' })
    expect(gaps.find((gap) => gap.item === 'pub-law-talk')).toMatchObject({
      kind: 'shortcoming',
      rows: [{ label: '墨池湾村' }],
    })
    expect(draft.paragraphs.map(({ text }) => text).join('\n')).toContain(
      '1个村（社区）没有举办法治议事日（墨池湾村），覆盖率50%',
    )
    expect(item.reason.steps.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['clause', 'basis', 'fact', 'calculation', 'result']),
    )
  })

  it('reads the new requirement out of a report', async () => {
    const report =
      '砚泠镇2025年度法治政府建设情况报告\n一、主要举措和成效\n全镇30个行政村。26个村（社区）举办了法治议事日。\n'
    writeFileSync(join(folder, 'report.txt'), report)
    const { items, claims } = await assess('report.txt')
    expect(claims).toContainEqual(
      expect.objectContaining({
        fact: 'villages.with_law_talk',
        value: 26,
        items: ['pub-law-talk'],
        status: 'accepted',
      }),
    )
    expect(items.find(({ id }) => id === 'pub-law-talk')).toMatchObject({
      outcome: 'partly',
      strength: 'claimed',
    })
  })

  it('names only scripts, files and folders that are there', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    for (const [, script] of readme.matchAll(/npm run (?:-s )?([\w:]+)/g))
      expect(scripts).toHaveProperty(script!)
    const paths = [...readme.matchAll(/[`(]((?:server|client|rules|db|test)\/[\w./-]+?)\/?[`)]/g)].map(
      ([, path]) => path!,
    )
    expect(paths.length).toBeGreaterThan(10)
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([])
  })
})
