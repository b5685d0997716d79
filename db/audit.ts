import { createHash } from 'node:crypto'
import { toJson } from './columns.ts'
import type { Db, Tx } from './connect.ts'
import { listPlaces } from './evidence.ts'
import { hashNewest } from './gathered.ts'
import { kept, stampColumns } from './kept.ts'
import type { AuditHeadTable, AuditTable, Stamp } from './schema.ts'

export interface AuditEntry extends Stamp {
  action: string
  /** Path of what changed, e.g. `2025/yanxi/rows/decisions/3`. */
  subject: string
  before: unknown
  after: unknown
  /** Of a change of evidence: hash of what the township's evidence is after it. */
  evidence?: string
}

const genesis = '0'.repeat(64)

/** Order of the fields is part of the chain: never change it. */
const hashOf = (entry: Omit<AuditTable, 'hash'>): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        entry.county,
        entry.seq,
        entry.prevHash,
        entry.at,
        entry.actor,
        entry.action,
        entry.subject,
        entry.before,
        entry.after,
        // Entries from before it was kept have none, and none in their hash.
        ...(entry.evidence ? [entry.evidence] : []),
      ]),
    )
    .digest('hex')

// The update locks the head row: entries of a county queue here on either engine.
const nextHead = kept(['county'], (db, { county }: { county: string }) =>
  db
    .updateTable('auditHeads')
    .set((eb) => ({ seq: eb('seq', '+', 1) }))
    .where('county', '=', county)
    .returning(['seq', 'hash']),
)

const insertEntry = kept(
  [...stampColumns, 'county', 'seq', 'prevHash', 'hash', 'action', 'subject', 'before', 'after', 'evidence'],
  (db, entry: AuditTable) => db.insertInto('audit').values(entry),
)

const setHead = kept(['county', 'hash'], (db, { county, hash }: Omit<AuditHeadTable, 'seq'>) =>
  db.updateTable('auditHeads').set({ hash }).where('county', '=', county),
)

const lockHead = async (tx: Tx, county: string): Promise<{ seq: number; hash: string }> => {
  const [head] = (await nextHead(tx, { county })).rows
  if (head) return head
  await tx
    .insertInto('auditHeads')
    .values({ county, seq: 0, hash: genesis })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return (await nextHead(tx, { county })).rows[0]!
}

/** Adds an entry to a county's chain, in the transaction of what it tells. */
export const appendAudit = async (tx: Tx, county: string, entry: AuditEntry): Promise<void> => {
  const head = await lockHead(tx, county)
  const row = {
    county,
    seq: head.seq,
    prevHash: head.hash,
    at: entry.at,
    actor: entry.actor,
    action: entry.action,
    subject: entry.subject,
    before: entry.before === null ? null : toJson(entry.before),
    after: entry.after === null ? null : toJson(entry.after),
    evidence: entry.evidence ?? null,
  }
  const hash = hashOf(row)
  await insertEntry(tx, { ...row, hash })
  await setHead(tx, { county, hash })
}

export interface AuditFault {
  seq: number
  /**
   * changed: the entry is not what was hashed; unlinked: it does not follow the one before, or the head does not name it;
   * missing: cut off or taken out, or a county without any; differs: the evidence stored is not what this entry, the last
   * one about it, left; unlogged: there is evidence that no entry tells of.
   */
  kind: 'changed' | 'unlinked' | 'missing' | 'differs' | 'unlogged'
  /** Year and township of `differs` and `unlogged`: 2025/yanxi. */
  place?: string
}

export interface AuditVerdict {
  /** How many entries hold, from the first one on. */
  entries: number
  fault: AuditFault | null
  /** The last entry of a chain that holds: noted elsewhere, it shows later whether the chain was written anew. */
  head: { seq: number; hash: string } | null
}

/** Walks a county's chain from its first entry, then compares the evidence with what the entries left of it. */
export const verifyAudit = (db: Db, county: string): Promise<AuditVerdict> =>
  // In one transaction: an entry that is written meanwhile must not look like one past the head.
  db.transaction().execute(async (tx) => {
    const { newest, ...verdict } = await walk(tx, county)
    return verdict.fault
      ? verdict
      : { ...verdict, fault: await compareEvidence(tx, county, verdict.entries, newest) }
  })

/** The last entry about the evidence of each place: its number and the hash it left, null in entries from before. */
type Newest = Map<string, { seq: number; evidence: string | null }>

const compareEvidence = async (
  tx: Tx,
  county: string,
  entries: number,
  newest: Newest,
): Promise<AuditFault | null> => {
  for (const { township, cycle } of await listPlaces(tx, county)) {
    const place = `${cycle}/${township}`
    if (!newest.has(place)) return { seq: entries, kind: 'unlogged', place }
  }
  for (const [place, { seq, evidence }] of newest) {
    const [cycle = '', township = ''] = place.split('/')
    if (evidence && evidence !== (await hashNewest(tx, { county, township, cycle: Number(cycle) })))
      return { seq, kind: 'differs', place }
  }
  return null
}

/** Subjects of changes of evidence: 2025/yanxi/rows/decisions/3. */
const placeOf = (subject: string): string | undefined => /^(\d{4}\/[^/]+)\//.exec(subject)?.[1]

const walk = async (db: Tx, county: string): Promise<AuditVerdict & { newest: Newest }> => {
  const batch = 1000
  const newest: Newest = new Map()
  let seq = 0
  let hash = genesis
  const found = (entries: number, fault: AuditFault | null) => ({
    entries,
    fault,
    head: fault ? null : { seq, hash },
    newest,
  })
  for (;;) {
    const entries = await db
      .selectFrom('audit')
      .selectAll()
      .where('county', '=', county)
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(batch)
      .execute()
    for (const entry of entries) {
      const kind =
        entry.seq !== seq + 1
          ? 'missing'
          : entry.prevHash !== hash
            ? 'unlinked'
            : entry.hash !== hashOf(entry)
              ? 'changed'
              : null
      if (kind) return found(seq, { seq: seq + 1, kind })
      seq = entry.seq
      hash = entry.hash
      const place = placeOf(entry.subject)
      if (place) newest.set(place, { seq, evidence: entry.evidence })
    }
    if (entries.length < batch) break
  }
  const head = await db
    .selectFrom('auditHeads')
    .select(['seq', 'hash'])
    .where('county', '=', county)
    .executeTakeFirst()
  // The head tells what a chain that is whole in itself cannot: that entries were cut off its end, or added past it.
  const named = head?.seq ?? 0
  if (named > seq) return found(seq, { seq: seq + 1, kind: 'missing' })
  if (named < seq) return found(named, { seq: named + 1, kind: 'unlinked' })
  // A county begins with an entry: without one, head and chain were taken out together.
  if (seq === 0) return found(0, { seq: 1, kind: 'missing' })
  return head?.hash === hash ? found(seq, null) : found(seq - 1, { seq, kind: 'unlinked' })
}
