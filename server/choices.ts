import type { StoredChoice } from '../db/choices.ts'
import type { StoredEvidence } from '../db/evidence.ts'
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

/** Ticks an item without material to be told in the section, or unticks it. */
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

/**
 * Claims that an item does not apply to the township, with the reason, or takes that back. An answer the county gave to
 * another reason falls away with it.
 */
export const claimNotApplicable = async (
  deps: EvidenceDeps,
  open: OpenPlace,
  itemId: string,
  given: { version: number; reason: string | null },
): Promise<{ item: string; version: number; reason: string | null }> => {
  const item = getItem(open, itemId).table.id
  const next = { item, kind: 'not_applicable', version: given.version + 1, value: given.reason } as const
  await choose(
    deps,
    open,
    next,
    ({ version, value }) => ({ version, reason: value }),
    (stored, current) => {
      const answer = findChoice(stored, item, 'not_applicable_answer')
      if (typeof answer?.value !== 'boolean' || current?.value === given.reason) return []
      return [{ ...answer, version: answer.version + 1, value: null }]
    },
  )
  return { item, version: next.version, reason: given.reason }
}

/** The county's answer to the claim that an item does not apply; null takes it back. */
export const answerNotApplicable = async (
  deps: EvidenceDeps,
  open: OpenPlace,
  itemId: string,
  given: { version: number; accepted: boolean | null },
): Promise<{ item: string; version: number; accepted: boolean | null }> => {
  const { id: item, title } = getItem(open, itemId).table
  const next = {
    item,
    kind: 'not_applicable_answer',
    version: given.version + 1,
    value: given.accepted,
  } as const
  await choose(
    deps,
    open,
    next,
    ({ version, value }) => ({ version, accepted: value }),
    (stored) => {
      if (typeof findChoice(stored, item, 'not_applicable')?.value !== 'string')
        throw new AppError(
          'nothing_to_answer',
          `“${title}”没有申请不适用，或者申请已经撤回，没有可以答复的。`,
        )
      return []
    },
  )
  return { item, version: next.version, accepted: given.accepted }
}

const findChoice = (
  stored: StoredEvidence,
  item: string,
  kind: StoredChoice['kind'],
): StoredChoice | undefined => stored.choices.find((choice) => choice.item === item && choice.kind === kind)

/** Writes the next version of a choice, and with it those that follow from it. */
const choose = (
  deps: EvidenceDeps,
  open: OpenPlace,
  next: StoredChoice,
  view: (choice: Pick<StoredChoice, 'version' | 'value'>) => { version: number },
  following: (stored: StoredEvidence, current: StoredChoice | undefined) => StoredChoice[] = () => [],
) =>
  changeEvidence(deps, open, (stored) => {
    const current = findChoice(stored, next.item, next.kind)
    assertVersion(next.version - 1, view(current ?? { version: 0, value: null }), view(next))
    return {
      action: `${next.kind}_set`,
      subject: `choices/${next.item}/${next.kind}`,
      before: current?.value ?? null,
      after: next.value,
      changes: { choices: [next, ...following(stored, current)] },
    }
  })
