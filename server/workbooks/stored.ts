/** What is stored of townships, as workbooks are filled from it. */
import type { Db } from '../../db/connect.ts'
import { toEvidence } from '../../db/gathered.ts'
import { listTownships } from '../../db/townships.ts'
import type { Evidence } from '../../rules/evidence.ts'
import { readStored } from '../memory.ts'
import { type OpenCounty, type OpenPlace, placeIn } from '../places.ts'

export const storedEvidence = async (db: Db, open: OpenPlace): Promise<Evidence> =>
  toEvidence(await readStored(db, open.place), open.township, open.year)

/** Of all townships of a county, by code. */
export async function* storedEvidences(db: Db, open: OpenCounty): AsyncGenerator<Evidence> {
  for (const township of await listTownships(db, open.county.id, open.year))
    yield await storedEvidence(db, placeIn(open, township))
}
