import type { RegisterState } from '../rules/evidence.ts'
import { isNewest } from './columns.ts'
import type { Db, Tx } from './connect.ts'
import type { Place, Stamp } from './schema.ts'

export interface StoredRegisterState {
  register: string
  /** Empty: the township as a whole. */
  village: string
  version: number
  state: RegisterState
}

/** The newest state of every register of a township's year that was ever set. */
export const listRegisterStates = (db: Db | Tx, place: Place): Promise<StoredRegisterState[]> =>
  db
    .selectFrom('registerStates')
    .select(['register', 'village', 'version', 'state'])
    .where('county', '=', place.county)
    .where('township', '=', place.township)
    .where('cycle', '=', place.cycle)
    .where(isNewest('registerStates', ['register', 'village']))
    .orderBy('register')
    .orderBy('village')
    .execute()

/** Writes versions of register states; a version that is taken fails by its key. */
export const insertRegisterStates = async (
  tx: Tx,
  place: Place,
  stamp: Stamp,
  states: StoredRegisterState[],
): Promise<void> => {
  for (const state of states)
    await tx
      .insertInto('registerStates')
      .values({ ...place, ...stamp, ...state })
      .execute()
}
