/** What the drafted report of the built-in packs tells in which part, and in words that hold in every year. */
import { describe, expect, test } from 'vitest'
import { loadPackFromDisk } from '../../server/packs.ts'

const { table } = loadPackFromDisk('national')
const part = (id: string) => table.report.sections.find((section) => section.id === id)!

describe('the parts of the yearly report', () => {
  test('tell the duties of the first persons in their own part', () => {
    expect(part('duties').items).toEqual([
      'lead-agenda-count',
      'lead-four-personal',
      'rep-shufa',
      'learn-in-year-report',
    ])
  })

  test('leave out of the results what concerns the report itself', () => {
    expect(part('other')).toMatchObject({
      required: false,
      items: ['rep-submit', 'rep-publish', 'rep-content', 'dis-annual-report'],
    })
  })

  test('name only items there are', () => {
    const ids = table.items.map(({ id }) => id)
    expect(ids).toEqual(expect.arrayContaining(table.report.sections.flatMap(({ items }) => items ?? [])))
  })
})

test('items that count villages alone until 2025 do not speak of communities', () => {
  const mixed = table.items.filter(({ versions }) => {
    const [first] = versions
    return versions.length > 1 && first?.clause.includes('社区') && /不计入/.test(first.clause)
  })
  expect(mixed.map(({ id }) => id)).toEqual([
    'vil-rules-reviewed',
    'vil-disclosure',
    'vil-supervision',
    'vil-review-yearly',
    'vil-meetings',
  ])
  for (const { says } of mixed) expect(Object.values(says).join()).not.toContain('社区')
})

test('the register of mediated cases is kept by the township', () => {
  const register = table.registers.find(({ id }) => id === 'mediation_cases')!
  expect([register.keeper, register.keeperUnit]).toEqual(['township', undefined])
})
