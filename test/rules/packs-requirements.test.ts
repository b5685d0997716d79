/** The packs beside the list of requirements that they are made from. */
import { describe, expect, test } from 'vitest'
import type { Item } from '../../rules/pack.ts'
import { checkedPack } from '../support/built-in-packs.ts'
import { requirements } from '../support/requirements.ts'

const { table } = checkedPack('shandong')
const national = checkedPack('national').table
const itemOf = (id: string): Item | undefined => table.items.find((item) => item.id === id)

describe('every requirement of the list', () => {
  test('there are 104 of them, 62 of the core', () => {
    expect(requirements).toHaveLength(104)
    expect(requirements.filter(({ core }) => core)).toHaveLength(62)
  })

  test('is an item of a pack, and the packs have no other beside their pools', () => {
    const pools = new Set(table.pools.map(({ id }) => id))
    const items = table.items.filter(({ dimension }) => !pools.has(dimension)).map(({ id }) => id)
    expect([...items].sort()).toEqual(requirements.map(({ id }) => id).sort())
  })

  test.each(requirements)('$id has its title, dimension, points and mark of the core', (row) => {
    const item = itemOf(row.id)
    expect(item && [item.title, item.dimension, item.value, item.core]).toEqual([
      row.title,
      row.dimension,
      row.points,
      row.core,
    ])
  })

  test.each(requirements)('$id has the binding and the checked marks', (row) => {
    // What carries on a document that ended is a convention; the list marks the document.
    const last = itemOf(row.id)?.versions.findLast(({ basis }) => basis.every(({ as }) => as !== '沿用'))
    expect(last && `${last.binding} ${last.checked}`).toBe(`${row.binding} ${row.checked}`)
  })

  test.each(requirements)('$id has a version from each day the list gives', (row) => {
    const versions = itemOf(row.id)?.versions ?? []
    for (const { from, binding } of row.versions) {
      const found = versions.find((version) => version.from === from)
      expect(found?.from, `${versions.map((version) => version.from).join(', ')}`).toBe(from)
      if (binding && !(row.id in keptLocal)) expect(found!.binding).toBe(binding)
    }
  })

  test('stands in the printed order of its dimension', () => {
    for (const { id } of table.dimensions) {
      const printed = requirements.filter(({ dimension }) => dimension === id).map((row) => row.id)
      const inPack = table.items.filter(({ dimension }) => dimension === id).map((item) => item.id)
      expect(inPack).toEqual(printed)
    }
  })
})

/** The responsibility system has its own statute; the list, plan and officer the item asks for stay policy and local rule. */
const keptLocal: Record<string, true> = { 'pub-duty-list': true }

describe('where an item belongs', () => {
  test('national has no item by local rules alone, and conventions are off', () => {
    const base = national.items.filter(({ dimension }) =>
      national.dimensions.some(({ id }) => id === dimension),
    )
    expect(base.flatMap(({ versions }) => versions).filter(({ binding }) => binding === 'L')).toEqual([])
    const conventions = base.filter(({ versions }) => versions.every(({ binding }) => binding === 'K'))
    expect(conventions.map(({ on }) => on)).not.toContain(true)
  })

  test('each document of the law is there once', () => {
    const names = table.laws.map(({ title, number, issuer, note, from, to }) =>
      [title ?? note, title ? '' : issuer, number, from, to].join('|'),
    )
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  })
})
