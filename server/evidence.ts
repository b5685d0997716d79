/** The one way to change a township's evidence. */
import { insertAssessment } from '../db/assessments.ts'
import { appendAudit } from '../db/audit.ts'
import type { Db, Tx } from '../db/connect.ts'
import { keepCycle } from '../db/counties.ts'
import { EvidenceMoved } from '../db/errors.ts'
import {
  advanceEvidence,
  applyChanges,
  type EvidenceChanges,
  type StoredEvidence,
  writeChanges,
} from '../db/evidence.ts'
import { keepPack } from '../db/packs.ts'
import type { Stamp } from '../db/schema.ts'
import type { Range } from '../rules/assess.ts'
import { canonicalJson } from '../rules/canonical.ts'
import { toDecimal } from '../rules/rational.ts'
import { today } from './clock.ts'
import { engine } from './engine.ts'
import { AppError } from './errors.ts'
import { memoryOf, placeKey, readStored, type Scored } from './memory.ts'
import { holidays } from './packs.ts'
import type { OpenPlace } from './places.ts'
import { score } from './scores.ts'

export interface EvidenceDeps {
  db: Db
  now: () => Date
}

/** What a change will write, and how the audit log tells it. */
export interface Plan {
  action: string
  /** Below the township's year: `rows/decisions/3`. */
  subject: string
  before: unknown
  after: unknown
  changes: EvidenceChanges
  /** Written in the same transaction: all of it or nothing. */
  also?: (tx: Tx) => Promise<void>
}

const attempts = 5

/**
 * Plans a change on what is stored, scores and hashes the result, then commits change, score and audit entry together.
 * If another change of the township came between, it plans again on what is stored then.
 */
export const changeEvidence = async (
  deps: EvidenceDeps,
  open: OpenPlace,
  plan: (stored: StoredEvidence) => Plan | null,
): Promise<StoredEvidence> => {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const change = await prepareChange(deps, open, plan)
    if (await commitChanges(deps, [change])) return change.next
  }
  throw new AppError('busy', '这个乡镇的数据正被频繁修改，本次没有保存，请稍后重试。')
}

/** Changes several townships as `changeEvidence` does one: all of them or none. */
export const changeTogether = async (
  deps: EvidenceDeps,
  changes: readonly { open: OpenPlace; plan: (stored: StoredEvidence) => Plan | null }[],
  /** Called before each is worked out and before all are written; what it throws leaves everything as it was. */
  between: (at: number) => Promise<void> = async () => {},
): Promise<void> => {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const prepared: Prepared[] = []
    for (const [at, { open, plan }] of changes.entries()) {
      await between(at)
      const { remember: _large, ...change } = await prepareChange(deps, open, plan)
      prepared.push(change)
    }
    await between(changes.length)
    if (await commitChanges(deps, prepared)) return
  }
  throw new AppError('busy', '这些乡镇的数据正被频繁修改，本次没有保存，请稍后重试。')
}

interface Prepared {
  open: OpenPlace
  next: StoredEvidence
  /** Null where nothing changes. */
  commit: ((tx: Tx) => Promise<void>) | null
  /** Results are large: of many townships none is kept. */
  remember?: Scored
}

const prepareChange = async (
  { db, now }: EvidenceDeps,
  open: OpenPlace,
  plan: (stored: StoredEvidence) => Plan | null,
): Promise<Prepared> => {
  const stored = await readStored(db, open.place)
  const planned = plan(stored)
  if (!planned) return { open, next: stored, commit: null }
  const stamp = { at: now().toISOString(), actor: open.actor }
  const next = applyChanges(stored, planned.changes, stamp)
  const scored = score(open, next, today(now()))
  await keepUsedPack(db, open, stamp.at)
  return {
    open,
    next,
    commit: prepareCommit(open, planned, stored.version, stamp, scored),
    remember: scored,
  }
}

/** @returns false where somebody else changed one of them meanwhile: then nothing is written */
const commitChanges = async ({ db }: EvidenceDeps, prepared: readonly Prepared[]): Promise<boolean> => {
  const changed = prepared.flatMap(({ commit, ...rest }) => (commit ? [{ ...rest, commit }] : []))
  if (changed.length === 0) return true
  try {
    await db.transaction().execute(async (tx) => {
      for (const { commit } of changed) await commit(tx)
    })
  } catch (error) {
    if (error instanceof EvidenceMoved) return false
    throw error
  }
  // Only now: until the commit another change may become the version that this one meant to be.
  const memory = memoryOf(db)
  for (const { open, next, remember } of changed) {
    memory.evidence.set(placeKey(open.place), next)
    if (remember) memory.scored.set(placeKey(open.place), remember)
  }
  return true
}

/** A pack is kept before the first assessment that names it; it only ever says what its hash means. */
const keepUsedPack = async (db: Db, { pack }: OpenPlace, at: string): Promise<void> => {
  const { packs } = memoryOf(db)
  if (packs.has(pack.hash)) return
  const json = canonicalJson(pack.table)
  const sources = JSON.stringify(pack.folders)
  await keepPack(db, { hash: pack.hash, id: pack.table.id, json, sources, createdAt: at })
  packs.add(pack.hash)
}

const endsOf = ({ low, high }: Range) => ({ low: toDecimal(low), high: toDecimal(high) })

/** The score as it is stored: the ends of the raw and the scaled total and of what is on record. */
const scoreRecord = ({ result: { raw, scaled } }: Scored) => ({
  raw: endsOf(raw),
  scaled: scaled && endsOf(scaled),
  onRecord: scaled && endsOf(scaled.onRecord),
})

const prepareCommit = (
  { county, place, pack }: OpenPlace,
  { changes, also, ...entry }: Plan,
  version: number,
  stamp: Stamp,
  scored: Scored,
) => {
  const record = scoreRecord(scored)
  const {
    evidenceHash,
    result: { asOf },
  } = scored
  return async (tx: Tx): Promise<void> => {
    await advanceEvidence(tx, place, version)
    if (version === 0) await keepCycle(tx, county.id, place.cycle, county.pack, stamp.at)
    await writeChanges(tx, place, stamp, changes)
    await also?.(tx)
    await insertAssessment(tx, place, {
      evidenceSet: 'self',
      evidenceVersion: version + 1,
      packHash: pack.hash,
      asOf,
      evidenceHash,
      holidaysHash: holidays().hash,
      score: record,
      engine,
      at: stamp.at,
    })
    await appendAudit(tx, county.id, {
      ...stamp,
      ...entry,
      subject: `${place.cycle}/${place.township}/${entry.subject}`,
      evidence: evidenceHash,
    })
  }
}
