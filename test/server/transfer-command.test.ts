import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seedDemo } from '../../server/demo.ts'
import { createCounty } from '../../server/set-up.ts'
import type { Transfer } from '../../server/transfer.ts'
import { addCounty, openStore } from '../support/app.ts'
import { runCli } from '../support/cli.ts'

describe('transfer on the command line', { timeout: 60_000 }, () => {
  let folder: string
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'zhunsheng-transfer-'))
    const db = await openStore(join(folder, 'zhunsheng.db'))
    await seedDemo({ db, now: () => new Date('2026-02-01T00:00:00Z'), dist: 'dist' })
    await addCounty(db)
    await db.destroy()
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const run = (...args: string[]) =>
    runCli(['transfer', ...args], { cwd: folder, env: { ZHUNSHENG_DATA: folder } })

  it('writes a county whole, which neither its own place takes again nor a county of other townships', async () => {
    const out = await run('export', '--county', 'demo', '--year', '2025', '--output', '全县.json')
    expect([out.status, out.stderr]).toEqual([0, ''])
    const carried = JSON.parse(readFileSync(join(folder, '全县.json'), 'utf8')) as Transfer
    expect(carried.townships.length).toBeGreaterThan(2)
    expect(carried.townships.some(({ evidence }) => evidence.claims.length > 0)).toBe(true)

    const again = await run('import', '全县.json', '--county', 'demo')
    expect(again.status).toBe(2)
    expect(again.stderr).toContain('已有数据，不能整体导入')

    const foreign = await run('import', '全县.json', '--county', 'test')
    expect(foreign.status).toBe(2)
    expect(foreign.stderr).toMatch(/桥梁县没有“.+”这个乡镇（街道）/)
  })

  it('takes a file in under another county where the township is the same one', async () => {
    await run('export', '--county', 'demo', '--township', 'yanxi', '--year', '2025', '--output', '一镇.json')
    const carried = JSON.parse(readFileSync(join(folder, '一镇.json'), 'utf8')) as Transfer
    const db = await openStore(join(folder, 'zhunsheng.db'))
    const [{ township }] = carried.townships as [Transfer['townships'][number]]
    await createCounty(
      db,
      { id: 'other', name: '别县', code: '990103', pack: 'shandong' },
      [{ ...township, id: 'own', code: '990103101' }],
      { at: '2026-02-01T00:00:00.000Z', actor: 'test' },
    )
    await db.destroy()
    const taken = await run('import', '一镇.json', '--county', 'other')
    expect([taken.status, taken.stderr]).toEqual([0, ''])
    expect(taken.stdout).toContain(`已导入${township.name}2025年度`)
    await run('export', '--county', 'other', '--year', '2025', '--output', '别县.json')
    const back = JSON.parse(readFileSync(join(folder, '别县.json'), 'utf8')) as Transfer
    expect(back.townships[0]!.evidence).toEqual(carried.townships[0]!.evidence)
  })

  it('says what is wrong with a file it did not write', async () => {
    const { status, stderr } = await run('import', 'zhunsheng.db', '--county', 'demo')
    expect(status).toBe(2)
    expect(stderr).toContain('不是transfer export写出的文件')
  })
})
