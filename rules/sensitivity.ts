/** The fewest undecided items that would lift a township above a score, by the same arithmetic as its total (semantics 20). */
import type { AssessmentOutline, Between, ItemOutline, PoolView } from './assessment.ts'
import { weighItems, weightOf } from './branches.ts'
import { wideFloorsOf } from './holders.ts'
import type { PackTable } from './pack.ts'
import {
  add,
  cmp,
  div,
  isPositive,
  min,
  mul,
  one,
  type Rational,
  rational,
  round,
  sub,
  sum,
  toDecimal,
  zero,
} from './rational.ts'
import { baseOf, moveValues, type Weighed } from './totals.ts'
import { afterVeto } from './vetoes.ts'

/** Exact points where six decimals are not. */
const lowOf = (points: { low: string; exact?: { low: string } }): Rational =>
  rational(points.exact?.low ?? points.low)
const highOf = (points: { high: string; exact?: { high: string } }): Rational =>
  rational(points.exact?.high ?? points.high)

type WeighedItem = Weighed & { result: ItemOutline }

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
  const items = weigh(assessment, table)
  const base = baseOf(items, table.dimensions)
  if (!base) return null
  const succeeding = new Set<ItemOutline>()
  const at = (): Rational => base(({ result }) => (succeeding.has(result) ? highOf(result) : lowOf(result)))
  const open = gainsOf(items, leastWeight(assessment)).sort((a, b) => cmp(b.gain, a.gain))
  const chosen: OpenItem[] = []
  const passes = (): boolean => cmp(totalOf(assessment, table, composedLow(assessment, at())), score) > 0
  // The total only rises with the base, so the largest gains are the fewest; a floor around items gives back at most that.
  for (const item of open) {
    chosen.push(item)
    succeeding.add(item.result)
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

/** The items after what does not apply has moved its value. */
function weigh(assessment: AssessmentOutline, table: PackTable): WeighedItem[] {
  const declared = new Map(table.items.map((item) => [item.id, item]))
  const items = assessment.items.flatMap((result): WeighedItem[] => {
    const item = declared.get(result.id)
    if (!item) return []
    const effective = isPositive(rational(result.applicable)) ? rational(result.value) : zero
    const value = rational(result.value)
    return [
      {
        item: { table: item, floors: wideFloorsOf(item) },
        outcome: result.outcome,
        value,
        worth: value,
        effective,
        result,
      },
    ]
  })
  for (const dimension of table.dimensions) {
    const inside = items.filter(({ item }) => item.table.dimension === dimension.id)
    weighItems(inside, weightOf(dimension, inside))
  }
  moveValues(items)
  return items
}

/** What is open of each item, on the hundred. */
function gainsOf(items: readonly WeighedItem[], weight: Rational): OpenItem[] {
  const whole = sum(items.map(({ effective }) => effective))
  return items.flatMap(({ result, effective, value, full }): OpenItem[] => {
    const open = sub(highOf(result), lowOf(result))
    if (full || !isPositive(effective) || !isPositive(open)) return []
    return [{ result, gain: mul(mul(rational(100), weight), div(mul(open, effective), mul(value, whole))) }]
  })
}

/** What the items weigh in the hundred, whichever way the other sources turn out. */
const leastWeight = ({ score: { composite } }: AssessmentOutline): Rational =>
  (composite?.ways ?? []).map(({ weight }) => rational(weight)).reduce(min, one)

/** The low end of what other sources make of the items. */
function composedLow({ score: { composite } }: AssessmentOutline, own: Rational): Rational {
  if (!composite) return own
  return composite.ways.map((way) => add(mul(rational(way.weight), own), rational(way.low))).reduce(min)
}

/** The rounded total at a base: pools behind their gates, then vetoes that hold or may. */
function totalOf({ score }: AssessmentOutline, table: PackTable, base: Rational): Rational {
  const { places } = table.rounding
  const withPools = score.pools.reduce(
    (total, pool) =>
      pool.sign === 'plus' ? add(total, bonusAt(pool, table, base)) : sub(total, highOf(pool)),
    base,
  )
  return round(
    (score.vetoes ?? []).reduce((total, { effect }) => afterVeto(total, effect), withPools),
    places,
  )
}

/** What a bonus adds once the base has opened its gate. */
function bonusAt(pool: PoolView, table: PackTable, base: Rational): Rational {
  const gate = table.pools.find(({ id }) => id === pool.id)?.gate
  if (!gate) return lowOf(pool)
  const order = cmp(round(base, table.rounding.places), rational(gate.base))
  if (gate.line === 'counts' ? order < 0 : order <= 0) return zero
  return lowOf(pool.collected ?? pool)
}
