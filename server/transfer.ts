/**
 * Everything a township gave in, as one JSON document: rows with their versions and the traces of deleted ones, states,
 * typed-in totals, documents with their texts and claims, choices. Taken in by an empty place it is the same again.
 */
import type { StoredChoice } from '../db/choices.ts'
import type { StoredClaim } from '../db/claims.ts'
import { findDocumentText, type NewDocument } from '../db/documents.ts'
import type { StoredEvidence } from '../db/evidence.ts'
import type { StoredRegisterState } from '../db/register-states.ts'
import type { StoredRow } from '../db/rows.ts'
import type { StoredStatement } from '../db/statements.ts'
import { listTownships, type Township } from '../db/townships.ts'
import { parseRow } from '../rules/registers.ts'
import { sameTownship } from '../rules/township.ts'
import { AppError } from './errors.ts'
import { changeEvidence, changeTogether, type EvidenceDeps, type Plan } from './evidence.ts'
import { readStored } from './memory.ts'
import type { LoadedPack } from './packs.ts'
import { type OpenCounty, type OpenPlace, placeIn } from './places.ts'
import { transferFormat } from './transfer-schema.ts'

type CarriedDocument = NewDocument & { at: string; removed: boolean }

export interface Carried {
  documents: CarriedDocument[]
  claims: StoredClaim[]
  statements: StoredStatement[]
  rows: StoredRow[]
  states: StoredRegisterState[]
  choices: StoredChoice[]
}

export interface Transfer {
  format: typeof transferFormat
  county: { id: string; name: string; code: string }
  year: number
  pack: { id: string; hash: string }
  townships: { township: Township; evidence: Carried }[]
}

/** What a township gave in, whole. */
export async function exportTownship(deps: EvidenceDeps, open: OpenPlace): Promise<Transfer> {
  return headOf(open, [await carriedOf(deps, open)])
}

/** The same of all townships of a county, those that gave nothing in as well. */
export async function exportCounty(
  deps: EvidenceDeps,
  open: OpenCounty,
  between: (done: number, of: number, name: string) => Promise<void> = async () => {},
): Promise<Transfer> {
  const townships: Transfer['townships'] = []
  const own = await listTownships(deps.db, open.county.id, open.year)
  for (const [at, township] of own.entries()) {
    await between(at, own.length, township.name)
    townships.push(await carriedOf(deps, placeIn(open, township)))
  }
  return headOf(open, townships)
}

const headOf = ({ county, year, pack }: OpenCounty, townships: Transfer['townships']): Transfer => ({
  format: transferFormat,
  county: { id: county.id, name: county.name, code: county.code },
  year,
  pack: { id: pack.table.id, hash: pack.hash },
  townships,
})

async function carriedOf({ db }: EvidenceDeps, open: OpenPlace): Promise<Transfer['townships'][number]> {
  const { version: _version, documents, ...stored } = await readStored(db, open.place)
  const carried: CarriedDocument[] = []
  for (const document of documents) {
    const text = (await findDocumentText(db, open.place, document.id)) ?? ''
    carried.push({ ...document, view: { ...document.view, text } })
  }
  return { township: open.township, evidence: { documents: carried, ...stored } }
}

// --- taking in --------------------------------------------------------------------------------------------------------------

export interface TakenIn {
  township: string
  name: string
  documents: number
  rows: number
}

/** Takes in what was written of one township, under whatever name it now goes. @throws AppError */
export async function importTownship(deps: EvidenceDeps, open: OpenPlace, given: Transfer): Promise<TakenIn> {
  const [only, more] = given.townships
  if (!only || more)
    throw invalid(
      `文件里有${given.townships.length}个乡镇（街道），这里只能导入一个；全县的请在县（市、区）导入`,
    )
  assertFits(open, given)
  if (!sameTownship(only.township.name, open.township.name))
    throw invalid(`文件是“${only.township.name}”的，不是“${open.township.name}”的`)
  return takeIn(deps, open, only.evidence)
}

/**
 * Takes in the townships of a county that the file holds, all of them or none.
 * @param between as in `changeTogether`, told the name of the township
 * @throws AppError
 */
export async function importCounty(
  deps: EvidenceDeps,
  open: OpenCounty,
  given: Transfer,
  between: (done: number, of: number, name: string) => Promise<void> = async () => {},
): Promise<TakenIn[]> {
  assertFits(open, given)
  const own = await listTownships(deps.db, open.county.id, open.year)
  const places = given.townships.map(({ township, evidence }) => {
    const found =
      own.find(({ id }) => id === township.id) ?? own.find(({ name }) => sameTownship(name, township.name))
    if (!found) throw invalid(`${open.county.name}没有“${township.name}”这个乡镇（街道）`)
    return { place: placeIn(open, found), evidence }
  })
  const filled = places.filter(({ evidence }) => partsOf(evidence) > 0)
  for (const { place, evidence } of filled) {
    assertKnown(open.pack, evidence, place.township.name)
    assertEmpty(await readStored(deps.db, place.place), place)
  }
  await changeTogether(
    deps,
    filled.map(({ place, evidence }) => ({ open: place, plan: planOf(place, evidence) })),
    (at) => between(at, filled.length, filled[at]?.place.township.name ?? ''),
  )
  return filled.map(({ place, evidence }) => takenIn(place, evidence))
}

const partsOf = (evidence: Carried): number =>
  Object.values(evidence).reduce((sum, list) => sum + list.length, 0)

const invalid = (message: string, details?: unknown): AppError =>
  new AppError('invalid_evidence', `${message}。没有导入任何内容。`, details)

function assertFits({ year, pack }: OpenCounty, given: Transfer): void {
  if (given.year !== year) throw invalid(`文件是${given.year}年度的，不是${year}年度的`)
  if (given.pack.id !== pack.table.id)
    throw invalid(`文件用的是指标体系“${given.pack.id}”，这里用的是“${pack.table.id}”`)
}

function assertEmpty(stored: StoredEvidence, { township, year }: OpenPlace): void {
  if (stored.version > 0)
    throw new AppError(
      'already_exists',
      `${township.name}${year}年度已有数据，不能整体导入：整体导入只用于还没有数据的乡镇（街道）。`,
    )
}

/** Registers, fields, facts and items must be those of the pack here; what it would not know would be lost in silence. */
function assertKnown({ table, pack }: LoadedPack, evidence: Carried, township: string): void {
  const registers = new Map(table.registers.map((register) => [register.id, register]))
  const wrong: string[] = []
  for (const { register, id, values, deleted } of evidence.rows) {
    const declared = registers.get(register)
    if (!declared) wrong.push(`没有台账“${register}”`)
    else if (!deleted) {
      const parsed = parseRow(declared, values)
      if ('errors' in parsed)
        wrong.push(
          `《${declared.title}》第${id}条：${parsed.errors.map(({ label, message }) => `${label}${message}`).join('、')}`,
        )
    }
  }
  for (const { register } of evidence.states)
    if (!registers.has(register)) wrong.push(`没有台账“${register}”`)
  for (const { fact } of evidence.statements) if (!pack.facts.has(fact)) wrong.push(`没有数据项“${fact}”`)
  for (const { body } of evidence.claims)
    if (!pack.facts.has(body.fact)) wrong.push(`没有数据项“${body.fact}”`)
  const documents = new Set(evidence.documents.map(({ id }) => id))
  for (const { document } of evidence.claims)
    if (!documents.has(document)) wrong.push(`没有材料“${document}”`)
  const items = new Set(table.items.map(({ id }) => id))
  for (const { item } of evidence.choices) if (!items.has(item)) wrong.push(`没有考核要点“${item}”`)
  const each = [...new Set(wrong)]
  if (each.length > 0)
    throw invalid(
      `${township}的数据有${each.length}处不符合指标体系：${each.slice(0, 10).join('；')}${each.length > 10 ? '……' : ''}`,
      each,
    )
}

async function takeIn(deps: EvidenceDeps, open: OpenPlace, evidence: Carried): Promise<TakenIn> {
  assertKnown(open.pack, evidence, open.township.name)
  await changeEvidence(deps, open, planOf(open, evidence))
  return takenIn(open, evidence)
}

const planOf =
  (open: OpenPlace, evidence: Carried) =>
  (stored: StoredEvidence): Plan | null => {
    assertEmpty(stored, open)
    if (partsOf(evidence) === 0) return null
    const { documents, ...rest } = evidence
    return {
      action: 'evidence_taken_in',
      subject: 'evidence',
      before: null,
      after: { ...rest, documents: documents.map(({ view: _view, ...document }) => document) },
      changes: {
        ...rest,
        documents: documents.map(({ removed: _removed, ...document }) => document),
        removals: documents.filter(({ removed }) => removed).map(({ id }) => id),
      },
    }
  }

const takenIn = ({ township }: OpenPlace, { documents, rows }: Carried): TakenIn => ({
  township: township.id,
  name: township.name,
  documents: documents.filter(({ removed }) => !removed).length,
  rows: rows.filter(({ deleted }) => !deleted).length,
})
