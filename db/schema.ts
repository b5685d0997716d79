/** Every table of the store. Columns are snake_case in the database; `connect.ts` turns them once. */
import type { ClaimStatus, Hedge, RegisterState } from '../rules/evidence.ts'
import type { TownshipKind } from '../rules/pack.ts'

/** Leads every key of evidence: whose it is and for which yearly cycle. */
export interface Place {
  county: string
  township: string
  cycle: number
}

/** Who wrote, and when (UTC). */
export interface Stamp {
  at: string
  actor: string
}

/** Append-and-supersede: an edit is a new version, a deletion a version marked `deleted`. */
interface Versioned extends Stamp {
  version: number
}

export interface CountyTable {
  id: string
  name: string
  code: string
  /** Pack of new cycles. */
  pack: string
  createdAt: string
}

export interface TownshipTable {
  county: string
  id: string
  name: string
  code: string
  kind: TownshipKind
  groupId: string | null
  createdAt: string
}

/** Made on use; holds which pack scores the year. */
export interface CycleTable {
  county: string
  cycle: number
  pack: string
  createdAt: string
}

/** What a township was called and which kind it was when the year began to be used; later changes leave it. */
export interface CycleTownshipTable {
  county: string
  cycle: number
  township: string
  name: string
  code: string
  kind: TownshipKind
  groupId: string | null
  createdAt: string
}

/** Content-addressed and immutable: what an assessment's `pack_hash` means. */
export interface PackRecordTable {
  hash: string
  id: string
  json: string
  /** JSON of the folders and files it was read from, those of its bases first; null where only the table is known. */
  sources: string | null
  createdAt: string
}

/** The version of a township's evidence as a whole: one more with each change. */
export interface EvidenceTable extends Place {
  version: number
}

export interface DocumentTable extends Place, Stamp {
  id: string
  ordinal: number
  name: string
  text: string
  /** DocumentView without its text. */
  view: string
}

/** A document is never edited; taking it away is a row of its own. */
export interface DocumentRemovalTable extends Place, Stamp {
  document: string
}

export interface ClaimTable extends Place, Versioned {
  id: string
  document: string
  ordinal: number
  status: ClaimStatus
  /** The claim as read: fact, value, quotation and place never change again. */
  body: string
}

export interface StatementTable extends Place, Versioned {
  fact: string
  village: string
  value: string
  hedge: Hedge | null
  document: string | null
  deleted: number
}

export interface RowTable extends Place, Versioned {
  register: string
  id: string
  /** Order in which the rows were first written. */
  ordinal: number
  values: string
  attached: number
  deleted: number
}

export interface RegisterStateTable extends Place, Versioned {
  register: string
  village: string
  state: RegisterState
}

/** cause of a gap; told in the section; the reason why an item does not apply; the county's answer to that. */
export type ChoiceKind = 'cause' | 'included' | 'not_applicable' | 'not_applicable_answer'

/** What a person chose for an item. */
export interface ChoiceTable extends Place, Versioned {
  item: string
  kind: ChoiceKind
  /** JSON; null takes the choice back. */
  value: string
}

export interface AssessmentTable extends Place {
  evidenceSet: 'self' | 'verified' | 'appealed'
  evidenceVersion: number
  packHash: string
  asOf: string
  evidenceHash: string
  engine: string
  holidaysHash: string
  /** JSON of raw, scaled and on record. */
  score: string
  at: string
}

/** open: not taken over, or not for all townships; done; undone: what it wrote was taken back. */
export type ImportStatus = 'open' | 'done' | 'undone'

/** A workbook on its way into registers. */
export interface ImportTable extends Stamp {
  county: string
  cycle: number
  id: string
  /** The township it was uploaded for; null where the workbook says whose it is. */
  township: string | null
  name: string
  status: ImportStatus
  version: number
  /** JSON of the sheets; empty once they are of no more use. */
  grids: string
  /** JSON of what a person decided about them. */
  choices: string
  /** JSON of what was written; null before. */
  outcome: string | null
}

/** What a county settled about a form, so that it is not asked again. */
export interface ImportFormTable extends Stamp {
  county: string
  /** Hash of the form's headers. */
  form: string
  /** JSON of register, columns and words. */
  memory: string
}

/** The row that is locked while an entry is added to a county's chain. */
export interface AuditHeadTable {
  county: string
  seq: number
  hash: string
}

export interface AuditTable extends Stamp {
  county: string
  seq: number
  prevHash: string
  hash: string
  action: string
  subject: string
  /** JSON; null where there was or is nothing. */
  before: string | null
  after: string | null
  /** Hash of the township's evidence after a change of it; null for other entries. */
  evidence: string | null
}

export interface Database {
  counties: CountyTable
  townships: TownshipTable
  cycles: CycleTable
  cycleTownships: CycleTownshipTable
  packs: PackRecordTable
  evidence: EvidenceTable
  documents: DocumentTable
  documentRemovals: DocumentRemovalTable
  claims: ClaimTable
  statements: StatementTable
  rows: RowTable
  registerStates: RegisterStateTable
  choices: ChoiceTable
  assessments: AssessmentTable
  imports: ImportTable
  importForms: ImportFormTable
  auditHeads: AuditHeadTable
  audit: AuditTable
}
