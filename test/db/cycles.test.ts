import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../db/connect.ts'
import { findCountyIn, keepCycle } from '../../db/counties.ts'
import { kept } from '../../db/kept.ts'
import { migrate } from '../../db/migrate.ts'
import { keepPack } from '../../db/packs.ts'
import { findTownship, insertTownship, listTownships } from '../../db/townships.ts'
import { addCounty, openStore } from '../support/app.ts'

const at = '2025-06-01T00:00:00.000Z'
let db: Db

const use = (cycle: number, pack = 'shandong') =>
  db.transaction().execute((tx) => keepCycle(tx, 'test', cycle, pack, at))

const becomeStreet = () =>
  db
    .updateTable('townships')
    .set({ name: '东桥街道', code: '990102001', kind: '街道', groupId: 'streets' })
    .where('county', '=', 'test')
    .where('id', '=', 'east')
    .execute()

const town = { id: 'east', name: '东桥镇', code: '990102101', kind: '镇', groupId: null }
const street = { id: 'east', name: '东桥街道', code: '990102001', kind: '街道', groupId: 'streets' }

beforeEach(async () => {
  db = await openStore()
  await addCounty(db)
})

describe('a cycle', () => {
  it('keeps the pack it began with, whatever new years are scored by', async () => {
    await use(2024, 'national')
    await use(2024, 'shandong')
    expect(await findCountyIn(db, 'test', 2024)).toMatchObject({ id: 'test', pack: 'national' })
    expect(await findCountyIn(db, 'test', 2025)).toMatchObject({ id: 'test', pack: 'shandong' })
    expect(await findCountyIn(db, 'nowhere', 2024)).toBeUndefined()
  })

  it('keeps name, code, kind and group of a township from when it began to be used', async () => {
    await use(2024)
    await becomeStreet()
    await use(2024)
    expect(await findTownship(db, 'test', 2024, 'east')).toEqual(town)
    expect(await findTownship(db, 'test', 2025, 'east')).toEqual(street)
    expect((await listTownships(db, 'test', 2024)).map(({ id }) => id)).toEqual(['east', 'west'])
    expect((await listTownships(db, 'test', 2025))[0]).toEqual(street)
  })

  it('takes up a township that was added later, as it is on the next use', async () => {
    await use(2024)
    const south = { id: 'south', name: '南桥镇', code: '990102103', kind: '镇', groupId: null } as const
    await db.transaction().execute((tx) => insertTownship(tx, 'test', south, at))
    expect(await findTownship(db, 'test', 2024, 'south')).toEqual(south)
    await use(2024)
    await db.updateTable('townships').set({ name: '南街镇' }).where('id', '=', 'south').execute()
    expect(await findTownship(db, 'test', 2024, 'south')).toEqual(south)
  })

  it('of a store from before this was kept has its townships as they were on that day', async () => {
    await use(2024)
    await sql`drop table cycle_townships`.execute(db)
    await sql`delete from migrations where name like '%freeze_townships'`.execute(db)
    await migrate(db)
    await becomeStreet()
    expect(await findTownship(db, 'test', 2024, 'east')).toEqual(town)
    expect(await findTownship(db, 'test', 2025, 'east')).toEqual(street)
  })
})

describe('a kept pack', () => {
  const pack = { hash: 'h', id: 'a', json: '{}', createdAt: at }
  const stored = () => db.selectFrom('packs').selectAll().execute()

  it('stays as it was kept first', async () => {
    await keepPack(db, { ...pack, sources: '[1]' })
    await keepPack(db, { ...pack, id: 'b', json: '[]', sources: '[2]' })
    expect(await stored()).toEqual([{ ...pack, sources: '[1]' }])
  })

  it('is given the sources it was kept without', async () => {
    await keepPack(db, { ...pack, sources: null })
    await keepPack(db, { ...pack, id: 'b', json: '[]', sources: '[2]' })
    expect(await stored()).toEqual([{ ...pack, sources: '[2]' }])
  })
})

describe('a kept query', () => {
  const named = kept(['id', 'name'], (on, at: { id: string; name: string }) =>
    on.selectFrom('townships').select(['id', 'groupId']).where('id', '=', at.id).where('name', '=', at.name),
  )

  it('binds the values of each call, in a transaction and in another store alike', async () => {
    const other = await openStore()
    expect((await named(db, { id: 'east', name: '东桥镇' })).rows).toEqual([{ id: 'east', groupId: null }])
    expect((await named(db, { id: 'east', name: '西桥乡' })).rows).toEqual([])
    expect((await named(other, { id: 'east', name: '东桥镇' })).rows).toEqual([])
    const inside = db.transaction().execute((tx) => named(tx, { id: 'west', name: '西桥乡' }))
    expect((await inside).rows).toEqual([{ id: 'west', groupId: null }])
  })

  it('goes on when the shape of its table changes', async () => {
    await named(db, { id: 'east', name: '东桥镇' })
    await sql`alter table townships add column seat text`.execute(db)
    await becomeStreet()
    const after = await named(db, { id: 'east', name: '东桥街道' })
    expect(after.rows).toEqual([{ id: 'east', groupId: 'streets' }])
  })
})
