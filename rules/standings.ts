/** What townships are compared by: keys at their worst and best, and how many keys stand above one (semantics 20). */
import type { AssessmentOutline } from './assessment.ts'
import type { PackTable, TieBreaker } from './pack.ts'
import { cmp, type Rational, rational, round, sum, zero } from './rational.ts'

export interface RankEntry {
  id: string
  name: string
  code: string
  kind: string
  assessment: AssessmentOutline
}

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
  entry: RankEntry
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
export function standingOf(entry: RankEntry, table: PackTable): Standing {
  const { score } = entry.assessment
  const last = lastOf(entry.assessment)
  const breakers = (table.tieBreakers ?? []).map((breaker) => rangeOf(breaker, entry.assessment, table))
  const first = (held: boolean): Rational => (held ? zero : rational(1))
  return {
    entry,
    worst: [first(last !== undefined), rational(score.scaled.low), ...breakers.map(({ low }) => low)],
    best: [first(last === 'holds'), rational(score.scaled.high), ...breakers.map(({ high }) => high)],
  }
}

/** Whether a veto puts it last, or may. */
export function lastOf({ score }: AssessmentOutline): 'holds' | 'open' | undefined {
  const vetoes = (score.vetoes ?? []).filter(({ effect }) => effect.kind === 'rank_last')
  if (vetoes.length === 0) return undefined
  return vetoes.some(({ holds }) => holds) ? 'holds' : 'open'
}

/** Tie-breakers compare printed figures, as the total is compared; of red lines and unmet items the fewer is the better. */
function rangeOf(breaker: TieBreaker, { score, dimensions, items }: AssessmentOutline, table: PackTable) {
  if (breaker.by === 'red_lines') {
    const lines = score.redLines ?? []
    return fewer(lines.filter(({ state }) => state === 'holds').length, lines.length)
  }
  if (breaker.by === 'unmet_core') {
    const counted = (outcome: string): number =>
      items.filter((item) => item.core && item.outcome === outcome).length
    return fewer(counted('not_met'), counted('not_met') + counted('unknown'))
  }
  const printed = (points: string): Rational => round(rational(points), table.rounding.places)
  const nodes =
    breaker.by === 'dimension'
      ? dimensions.filter(({ id }) => id === breaker.dimension)
      : score.pools.filter(({ sign }) => sign === 'plus')
  return {
    low: sum(nodes.map(({ low }) => printed(low))),
    high: sum(nodes.map(({ high }) => printed(high))),
  }
}

const fewer = (least: number, most: number) => ({ low: rational(-most), high: rational(-least) })
