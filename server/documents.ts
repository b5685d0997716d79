import { createHash } from 'node:crypto'
import type { Db } from '../db/connect.ts'
import { findDocumentText, type NewDocument, type StoredDocument } from '../db/documents.ts'
import type { StoredEvidence } from '../db/evidence.ts'
import type { DocumentView } from '../rules/assessment.ts'
import { readReport } from '../rules/reading/index.ts'
import { type ClaimView, viewClaim } from './claims.ts'
import { today } from './clock.ts'
import { readText, withPages } from './documents/read-text.ts'
import { AppError } from './errors.ts'
import { changeEvidence, type EvidenceDeps } from './evidence.ts'
import { hashOf } from './hash.ts'
import type { OpenPlace } from './places.ts'

export interface DocumentEntry {
  id: string
  name: string
  title: string | null
  kind: string
  createdOn: string
}

export interface DocumentAnswer {
  id: string
  name: string
  document: DocumentView
  claims: ClaimView[]
}

/** A report as it arrives: pasted or a file. */
export interface Upload {
  name: string
  bytes: Uint8Array
}

/** Reads a report, keeps it and proposes its claims; none counts before a person accepts it. */
export const addDocument = async (
  deps: EvidenceDeps,
  open: OpenPlace,
  upload: Upload,
): Promise<DocumentAnswer> => {
  const { text, pages } = await readText(upload.bytes, upload.name)
  const { document, claims } = readReport(text, open.pack.reading)
  const view = withPages(document, pages)
  let id = ''
  const stored = await changeEvidence(deps, open, (before) => {
    const ordinal = before.documents.length + 1
    id = `d${ordinal}`
    const added: NewDocument = { id, ordinal, name: upload.name, view }
    return {
      action: 'document_added',
      subject: `documents/${id}`,
      before: null,
      after: {
        name: upload.name,
        kind: view.kind,
        text: createHash('sha256').update(view.text).digest('hex'),
        claims: { count: claims.length, hash: hashOf(claims) },
      },
      changes: {
        documents: [added],
        // Ids of a text's claims are its own; the document in front makes them the township's.
        claims: claims.map(({ id: claim, status, ...body }, index) => ({
          id: `${id}-${claim}`,
          document: id,
          ordinal: index + 1,
          version: 1,
          status,
          body,
        })),
      },
    }
  })
  return { id, name: upload.name, document: view, claims: claimsOf(open, stored, id) }
}

const claimsOf = (open: OpenPlace, stored: StoredEvidence, document: string): ClaimView[] =>
  stored.claims.filter((claim) => claim.document === document).map((claim) => viewClaim(open, claim))

/** The documents that were not taken away, first one first. */
export const listDocuments = (stored: StoredEvidence): DocumentEntry[] =>
  stored.documents
    .filter(({ removed }) => !removed)
    .map(({ id, name, at, view }) => ({
      id,
      name,
      title: view.title,
      kind: view.kind,
      createdOn: today(new Date(at)),
    }))

const findDocument = (stored: StoredEvidence, id: string): StoredDocument | undefined =>
  stored.documents.find((document) => document.id === id && !document.removed)

const withText = async (db: Db, open: OpenPlace, document: StoredDocument): Promise<DocumentView> => ({
  ...document.view,
  text: (await findDocumentText(db, open.place, document.id)) ?? '',
})

/** One document with its text and its claims. @throws AppError document_not_found */
export const getDocument = async (
  db: Db,
  open: OpenPlace,
  stored: StoredEvidence,
  id: string,
): Promise<DocumentAnswer> => {
  const document = findDocument(stored, id)
  if (!document) throw new AppError('document_not_found', '没有这份文件。')
  return {
    id,
    name: document.name,
    document: await withText(db, open, document),
    claims: claimsOf(open, stored, id),
  }
}

/** The document an assessment shows: the township's newest report, else the newest text of any kind. */
export const findReport = async (
  db: Db,
  open: OpenPlace,
  stored: StoredEvidence,
): Promise<DocumentView | null> => {
  const present = stored.documents.filter(({ removed }) => !removed)
  const report = present.findLast(({ view }) => view.kind === 'township_report') ?? present.at(-1)
  return report ? withText(db, open, report) : null
}

/** Takes a document away, its claims with it. @throws AppError document_not_found */
export const removeDocument = async (deps: EvidenceDeps, open: OpenPlace, id: string): Promise<void> => {
  await changeEvidence(deps, open, (stored) => {
    const document = findDocument(stored, id)
    if (!document) throw new AppError('document_not_found', '没有这份文件。')
    return {
      action: 'document_removed',
      subject: `documents/${id}`,
      before: { name: document.name, kind: document.view.kind },
      after: null,
      changes: { removals: [id] },
    }
  })
}
