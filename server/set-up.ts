/** What a database holds before anyone enters anything: a county and its townships. */
import { appendAudit } from '../db/audit.ts'
import type { Db } from '../db/connect.ts'
import { type County, findCounty, insertCounty, listCounties } from '../db/counties.ts'
import { insertTownship, type Township } from '../db/townships.ts'
import { kindOfName } from '../rules/township.ts'
import { choosePack } from './packs.ts'
import { localAccount } from './places.ts'

/** Makes a county with its townships in one step, unless it is there: then nothing is touched. */
export const createCounty = async (
  db: Db,
  county: County,
  townships: readonly Township[],
  stamp: { at: string; actor: string },
): Promise<boolean> => {
  if (await findCounty(db, county.id)) return false
  await db.transaction().execute(async (tx) => {
    await insertCounty(tx, county, stamp.at)
    for (const township of townships) await insertTownship(tx, county.id, township, stamp.at)
    const after = { ...county, townships }
    await appendAudit(tx, county.id, {
      ...stamp,
      action: 'county_created',
      subject: 'county',
      before: null,
      after,
    })
  })
  return true
}

/** Stands for a county nobody named. */
const unnamedCounty = '本县'

/** The county's name for a paper; null where nobody named it. */
export const namedCounty = ({ name }: County): string | null => (name === unnamedCounty ? null : name)

/** One's own township for single use: made when asked for by name, or when there is nothing else. */
export const ensureLocalCounty = async (
  db: Db,
  names: { county: string | null; township: string | null },
  now: Date,
): Promise<void> => {
  if (!names.township && (await listCounties(db)).length > 0) return
  const name = names.county ?? unnamedCounty
  const township = names.township ?? '本镇'
  await createCounty(
    db,
    { id: 'local', name, code: '', pack: choosePack([name]).id },
    [{ id: 'local', name: township, code: '', kind: kindOfName(township) ?? '镇', groupId: null }],
    { at: now.toISOString(), actor: localAccount },
  )
}
