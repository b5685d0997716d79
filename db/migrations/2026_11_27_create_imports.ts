import type { Kysely } from 'kysely'

/** Workbooks on their way into registers, and the forms a county has seen. */
// biome-ignore lint/suspicious/noExplicitAny: a migration must not depend on the types of today
export const up = async (db: Kysely<any>): Promise<void> => {
  await db.schema
    .createTable('imports')
    .addColumn('county', 'text', (c) => c.notNull().references('counties.id'))
    .addColumn('cycle', 'integer', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('township', 'text')
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('grids', 'text', (c) => c.notNull())
    .addColumn('choices', 'text', (c) => c.notNull())
    .addColumn('outcome', 'text')
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('actor', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('imports_key', ['county', 'cycle', 'id'])
    .execute()
  await db.schema
    .createTable('import_forms')
    .addColumn('county', 'text', (c) => c.notNull().references('counties.id'))
    .addColumn('form', 'text', (c) => c.notNull())
    .addColumn('memory', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('actor', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('import_forms_key', ['county', 'form'])
    .execute()
}
