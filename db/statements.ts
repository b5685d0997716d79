import type { Hedge, Statement } from '../rules/evidence.ts'
import { fromFlag, fromJson, isNewest, toFlag, toJson } from './columns.ts'
import type { Db, Tx } from './connect.ts'
import { kept, placeColumns, stampColumns } from './kept.ts'
import type { Place, Stamp, StatementTable } from './schema.ts'

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

const newestStatements = kept(placeColumns, (db, place: Place) =>
  db
    .selectFrom('statements')
    .select(['fact', 'village', 'version', 'value', 'hedge', 'document', 'deleted'])
    .where('county', '=', place.county)
    .where('township', '=', place.township)
    .where('cycle', '=', place.cycle)
    .where(isNewest('statements', ['fact', 'village']))
    .orderBy('fact')
    .orderBy('village'),
)

/** The newest version of every statement of a township's year, tombstones too. */
export const listStatements = async (db: Db | Tx, place: Place): Promise<StoredStatement[]> => {
  const { rows } = await newestStatements(db, place)
  return rows.map((row) => ({
    ...row,
    value: fromJson(row.value),
    deleted: fromFlag(row.deleted),
  }))
}

const insertStatement = kept(
  [...placeColumns, ...stampColumns, 'fact', 'village', 'version', 'value', 'hedge', 'document', 'deleted'],
  (db, statement: StatementTable) => db.insertInto('statements').values(statement),
)

/** Writes versions of statements; a version that is taken fails by its key. */
export const insertStatements = async (
  tx: Tx,
  place: Place,
  stamp: Stamp,
  statements: StoredStatement[],
): Promise<void> => {
  for (const statement of statements)
    await insertStatement(tx, {
      ...place,
      ...stamp,
      ...statement,
      value: toJson(statement.value),
      deleted: toFlag(statement.deleted),
    })
}
