import { sql } from 'kysely'
import type { Db } from './connect.ts'
import { StoreTooNew } from './errors.ts'
import * as createStore from './migrations/2026_11_24_create_store.ts'
import * as freezeTownships from './migrations/2026_11_25_freeze_townships.ts'
import * as auditEvidence from './migrations/2026_11_26_audit_evidence.ts'
import * as createImports from './migrations/2026_11_27_create_imports.ts'

/** In the order they run; a landed one is never edited. */
const migrations = [
  { name: '2026_11_24_create_store', up: createStore.up },
  { name: '2026_11_25_freeze_townships', up: freezeTownships.up },
  { name: '2026_11_26_audit_evidence', up: auditEvidence.up },
  { name: '2026_11_27_create_imports', up: createImports.up },
]

/** Brings the store to the newest shape: each step and its mark in one transaction. @throws StoreTooNew */
export const migrate = async (db: Db): Promise<void> => {
  await sql`create table if not exists migrations (name text primary key, at text not null)`.execute(db)
  const known = new Set(migrations.map(({ name }) => name))
  const done = await sql<{ name: string }>`select name from migrations order by name`.execute(db)
  const newer = done.rows.map(({ name }) => name).filter((name) => !known.has(name))
  if (newer.length > 0) throw new StoreTooNew(newer)
  for (const { name, up } of migrations) {
    await db.transaction().execute(async (tx) => {
      // The insert takes the write lock first: of two processes starting at once, the second finds the mark.
      const at = new Date().toISOString()
      const { numAffectedRows } =
        await sql`insert into migrations (name, at) values (${name}, ${at}) on conflict do nothing`.execute(
          tx,
        )
      if (numAffectedRows !== 0n) await up(tx.withoutPlugins())
    })
  }
}
