import type { Db } from '../db/connect.ts'
import { type County, findCountyIn, listCounties, listCycles } from '../db/counties.ts'
import type { Place } from '../db/schema.ts'
import { findTownship, type Township } from '../db/townships.ts'
import { today } from './clock.ts'
import { AppError } from './errors.ts'
import { type LoadedPack, loadPackFromDisk } from './packs.ts'

/** The one account of single use. */
export const localAccount = 'local'

/** A county in a year, with the pack that scores it. */
export interface OpenCounty {
  county: County
  year: number
  pack: LoadedPack
}

/** A township in a year, and who acts in it. */
export interface OpenPlace extends OpenCounty {
  township: Township
  place: Place
  actor: string
}

/** @throws AppError county_not_found */
export const openCounty = async (db: Db, at: { county: string; year: number }): Promise<OpenCounty> => {
  const county = await findCountyIn(db, at.county, at.year)
  if (!county) throw new AppError('county_not_found', '没有这个县（市、区）。')
  return { county, year: at.year, pack: loadPackFromDisk(county.pack) }
}

/** @throws AppError township_not_found */
export const openPlace = async (
  db: Db,
  at: { county: string; year: number; township: string },
  actor = localAccount,
): Promise<OpenPlace> => {
  const open = await openCounty(db, at)
  return placeIn(open, await getTownship(db, open, at.township), actor)
}

/** @throws AppError township_not_found */
export const getTownship = async (db: Db, { county, year }: OpenCounty, id: string): Promise<Township> => {
  const township = await findTownship(db, county.id, year, id)
  if (!township) throw new AppError('township_not_found', '这个县（市、区）没有这个乡镇（街道）。')
  return township
}

/** A township of a county that is open already. */
export const placeIn = (open: OpenCounty, township: Township, actor = localAccount): OpenPlace => ({
  ...open,
  township,
  place: { county: open.county.id, township: township.id, cycle: open.year },
  actor,
})

/** All counties with the years that have data, and this one. */
export const listCountyYears = async (
  db: Db,
  now: Date,
): Promise<{ id: string; name: string; code: string; years: number[] }[]> => {
  const current = Number(today(now).slice(0, 4))
  const counties = await listCounties(db)
  return Promise.all(
    counties.map(async ({ id, name, code }) => {
      const years = new Set([...(await listCycles(db, id)), current])
      return { id, name, code, years: [...years].sort((a, b) => a - b) }
    }),
  )
}
