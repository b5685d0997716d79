import { describe, expect, test } from 'vitest'
import { checkPack, loadPack } from '../../../rules/loading/load.ts'
import type { Problem } from '../../../rules/pack.ts'
import { itemOf, load, textOf, withFiles } from './folders.ts'

const pack = textOf('shandong', 'pack.yaml')

const addition = textOf('shandong', 'registers/decisions.yaml')

const errorsOf = (text: string): Problem[] =>
  loadPack(withFiles({ 'registers/decisions.yaml': text })).problems.filter(
    ({ severity }) => severity === 'error',
  )

describe('a document that adds to an inherited register', () => {
  const table = load(withFiles({ 'registers/decisions.yaml': addition }))
  const decisions = table.registers.find(({ id }) => id === 'decisions')!
  const before = load(withFiles({ 'registers/decisions.yaml': '' })).registers.find(
    ({ id }) => id === 'decisions',
  )!

  test('brings fields and facts behind those that are there', () => {
    expect(decisions.fields.map(({ id }) => id)).toEqual([...before.fields.map(({ id }) => id), 'amount'])
    expect(decisions.facts.map(({ id }) => id)).toEqual([
      ...before.facts.map(({ id }) => id),
      'decisions.large',
    ])
    expect([decisions.title, decisions.key]).toEqual([before.title, before.key])
  })

  test('brings more readings of a fact', () => {
    const frames = (register: typeof decisions) =>
      register.facts.find(({ id }) => id === 'decisions.reviewed')!.claims
    expect(frames(decisions).slice(0, -1)).toEqual(frames(before))
    expect(frames(decisions).at(-1)?.of).toBe('大额决策')
  })

  test('is checked as part of that register, where it is written', () => {
    const [wrong] = errorsOf(addition.replace('amount >= 1000000', 'amounts >= 1'))
    expect([wrong?.code, wrong?.file]).toEqual(['condition', 'shandong/registers/decisions.yaml'])
    expect(addition.split('\n')[wrong!.line! - 1]).toContain('where:')
  })

  test('has its examples tried with the others', () => {
    const folders = withFiles({ 'registers/decisions.yaml': addition.replace(': 3 }', ': 4 }') })
    const told = checkPack(folders).problems.filter(({ severity }) => severity === 'error')
    expect(told.map(({ file }) => file)).toEqual(['shandong/registers/decisions.yaml'])
  })

  test.each([
    [
      'names no register there is',
      addition.replace('extends: decisions', 'extends: decision'),
      '是不是想写“decisions”',
    ],
    ['declares a field again', addition.replace('  amount:', '  title:'), '字段“title”已经有了'],
    ['declares a fact again', addition.replace('  decisions.large:', '  decisions.major:'), '写在claims里'],
    [
      'reads a fact the register has not',
      addition.replace('  decisions.reviewed:\n    - share', '  villages.total:\n    - share'),
      '这本台账没有数据项“villages.total”',
    ],
    ['gives the register a title', `title: 新台账\n${addition}`, '台账补充没有“title”这个键'],
  ])('is refused when it %s', (_, text, words) => {
    const told = errorsOf(text).map(({ message, remedy }) => `${message} ${remedy}`)
    expect(told.join('\n')).toContain(words)
  })
})

describe('a pack that extends another', () => {
  test('gives another weight to an item', () => {
    const table = load(withFiles({ 'pack.yaml': `${pack}  - { item: adv-valid, value: 2.5 }\n` }))
    expect(itemOf(table, 'adv-valid').value).toBe('2.5')
  })

  test('removes items: they are no longer scored, and still known by name', () => {
    const table = load(
      withFiles({ 'pack.yaml': `${pack}remove: [adv-valid, dec-legality-review]\ntotal: 3.5\n` }),
    )
    expect(table.items.filter(({ on }) => !on).map(({ id }) => id)).toEqual([
      'dec-legality-review',
      'adv-valid',
    ])
  })

  test('that changes a parameter and the clause with it says the new number in both', () => {
    const published = itemOf(load(withFiles({})), 'rep-publish').versions[0]!
    expect([published.clause, published.score.deadline?.late]).toEqual([
      '年度报告于次年4月1日前（含当日）向社会公开的，得满分；逾期公开的，得0.5分；未公开的，不得分。',
      0.5,
    ])
    expect(loadPack(withFiles({})).problems.map(({ code }) => code)).not.toContain('clause_unchanged')
  })

  test('that sets a parameter to what it is already is not asked for a new clause', () => {
    const same = pack
      .replace('parameters: { late: 0.5 }', 'parameters: { none: 0 }')
      .replace(/ {4}clause.*\n/, '')
    expect(loadPack(withFiles({ 'pack.yaml': same })).problems.map(({ code }) => code)).not.toContain(
      'clause_unchanged',
    )
  })

  test('switches off a red line, and nothing else of the item', () => {
    const base = itemOf(load(withFiles({})), 'dec-legality-review')
    const off = pack.replace('set:\n', 'set:\n  - { item: dec-legality-review, red_line: off }\n')
    expect(base.redLine).not.toBeNull()
    expect(itemOf(load(withFiles({ 'pack.yaml': off })), 'dec-legality-review')).toEqual({
      ...base,
      redLine: null,
    })
    const { problems } = loadPack(withFiles({ 'pack.yaml': off.replace('red_line: off', 'red_line: none') }))
    expect(problems.map(({ code }) => code)).toContain('bad_choice')
  })
})
