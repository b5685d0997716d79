import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import { connect, type Db } from '../../db/connect.ts'

let db: Db
afterEach(() => db.destroy())

const pragma = async (name: string): Promise<unknown> => {
  const { rows } = await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(db)
  return Object.values(rows[0] ?? {})[0]
}

describe('a store that is opened to write', () => {
  it('is on the disk before a save is told, lets readers read meanwhile, and keeps its references', async () => {
    db = connect(join(mkdtempSync(join(tmpdir(), 'zhunsheng-connect-')), 'store.db'))
    expect(await pragma('synchronous'), 'FULL').toBe(2)
    expect(await pragma('journal_mode')).toBe('wal')
    expect(await pragma('foreign_keys')).toBe(1)
    expect(await pragma('busy_timeout')).toBeGreaterThanOrEqual(1000)
  })
})

describe('a store that is opened to read', () => {
  it('has to be there, and cannot be written', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'zhunsheng-connect-')), 'store.db')
    expect(() => connect(file, { readOnly: true })).toThrow()
    db = connect(file)
    await sql`create table a (b text)`.execute(db)
    await db.destroy()
    db = connect(file, { readOnly: true })
    await expect(sql`insert into a values ('c')`.execute(db)).rejects.toThrow('readonly')
  })
})
