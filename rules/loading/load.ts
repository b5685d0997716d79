/** Pack folders → one checked table, or all that is wrong with them, each with file, line and column. */
import type { PackTable, Problem } from '../pack.ts'
import { checkTable } from './check.ts'
import { layOver } from './extend.ts'
import { type PackFolder, readFolder } from './folder.ts'
import { lostSomething, newNotebook } from './located.ts'

export type { PackFolder } from './folder.ts'

/** Loads a pack: its base first, the folder that extends it last. No table when there is any error. */
export function loadPack(folders: readonly PackFolder[]): { table: PackTable | null; problems: Problem[] } {
  const book = newNotebook()
  let table: PackTable | null = null
  for (const folder of folders) table = layOver(table, readFolder(folder, book), book)
  if (table) {
    table.items = inTableOrder(table)
    // Names that lead nowhere are no news while a file that may declare them cannot be read.
    if (!lostSomething(book)) checkTable(table, book)
  }
  const problems = book.problems.sort(byPlace)
  return { table: problems.some(({ severity }) => severity === 'error') ? null : table, problems }
}

/** Items in the order of the printed table: dimension by dimension, whatever the files are called. */
function inTableOrder(table: PackTable): PackTable['items'] {
  const place = new Map(table.dimensions.map(({ id }, index) => [id, index]))
  return [...table.items].sort((a, b) => (place.get(a.dimension) ?? 0) - (place.get(b.dimension) ?? 0))
}

function byPlace(a: Problem, b: Problem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0)
}
