/** Imports of workbooks: uploaded, looked at, settled. */
import { randomBytes } from 'node:crypto'
import { insertImport, listImports, type StoredImport, updateImport } from '../../db/imports.ts'
import type { ImportStatus } from '../../db/schema.ts'
import { today } from '../clock.ts'
import type { Upload } from '../documents.ts'
import { AppError, type ErrorCode } from '../errors.ts'
import type { EvidenceDeps } from '../evidence.ts'
import { localAccount } from '../places.ts'
import { assertVersion } from '../versions.ts'
import { type Effect, effectOf } from './effect.ts'
import type { Grid } from './grid.ts'
import { type ImportChoices, type ImportPlan, openQuestions } from './plan-import.ts'
import type { Counts } from './plan-registers.ts'
import { readWorkbook } from './read-workbook.ts'
import {
  assertWaiting,
  getStored,
  type ImportScope,
  outcomeOf,
  placeOf,
  planOf,
  preparePlanning,
  stale,
  sumOf,
  whyFixed,
} from './stored-import.ts'
import { changesOf, touchedTownships } from './take-over.ts'
import { errorsWorkbook } from './write-errors.ts'

export interface ImportEntry {
  id: string
  name: string
  status: ImportStatus
  /** The township it was uploaded for. */
  township: string | null
  version: number
  at: string
  /** What was taken over. */
  counts: Counts | null
}

export interface ImportView extends ImportEntry {
  choices: ImportChoices
  /** What it would do; null once it is done. */
  plan: ImportPlan | null
  /** What has to be settled first. */
  questions: string[]
  effects: Effect[]
  /** Versions of the townships' evidence that the plan is of; sent back when it is taken over. */
  versions: Record<string, number>
  /** Of one that is done: why it can no longer be taken back; null while it can. */
  fixed: string | null
}

/** What became of one uploaded file. */
export type Uploaded =
  | { file: string; import: ImportView }
  | { file: string; error: { code: ErrorCode; message: string } }

/** Reads uploaded workbooks one after the other; one that cannot be read holds up no other. */
export const addImports = async (
  deps: EvidenceDeps,
  scope: ImportScope,
  uploads: readonly Upload[],
): Promise<Uploaded[]> => {
  const answers: Uploaded[] = []
  for (const { name, bytes } of uploads) {
    try {
      const grids = await readWorkbook(bytes, name)
      const stored: StoredImport = {
        id: randomBytes(8).toString('hex'),
        township: scope.township?.id ?? null,
        name,
        status: 'open',
        version: 1,
        grids: JSON.stringify(grids),
        choices: JSON.stringify({ mode: 'append', sheets: {} } satisfies ImportChoices),
        outcome: null,
        at: deps.now().toISOString(),
        actor: localAccount,
      }
      // Drawn before it is kept: a workbook that cannot be shown leaves nothing behind.
      const view = await viewImport(deps, scope, stored, grids)
      await deps.db.transaction().execute((tx) => insertImport(tx, placeOf(scope), stored))
      answers.push({ file: name, import: view })
    } catch (cause) {
      if (!(cause instanceof AppError)) throw cause
      answers.push({ file: name, error: { code: cause.code, message: cause.message } })
    }
  }
  return answers
}

const entryOf = ({
  id,
  name,
  status,
  township,
  version,
  at,
  outcome,
}: Omit<StoredImport, 'grids' | 'choices'>): ImportEntry => ({
  id,
  name,
  status,
  township,
  version,
  at,
  counts: outcome === null ? null : sumOf(outcomeOf({ outcome }).townships.map(({ counts }) => counts)),
})

/** All imports of a county's year, or those of one township's page, newest first. */
export const listImportEntries = async ({ db }: EvidenceDeps, scope: ImportScope): Promise<ImportEntry[]> =>
  (await listImports(db, placeOf(scope)))
    .filter(({ township }) => scope.township === null || township === scope.township.id)
    .map(entryOf)

/** One import: what it would do, or what it did. */
export const getImport = async (deps: EvidenceDeps, scope: ImportScope, id: string): Promise<ImportView> =>
  viewImport(deps, scope, await getStored(deps, scope, id))

const viewImport = async (
  deps: EvidenceDeps,
  scope: ImportScope,
  stored: StoredImport,
  grids?: Grid[],
): Promise<ImportView> => {
  const choices = JSON.parse(stored.choices) as ImportChoices
  const entry = { ...entryOf(stored), choices }
  if (stored.status !== 'open') {
    const fixed = stored.status === 'done' ? await whyFixed(deps, scope, stored) : null
    return { ...entry, plan: null, questions: [], effects: [], versions: {}, fixed }
  }
  const planning = await preparePlanning(deps, scope, stored, grids)
  const plan = planOf(scope, stored, planning)
  const touched = touchedTownships(plan)
  const day = today(deps.now())
  const effects = touched.map((id) => {
    const { open, stored: evidence } = planning.places.get(id)!
    return effectOf(open, evidence, changesOf(plan, id, evidence), day)
  })
  const versions = Object.fromEntries(touched.map((id) => [id, planning.places.get(id)!.stored.version]))
  return { ...entry, plan, questions: openQuestions(plan), effects, versions, fixed: null }
}

/** The workbook back with what to mend in each row. @throws AppError import_not_open where nothing of it is wrong or kept */
export const importErrors = async (
  deps: EvidenceDeps,
  scope: ImportScope,
  id: string,
): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }> => {
  const stored = await getStored(deps, scope, id)
  if (stored.grids === '') throw new AppError('import_not_open', '这次导入没有需要改正的记录。')
  const planning = await preparePlanning(deps, scope, stored)
  const plan = planOf(scope, stored, planning)
  const corrected = (sheet: string) => planning.choices.sheets[sheet]?.cells ?? {}
  const name = `${stored.name.replace(/\.[^.]*$/, '')}（需要改正）.xlsx`
  return { name, bytes: await errorsWorkbook(planning.grids, plan, corrected) }
}

/** Keeps what a person decided about an import: register, columns, corrected cells, append or replace. */
export const settleImport = async (
  deps: EvidenceDeps,
  scope: ImportScope,
  id: string,
  given: { version: number; choices: ImportChoices },
): Promise<ImportView> => {
  const stored = await getStored(deps, scope, id)
  assertWaiting(stored)
  assertVersion(given.version, stored, given.choices)
  if (
    !(await updateImport(deps.db, placeOf(scope), id, stored.version, {
      choices: JSON.stringify(given.choices),
    }))
  )
    throw stale()
  return getImport(deps, scope, id)
}
