import type { Db, Tx } from './connect.ts'
import type { PackRecordTable } from './schema.ts'

/** Keeps a pack under its hash; one that is there already stays as it is. */
export const keepPack = async (tx: Tx, pack: PackRecordTable): Promise<void> => {
  await tx
    .insertInto('packs')
    .values(pack)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The canonical JSON an assessment's pack hash means. */
export const findPackJson = async (db: Db | Tx, hash: string): Promise<string | undefined> => {
  const found = await db.selectFrom('packs').select('json').where('hash', '=', hash).executeTakeFirst()
  return found?.json
}
