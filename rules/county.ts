/**
 * The county's second pass: items that depend on the other townships are scored again with the group's values.
 */
import { type AssessOptions, type AssessResult, assess, defaultAsOf } from './assess.ts'
import type { CompiledPack } from './compile.ts'
import type { PeerValues } from './condition-names.ts'
import type { Evidence } from './evidence.ts'
import { readFacts } from './facts.ts'
import type { NumberRange } from './knowledge.ts'
import type { PackTable } from './pack.ts'
import { comparedIn, standing } from './peers.ts'

/** Facts that some item compares between townships. */
export function comparedFacts(table: PackTable): string[] {
  const found = new Set<string>()
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk)
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        if (key === 'relative' && typeof inner === 'object' && inner !== null && 'of' in inner)
          found.add(String(inner.of))
        walk(inner)
      }
    }
  }
  for (const item of table.items) if (item.on) for (const version of item.versions) walk(version.score)
  return [...found].sort()
}

/** Every township of a county by the same pack; where items are relative, each among the peers of its group. */
export const assessCounty = (
  pack: CompiledPack,
  evidences: readonly Evidence[],
  options: AssessOptions,
): AssessResult[] => mapCounty(pack, evidences, options, (result) => result)

/**
 * The same, drawing each result at once: a province of thousands keeps only what is drawn, so that memory stays flat.
 */
export const mapCounty = <T>(
  pack: CompiledPack,
  evidences: readonly Evidence[],
  options: AssessOptions,
  draw: (result: AssessResult, index: number) => T,
): T[] => [...eachOfCounty(pack, evidences, options, draw)]

/** One township after the other, so that long work can be told and stopped between two. */
export function* eachOfCounty<T>(
  pack: CompiledPack,
  evidences: readonly Evidence[],
  options: AssessOptions,
  draw: (result: AssessResult, index: number) => T,
): Generator<T, undefined> {
  const compared = comparedFacts(pack.table)
  const groupOf = (evidence: Evidence): string =>
    pack.table.groups.find((group) => group.kinds.includes(evidence.kind))?.id ?? ''
  const groups = new Map<string, number[]>()
  evidences.forEach((evidence, index) => {
    const group = groups.get(groupOf(evidence))
    if (group) group.push(index)
    else groups.set(groupOf(evidence), [index])
  })
  const values =
    compared.length === 0
      ? []
      : evidences.map((evidence) => comparedValues(pack, evidence, compared, options))
  // One list a group and fact: all townships of the group that have a value share it.
  const lists = new Map(
    [...groups].map(([group, members]) => [
      group,
      compared.map((_, at) => {
        const standing = members.filter((index) => values[index]![at])
        return {
          values: standing.map((index) => values[index]![at]!),
          places: new Map(standing.map((index, own) => [index, own])),
        }
      }),
    ]),
  )
  for (const [index, evidence] of evidences.entries()) {
    if (compared.length === 0) {
      yield draw(assess(pack, evidence, options), index)
      continue
    }
    const peers: PeerValues = new Map(
      compared.flatMap((id, at) => {
        const { values, places } = lists.get(groupOf(evidence))![at]!
        const own = places.get(index)
        return own === undefined ? [] : [[id, { values, own }]]
      }),
    )
    yield draw(assess(pack, evidence, { ...options, peers }), index)
  }
  return undefined
}

function comparedValues(
  pack: CompiledPack,
  evidence: Evidence,
  compared: string[],
  options: AssessOptions,
): (NumberRange | null)[] {
  const asOf = options.asOf ?? defaultAsOf(pack, evidence.year, options.today)
  const facts = readFacts(pack, evidence, options.holidays, undefined, asOf)
  return compared.map((id) => standing(comparedIn(facts.get(id).known)))
}
