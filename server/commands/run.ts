/** From files and options to the one result object: what every scoring command does first. */
import { assess } from '../../rules/assess.ts'
import type { Assessment } from '../../rules/assessment.ts'
import { viewAssessment } from '../../rules/assessment-view.ts'
import type { Claim } from '../../rules/evidence.ts'
import { reconcileClaims } from '../../rules/facts.ts'
import { today } from '../clock.ts'
import {
  gatherOneTownship,
  gatherTownships,
  readSource,
  type Source,
  type TownshipFiles,
} from '../documents/evidence-files.ts'
import { engine } from '../engine.ts'
import { hashOf } from '../hash.ts'
import { choosePack, holidays, type LoadedPack, loadPackFromDisk } from '../packs.ts'
import { type Invocation, usage } from './command.ts'

/** A pack with the reason why it is this one. */
export interface ChosenPack {
  loaded: LoadedPack
  why: string
}

/** All files, in the order they were named. @throws AppError usage when there is none */
export async function readSources({ args, streams }: Invocation): Promise<Source[]> {
  if (args.length === 0)
    throw usage('没有写文件：请写报告（.txt、.html）或台账（.yaml、.json）的文件名，-为标准输入')
  const sources: Source[] = []
  for (const argument of args) sources.push(await readSource(argument, streams))
  return sources
}

/** The pack that was asked for, else the one of the place the files name. */
export function choose({ values, streams }: Invocation, sources: readonly Source[]): ChosenPack {
  if (values.pack !== undefined) {
    return { loaded: loadPackFromDisk(values.pack, streams.cwd), why: `由--pack指定（${values.pack}）` }
  }
  const byWeight = [...sources].sort((a, b) => Number(b.form === 'report') - Number(a.form === 'report'))
  const { id, why } = choosePack(byWeight.map(({ text }) => text))
  return { loaded: loadPackFromDisk(id), why }
}

/** The result for the files of one township. */
export async function assessFiles(
  invocation: Invocation,
): Promise<{ assessment: Assessment; loaded: LoadedPack }> {
  const sources = await readSources(invocation)
  const chosen = choose(invocation, sources)
  const township = gatherOneTownship(sources, chosen.loaded, invocation.values)
  return { assessment: assessTownship(township, chosen, invocation), loaded: chosen.loaded }
}

/** The results of several townships. */
export async function assessTownships(
  invocation: Invocation,
): Promise<{ townships: { files: TownshipFiles; assessment: Assessment }[]; loaded: LoadedPack }> {
  const sources = await readSources(invocation)
  const chosen = choose(invocation, sources)
  const townships = gatherTownships(sources, chosen.loaded, invocation.values).map((files) => ({
    files,
    assessment: assessTownship(files, chosen, invocation),
  }))
  return { townships, loaded: chosen.loaded }
}

/** Claims as this run takes them: accepted unless contradicted; those of a county's report stay proposals (semantics 3). */
export function acceptClaims(
  files: Pick<TownshipFiles, 'document' | 'claims' | 'evidence'>,
  { pack }: LoadedPack,
): Claim[] {
  if (files.document?.kind === 'county_report') return files.claims
  return reconcileClaims(pack, files.claims, files.evidence, holidays().table)
}

/** Scores one township's files. */
export function assessTownship(
  files: TownshipFiles,
  { loaded, why }: ChosenPack,
  { values, streams }: Invocation,
): Assessment {
  const claims = values.recorded ? files.claims : acceptClaims(files, loaded)
  const evidence = { ...files.evidence, claims: values.recorded ? [] : claims }
  const { table, hash } = holidays()
  const result = assess(loaded.pack, evidence, {
    ...(values.asOf === undefined ? {} : { asOf: values.asOf }),
    today: today(streams.now()),
    holidays: table,
  })
  const assessment = viewAssessment(result, {
    packHash: loaded.hash,
    packWhy: why,
    engine,
    holidaysHash: hash,
    evidenceHash: hashOf(evidence),
    township: files.name,
    document: files.document,
    claims,
  })
  const notes = files.notes.map((text) => ({ kind: 'note' as const, text }))
  return { ...assessment, findings: [...notes, ...assessment.findings] }
}
