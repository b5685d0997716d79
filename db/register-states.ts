import type { RegisterState } from '../rules/evidence.ts'
import { isNewest } from './columns.ts'
import type { Db, Tx } from './connect.ts'
import { kept, placeColumns, stampColumns } from './kept.ts'
import type { Place, RegisterStateTable, Stamp } from './schema.ts'

export interface StoredRegisterState {
  register: string
  /** Empty: the township as a whole. */
  village: string
  version: number
  state: RegisterState
}

const newestStates = kept(placeColumns, (db, place: Place) =>
  db
    .selectFrom('registerStates')
    .select(['register', 'village', 'version', 'state'])
    .where('county', '=', place.county)
    .where('township', '=', place.township)
    .where('cycle', '=', place.cycle)
    .where(isNewest('registerStates', ['register', 'village']))
    .orderBy('register')
    .orderBy('village'),
)

/** The newest state of every register of a township's year that was ever set. */
export const listRegisterStates = async (db: Db | Tx, place: Place): Promise<StoredRegisterState[]> =>
  (await newestStates(db, place)).rows

const insertState = kept(
  [...placeColumns, ...stampColumns, 'register', 'village', 'version', 'state'],
  (db, state: RegisterStateTable) => db.insertInto('registerStates').values(state),
)

/** Writes versions of register states; a version that is taken fails by its key. */
export const insertRegisterStates = async (
  tx: Tx,
  place: Place,
  stamp: Stamp,
  states: StoredRegisterState[],
): Promise<void> => {
  for (const state of states) await insertState(tx, { ...place, ...stamp, ...state })
}
