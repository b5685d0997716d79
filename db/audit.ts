import { createHash } from 'node:crypto'
import { toJson } from './columns.ts'
import type { Db, Tx } from './connect.ts'
import { kept, stampColumns } from './kept.ts'
import type { AuditHeadTable, AuditTable, Stamp } from './schema.ts'

export interface AuditEntry extends Stamp {
  action: string
  /** Path of what changed, e.g. `2025/yanxi/rows/decisions/3`. */
  subject: string
  before: unknown
  after: unknown
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
  [...stampColumns, 'county', 'seq', 'prevHash', 'hash', 'action', 'subject', 'before', 'after'],
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
  }
  const hash = hashOf(row)
  await insertEntry(tx, { ...row, hash })
  await setHead(tx, { county, hash })
}

export interface AuditFault {
  seq: number
  /**
   * changed: the entry is not what was hashed; unlinked: it does not follow the one before, or the head does not name it;
   * missing: cut off or taken out.
   */
  kind: 'changed' | 'unlinked' | 'missing'
}

/** Walks a county's chain from its first entry and tells the first place where it does not hold. */
export const verifyAudit = (db: Db, county: string): Promise<{ entries: number; fault: AuditFault | null }> =>
  // In one transaction: an entry that is written meanwhile must not look like one past the head.
  db.transaction().execute((tx) => walk(tx, county))

const walk = async (db: Tx, county: string): Promise<{ entries: number; fault: AuditFault | null }> => {
  const batch = 1000
  let seq = 0
  let hash = genesis
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
      if (kind) return { entries: seq, fault: { seq: seq + 1, kind } }
      seq = entry.seq
      hash = entry.hash
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
  if (named > seq) return { entries: seq, fault: { seq: seq + 1, kind: 'missing' } }
  if (named < seq) return { entries: named, fault: { seq: named + 1, kind: 'unlinked' } }
  return (head?.hash ?? genesis) === hash
    ? { entries: seq, fault: null }
    : { entries: seq - 1, fault: { seq, kind: 'unlinked' } }
}
