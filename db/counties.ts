import type { Db, Tx } from './connect.ts'
import { kept } from './kept.ts'
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

const cycleOf = kept(['county', 'cycle'], (db, at: { county: string; cycle: number }) =>
  db
    .selectFrom('counties')
    .leftJoin('cycles', (join) =>
      join.onRef('cycles.county', '=', 'counties.id').on('cycles.cycle', '=', at.cycle),
    )
    .select(({ fn, ref }) => [
      'counties.id',
      'counties.name',
      'counties.code',
      fn.coalesce(ref('cycles.pack'), ref('counties.pack')).as('pack'),
    ])
    .where('counties.id', '=', at.county),
)

/** A county as it is in a year: with the pack of the year, once that was used, else the one of new years. */
export const findCountyIn = async (db: Db | Tx, county: string, cycle: number): Promise<County | undefined> =>
  (await cycleOf(db, { county, cycle })).rows[0]

/** Makes a cycle on first use: one that is there keeps its pack, and its townships what they were. */
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
  await tx
    .insertInto('cycleTownships')
    .columns(['county', 'cycle', 'township', 'name', 'code', 'kind', 'groupId', 'createdAt'])
    .expression(({ selectFrom, val }) =>
      selectFrom('townships')
        .select([
          'county',
          val(cycle).as('cycle'),
          'id as township',
          'name',
          'code',
          'kind',
          'groupId',
          val(at).as('createdAt'),
        ])
        .where('county', '=', county),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
