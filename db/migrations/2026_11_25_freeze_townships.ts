import { type Kysely, sql } from 'kysely'

/** Name, code, kind and group of a township are those of its cycle; cycles already in use keep those of today. */
// biome-ignore lint/suspicious/noExplicitAny: a migration must not depend on the types of today
export const up = async (db: Kysely<any>): Promise<void> => {
  await db.schema
    .createTable('cycle_townships')
    .addColumn('county', 'text', (c) => c.notNull())
    .addColumn('cycle', 'integer', (c) => c.notNull())
    .addColumn('township', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('code', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('group_id', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('cycle_townships_key', ['county', 'cycle', 'township'])
    .addForeignKeyConstraint('cycle_townships_cycle', ['county', 'cycle'], 'cycles', ['county', 'cycle'])
    .addForeignKeyConstraint('cycle_townships_township', ['county', 'township'], 'townships', [
      'county',
      'id',
    ])
    .execute()
  await sql`
    insert into cycle_townships (county, cycle, township, name, code, kind, group_id, created_at)
    select cycles.county, cycles.cycle, townships.id, townships.name, townships.code, townships.kind,
      townships.group_id, cycles.created_at
    from cycles join townships on townships.county = cycles.county`.execute(db)
}
