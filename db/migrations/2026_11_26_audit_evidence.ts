import type { Kysely } from 'kysely'

/** An entry tells what its change made of the evidence; entries from before tell nothing and are hashed as they were. */
// biome-ignore lint/suspicious/noExplicitAny: a migration must not depend on the types of today
export const up = async (db: Kysely<any>): Promise<void> => {
  await db.schema.alterTable('audit').addColumn('evidence', 'text').execute()
}
