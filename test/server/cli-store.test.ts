/** The audit chain verified and the store copied on the command line. */
import {
  copyFileSync,
  existsSync,
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
import { addCounty, openStore } from '../support/app.ts'
import { runCli } from '../support/cli.ts'

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
