/** Files named on the command line → the evidence of one township, or of several. */
import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { DocumentView } from '../../rules/assessment.ts'
import type { Claim, Evidence } from '../../rules/evidence.ts'
import { parseEvidence } from '../../rules/evidence-file.ts'
import { offer } from '../../rules/loading/located.ts'
import type { PackTable, Problem } from '../../rules/pack.ts'
import { readReport } from '../../rules/reading/index.ts'
import { kindOfName, sameTownship } from '../../rules/township.ts'
import { AppError } from '../errors.ts'
import { type LoadedPack, listBuiltInPacks, loadPackFromDisk, problemText } from '../packs.ts'
import type { Grid } from '../workbooks/grid.ts'
import { townshipsIn } from '../workbooks/into-evidence.ts'
import { readCover } from '../workbooks/own-workbook.ts'
import { readWorkbook } from '../workbooks/read-workbook.ts'
import { checkSize, decodeBytes, officeFormat } from './decode.ts'
import { type WorkbookOverrides, workbookEnvelopes } from './evidence-workbooks.ts'
import { readText, withPages } from './read-text.ts'

/** A file as read, before it is known what it says. */
export interface Source {
  /** As the person wrote it. */
  name: string
  form: 'report' | 'evidence' | 'workbook'
  /** Of a workbook the townships it names. */
  text: string
  /** As `ReadText.pages`. */
  pages: number[] | null
  /** Of a workbook alone. */
  grids?: Grid[]
}

/** What the files say about one township in one year. */
export interface TownshipFiles {
  files: string[]
  name: string | null
  evidence: Evidence
  document: DocumentView | null
  /** All proposed; nothing is accepted yet. */
  claims: Claim[]
  /** What had to be assumed. */
  notes: string[]
}

export type Overrides = WorkbookOverrides

export const standardInput = '-'
const standardInputName = '标准输入'

/** Reads one file, or standard input for `-`. @throws AppError naming the file */
export async function readSource(
  argument: string,
  { cwd, readStdin }: { cwd: string; readStdin: () => Promise<Uint8Array> },
): Promise<Source> {
  if (argument === standardInput) return toSource(await readStdin(), standardInputName)
  return toSource(readBytes(argument, cwd), argument)
}

function readBytes(argument: string, cwd: string): Uint8Array {
  const path = resolve(cwd, argument)
  try {
    const stat = statSync(path)
    if (stat.isDirectory()) throw new AppError('unreadable_file', `${argument}：这是文件夹，请写其中的文件`)
    checkSize(stat.size, argument)
    return readFileSync(path)
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    const code = cause instanceof Error && 'code' in cause ? cause.code : ''
    const why = code === 'ENOENT' ? '找不到这个文件' : code === 'EACCES' ? '没有读取权限' : '读不了这个文件'
    throw new AppError('unreadable_file', `${argument}：${why}`, undefined, { cause })
  }
}

const evidenceName = /\.(json|ya?ml)$/i
const workbookName = /\.(xlsx|xls|ods|csv)$/i
/** A pipe has no name: an envelope begins with its braces or one of its keys. */
const evidenceStart = /^\s*(---|[{[]|#[^\n]*\n\s*)*\s*["']?(township|kind|year|registers|statements)["']?\s*:/

async function toSource(bytes: Uint8Array, name: string): Promise<Source> {
  if (evidenceName.test(name)) return { name, form: 'evidence', text: decodeBytes(bytes, name), pages: null }
  if (workbookName.test(name)) {
    const grids = await readWorkbook(bytes, name)
    return { name, form: 'workbook', text: townshipsIn(grids).join('\n'), pages: null, grids }
  }
  if (name === standardInputName && officeFormat(bytes) === null) {
    const text = decodeBytes(bytes, name)
    if (evidenceStart.test(text)) return { name, form: 'evidence', text, pages: null }
  }
  return { name, form: 'report', ...(await readText(bytes, name)) }
}

/** The evidence of the files, a township each, in the order of the files. */
export function gatherTownships(
  sources: readonly Source[],
  pack: LoadedPack,
  overrides: Overrides = {},
): TownshipFiles[] {
  const gathered: TownshipFiles[] = []
  const evidence = sources.filter(({ form }) => form === 'evidence')
  for (const source of evidence) {
    for (const envelope of readEnvelopes(source, pack)) {
      refuseOtherYear(source.name, envelope, overrides)
      addEnvelope(gathered, source.name, envelope)
    }
  }
  const workbooks = sources.flatMap(({ name, grids }) => (grids ? [{ name, grids }] : []))
  const named = workbooks.filter(({ grids }) => townshipsIn(grids).length > 0)
  for (const workbook of named) addWorkbook(gathered, workbook, pack, overrides)
  for (const source of sources) {
    if (source.form === 'report') addReport(gathered, source, pack, overrides)
  }
  // Whose they are, the other files may say.
  for (const workbook of workbooks)
    if (!named.includes(workbook)) addWorkbook(gathered, workbook, pack, overrides)
  return gathered.map((township) => override(township, overrides))
}

/** Rows are kept for the year a file names: under another they would be other facts. */
function refuseOtherYear(file: string, { year }: Evidence, overrides: Overrides): void {
  if (overrides.year === undefined || overrides.year === year) return
  throw new AppError(
    'invalid_evidence',
    `${file}写明是${year}年度的台账，与--year ${overrides.year}不一致：请去掉--year，或者换${overrides.year}年度的台账`,
  )
}

/**
 * The files of one township and one year; of a county's, those of the township that was asked for.
 * @throws AppError naming the files that do not belong together
 */
export function gatherOneTownship(
  sources: readonly Source[],
  pack: LoadedPack,
  overrides: Overrides = {},
): TownshipFiles {
  const gathered = gatherTownships(sources, pack, overrides)
  const [first, second] = gathered.length > 1 ? askedFor(gathered, overrides.township) : gathered
  if (!first) throw new AppError('usage', '没有可评价的材料')
  if (second) {
    const place = ({ files, name, evidence }: TownshipFiles) =>
      `${files.join('、')}是${name ?? '名称不明的乡镇'}${evidence.year}年度的`
    throw new AppError(
      'invalid_evidence',
      `材料不属于同一个乡镇（街道）的同一年度：${place(first)}，${place(second)}。一次只评价一个乡镇（街道）的一个年度，请用--township写明是哪一个；比较几个请用rank`,
    )
  }
  return first
}

function askedFor(gathered: readonly TownshipFiles[], asked: string | undefined): readonly TownshipFiles[] {
  if (asked === undefined) return gathered
  const found = gathered.filter(({ name }) => name !== null && sameTownship(name, asked))
  const left = `材料中另有${gathered.length - found.length}个乡镇（街道）或者年度的，没有计入`
  if (found.length > 0) return found.map((files) => ({ ...files, notes: [...files.notes, left] }))
  const known = gathered.flatMap(({ name }) => name ?? [])
  throw new AppError('usage', `--township：材料里没有“${asked}”；${offer(asked, known, '有')}`)
}

function readEnvelopes(source: Source, { table }: LoadedPack): Evidence[] {
  const { envelopes, problems } = parseEvidence(source.text, source.name, table)
  const errors = problems.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) {
    const shown = errors.slice(0, 20).map(problemText)
    const more = errors.length > shown.length ? [`……共${errors.length}处`] : []
    throw new AppError(
      'invalid_evidence',
      [
        `${source.name}：有${errors.length}处错误，没有读取`,
        ...meantFor(errors, table),
        ...shown,
        ...more,
      ].join('\n'),
      errors,
    )
  }
  return envelopes
}

/** A register this pack does not have and another does: the file was most likely kept for that one. */
function meantFor(errors: readonly Problem[], table: PackTable): string[] {
  const strange = errors.find(({ code }) => code === 'unknown_register')?.text
  if (strange === undefined) return []
  const packs = listBuiltInPacks().filter((id) => id !== table.id)
  const other = packs
    .map((id) => loadPackFromDisk(id).table)
    .find(({ registers }) => registers.some(({ id, title }) => id === strange || title === strange))
  return other ? [`台账“${strange}”是“${other.title}”的：请加上 --pack ${other.id} 再试`] : []
}

function addWorkbook(
  gathered: TownshipFiles[],
  workbook: { name: string; grids: Grid[] },
  pack: LoadedPack,
  overrides: Overrides,
): void {
  const known = gathered.map(({ evidence }) => evidence)
  for (const { evidence, notes } of workbookEnvelopes(workbook, pack, known, overrides)) {
    addEnvelope(gathered, workbook.name, evidence)
    gathered
      .find(
        ({ evidence: one }) => one.year === evidence.year && sameTownship(one.township, evidence.township),
      )
      ?.notes.push(...notes)
  }
}

/** The pack that the covers of workbooks name; null where none does or they differ. */
export function packOnCovers(books: readonly (readonly Grid[])[]): string | null {
  const [only, ...others] = new Set(books.flatMap((grids) => readCover(grids)?.pack ?? []))
  return only !== undefined && others.length === 0 ? only : null
}

function addEnvelope(gathered: TownshipFiles[], file: string, envelope: Evidence): void {
  const known = gathered.find(
    ({ evidence }) => evidence.year === envelope.year && sameTownship(evidence.township, envelope.township),
  )
  if (!known) {
    gathered.push({
      files: [file],
      name: envelope.township,
      evidence: envelope,
      document: null,
      claims: [],
      notes: [],
    })
    return
  }
  const before = known.files.join('、')
  const twice = (what: string) =>
    new AppError(
      'invalid_evidence',
      `${before}和${file}都有${known.name}的${what}，不知道以哪个为准：请只留一处`,
    )
  for (const [id, register] of Object.entries(envelope.registers)) {
    if (known.evidence.registers[id]) throw twice(`台账“${id}”`)
    known.evidence.registers[id] = register
  }
  for (const statement of envelope.statements) {
    if (known.evidence.statements.some(({ fact }) => fact === statement.fact))
      throw twice(`填报值“${statement.fact}”`)
    known.evidence.statements.push(statement)
  }
  if (envelope.kind !== known.evidence.kind) throw twice('类别（kind），而且不同')
  known.evidence.causes = { ...known.evidence.causes, ...envelope.causes }
  known.evidence.included = [
    ...new Set([...(known.evidence.included ?? []), ...(envelope.included ?? [])]),
  ].sort()
  if (!known.files.includes(file)) known.files.push(file)
}

function addReport(gathered: TownshipFiles[], source: Source, pack: LoadedPack, overrides: Overrides): void {
  const { document: read, claims } = readReport(source.text, pack.reading)
  const document = withPages(read, source.pages)
  // A county's report names the county, which is no township.
  const name = document.kind === 'county_report' ? null : document.organisation
  const known = gathered.find(({ evidence, document: other }) =>
    name === null ? gathered.length === 1 && other === null : sameTownship(evidence.township, name),
  )
  const notes = noteKind(document)
  if (document.year !== null && overrides.year !== undefined && document.year !== overrides.year)
    notes.push(`报告所述是${document.year}年度，按--year写明的${overrides.year}年度评价，请核对`)
  if (
    known &&
    (document.year === null || document.year === known.evidence.year || overrides.year !== undefined)
  ) {
    if (known.document) {
      throw new AppError(
        'invalid_evidence',
        `${[...known.files, source.name].join('、')}：${known.name ?? '同一个乡镇'}有不止一份报告，一次最多一份`,
      )
    }
    known.document = document
    known.claims = claims
    known.files.push(source.name)
    known.notes.push(...notes)
    return
  }
  const year = overrides.year ?? document.year
  if (year === null) {
    throw new AppError(
      'invalid_evidence',
      `${source.name}：看不出是哪个年度的报告，请用--year写明，如--year 2025`,
    )
  }
  const kind = overrides.kind ?? (name === null ? null : kindOfName(name))
  if (kind === null) notes.push('看不出是乡、镇还是街道，按镇计；可用--kind写明')
  gathered.push({
    files: [source.name],
    name,
    evidence: { township: name ?? '', kind: kind ?? '镇', year, registers: {}, statements: [], claims: [] },
    document,
    claims,
    notes,
  })
}

function noteKind(document: DocumentView): string[] {
  if (document.kind === 'township_report') return []
  if (document.kind === 'county_report') return ['这是县级报告，其中的数据属于全县，不计入乡镇得分']
  if (document.kind === 'unclear') return ['看不出是不是年度报告，按年度报告读取，请核对']
  return ['这不是法治政府建设年度报告，其中的陈述不计分']
}

function override(township: TownshipFiles, { year, kind }: Overrides): TownshipFiles {
  const evidence = {
    ...township.evidence,
    ...(year === undefined ? {} : { year }),
    ...(kind === undefined ? {} : { kind }),
  }
  return { ...township, evidence }
}
