import type { Hedge, Statement } from '../rules/evidence.ts'
import { fromFlag, fromJson, isNewest, toFlag, toJson } from './columns.ts'
import type { Db, Tx } from './connect.ts'
import type { Place, Stamp } from './schema.ts'

export interface StoredStatement {
  fact: string
  /** Empty: the township as a whole. */
  village: string
  version: number
  value: Statement['value']
  hedge: Hedge | null
  document: string | null
  deleted: boolean
}

/** The newest version of every statement of a township's year, tombstones too. */
export const listStatements = async (db: Db | Tx, place: Place): Promise<StoredStatement[]> => {
  const found = await db
    .selectFrom('statements')
    .select(['fact', 'village', 'version', 'value', 'hedge', 'document', 'deleted'])
    .where('county', '=', place.county)
    .where('township', '=', place.township)
    .where('cycle', '=', place.cycle)
    .where(isNewest('statements', ['fact', 'village']))
    .orderBy('fact')
    .orderBy('village')
    .execute()
  return found.map((row) => ({
    ...row,
    value: fromJson(row.value),
    deleted: fromFlag(row.deleted),
  }))
}

/** Writes versions of statements; a version that is taken fails by its key. */
export const insertStatements = async (
  tx: Tx,
  place: Place,
  stamp: Stamp,
  statements: StoredStatement[],
): Promise<void> => {
  for (const statement of statements)
    await tx
      .insertInto('statements')
      .values({
        ...place,
        ...stamp,
        ...statement,
        value: toJson(statement.value),
        deleted: toFlag(statement.deleted),
      })
      .execute()
}
