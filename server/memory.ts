/**
 * What is remembered of a store while the process runs, so that a save or a reload does not read and compute again what
 * nobody changed. All of it is held by the evidence version it is of, which the store is asked for each time: another
 * process that writes is noticed, and losing all of it costs time only.
 */
import type { Db } from '../db/connect.ts'
import { findEvidenceVersion, readEvidence, type StoredEvidence } from '../db/evidence.ts'
import type { Place } from '../db/schema.ts'
import type { AssessResult } from '../rules/assess.ts'
import type { Assessment } from '../rules/assessment.ts'
import { type Bounded, bounded } from './bounded.ts'

/** A township's evidence, scored; sentences are made from it when a page asks. */
export interface Scored {
  /** Everything the result rests on, as one text. */
  of: string
  evidenceHash: string
  result: AssessResult
}

/** The assessment as pages get it, and its bytes. */
export interface Viewed {
  of: string
  assessment: Assessment
  json: string
}

interface Memory {
  evidence: Bounded<StoredEvidence>
  scored: Bounded<Scored>
  viewed: Bounded<Viewed>
  /** Hashes of packs that are known to be kept. */
  packs: Set<string>
}

/** Rows, claims and statements: a township has a few hundred, each some hundred bytes. */
const mostParts = 100_000
/** Results are large and soon drawn, so few of them wait. */
const mostResults = 32
/** Characters of JSON: some two hundred townships. */
const mostCharacters = 16_000_000

const partsOf = ({ rows, claims, statements }: StoredEvidence): number =>
  1 + rows.length + claims.length + statements.length

const memories = new WeakMap<Db, Memory>()

/** The memory that belongs to a store. */
export const memoryOf = (db: Db): Memory => {
  const known = memories.get(db)
  if (known) return known
  const memory: Memory = {
    evidence: bounded(mostParts, partsOf),
    scored: bounded(mostResults),
    viewed: bounded(mostCharacters, ({ json }) => json.length),
    packs: new Set(),
  }
  memories.set(db, memory)
  return memory
}

export const placeKey = ({ county, township, cycle }: Place): string =>
  JSON.stringify([county, township, cycle])

/** Everything a township gave in for a year, read again only if it was changed since. */
export const readStored = async (db: Db, place: Place): Promise<StoredEvidence> => {
  const { evidence } = memoryOf(db)
  const key = placeKey(place)
  const known = evidence.get(key)
  if (known && known.version === (await findEvidenceVersion(db, place))) return known
  const stored = await readEvidence(db, place)
  evidence.set(key, stored)
  return stored
}
