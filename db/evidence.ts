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
import { kept, placeColumns } from './kept.ts'
import { insertRegisterStates, listRegisterStates, type StoredRegisterState } from './register-states.ts'
import { insertRows, listRows, type StoredRow } from './rows.ts'
import type { EvidenceTable, Place, Stamp } from './schema.ts'
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

const versionOf = kept(placeColumns, (db, place: Place) =>
  db
    .selectFrom('evidence')
    .select('version')
    .where('county', '=', place.county)
    .where('township', '=', place.township)
    .where('cycle', '=', place.cycle),
)

/** How often a township's evidence of a year was changed; it is the same evidence while this is the same. */
export const findEvidenceVersion = async (db: Db | Tx, place: Place): Promise<number> =>
  (await versionOf(db, place)).rows[0]?.version ?? 0

/** Every place of a county that gave anything in, in any year. */
export const listPlaces = (db: Db | Tx, county: string): Promise<Place[]> =>
  db
    .selectFrom('evidence')
    .select(['county', 'township', 'cycle'])
    .where('county', '=', county)
    .orderBy('cycle')
    .orderBy('township')
    .execute()

/** The same for all townships of a county that gave anything in. */
export const listEvidenceVersions = async (
  db: Db | Tx,
  county: string,
  cycle: number,
): Promise<Map<string, number>> => {
  const found = await db
    .selectFrom('evidence')
    .select(['township', 'version'])
    .where('county', '=', county)
    .where('cycle', '=', cycle)
    .execute()
  return new Map(found.map(({ township, version }) => [township, version]))
}

/** Everything a township gave in for a year, as of one moment. */
export const readEvidence = (db: Db, place: Place): Promise<StoredEvidence> =>
  db.transaction().execute((tx) => readEvidenceIn(tx, place))

/** The same within a transaction that goes on. */
export const readEvidenceIn = async (tx: Tx, place: Place): Promise<StoredEvidence> => ({
  version: await findEvidenceVersion(tx, place),
  documents: await listDocuments(tx, place),
  claims: await listClaims(tx, place),
  statements: await listStatements(tx, place),
  rows: await listRows(tx, place),
  states: await listRegisterStates(tx, place),
  choices: await listChoices(tx, place),
})

/** Orders of `readEvidence`: by code unit, which is the engine's own order for the ids of packs. */
const by =
  <T>(...keys: ((one: T) => string | number)[]) =>
  (a: T, b: T): number => {
    for (const key of keys) if (key(a) !== key(b)) return key(a) < key(b) ? -1 : 1
    return 0
  }

/**
 * The change laid over what was read, without writing: exactly what `readEvidence` will give, order included, if nobody
 * comes between.
 */
export const applyChanges = (
  stored: StoredEvidence,
  changes: EvidenceChanges,
  stamp: Stamp,
): StoredEvidence => {
  const removed = new Set(changes.removals)
  const added = (changes.documents ?? []).map(({ view: { text: _text, ...view }, ...document }) => ({
    ...document,
    view,
    at: document.at ?? stamp.at,
    removed: false,
  }))
  return {
    version: stored.version + 1,
    documents: [...stored.documents, ...added].map((document) =>
      removed.has(document.id) ? { ...document, removed: true } : document,
    ),
    // Claims only ever come with a document, which is the last one then.
    claims: supersede(stored.claims, changes.claims, (claim) => claim.id).filter(
      (claim) => !removed.has(claim.document),
    ),
    statements: supersede(
      stored.statements,
      changes.statements,
      ({ fact, village }) => `${fact} ${village}`,
      by(
        ({ fact }) => fact,
        ({ village }) => village,
      ),
    ),
    rows: supersede(
      stored.rows,
      changes.rows,
      ({ register, id }) => `${register} ${id}`,
      by(
        ({ register }) => register,
        ({ ordinal }) => ordinal,
      ),
    ),
    states: supersede(
      stored.states,
      changes.states,
      ({ register, village }) => `${register} ${village}`,
      by(
        ({ register }) => register,
        ({ village }) => village,
      ),
    ),
    choices: supersede(
      stored.choices,
      changes.choices,
      ({ item, kind }) => `${item} ${kind}`,
      by(
        ({ item }) => item,
        ({ kind }) => kind,
      ),
    ),
  }
}

const supersede = <T>(
  current: T[],
  changed: T[] | undefined,
  key: (one: T) => string,
  order?: (a: T, b: T) => number,
): T[] => {
  if (!changed) return current
  const next = new Map(current.map((one) => [key(one), one]))
  for (const one of changed) next.set(key(one), one)
  const all = [...next.values()]
  // A key that was there keeps its place, so only a new one needs sorting in.
  return order && all.length > current.length ? all.sort(order) : all
}

const startEvidence = kept([...placeColumns, 'version'], (db, evidence: EvidenceTable) =>
  db
    .insertInto('evidence')
    .values(evidence)
    .onConflict((conflict) => conflict.doNothing()),
)

const moveEvidence = kept(
  [...placeColumns, 'version', 'from'],
  (db, given: EvidenceTable & { from: number }) =>
    db
      .updateTable('evidence')
      .set({ version: given.version })
      .where('county', '=', given.county)
      .where('township', '=', given.township)
      .where('cycle', '=', given.cycle)
      .where('version', '=', given.from),
)

/** Moves the township's evidence from the version read to the next one, or throws if it has moved already. */
export const advanceEvidence = async (tx: Tx, place: Place, from: number): Promise<void> => {
  // The first write of the transaction, so that SQLite takes its lock here and waits instead of failing later.
  const next = { ...place, version: from + 1 }
  const { numAffectedRows } =
    from === 0 ? await startEvidence(tx, next) : await moveEvidence(tx, { ...next, from })
  if (!numAffectedRows) throw new EvidenceMoved()
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
