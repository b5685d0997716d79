/** Pack folders → one checked table, or all that is wrong with them, each with file, line and column. */
import type { PackTable, Problem } from '../pack.ts'
import { checkExamples, checkTable } from './check.ts'
import type { Defaults } from './defaults.ts'
import { layOver } from './extend.ts'
import { type PackFolder, readFolder } from './folder.ts'
import { lostSomething, type Notebook, newNotebook } from './located.ts'

export type { PackFolder } from './folder.ts'

export interface LoadResult {
  table: PackTable | null
  problems: Problem[]
}

/** Loads a pack: its base first, the folder that extends it last. No table when there is any error. */
export const loadPack = (folders: readonly PackFolder[]): LoadResult => load(folders, false)

/** Loads it and tries every frame on every example, which like the worked cases is work for an author, not for each start. */
export const checkPack = (folders: readonly PackFolder[]): LoadResult => load(folders, true)

function load(folders: readonly PackFolder[], examples: boolean): LoadResult {
  const book = newNotebook()
  let table: PackTable | null = null
  let defaults: Defaults = new Map()
  for (const folder of folders) {
    const read = readFolder(folder, defaults, book)
    defaults = read.defaults
    table = layOver(table, read, book)
  }
  if (table) {
    table.items = inTableOrder(table)
    // Names that lead nowhere are no news while a file that may declare them cannot be read.
    if (!lostSomething(book)) checkTable(table, book)
    if (examples && !hasErrors(book)) checkExamples(table, book)
  }
  const faulty = hasErrors(book)
  return { table: faulty ? null : table, problems: eachOnce(book.problems).sort(byPlace) }
}

/** A mistake in what several items share (`defaults:`) is met once for each, and told once. */
function eachOnce(problems: readonly Problem[]): Problem[] {
  const told = new Map(problems.map((problem) => [JSON.stringify(problem), problem]))
  return [...told.values()]
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
