import { readdirSync, readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { loadPack, type PackFolder } from '../../../rules/loading/load.ts'
import type { Item, PackTable } from '../../../rules/pack.ts'

const home = new URL('../../bad-packs/base/', import.meta.url)

const readBase = (id: string): PackFolder => ({
  id,
  files: readdirSync(new URL(id, home), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml'))
    .map((path) => ({ path, text: readFileSync(new URL(`${id}/${path}`, home), 'utf8') })),
})

/** A small pack without a mistake and the one that extends it. */
export const base: readonly PackFolder[] = ['national', 'shandong'].map(readBase)

/** Its folders with some files written anew; `at` is the folder they are in, by default the last. */
export const withFiles = (files: Record<string, string>, at = base.length - 1): PackFolder[] =>
  base.map((folder, index) => ({
    ...folder,
    files:
      index === at
        ? [
            ...folder.files.filter(({ path }) => files[path] === undefined),
            ...Object.entries(files).map(([path, text]) => ({ path, text })),
          ]
        : folder.files,
  }))

/** The text of one file of the base, so that a test can write it anew. */
export const textOf = (id: string, path: string): string => {
  const text = base.find((folder) => folder.id === id)?.files.find((file) => file.path === path)?.text
  if (text === undefined) throw new Error(`no file ${id}/${path}`)
  return text
}

/** Loads folders that have no error. */
export const load = (folders: readonly PackFolder[]): PackTable => {
  const { table, problems } = loadPack(folders)
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  return table!
}

export const itemOf = (table: PackTable, id: string): Item =>
  table.items.find((candidate) => candidate.id === id)!
