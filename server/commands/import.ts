import { existsSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { stringify } from 'yaml'
import type { Evidence } from '../../rules/evidence.ts'
import { offer } from '../../rules/loading/located.ts'
import type { Register } from '../../rules/pack.ts'
import { sameTownship } from '../../rules/township.ts'
import { checkSize } from '../documents/decode.ts'
import { gatherTownships, packOnCovers } from '../documents/evidence-files.ts'
import { AppError } from '../errors.ts'
import { choosePack, type LoadedPack, loadPackFromDisk } from '../packs.ts'
import { formsOf } from '../workbooks/forms.ts'
import type { Grid } from '../workbooks/grid.ts'
import { addTownships, planInto, townshipsIn } from '../workbooks/into-evidence.ts'
import { isOurs, readCover } from '../workbooks/own-workbook.ts'
import { type ImportPlan, openQuestions } from '../workbooks/plan-import.ts'
import type { SheetChoice } from '../workbooks/plan-sheet.ts'
import { readWorkbook } from '../workbooks/read-workbook.ts'
import { touchedTownships, withImport } from '../workbooks/take-over.ts'
import { type Command, type Invocation, json, show, usage } from './command.ts'
import { columnChoices, saidColumns } from './import-columns.ts'
import { keepForms, rememberedForms } from './import-forms.ts'
import { importSheet } from './import-sheet.ts'
import { beforeWriting, inTurn } from './progress.ts'
import { overridesOf, packNamed, readAll, reading } from './run.ts'
import { writeWhole } from './write-file.ts'

/** What became of one file. */
export interface ImportedFile {
  file: string
  plan?: ImportPlan
  /** What a person has to settle before it can be taken over. */
  questions?: string[]
  /** Whether it is in what is written: a workbook with an open question is not. */
  taken?: boolean
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
  options: ['register', 'column', 'pack', 'year', 'township', 'kind', 'mode', 'output', 'json', 'md'],
  examples: [
    'import 学法台账.xlsx --register study_sessions --township 某镇 --year 2025',
    'import 学法台账.xlsx --township 某镇 --year 2025 --column "学习时间=学习日期" --column "记录人=不读"',
    'import 台账.yaml 新增.xlsx --output 台账.yaml',
    'import 各镇/*.xlsx --pack shandong --output 全县.yaml',
  ],
  async run(invocation) {
    const { values, streams } = invocation
    const books = await readBooks(invocation)
    const setting = await settle(invocation, books)
    const { files, evidences, settled } = await takeOver(books, setting, invocation)
    const failed = files.some(({ plan, taken }) => !taken || plan?.counts.rejected)
    if (values.json)
      streams.out(json({ pack: setting.pack.table.id, year: setting.year, files, evidence: evidences }))
    else show(importSheet(files, setting, evidences), invocation)
    if (values.output !== undefined && !files.some(({ taken }) => taken))
      streams.err(`没有一份工作簿可以读入，没有写${values.output}\n`)
    else if (values.output !== undefined) {
      await beforeWriting(streams)
      write(values.output, evidences, setting.pack, invocation)
      const left = files.filter(({ taken }) => !taken).map(({ file }) => file)
      if (left.length > 0) streams.err(`没有写进${values.output}的：${left.join('、')}\n`)
      if (settled.length > 0) {
        const file = keepForms(setting.pack.table.id, settled, streams)
        streams.err(`已记住这种表的栏目对应，下次不用再写--column（${file}）\n`)
      }
    }
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
  return inTurn(names, streams, reading, async (file): Promise<Book> => {
    try {
      const path = resolve(streams.cwd, file)
      const found = statSync(path, { throwIfNoEntry: false })
      if (!found) throw new AppError('unreadable_file', `${file}：找不到这个文件`)
      if (found.isDirectory())
        throw new AppError('unreadable_file', `${file}：是文件夹；请写里面的表格，如${join(file, '*.xlsx')}`)
      checkSize(found.size, file)
      return { file, grids: await readWorkbook(new Uint8Array(readFileSync(path)), file) }
    } catch (cause) {
      if (!(cause instanceof AppError)) throw cause
      return { file, grids: null, error: { code: cause.code, message: cause.message } }
    }
  })
}

export interface Setting {
  pack: LoadedPack
  year: number
  /** What is kept already, a township each; grows with each workbook. */
  kept: Evidence[]
  /** Those of `kept` that were given as evidence files. */
  given: ReadonlySet<string>
  /** The township of workbooks that do not say theirs. */
  township: string | null
}

async function settle(invocation: Invocation, books: readonly Book[]): Promise<Setting> {
  const { args, values, streams } = invocation
  const read = books.flatMap(({ grids }) => (grids ? [grids] : []))
  const covers = read.flatMap((grids) => readCover(grids) ?? [])
  const said = [values.township, ...covers.map(({ township }) => township)].filter(
    (name) => typeof name === 'string',
  )
  const onCover = packOnCovers(read)
  const pack =
    values.pack === undefined && onCover !== null
      ? packNamed(onCover).loaded
      : loadPackFromDisk(values.pack ?? choosePack(said).id, streams.cwd)
  const sources = await readAll(args.filter(isEvidence), streams)
  const kept = gatherTownships(sources, pack, overridesOf(invocation, pack)).map(({ evidence }) => evidence)
  const given = new Set(kept.map(({ township }) => township))
  const year = values.year ?? covers.find((cover) => cover.year !== null)?.year ?? kept[0]?.year
  if (year === undefined || year === null) throw usage('看不出是哪个年度的，请用--year写明，如--year 2025')
  const names = [...said, ...read.flatMap(townshipsIn)]
  const [unclear] = addTownships(kept, names, { kind: values.kind, year })
  if (unclear !== undefined) {
    const of = books.find(({ grids }) => grids && townshipsIn(grids).includes(unclear))
    throw usage(`${of ? `${of.file}：` : ''}“${unclear}”看不出是乡、镇还是街道，请写全称，或者用--kind写明`)
  }
  const only = kept.length === 1 && said.length === 0 ? kept[0]!.township : undefined
  if (kept.length === 0) throw usage('看不出是哪个乡镇（街道）的，请用--township写明')
  return { pack, year, kept, given, township: values.township ?? only ?? null }
}

const matching = { doing: '核对', things: '工作簿', nameOf: ({ file }: Book) => file }

/** Takes one workbook after the other; each is planned against what those before it left. */
async function takeOver(books: readonly Book[], setting: Setting, { values, streams }: Invocation) {
  const { pack, year, kept, given, township } = setting
  const asked = values.register === undefined ? null : registerNamed(pack, values.register)
  const registers = asked ? [asked] : pack.table.registers
  const evidences = new Map(kept.map((evidence) => [evidence.township, evidence]))
  const own = township && kept.find((one) => sameTownship(one.township, township))!.township
  const remembered = rememberedForms(pack.table.id, streams)
  const planOf = (grids: readonly Grid[], sheets: Record<string, SheetChoice>): ImportPlan =>
    planInto(grids, {
      pack,
      year,
      registers,
      evidences: [...evidences.values()],
      township: own,
      mode: values.mode ?? 'append',
      sheets: withRegister(grids, sheets, asked),
      remembered,
    })
  const said = saidColumns(values.column)
  // Where the headers stand is known only once a workbook was looked at.
  const looked =
    said.length > 0 ? await inTurn(books, streams, matching, ({ grids }) => grids && planOf(grids, {})) : []
  const choices = columnChoices(looked, registers, said)
  const settled: ReturnType<typeof formsOf> = []
  // A township whose workbook could not be taken has nothing to be scored by, so it is not written either.
  const written = new Set(given)
  const files = await inTurn(books, streams, matching, ({ file, grids, error }, index): ImportedFile => {
    if (!grids) return { file, ...(error ? { error } : {}) }
    const sheets = choices[index] ?? {}
    const plan = planOf(grids, sheets)
    const questions = openQuestions(plan)
    const taken = questions.length === 0 && plan.problems.length === 0
    if (taken) {
      const named = own ? [own, ...townshipsIn(grids)] : townshipsIn(grids)
      for (const { township: id } of kept) if (named.some((name) => sameTownship(id, name))) written.add(id)
      for (const id of touchedTownships(plan)) {
        written.add(id)
        evidences.set(id, withImport(plan, id, evidences.get(id)!))
      }
      settled.push(...formsOf({ ...plan, sheets: plan.sheets.filter(({ sheet }) => sheets[sheet]) }, sheets))
    }
    return { file, plan, questions, taken }
  })
  return {
    files,
    evidences: [...evidences.values()].filter(({ township }) => written.has(township)),
    settled,
  }
}

/** The one sheet of a workbook is of the register that was named, however little it looks like it. */
function withRegister(
  grids: readonly Grid[],
  sheets: Record<string, SheetChoice>,
  asked: Register | null,
): Record<string, SheetChoice> {
  const [only, ...others] = grids.filter((grid) => !grid.hidden && !isOurs(grid))
  if (!asked || !only || others.length > 0) return sheets
  return { ...sheets, [only.name]: { ...sheets[only.name], register: asked.id } }
}

function registerNamed({ table }: LoadedPack, name: string) {
  const found = table.registers.find(({ id, title }) => id === name || title === name)
  if (found) return found
  const known = table.registers.map(({ id, title }) => `${title}（${id}）`)
  throw usage(`--register：没有台账“${name}”；${offer(name, known, '可选')}`)
}

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

function write(
  output: string,
  evidences: readonly Evidence[],
  pack: LoadedPack,
  { args, values, streams }: Invocation,
): void {
  const path = resolve(streams.cwd, output)
  // What was read is in what is written; another file would be lost.
  if (existsSync(path) && !args.some((name) => resolve(streams.cwd, name) === path))
    throw usage(`--output：${output}已经存在，没有覆盖；请换一个文件名，或者把它也作为已有的记录写上`)
  const envelopes = evidences.map(envelopeOf)
  const text = /\.json$/i.test(output)
    ? json(envelopes)
    : envelopes.map((envelope) => stringify(envelope, { lineWidth: 0 })).join('---\n')
  writeWhole(path, text)
  streams.err(`已写入${output}\n`)
  // The file says whose it is and not by which pack; read by another, its registers would not be known.
  const { id } = pack.table
  if (choosePack([text]).id !== id)
    streams.err(`用这个文件评价、比较时，请写明指标体系：--pack ${values.pack ?? id}\n`)
}
