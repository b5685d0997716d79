/**
 * The county's second pass: items that depend on the other townships are scored again with the group's values
 * (semantics 19; scoring.md §6.11).
 */
import { type AssessOptions, type AssessResult, assess } from './assess.ts'
import type { CompiledPack } from './compile.ts'
import type { PeerValues } from './condition-names.ts'
import type { Evidence } from './evidence.ts'
import { readFacts } from './facts.ts'
import type { NumberRange } from './knowledge.ts'
import type { PackTable } from './pack.ts'

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
export function assessCounty(
  pack: CompiledPack,
  evidences: readonly Evidence[],
  options: AssessOptions,
): AssessResult[] {
  const compared = comparedFacts(pack.table)
  if (compared.length === 0) return evidences.map((evidence) => assess(pack, evidence, options))
  const values = evidences.map((evidence) => {
    const facts = readFacts(pack, evidence, options.holidays)
    return new Map(compared.map((id) => [id, comparable(facts.get(id).known)]))
  })
  const groupOf = (evidence: Evidence): string =>
    pack.table.groups.find((group) => group.kinds.includes(evidence.kind))?.id ?? ''
  return evidences.map((evidence, own) => {
    const others = values.filter(
      (_, index) => index !== own && groupOf(evidences[index]!) === groupOf(evidence),
    )
    const peers: PeerValues = new Map(compared.map((id) => [id, others.map((other) => other.get(id)!)]))
    return assess(pack, evidence, { ...options, peers })
  })
}

function comparable(known: ReturnType<ReturnType<typeof readFacts>['get']>['known']): NumberRange {
  if (known.kind === 'share') return known.rate
  if (known.kind === 'number') return { low: known.low, high: known.high }
  throw new TypeError(`${known.kind} cannot be compared`)
}
