import type { CellValue } from '../rules/evidence.ts'
import { fromFlag, fromJson, isNewest, toFlag, toJson } from './columns.ts'
import type { Db, Tx } from './connect.ts'
import { kept, placeColumns, stampColumns } from './kept.ts'
import type { Place, RowTable, Stamp } from './schema.ts'

export interface StoredRow {
  register: string
  id: string
  version: number
  ordinal: number
  values: Record<string, CellValue>
  attached: boolean
  deleted: boolean
}

const newestRows = kept(placeColumns, (db, place: Place) =>
  db
    .selectFrom('rows')
    .select(['register', 'id', 'version', 'ordinal', 'values', 'attached', 'deleted'])
    .where('county', '=', place.county)
    .where('township', '=', place.township)
    .where('cycle', '=', place.cycle)
    .where(isNewest('rows', ['register', 'id']))
    .orderBy('register')
    .orderBy('ordinal'),
)

/** The newest version of every row of a township's year, in the order they were first written; tombstones too. */
export const listRows = async (db: Db | Tx, place: Place): Promise<StoredRow[]> => {
  const { rows } = await newestRows(db, place)
  return rows.map((row) => ({
    ...row,
    values: fromJson(row.values),
    attached: fromFlag(row.attached),
    deleted: fromFlag(row.deleted),
  }))
}

const insertRow = kept(
  [...placeColumns, ...stampColumns, 'register', 'id', 'version', 'ordinal', 'values', 'attached', 'deleted'],
  (db, row: RowTable) => db.insertInto('rows').values(row),
)

/** Writes versions of rows; a version that is taken fails by its key. */
export const insertRows = async (tx: Tx, place: Place, stamp: Stamp, rows: StoredRow[]): Promise<void> => {
  for (const row of rows)
    await insertRow(tx, {
      ...place,
      ...stamp,
      ...row,
      values: toJson(row.values),
      attached: toFlag(row.attached),
      deleted: toFlag(row.deleted),
    })
}
