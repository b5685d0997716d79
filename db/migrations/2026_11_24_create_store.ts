import { type Kysely, sql } from 'kysely'

/** Frozen: a later change is a later migration. Names are snake_case already, so no plugin is needed. */
// biome-ignore lint/suspicious/noExplicitAny: a migration must not depend on the types of today
export const up = async (db: Kysely<any>): Promise<void> => {
  const place = ['county', 'township', 'cycle'] as const
  const placed = (name: string) =>
    db.schema
      .createTable(name)
      .addColumn('county', 'text', (c) => c.notNull())
      .addColumn('township', 'text', (c) => c.notNull())
      .addColumn('cycle', 'integer', (c) => c.notNull())
      .addForeignKeyConstraint(`${name}_township`, ['county', 'township'], 'townships', ['county', 'id'])

  await db.schema
    .createTable('counties')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('code', 'text', (c) => c.notNull())
    .addColumn('pack', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute()

  await db.schema
    .createTable('townships')
    .addColumn('county', 'text', (c) => c.notNull().references('counties.id'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('code', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('group_id', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('townships_key', ['county', 'id'])
    .execute()

  await db.schema
    .createTable('cycles')
    .addColumn('county', 'text', (c) => c.notNull().references('counties.id'))
    .addColumn('cycle', 'integer', (c) => c.notNull())
    .addColumn('pack', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('cycles_key', ['county', 'cycle'])
    .execute()

  await db.schema
    .createTable('packs')
    .addColumn('hash', 'text', (c) => c.primaryKey())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('json', 'text', (c) => c.notNull())
    .addColumn('sources', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute()

  await placed('evidence')
    .addColumn('version', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('evidence_key', [...place])
    .execute()

  await placed('documents')
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('ordinal', 'integer', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('view', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('actor', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('documents_key', [...place, 'id'])
    .execute()

  await placed('document_removals')
    .addColumn('document', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('actor', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('document_removals_key', [...place, 'document'])
    .execute()

  await placed('claims')
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('document', 'text', (c) => c.notNull())
    .addColumn('ordinal', 'integer', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('actor', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('claims_key', [...place, 'id', 'version'])
    .execute()

  await placed('statements')
    .addColumn('fact', 'text', (c) => c.notNull())
    .addColumn('village', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('value', 'text', (c) => c.notNull())
    .addColumn('hedge', 'text')
    .addColumn('document', 'text')
    .addColumn('deleted', 'integer', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('actor', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('statements_key', [...place, 'fact', 'village', 'version'])
    .execute()

  await placed('rows')
    .addColumn('register', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('ordinal', 'integer', (c) => c.notNull())
    .addColumn('values', 'text', (c) => c.notNull())
    .addColumn('attached', 'integer', (c) => c.notNull())
    .addColumn('deleted', 'integer', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('actor', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('rows_key', [...place, 'register', 'id', 'version'])
    .execute()

  await placed('register_states')
    .addColumn('register', 'text', (c) => c.notNull())
    .addColumn('village', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('actor', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('register_states_key', [...place, 'register', 'village', 'version'])
    .execute()

  await placed('choices')
    .addColumn('item', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('value', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('actor', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('choices_key', [...place, 'item', 'kind', 'version'])
    .execute()

  await placed('assessments')
    .addColumn('evidence_set', 'text', (c) => c.notNull())
    .addColumn('evidence_version', 'integer', (c) => c.notNull())
    .addColumn('pack_hash', 'text', (c) => c.notNull().references('packs.hash'))
    .addColumn('as_of', 'text', (c) => c.notNull())
    .addColumn('evidence_hash', 'text', (c) => c.notNull())
    .addColumn('engine', 'text', (c) => c.notNull())
    .addColumn('holidays_hash', 'text', (c) => c.notNull())
    .addColumn('score', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('assessments_key', [
      ...place,
      'evidence_set',
      'evidence_version',
      'pack_hash',
      'as_of',
    ])
    .execute()

  await db.schema
    .createTable('audit_heads')
    .addColumn('county', 'text', (c) => c.primaryKey())
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .execute()

  await db.schema
    .createTable('audit')
    .addColumn('county', 'text', (c) => c.notNull())
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('prev_hash', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('actor', 'text', (c) => c.notNull())
    .addColumn('action', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('before', 'text')
    .addColumn('after', 'text')
    .addPrimaryKeyConstraint('audit_key', ['county', 'seq'])
    .execute()

  for (const event of ['update', 'delete']) {
    await sql
      .raw(
        `create trigger audit_refuses_${event} before ${event} on audit
         begin select raise(abort, 'the audit log is append-only'); end`,
      )
      .execute(db)
  }
}
