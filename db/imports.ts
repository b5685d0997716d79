import type { Db, Tx } from './connect.ts'
import type { ImportTable, Stamp } from './schema.ts'

/** A workbook that was uploaded: what it holds until it is taken over, what was decided, what became of it. */
export type StoredImport = Omit<ImportTable, 'county' | 'cycle'>

/** Where imports are kept: a county's year, whatever townships they touch. */
export interface ImportPlace {
  county: string
  cycle: number
}

/** What a workbook holds is kept until so many newer ones came. */
const mostKept = 60

/** Keeps a new import, and forgets the oldest: those never taken over, and what was kept of the others for mending. */
export const insertImport = async (tx: Tx, place: ImportPlace, given: StoredImport): Promise<void> => {
  await tx
    .insertInto('imports')
    .values({ ...place, ...given })
    .execute()
  const old = await tx
    .selectFrom('imports')
    .select(['id', 'outcome', 'version'])
    .where('county', '=', place.county)
    .where('cycle', '=', place.cycle)
    .where('grids', '!=', '')
    .orderBy('at', 'desc')
    .orderBy('id')
    .offset(mostKept)
    .limit(mostKept)
    .execute()
  for (const { id, outcome, version } of old) {
    if (outcome === null) await deleteImport(tx, place, id, version)
    else await updateImport(tx, place, id, version, { grids: '', status: 'done' })
  }
}

export const findImport = (db: Db | Tx, place: ImportPlace, id: string): Promise<StoredImport | undefined> =>
  db
    .selectFrom('imports')
    .selectAll()
    .where('county', '=', place.county)
    .where('cycle', '=', place.cycle)
    .where('id', '=', id)
    .executeTakeFirst()

/** All imports of a county's year without what they hold, newest first. */
export const listImports = (
  db: Db | Tx,
  place: ImportPlace,
): Promise<Omit<StoredImport, 'grids' | 'choices'>[]> =>
  db
    .selectFrom('imports')
    .select(['id', 'township', 'name', 'status', 'version', 'outcome', 'at', 'actor'])
    .where('county', '=', place.county)
    .where('cycle', '=', place.cycle)
    .orderBy('at', 'desc')
    .orderBy('id')
    .execute()

/** Changes an import that is still at the version read. @returns whether it was */
export const updateImport = async (
  db: Db | Tx,
  place: ImportPlace,
  id: string,
  read: number,
  change: Partial<Pick<StoredImport, 'status' | 'grids' | 'choices' | 'outcome'>>,
): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('imports')
    .set({ ...change, version: read + 1 })
    .where('county', '=', place.county)
    .where('cycle', '=', place.cycle)
    .where('id', '=', id)
    .where('version', '=', read)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Forgets an import that is still at the version read. @returns whether it was */
export const deleteImport = async (
  db: Db | Tx,
  place: ImportPlace,
  id: string,
  read: number,
): Promise<boolean> => {
  const { numDeletedRows } = await db
    .deleteFrom('imports')
    .where('county', '=', place.county)
    .where('cycle', '=', place.cycle)
    .where('id', '=', id)
    .where('version', '=', read)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** What a county settled about a form, by the hash of its headers. */
export const listForms = async (db: Db | Tx, county: string): Promise<Map<string, string>> => {
  const forms = await db
    .selectFrom('importForms')
    .select(['form', 'memory'])
    .where('county', '=', county)
    .execute()
  return new Map(forms.map(({ form, memory }) => [form, memory]))
}

/** Remembers what was settled about a form, in place of what was before. */
export const keepForm = async (
  tx: Tx,
  county: string,
  stamp: Stamp,
  form: string,
  memory: string,
): Promise<void> => {
  await tx
    .insertInto('importForms')
    .values({ county, form, memory, ...stamp })
    .onConflict((conflict) => conflict.columns(['county', 'form']).doUpdateSet({ memory, ...stamp }))
    .execute()
}
