import { describe, expect, test } from 'vitest'
import { diffTables } from '../../../rules/loading/diff.ts'
import { base, load, textOf, withFiles } from './folders.ts'

const pack = textOf('shandong', 'pack.yaml')
const d6 = textOf('shandong', 'items/d6.yaml')
const before = load(base)
const after = (files: Record<string, string>) => diffTables(before, load(withFiles(files)))

describe('the difference of two packs', () => {
  test('is none between a pack and itself', () => {
    expect(diffTables(before, load(base))).toEqual({
      total: { before: '7.5', after: '7.5' },
      differences: [],
    })
  })

  test('names a changed value, parameter and clause with what they were', () => {
    const changed = pack
      .replace('value: 1.5', 'value: 2')
      .replace('late: 0.5', 'late: 0.8')
      .replace('得0.5分', '得0.8分')
    const { total, differences } = after({ 'pack.yaml': changed })
    expect(total).toEqual({ before: '7.5', after: '8' })
    expect(differences).toMatchObject([
      { area: 'item', id: 'rep-publish', kind: 'changed', path: ['value'], before: '1.5', after: '2' },
      { path: ['versions', '2019-04-15', 'clause'] },
      { path: ['versions', '2019-04-15', 'score', 'deadline', 'late'], before: 0.5, after: 0.8 },
    ])
    expect(differences).toHaveLength(3)
  })

  test('names citations that come and go, by law', () => {
    const cited = d6.replace(
      "{ law: sd-public-legal-services, articles: ['19'] }",
      "{ law: sd-public-legal-services, articles: ['19', '20'] }, { law: so-713 }",
    )
    expect(after({ 'items/d6.yaml': cited }).differences).toMatchObject([
      {
        kind: 'changed',
        path: ['versions', '2021-01-01', 'basis', 'sd-public-legal-services', 'articles'],
        before: ['19'],
        after: ['19', '20'],
      },
      { kind: 'added', path: ['versions', '2021-01-01', 'basis', 'so-713'] },
    ])
  })

  test('names items that are added, removed or switched off', () => {
    const second = d6.replaceAll('adv-village-coverage', 'adv-second')
    const { differences } = after({
      'pack.yaml': `${pack}remove: [adv-valid]\n`,
      'items/d6.yaml': d6 + second,
    })
    expect(differences.map(({ area, id, kind }) => [area, id, kind])).toEqual([
      ['item', 'adv-valid', 'removed'],
      ['item', 'adv-second', 'added'],
    ])
  })

  test('names fields and facts of registers, and keys of the pack', () => {
    const { differences } = after({
      'registers/decisions.yaml': '',
      'pack.yaml': pack.replace('places: [山东省]', 'places: [山东省, 济南市]'),
    })
    expect(differences.map(({ area, id, kind, path }) => [area, id, kind, path?.join('/')])).toEqual([
      ['register', 'decisions', 'removed', 'fields/amount'],
      ['register', 'decisions', 'changed', 'facts/decisions.reviewed/claims'],
      ['register', 'decisions', 'removed', 'facts/decisions.large'],
      ['pack', 'places', 'changed', undefined],
    ])
  })

  test('turned round swaps what was added and what was removed', () => {
    const other = load(withFiles({ 'pack.yaml': `${pack}remove: [adv-valid]\n` }))
    const kinds = (difference: ReturnType<typeof diffTables>) =>
      difference.differences.map(({ kind }) => kind)
    expect(kinds(diffTables(before, other))).toEqual(['removed'])
    expect(kinds(diffTables(other, before))).toEqual(['added'])
  })
})
