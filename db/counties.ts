import type { Db, Tx } from './connect.ts'
import type { CountyTable } from './schema.ts'

export type County = Omit<CountyTable, 'createdAt'>

const columns = ['id', 'name', 'code', 'pack'] as const

export const listCounties = (db: Db | Tx): Promise<County[]> =>
  db.selectFrom('counties').select(columns).orderBy('code').orderBy('id').execute()

export const findCounty = (db: Db | Tx, id: string): Promise<County | undefined> =>
  db.selectFrom('counties').select(columns).where('id', '=', id).executeTakeFirst()

export const insertCounty = async (tx: Tx, county: County, at: string): Promise<void> => {
  await tx
    .insertInto('counties')
    .values({ ...county, createdAt: at })
    .execute()
}

/** The years a county's townships have given anything in for, earliest first. */
export const listCycles = async (db: Db | Tx, county: string): Promise<number[]> => {
  const found = await db
    .selectFrom('evidence')
    .select('cycle')
    .distinct()
    .where('county', '=', county)
    .orderBy('cycle')
    .execute()
  return found.map(({ cycle }) => cycle)
}

/** The pack a county's year is scored by, once the year was used. */
export const findCyclePack = async (
  db: Db | Tx,
  county: string,
  cycle: number,
): Promise<string | undefined> => {
  const found = await db
    .selectFrom('cycles')
    .select('pack')
    .where('county', '=', county)
    .where('cycle', '=', cycle)
    .executeTakeFirst()
  return found?.pack
}

/** Makes a cycle on first use; one that is there keeps its pack. */
export const keepCycle = async (
  tx: Tx,
  county: string,
  cycle: number,
  pack: string,
  at: string,
): Promise<void> => {
  await tx
    .insertInto('cycles')
    .values({ county, cycle, pack, createdAt: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
