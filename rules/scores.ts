/** The functions of an item as a checker walks them: each part of a sum by itself, and the numbers that stand in them. */
import { type Facts, scoringFunctions } from './functions/index.ts'
import { isRecord, readNumber } from './functions/parameters.ts'
import type { Item, ItemVersion, ScoreDeclaration } from './pack.ts'
import { type Rational, rational, zero } from './rational.ts'

/** One function with its parameters, and the points it scores for. */
export interface Leaf {
  name: string
  params: Record<string, unknown>
  value: Rational
}

/** The functions of a version that score by themselves; a sum gives its parts. */
export const leavesOf = (item: Item, version: ItemVersion): Leaf[] =>
  leavesIn(version.score, rational(item.value))

function leavesIn(score: ScoreDeclaration, value: Rational): Leaf[] {
  return Object.entries(score).flatMap(([name, params]): Leaf[] => {
    const scoring = Object.hasOwn(scoringFunctions, name) ? scoringFunctions[name] : undefined
    if (!scoring) return []
    const wrapped = scoring.wraps?.(params)
    if (wrapped) return [...leavesIn(wrapped, value), ...(name === 'deductions' ? deductionsOf(params) : [])]
    if (name === 'deductions') return [{ name, params, value }, ...deductionsOf(params)]
    const parts = partsOf(params)
    return parts.length > 0
      ? parts.flatMap((part) => leavesIn(part.score, part.value))
      : [{ name, params, value }]
  })
}

/** Reasons to deduct, each as the function it is, with no points of its own. */
const deductionsOf = (params: Record<string, unknown>): Leaf[] =>
  (Array.isArray(params.list) ? params.list : []).filter(isRecord).flatMap((entry): Leaf[] => {
    const named = Object.keys(entry).find((key) => Object.hasOwn(scoringFunctions, key))
    if (named) return isRecord(entry[named]) ? leavesIn({ [named]: entry[named] }, zero) : []
    // What a person decides counts among the points that are judged.
    if (entry.given !== undefined)
      return [{ name: 'judgement', params: { of: entry.given }, value: readNumber(entry.max) ?? zero }]
    if (entry.of === undefined) return []
    return [
      { name: entry.required === undefined ? 'per_occurrence' : 'per_missing', params: entry, value: zero },
    ]
  })

interface Part {
  value: Rational
  score: ScoreDeclaration
}

/** The readable parts of a sum. */
const partsOf = (params: Record<string, unknown>): Part[] =>
  (Array.isArray(params.parts) ? params.parts : []).filter(isRecord).flatMap((part): Part[] => {
    const value = readNumber(part.value)
    const score = Object.entries(part).filter(
      (entry): entry is [string, Record<string, unknown>] =>
        Object.hasOwn(scoringFunctions, entry[0]) && isRecord(entry[1]),
    )
    return value ? [{ value, score: Object.fromEntries(score) }] : []
  })

/** The facts a function judges: those it reads, without what only serves as a denominator. */
export function judgedFacts({ name, params }: Leaf, facts: Facts): string[] {
  const read = scoringFunctions[name]!.facts(params, facts)
  const wholes = new Set([params.over, ...read.map((id) => facts.get(id)?.over)])
  const judged = read.filter((id) => !wholes.has(id))
  return judged.length > 0 ? judged : read
}

/** Something written inside parameters, with the way to it. */
export interface Written {
  path: (string | number)[]
  value: string | number | boolean
}

/** Words for people: numbers in them are no numbers of the rule. */
const spoken = new Set(['says', 'title', 'reason'])

/** Every scalar inside parameters but those for people. */
export function writtenIn(value: unknown, path: (string | number)[] = []): Written[] {
  if (Array.isArray(value)) return value.flatMap((entry, i) => writtenIn(entry, [...path, i]))
  if (isRecord(value)) {
    return Object.entries(value).flatMap(([key, entry]) =>
      spoken.has(key) ? [] : writtenIn(entry, [...path, key]),
    )
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? [{ path, value }]
    : []
}
