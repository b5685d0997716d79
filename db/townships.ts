import { isNewest } from './columns.ts'
import type { Db, Tx } from './connect.ts'
import { kept } from './kept.ts'
import type { TownshipTable } from './schema.ts'

export type Township = Omit<TownshipTable, 'county' | 'createdAt'>

/** Townships with what they were called when the cycle began to be used; before that, with what they are called now. */
const inCycle = (db: Db | Tx, at: { county: string; cycle: number }) =>
  db
    .selectFrom('townships')
    .leftJoin('cycleTownships as then', (join) =>
      join
        .onRef('then.county', '=', 'townships.county')
        .onRef('then.township', '=', 'townships.id')
        .on('then.cycle', '=', at.cycle),
    )
    .select(({ fn, ref, case: when }) => [
      'townships.id',
      fn.coalesce(ref('then.name'), ref('townships.name')).as('name'),
      fn.coalesce(ref('then.code'), ref('townships.code')).as('code'),
      fn.coalesce(ref('then.kind'), ref('townships.kind')).as('kind'),
      // Having had no group is something to keep, too.
      when()
        .when('then.township', 'is', null)
        .then(ref('townships.groupId'))
        .else(ref('then.groupId'))
        .end()
        .as('groupId'),
    ])
    .where('townships.county', '=', at.county)

/** A county's townships in a year, by code. */
export const listTownships = async (db: Db | Tx, county: string, cycle: number): Promise<Township[]> =>
  inCycle(db, { county, cycle }).orderBy('code').orderBy('id').execute()

const townshipIn = kept(['county', 'cycle', 'id'], (db, at: { county: string; cycle: number; id: string }) =>
  inCycle(db, at).where('townships.id', '=', at.id),
)

export const findTownship = async (
  db: Db | Tx,
  county: string,
  cycle: number,
  id: string,
): Promise<Township | undefined> => (await townshipIn(db, { county, cycle, id })).rows[0]

export const insertTownship = async (
  tx: Tx,
  county: string,
  township: Township,
  at: string,
): Promise<void> => {
  await tx
    .insertInto('townships')
    .values({ ...township, county, createdAt: at })
    .execute()
}

/** How many documents and rows each township of a county has for a year. */
export const countEvidence = async (
  db: Db | Tx,
  county: string,
  cycle: number,
): Promise<Map<string, { documents: number; rows: number }>> => {
  const rows = await db
    .selectFrom('rows')
    .select(({ fn }) => ['township', fn.countAll<number | string>().as('count')])
    .where('county', '=', county)
    .where('cycle', '=', cycle)
    .where('deleted', '=', 0)
    .where(isNewest('rows', ['register', 'id']))
    .groupBy('township')
    .execute()
  const documents = await db
    .selectFrom('documents')
    .leftJoin('documentRemovals', (join) =>
      join
        .onRef('documentRemovals.county', '=', 'documents.county')
        .onRef('documentRemovals.township', '=', 'documents.township')
        .onRef('documentRemovals.cycle', '=', 'documents.cycle')
        .onRef('documentRemovals.document', '=', 'documents.id'),
    )
    .select(({ fn }) => ['documents.township', fn.countAll<number | string>().as('count')])
    .where('documents.county', '=', county)
    .where('documents.cycle', '=', cycle)
    .where('documentRemovals.document', 'is', null)
    .groupBy('documents.township')
    .execute()
  const counts = new Map<string, { documents: number; rows: number }>()
  const at = (township: string) => {
    const found = counts.get(township) ?? { documents: 0, rows: 0 }
    counts.set(township, found)
    return found
  }
  for (const { township, count } of rows) at(township).rows = Number(count)
  for (const { township, count } of documents) at(township).documents = Number(count)
  return counts
}
