/** What the checks of a table find, and what they look at. */
import { declaredFacts, type Facts } from './functions/index.ts'
import type { Item, PackTable } from './pack.ts'

/** Something found in a table; `owner` and `path` say which of its objects, so that a loader can name the place. */
export interface Finding {
  severity: 'error' | 'warning'
  code: string
  /** The item it concerns, when it concerns one. */
  item?: string
  owner: object
  path: (string | number)[]
  message: string
  text?: string
  remedy: string
}

/** The table with what most checks ask of it. */
export interface Looked {
  table: PackTable
  facts: Facts
  /** Items that are on and belong to the base, not to a pool. */
  base: Item[]
  on: Item[]
}

/** Looks at a table once for all checks. */
export function look(table: PackTable): Looked {
  const pools = new Set(table.pools.map(({ id }) => id))
  const on = table.items.filter((item) => item.on)
  return {
    table,
    facts: declaredFacts(table.registers),
    on,
    base: on.filter(({ dimension }) => !pools.has(dimension)),
  }
}
