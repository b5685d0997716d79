import type { Db } from '../db/connect.ts'
import { findEvidenceVersion, listEvidenceVersions } from '../db/evidence.ts'
import { toClaims } from '../db/gathered.ts'
import { countEvidence, listTownships } from '../db/townships.ts'
import type { Assessment, Gap, ItemResult, Ranking } from '../rules/assessment.ts'
import { viewAssessment } from '../rules/assessment-view.ts'
import { internalNotice, rank } from '../rules/rank.ts'
import { today } from './clock.ts'
import { findReport } from './documents.ts'
import { engine } from './engine.ts'
import { onlyOfKind } from './items.ts'
import { memoryOf, placeKey, readStored, type Viewed } from './memory.ts'
import { holidays } from './packs.ts'
import { getTownship, type OpenCounty, type OpenPlace, placeIn } from './places.ts'
import { inputsOf, scoreStored } from './scores.ts'

export interface AssessDeps {
  db: Db
  now: () => Date
}

/**
 * The one result object of a township's stored evidence, and its bytes; drawn once for each version of the evidence, of
 * which the caller may know the newest already.
 */
export const viewTownship = async (
  { db, now }: AssessDeps,
  open: OpenPlace,
  newest?: number,
): Promise<Viewed> => {
  const day = today(now())
  const { viewed } = memoryOf(db)
  const key = placeKey(open.place)
  const known = viewed.get(key)
  const version = newest ?? (await findEvidenceVersion(db, open.place))
  if (known?.of === inputsOf(open, version, day)) return known
  const stored = await readStored(db, open.place)
  const scored = scoreStored(db, open, stored, day)
  const assessment = viewAssessment(scored.result, {
    packHash: open.pack.hash,
    packWhy: `${open.county.name}${open.year}年度采用的指标体系`,
    engine,
    holidaysHash: holidays().hash,
    evidenceHash: scored.evidenceHash,
    township: open.township.name,
    document: await findReport(db, open, stored),
    claims: toClaims(stored).map((claim) => ({ ...claim, items: onlyOfKind(open, claim.items) })),
  })
  const fresh = { of: scored.of, assessment, json: JSON.stringify(assessment) }
  viewed.set(key, fresh)
  return fresh
}

/** What a township's stored evidence is worth. */
export const assessTownship = async (deps: AssessDeps, open: OpenPlace): Promise<Assessment> =>
  (await viewTownship(deps, open)).assessment

export interface TownshipEntry {
  id: string
  name: string
  code: string
  kind: OpenPlace['township']['kind']
  group: string | null
  documents: number
  rows: number
}

/** A county's townships and how much each has given in. */
export const listTownshipEntries = async (db: Db, open: OpenCounty): Promise<TownshipEntry[]> => {
  const counts = await countEvidence(db, open.county.id, open.year)
  const townships = await listTownships(db, open.county.id, open.year)
  return townships.map(({ groupId, ...township }) => ({
    ...township,
    group: groupId ?? open.pack.table.groups.find(({ kinds }) => kinds.includes(township.kind))?.id ?? null,
    ...(counts.get(township.id) ?? { documents: 0, rows: 0 }),
  }))
}

interface AssessedTownship {
  id: string
  name: string
  code: string
  kind: OpenPlace['township']['kind']
  assessment: Assessment
}

/** Every township of a county, assessed by the same pack on the same day. */
export const assessCounty = async (deps: AssessDeps, open: OpenCounty): Promise<AssessedTownship[]> => {
  const assessed: AssessedTownship[] = []
  const versions = await listEvidenceVersions(deps.db, open.county.id, open.year)
  for (const township of await listTownships(deps.db, open.county.id, open.year)) {
    const { id, name, code, kind } = township
    const { assessment } = await viewTownship(deps, placeIn(open, township), versions.get(id) ?? 0)
    assessed.push({ id, name, code, kind, assessment })
  }
  return assessed
}

/** The comparison of a county's townships, for internal use. */
export const rankCounty = async (deps: AssessDeps, open: OpenCounty): Promise<Ranking> => {
  const townships = await assessCounty(deps, open)
  if (townships.length > 0) return rank(townships, open.pack.table)
  const { id, version, title } = open.pack.table
  return {
    pack: { id, version, title, hash: open.pack.hash, why: '' },
    asOf: today(deps.now()),
    notice: internalNotice,
    groups: [],
  }
}

export interface Matrix {
  items: { id: string; number: string; title: string; value: string; dimension: string }[]
  townships: { id: string; name: string; kind: string }[]
  cells: Record<string, Record<string, Pick<ItemResult, 'low' | 'high' | 'lost' | 'outcome'>>>
}

/** Items against townships; an item that is not for a kind of township has no cell there. */
export const matrixOf = async (deps: AssessDeps, open: OpenCounty): Promise<Matrix> => {
  const townships = await assessCounty(deps, open)
  return {
    items: open.pack.pack.items.map(({ number, table: { id, title, value, dimension } }) => ({
      id,
      number,
      title,
      value,
      dimension,
    })),
    townships: townships.map(({ id, name, kind }) => ({ id, name, kind })),
    cells: Object.fromEntries(
      townships.map(({ id, assessment }) => [
        id,
        Object.fromEntries(
          assessment.items.map((item) => [
            item.id,
            { low: item.low, high: item.high, lost: item.lost, outcome: item.outcome },
          ]),
        ),
      ]),
    ),
  }
}

export interface TownshipGaps {
  id: string
  name: string
  gaps: Gap[]
}

/** The gaps of all townships, or of one, each by worth. @throws AppError township_not_found */
export const gapsOf = async (deps: AssessDeps, open: OpenCounty, only?: string): Promise<TownshipGaps[]> => {
  if (only !== undefined) {
    const place = placeIn(open, await getTownship(deps.db, open, only))
    const { id, name } = place.township
    return [{ id, name, gaps: (await assessTownship(deps, place)).gaps }]
  }
  const townships = await assessCounty(deps, open)
  return townships.map(({ id, name, assessment }) => ({ id, name, gaps: assessment.gaps }))
}
