import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { stringify } from 'yaml'
import { type Evidence, emptyEvidence } from '../../rules/evidence.ts'
import { kindOfName, sameTownship } from '../../rules/township.ts'
import { checkSize } from '../documents/decode.ts'
import { gatherTownships, readSource } from '../documents/evidence-files.ts'
import { AppError } from '../errors.ts'
import { choosePack, type LoadedPack, loadPackFromDisk } from '../packs.ts'
import type { Grid } from '../workbooks/grid.ts'
import { readCover } from '../workbooks/own-workbook.ts'
import { type ImportPlan, openQuestions, planImport } from '../workbooks/plan-import.ts'
import { namedTownships } from '../workbooks/plan-sheet.ts'
import { readWorkbook } from '../workbooks/read-workbook.ts'
import { touchedTownships, withImport } from '../workbooks/take-over.ts'
import { type Command, type Invocation, json, show, usage } from './command.ts'
import { importSheet } from './import-sheet.ts'

/** What became of one file. */
export interface ImportedFile {
  file: string
  plan?: ImportPlan
  /** What a person has to settle before it can be taken over. */
  questions?: string[]
  error?: { code: string; message: string }
}

const isEvidence = (name: string): boolean => /\.(ya?ml|json)$/i.test(name)

/** Workbooks into registers, from files to a file: nothing is written without --output. */
export const importCommand: Command = {
  name: 'import',
  operands: 'FILE…',
  summary: {
    zh: '把Excel、WPS、CSV表格读进台账：先看每行是新增、更正、不变还是有误，写明--output才写文件。同时给出的台账文件（.yaml、.json）是已有的记录',
    en: 'Read workbooks into registers: a dry run unless --output names the file to write',
  },
  options: ['register', 'pack', 'year', 'township', 'mode', 'output', 'json', 'md'],
  examples: [
    'import 学法台账.xlsx --register study_sessions --township 某镇 --year 2025',
    'import 台账.yaml 新增.xlsx --output 台账.yaml',
    'import 各镇/*.xlsx --pack shandong --output 全县.yaml',
  ],
  async run(invocation) {
    const { values, streams } = invocation
    const books = await readBooks(invocation)
    const setting = await settle(invocation, books)
    const { files, evidences } = takeOver(books, setting, invocation)
    const failed = files.some(
      ({ plan, error, questions }) => error || questions?.length || plan?.counts.rejected,
    )
    if (values.json)
      streams.out(json({ pack: setting.pack.table.id, year: setting.year, files, evidence: evidences }))
    else show(importSheet(files, setting, evidences), invocation)
    if (values.output !== undefined) write(values.output, evidences, invocation)
    return failed ? 1 : 0
  },
}

interface Book {
  file: string
  grids: Grid[] | null
  error?: { code: string; message: string }
}

/** Every workbook named; one that cannot be read holds up no other. */
async function readBooks({ args, streams }: Invocation): Promise<Book[]> {
  const names = args.filter((name) => !isEvidence(name))
  if (names.length === 0) throw usage('没有写表格文件：请写.xlsx、.xls、.ods或.csv的文件名')
  const books: Book[] = []
  for (const file of names) {
    try {
      const path = resolve(streams.cwd, file)
      if (!existsSync(path)) throw new AppError('unreadable_file', `${file}：找不到这个文件`)
      checkSize(statSync(path).size, file)
      books.push({ file, grids: await readWorkbook(new Uint8Array(readFileSync(path)), file) })
    } catch (cause) {
      if (!(cause instanceof AppError)) throw cause
      books.push({ file, grids: null, error: { code: cause.code, message: cause.message } })
    }
  }
  return books
}

export interface Setting {
  pack: LoadedPack
  year: number
  /** What is kept already, a township each; grows with each workbook. */
  kept: Evidence[]
  /** The township of workbooks that do not say theirs. */
  township: string | null
}

async function settle({ args, values, streams }: Invocation, books: readonly Book[]): Promise<Setting> {
  const covers = books.flatMap(({ grids }) => (grids ? (readCover(grids) ?? []) : []))
  const said = [values.township, ...covers.map(({ township }) => township)].filter(
    (name) => typeof name === 'string',
  )
  const pack = loadPackFromDisk(values.pack ?? choosePack(said).id, streams.cwd)
  const sources = []
  for (const name of args.filter(isEvidence)) sources.push(await readSource(name, streams))
  const kept = gatherTownships(sources, pack, values).map(({ evidence }) => evidence)
  const year = values.year ?? covers.find((cover) => cover.year !== null)?.year ?? kept[0]?.year
  if (year === undefined || year === null) throw usage('看不出是哪个年度的，请用--year写明，如--year 2025')
  const names = [...said, ...books.flatMap(({ grids }) => grids?.flatMap(namedTownships) ?? [])]
  for (const name of names) {
    if (kept.some((one) => sameTownship(one.township, name))) continue
    const kind = values.kind ?? kindOfName(name)
    if (kind === null) throw usage(`--township：“${name}”看不出是乡、镇还是街道，请写全称`)
    kept.push(emptyEvidence(name, kind, year))
  }
  const only = kept.length === 1 && said.length === 0 ? kept[0]!.township : undefined
  if (kept.length === 0) throw usage('看不出是哪个乡镇（街道）的，请用--township写明')
  return { pack, year, kept, township: values.township ?? only ?? null }
}

/** Takes one workbook after the other; each is planned against what those before it left. */
function takeOver(
  books: readonly Book[],
  { pack, year, kept, township }: Setting,
  { values }: Invocation,
): { files: ImportedFile[]; evidences: Evidence[] } {
  const registers =
    values.register === undefined ? pack.table.registers : [registerNamed(pack, values.register)]
  const evidences = new Map(kept.map((evidence) => [evidence.township, evidence]))
  const nameOf = (name: string) => kept.find((one) => sameTownship(one.township, name))!.township
  const files = books.map(({ file, grids, error }): ImportedFile => {
    if (!grids) return { file, ...(error ? { error } : {}) }
    const plan = planImport(
      grids,
      {
        table: { ...pack.table, registers },
        packHash: pack.hash,
        year,
        townships: kept.map((one) => ({ id: one.township, name: one.township, kind: one.kind })),
        township: null,
        kept: (id) => keptOf(evidences.get(id)!),
        remembered: () => undefined,
      },
      {
        mode: values.mode ?? 'append',
        sheets: {},
        ...(readCover(grids)?.township || township === null ? {} : { township: nameOf(township) }),
      },
    )
    for (const id of touchedTownships(plan)) evidences.set(id, withImport(plan, id, evidences.get(id)!))
    return { file, plan, questions: openQuestions(plan) }
  })
  return { files, evidences: [...evidences.values()] }
}

function registerNamed({ table }: LoadedPack, name: string) {
  const found = table.registers.find(({ id, title }) => id === name || title === name)
  if (found) return found
  const known = table.registers.map(({ id, title }) => `${id}（${title}）`)
  throw usage(`--register：没有台账“${name}”；可选：${known.join('、')}`)
}

const keptOf = (evidence: Evidence) => ({
  rows: (register: string) => evidence.registers[register]?.rows ?? [],
  state: (register: string) => evidence.registers[register]?.state ?? 'open',
  statement: (fact: string) => evidence.statements.find((one) => one.fact === fact),
})

/** The envelope as an evidence file holds it. */
function envelopeOf(evidence: Evidence) {
  const { claims: _claims, notApplicable, registers, ...rest } = evidence
  return {
    ...rest,
    registers: Object.fromEntries(
      Object.entries(registers).map(([id, { state, rows }]) => [
        id,
        {
          state,
          rows: rows.map(({ id: row, values, attached }) => ({
            id: row,
            ...(attached ? { attached } : {}),
            ...values,
          })),
        },
      ]),
    ),
    ...(notApplicable ? { not_applicable: notApplicable } : {}),
  }
}

function write(output: string, evidences: readonly Evidence[], { args, streams }: Invocation): void {
  const path = resolve(streams.cwd, output)
  // What was read is in what is written; another file would be lost.
  if (existsSync(path) && !args.some((name) => resolve(streams.cwd, name) === path))
    throw usage(`--output：${output}已经存在，没有覆盖；请换一个文件名，或者把它也作为已有的记录写上`)
  const envelopes = evidences.map(envelopeOf)
  const text = /\.json$/i.test(output)
    ? json(envelopes)
    : envelopes.map((envelope) => stringify(envelope, { lineWidth: 0 })).join('---\n')
  writeFileSync(path, text)
  streams.err(`已写入${output}\n`)
}
