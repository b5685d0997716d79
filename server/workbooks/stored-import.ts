/** One stored import of a workbook: found, planned again, and why what it did can no longer be taken back. */
import type { StoredEvidence } from '../../db/evidence.ts'
import { findImport, type ImportPlace, listForms, type StoredImport } from '../../db/imports.ts'
import { listTownships, type Township } from '../../db/townships.ts'
import { AppError } from '../errors.ts'
import type { EvidenceDeps } from '../evidence.ts'
import { hashOf } from '../hash.ts'
import { readStored } from '../memory.ts'
import { type OpenCounty, type OpenPlace, placeIn } from '../places.ts'
import { stateOf } from '../registers.ts'
import type { Grid } from './grid.ts'
import { type ImportChoices, type ImportPlan, planImport } from './plan-import.ts'
import type { Counts } from './plan-registers.ts'
import type { RememberedForm } from './plan-sheet.ts'
import { type Outcome, whyNotUndone } from './undo.ts'

/** A county's year, and the one township whose page it is, if it is one. */
export interface ImportScope {
  open: OpenCounty
  township: Township | null
}

/** Where the imports of a county's year are kept. */
export const placeOf = ({ open }: ImportScope): ImportPlace => ({ county: open.county.id, cycle: open.year })

/** @throws AppError import_not_found */
export const getStored = async (
  { db }: EvidenceDeps,
  scope: ImportScope,
  id: string,
): Promise<StoredImport> => {
  const stored = await findImport(db, placeOf(scope), id)
  if (!stored || (scope.township !== null && stored.township !== scope.township.id))
    throw new AppError('import_not_found', '没有这次导入，可能已经取消或者太久没有完成。请重新上传。')
  return stored
}

/** Everything a plan is made of, read once. */
export interface Planning {
  grids: Grid[]
  choices: ImportChoices
  townships: Township[]
  places: Map<string, { open: OpenPlace; stored: StoredEvidence }>
  remembered: (form: string) => RememberedForm | undefined
}

/** Reads what is kept of the townships that an import may touch. */
export const preparePlanning = async (
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

/** What an import would do to what was read. */
export const planOf = (
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

/** The counts of several plans together. */
export const sumOf = (all: readonly Counts[]): Counts => {
  const sum: Counts = { added: 0, changed: 0, unchanged: 0, rejected: 0, removed: 0 }
  for (const counts of all) for (const key of Object.keys(sum) as (keyof Counts)[]) sum[key] += counts[key]
  return sum
}

/** @throws AppError import_not_open for an import that is done or taken back */
export const assertWaiting = ({ status }: StoredImport): void => {
  if (status !== 'open')
    throw new AppError(
      'import_not_open',
      status === 'done' ? '这次导入已经完成。' : '这次导入已经撤销，请重新上传。',
    )
}

/** An import that was changed meanwhile. */
export const stale = () => new AppError('stale_version', '这次导入刚在别处被修改，请刷新后再操作。')

/** What an import wrote. */
export const outcomeOf = ({ outcome }: Pick<StoredImport, 'outcome'>): Outcome =>
  outcome === null ? { townships: [] } : (JSON.parse(outcome) as Outcome)

/** Why what an import did can no longer be taken back; null while it can. */
export const whyFixed = async (
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
