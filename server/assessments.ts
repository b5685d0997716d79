import type { Db } from '../db/connect.ts'
import { readEvidence, type StoredEvidence } from '../db/evidence.ts'
import { countEvidence, listTownships } from '../db/townships.ts'
import { assess } from '../rules/assess.ts'
import type { Assessment, Gap, ItemResult, Ranking } from '../rules/assessment.ts'
import { viewAssessment } from '../rules/assessment-view.ts'
import { internalNotice, rank } from '../rules/rank.ts'
import { today } from './clock.ts'
import { findReport } from './documents.ts'
import { engine } from './engine.ts'
import { toClaims, toEvidence } from './evidence.ts'
import { hashOf } from './hash.ts'
import { holidays } from './packs.ts'
import { type OpenCounty, type OpenPlace, placeIn } from './places.ts'

export interface AssessDeps {
  db: Db
  now: () => Date
}

/** The one result object of a township's stored evidence. */
export const assessStored = async (
  { db, now }: AssessDeps,
  open: OpenPlace,
  stored: StoredEvidence,
): Promise<Assessment> => {
  const evidence = toEvidence(stored, open)
  const { table, hash } = holidays()
  const result = assess(open.pack.pack, evidence, { today: today(now()), holidays: table })
  return viewAssessment(result, {
    packHash: open.pack.hash,
    packWhy: `${open.county.name}${open.year}年度采用的指标体系`,
    engine,
    holidaysHash: hash,
    evidenceHash: hashOf(evidence),
    township: open.township.name,
    document: await findReport(db, open, stored),
    claims: toClaims(stored),
  })
}

/** Reads what is stored and assesses it. */
export const assessTownship = async (deps: AssessDeps, open: OpenPlace): Promise<Assessment> =>
  assessStored(deps, open, await readEvidence(deps.db, open.place))

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
  const townships = await listTownships(db, open.county.id)
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
  for (const township of await listTownships(deps.db, open.county.id)) {
    const { id, name, code, kind } = township
    assessed.push({ id, name, code, kind, assessment: await assessTownship(deps, placeIn(open, township)) })
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

/** The gaps of all townships, each by worth. */
export const gapsOf = async (deps: AssessDeps, open: OpenCounty): Promise<TownshipGaps[]> => {
  const townships = await assessCounty(deps, open)
  return townships.map(({ id, name, assessment }) => ({ id, name, gaps: assessment.gaps }))
}
