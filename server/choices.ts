import type { StoredChoice } from '../db/choices.ts'
import { AppError } from './errors.ts'
import { changeEvidence, type EvidenceDeps } from './evidence.ts'
import { getItem } from './items.ts'
import type { OpenPlace } from './places.ts'
import { assertVersion } from './versions.ts'

/** Chooses the cause of an item's gap from the pack's list, or takes the choice back. */
export const setCause = async (
  deps: EvidenceDeps,
  open: OpenPlace,
  itemId: string,
  given: { version: number; cause: string | null },
): Promise<{ item: string; version: number; cause: string | null }> => {
  const item = getItem(open, itemId).table
  if (given.cause !== null && !item.causes.includes(given.cause)) {
    const offered = item.causes.map((id) => open.pack.table.causes[id] ?? id).join('、')
    throw new AppError('unknown_cause', `“${item.title}”可选的原因：${offered}。`)
  }
  const next = { item: item.id, kind: 'cause', version: given.version + 1, value: given.cause } as const
  await choose(deps, open, next, ({ version, value }) => ({ version, cause: value }))
  return { item: item.id, version: next.version, cause: given.cause }
}

/** Ticks an item without material to be told in the section (semantics 14), or unticks it. */
export const setIncluded = async (
  deps: EvidenceDeps,
  open: OpenPlace,
  itemId: string,
  given: { version: number; included: boolean },
): Promise<{ item: string; version: number; included: boolean }> => {
  const item = getItem(open, itemId).table.id
  const value = given.included ? true : null
  const next = { item, kind: 'included', version: given.version + 1, value } as const
  await choose(deps, open, next, ({ version, value }) => ({ version, included: value === true }))
  return { item, version: next.version, included: given.included }
}

const choose = (
  deps: EvidenceDeps,
  open: OpenPlace,
  next: StoredChoice,
  view: (choice: Pick<StoredChoice, 'version' | 'value'>) => { version: number },
) =>
  changeEvidence(deps, open, (stored) => {
    const current = stored.choices.find(({ item, kind }) => item === next.item && kind === next.kind)
    assertVersion(next.version - 1, view(current ?? { version: 0, value: null }), view(next))
    return {
      action: `${next.kind}_set`,
      subject: `choices/${next.item}/${next.kind}`,
      before: current?.value ?? null,
      after: next.value,
      changes: { choices: [next] },
    }
  })
