import type { Db } from '../db/connect.ts'
import { findEvidenceVersion, listEvidenceVersions, type StoredEvidence } from '../db/evidence.ts'
import { toClaims, toEvidence } from '../db/gathered.ts'
import { countEvidence, listTownships, type Township } from '../db/townships.ts'
import type { AssessResult } from '../rules/assess.ts'
import type { Assessment, DocumentView, Gap, ItemResult, Ranking } from '../rules/assessment.ts'
import { viewAssessment } from '../rules/assessment-view.ts'
import { comparedFacts } from '../rules/county.ts'
import { internalNotice, rank } from '../rules/rank.ts'
import { today } from './clock.ts'
import { findReport } from './documents.ts'
import { engine } from './engine.ts'
import { onlyOfKind } from './items.ts'
import { memoryOf, placeKey, readStored, type Viewed } from './memory.ts'
import { holidays, type LoadedPack } from './packs.ts'
import { getTownship, type OpenCounty, type OpenPlace, placeIn } from './places.ts'
import { inputsOf, scoreStored } from './scores.ts'
import { type EvidenceHashes, mapTogether } from './together.ts'

export interface AssessDeps {
  db: Db
  now: () => Date
}

const draw = (
  open: OpenPlace,
  stored: StoredEvidence,
  document: DocumentView | null,
  result: AssessResult,
  { evidenceHash, peersHash }: EvidenceHashes,
): Assessment =>
  viewAssessment(result, {
    packHash: open.pack.hash,
    packWhy: `${open.county.name}${open.year}年度采用的指标体系`,
    engine,
    holidaysHash: holidays().hash,
    evidenceHash,
    ...(peersHash === undefined ? {} : { peersHash }),
    township: open.township.name,
    document,
    claims: toClaims(stored).map((claim) => ({ ...claim, items: onlyOfKind(open, claim.items) })),
  })

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
  const document = await findReport(db, open, stored)
  const assessment = draw(open, stored, document, scored.result, scored)
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

/**
 * Every township of a county, assessed by the same pack on the same day. Where items compare townships, each is scored
 * with its peers; a township's own page shows such items as the range they can still be.
 */
export const assessCounty = async (deps: AssessDeps, open: OpenCounty): Promise<AssessedTownship[]> => {
  const townships = await listTownships(deps.db, open.county.id, open.year)
  const assessments =
    comparedFacts(open.pack.table).length > 0
      ? await viewTogether(deps, open, townships)
      : await viewEach(deps, open, townships)
  return townships.map(({ id, name, code, kind }, index) => ({
    id,
    name,
    code,
    kind,
    assessment: assessments[index]!,
  }))
}

const viewEach = async (
  deps: AssessDeps,
  open: OpenCounty,
  townships: readonly Township[],
): Promise<Assessment[]> => {
  const versions = await listEvidenceVersions(deps.db, open.county.id, open.year)
  const assessments: Assessment[] = []
  for (const township of townships) {
    const viewed = await viewTownship(deps, placeIn(open, township), versions.get(township.id) ?? 0)
    assessments.push(viewed.assessment)
  }
  return assessments
}

const viewTogether = async (
  { db, now }: AssessDeps,
  open: OpenCounty,
  townships: readonly Township[],
): Promise<Assessment[]> => {
  const given: { place: OpenPlace; stored: StoredEvidence; document: DocumentView | null }[] = []
  for (const township of townships) {
    const place = placeIn(open, township)
    const stored = await readStored(db, place.place)
    given.push({ place, stored, document: await findReport(db, place, stored) })
  }
  const evidences = given.map(({ place, stored }) => toEvidence(stored, place.township, open.year))
  const options = { today: today(now()), holidays: holidays().table }
  return mapTogether(open.pack, evidences, options, (result, index, hashes) => {
    const { place, stored, document } = given[index]!
    return draw(place, stored, document, result, hashes)
  })
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
export const matrixOf = async (deps: AssessDeps, open: OpenCounty): Promise<Matrix> =>
  matrixFrom(open.pack, await assessCounty(deps, open))

/** The same from assessments that are at hand. */
export const matrixFrom = (
  { pack }: LoadedPack,
  townships: readonly Pick<AssessedTownship, 'id' | 'name' | 'kind' | 'assessment'>[],
): Matrix => ({
  items: pack.items.map(({ number, table: { id, title, value, dimension } }) => ({
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
})

export interface TownshipGaps {
  id: string
  name: string
  gaps: Gap[]
}

/** The gaps of all townships, or of one, each by worth. @throws AppError township_not_found */
export const gapsOf = async (deps: AssessDeps, open: OpenCounty, only?: string): Promise<TownshipGaps[]> => {
  const wanted = only === undefined ? undefined : (await getTownship(deps.db, open, only)).id
  const townships = await assessCounty(deps, open)
  return townships
    .filter(({ id }) => wanted === undefined || id === wanted)
    .map(({ id, name, assessment }) => ({ id, name, gaps: assessment.gaps }))
}
