import { sql } from 'kysely'
import type { Db } from './connect.ts'

/** Writes the store, as it is at this moment, into a new file. */
export const copyStore = async (db: Db, file: string): Promise<void> => {
  await sql`vacuum into ${file}`.execute(db)
}
