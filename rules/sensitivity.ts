/** The fewest undecided items that would lift a township above a score, by the same arithmetic as its total. */
import type { Between } from './assessment.ts'
import type { Contender, ContenderItem, ContenderPool } from './contenders.ts'
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
import { baseOf } from './totals.ts'
import { afterVeto } from './vetoes.ts'

interface OpenItem {
  item: ContenderItem
  /** Points of the hundred. */
  gain: Rational
}

/** Items whose success would raise the low end above `score`; null when not even all of them would. */
export function fewestToPass(figures: Contender, table: PackTable, score: Rational): Between['items'] {
  const base = baseOf(figures.items, table.dimensions)
  if (!base) return null
  const succeeding = new Set<ContenderItem>()
  const at = (): Rational => base((item) => (succeeding.has(item) ? item.high : item.low))
  const open = gainsOf(figures).sort((a, b) => cmp(b.gain, a.gain))
  const chosen: OpenItem[] = []
  const passes = (): boolean => cmp(totalOf(figures, table, composedLow(figures, at())), score) > 0
  // The total only rises with the base, so the largest gains are the fewest; a floor around items gives back at most that.
  for (const entry of open) {
    chosen.push(entry)
    succeeding.add(entry.item)
    if (passes()) return chosen.map((one) => told(one, table))
  }
  return null
}

const told = ({ item: { id, number, title }, gain }: OpenItem, { rounding }: PackTable) => ({
  item: id,
  number,
  title,
  gain: toDecimal(round(gain, rounding.places)),
})

/** What is open of each item, on the hundred. */
function gainsOf({ items, ways }: Contender): OpenItem[] {
  const whole = sum(items.map(({ effective }) => effective))
  // What the items weigh in the hundred, whichever way the other sources turn out.
  const weight = ways.map((way) => way.weight).reduce(min, one)
  return items.flatMap((item): OpenItem[] => {
    const { effective, value, full, low, high } = item
    const open = sub(high, low)
    if (full || !isPositive(effective) || !isPositive(open)) return []
    return [{ item, gain: mul(mul(rational(100), weight), div(mul(open, effective), mul(value, whole))) }]
  })
}

/** The low end of what other sources make of the items. */
const composedLow = ({ ways }: Contender, own: Rational): Rational =>
  ways.length === 0 ? own : ways.map(({ weight, low }) => add(mul(weight, own), low)).reduce(min)

/** The rounded total at a base: pools behind their gates, then vetoes that hold or may. */
function totalOf({ pools, vetoes = [] }: Contender, table: PackTable, base: Rational): Rational {
  const { places } = table.rounding
  const withPools = pools.reduce(
    (total, pool) => (pool.sign === 'plus' ? add(total, bonusAt(pool, table, base)) : sub(total, pool.high)),
    base,
  )
  return round(
    vetoes.reduce((total, { effect }) => afterVeto(total, effect), withPools),
    places,
  )
}

/** What a bonus adds once the base has opened its gate. */
function bonusAt({ id, low, collected }: ContenderPool, table: PackTable, base: Rational): Rational {
  const gate = table.pools.find((pool) => pool.id === id)?.gate
  if (!gate) return low
  const order = cmp(round(base, table.rounding.places), rational(gate.base))
  if (gate.line === 'counts' ? order < 0 : order <= 0) return zero
  return collected
}
