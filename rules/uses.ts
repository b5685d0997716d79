/** What an item counts by: the facts and registers of all its versions, those behind a denominator included. */
import { type Facts, scoringFunctions } from './functions/index.ts'
import type { Item, ItemVersion } from './pack.ts'

/** The facts one version reads, each after the facts it is a part of. */
export function factsOfVersion(version: ItemVersion, facts: Facts): string[] {
  const read = Object.entries(version.score).flatMap(([name, params]) =>
    Object.hasOwn(scoringFunctions, name) ? scoringFunctions[name]!.facts(params, facts) : [],
  )
  const found = new Set<string>()
  const add = (id: string): void => {
    if (found.has(id)) return
    const over = facts.get(id)?.over
    if (over !== undefined) add(over)
    found.add(id)
  }
  read.forEach(add)
  return [...found]
}

/** The facts an item reads in any of its versions. */
export const factsOfItem = (item: Item, facts: Facts): string[] => [
  ...new Set(item.versions.flatMap((version) => factsOfVersion(version, facts))),
]

/** The registers behind facts, rolls (`each`) included. */
export const registersOfFacts = (ids: readonly string[], facts: Facts): string[] => [
  ...new Set(
    ids.flatMap((id) => {
      const fact = facts.get(id)
      return fact ? [fact.register, ...(fact.each === undefined ? [] : [fact.each])] : []
    }),
  ),
]

/** Fact id → ids of the items that read it, in the order of the table. */
export function readersOfFacts(items: readonly Item[], facts: Facts): Map<string, string[]> {
  const readers = new Map<string, string[]>()
  for (const item of items) {
    for (const id of factsOfItem(item, facts)) readers.set(id, [...(readers.get(id) ?? []), item.id])
  }
  return readers
}
