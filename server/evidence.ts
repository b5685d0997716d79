/** Where the store and the rules meet: what is stored → Evidence, and the one way to change it. */
import { insertAssessment } from '../db/assessments.ts'
import { appendAudit } from '../db/audit.ts'
import type { Db, Tx } from '../db/connect.ts'
import { keepCycle } from '../db/counties.ts'
import { EvidenceMoved, isTaken } from '../db/errors.ts'
import {
  advanceEvidence,
  applyChanges,
  type EvidenceChanges,
  readEvidence,
  type StoredEvidence,
  writeChanges,
} from '../db/evidence.ts'
import { hasPack, keepPack } from '../db/packs.ts'
import type { Stamp } from '../db/schema.ts'
import { assess, type Range } from '../rules/assess.ts'
import { canonicalJson } from '../rules/canonical.ts'
import type { Claim, Evidence, RegisterEvidence } from '../rules/evidence.ts'
import { toDecimal } from '../rules/rational.ts'
import { today } from './clock.ts'
import { engine } from './engine.ts'
import { AppError } from './errors.ts'
import { hashOf } from './hash.ts'
import { holidays } from './packs.ts'
import type { OpenPlace } from './places.ts'

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
}

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

const attempts = 5

/**
 * Plans a change on what is stored, scores and hashes the result, then commits change, score and audit entry together.
 * If another change of the township came between, it plans again on what is stored then (semantics 26).
 */
export const changeEvidence = async (
  { db, now }: EvidenceDeps,
  open: OpenPlace,
  plan: (stored: StoredEvidence) => Plan | null,
): Promise<StoredEvidence> => {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const stored = await readEvidence(db, open.place)
    const planned = plan(stored)
    if (!planned) return stored
    const stamp = { at: now().toISOString(), actor: open.actor }
    const next = applyChanges(stored, planned.changes, stamp)
    const score = scoreOf(open, next, now())
    await keepUsedPack(db, open, stamp.at)
    const commit = prepareCommit(open, planned, stored.version, stamp, score)
    try {
      await db.transaction().execute(commit)
      return next
    } catch (error) {
      if (!(error instanceof EvidenceMoved) && !isTaken(error)) throw error
    }
  }
  throw new AppError('busy', '这个乡镇的数据正被频繁修改，本次没有保存，请稍后重试。')
}

/** The score that is stored: the ends of the raw and the scaled total and of what is on record. */
const scoreOf = (open: OpenPlace, stored: StoredEvidence, now: Date) => {
  const evidence = toEvidence(stored, open)
  const { table, hash } = holidays()
  const result = assess(open.pack.pack, evidence, { today: today(now), holidays: table })
  const ends = (range: Range) => ({
    low: toDecimal(range.low),
    high: toDecimal(range.high),
  })
  return {
    asOf: result.asOf,
    evidenceHash: hashOf(evidence),
    holidaysHash: hash,
    score: {
      raw: ends(result.raw),
      scaled: result.scaled && ends(result.scaled),
      onRecord: result.scaled && ends(result.scaled.onRecord),
    },
  }
}

/** A pack is kept before the first assessment that names it; it only ever says what its hash means. */
const keepUsedPack = async (db: Db, { pack }: OpenPlace, at: string): Promise<void> => {
  if (await hasPack(db, pack.hash)) return
  const json = canonicalJson(pack.table)
  await keepPack(db, { hash: pack.hash, id: pack.table.id, json, sources: null, createdAt: at })
}

const prepareCommit = (
  { county, place, pack }: OpenPlace,
  { changes, ...entry }: Plan,
  version: number,
  stamp: Stamp,
  score: ReturnType<typeof scoreOf>,
) => {
  return async (tx: Tx): Promise<void> => {
    await advanceEvidence(tx, place, version)
    await keepCycle(tx, county.id, place.cycle, county.pack, stamp.at)
    await writeChanges(tx, place, stamp, changes)
    await insertAssessment(tx, place, {
      ...score,
      evidenceSet: 'self',
      evidenceVersion: version + 1,
      packHash: pack.hash,
      engine,
      at: stamp.at,
    })
    await appendAudit(tx, county.id, {
      ...stamp,
      ...entry,
      subject: `${place.cycle}/${place.township}/${entry.subject}`,
    })
  }
}
