import type { DocumentView } from '../rules/assessment.ts'
import { fromJson, toJson } from './columns.ts'
import type { Db, Tx } from './connect.ts'
import { kept, placeColumns } from './kept.ts'
import type { Place, Stamp } from './schema.ts'

export interface StoredDocument {
  id: string
  ordinal: number
  name: string
  at: string
  removed: boolean
  /** The text lies beside it: it is large and few callers want it. */
  view: Omit<DocumentView, 'text'>
}

export interface NewDocument {
  id: string
  ordinal: number
  name: string
  view: DocumentView
  /** When it was first given in, of one that comes from another store; default: now. */
  at?: string
}

const documentsOf = kept(placeColumns, (db, place: Place) =>
  db
    .selectFrom('documents')
    .leftJoin('documentRemovals', (join) =>
      join
        .onRef('documentRemovals.county', '=', 'documents.county')
        .onRef('documentRemovals.township', '=', 'documents.township')
        .onRef('documentRemovals.cycle', '=', 'documents.cycle')
        .onRef('documentRemovals.document', '=', 'documents.id'),
    )
    .select([
      'documents.id',
      'documents.ordinal',
      'documents.name',
      'documents.at',
      'documents.view',
      'documentRemovals.document as removal',
    ])
    .where('documents.county', '=', place.county)
    .where('documents.township', '=', place.township)
    .where('documents.cycle', '=', place.cycle)
    .orderBy('documents.ordinal'),
)

/** The documents of a township's year without their texts, first one first; those taken away too. */
export const listDocuments = async (db: Db | Tx, place: Place): Promise<StoredDocument[]> => {
  const { rows } = await documentsOf(db, place)
  return rows.map(({ removal, view, ...document }) => ({
    ...document,
    removed: removal !== null,
    view: fromJson(view),
  }))
}

/** The text of a document, whether or not it was taken away. */
export const findDocumentText = async (
  db: Db | Tx,
  place: Place,
  id: string,
): Promise<string | undefined> => {
  const found = await db
    .selectFrom('documents')
    .select('text')
    .where('county', '=', place.county)
    .where('township', '=', place.township)
    .where('cycle', '=', place.cycle)
    .where('id', '=', id)
    .executeTakeFirst()
  return found?.text
}

/** Stores documents as read; an id that is taken fails by its key. */
export const insertDocuments = async (
  tx: Tx,
  place: Place,
  stamp: Stamp,
  documents: NewDocument[],
): Promise<void> => {
  for (const { view, ...document } of documents) {
    const { text, ...rest } = view
    await tx
      .insertInto('documents')
      .values({ ...place, ...stamp, ...document, text, view: toJson(rest) })
      .execute()
  }
}

/** Takes documents away, their claims with them; the texts stay for the audit. */
export const insertDocumentRemovals = async (
  tx: Tx,
  place: Place,
  stamp: Stamp,
  documents: string[],
): Promise<void> => {
  for (const document of documents)
    await tx
      .insertInto('documentRemovals')
      .values({ ...place, ...stamp, document })
      .execute()
}
