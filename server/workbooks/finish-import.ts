/** Imports of workbooks come to an end: taken over, given up, taken back. */
import type { EvidenceChanges, StoredEvidence } from '../../db/evidence.ts'
import { deleteImport, keepForm, type StoredImport, updateImport } from '../../db/imports.ts'
import { listTownships } from '../../db/townships.ts'
import { AppError } from '../errors.ts'
import { changeEvidence, type EvidenceDeps } from '../evidence.ts'
import { hashOf } from '../hash.ts'
import { localAccount, type OpenPlace, placeIn } from '../places.ts'
import { assertVersion } from '../versions.ts'
import { formsOf } from './forms.ts'
import { getImport, type ImportView } from './imports.ts'
import { type ImportPlan, openQuestions } from './plan-import.ts'
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
import { type Outcome, undoChanges, whyNotUndone, writtenBy } from './undo.ts'

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
    for (const [form, memory] of formsOf(plan, planning.choices.sheets))
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
    // One that was taken over meanwhile is the only way back from what it wrote.
    if (!(await deleteImport(deps.db, placeOf(scope), id, stored.version))) throw stale()
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
