// biome-ignore-all lint/suspicious/noTemplateCurlyInString: so parameters are written
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { z } from 'zod'
import { scoringFunctions } from '../../../rules/functions/index.ts'
import { fileSchema, packFiles, packSchema } from '../../../rules/loading/schema.ts'
import { textOf } from './folders.ts'

const packs = new URL('../../../rules/packs/', import.meta.url)

const kindOf = (path: string): string | undefined => {
  const folder = /^(registers|items|cases)\//.exec(path)?.[1]
  if (folder) return folder === 'registers' ? 'register' : folder
  return /^(pack|laws|reading|report)\.yaml$/.exec(path)?.[1]
}

const files = ['national', 'shandong'].flatMap((pack) =>
  readdirSync(new URL(pack, packs), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml') && kindOf(path) !== undefined)
    .map((path) => ({
      path: `${pack}/${path}`,
      kind: kindOf(path)!,
      text: readFileSync(new URL(`${pack}/${path}`, packs), 'utf8'),
    })),
)

const accepts = (kind: string, text: string): boolean => {
  const schema = z.fromJSONSchema(fileSchema(kind) as Parameters<typeof z.fromJSONSchema>[0])
  return parseAllDocuments(text).every((document) => schema.safeParse(document.toJS()).success)
}

describe('the schema for editors', () => {
  test.each(files)('accepts $path', ({ kind, text }) => {
    expect(accepts(kind, text)).toBe(true)
  })

  test('accepts what adds to a register, and an item of one version', () => {
    expect(accepts('register', textOf('shandong', 'registers/decisions.yaml'))).toBe(true)
    const short =
      '- { id: a, title: 甲, value: 2, clause: 得满分。, score: { all_or_nothing: { all: [] } }, says: {} }'
    expect(accepts('items', short)).toBe(true)
    expect(accepts('items', short.replace('clause: 得满分。, ', ''))).toBe(false)
  })

  test('accepts a parameter where a number is asked for, and nothing else that is a text', () => {
    const item = (value: string) =>
      `- { id: a, title: 甲, value: ${value}, clause: 得满分。, score: { all_or_nothing: { all: [] } }, remedy: { post: 司法所, effort: ${value}, text: 补办 }, says: {} }`
    expect(accepts('items', item("'${plan.points}'"))).toBe(true)
    expect(accepts('items', item("'${plan.points'"))).toBe(false)
    expect(accepts('items', item('很多'))).toBe(false)
    const pack = textOf('national', 'pack.yaml')
    const declared = 'parameters: { plan.date: { title: 印发期限, value: 03-31, origin: convention } }\n'
    expect(accepts('pack', pack + declared)).toBe(true)
    expect(accepts('pack', pack + declared.replace('convention', 'guess'))).toBe(false)
  })

  const d10 = textOf('national', 'items/d10.yaml')
  test.each([
    ['a misspelt key', d10.replace('scoring_unit:', 'scoring_units:')],
    ['a value that is not a number', d10.replace('value: 1\n', 'value: 很多\n')],
    ['a binding that there is not', d10.replace('binding: P', 'binding: Q')],
    ['an item without a title', d10.replace(/ {2}title.*\n/, '')],
    ['a function that there is not', d10.replace('deadline:', 'dead_line:')],
    ['no basis at all', d10.replace(/basis:.*\n/, 'basis: []\n')],
    ['a due date without its year', d10.replace('act_by: { year: period+1,', 'act_by: {')],
  ])('refuses %s', (_, text) => {
    expect(text).not.toBe(d10)
    expect(accepts('items', text)).toBe(false)
  })

  test('names every scoring function and every kind of file', () => {
    const whole = JSON.stringify(packSchema())
    for (const name of Object.keys(scoringFunctions)) expect(whole).toContain(`"${name}"`)
    expect(Object.keys(packSchema().$defs as object)).toEqual(Object.keys(packFiles))
  })
})
