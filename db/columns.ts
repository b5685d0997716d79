import { type Kysely, sql } from 'kysely'
import type { Database } from './schema.ts'

/** Booleans as both engines store them. */
export const toFlag = (value: boolean): number => (value ? 1 : 0)
export const fromFlag = (value: number): boolean => value !== 0

/** JSON of a column; its shape is what the same noun's file wrote. */
export const toJson = (value: unknown): string => JSON.stringify(value)
export const fromJson = <T>(text: string): T => JSON.parse(text) as T

/** Condition of an append-and-supersede table: no later version of the same key exists. */
export const isNewest = (table: keyof Database, key: readonly string[]) => {
  const same = ['county', 'township', 'cycle', ...key].map(
    (column) => sql`${sql.ref(`newer.${column}`)} = ${sql.ref(`${table}.${column}`)}`,
  )
  // Versions have no holes, so one look-up of the next one by the primary key is enough.
  return sql<boolean>`not exists (select 1 from ${sql.table(table)} as newer
    where ${sql.join(same, sql` and `)} and newer.version = ${sql.ref(`${table}.version`)} + 1)`
}

/** Whether the store answers at all. */
export const ping = async (db: Kysely<Database>): Promise<void> => {
  await sql`select 1`.execute(db)
}
