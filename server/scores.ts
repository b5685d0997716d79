/** Where the store and the rules meet: what is stored → Evidence → score, computed once for each version. */

import type { Db } from '../db/connect.ts'
import type { StoredEvidence } from '../db/evidence.ts'
import { toEvidence } from '../db/gathered.ts'
import { assess } from '../rules/assess.ts'
import { hashOf } from './hash.ts'
import { memoryOf, placeKey, type Scored } from './memory.ts'
import { holidays } from './packs.ts'
import type { OpenPlace } from './places.ts'

/** All that a result of this process rests on and that may change while it runs. */
export const inputsOf = ({ county, township, pack }: OpenPlace, version: number, day: string): string =>
  JSON.stringify([version, pack.hash, day, township.name, township.kind, county.name])

/** Scores evidence that is or will be stored. */
export const score = (open: OpenPlace, stored: StoredEvidence, day: string): Scored => {
  const evidence = toEvidence(stored, open.township, open.year)
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
