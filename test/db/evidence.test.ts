import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../db/connect.ts'
import { EvidenceMoved, StoreTooNew } from '../../db/errors.ts'
import {
  advanceEvidence,
  applyChanges,
  type EvidenceChanges,
  readEvidence,
  writeChanges,
} from '../../db/evidence.ts'
import { migrate } from '../../db/migrate.ts'
import type { StoredRow } from '../../db/rows.ts'
import { addCounty, openStore } from '../support/app.ts'

const place = { county: 'test', township: 'east', cycle: 2025 }
const stamp = { at: '2025-06-01T00:00:00.000Z', actor: 'test' }

const row = (change: Partial<StoredRow> = {}): StoredRow => ({
  register: 'decisions',
  id: '1',
  version: 1,
  ordinal: 1,
  values: { title: '修桥' },
  attached: false,
  deleted: false,
  ...change,
})

let db: Db
const write = (changes: EvidenceChanges) =>
  db.transaction().execute((tx) => writeChanges(tx, place, stamp, changes))

beforeEach(async () => {
  db = await openStore()
  await addCounty(db)
})

describe('the store of evidence', () => {
  it('can be migrated again without harm', async () => {
    await write({ rows: [row()] })
    await migrate(db)
    expect((await readEvidence(db, place)).rows).toEqual([row()])
  })

  it('of a newer version is refused and left as it is', async () => {
    await sql`insert into migrations values ('2099_01_01_something', ${stamp.at})`.execute(db)
    await sql`delete from migrations where name like '%audit_evidence'`.execute(db)
    await expect(migrate(db)).rejects.toSatisfy(
      (error) => error instanceof StoreTooNew && error.migrations.join() === '2099_01_01_something',
    )
    const marks = await sql<{ name: string }>`select name from migrations`.execute(db)
    expect(marks.rows.map(({ name }) => name).filter((name) => name.includes('audit_evidence'))).toEqual([])
  })

  it('reads the newest version of a row and keeps the older ones', async () => {
    await write({ rows: [row()] })
    await write({ rows: [row({ version: 2, values: { title: '修路' } })] })
    expect((await readEvidence(db, place)).rows).toEqual([row({ version: 2, values: { title: '修路' } })])
    const all = await db.selectFrom('rows').select(['version', 'values']).orderBy('version').execute()
    expect(all).toEqual([
      { version: 1, values: '{"title":"修桥"}' },
      { version: 2, values: '{"title":"修路"}' },
    ])
  })

  it('refuses a version that is taken', async () => {
    await write({ rows: [row()] })
    const again = write({ rows: [row({ values: { title: '另一件' } })] })
    await expect(again).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT_PRIMARYKEY' })
  })

  it('keeps rows in the order they were first written, past the ninth', async () => {
    const rows = Array.from({ length: 12 }, (_, index) => row({ id: `${index + 1}`, ordinal: index + 1 }))
    await write({ rows })
    expect((await readEvidence(db, place)).rows.map(({ id }) => id)).toEqual(rows.map(({ id }) => id))
  })

  it('keeps townships and years apart', async () => {
    await write({ rows: [row()] })
    expect((await readEvidence(db, { ...place, township: 'west' })).rows).toEqual([])
    expect((await readEvidence(db, { ...place, cycle: 2024 })).rows).toEqual([])
  })

  it('refuses evidence of a township that does not exist', async () => {
    const orphan = db
      .transaction()
      .execute((tx) => writeChanges(tx, { ...place, township: 'nowhere' }, stamp, { rows: [row()] }))
    await expect(orphan).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT_FOREIGNKEY' })
  })

  it('lets one of two writers who read the same version through', async () => {
    const advance = (from: number) => db.transaction().execute((tx) => advanceEvidence(tx, place, from))
    await advance(0)
    await expect(advance(0)).rejects.toBeInstanceOf(EvidenceMoved)
    await advance(1)
    await expect(advance(1)).rejects.toBeInstanceOf(EvidenceMoved)
    expect((await readEvidence(db, place)).version).toBe(2)
  })

  it('lays a change over what was read exactly as the store will read it back', async () => {
    const view = {
      title: '报告',
      organisation: null,
      kind: 'township_report',
      year: 2025,
      header: {},
      sections: [],
      shortcomings: [],
      plans: [],
    }
    const changes: EvidenceChanges = {
      documents: [{ id: 'd1', ordinal: 1, name: '报告.txt', view: { ...view, text: '全文' } }],
      claims: [
        {
          id: 'd1-c1',
          document: 'd1',
          ordinal: 1,
          version: 1,
          status: 'proposed',
          body: { fact: 'villages.total', items: [], value: 30, quote: '全文', start: 0, end: 2 },
        },
      ],
      rows: [row(), row({ id: '2', ordinal: 2, deleted: true })],
      states: [{ register: 'decisions', village: '', version: 1, state: 'closed' }],
      statements: [
        {
          fact: 'villages.total',
          village: '',
          version: 1,
          value: 30,
          hedge: 'gte',
          document: '1号',
          deleted: false,
        },
      ],
      choices: [{ item: 'dec-catalog', kind: 'included', version: 1, value: true }],
    }
    const before = await readEvidence(db, place)
    await db.transaction().execute(async (tx) => {
      await advanceEvidence(tx, place, 0)
      await writeChanges(tx, place, stamp, changes)
    })
    expect(await readEvidence(db, place)).toEqual(applyChanges(before, changes, stamp))
  })

  it('lays one change over another in the order the store reads them back', async () => {
    const statement = (fact: string) => ({
      fact,
      village: '',
      version: 1,
      value: 1,
      hedge: null,
      document: null,
      deleted: false,
    })
    const state = (register: string) => ({ register, village: '', version: 1, state: 'none' }) as const
    const included = (item: string) => ({ item, kind: 'included', version: 1, value: true }) as const
    const steps: EvidenceChanges[] = [
      { rows: [row({ register: 'm' })], statements: [statement('m.count')] },
      { rows: [row({ register: 'z' }), row({ register: 'a' })], states: [state('m'), state('b')] },
      {
        rows: Array.from({ length: 11 }, (_, at) => row({ register: 'm', id: `${at + 2}`, ordinal: at + 2 })),
      },
      { rows: [row({ register: 'm', id: '5', version: 2, ordinal: 5, deleted: true })] },
      { statements: [statement('a.count'), statement('m'), statement('m.other')], choices: [included('m')] },
      { choices: [{ item: 'm', kind: 'cause', version: 1, value: 'staff' }, included('B'), included('a')] },
      { states: [state('a'), { ...state('m'), version: 2, state: 'open' }] },
    ]
    let laid = await readEvidence(db, place)
    for (const [version, changes] of steps.entries()) {
      await db.transaction().execute(async (tx) => {
        await advanceEvidence(tx, place, version)
        await writeChanges(tx, place, stamp, changes)
      })
      laid = applyChanges(laid, changes, stamp)
      expect(await readEvidence(db, place)).toEqual(laid)
    }
  })

  it('takes the claims of a document away with it', async () => {
    const view = {
      text: '全文',
      title: null,
      organisation: null,
      kind: 'unclear',
      year: null,
      header: {},
      sections: [],
      shortcomings: [],
      plans: [],
    }
    const body = { fact: 'villages.total', items: [], value: 30, quote: '全文', start: 0, end: 2 }
    const claim = { ordinal: 1, version: 1, status: 'proposed', body } as const
    await write({
      documents: ['d1', 'd2'].map((id, index) => ({ id, ordinal: index + 1, name: id, view })),
      claims: [
        { ...claim, id: 'd1-c1', document: 'd1' },
        { ...claim, id: 'd2-c1', document: 'd2' },
      ],
    })
    const before = await readEvidence(db, place)
    await write({ removals: ['d1'] })
    const after = await readEvidence(db, place)
    expect(after.claims.map(({ id }) => id)).toEqual(['d2-c1'])
    expect(after.documents.map(({ id, removed }) => [id, removed])).toEqual([
      ['d1', true],
      ['d2', false],
    ])
    expect(applyChanges(before, { removals: ['d1'] }, stamp)).toEqual({ ...after, version: 1 })
  })
})
