/** By hand: what the items of a township come to by dimension, and of a hundred with bonus and deductions. */
import {
  add,
  cmp,
  div,
  mul,
  parseRational,
  type Rational,
  rational,
  round,
  sub,
  sum,
  zero,
} from '../../../rules/rational.ts'
import type { Hand } from './hand.ts'
import { collectBonus, collectDeductions } from './pools.ts'

/** What the hand takes of the table: where an item stands and what it is worth. */
export interface Worth {
  id: string
  dimension: string
  value: string
}

export interface HandTotals {
  /** Points of the items that apply, and what these are worth. */
  dimensions: Map<string, { points: Rational; applicable: Rational }>
  bonus: Rational
  deductions: Rational
  /** Of a hundred, to two places; null when nothing applies. */
  total: Rational | null
}

/** Adds up the points scored by hand. */
export function totalByHand(hand: Hand, worths: readonly Worth[]): HandTotals {
  const dimensions = new Map<string, { points: Rational; applicable: Rational; whole: Rational }>()
  for (const { id, dimension, value } of worths) {
    const points = hand.scores.get(id)
    if (points === undefined) continue
    const worth = parseRational(value)!
    const entry = dimensions.get(dimension) ?? { points: zero, applicable: zero, whole: zero }
    dimensions.set(dimension, entry)
    entry.whole = add(entry.whole, worth)
    if (points === null) continue
    entry.points = add(entry.points, rational(points[0], points[1]))
    entry.applicable = add(entry.applicable, worth)
  }
  // What does not apply leaves its value to the others of its dimension, a whole dimension its value to the rest.
  const live = [...dimensions.values()].filter(({ applicable }) => cmp(applicable, zero) > 0)
  const raised = sum(live.map(({ points, applicable, whole }) => div(mul(points, whole), applicable)))
  const of = sum(live.map(({ whole }) => whole))

  const bonus = rational(collectBonus(hand), 2)
  const deductions = rational(collectDeductions(hand), 2)
  const exact = (): Rational => sub(add(div(mul(raised, rational(100)), of), bonus), deductions)
  const total = live.length === 0 ? null : round(exact(), 2)
  return { dimensions, bonus, deductions, total }
}
