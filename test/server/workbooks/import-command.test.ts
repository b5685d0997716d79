import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Ranking } from '../../../rules/assessment.ts'
import type { ImportPlan } from '../../../server/workbooks/plan-import.ts'
import { runCli } from '../../support/cli.ts'
import { workbook } from '../../support/workbook.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhunsheng-import-'))
})

const put = async (name: string, bytes: Uint8Array | Promise<Uint8Array>) =>
  writeFileSync(join(folder, name), await bytes)
const at = () => ({ cwd: folder, env: { ZHUNSHENG_DATA: folder } })
const run = (...args: string[]) => runCli(['import', ...args, '--pack', 'shandong'], at())

interface Printed {
  files: {
    file: string
    plan?: ImportPlan
    questions?: string[]
    error?: { code: string; message: string }
  }[]
}
const printed = async (...args: string[]): Promise<Printed> =>
  JSON.parse((await run(...args, '--json')).stdout)

const decisions = (...titles: string[]) =>
  workbook({
    name: '重大决策',
    rows: [['决策事项', '集体讨论日期'], ...titles.map((title) => [title, '2025年6月1日'])],
  })

const filled = (township: string, ...titles: string[]) =>
  workbook(
    {
      name: '封面',
      rows: [
        ['乡镇（街道）', township],
        ['年度', 2025],
      ],
    },
    {
      name: '重大行政决策台账',
      rows: [
        ['#register:decisions'],
        ['决策事项', '集体讨论日期'],
        ...titles.map((title) => [title, '2025-06-01']),
      ],
      hiddenRows: [1],
    },
  )

describe('zhunsheng import', { timeout: 120_000 }, () => {
  it('shows what would become of each row and writes nothing', async () => {
    await put('决策.xlsx', decisions('修桥', '建桥'))
    const { status, stdout } = await run(
      '决策.xlsx',
      '--register',
      'decisions',
      '--township',
      '砚泠镇',
      '--year',
      '2025',
    )
    expect(status).toBe(0)
    expect(stdout).toContain('表头在第1行，《重大行政决策台账》')
    expect(stdout).toMatch(/砚泠镇\s+重大行政决策台账\s+2\s+0\s+0\s+0\s+0/)
  })

  it('adds to an evidence file, and knows its rows the next time', async () => {
    await put('一.xlsx', decisions('修桥'))
    await put('二.xlsx', decisions('修桥', '建桥'))
    expect(
      (await run('一.xlsx', '--township', '砚泠镇', '--year', '2025', '--output', '台账.yaml')).status,
    ).toBe(0)
    const [file] = (await printed('台账.yaml', '二.xlsx')).files
    expect(file!.plan!.counts).toMatchObject({ added: 1, unchanged: 1 })
    expect((await run('台账.yaml', '二.xlsx', '--output', '台账.yaml')).status).toBe(0)
    expect(readFileSync(join(folder, '台账.yaml'), 'utf8').match(/title: /g)).toHaveLength(2)
  })

  it('takes a county’s filled workbooks into one file that can be ranked; a broken one holds up no other', async () => {
    await put('甲.xlsx', filled('砚泠镇', '修桥'))
    await put('乙.xlsx', filled('望樨镇', '建桥', '护桥'))
    await put('坏.xlsx', (await filled('望樨镇', '拆桥')).slice(0, 700))
    const taken = await run('甲.xlsx', '坏.xlsx', '乙.xlsx', '--output', '全县.yaml')
    expect(taken.status).toBe(1)
    expect(taken.stdout).toContain('坏.xlsx：')
    const ranked = await runCli(['rank', '全县.yaml', '--pack', 'shandong', '--json'], at())
    expect(ranked.stderr).toBe('')
    const names = (JSON.parse(ranked.stdout) as Ranking).groups.flatMap(({ townships }) =>
      townships.map(({ name }) => name),
    )
    expect(names.sort()).toEqual(['望樨镇', '砚泠镇'])
  })

  it('writes no township whose workbook has an open question, and says which files are left out', async () => {
    await put('甲.xlsx', filled('砚泠镇', '修桥'))
    const cover = {
      name: '封面',
      rows: [
        ['乡镇（街道）', '望樨镇'],
        ['年度', 2025],
      ],
    }
    await put(
      '乙.xlsx',
      workbook(cover, {
        name: '别的',
        rows: [
          ['某栏', '另一栏'],
          ['一', '二'],
        ],
      }),
    )
    const { status, stderr } = await run('甲.xlsx', '乙.xlsx', '--output', '全县.yaml')
    expect(status).toBe(1)
    expect(stderr).toContain('没有写进全县.yaml的：乙.xlsx')
    expect(readFileSync(join(folder, '全县.yaml'), 'utf8')).not.toContain('望樨镇')
  })

  it('names the file whose cover does not tell a township’s kind', async () => {
    await put('甲.xlsx', filled('砚泠镇', '修桥'))
    await put('乙.xlsx', filled('枫桥坳', '建桥'))
    const { status, stderr } = await run('甲.xlsx', '乙.xlsx')
    expect([status, stderr]).toEqual([2, expect.stringContaining('乙.xlsx：“枫桥坳”看不出是乡、镇还是街道')])
  })

  it('asks for the files of a folder', async () => {
    const { status, stdout } = await run('.', '--township', '砚泠镇', '--year', '2025')
    expect(status).toBe(1)
    expect(stdout).toContain('.：是文件夹；请写里面的表格，如*.xlsx')
  })

  it('says where a cell is wrong and how to mend it', async () => {
    await put('决策.csv', new TextEncoder().encode('决策事项,集体讨论日期\n修桥,2025-02-30\n'))
    const { status, stdout } = await run('决策.csv', '--township', '砚泠镇', '--year', '2025')
    expect(status).toBe(1)
    expect(stdout).toContain('B2 集体讨论日期：“2025-02-30”不是日历上的日期')
  })

  it('asks for what it cannot tell', async () => {
    await put('决策.xlsx', decisions('修桥'))
    expect((await run('决策.xlsx', '--year', '2025')).stderr).toContain('--township')
    expect((await run('决策.xlsx', '--township', '砚泠镇')).stderr).toContain('--year')
    const register = await run('决策.xlsx', '--township', '砚泠镇', '--year', '2025', '--register', 'x')
    expect(register.stderr).toContain('没有台账“x”')
    expect(register.status).toBe(2)
  })

  const named = ['--register', 'decisions', '--township', '砚泠镇', '--year', '2025']
  /** A form whose columns go by names of its own. */
  const ownWords = (...titles: string[]) =>
    workbook({
      name: '研究事项',
      rows: [['议题', '上会那天', '记录人'], ...titles.map((title) => [title, '2025年6月1日', '某人'])],
    })
  const columns = ['--column', '议题=决策事项', '--column', 'B列=集体讨论日期', '--column', '记录人=不读']

  it('is told which column is which, and asks nothing the next time', async () => {
    await put('甲.xlsx', ownWords('修桥'))
    const asked = await run('甲.xlsx', ...named, '--output', '空.yaml')
    expect(asked.status).toBe(1)
    expect(asked.stdout).toContain('用--column写明每一列对应的栏目')
    expect(asked.stderr).toContain('没有一份工作簿可以读入，没有写空.yaml')
    const told = await run('甲.xlsx', ...named, ...columns, '--output', '甲.yaml')
    expect(told).toMatchObject({ status: 0, stderr: expect.stringContaining('已记住这种表的栏目对应') })
    expect(readFileSync(join(folder, '甲.yaml'), 'utf8')).toMatch(/title: 修桥\n\s+meeting_on: 2025-06-01/)
    await put('乙.xlsx', ownWords('建桥', '护桥'))
    const again = await run('乙.xlsx', ...named)
    expect(again.status).toBe(0)
    expect(again.stdout).toContain('栏目按上次导入的同一种表对应')
    const assessed = await runCli(
      ['assess', '乙.xlsx', '--pack', 'shandong', '--township', '砚泠镇', '--year', '2025', '--json'],
      at(),
    )
    expect(assessed.stderr).toBe('')
    expect(assessed.stdout).toContain('栏目按上次导入的同一种表对应')
  })

  it.each([
    ['议题', '应写成“表头=栏目”'],
    ['议体=决策事项', '没有表头“议体”；是不是想写“议题”？表头有：议题、上会那天、记录人'],
    ['议题=决策事向', '没有栏目“决策事向”；是不是想写“决策事项”？'],
  ])('names the nearest where --column says %s', async (column, words) => {
    await put('甲.xlsx', ownWords('修桥'))
    const { status, stderr } = await run('甲.xlsx', ...named, '--column', column)
    expect(status).toBe(2)
    expect(stderr).toContain(words)
  })

  it('takes one field from one column', async () => {
    await put('甲.xlsx', ownWords('修桥'))
    const { stderr } = await run('甲.xlsx', ...named, ...columns, '--column', '记录人=决策事项')
    expect(stderr).toContain('一列只对应一个栏目')
  })

  it('overwrites no file that it has not read', async () => {
    await put('决策.xlsx', decisions('修桥'))
    await put('台账.yaml', new TextEncoder().encode('x'))
    const { status, stderr } = await run(
      '决策.xlsx',
      '--township',
      '砚泠镇',
      '--year',
      '2025',
      '--output',
      '台账.yaml',
    )
    expect(status).toBe(2)
    expect(stderr).toContain('已经存在')
    expect(readFileSync(join(folder, '台账.yaml'), 'utf8')).toBe('x')
  })
})

describe('zhunsheng workbook', { timeout: 120_000 }, () => {
  it('writes over none of the workbooks that lie in the folder, which may be filled in', async () => {
    await put('望樨镇2025年度台账.xlsx', new TextEncoder().encode('filled'))
    const wanted = ['--pack', 'shandong', '--year', '2025', '--township', '砚泠镇、望樨镇']
    const { status, stderr } = await runCli(['workbook', ...wanted, '--output', '.'], at())
    expect([status, stderr]).toEqual([2, expect.stringContaining('没有覆盖')])
    expect(readdirSync(folder)).toEqual(['望樨镇2025年度台账.xlsx'])
  })
})
