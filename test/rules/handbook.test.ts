/** Every example of rules/README.md, run: a block is a clause with its cases, or a file of a pack named in its first line. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compilePack } from '../../rules/compile.ts'
import { declaredFacts, scoringFunctions } from '../../rules/functions/index.ts'
import { checkPack, type PackFolder } from '../../rules/loading/load.ts'
import type { PackTable, Problem } from '../../rules/pack.ts'
import { runCases } from '../../rules/pack-cases.ts'
import { rational } from '../../rules/rational.ts'
import { clausePack, readClause } from '../support/clause-pack.ts'
import { noHolidays } from '../support/small-pack.ts'

const handbook = readFileSync(new URL('../../rules/README.md', import.meta.url), 'utf8')
const blocks = [...handbook.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text]) => text!)
const clauses = blocks.filter((text) => text.startsWith('clause:'))
const files = blocks.flatMap((text) => {
  const [, folder, path] = /^# ([a-z]+)\/(\S+)\n/.exec(text) ?? []
  return folder && path ? [{ folder, path, text }] : []
})

const folderOf = (id: string): PackFolder => ({ id, files: files.filter(({ folder }) => folder === id) })

function failuresOf(table: PackTable, cases: { path: string; text: string }[]): string[] {
  const { failures, problems } = runCases(compilePack(table), cases, noHolidays)
  return [
    ...problems.map(({ message }) => message),
    ...failures.map(({ title, message }) => `${title}：${message}`),
  ]
}

const worded = ({ code, text, message }: Problem): string => `${code} ${text ?? ''}：${message}`

/** Parameters without which a function does not come to look at the others. */
const variants = [
  { against: 'mean' },
  { against: 'place' },
  { against: 'range' },
  { against: 'change' },
  { parts: [{}] },
].map((more): Record<string, unknown> => more)

describe('the handbook', () => {
  it('has no example that is not run', () => {
    expect(clauses.length).toBeGreaterThanOrEqual(28)
    expect(clauses.length + files.length).toBe(blocks.length)
    expect(handbook.match(/^```/gm)).toHaveLength(blocks.length * 2)
  })

  it.each(clauses.map((text) => ({ title: readClause(text).clause, text })))(
    'shows a clause that loads and comes out as written: $title',
    ({ text }) => {
      const { clause, pack, problems, cases } = clausePack('rules/README.md', text)
      expect(problems).toEqual([])
      expect(failuresOf(pack!.table, [cases])).toEqual([])
      expect(clause.cases.length).toBeGreaterThan(0)
    },
  )

  it.each([
    ['small', ['small']],
    ['county', ['small', 'county']],
  ])('shows the files of the pack %s, with nothing to complain about', (own, folders) => {
    const { table, problems } = checkPack(folders.map(folderOf))
    expect(problems.map(worded)).toEqual([])
    const cases = folderOf(own).files.filter(({ path }) => path.startsWith('cases/'))
    expect(failuresOf(table!, cases)).toEqual([])
    expect(cases).not.toEqual([])
  })

  it('shows every function and modifier there is', () => {
    const all = [
      ...Array.from({ length: 23 }, (_, index) => `F${index + 1}`),
      ...Array.from({ length: 13 }, (_, index) => `M${index + 1}`),
    ]
    const shown = new Set(clauses.flatMap((text) => readClause(text).uses))
    expect(all.filter((name) => !shown.has(name))).toEqual([])
    expect([...shown].filter((name) => !all.includes(name))).toEqual([])
  })

  it('shows every scoring function that there is', () => {
    const examples = clauses.join('\n')
    expect(Object.keys(scoringFunctions).filter((name) => !examples.includes(`${name}:`))).toEqual([])
  })

  it.each(Object.entries(scoringFunctions))('writes of every parameter of %s', (name, scoring) => {
    // A refused parameter is told which there are.
    const offered = variants.flatMap((more) =>
      scoring
        .check({ nonsense: 1, ...more }, declaredFacts([]), { value: rational(1), part: false })
        .filter(({ path }) => path.join() === 'nonsense')
        .flatMap(({ remedy }) => remedy!.replace('可用：', '').split('、')),
    )
    expect(offered).not.toEqual([])
    const section = handbook.split(/^#{2,3} /m).filter((text) => text.includes(`\`${name}`))
    const common = handbook.slice(handbook.indexOf('通用的写法'), handbook.indexOf('### F1 '))
    const written = [common, ...section].join('\n')
    expect(offered.filter((key) => !new RegExp(`\\b${key}\\b`).test(written))).toEqual([])
  })
})
