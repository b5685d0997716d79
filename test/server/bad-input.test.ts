/** Bad input through the real command line: one clear Chinese sentence that names the place, exit 2, no stack trace. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli } from '../support/cli.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhunsheng-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const title = '东桥镇关于2025年度法治政府建设情况的报告\n'
const evidence = (registers: string, township = '东桥镇', year = '2025') =>
  `township: ${township}\nkind: 镇\nyear: ${year}\nregisters:\n${registers}`
const sessions = (row: string) =>
  evidence(`  study_sessions:\n    state: open\n    rows:\n      - { ${row} }\n`)

async function assess(files: Record<string, string | Uint8Array>, ...more: string[]) {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return runCli(['assess', ...Object.keys(files), '--pack', 'shandong', ...more], { cwd: folder })
}

const stackTrace = /^\s+at .+:\d+|node:internal|\.ts:\d+:\d+/m

async function expectRefusal(files: Record<string, string | Uint8Array>, ...words: (string | RegExp)[]) {
  const result = await assess(files)
  expect(result.stderr).toMatch(/^错误：/)
  for (const word of words) expect(result.stderr).toMatch(word)
  expect(result.stderr).not.toMatch(stackTrace)
  expect(result.stderr).not.toContain('程序内部出错')
  expect(result.stdout).toBe('')
  expect(result.status).toBe(2)
  expect(result.milliseconds).toBeLessThan(20_000)
}

describe('bad input', { timeout: 120_000 }, () => {
  it('refuses bytes that are no text and says what they look like', async () => {
    await expectRefusal({ 'a.txt': new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]) }, 'a.txt：', '压缩包')
    await expectRefusal({ 'b.txt': `%PDF-1.4\n${title}` }, 'b.txt：', 'PDF')
    await expectRefusal({ 'c.txt': `${title}\u0000\u0001` }, 'c.txt：', '第2行有控制字符')
    await expectRefusal({ 'd.txt': 'Rule of law report 2025' }, 'd.txt：', '汉字不到三分之一')
    const mojibake = new TextDecoder('gb18030').decode(new TextEncoder().encode(title.repeat(5)))
    await expectRefusal({ 'e.txt': mojibake }, 'e.txt：', '乱码')
    await expectRefusal({ 'f.txt': '' }, 'f.txt：', '文件是空的')
  })

  it('refuses 50 MB of text by its size, before reading it', async () => {
    await expectRefusal({ '大.txt': '法治政府建设情况。'.repeat(2_000_000) }, '大.txt：', '上限')
  })

  it('reads a page without what its scripts say', async () => {
    const page = `<!doctype html><html><head><script>document.write('中心组集体学法9次')</script></head><body>
<h1>${title.trim()}</h1><p onclick="alert(1)">全年党委理论学习中心组集体学法2次。</p><script>while(true){}</script></body></html>`
    const { status, stdout } = await assess({ 'page.html': page }, '--json')
    expect(status).toBe(0)
    const { document, claims } = JSON.parse(stdout)
    expect(document.text).toBe(`${title.trim()}\n全年党委理论学习中心组集体学法2次。\n`)
    expect(claims).toMatchObject([{ fact: 'study_sessions.centre_group', value: 2, status: 'accepted' }])
  })

  it('refuses a page nested to an absurd depth', async () => {
    await expectRefusal({ 'deep.html': `<html>${'<div>'.repeat(100_000)}${title}` }, 'deep.html：', '嵌套')
    await expectRefusal({ 'walk.html': `<html>${title}${'<li><td>'.repeat(3_000)}` }, 'walk.html：', '嵌套')
  })

  it('refuses a page that is all menu', async () => {
    await expectRefusal(
      { 'menu.html': `<html><nav>${title.repeat(9)}</nav></html>` },
      'menu.html：',
      '没有正文',
    )
  })

  it('refuses a YAML alias bomb where it begins to multiply', async () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]']
    for (const [of, by] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh', 'hi'].map(
      (pair) => [...pair] as [string, string],
    )) {
      bomb.push(`${by}: &${by} [${Array(9).fill(`*${of}`).join(', ')}]`)
    }
    await expectRefusal({ 'bomb.yaml': `${bomb.join('\n')}\n` }, /bomb\.yaml:2:\d+/, '引用')
  })

  it('refuses brackets nested by the thousand', async () => {
    await expectRefusal({ 'deep.yaml': `registers: ${'['.repeat(50_000)}` }, 'deep.yaml', '嵌套')
    await expectRefusal({ 'deep.json': `{"registers": ${'['.repeat(50_000)}` }, 'deep.json', '嵌套')
  })

  it('refuses keys that would reach into the program', async () => {
    await expectRefusal(
      { 'p.json': '{"township":"东桥镇","year":2025,"__proto__":{"kind":"镇"}}' },
      /p\.json:1:\d+/,
      '__proto__',
    )
    await expectRefusal(
      { 'q.yaml': evidence('  constructor: { state: open }\n') },
      /q\.yaml:5:\d+/,
      'constructor',
    )
  })

  it('refuses a day that is not in the calendar, naming the register, the row and the field', async () => {
    await expectRefusal(
      { 'day.yaml': sessions('held_on: 2022-02-30') },
      /day\.yaml:8:\d+/,
      '2022-02-30',
      /第1条/,
      /2月/,
    )
  })

  it('refuses a negative count', async () => {
    const statement = `${evidence('  {}\n')}statements:\n  - { fact: study_sessions.centre_group, value: -2 }\n`
    await expectRefusal({ 'minus.yaml': statement }, /minus\.yaml:7:\d+/, '-2')
  })

  it('offers the choices when a register or a field is unknown', async () => {
    await expectRefusal(
      { 'r.yaml': evidence('  study_session: { state: open }\n') },
      /r\.yaml:5:\d+/,
      '没有台账“study_session”',
      'study_sessions',
    )
    await expectRefusal(
      { 'f.yaml': sessions('held: 2025-01-01') },
      /f\.yaml:8:\d+/,
      '没有字段“held”',
      '字段有',
    )
  })

  it('names both files when they belong to two townships or two years', async () => {
    const open = '  study_sessions: { state: open, rows: [] }\n'
    await expectRefusal(
      { 'east.yaml': evidence(open), 'west.yaml': evidence(open, '西桥乡').replace('kind: 镇', 'kind: 乡') },
      /east\.yaml.*东桥镇.*west\.yaml.*西桥乡/,
    )
    await expectRefusal(
      { 'y1.yaml': evidence(open), 'y2.yaml': evidence(open, '东桥镇', '2024') },
      /y1\.yaml.*2025.*y2\.yaml.*2024/,
    )
    await expectRefusal(
      { 'east.yaml': evidence(open), 'west.txt': title.replace('东桥', '西桥') },
      /east\.yaml.*west\.txt/,
    )
    await expectRefusal(
      { 'small.yaml': evidence(open, '王庄镇'), 'big.txt': title.replace('东桥', '大王庄') },
      /small\.yaml.*王庄镇.*big\.txt.*大王庄镇/,
    )
    await expectRefusal({ 'r1.txt': title, 'r2.txt': title }, /r1\.txt.*r2\.txt.*一份报告/)
  })

  it('asks for the year when a report names none', async () => {
    await expectRefusal(
      { 'y.txt': '一、主要举措和成效\n党委理论学习中心组集体学法2次。\n' },
      'y.txt：',
      '--year',
    )
  })

  it('says which of two files to mend when both keep one register', async () => {
    const advisers = evidence(
      '  legal_advisers:\n    rows:\n      - { contract_no: 甲1, from: 2024-01-01 }\n',
    )
    await expectRefusal({ 's1.yaml': advisers, 's2.yaml': advisers }, /s1\.yaml.*s2\.yaml.*legal_advisers/)
  })

  it.each([
    ['one sentence of counts', '党委理论学习中心组集体学法2次、'.repeat(130_000)],
    ['one fact claimed over and over', '党委理论学习中心组集体学法2次。\n'.repeat(120_000)],
    ['digits without end', `法治${'1'.repeat(1_900_000)}`],
    ['blanks without end', `法治${' '.repeat(1_900_000)}建设`],
    ['brackets that never close', `法治（${'（“'.repeat(950_000)}`],
    ['rates chained', '覆盖率、合格率、参训率均为100%'.repeat(105_000)],
  ])('answers in time to %s', async (_, text) => {
    const result = await assess({ 'slow.txt': title + text.slice(0, 1_900_000) }, '--json')
    expect(result.status).not.toBeNull()
    expect([0, 2]).toContain(result.status)
    expect(result.stderr).not.toMatch(stackTrace)
    expect(result.milliseconds).toBeLessThan(30_000)
  })

  it('tells a missing file, a folder, a wrong option and an unknown command apart', async () => {
    const cases: [string[], RegExp][] = [
      [['assess', '没有.txt'], /没有\.txt：找不到这个文件/],
      [['assess', '.'], /\.：这是文件夹/],
      [['assess'], /没有写文件/],
      [['assess', 'a.txt', '--pakc', 'x'], /不认识的选项“--pakc”.*--pack/],
      [['assess', 'a.txt', '--as-of', '2025-02-30'], /--as-of：“2025-02-30”不是日历上的日期/],
      [['assess', 'a.txt', '--kind', '村'], /--kind：没有“村”；可选：乡、镇、街道/],
      [['asses', 'a.txt'], /不认识的命令“asses”.*assess/],
      [['pack', 'verify'], /check、test、show/],
    ]
    for (const [args, words] of cases) {
      const { status, stderr } = await runCli(args, { cwd: folder })
      expect(stderr).toMatch(words)
      expect(stderr).not.toMatch(stackTrace)
      expect(status).toBe(2)
    }
  })
})
