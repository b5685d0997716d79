/** What changed between two tables: items, registers, documents and the rest, field by field, before and after. */
import { canonicalJson } from '../canonical.ts'
import type { Item, PackTable } from '../pack.ts'
import { add, rational, toDecimal, zero } from '../rational.ts'

export type Area = 'item' | 'register' | 'law' | 'pack'

/** One difference. Without a path the whole item, register or document came or went. */
export interface Difference {
  area: Area
  /** Of the item, register or document; of the pack the key. */
  id: string
  title: string
  kind: 'added' | 'removed' | 'changed'
  /** Way to what changed: versions, 2019-09-01, score, ratio_linear, target. */
  path?: string[]
  before?: unknown
  after?: unknown
}

export interface TableDifference {
  /** Points of the items that are scored, without pools. */
  total: { before: string; after: string }
  differences: Difference[]
}

/** Kept apart from the rest of a table, or no part of what it says. */
const elsewhere = new Set(['id', 'version', 'items', 'registers', 'laws'])

/** What `after` has that `before` has not, and the reverse; an item that is off counts as not there. */
export function diffTables(before: PackTable, after: PackTable): TableDifference {
  const scored = (table: PackTable): Item[] => table.items.filter(({ on }) => on)
  return {
    total: { before: totalOf(before), after: totalOf(after) },
    differences: [
      ...entries('item', scored(before), scored(after)),
      ...entries('register', before.registers, after.registers),
      ...entries('law', before.laws, after.laws),
      ...restOf(before, after),
    ],
  }
}

function totalOf({ items, pools }: PackTable): string {
  const base = items.filter(({ on, dimension }) => on && !pools.some(({ id }) => id === dimension))
  return toDecimal(base.map(({ value }) => rational(value)).reduce(add, zero))
}

interface Entry {
  id: string
  /** A document whose title was never read has none. */
  title?: string
}

function entries(area: Area, before: readonly Entry[], after: readonly Entry[]): Difference[] {
  const earlier = new Map(before.map((entry) => [entry.id, entry]))
  const later = new Map(after.map((entry) => [entry.id, entry]))
  const removed = before
    .filter(({ id }) => !later.has(id))
    .map(({ id, title = id }): Difference => ({ area, id, title, kind: 'removed' }))
  const rest = after.flatMap((entry): Difference[] => {
    const { id, title = id } = entry
    const was = earlier.get(id)
    if (!was) return [{ area, id, title, kind: 'added' }]
    return changes(was, entry, []).map((change) => ({ area, id, title, ...change }))
  })
  return [...removed, ...rest]
}

function restOf(before: PackTable, after: PackTable): Difference[] {
  const keys = Object.keys({ ...before, ...after }).filter((key) => !elsewhere.has(key))
  return keys.flatMap((key) =>
    changes(Reflect.get(before, key), Reflect.get(after, key), []).map(
      (change): Difference => ({ area: 'pack', id: key, title: key, ...change }),
    ),
  )
}

type Change = Pick<Difference, 'kind' | 'path' | 'before' | 'after'>

function changes(before: unknown, after: unknown, path: readonly string[]): Change[] {
  if (same(before, after)) return []
  const [was, is] = [keyed(before), keyed(after)]
  if (was && is) {
    return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) =>
      changes(was.get(key), is.get(key), [...path, key]),
    )
  }
  const way = path.length > 0 ? { path: [...path] } : {}
  if (isNothing(before)) return [{ kind: 'added', ...way, after }]
  if (isNothing(after)) return [{ kind: 'removed', ...way, before }]
  return [{ kind: 'changed', ...way, before, after }]
}

const isNothing = (value: unknown): boolean => value === undefined || value === null
const same = (a: unknown, b: unknown): boolean =>
  (isNothing(a) && isNothing(b)) || canonicalJson(a ?? null) === canonicalJson(b ?? null)

/** What tells the entries of a list apart. */
const names = ['id', 'from', 'title', 'law']

/** The parts of a value by name: keys of a mapping, or entries of a list that all have names of their own. */
function keyed(value: unknown): Map<string, unknown> | null {
  if (typeof value !== 'object' || value === null) return null
  if (!Array.isArray(value)) return new Map(Object.entries(value))
  for (const name of names) {
    const found = value.map((entry: unknown) =>
      typeof entry === 'object' && entry !== null ? Reflect.get(entry, name) : undefined,
    )
    if (
      found.length > 0 &&
      found.every((key) => typeof key === 'string') &&
      new Set(found).size === found.length
    )
      return new Map(found.map((key, i) => [key, value[i]]))
  }
  return null
}
