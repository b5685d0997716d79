import { isNewest } from './columns.ts'
import type { Db, Tx } from './connect.ts'
import type { TownshipTable } from './schema.ts'

export type Township = Omit<TownshipTable, 'county' | 'createdAt'>

const columns = ['id', 'name', 'code', 'kind', 'groupId'] as const

/** A county's townships, by code. */
export const listTownships = (db: Db | Tx, county: string): Promise<Township[]> =>
  db
    .selectFrom('townships')
    .select(columns)
    .where('county', '=', county)
    .orderBy('code')
    .orderBy('id')
    .execute()

export const findTownship = (db: Db | Tx, county: string, id: string): Promise<Township | undefined> =>
  db
    .selectFrom('townships')
    .select(columns)
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirst()

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
