/** Imports of workbooks: uploaded, looked at, settled, taken over, taken back. */
import { randomBytes } from 'node:crypto'
import type { EvidenceChanges, StoredEvidence } from '../../db/evidence.ts'
import {
  deleteImport,
  findImport,
  type ImportPlace,
  insertImport,
  keepForm,
  listForms,
  listImports,
  type StoredImport,
  updateImport,
} from '../../db/imports.ts'
import type { ImportStatus } from '../../db/schema.ts'
import { listTownships, type Township } from '../../db/townships.ts'
import { today } from '../clock.ts'
import type { Upload } from '../documents.ts'
import { AppError, type ErrorCode } from '../errors.ts'
import { changeEvidence, type EvidenceDeps } from '../evidence.ts'
import { hashOf } from '../hash.ts'
import { readStored } from '../memory.ts'
import { localAccount, type OpenCounty, type OpenPlace, placeIn } from '../places.ts'
import { stateOf } from '../registers.ts'
import { assertVersion } from '../versions.ts'
import { type Effect, effectOf } from './effect.ts'
import type { Grid } from './grid.ts'
import { type Counts, type ImportChoices, type ImportPlan, openQuestions, planImport } from './plan-import.ts'
import type { RememberedForm } from './plan-sheet.ts'
import { readWorkbook } from './read-workbook.ts'
import { changesOf, touchedTownships } from './take-over.ts'
import { type Outcome, undoChanges, whyNotUndone, writtenBy } from './undo.ts'
import { errorsWorkbook } from './write-errors.ts'

/** A county's year, and the one township whose page it is, if it is one. */
export interface ImportScope {
  open: OpenCounty
  township: Township | null
}

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

const placeOf = ({ open }: ImportScope): ImportPlace => ({ county: open.county.id, cycle: open.year })

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
  counts:
    outcome === null ? null : sumOf((JSON.parse(outcome) as Outcome).townships.map(({ counts }) => counts)),
})

const sumOf = (all: readonly Counts[]): Counts => {
  const sum: Counts = { added: 0, changed: 0, unchanged: 0, rejected: 0, removed: 0 }
  for (const counts of all) for (const key of Object.keys(sum) as (keyof Counts)[]) sum[key] += counts[key]
  return sum
}

/** All imports of a county's year, or those of one township's page, newest first. */
export const listImportEntries = async ({ db }: EvidenceDeps, scope: ImportScope): Promise<ImportEntry[]> =>
  (await listImports(db, placeOf(scope)))
    .filter(({ township }) => scope.township === null || township === scope.township.id)
    .map(entryOf)

/** @throws AppError import_not_found */
const getStored = async ({ db }: EvidenceDeps, scope: ImportScope, id: string): Promise<StoredImport> => {
  const stored = await findImport(db, placeOf(scope), id)
  if (!stored || (scope.township !== null && stored.township !== scope.township.id))
    throw new AppError('import_not_found', '没有这次导入，可能已经取消或者太久没有完成。请重新上传。')
  return stored
}

/** One import: what it would do, or what it did. */
export const getImport = async (deps: EvidenceDeps, scope: ImportScope, id: string): Promise<ImportView> =>
  viewImport(deps, scope, await getStored(deps, scope, id))

/** Everything a plan is made of, read once. */
interface Planning {
  grids: Grid[]
  choices: ImportChoices
  townships: Township[]
  places: Map<string, { open: OpenPlace; stored: StoredEvidence }>
  remembered: (form: string) => RememberedForm | undefined
}

const preparePlanning = async (
  { db }: EvidenceDeps,
  { open }: ImportScope,
  stored: StoredImport,
  grids = JSON.parse(stored.grids) as Grid[],
): Promise<Planning> => {
  const townships = await listTownships(db, open.county.id, open.year)
  const places: Planning['places'] = new Map()
  for (const one of stored.township === null
    ? townships
    : townships.filter(({ id }) => id === stored.township)) {
    const place = placeIn(open, one)
    places.set(one.id, { open: place, stored: await readStored(db, place.place) })
  }
  const forms = await listForms(db, open.county.id)
  return {
    grids,
    choices: JSON.parse(stored.choices) as ImportChoices,
    townships,
    places,
    remembered: (form) => {
      const memory = forms.get(hashOf(form))
      return memory === undefined ? undefined : (JSON.parse(memory) as RememberedForm)
    },
  }
}

const planOf = (
  { open }: ImportScope,
  stored: StoredImport,
  { grids, choices, townships, places, remembered }: Planning,
): ImportPlan =>
  planImport(
    grids,
    {
      table: open.pack.table,
      packHash: open.pack.hash,
      year: open.year,
      townships,
      township: stored.township,
      remembered,
      kept: (id) => {
        const { stored: evidence } = places.get(id)!
        return {
          rows: (register) => evidence.rows.filter((row) => row.register === register && !row.deleted),
          state: (register) => stateOf(evidence, register).state,
          statement: (fact) => {
            const found = evidence.statements.find(
              (one) => one.fact === fact && one.village === '' && !one.deleted,
            )
            return found && { value: found.value, ...(found.document ? { document: found.document } : {}) }
          },
        }
      },
    },
    choices,
  )

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

const assertWaiting = ({ status }: StoredImport): void => {
  if (status !== 'open')
    throw new AppError(
      'import_not_open',
      status === 'done' ? '这次导入已经完成。' : '这次导入已经撤销，请重新上传。',
    )
}

const stale = () => new AppError('stale_version', '这次导入刚在别处被修改，请刷新后再操作。')

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

/** Writes what the import would do, township by township, each whole or not at all, and remembers its forms. */
export const commitImport = async (
  deps: EvidenceDeps,
  scope: ImportScope,
  id: string,
  given: { version: number; versions: Record<string, number> },
): Promise<ImportView> => {
  let stored = await getStored(deps, scope, id)
  assertWaiting(stored)
  assertVersion(given.version, stored, given)
  const planning = await preparePlanning(deps, scope, stored)
  const plan = planOf(scope, stored, planning)
  const questions = openQuestions(plan)
  if (questions.length > 0 || plan.problems.length > 0) {
    const details = [
      ...questions,
      ...plan.problems.map(({ sheet, address, message }) => `${sheet}${address}：${message}`),
    ]
    throw new AppError('import_not_ready', `还不能导入：${details.join('；')}。`, details)
  }
  for (const township of touchedTownships(plan)) {
    const { open, stored: evidence } = planning.places.get(township)!
    assertVersion(given.versions[township] ?? -1, { version: evidence.version }, null)
    stored = await commitTownship(deps, scope, stored, open, (current) => {
      // What was looked at is what is written, or nothing.
      assertVersion(evidence.version, { version: current.version }, null)
      return { plan, changes: changesOf(plan, township, current) }
    })
  }
  await deps.db.transaction().execute(async (tx) => {
    // Rows left out can still be fetched, mended and imported.
    const change = { status: 'done' as const, ...(plan.counts.rejected > 0 ? {} : { grids: '' }) }
    if (!(await updateImport(tx, placeOf(scope), id, stored.version, change))) throw stale()
    const stamp = { at: deps.now().toISOString(), actor: localAccount }
    for (const [form, memory] of formsOf(plan, planning.choices))
      await keepForm(tx, scope.open.county.id, stamp, hashOf(form), JSON.stringify(memory))
  })
  return getImport(deps, scope, id)
}

const commitTownship = async (
  deps: EvidenceDeps,
  scope: ImportScope,
  stored: StoredImport,
  open: OpenPlace,
  plan: (current: StoredEvidence) => { plan: ImportPlan; changes: EvidenceChanges },
): Promise<StoredImport> => {
  let next = stored
  await changeEvidence(deps, open, (current) => {
    const { plan: planned, changes } = plan(current)
    const counts = sumOf(
      planned.registers.filter(({ township }) => township === open.township.id).map((one) => one.counts),
    )
    const written = writtenBy(changes, current)
    const before = stored.outcome === null ? { townships: [] } : (JSON.parse(stored.outcome) as Outcome)
    const outcome: Outcome = {
      townships: [...before.townships, { township: open.township.id, counts, written }],
    }
    next = { ...stored, version: stored.version + 1, outcome: JSON.stringify(outcome) }
    return {
      action: 'workbook_imported',
      subject: `imports/${stored.id}`,
      before: null,
      after: { name: stored.name, mode: planned.mode, counts, written: hashOf(written) },
      changes,
      also: async (tx) => {
        if (!(await updateImport(tx, placeOf(scope), stored.id, stored.version, { outcome: next.outcome })))
          throw stale()
      },
    }
  })
  return next
}

/** What was settled about each form of a workbook. */
const formsOf = (plan: ImportPlan, choices: ImportChoices): [string, RememberedForm][] =>
  plan.sheets.flatMap(({ sheet, form, register, columns, status, words }) =>
    form === null || register === null || status !== 'ready'
      ? []
      : [
          [
            form,
            {
              register: register.id,
              mapping: Object.fromEntries(columns.map(({ column, field }) => [String(column), field])),
              words: { ...words, ...choices.sheets[sheet]?.words },
            },
          ],
        ],
  )

const outcomeOf = ({ outcome }: StoredImport): Outcome =>
  outcome === null ? { townships: [] } : (JSON.parse(outcome) as Outcome)

const whyFixed = async (
  { db }: EvidenceDeps,
  { open }: ImportScope,
  stored: StoredImport,
): Promise<string | null> => {
  const townships = await listTownships(db, open.county.id, open.year)
  for (const { township, written } of outcomeOf(stored).townships) {
    const found = townships.find(({ id }) => id === township)
    if (!found) return '乡镇（街道）已经变动，不能撤销'
    const why = whyNotUndone(written, await readStored(db, placeIn(open, found).place), open.pack.table)
    if (why !== null) return why
  }
  return null
}

/**
 * Gives an import up: one that waits is forgotten, one that is done is taken back if nothing rests on it yet.
 * @throws AppError import_in_use
 */
export const dropImport = async (
  deps: EvidenceDeps,
  scope: ImportScope,
  id: string,
  version: number,
): Promise<ImportView | null> => {
  const stored = await getStored(deps, scope, id)
  assertVersion(version, stored, null)
  if (stored.status === 'undone') throw new AppError('import_not_open', '这次导入已经撤销。')
  if (stored.outcome === null) {
    await deleteImport(deps.db, placeOf(scope), id)
    return null
  }
  const why = await whyFixed(deps, scope, stored)
  if (why !== null) throw new AppError('import_in_use', `${why}。`)
  const townships = await listTownships(deps.db, scope.open.county.id, scope.open.year)
  let current = stored
  for (const { township, written } of outcomeOf(stored).townships) {
    const open = placeIn(scope.open, townships.find((one) => one.id === township)!)
    const rest = outcomeOf(current).townships.filter((one) => one.township !== township)
    const next = { ...current, version: current.version + 1, outcome: JSON.stringify({ townships: rest }) }
    const read = current.version
    await changeEvidence(deps, open, (evidence) => {
      const changed = whyNotUndone(written, evidence, open.pack.table)
      if (changed !== null) throw new AppError('import_in_use', `${changed}。`)
      return {
        action: 'workbook_import_undone',
        subject: `imports/${id}`,
        before: { name: stored.name, written: hashOf(written) },
        after: null,
        changes: undoChanges(written),
        also: async (tx) => {
          const undone = rest.length === 0 ? { status: 'undone' as const, grids: '' } : {}
          const change = { outcome: rest.length === 0 ? stored.outcome : next.outcome, ...undone }
          if (!(await updateImport(tx, placeOf(scope), id, read, change))) throw stale()
        },
      }
    })
    current = next
  }
  return getImport(deps, scope, id)
}
