/** From files and options to the one result object: what every scoring command does first. */

import { type AssessOptions, type AssessResult, assess } from '../../rules/assess.ts'
import type { Assessment } from '../../rules/assessment.ts'
import { viewAssessment } from '../../rules/assessment-view.ts'
import type { Claim, Evidence } from '../../rules/evidence.ts'
import { reconcileClaims } from '../../rules/facts.ts'
import { today } from '../clock.ts'
import {
  gatherOneTownship,
  gatherTownships,
  type Overrides,
  packOnCovers,
  readSource,
  type Source,
  type TownshipFiles,
} from '../documents/evidence-files.ts'
import { engine } from '../engine.ts'
import { AppError } from '../errors.ts'
import { hashOf } from '../hash.ts'
import { choosePack, holidays, type LoadedPack, listBuiltInPacks, loadPackFromDisk } from '../packs.ts'
import { type EvidenceHashes, eachTogether } from '../together.ts'
import { type Invocation, type Streams, usage } from './command.ts'
import { rememberedForms } from './import-forms.ts'
import { inTurn } from './progress.ts'

/** A pack with the reason why it is this one. */
export interface ChosenPack {
  loaded: LoadedPack
  why: string
}

/** All files, in the order they were named. @throws AppError usage when there is none */
export async function readSources({ args, streams }: Invocation): Promise<Source[]> {
  if (args.length === 0)
    throw usage(
      '没有写文件：请写报告（.txt、.html、.docx、.doc、.pdf）或台账（.yaml、.json、.xlsx、.ods、.csv）的文件名，-为标准输入',
    )
  return readAll(args, streams)
}

/** The files of these names, in their order. */
export const readAll = (names: readonly string[], streams: Streams): Promise<Source[]> =>
  inTurn(names, streams, reading, (name) => readSource(name, streams))

/** How a command tells that it reads files. */
export const reading = { doing: '读取', things: '文件', nameOf: (name: string) => name }

/** The pack that was asked for, else the one of the place the files name. */
export function choose({ values, streams }: Invocation, sources: readonly Source[]): ChosenPack {
  if (values.pack !== undefined) {
    return { loaded: loadPackFromDisk(values.pack, streams.cwd), why: `由--pack指定（${values.pack}）` }
  }
  const covers = sources.flatMap(({ grids }) => (grids ? [grids] : []))
  const onCover = packOnCovers(covers)
  if (onCover !== null) return packNamed(onCover)
  const byWeight = [...sources].sort((a, b) => Number(b.form === 'report') - Number(a.form === 'report'))
  const { id, why } = choosePack(byWeight.map(({ text }) => text))
  return { loaded: loadPackFromDisk(id), why }
}

/** The pack that workbooks were made by. @throws AppError usage for one that lies in a folder of its own */
export function packNamed(id: string): ChosenPack {
  if (!listBuiltInPacks().includes(id))
    throw usage(`工作簿封面写的指标体系是“${id}”，不是内置的：请用--pack写明它的文件夹`)
  return { loaded: loadPackFromDisk(id), why: `工作簿封面写明适用“${id}”` }
}

/** What the options say about the files, and what was settled about forms before. */
export const overridesOf = (
  { values: { year, kind, township }, streams }: Invocation,
  { table }: LoadedPack,
): Overrides => ({
  ...(year === undefined ? {} : { year }),
  ...(kind === undefined ? {} : { kind }),
  ...(township === undefined ? {} : { township }),
  remembered: rememberedForms(table.id, streams),
})

/** A township's files with what they are worth, as data and as drawn. */
export interface AssessedFiles {
  files: TownshipFiles
  result: AssessResult
  assessment: Assessment
}

/** The result for the files of one township. */
export async function assessFiles(invocation: Invocation): Promise<AssessedFiles & { loaded: LoadedPack }> {
  const sources = await readSources(invocation)
  const chosen = choose(invocation, sources)
  const township = gatherOneTownship(sources, chosen.loaded, overridesOf(invocation, chosen.loaded))
  if (township.document?.kind === 'county_report' && township.name === null)
    throw new AppError(
      'invalid_evidence',
      `${township.files.join('、')}：这是县级报告，所述是全县的事，不能单独评价；请写乡镇（街道）的报告或者台账。看其中的陈述请用claims`,
    )
  return { ...assessTownship(township, chosen, invocation), loaded: chosen.loaded }
}

/** The list of a county's townships often lies beside their files: it is no evidence, so it is named and left out. */
export function withoutCounties(sources: Source[], { streams }: Invocation): Source[] {
  return sources.filter(({ name, form, text }) => {
    const isCounty = form === 'evidence' && /^\s*["']?townships["']?\s*:/m.test(text)
    if (isCounty) streams.err(`${name}：这是县的乡镇名单，不是台账，不参加比较\n`)
    return !isCounty
  })
}

/** The results of several townships. */
export async function assessTownships(
  invocation: Invocation,
): Promise<{ townships: AssessedFiles[]; loaded: LoadedPack }> {
  const sources = withoutCounties(await readSources(invocation), invocation)
  const chosen = choose(invocation, sources)
  const gathered = gatherTownships(sources, chosen.loaded, overridesOf(invocation, chosen.loaded)).map(
    (files) => countingClaims(files, chosen, invocation),
  )
  const evidences = gathered.map(({ evidence }) => evidence)
  const options = optionsOf(invocation)
  const scored = eachTogether(chosen.loaded, evidences, options, (result, index, hashes) => ({
    files: gathered[index]!.files,
    result,
    assessment: draw(gathered[index]!, chosen, result, hashes),
  }))
  const scoring = {
    doing: '评价',
    things: '乡镇（街道）',
    nameOf: ({ files }: Counting) => files.name ?? files.files.join('、'),
  }
  const townships = await inTurn(gathered, invocation.streams, scoring, () => scored.next().value!)
  return { townships, loaded: chosen.loaded }
}

/** Claims as this run takes them: accepted unless contradicted; those of a county's report stay proposals. */
export function acceptClaims(
  files: Pick<TownshipFiles, 'document' | 'claims' | 'evidence'>,
  { pack }: LoadedPack,
): Claim[] {
  if (files.document?.kind === 'county_report') return files.claims
  return reconcileClaims(pack, files.claims, files.evidence, holidays().table)
}

/** A township's files with the claims that count in this run among its evidence. */
interface Counting {
  files: TownshipFiles
  claims: Claim[]
  evidence: Evidence
}

const countingClaims = (files: TownshipFiles, { loaded }: ChosenPack, { values }: Invocation): Counting => {
  const claims = values.recorded ? files.claims : acceptClaims(files, loaded)
  return { files, claims, evidence: { ...files.evidence, claims: values.recorded ? [] : claims } }
}

const optionsOf = ({ values, streams }: Invocation): AssessOptions => ({
  ...(values.asOf === undefined ? {} : { asOf: values.asOf }),
  today: today(streams.now()),
  holidays: holidays().table,
})

/** Scores one township's files. */
export function assessTownship(
  files: TownshipFiles,
  chosen: ChosenPack,
  invocation: Invocation,
): AssessedFiles {
  const counting = countingClaims(files, chosen, invocation)
  const result = assess(chosen.loaded.pack, counting.evidence, optionsOf(invocation))
  const assessment = draw(counting, chosen, result, { evidenceHash: hashOf(counting.evidence) })
  return { files, result, assessment }
}

function draw(
  { files, claims }: Counting,
  { loaded, why }: ChosenPack,
  result: AssessResult,
  { evidenceHash, peersHash }: EvidenceHashes,
): Assessment {
  const assessment = viewAssessment(result, {
    packHash: loaded.hash,
    packWhy: why,
    engine,
    holidaysHash: holidays().hash,
    evidenceHash,
    ...(peersHash === undefined ? {} : { peersHash }),
    township: files.name,
    document: files.document,
    claims,
  })
  const notes = files.notes.map((text) => ({ kind: 'note' as const, text }))
  return { ...assessment, findings: [...notes, ...assessment.findings] }
}
