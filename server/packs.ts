/** Rule packs and holiday tables from disk: which there are, which one a place uses, each loaded once. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { parseDocument } from 'yaml'
import { type CompiledPack, compilePack } from '../rules/compile.ts'
import { type HolidayTable, isDate } from '../rules/dates.ts'
import { loadPack, type PackFolder } from '../rules/loading/load.ts'
import type { PackTable, Problem } from '../rules/pack.ts'
import { type CompiledReading, compileReading } from '../rules/reading/index.ts'
import { AppError } from './errors.ts'
import { hashOf } from './hash.ts'

/** A pack without an error, ready to score. */
export interface LoadedPack {
  pack: CompiledPack
  table: PackTable
  hash: string
  /** What it was read from, the folders of its bases first; made-up places are no part of it. */
  folders: PackFolder[]
  /** Warnings only: a pack with an error is not loaded. */
  problems: Problem[]
  /** How reports are read; compiled when the first one is. */
  readonly reading: CompiledReading
}

const builtIn = join(import.meta.dirname, '../rules/packs')
const holidayFolder = 'holidays'
/** Where no pack is made for a place, the requirements of the whole country hold. */
const everywhere = 'national'

let builtInPacks: readonly string[] | undefined

/** Ids of the packs that come with the product, in order of code unit; the folder is read once. */
export function listBuiltInPacks(): readonly string[] {
  builtInPacks ??= readdirSync(builtIn, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== holidayFolder)
    .map((entry) => entry.name)
    .sort()
  return builtInPacks
}

/** The folder of a pack named by id, or by a path from `from`. */
export function packFolder(idOrFolder: string, from = process.cwd()): string {
  if (listBuiltInPacks().includes(idOrFolder)) return join(builtIn, idOrFolder)
  const folder = resolve(from, idOrFolder)
  if (existsSync(folder) && statSync(folder).isDirectory()) return folder
  throw new AppError(
    'pack_not_found',
    `没有指标体系“${idOrFolder}”：它既不是内置的指标体系，也不是文件夹。内置的有：${listBuiltInPacks().join('、')}`,
  )
}

/** A pack's table, or all that is wrong with it, and the files it was read from, those of its bases first. */
export function readPack(
  idOrFolder: string,
  from?: string,
): { table: PackTable | null; problems: Problem[]; folders: PackFolder[] } {
  const folders = packFolders(idOrFolder, from)
  return { ...loadPack(folders), folders }
}

/** The files of a pack, those of its bases first, as they are on disk. */
export const packFolders = (idOrFolder: string, from?: string): PackFolder[] =>
  withBases(packFolder(idOrFolder, from)).map(readPackFolder)

const loaded = new Map<string, LoadedPack>()

/** @throws AppError pack_not_found; invalid_pack with all problems as details */
export function loadPackFromDisk(idOrFolder: string, from?: string): LoadedPack {
  const key = packFolder(idOrFolder, from)
  const known = loaded.get(key)
  if (known) return known
  const { table, problems, folders } = readPack(key)
  if (!table) {
    const errors = problems.filter((problem) => problem.severity === 'error')
    const first = errors[0]
    throw new AppError(
      'invalid_pack',
      `指标体系“${idOrFolder}”有${errors.length}处错误，不能使用${first ? `；第一处：${problemText(first)}` : ''}。全部错误请用 pack check 查看`,
      problems,
    )
  }
  let reading: CompiledReading | undefined
  const pack: LoadedPack = {
    pack: compilePack(table),
    table,
    hash: hashOf(table),
    folders: folders.map(({ id, files }) => ({
      id,
      files: files.filter(({ path }) => !path.startsWith('demo/')),
    })),
    problems,
    get reading() {
      reading ??= compileReading(table)
      return reading
    },
  }
  loaded.set(key, pack)
  return pack
}

/** One problem as a person reads it: place, what is wrong, how to mend it. */
export function problemText({ file, line, column, message, text, remedy }: Problem): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':')
  const quoted = text && !message.includes(text) ? `（“${text}”）` : ''
  return `${place} ${message}${quoted}${remedy ? `；${remedy}` : ''}`
}

/** The folder after the folders it extends: those beside it, else built-in ones by id. */
function withBases(folder: string): string[] {
  const chain = [folder]
  for (let at = folder; ; ) {
    const base = baseOf(at)
    if (!base) return chain
    const beside = join(dirname(at), base)
    const next = existsSync(join(beside, 'pack.yaml')) ? beside : join(builtIn, base)
    // A missing base or a circle is the loader's to tell, with file and line.
    if (!existsSync(join(next, 'pack.yaml')) || chain.includes(next)) return chain
    chain.unshift(next)
    at = next
  }
}

function baseOf(folder: string): string | null {
  const file = join(folder, 'pack.yaml')
  if (!existsSync(file)) return null
  // An id on a line of its own, never a path: what a pack rests on lies beside it or in the product.
  return /^extends:\s*['"]?([\w-]+)/m.exec(readFileSync(file, 'utf8'))?.[1] ?? null
}

function readPackFolder(folder: string): PackFolder {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml'))
    .map((path) => ({ path: path.split(sep).join('/'), text: readFileSync(join(folder, path), 'utf8') }))
  return { id: basename(folder), files }
}

/**
 * The pack for a place: the built-in one whose `places:` hold a county or province that one of the texts names, else the
 * national one. Texts in order of weight: who issued it, whom it addresses, the text itself.
 */
export function choosePack(names: readonly string[]): { id: string; why: string } {
  localPacks ??= listBuiltInPacks()
    .filter((id) => id !== everywhere)
    .map(readPlaces)
  const packs = localPacks
  for (const name of names) {
    const hits = packs.flatMap((pack) =>
      pack.places.map((place) => ({ pack, place, at: name.indexOf(place) })).filter(({ at }) => at >= 0),
    )
    hits.sort((a, b) => a.at - b.at || b.place.length - a.place.length)
    const hit = hits[0]
    if (hit) return { id: hit.pack.id, why: `材料中写有“${hit.place}”，适用“${hit.pack.title}”` }
  }
  return { id: everywhere, why: '材料中没有写明有地方指标体系的省、市、县，适用国家层面指标体系' }
}

interface LocalPack {
  id: string
  title: string
  places: string[]
}

let localPacks: readonly LocalPack[] | undefined

/** Where a built-in pack holds, from its head alone: most packs are looked at and not used. */
function readPlaces(id: string): LocalPack {
  const head = parseDocument(readFileSync(join(builtIn, id, 'pack.yaml'), 'utf8')).toJS() as LocalPack
  return { id, title: head.title, places: head.places }
}

let holidayTable: { table: HolidayTable; hash: string } | undefined

/** Public holidays and make-up working days of every year there is a notice for. */
export function holidays(): { table: HolidayTable; hash: string } {
  if (holidayTable) return holidayTable
  const folder = join(builtIn, holidayFolder)
  const years = Object.fromEntries(
    readdirSync(folder)
      .filter((file) => file.endsWith('.yaml'))
      .sort()
      .map((file) => {
        const { year, off, work } = readHolidays(join(folder, file))
        return [String(year), { off, work }]
      }),
  )
  const table: HolidayTable = { years }
  holidayTable = { table, hash: hashOf(table) }
  return holidayTable
}

function readHolidays(file: string): { year: number; off: string[]; work: string[] } {
  const content = parseDocument(readFileSync(file, 'utf8')).toJS({ maxAliasCount: 0 }) as Record<
    string,
    unknown
  >
  const { year, off, work } = content
  const days = [off, work].flat()
  const inYear = (day: unknown) => typeof day === 'string' && isDate(day) && day.startsWith(`${year}-`)
  if (!Array.isArray(off) || !Array.isArray(work) || !days.every(inYear)) {
    throw new AppError(
      'invalid_pack',
      `节假日表 ${relative(builtIn, file)} 写法不对：应有 year、off、work，日期都在本年`,
    )
  }
  return { year: Number(year), off, work }
}
