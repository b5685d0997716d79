/** The fictional counties that come with the packs, taken over by the same steps a person would take. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { listCounties } from '../db/counties.ts'
import { parseEvidence } from '../rules/evidence-file.ts'
import { townshipKinds } from '../rules/pack.ts'
import { decideRest } from './claims.ts'
import type { Deps } from './deps.ts'
import { addDocument } from './documents.ts'
import { AppError } from './errors.ts'
import { importEvidence } from './imports.ts'
import { readStored } from './memory.ts'
import { listBuiltInPacks, packFolder, problemText } from './packs.ts'
import { openPlace } from './places.ts'
import { createCounty } from './set-up.ts'

const actor = 'demo'

const countyFile = z.strictObject({
  id: z.string(),
  name: z.string(),
  code: z.string(),
  pack: z.string(),
  year: z.int(),
  townships: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      code: z.string(),
      kind: z.enum(townshipKinds),
      group: z.string().optional(),
      evidence: z.string(),
      report: z.string().optional(),
    }),
  ),
})

type DemoTownship = z.infer<typeof countyFile>['townships'][number]

interface Demo {
  folder: string
  county: Omit<z.infer<typeof countyFile>, 'year' | 'townships'>
  year: number
  townships: DemoTownship[]
}

/** Fills an empty database with the county of every pack that has one; a database with any other is left as it is. */
export const seedDemo = async (deps: Deps): Promise<void> => {
  const demos = listBuiltInPacks().flatMap(readDemo)
  const present = await listCounties(deps.db)
  if (present.some(({ id }) => demos.every(({ county }) => county.id !== id))) return
  for (const demo of demos) await seedCounty(deps, demo)
}

const readDemo = (pack: string): Demo[] => {
  const folder = join(packFolder(pack), 'demo')
  const file = join(folder, 'county.yaml')
  if (!existsSync(file)) return []
  const { year, townships, ...county } = countyFile.parse(parse(readFileSync(file, 'utf8')))
  return [{ folder, county, year, townships }]
}

const seedCounty = async (deps: Deps, { folder, county, year, townships }: Demo): Promise<void> => {
  await createCounty(
    deps.db,
    county,
    townships.map(({ id, name, code, kind, group }) => ({ id, name, code, kind, groupId: group ?? null })),
    { at: deps.now().toISOString(), actor },
  )
  for (const township of townships) await seedTownship(deps, folder, { county: county.id, year }, township)
}

const seedTownship = async (
  deps: Deps,
  folder: string,
  at: { county: string; year: number },
  { id, evidence, report }: DemoTownship,
): Promise<void> => {
  const open = await openPlace(deps.db, { ...at, township: id }, actor)
  if ((await readStored(deps.db, open.place)).version > 0) return
  const { envelopes, problems } = parseEvidence(
    readFileSync(join(folder, evidence), 'utf8'),
    evidence,
    open.pack.table,
  )
  const wrong = problems.find(({ severity }) => severity === 'error')
  if (wrong) throw new AppError('invalid_evidence', `示例数据有误：${problemText(wrong)}`, problems)
  for (const envelope of envelopes) await importEvidence(deps, open, envelope)
  if (!report) return
  const added = await addDocument(deps, open, { name: report, bytes: readFileSync(join(folder, report)) })
  await decideRest(deps, open, { status: 'accepted', document: added.id })
}
