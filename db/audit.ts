import { createHash } from 'node:crypto'
import { toJson } from './columns.ts'
import type { Db, Tx } from './connect.ts'
import type { AuditTable, Stamp } from './schema.ts'

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

/** Adds an entry to a county's chain, in the transaction of what it tells. */
export const appendAudit = async (tx: Tx, county: string, entry: AuditEntry): Promise<void> => {
  await tx
    .insertInto('auditHeads')
    .values({ county, seq: 0, hash: genesis })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  // The update locks the head row: entries of a county queue here on either engine.
  const head = await tx
    .updateTable('auditHeads')
    .set((eb) => ({ seq: eb('seq', '+', 1) }))
    .where('county', '=', county)
    .returning(['seq', 'hash'])
    .executeTakeFirstOrThrow()
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
  await tx
    .insertInto('audit')
    .values({ ...row, hash })
    .execute()
  await tx.updateTable('auditHeads').set({ hash }).where('county', '=', county).execute()
}

export interface AuditFault {
  seq: number
  /** changed: the entry is not what was hashed; unlinked: it does not follow the one before; missing: cut off or taken out. */
  kind: 'changed' | 'unlinked' | 'missing'
}

/** Walks a county's chain from its first entry and tells the first place where it does not hold. */
export const verifyAudit = async (
  db: Db | Tx,
  county: string,
): Promise<{ entries: number; fault: AuditFault | null }> => {
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
  const whole = (head?.seq ?? 0) === seq && (head?.hash ?? genesis) === hash
  return { entries: seq, fault: whole ? null : { seq: seq + 1, kind: 'missing' } }
}
