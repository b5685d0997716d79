/** The fewest undecided items that would lift a township above a score, by the same arithmetic as its total (semantics 20). */
import type { AssessmentOutline, Between, ItemOutline, PoolView, VetoView } from './assessment.ts'
import type { PackTable } from './pack.ts'
import {
  add,
  cmp,
  div,
  isPositive,
  max,
  min,
  mul,
  type Rational,
  rational,
  round,
  sub,
  sum,
  toDecimal,
  zero,
} from './rational.ts'
import { type Movable, moveValues } from './totals.ts'

/** Exact points where six decimals are not. */
const lowOf = (points: { low: string; exact?: { low: string } }): Rational =>
  rational(points.exact?.low ?? points.low)
const highOf = (points: { high: string; exact?: { high: string } }): Rational =>
  rational(points.exact?.high ?? points.high)

interface OpenItem {
  result: ItemOutline
  /** Points of the hundred. */
  gain: Rational
}

/** Items whose success would raise the low end above `score`; null when not even all of them would. */
export function fewestToPass(
  assessment: AssessmentOutline,
  table: PackTable,
  score: Rational,
): Between['items'] {
  const weighed = weigh(assessment, table)
  const base = sum(weighed.map(({ low }) => low))
  const open = weighed
    .flatMap(({ result, gain }): OpenItem[] => (isPositive(gain) ? [{ result, gain }] : []))
    .sort((a, b) => cmp(b.gain, a.gain))
  const chosen: OpenItem[] = []
  const passes = (): boolean => {
    const at = add(base, sum(chosen.map(({ gain }) => gain)))
    return cmp(totalOf(assessment, table, at), score) > 0
  }
  // The total only rises with the base, so the largest gains are the fewest.
  for (const item of open) {
    chosen.push(item)
    if (passes()) return chosen.map((entry) => told(entry, table))
  }
  return null
}

const told = ({ result, gain }: OpenItem, { rounding }: PackTable) => ({
  item: result.id,
  number: result.number,
  title: result.title,
  gain: toDecimal(round(gain, rounding.places)),
})

/** Each item's low end and what is open of it, on the hundred, after what does not apply has moved its value. */
function weigh(assessment: AssessmentOutline, table: PackTable): (OpenItem & { low: Rational })[] {
  const declared = new Map(table.items.map((item) => [item.id, item]))
  const items = assessment.items.flatMap((result): (Movable & { result: ItemOutline })[] => {
    const item = declared.get(result.id)
    if (!item) return []
    const effective = isPositive(rational(result.applicable)) ? rational(result.value) : zero
    return [
      { item: { table: item }, outcome: result.outcome, value: rational(result.value), effective, result },
    ]
  })
  moveValues(items)
  const counted = items.filter(({ effective }) => isPositive(effective))
  const whole = sum(counted.map(({ effective }) => effective))
  return counted.map(({ result, effective, value, full }) => {
    const weight = mul(rational(100), div(effective, mul(value, whole)))
    if (full) return { result, low: mul(weight, value), gain: zero }
    return { result, low: mul(weight, lowOf(result)), gain: mul(weight, sub(highOf(result), lowOf(result))) }
  })
}

/** The rounded total at a base: pools behind their gates, then vetoes that hold or may. */
function totalOf({ score }: AssessmentOutline, table: PackTable, base: Rational): Rational {
  const { places } = table.rounding
  const withPools = score.pools.reduce(
    (total, pool) =>
      pool.sign === 'plus' ? add(total, bonusAt(pool, table, base)) : sub(total, highOf(pool)),
    base,
  )
  return round((score.vetoes ?? []).reduce(afterVeto, withPools), places)
}

/** A bonus whose gate the base opens counts from its lines; what one matter told twice brings is left out. */
function bonusAt(pool: PoolView, table: PackTable, base: Rational): Rational {
  const declared = table.pools.find(({ id }) => id === pool.id)
  const gate = declared?.gate
  if (!gate) return lowOf(pool)
  const order = cmp(round(base, table.rounding.places), rational(gate.base))
  if (gate.line === 'counts' ? order < 0 : order <= 0) return zero
  const lines = pool.lines.map(lowOf)
  const collected = declared.sameMatter === 'each' ? sum(lines) : lines.reduce(max, zero)
  return max(lowOf(pool), min(rational(pool.cap), collected))
}

function afterVeto(points: Rational, { effect }: VetoView): Rational {
  if (effect.kind === 'deduct') return max(zero, sub(points, rational(effect.points)))
  return effect.kind === 'set_score' ? min(points, rational(effect.points)) : points
}
