/** Bonus and deduction pools: signed results beside the base; same matter first, then the cap, then the gate (scoring.md §6.3, 6.6). */
import type { CompiledPool } from './compile.ts'
import { add, cmp, max, min, type Rational, rational, round, sub, sum, zero } from './rational.ts'
import type { ItemScore, PoolScore, Range } from './result.ts'

/** One pool over the rounded base its gate looks at; a base that does not exist closes every gate. */
export function scorePool(
  pool: CompiledPool,
  lines: ItemScore[],
  base: { exact: Range; onRecord: Range } | null,
  places: number,
): PoolScore {
  const cap = rational(pool.table.cap)
  const collect = (points: Range): Range => ({ low: min(cap, points.low), high: min(cap, points.high) })
  const told = (read: (line: ItemScore) => Told): Range => {
    const each = sumOf(lines, (line) => read(line).points)
    if (pool.table.sameMatter === 'each') return collect(each)
    const once = sumOfMatters(lines, read)
    // A line's own cap holds too, whichever of the lines its matters count in.
    return collect({ low: min(each.low, once.low), high: min(each.high, once.high) })
  }
  const now = told((line) => ({ points: { low: line.low, high: line.high }, matters: line.matters }))
  const onRecord = told((line) => ({ points: line.onRecord, matters: line.recordedMatters }))
  const gated = (points: Range, at: Range | undefined): Range => ({
    low: isOpen(pool, at?.low, places) ? points.low : zero,
    high: isOpen(pool, at?.high, places) ? points.high : zero,
  })
  return {
    pool,
    lines,
    collected: now,
    now: gated(now, base?.exact),
    onRecord: gated(onRecord, base?.onRecord),
  }
}

/** A line's points and what they are made of. */
interface Told {
  points: Range
  matters: ItemScore['matters']
}

const sumOf = (lines: ItemScore[], pick: (line: ItemScore) => Range): Range => ({
  low: sum(lines.map((line) => pick(line).low)),
  high: sum(lines.map((line) => pick(line).high)),
})

/**
 * The same matter counts once, at its highest (M3). A matter nobody named stands alone for the high end and joins the
 * largest for the low (semantics 13).
 */
function sumOfMatters(lines: ItemScore[], read: (line: ItemScore) => Told): Range {
  const named = new Map<string, Range>()
  let loneHigh = zero
  let loneLow = zero
  for (const line of lines) {
    const { points, matters } = read(line)
    for (const { matter, low, high } of matters ?? [{ matter: line.item.table.id, ...points }]) {
      if (matter === null) {
        loneHigh = add(loneHigh, high)
        loneLow = max(loneLow, low)
        continue
      }
      const known = named.get(matter)
      named.set(matter, known ? { low: max(known.low, low), high: max(known.high, high) } : { low, high })
    }
  }
  const matters = [...named.values()]
  const largest = matters.map((matter) => matter.low).reduce(max, zero)
  return {
    low: add(sum(matters.map((matter) => matter.low)), max(zero, sub(loneLow, largest))),
    high: add(sum(matters.map((matter) => matter.high)), loneHigh),
  }
}

/** A gate compares the rounded base before pools. */
function isOpen(pool: CompiledPool, base: Rational | undefined, places: number): boolean {
  const { gate } = pool.table
  if (!gate) return true
  if (!base) return false
  const reached = cmp(round(base, places), rational(gate.base))
  return gate.line === 'counts' ? reached >= 0 : reached > 0
}

/** The base with what pools add and take, exact. */
export function addPools(base: Range, pools: PoolScore[], which: 'now' | 'onRecord'): Range {
  return pools.reduce(
    (total, score) =>
      score.pool.table.sign === 'plus'
        ? { low: add(total.low, score[which].low), high: add(total.high, score[which].high) }
        : { low: sub(total.low, score[which].high), high: sub(total.high, score[which].low) },
    base,
  )
}
