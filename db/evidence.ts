/** A township's evidence as a whole: one version number, one consistent reading, one write. */
import { insertChoices, listChoices, type StoredChoice } from './choices.ts'
import { insertClaims, listClaims, type StoredClaim } from './claims.ts'
import type { Db, Tx } from './connect.ts'
import {
  insertDocumentRemovals,
  insertDocuments,
  listDocuments,
  type NewDocument,
  type StoredDocument,
} from './documents.ts'
import { EvidenceMoved } from './errors.ts'
import { insertRegisterStates, listRegisterStates, type StoredRegisterState } from './register-states.ts'
import { insertRows, listRows, type StoredRow } from './rows.ts'
import type { Place, Stamp } from './schema.ts'
import { insertStatements, listStatements, type StoredStatement } from './statements.ts'

export interface StoredEvidence {
  version: number
  documents: StoredDocument[]
  claims: StoredClaim[]
  statements: StoredStatement[]
  rows: StoredRow[]
  states: StoredRegisterState[]
  choices: StoredChoice[]
}

/** New versions that one change writes together. */
export interface EvidenceChanges {
  documents?: NewDocument[]
  removals?: string[]
  claims?: StoredClaim[]
  statements?: StoredStatement[]
  rows?: StoredRow[]
  states?: StoredRegisterState[]
  choices?: StoredChoice[]
}

const findVersion = async (db: Db | Tx, place: Place): Promise<number> => {
  const found = await db
    .selectFrom('evidence')
    .select('version')
    .where('county', '=', place.county)
    .where('township', '=', place.township)
    .where('cycle', '=', place.cycle)
    .executeTakeFirst()
  return found?.version ?? 0
}

/** Everything a township gave in for a year, as of one moment. */
export const readEvidence = (db: Db, place: Place): Promise<StoredEvidence> =>
  db.transaction().execute(async (tx) => ({
    version: await findVersion(tx, place),
    documents: await listDocuments(tx, place),
    claims: await listClaims(tx, place),
    statements: await listStatements(tx, place),
    rows: await listRows(tx, place),
    states: await listRegisterStates(tx, place),
    choices: await listChoices(tx, place),
  }))

/** The change laid over what was read, without writing: what the store will hold if nobody comes between. */
export const applyChanges = (
  stored: StoredEvidence,
  changes: EvidenceChanges,
  stamp: Stamp,
): StoredEvidence => {
  const removed = new Set(changes.removals)
  const added = (changes.documents ?? []).map(({ view: { text: _text, ...view }, ...document }) => ({
    ...document,
    view,
    at: stamp.at,
    removed: false,
  }))
  return {
    version: stored.version + 1,
    documents: [...stored.documents, ...added].map((document) =>
      removed.has(document.id) ? { ...document, removed: true } : document,
    ),
    claims: supersede(stored.claims, changes.claims, (claim) => claim.id).filter(
      (claim) => !removed.has(claim.document),
    ),
    statements: supersede(stored.statements, changes.statements, ({ fact, village }) => `${fact} ${village}`),
    rows: supersede(stored.rows, changes.rows, ({ register, id }) => `${register} ${id}`),
    states: supersede(stored.states, changes.states, ({ register, village }) => `${register} ${village}`),
    choices: supersede(stored.choices, changes.choices, ({ item, kind }) => `${item} ${kind}`),
  }
}

const supersede = <T>(current: T[], changed: T[] | undefined, key: (one: T) => string): T[] => {
  if (!changed) return current
  const next = new Map(current.map((one) => [key(one), one]))
  for (const one of changed) next.set(key(one), one)
  return [...next.values()]
}

/** Moves the township's evidence from the version read to the next one, or throws if it has moved already. */
export const advanceEvidence = async (tx: Tx, place: Place, from: number): Promise<void> => {
  // The first write of the transaction, so that SQLite takes its lock here and waits instead of failing later.
  const result =
    from === 0
      ? await tx
          .insertInto('evidence')
          .values({ ...place, version: 1 })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst()
      : await tx
          .updateTable('evidence')
          .set({ version: from + 1 })
          .where('county', '=', place.county)
          .where('township', '=', place.township)
          .where('cycle', '=', place.cycle)
          .where('version', '=', from)
          .executeTakeFirst()
  const moved = 'numUpdatedRows' in result ? result.numUpdatedRows : (result.numInsertedOrUpdatedRows ?? 0n)
  if (moved === 0n) throw new EvidenceMoved()
}

/** Inserts the new versions of a change. */
export const writeChanges = async (
  tx: Tx,
  place: Place,
  stamp: Stamp,
  changes: EvidenceChanges,
): Promise<void> => {
  await insertDocuments(tx, place, stamp, changes.documents ?? [])
  await insertDocumentRemovals(tx, place, stamp, changes.removals ?? [])
  await insertClaims(tx, place, stamp, changes.claims ?? [])
  await insertStatements(tx, place, stamp, changes.statements ?? [])
  await insertRows(tx, place, stamp, changes.rows ?? [])
  await insertRegisterStates(tx, place, stamp, changes.states ?? [])
  await insertChoices(tx, place, stamp, changes.choices ?? [])
}
