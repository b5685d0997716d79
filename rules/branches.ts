/**
 * Between the dimensions of a table and its items: groups that nest freely, what a group can lose at most (M2), and the
 * percentage a dimension weighs.
 */
import type { Branch, Dimension, Item } from './pack.ts'
import { add, div, isZero, max, mul, type Rational, rational, sum, zero } from './rational.ts'
import type { DimensionScore, ItemScore, NodeScore } from './result.ts'

/** Items as a table groups them: those a branch names in none of its nodes, and its nodes. */
export interface Grouped<T> {
  branch: Branch
  all: readonly T[]
  own: readonly T[]
  nodes: readonly Grouped<T>[]
  /** Its place among its neighbours in the table. */
  index: number
}

/** Every item of a branch, wherever inside it. */
export const itemsUnder = ({ items = [], nodes = [] }: Branch): string[] => [
  ...items,
  ...nodes.flatMap(itemsUnder),
]

/** The items of a branch in its nodes, nodes without any left out. */
export function grouped<T extends { item: { table: Pick<Item, 'id'> } }>(
  branch: Branch,
  all: readonly T[],
  index = 0,
): Grouped<T> {
  const idOf = (one: T): string => one.item.table.id
  const nodes = (branch.nodes ?? []).flatMap((node, at) => {
    const ids = new Set(itemsUnder(node))
    const inside = all.filter((one) => ids.has(idOf(one)))
    return inside.length > 0 ? [grouped(node, inside, at)] : []
  })
  const placed = new Set(nodes.flatMap((node) => node.all.map(idOf)))
  const own = nodes.length > 0 ? all.filter((one) => !placed.has(idOf(one))) : all
  return { branch, all, own, nodes, index }
}

/** Whether losses of several items of the branch are capped together. */
export const isCapped = ({ deductMost, nodes = [] }: Branch): boolean =>
  deductMost !== undefined || nodes.some(isCapped)

/**
 * Σ points, group by group, none losing more than its cap allows. Value that has moved into a group or out of it widens
 * or narrows its cap in the same proportion: treatments come first, then caps.
 */
export function cappedSum<T extends { value: Rational; effective: Rational }>(
  { branch: { deductMost }, all, own, nodes }: Grouped<T>,
  points: (item: T) => Rational,
): Rational {
  const total = add(sum(own.map(points)), sum(nodes.map((node) => cappedSum(node, points))))
  if (deductMost === undefined) return total
  const whole = sum(all.map(({ effective }) => effective))
  const declared = sum(all.map(({ value }) => value))
  if (isZero(declared)) return total
  const most = div(mul(rational(deductMost), whole), declared)
  return max(total, add(whole, { n: -most.n, d: most.d }))
}

/** What a dimension's points are multiplied by to stand in the hundred; null: the table weighs by points alone. */
export function weightOf(
  dimension: Dimension,
  items: readonly Pick<ItemScore, 'outcome' | 'value'>[],
): Rational | null {
  if (dimension.weight === undefined) return null
  const declared = sum(items.filter(({ outcome }) => outcome !== 'not_in_force').map(({ value }) => value))
  return isZero(declared) ? zero : div(mul(rational(100), rational(dimension.weight)), declared)
}

/** Gives each item of a weighed dimension its part of the hundred before what does not apply moves it. */
export function weighItems<T extends Pick<ItemScore, 'worth' | 'effective'>>(
  items: readonly T[],
  weight: Rational | null,
): void {
  if (!weight) return
  for (const item of items) {
    item.worth = mul(item.worth, weight)
    item.effective = mul(item.effective, weight)
  }
}

/** A node in points of the hundred. */
export function scaledNode(node: NodeScore, weight: Rational): NodeScore {
  const by = (points: Rational): Rational => mul(points, weight)
  return {
    value: by(node.value),
    applicable: by(node.applicable),
    low: by(node.low),
    high: by(node.high),
    onRecord: { low: by(node.onRecord.low), high: by(node.onRecord.high) },
  }
}

/** The dimension as the total counts it. */
export const weighed = (dimension: DimensionScore): NodeScore => dimension.weighed ?? dimension
