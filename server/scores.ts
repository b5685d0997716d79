/** Where the store and the rules meet: what is stored → Evidence → score, computed once for each version. */

import type { Db } from '../db/connect.ts'
import type { StoredEvidence } from '../db/evidence.ts'
import { assess } from '../rules/assess.ts'
import type { Claim, Evidence, RegisterEvidence } from '../rules/evidence.ts'
import { hashOf } from './hash.ts'
import { memoryOf, placeKey, type Scored } from './memory.ts'
import { holidays } from './packs.ts'
import type { OpenPlace } from './places.ts'

/** The claims a township's documents made, with what was decided about each. */
export const toClaims = (stored: StoredEvidence): Claim[] =>
  stored.claims.map(({ id, status, body }) => ({ ...body, id, status }))

/** What the store holds as the rules read it; tombstones and what was taken back are left out. */
export const toEvidence = (stored: StoredEvidence, { township, place }: OpenPlace): Evidence => {
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
  return {
    township: township.name,
    kind: township.kind,
    year: place.cycle,
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
  }
}

/** All that a result of this process rests on and that may change while it runs. */
export const inputsOf = ({ county, township, pack }: OpenPlace, version: number, day: string): string =>
  JSON.stringify([version, pack.hash, day, township.name, township.kind, county.name])

/** Scores evidence that is or will be stored. */
export const score = (open: OpenPlace, stored: StoredEvidence, day: string): Scored => {
  const evidence = toEvidence(stored, open)
  return {
    of: inputsOf(open, stored.version, day),
    evidenceHash: hashOf(evidence),
    result: assess(open.pack.pack, evidence, { today: day, holidays: holidays().table }),
  }
}

/** The score of what is stored, computed unless it is remembered. */
export const scoreStored = (db: Db, open: OpenPlace, stored: StoredEvidence, day: string): Scored => {
  const { scored } = memoryOf(db)
  const key = placeKey(open.place)
  const known = scored.get(key)
  if (known?.of === inputsOf(open, stored.version, day)) return known
  const fresh = score(open, stored, day)
  scored.set(key, fresh)
  return fresh
}
