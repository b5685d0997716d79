import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { checkPack, type PackFolder } from '../../../rules/loading/load.ts'
import type { Problem } from '../../../rules/pack.ts'
import { base } from './folders.ts'

const home = new URL('../../bad-packs/', import.meta.url)

/** One text of one file, written anew. */
interface Change {
  /** Folder and path of the file. */
  file: string
  replace?: string
  by?: string
  rename?: string
}

interface Mistake extends Change {
  mistake: string
  /** Words the message, its place or its remedy must contain. */
  says: string[]
  /** The mistake is only a warning, of this code. */
  warning?: string
  also?: Change[]
}

const mistakes = readdirSync(home)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => ({ name, ...(parse(readFileSync(new URL(name, home), 'utf8')) as Mistake) }))
const refused = mistakes.filter(({ warning }) => warning === undefined)
const warned = mistakes.filter(({ warning }) => warning !== undefined)

const changed = (folders: readonly PackFolder[], { file, replace, by, rename }: Change): PackFolder[] =>
  folders.map(({ id, files }) => ({
    id,
    files: files.map(({ path, text }) => {
      if (`${id}/${path}` !== file) return { path, text }
      if (rename !== undefined) return { path: rename.slice(id.length + 1), text }
      expect(text).toContain(replace!)
      return { path, text: text.replace(replace!, () => by!) }
    }),
  }))

const broken = (mistake: Mistake): PackFolder[] =>
  [mistake, ...(mistake.also ?? [])].reduce(changed, [...base])

const spoken = ({ file, message, remedy, text }: Problem): string => [file, message, text, remedy].join(' ')

describe('a pack with a mistake', () => {
  test('the pack the mistakes are made in has none, and only one warning', () => {
    const { table, problems } = checkPack(base)
    expect(problems.map(({ code, file }) => [code, file])).toEqual([
      ['sentence_missing', 'national/items/d2.yaml'],
    ])
    expect(table?.items.map(({ id }) => id)).toEqual([
      'dec-legality-review',
      'adv-valid',
      'adv-village-coverage',
      'rep-publish',
    ])
  })

  test.each(refused)('is refused where $mistake', (mistake) => {
    const { table, problems } = checkPack(broken(mistake))
    const errors = problems.filter(({ severity }) => severity === 'error')
    expect(table).toBeNull()
    const told = errors.filter((problem) => mistake.says.every((words) => spoken(problem).includes(words)))
    expect(told, JSON.stringify(errors, null, 1)).not.toEqual([])
    // Each problem leads to a place a person can go to.
    for (const { file, line, column, message } of errors) {
      expect(file).toMatch(/^(national|shandong)\//)
      expect(line).toBeGreaterThan(0)
      expect(column).toBeGreaterThan(0)
      expect(message).not.toMatch(/undefined|\[object/)
    }
  })

  test.each(warned)('loads with a warning where $mistake', (mistake) => {
    const { table, problems } = checkPack(broken(mistake))
    expect(table, JSON.stringify(problems, null, 1)).not.toBeNull()
    const told = problems.filter(
      (problem) =>
        problem.code === mistake.warning && mistake.says.every((words) => spoken(problem).includes(words)),
    )
    expect(told, JSON.stringify(problems, null, 1)).not.toEqual([])
    for (const { severity, file, line, remedy } of told) {
      expect(severity).toBe('warning')
      expect(file).toMatch(/^(national|shandong)\//)
      expect(line).toBeGreaterThan(0)
      expect(remedy).toBeTruthy()
    }
  })

  test('tells all its mistakes at once, in the order of the files', () => {
    const some = [
      'unknown-law',
      'value-negative',
      'unknown-fact-in-over',
      'unknown-cause',
      'unknown-set-target',
    ]
    const folders = some
      .map((name) => mistakes.find((mistake) => mistake.name === `${name}.yaml`)!)
      .reduce(changed, [...base])
    const { problems } = checkPack(folders)
    const codes = problems.filter(({ severity }) => severity === 'error').map(({ code }) => code)
    expect(codes).toEqual(
      expect.arrayContaining(['unknown_law', 'bad_value', 'unknown_fact', 'unknown_cause', 'unknown_item']),
    )
    const places = problems.map(({ file, line }) => `${file}:${String(line).padStart(5, '0')}`)
    expect(places).toEqual([...places].sort())
  })
})
