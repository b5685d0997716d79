/** The command line as a person and a script use it. */
import {
  copyFileSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../db/connect.ts'
import type { Assessment, Ranking } from '../../rules/assessment.ts'
import { addCounty, openStore } from '../support/app.ts'
import { runCli, spawnCli } from '../support/cli.ts'

const root = join(import.meta.dirname, '../..')
const demo = join(root, 'rules/packs/shandong/demo')
const seed = join(root, '../shared/seed/report-2022.txt')
const corpus = join(root, '../shared/corpus')

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

describe('audit verify and backup', { timeout: 60_000 }, () => {
  let data: string
  const run = (...args: string[]) => runCli(args, { cwd: data, env: { ZHUNSHENG_DATA: data } })
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'zhunsheng-store-'))
  })
  afterEach(() => {
    rmSync(data, { recursive: true })
  })

  async function fill(): Promise<Db> {
    const db = await openStore(join(data, 'zhunsheng.db'))
    await addCounty(db)
    return db
  }

  it('ends with 0 for a whole log and leaves the database as it is', async () => {
    await (await fill()).destroy()
    const before = readFileSync(join(data, 'zhunsheng.db'))
    const { status, stdout } = await run('audit', 'verify')
    expect(stdout.replaceAll(/\n {2}/g, '')).toMatch(
      /^- 桥梁县：1条，完整；末条序号1，散列值[0-9a-f]{64}，请抄存备查\n$/,
    )
    expect(status).toBe(0)
    expect(readFileSync(join(data, 'zhunsheng.db'))).toEqual(before)
  })

  it('ends with 1 and names the entry that was changed', async () => {
    const db = await fill()
    await sql`drop trigger audit_refuses_update`.execute(db)
    await db.updateTable('audit').set({ actor: '别人' }).execute()
    await db.destroy()
    const { status, stdout } = await run('audit', 'verify')
    expect(stdout).toContain('桥梁县：第1条内容与登记时不一致，此前0条完整')
    expect(status).toBe(1)
  })

  it('ends with 2 and a sentence when there is nothing to verify', async () => {
    const file = join(data, 'zhunsheng.db')
    const cases: [string | null, string][] = [
      [null, '没有数据库'],
      ['', '不是准绳的数据库'],
      ['这不是数据库。'.repeat(100), '不是数据库文件，或者已经损坏'],
    ]
    for (const [content, words] of cases) {
      if (content !== null) writeFileSync(file, content)
      for (const args of [
        ['audit', 'verify'],
        ['backup', 'copy.db'],
      ]) {
        const { status, stderr } = await run(...args)
        expect(stderr).toMatch(/^错误：.*zhunsheng\.db/)
        expect(stderr).toContain(words)
        expect(status).toBe(2)
      }
    }
    expect(existsSync(join(data, 'copy.db'))).toBe(false)
  })

  it('ends with 2 for a database damaged within, one without a county, and a county that is not there', async () => {
    await (await openStore(join(data, 'zhunsheng.db'))).destroy()
    expect(await run('audit', 'verify')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('还没有县'),
    })
    await (await fill()).destroy()
    const unknown = await run('audit', 'verify', '--county', 'x')
    expect(unknown).toMatchObject({ status: 2, stderr: '错误：没有县（市、区）“x”；有：test（桥梁县）\n' })
    const bytes = readFileSync(join(data, 'zhunsheng.db'))
    writeFileSync(join(data, 'zhunsheng.db'), bytes.fill(0xff, 4096))
    const damaged = await run('audit', 'verify')
    expect(damaged).toMatchObject({ status: 2, stderr: expect.stringContaining('已经损坏') })
  })

  it('copies a database that is in use into a new file, never over another', async () => {
    const db = await fill()
    const copied = await run('backup', 'copy.db')
    expect(copied).toMatchObject({ status: 0, stdout: `已备份到${join(data, 'copy.db')}\n` })
    await db.destroy()
    const again = await run('backup', 'copy.db')
    expect(again).toMatchObject({
      status: 2,
      stderr: '错误：copy.db：已经有这个文件，没有备份；请换一个名称\n',
    })
    const restored = join(data, 'restored')
    mkdirSync(restored)
    copyFileSync(join(data, 'copy.db'), join(restored, 'zhunsheng.db'))
    const verified = await runCli(['audit', 'verify'], { cwd: data, env: { ZHUNSHENG_DATA: 'restored' } })
    expect(verified).toMatchObject({ status: 0, stdout: expect.stringContaining('1条，完整') })
  })

  it('says so when the new file cannot be written', async () => {
    await (await fill()).destroy()
    const { status, stderr } = await run('backup', 'missing/copy.db')
    expect(status).toBe(2)
    expect(stderr).toMatch(/^错误：missing\/copy\.db：没有备份成/)
  })
})

describe.runIf(existsSync(seed))('a real report', { timeout: 60_000 }, () => {
  it('yields the table that was worked out by hand', async () => {
    const assessment = await assess(seed)
    expect(assessment.pack).toMatchObject({ id: 'shandong', why: expect.stringContaining('沂水县') })
    expect(assessment.asOf).toBe('2023-04-30')
    const row = ({ outcome, low, high, strength }: Assessment['items'][number]) => [
      outcome,
      low === high ? low : `${low}–${high}`,
      strength,
    ]
    const met = {
      'lead-annual-plan': ['met', '1.5', 'claimed'],
      'lead-report-to-congress': ['met', '1', 'claimed'],
      'dec-catalog': ['met', '1', 'claimed'],
      'dec-legality-review': ['met', '3', 'claimed'],
      'adv-government': ['met', '1.5', 'claimed'],
      'adv-village-coverage': ['met', '2', 'claimed'],
      'learn-centre-group': ['met', '2', 'claimed'],
      'learn-training': ['unknown', '0.5–1', 'claimed'],
      'pub-rol-leader': ['met', '0.5', 'claimed'],
      'pub-venue': ['met', '1', 'claimed'],
      'rep-publish': ['met', '1', 'claimed'],
      'rep-content': ['met', '1', 'claimed'],
    }
    const later = [
      ...['lead-reviewer-post', 'contract-review', 'enf-inspection', 'learn-must-know-list'],
      ...['learn-in-year-report', 'pub-budget', 'pub-hint-reply', 'adm-mediation', 'sug-judicial-2m'],
      'vil-training',
    ]
    const openItems = assessment.items.filter(({ id }) => !(id in met) && !later.includes(id))
    const wholes = openItems.map(({ id, value }) => [id, ['unknown', `0–${value}`]])
    const results = Object.fromEntries(assessment.items.map((item) => [item.id, row(item)]))
    expect(results).toMatchObject(met)
    expect(later.map((id) => results[id])).toEqual(later.map(() => ['not_in_force', '0', null]))
    expect(openItems.map((item) => [item.id, row(item).slice(0, 2)])).toEqual(wholes)
    // What was not read of an item itself, but for its whole, is no evidence of it.
    const told = openItems.filter(({ facts }) => facts.some(({ quotes }) => quotes.length > 0))
    expect(
      told.flatMap(({ facts }) => facts.filter(({ quotes }) => quotes.length > 0).map(({ id }) => id)),
    ).toEqual(told.flatMap(({ facts }) => facts.map(({ id }) => id).filter((id) => id === 'villages.total')))
    const text = readFileSync(seed, 'utf8')
    for (const id of Object.keys(met)) {
      const quotes = assessment.items.find((item) => item.id === id)!.facts.flatMap((fact) => fact.quotes)
      expect(quotes).not.toEqual([])
      for (const { quote, start, end } of quotes) expect(codePoints(text, start, end)).toBe(quote)
    }
    expect(assessment.score.raw).toMatchObject({ low: '16', lost: '0' })
    const review = assessment.items.find(({ id }) => id === 'dec-legality-review')!
    expect(review.facts.flatMap(({ notes }) => notes).join()).toContain('未载明总数')
    const submit = assessment.gaps.find(({ item }) => item === 'rep-submit')!
    expect(submit.kind).toBe('missing')
  })

  it('is read as it stands: facts, empty header fields, shortcomings and plans', async () => {
    const { document, claims } = await assess(seed)
    const values = (fact: string) => claims.filter((claim) => claim.fact === fact).map(({ value }) => value)
    expect(values('study_sessions.centre_group')).toContain(2)
    expect(values('study_sessions.centre_group_dates')).toContainEqual(['2022-05-15', '2022-10-10'])
    expect(values('trainings.all_staff')).toEqual([3])
    expect(values('legal_advisers.valid')).toEqual([2])
    expect(values('villages.total')).toContain(30)
    expect(claims.find(({ fact }) => fact === 'venues.invested')).toMatchObject({
      value: 100000,
      hedge: 'gte',
    })
    expect(values('annual_report.published_on')).toEqual(['2023-03-21'])
    expect(document!.shortcomings).toHaveLength(4)
    expect(document!.plans).toHaveLength(7)
    const plan = document!.sections.at(-1)!
    expect(claims.filter(({ start, fact }) => start > plan.start && fact !== 'annual_report.parts')).toEqual(
      [],
    )
    expect(Object.values(document!.header)).toContain(null)
  })
})

describe.runIf(existsSync(corpus))('other published texts', { timeout: 120_000 }, () => {
  it('are all read without an error, and none that is no yearly report counts', async () => {
    const files = ['reports', 'other'].flatMap((folder) => globSync(join(corpus, folder, '*.txt')).sort())
    const { status, stdout } = await runCli(['claims', ...files, '--jsonl'])
    expect(status).toBe(0)
    const read = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(read).toHaveLength(files.length)
    for (const { file, claims } of read) {
      if (!file.includes('/other/')) continue
      for (const { status: claimed, reason } of claims) {
        expect(claimed).toBe('refused')
        expect(reason).not.toBe('')
      }
    }
  })
})
