/** What is stored, as the rules read it. */
import type { Claim, Evidence, RegisterEvidence } from '../rules/evidence.ts'
import type { Tx } from './connect.ts'
import { readEvidenceIn, type StoredEvidence } from './evidence.ts'
import { hashOf } from './hash.ts'
import type { Place } from './schema.ts'
import { findTownship, type Township } from './townships.ts'

/** The claims a township's documents made, with what was decided about each. */
export const toClaims = (stored: StoredEvidence): Claim[] =>
  stored.claims.map(({ id, status, body }) => ({ ...body, id, status }))

/** What the store holds as the rules read it; tombstones and what was taken back are left out. */
export const toEvidence = (
  stored: StoredEvidence,
  township: Pick<Township, 'name' | 'kind'>,
  year: number,
): Evidence => {
  const registers: Record<string, RegisterEvidence> = {}
  const at = (id: string) => {
    registers[id] ??= { state: 'open', rows: [] }
    return registers[id]
  }
  for (const { register, state } of stored.states) at(register).state = state
  for (const { register, id, values, attached, deleted } of stored.rows)
    if (!deleted) at(register).rows.push({ id, values, ...(attached ? { attached } : {}) })
  const causes: Record<string, string> = {}
  const included: string[] = []
  for (const { item, kind, value } of stored.choices) {
    if (kind === 'cause' && typeof value === 'string') causes[item] = value
    if (kind === 'included' && value) included.push(item)
  }
  const notApplicable = exemptionsOf(stored)
  return {
    township: township.name,
    kind: township.kind,
    year,
    registers,
    // Sorted, so that a change hashed before it is written and the same evidence read back are the same bytes.
    statements: stored.statements
      .filter(({ deleted }) => !deleted)
      .map(({ fact, value, hedge, document }) => ({
        fact,
        value,
        ...(hedge ? { hedge } : {}),
        ...(document ? { document } : {}),
      }))
      .sort((a, b) => (a.fact < b.fact ? -1 : 1)),
    claims: toClaims(stored),
    causes,
    included: included.sort(),
    // Left out where there is none: evidence from before it could be claimed keeps its hash.
    ...(Object.keys(notApplicable).length > 0 ? { notApplicable } : {}),
  }
}

const exemptionsOf = ({ choices }: StoredEvidence): NonNullable<Evidence['notApplicable']> => {
  const exemptions: NonNullable<Evidence['notApplicable']> = {}
  for (const { item, kind, value } of choices) {
    if (kind !== 'not_applicable' || typeof value !== 'string') continue
    const answer = choices.find((other) => other.item === item && other.kind === 'not_applicable_answer')
    exemptions[item] = { reason: value, accepted: typeof answer?.value === 'boolean' ? answer.value : null }
  }
  return exemptions
}

/** Hash of a township's newest evidence, as the entry of its last change tells it; null when there is no such township. */
export const hashNewest = async (tx: Tx, place: Place): Promise<string | null> => {
  const township = await findTownship(tx, place.county, place.cycle, place.township)
  return township ? hashOf(toEvidence(await readEvidenceIn(tx, place), township, place.cycle)) : null
}
