import { describe, expect, test } from 'vitest'
import { loadPack } from '../../../rules/loading/load.ts'
import { base, itemOf as item, load, withFiles } from './folders.ts'

describe('a pack', () => {
  const table = load(base)

  test('keeps points as they are written, never through a binary number', () => {
    const national = withFiles({
      'pack.yaml': base[1]!.files
        .find(({ path }) => path === 'pack.yaml')!
        .text.replace('value: 1.5', 'value: 0.600000'),
    })
    expect(item(load(national), 'rep-publish').value).toBe('0.600000')
  })

  test('takes a bare year as 1 January, a bare month as its first day, and ≤2018 as 2018', () => {
    expect(table.laws.find(({ id }) => id === 'sd-public-legal-services')?.from).toBe('2021-01-01')
    expect(item(table, 'adv-valid').versions[0]?.from).toBe('2018-01-01')
    const month = withFiles({
      'laws.yaml': 'sd-public-legal-services: { title: 山东省公共法律服务条例, from: 2021-08 }\n',
    })
    expect(load(month).laws.find(({ id }) => id === 'sd-public-legal-services')?.from).toBe('2021-08-01')
  })

  test('resolves the sections of the report where a field takes them', () => {
    const parts = table.registers
      .find(({ id }) => id === 'annual_report')
      ?.fields.find(({ id }) => id === 'parts')
    expect(parts?.of).toEqual(['主要举措和成效', '存在的不足和原因'])
  })

  test('is plain JSON that survives being written and read', () => {
    expect(JSON.parse(JSON.stringify(table))).toEqual(table)
  })

  test('loads to the same table in whatever order its files come', () => {
    const backwards = base.map(({ id, files }) => ({ id, files: [...files].reverse() }))
    expect(loadPack(backwards)).toEqual(loadPack(base))
  })
})

describe('a pack that extends another', () => {
  const table = load(base)

  test('adds its registers, items, places and documents to those of its base', () => {
    expect(table.registers.map(({ id }) => id)).toContain('village_advisers')
    expect(table.registers.map(({ id }) => id)).toContain('decisions')
    expect(table.places).toEqual(['山东省'])
    expect(table.laws.map(({ id }) => id)).toEqual([
      'so-713',
      'rol-supervision-2019',
      'sd-public-legal-services',
    ])
    expect(table.extends).toBe('national')
  })

  test('puts an item behind the one it names', () => {
    const ids = table.items.map(({ id }) => id)
    expect(ids.indexOf('adv-village-coverage')).toBe(ids.indexOf('adv-valid') + 1)
  })

  test('changes what it sets and leaves the rest as the base declares it', () => {
    const publish = item(table, 'rep-publish')
    expect(publish.value).toBe('1.5')
    expect(publish.versions[0]?.score.deadline).toMatchObject({ late: 0.5, none: 0 })
    expect(publish.title).toBe('年度报告公开')
    expect(publish.on).toBe(true)
  })

  test('may switch an item off, and on again', () => {
    const pack = base[1]!.files.find(({ path }) => path === 'pack.yaml')!.text
    const off = load(withFiles({ 'pack.yaml': `${pack}  - { item: adv-valid, on: false }\n` }))
    expect(item(off, 'adv-valid').on).toBe(false)
  })

  test('may add a version, which takes its place in time', () => {
    const pack = base[1]!.files.find(({ path }) => path === 'pack.yaml')!.text
    const version = `
  - item: adv-valid
    versions:
      - from: 2024-01-01
        binding: L
        checked: A/A
        basis: [{ law: sd-public-legal-services, articles: ['19'] }]
        clause: 登记的村（社区）不少于2个的，得满分。
        score: { all_or_nothing: { all: [villages.total >= 2] } }
`
    const added = item(load(withFiles({ 'pack.yaml': pack + version })), 'adv-valid')
    expect(added.versions.map(({ from, binding }) => [from, binding])).toEqual([
      ['2018-01-01', 'K'],
      ['2024-01-01', 'L'],
    ])
  })

  test('adds words to a class of its base', () => {
    const more = load(withFiles({ 'reading.yaml': 'words:\n  review: [把关审查]\n  mine: [甲]\n' }))
    expect(more.reading.words.review).toEqual([...table.reading.words.review!, '把关审查'])
    expect(more.reading.words.mine).toEqual(['甲'])
  })

  test('may hold several registers in one file', () => {
    const text = `
id: first
title: 甲台账
keeper: township
key: [name]
fields: { name: { label: 名称, type: text, names_row: true } }
---
id: second
title: 乙台账
keeper: township
key: [name]
fields: { name: { label: 名称, type: text, names_row: true } }
`
    const ids = load(withFiles({ 'registers/two.yaml': text })).registers.map(({ id }) => id)
    expect(ids).toEqual(expect.arrayContaining(['first', 'second']))
  })

  test('points at the line of the changed parameter, not at the base', () => {
    const pack = base[1]!.files.find(({ path }) => path === 'pack.yaml')!.text
    const { problems } = loadPack(withFiles({ 'pack.yaml': pack.replace('late: 0.5', 'late: [1]') }))
    const problem = problems.find(({ severity }) => severity === 'error')
    expect(problem?.file).toBe('shandong/pack.yaml')
    expect(pack.split('\n')[problem!.line! - 1]).toContain('late: 0.5')
  })
})

describe('hostile YAML', () => {
  const inPack = (text: string) => loadPack(withFiles({ 'laws.yaml': text }))

  test('an alias bomb is refused at once', () => {
    const levels = Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}]`)
    const started = performance.now()
    const { table, problems } = inPack(`a0: &a0 [x]\n${levels.join('\n')}\n`)
    expect(performance.now() - started).toBeLessThan(2000)
    expect(table).toBeNull()
    expect(problems.map(({ code }) => code)).toContain('alias')
  })

  test('brackets nested by the hundred thousand are refused, not a stack overflow', () => {
    for (const text of [
      `a: ${'['.repeat(100_000)}`,
      `a: ${'['.repeat(3000)}${']'.repeat(3000)}`,
      '- '.repeat(3000),
    ]) {
      const { table, problems } = inPack(text)
      expect(table).toBeNull()
      expect(problems.some(({ code }) => code === 'too_deep' || code === 'yaml_syntax')).toBe(true)
    }
  })

  test('a file of five million letters is refused', () => {
    const { problems } = inPack(`a: ${'甲'.repeat(5_000_000)}`)
    expect(problems.map(({ code }) => code)).toContain('too_large')
  })

  test('__proto__ reaches no prototype', () => {
    const { table, problems } = inPack('__proto__: { polluted: yes }\n')
    expect(table).toBeNull()
    expect(problems.map(({ code }) => code)).toContain('forbidden_key')
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })
})
