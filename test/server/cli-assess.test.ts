/** What a township’s files come to on the command line. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Assessment } from '../../rules/assessment.ts'
import { runCli } from '../support/cli.ts'

const root = join(import.meta.dirname, '../..')
const demo = join(root, 'rules/packs/shandong/demo')

async function assess(...args: string[]): Promise<Assessment> {
  const { status, stdout, stderr } = await runCli(['assess', ...args, '--json'], { cwd: demo })
  expect(stderr).toBe('')
  expect(status).toBe(0)
  return JSON.parse(stdout)
}

const codePoints = (text: string, start: number, end: number) => [...text].slice(start, end).join('')

describe('assess', { timeout: 60_000 }, () => {
  it('prints the JSON of the contract', async () => {
    const assessment = await assess('wangxi.txt', 'wangxi.yaml', '--pack', 'shandong')
    expect(Object.keys(assessment).sort()).toEqual(
      [
        'pack',
        'engine',
        'asOf',
        'holidays',
        'peers',
        'evidence',
        'township',
        'document',
        'claims',
        'findings',
      ]
        .concat(['score', 'dimensions', 'items', 'gaps', 'draft'])
        .sort(),
    )
    expect(assessment.pack).toMatchObject({ id: 'shandong', why: '由--pack指定（shandong）' })
    for (const hash of [assessment.pack.hash, assessment.holidays, assessment.evidence]) {
      expect(hash).toMatch(/^[0-9a-f]{64}$/)
    }
    expect(assessment.asOf).toBe('2026-04-30')
    expect(assessment.document).toMatchObject({ kind: 'township_report', year: 2025 })
    for (const key of ['value', 'applicable', 'low', 'high', 'secured', 'open', 'lost', 'over']) {
      expect(assessment.score.raw).toHaveProperty(key, expect.stringMatching(/^\d+(\.\d{1,6})?$/))
    }
    for (const key of ['low', 'high', 'secured', 'open', 'lost', 'over']) {
      expect(assessment.score.scaled).toHaveProperty(key, expect.stringMatching(/^\d+(\.\d{1,6})?$/))
    }
    expect(assessment.score).toHaveProperty('onRecord.low')
    expect(assessment.score.grade).toBeNull()
  })

  it('says which pack a file was kept for where another one was chosen', async () => {
    const { status, stderr } = await runCli(['assess', 'yanxi.yaml'], { cwd: demo })
    expect(status).toBe(2)
    expect(stderr).toContain('请加上 --pack shandong 再试')
  })

  it('quotes each claim exactly where it stands in the text', async () => {
    const { document, claims } = await assess('wangxi.txt', '--pack', 'shandong')
    expect(document!.text).toBe(readFileSync(join(demo, 'wangxi.txt'), 'utf8'))
    expect(claims.length).toBeGreaterThan(5)
    for (const { quote, start, end } of claims) expect(codePoints(document!.text, start, end)).toBe(quote)
    expect(claims.filter(({ status }) => status === 'accepted').length).toBeGreaterThan(5)
  })

  it('leaves the claims out where only what is recorded counts', async () => {
    const all = await assess('wangxi.txt', '--pack', 'shandong')
    const recorded = await assess('wangxi.txt', '--pack', 'shandong', '--evidence', 'recorded')
    expect(Number(all.score.raw.secured)).toBeGreaterThan(0)
    expect(recorded.score.raw.secured).toBe('0')
    expect(recorded.claims.map(({ status }) => status)).not.toContain('accepted')
    expect(recorded.evidence).not.toBe(all.evidence)
  })

  it('gives the same bytes for the same input, whatever the order of the files', async () => {
    const one = await assess('wangxi.txt', 'wangxi.yaml', '--pack', 'shandong')
    const other = await assess('wangxi.yaml', 'wangxi.txt', '--pack', 'shandong')
    expect(other).toEqual(one)
  })

  it('reads a report or an envelope from standard input', async () => {
    const report = readFileSync(join(demo, 'wangxi.txt'))
    const envelope = readFileSync(join(demo, 'yanxi.yaml'))
    const piped = async (input: Uint8Array) =>
      JSON.parse(
        (await runCli(['assess', '-', '--pack', 'shandong', '--json'], { input })).stdout,
      ) as Assessment
    expect((await piped(report)).township.name).toBe('望樨镇')
    expect((await piped(envelope)).township.name).toBe('砚泠镇')
  })

  it('says the day, the pack, its hash and the reason before anything else, and fits the width', async () => {
    const { status, stdout } = await runCli(['assess', 'yanxi.yaml', '--pack', 'shandong'], { cwd: demo })
    expect(status).toBe(0)
    const lines = stdout.split('\n')
    expect(lines[0]).toBe('评价日期  2026-04-30')
    expect(lines[1]).toMatch(/^指标体系 .*shandong/)
    expect(lines[2]).toMatch(/^校验值 +[0-9a-f]{64}$/)
    expect(lines[3]).toMatch(/^选用理由 +由--pack指定/)
    for (const words of [
      '【得分】',
      '【考核要点得分和理由】',
      '【差距（按分值）】',
      '【存在的不足和原因（草稿）】',
    ]) {
      expect(lines).toContain(words)
    }
    expect(stdout).toContain('6项重大行政决策中，1项在提交讨论前未见合法性审查意见')
    expect(stdout).toMatch(/3个村（社区）尚未配备法律顾问（.+、.+、.+），覆盖率90%/)
    expect(stdout).toContain('党委理论学习中心组学法1次，低于2次的要求')
    expect(stdout).toMatch(/应述法2人，完成年终述法1人/)
  })

  it('writes Markdown of the same', async () => {
    const { stdout } = await runCli(['assess', 'yanxi.yaml', '--pack', 'shandong', '--md'], { cwd: demo })
    expect(stdout).toMatch(/^- \*\*评价日期\*\*：2026-04-30$/m)
    expect(stdout).toMatch(/^\| 序号 \| 考核要点 \| 分值 \| 得分 \| 结果 \| 证明程度 \| 理由 \|$/m)
    expect(stdout).toMatch(/^## 差距/m)
  })

  it('turns only the frame into English', async () => {
    const { stdout } = await runCli(['gaps', 'yanxi.yaml', '--pack', 'shandong', '--lang', 'en'], {
      cwd: demo,
    })
    expect(stdout).toMatch(/^As of +2026-04-30$/m)
    expect(stdout).toContain('党委理论学习中心组学法')
  })

  it('takes year, kind and day from the options', async () => {
    const assessment = await assess(
      'yanxi.yaml',
      '--pack',
      'shandong',
      '--as-of',
      '2025-06-30',
      '--kind',
      '街道',
    )
    expect(assessment.asOf).toBe('2025-06-30')
    expect(assessment.township).toMatchObject({ kind: '街道', year: 2025 })
    expect(assessment.items.map(({ id }) => id)).not.toContain('lead-report-to-congress')
  })
})

describe('a report of another kind', { timeout: 60_000 }, () => {
  it('of a county is read, and counts for no township', async () => {
    const input =
      '某某县人民政府关于2025年度法治政府建设情况的报告\n一、主要举措和成效\n县委理论学习中心组集体学法4次。全县各村均配备法律顾问。\n'
    const read = await runCli(['claims', '-', '--pack', 'shandong', '--json'], { input })
    const { document, claims }: Pick<Assessment, 'document' | 'claims'> = JSON.parse(read.stdout)
    expect(document!.kind).toBe('county_report')
    expect(claims.length).toBeGreaterThan(0)
    for (const { status, items } of claims) expect([status, items ?? []]).toEqual(['proposed', []])
    const alone = await runCli(['assess', '-', '--pack', 'shandong'], { input })
    expect([alone.status, alone.stdout]).toEqual([2, ''])
    expect(alone.stderr).toContain('这是县级报告，所述是全县的事，不能单独评价')
  })
})

describe('the text of an assessment', { timeout: 60_000 }, () => {
  it('has the lines of bonuses and deductions, with their totals and reasons', async () => {
    const assessed = await runCli(['assess', 'yanxi.yaml', '--pack', 'shandong', '--json'], { cwd: demo })
    const { score }: Assessment = JSON.parse(assessed.stdout)
    const { stdout } = await runCli(['assess', 'yanxi.yaml', '--pack', 'shandong', '--md'], { cwd: demo })
    expect(score.pools.length).toBeGreaterThan(0)
    for (const pool of score.pools) {
      expect(stdout).toContain(`## ${pool.title}\n`)
      for (const line of pool.lines) expect(stdout).toContain(`| ${line.title} | `)
    }
  })
})

describe('explain', { timeout: 60_000 }, () => {
  it('finds an item by id, by number or by title, and offers all when there is none', async () => {
    const explain = (item: string) =>
      runCli(['explain', item, 'yanxi.yaml', '--pack', 'shandong'], { cwd: demo })
    const byId = await explain('adv-village-coverage')
    expect(byId.stdout).toContain('计算      2.00 × 27 ÷ 30 = 1.80')
    const number = /【(\S+) /.exec(byId.stdout)![1]!
    expect((await explain(number)).stdout).toBe(byId.stdout)
    expect((await explain('一村（社区）一法律顾问')).stdout).toBe(byId.stdout)
    const none = await explain('adv')
    expect(none.status).toBe(2)
    expect(none.stderr).toContain('adv-village-coverage')
  })
})

describe('claims', { timeout: 60_000 }, () => {
  it('reads files one by one with --jsonl, tells the bad one and ends with 1', async () => {
    const { status, stdout } = await runCli(['claims', 'wangxi.txt', '没有.txt', 'wangxi.txt', '--jsonl'], {
      cwd: demo,
    })
    expect(status).toBe(1)
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.map(({ file }) => file)).toEqual(['wangxi.txt', '没有.txt', 'wangxi.txt'])
    expect(Object.keys(lines[0])).toEqual(['file', 'pack', 'document', 'claims'])
    expect(lines[1]).toEqual({ file: '没有.txt', error: '没有.txt：找不到这个文件' })
    expect(lines[2].claims).toEqual(lines[0].claims)
  })

  it('says with every JSON which pack read, with its hash and why it was chosen', async () => {
    const pack = {
      id: 'shandong',
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      why: '由--pack指定（shandong）',
    }
    for (const more of [[], ['--explain']]) {
      const { stdout } = await runCli(['claims', 'wangxi.txt', '--pack', 'shandong', '--json', ...more], {
        cwd: demo,
      })
      expect(JSON.parse(stdout).pack).toMatchObject(pack)
    }
  })

  it('says what was decided in the words of the pages', async () => {
    const { stdout } = await runCli(['claims', 'wangxi.txt', '--pack', 'shandong'], { cwd: demo })
    expect(stdout).toContain('已采信')
    expect(stdout).not.toMatch(/已?采用/)
  })

  it('explains in words how each quantity was read', async () => {
    const { stdout } = await runCli(['claims', 'wangxi.txt', '--explain', '--json'], { cwd: demo })
    const { explanations } = JSON.parse(stdout)
    expect(explanations.length).toBeGreaterThan(5)
    for (const { quote, text } of explanations) {
      expect(quote).not.toBe('')
      expect(text).not.toBe('')
    }
  })
})
