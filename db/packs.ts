import type { Db, Tx } from './connect.ts'
import type { PackRecordTable } from './schema.ts'

/** Keeps a pack under its hash. One that is there already stays as it is, but for sources it was kept without. */
export const keepPack = async (db: Db | Tx, pack: PackRecordTable): Promise<void> => {
  await db
    .insertInto('packs')
    .values(pack)
    .onConflict((conflict) =>
      conflict
        .column('hash')
        .doUpdateSet(({ ref }) => ({ sources: ref('excluded.sources') }))
        .where('packs.sources', 'is', null),
    )
    .execute()
}
