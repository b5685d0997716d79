import { fromJson, isNewest, toJson } from './columns.ts'
import type { Db, Tx } from './connect.ts'
import { kept, placeColumns, stampColumns } from './kept.ts'
import type { ChoiceKind, ChoiceTable, Place, Stamp } from './schema.ts'

/** What a person chose for an item. */
export interface StoredChoice {
  item: string
  kind: ChoiceKind
  version: number
  /** cause: its id; included: true; not_applicable: the reason; its answer: accepted or not; null takes it back. */
  value: string | boolean | null
}

const newestChoices = kept(placeColumns, (db, place: Place) =>
  db
    .selectFrom('choices')
    .select(['item', 'kind', 'version', 'value'])
    .where('county', '=', place.county)
    .where('township', '=', place.township)
    .where('cycle', '=', place.cycle)
    .where(isNewest('choices', ['item', 'kind']))
    .orderBy('item')
    .orderBy('kind'),
)

/** The newest version of every choice of a township's year. */
export const listChoices = async (db: Db | Tx, place: Place): Promise<StoredChoice[]> => {
  const { rows } = await newestChoices(db, place)
  return rows.map((row) => ({ ...row, value: fromJson(row.value) }))
}

const insertChoice = kept(
  [...placeColumns, ...stampColumns, 'item', 'kind', 'version', 'value'],
  (db, choice: ChoiceTable) => db.insertInto('choices').values(choice),
)

/** Writes versions of choices; a version that is taken fails by its key. */
export const insertChoices = async (
  tx: Tx,
  place: Place,
  stamp: Stamp,
  choices: StoredChoice[],
): Promise<void> => {
  for (const choice of choices)
    await insertChoice(tx, { ...place, ...stamp, ...choice, value: toJson(choice.value) })
}
