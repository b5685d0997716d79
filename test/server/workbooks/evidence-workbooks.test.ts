import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Assessment, Ranking } from '../../../rules/assessment.ts'
import { runCli } from '../../support/cli.ts'
import { workbook } from '../../support/workbook.ts'

const demo = join(import.meta.dirname, '../../../rules/packs/national/demo')

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhunsheng-evidence-'))
})
const run = (...args: string[]) => runCli(args, { cwd: folder, env: { ZHUNSHENG_DATA: folder } })
const put = async (name: string, bytes: Uint8Array | Promise<Uint8Array>) =>
  writeFileSync(join(folder, name), await bytes)

const scores = ({ groups }: Ranking) =>
  groups.flatMap(({ townships }) => townships.map(({ name, low, high }) => [name, low, high]))

/** A list as somebody keeps it, without a cover. */
const meetings = (day: string) =>
  workbook({
    name: '会议',
    rows: [
      ['会议日期', '会议类别', '法治议题'],
      [day, '党委（党工委）会议', '专题研究法治建设'],
    ],
  })

describe('workbooks among the files of a township', { timeout: 120_000 }, () => {
  it('rank as the evidence they were made of, those of the county among them', async () => {
    const files = ['xiangyue.yaml', 'liting.yaml'].map((name) => join(demo, name))
    for (const [index, file] of files.entries())
      expect((await run('workbook', file, '--output', `${index}.xlsx`)).status).toBe(0)
    await run('workbook', ...files, '--county-name', '漪川县', '--output', '县级.xlsx')
    const made = await run('rank', '0.xlsx', '1.xlsx', '县级.xlsx', '--json')
    expect(made.stderr).toBe('')
    const given = await run('rank', ...files, '--json')
    const [from, to] = [made, given].map(({ stdout }) => scores(JSON.parse(stdout) as Ranking))
    expect(from).toEqual(to)
  })

  it('go by the pack on the cover', async () => {
    await run(
      'workbook',
      '--pack',
      'shandong',
      '--township',
      '砚泠镇',
      '--year',
      '2025',
      '--output',
      '砚.xlsx',
    )
    const { stdout } = await run('assess', '砚.xlsx', '--json')
    const { pack } = JSON.parse(stdout) as Assessment
    expect(pack).toMatchObject({ id: 'shandong', why: '工作簿封面写明适用“shandong”' })
  })

  it('without a cover are of the township that the other files name', async () => {
    await put('会议.xlsx', meetings('2025-03-02'))
    writeFileSync(join(folder, '台账.yaml'), 'township: 砚泠镇\nkind: 镇\nyear: 2025\nregisters: {}\n')
    const { stdout, stderr } = await run('assess', '会议.xlsx', '台账.yaml', '--json')
    expect(stderr).toBe('')
    const { items } = JSON.parse(stdout) as Assessment
    const rows = items.flatMap(({ facts }) => facts).flatMap((fact) => fact.rows)
    expect(rows).toContainEqual(
      expect.objectContaining({ register: 'leadership_meetings', label: '专题研究法治建设' }),
    )
  })

  it('are refused where a person would have to be asked', async () => {
    await put('会议.xlsx', meetings('2025-03-02'))
    expect((await run('assess', '会议.xlsx', '--year', '2025')).stderr).toContain('用--township写明')
    expect((await run('assess', '会议.xlsx', '--township', '砚泠镇')).stderr).toContain('用--year写明')
    await put('杂.csv', new TextEncoder().encode('甲,乙,丙\n1,2,3\n'))
    const strange = await run('assess', '杂.csv', '--township', '砚泠镇', '--year', '2025')
    expect(strange).toMatchObject({ status: 2, stderr: expect.stringContaining('杂.csv：') })
  })

  it('are refused with every cell that cannot be read', async () => {
    await put('会议.xlsx', meetings('2025-02-30'))
    const { status, stderr } = await run('assess', '会议.xlsx', '--township', '砚泠镇', '--year', '2025')
    expect(status).toBe(2)
    expect(stderr).toContain('会议 A2：“2025-02-30”不是日历上的日期')
  })
})
