import type { Claim, ClaimStatus } from '../rules/evidence.ts'
import { fromJson, isNewest, toJson } from './columns.ts'
import type { Db, Tx } from './connect.ts'
import { kept, placeColumns, stampColumns } from './kept.ts'
import type { ClaimTable, Place, Stamp } from './schema.ts'

export interface StoredClaim {
  id: string
  document: string
  /** Order in its document. */
  ordinal: number
  version: number
  status: ClaimStatus
  /** As read: value, quotation and place stay what they were whatever is decided about them. */
  body: Omit<Claim, 'id' | 'status'>
}

const newestClaims = kept(placeColumns, (db, place: Place) =>
  db
    .selectFrom('claims')
    .select([
      'claims.id',
      'claims.document',
      'claims.ordinal',
      'claims.version',
      'claims.status',
      'claims.body',
    ])
    .innerJoin('documents', (join) =>
      join
        .onRef('documents.county', '=', 'claims.county')
        .onRef('documents.township', '=', 'claims.township')
        .onRef('documents.cycle', '=', 'claims.cycle')
        .onRef('documents.id', '=', 'claims.document'),
    )
    .where('claims.county', '=', place.county)
    .where('claims.township', '=', place.township)
    .where('claims.cycle', '=', place.cycle)
    .where(isNewest('claims', ['id']))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('documentRemovals')
            .select('documentRemovals.document')
            .whereRef('documentRemovals.county', '=', 'claims.county')
            .whereRef('documentRemovals.township', '=', 'claims.township')
            .whereRef('documentRemovals.cycle', '=', 'claims.cycle')
            .whereRef('documentRemovals.document', '=', 'claims.document'),
        ),
      ),
    )
    .orderBy('documents.ordinal')
    .orderBy('claims.ordinal'),
)

/** The newest version of every claim of a township's year whose document was not taken away. */
export const listClaims = async (db: Db | Tx, place: Place): Promise<StoredClaim[]> => {
  const { rows } = await newestClaims(db, place)
  return rows.map((row) => ({ ...row, body: fromJson(row.body) }))
}

const insertClaim = kept(
  [...placeColumns, ...stampColumns, 'id', 'document', 'ordinal', 'version', 'status', 'body'],
  (db, claim: ClaimTable) => db.insertInto('claims').values(claim),
)

/** Writes versions of claims; a version that is taken fails by its key. */
export const insertClaims = async (
  tx: Tx,
  place: Place,
  stamp: Stamp,
  claims: StoredClaim[],
): Promise<void> => {
  for (const claim of claims)
    await insertClaim(tx, { ...place, ...stamp, ...claim, body: toJson(claim.body) })
}
