import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { appendAudit, verifyAudit } from '../../db/audit.ts'
import type { Db } from '../../db/connect.ts'
import { hashOf } from '../../db/hash.ts'
import { at, openStore, startApp, type TestApp } from '../support/app.ts'

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
    expect(await verifyAudit(db, 'a')).toMatchObject({ entries: 5, fault: null })
    expect(await verifyAudit(db, 'b')).toMatchObject({ entries: 1, fault: null })
  })

  it('numbers entries written at the same time one after another', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, number) => append('b', { number })))
    expect(await verifyAudit(db, 'b')).toMatchObject({ entries: 21, fault: null })
  })

  it('refuses to change or delete an entry', async () => {
    await expect(db.updateTable('audit').set({ actor: 'other' }).execute()).rejects.toThrow('append-only')
    await expect(db.deleteFrom('audit').execute()).rejects.toThrow('append-only')
    expect(await verifyAudit(db, 'a')).toMatchObject({ entries: 5, fault: null })
  })

  it.each([
    [
      'a changed value',
      `update audit set after = '{"number":9}' where county = 'a' and seq = 3`,
      3,
      'changed',
    ],
    ['a changed actor', `update audit set actor = 'other' where county = 'a' and seq = 1`, 1, 'changed'],
    ['a changed time', `update audit set at = '2025-06-02' where county = 'a' and seq = 5`, 5, 'changed'],
    [
      'a changed action',
      `update audit set action = 'row_deleted' where county = 'a' and seq = 2`,
      2,
      'changed',
    ],
    [
      'a changed subject',
      `update audit set subject = '2025/west' where county = 'a' and seq = 3`,
      3,
      'changed',
    ],
    ['a value before', `update audit set before = '{}' where county = 'a' and seq = 3`, 3, 'changed'],
    [
      'a value after that is gone',
      `update audit set after = null where county = 'a' and seq = 3`,
      3,
      'changed',
    ],
    ['evidence put in', `update audit set evidence = '00' where county = 'a' and seq = 4`, 4, 'changed'],
    [
      'a chain of another county',
      `update audit set county = 'c' where county = 'a'; update audit set county = 'a' where county = 'b';
       update audit_heads set county = 'c' where county = 'a'; update audit_heads set county = 'a' where county = 'b'`,
      1,
      'changed',
    ],
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
    expect(await verifyAudit(db, 'a')).toEqual({ entries: seq - 1, fault: { seq, kind }, head: null })
  })

  it('of one county says nothing of another’s', async () => {
    await tamper(`update audit set after = '{}' where county = 'a'`)
    expect(await verifyAudit(db, 'b')).toMatchObject({ entries: 1, fault: null })
  })

  it('that is not there at all was taken out: a county begins with an entry', async () => {
    await tamper(`delete from audit where county = 'a'; delete from audit_heads where county = 'a'`)
    const fault = { entries: 0, fault: { seq: 1, kind: 'missing' }, head: null }
    expect(await verifyAudit(db, 'a')).toEqual(fault)
  })

  it('tells its last entry, which changes with each one', async () => {
    const { head } = await verifyAudit(db, 'a')
    expect(head).toEqual({ seq: 5, hash: expect.stringMatching(/^[0-9a-f]{64}$/) })
    await append('a', { number: 6 })
    const next = (await verifyAudit(db, 'a')).head
    expect(next).toMatchObject({ seq: 6 })
    expect(next?.hash).not.toBe(head?.hash)
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
    expect(await verifyAudit(db, 'long')).toMatchObject({ entries: 1005, fault: null })
    await tamper(`update audit set after = '1' where county = 'long' and seq = 1003`)
    expect(await verifyAudit(db, 'long')).toMatchObject({
      entries: 1002,
      fault: { seq: 1003, kind: 'changed' },
    })
  })
})

describe('the evidence', () => {
  const rows = `${at()}/registers/decisions/rows`
  const report = readFileSync('rules/packs/shandong/demo/wangxi.txt', 'utf8')
  let app: TestApp
  const verify = () => verifyAudit(app.db, 'test')

  beforeEach(async () => {
    app = await startApp()
    db = app.db
    await app.send('POST', rows, { values: { title: '修桥', meeting_on: '2025-03-10' } })
    await app.send('PUT', `${at()}/registers/decisions/state`, { version: 0, state: 'closed' })
    await app.send('PUT', `${at()}/statements/villages.total`, { version: 0, value: 30 })
    await app.send('PUT', `${at()}/included/dec-catalog`, { version: 0, included: true })
    await app.send('POST', `${at()}/documents`, { name: '报告', text: report })
    await app.send('PUT', `${at('west', 2024)}/statements/villages.total`, { version: 0, value: 20 })
  })

  it('is what the entries left of it, in each township and year', async () => {
    expect(await verify()).toMatchObject({ entries: 7, fault: null, head: { seq: 7 } })
    const told = await db.selectFrom('audit').select('evidence').orderBy('seq').execute()
    expect(told[0]).toEqual({ evidence: null })
    const kept = await db.selectFrom('assessments').select('evidenceHash').orderBy('at').execute()
    expect(new Set(told.slice(1).map(({ evidence }) => evidence))).toEqual(
      new Set(kept.map(({ evidenceHash }) => evidenceHash)),
    )
  })

  it.each([
    ['a cell', `update "rows" set "values" = '{"title":"修路"}'`],
    ['a row taken out', 'delete from "rows"'],
    ['a state', `update register_states set state = 'open'`],
    ['a statement', `update statements set value = '31' where township = 'east'`],
    ['a choice', `update choices set value = 'null'`],
    ['a claim accepted', `update claims set status = 'accepted' where ordinal = 1`],
    ['a quotation', `update claims set body = replace(body, '"quote":"', '"quote":"全') where ordinal = 2`],
    ['another kind of township', `update cycle_townships set kind = '街道' where township = 'east'`],
    ['everything', `delete from "rows"; delete from statements; delete from claims; delete from evidence`],
  ])('that was changed without an entry is found: %s', async (_what, statement) => {
    for (const one of statement.split(';')) await sql.raw(one).execute(db)
    expect(await verify()).toMatchObject({
      entries: 7,
      fault: { seq: 6, kind: 'differs', place: '2025/east' },
      head: { seq: 7 },
    })
  })

  it('that no entry tells of is found', async () => {
    await db
      .insertInto('evidence')
      .values({ county: 'test', township: 'west', cycle: 2025, version: 1 })
      .execute()
    expect(await verify()).toMatchObject({ fault: { seq: 7, kind: 'unlogged', place: '2025/west' } })
  })

  it('told by an entry cannot be told otherwise', async () => {
    await tamper(`update audit set evidence = null where seq = 6`)
    expect(await verify()).toMatchObject({ entries: 5, fault: { seq: 6, kind: 'changed' } })
  })

  it('of a document is told with the claims that were read from it', async () => {
    const { after } = await db
      .selectFrom('audit')
      .select('after')
      .where('action', '=', 'document_added')
      .executeTakeFirstOrThrow()
    const claims = await db.selectFrom('claims').select(['id', 'status', 'body']).orderBy('ordinal').execute()
    const read = claims.map(({ id, status, body }) => ({
      ...JSON.parse(body),
      id: id.replace('d1-', ''),
      status,
    }))
    expect(JSON.parse(after ?? '')).toMatchObject({ claims: { count: claims.length, hash: hashOf(read) } })
  })
})
