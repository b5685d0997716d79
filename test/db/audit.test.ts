import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { appendAudit, verifyAudit } from '../../db/audit.ts'
import type { Db } from '../../db/connect.ts'
import { openStore } from '../support/app.ts'

let db: Db

const append = (county: string, after: unknown) =>
  db.transaction().execute((tx) =>
    appendAudit(tx, county, {
      at: '2025-06-01T00:00:00.000Z',
      actor: 'test',
      action: 'row_added',
      subject: '2025/east/rows/decisions/1',
      before: null,
      after,
    }),
  )

/** What someone with the file in hand can do who takes the triggers away first. */
const tamper = async (statement: string) => {
  await sql`drop trigger if exists audit_refuses_update`.execute(db)
  await sql`drop trigger if exists audit_refuses_delete`.execute(db)
  for (const one of statement.split(';')) await sql.raw(one).execute(db)
}

beforeEach(async () => {
  db = await openStore()
  for (let number = 1; number <= 5; number++) await append('a', { number })
  await append('b', { number: 1 })
})

describe('the audit log', () => {
  it('is one whole chain a county', async () => {
    expect(await verifyAudit(db, 'a')).toEqual({ entries: 5, fault: null })
    expect(await verifyAudit(db, 'b')).toEqual({ entries: 1, fault: null })
    expect(await verifyAudit(db, 'nowhere')).toEqual({ entries: 0, fault: null })
  })

  it('numbers entries written at the same time one after another', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, number) => append('b', { number })))
    expect(await verifyAudit(db, 'b')).toEqual({ entries: 21, fault: null })
  })

  it('refuses to change or delete an entry', async () => {
    await expect(db.updateTable('audit').set({ actor: 'other' }).execute()).rejects.toThrow('append-only')
    await expect(db.deleteFrom('audit').execute()).rejects.toThrow('append-only')
    expect(await verifyAudit(db, 'a')).toEqual({ entries: 5, fault: null })
  })

  it.each([
    [
      'a changed value',
      `update audit set after = '{"number":9}' where county = 'a' and seq = 3`,
      3,
      'changed',
    ],
    ['a changed actor', `update audit set actor = 'other' where county = 'a' and seq = 1`, 1, 'changed'],
    ['an entry taken out', `delete from audit where county = 'a' and seq = 2`, 2, 'missing'],
    ['the last entry taken out', `delete from audit where county = 'a' and seq = 5`, 5, 'missing'],
    [
      'a hash made anew',
      `update audit set hash = '${'0'.repeat(64)}' where county = 'a' and seq = 2`,
      2,
      'changed',
    ],
    [
      'a link bent',
      `update audit set prev_hash = '${'0'.repeat(64)}' where county = 'a' and seq = 4`,
      4,
      'unlinked',
    ],
    ['the end cut off', `delete from audit where county = 'a' and seq > 2`, 3, 'missing'],
    ['every entry taken out', `delete from audit where county = 'a'`, 1, 'missing'],
    [
      'two entries that changed places',
      `update audit set seq = case seq when 2 then 3 else 2 end + 10 where county = 'a' and seq in (2, 3);
       update audit set seq = seq - 10 where county = 'a' and seq > 10`,
      2,
      'unlinked',
    ],
    [
      'the end cut off and the head turned back without its hash',
      `delete from audit where county = 'a' and seq = 5; update audit_heads set seq = 4 where county = 'a'`,
      4,
      'unlinked',
    ],
    [
      'an entry past the head',
      `update audit_heads set seq = 4, hash = (select hash from audit where county = 'a' and seq = 4) where county = 'a'`,
      5,
      'unlinked',
    ],
    ['a head taken out', `delete from audit_heads where county = 'a'`, 1, 'unlinked'],
  ])('finds %s', async (_what, statement, seq, kind) => {
    await tamper(statement)
    expect(await verifyAudit(db, 'a')).toEqual({ entries: seq - 1, fault: { seq, kind } })
    expect(await verifyAudit(db, 'b')).toEqual({ entries: 1, fault: null })
  })

  it('checks chains longer than one batch', async () => {
    await db.transaction().execute(async (tx) => {
      for (let number = 0; number < 1005; number++)
        await appendAudit(tx, 'long', {
          at: '2025-06-01T00:00:00.000Z',
          actor: 'test',
          action: 'row_added',
          subject: 's',
          before: null,
          after: number,
        })
    })
    expect(await verifyAudit(db, 'long')).toEqual({ entries: 1005, fault: null })
    await tamper(`update audit set after = '1' where county = 'long' and seq = 1003`)
    expect(await verifyAudit(db, 'long')).toEqual({ entries: 1002, fault: { seq: 1003, kind: 'changed' } })
  })
})
