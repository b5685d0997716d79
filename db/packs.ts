import type { Db, Tx } from './connect.ts'
import type { PackRecordTable } from './schema.ts'

/** Keeps a pack under its hash; one that is there already stays as it is. */
export const keepPack = async (db: Db | Tx, pack: PackRecordTable): Promise<void> => {
  await db
    .insertInto('packs')
    .values(pack)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export const hasPack = async (db: Db | Tx, hash: string): Promise<boolean> => {
  const found = await db.selectFrom('packs').select('hash').where('hash', '=', hash).executeTakeFirst()
  return found !== undefined
}
