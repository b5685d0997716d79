/** Pack folders → one checked table, or all that is wrong with them, each with file, line and column. */
import { declaredFacts } from '../functions/index.ts'
import type { PackTable, Problem } from '../pack.ts'
import { type TownshipKind, townshipKinds } from '../pack.ts'
import { type Acknowledged, type Acknowledgement, acknowledge, acknowledgementsOf } from './acknowledge.ts'
import { checkExamples, checkForIssue, checkTable } from './check.ts'
import type { Defaults } from './defaults.ts'
import { layOver } from './extend.ts'
import { type PackFolder, parseFolder, readFolder } from './folder.ts'
import { lostSomething, type Notebook, newNotebook } from './located.ts'
import { collectParameters, complainOfUnused, parametersOf, withParameters } from './parameters.ts'
import { parseYaml } from './yaml.ts'

export type { PackFolder } from './folder.ts'

export interface LoadResult {
  table: PackTable | null
  problems: Problem[]
  /** Warnings the pack keeps, each with its reason. */
  acknowledged: Acknowledged[]
}

/** Loads a pack: its base first, the folder that extends it last. No table when there is any error. */
export const loadPack = (folders: readonly PackFolder[]): LoadResult => load(folders, false)

/** Loads it, tries every frame on every example and lints it, which like the worked cases is work for an author, not for each start. */
export const checkPack = (folders: readonly PackFolder[]): LoadResult => load(folders, true)

function load(folders: readonly PackFolder[], forAuthor: boolean): LoadResult {
  const book = newNotebook()
  let table: PackTable | null = null
  let defaults: Defaults = new Map()
  const acknowledgements: Acknowledgement[] = []
  const parsed = folders.map((folder) => parseFolder(folder, book))
  const parameters = collectParameters(parsed, book)
  for (const folder of parsed) {
    const files = folder.files.map(({ path, roots }) => ({
      path,
      roots: roots.map((root) => withParameters(root, path, parameters, book)),
    }))
    const read = readFolder({ id: folder.id, files }, defaults, book)
    defaults = read.defaults
    acknowledgements.push(...acknowledgementsOf(read.pack.acknowledge ?? [], book, folder === parsed.at(-1)))
    table = layOver(table, read, book)
  }
  if (table) {
    table.items = inTableOrder(table)
    // Names that lead nowhere are no news while a file that may declare them cannot be read.
    if (!lostSomething(book)) {
      complainOfUnused(parameters, book)
      checkTable(table, book)
    }
    if (parameters.size > 0 && !hasErrors(book)) {
      table.parameters = parametersOf(parameters, table.items, declaredFacts(table.registers))
    }
    if (forAuthor && !hasErrors(book)) {
      checkExamples(table, book)
      if (!hasErrors(book)) checkForIssue(table, sampleKinds(folders.at(-1)!, book), book)
    }
  }
  const faulty = hasErrors(book)
  const { problems, acknowledged } = acknowledge(
    eachOnce(book.problems),
    acknowledgements,
    forAuthor && !faulty,
  )
  return { table: faulty ? null : table, problems: problems.sort(byPlace), acknowledged }
}

/** A mistake in what several items share (`defaults:`) is met once for each, and told once. */
function eachOnce(problems: readonly Problem[]): Problem[] {
  const told = new Map(problems.map((problem) => [JSON.stringify(problem), problem]))
  return [...told.values()]
}

/** The kinds of the townships in a pack's sample county, when it has one. */
function sampleKinds(folder: PackFolder, book: Notebook): TownshipKind[] {
  const file = folder.files.find(({ path }) => path === 'demo/county.yaml')
  const county = file ? parseYaml(file.text, `${folder.id}/${file.path}`, book)[0] : undefined
  const townships = county?.kind === 'map' ? county.entries.get('townships')?.node : undefined
  if (townships?.kind !== 'list') return []
  return townships.items.flatMap((township) => {
    const kind = township.kind === 'map' ? township.entries.get('kind')?.node : undefined
    return townshipKinds.filter((known) => kind?.kind === 'scalar' && kind.source === known)
  })
}

const hasErrors = ({ problems }: Notebook): boolean => problems.some(({ severity }) => severity === 'error')

/** Items in the order of the printed table: dimension by dimension, whatever the files are called. */
function inTableOrder(table: PackTable): PackTable['items'] {
  const place = new Map([...table.dimensions, ...table.pools].map(({ id }, index) => [id, index]))
  return [...table.items].sort((a, b) => (place.get(a.dimension) ?? 0) - (place.get(b.dimension) ?? 0))
}

function byPlace(a: Problem, b: Problem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0)
}
