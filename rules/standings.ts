/** What townships are compared by: keys at their worst and best, and how many keys stand above one. */
import type { Contender, Entrant } from './contenders.ts'
import type { PackTable, TieBreaker } from './pack.ts'
import { cmp, type Rational, rational, round, sum, toDecimal, zero } from './rational.ts'

/** What is compared, first things first: not put last by a veto, the total, then the tie-breakers. */
export type Key = readonly Rational[]

export const keyOrder = (a: Key, b: Key): number => {
  for (const [index, own] of a.entries()) {
    const order = cmp(own, b[index]!)
    if (order !== 0) return order
  }
  return 0
}

/** A township between its worst and its best key. */
export interface Standing {
  entry: Entrant
  figures: Contender
  worst: Key
  best: Key
}

/** How many of the ascending keys are above one. */
export function countAbove(ascending: readonly Key[], key: Key): number {
  return ascending.length - firstWhere(ascending, (other) => keyOrder(other, key) > 0)
}

/** How many are above it or equal to it. */
export function countNotBelow(ascending: readonly Key[], key: Key): number {
  return ascending.length - firstWhere(ascending, (other) => keyOrder(other, key) >= 0)
}

function firstWhere(ascending: readonly Key[], holds: (key: Key) => boolean): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(ascending[middle]!)) high = middle
    else low = middle + 1
  }
  return low
}

/** Nothing open can move it. */
export const isDecided = ({ worst, best }: Standing): boolean => keyOrder(worst, best) === 0

/** Where a township stands by what is known of it. */
export function standingOf(entry: Entrant, figures: Contender, table: PackTable): Standing {
  const { scaled } = figures
  const last = lastOf(figures)
  const breakers = (table.tieBreakers ?? []).map((breaker) => rangeOf(breaker, figures, table))
  const first = (held: boolean): Rational => (held ? zero : rational(1))
  return {
    entry,
    figures,
    worst: [first(last !== undefined), rational(scaled.low), ...breakers.map(({ low }) => low)],
    best: [first(last === 'holds'), rational(scaled.high), ...breakers.map(({ high }) => high)],
  }
}

/** Whether a veto puts it last, or may. */
export function lastOf({ vetoes: all = [] }: Contender): 'holds' | 'open' | undefined {
  const vetoes = all.filter(({ effect }) => effect.kind === 'rank_last')
  if (vetoes.length === 0) return undefined
  return vetoes.some(({ holds }) => holds) ? 'holds' : 'open'
}

/** Tie-breakers compare printed figures, as the total is compared; of red lines and unmet items the fewer is the better. */
function rangeOf(breaker: TieBreaker, { redLines, dimensions, pools, items }: Contender, table: PackTable) {
  if (breaker.by === 'red_lines') {
    return fewer(redLines.filter((state) => state === 'holds').length, redLines.length)
  }
  if (breaker.by === 'unmet_core') {
    const counted = (outcome: string): number =>
      items.filter((item) => item.core && item.outcome === outcome).length
    return fewer(counted('not_met'), counted('not_met') + counted('unknown'))
  }
  const printed = (points: Rational): Rational => round(rational(toDecimal(points)), table.rounding.places)
  const nodes =
    breaker.by === 'dimension'
      ? dimensions.filter(({ id }) => id === breaker.dimension)
      : pools.filter(({ sign }) => sign === 'plus')
  return {
    low: sum(nodes.map(({ low }) => printed(low))),
    high: sum(nodes.map(({ high }) => printed(high))),
  }
}

const fewer = (least: number, most: number) => ({ low: rational(-most), high: rational(-least) })
