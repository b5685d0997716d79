/** Bonus and deduction pools: signed results beside the base; same matter first, then the cap, then the gate. */
import type { CompiledPool } from './compile.ts'
import { add, cmp, max, min, type Rational, rational, round, sub, sum, toFraction, zero } from './rational.ts'
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
    // No more than the lines have each, whatever they know of their matters.
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

/** What a matter brings in each of the lines that tell of it, by the line's place. */
type Places = Map<number, Range>

/**
 * The same matter counts once, in the line where it brings the most within the lines' own caps (M3). A matter nobody
 * named stands alone for the high end and joins the largest for the low.
 */
function sumOfMatters(lines: ItemScore[], read: (line: ItemScore) => Told): Range {
  const caps = lines.map((line) => line.value)
  const named = new Map<string, Places>()
  const lone: [line: number, points: Range][] = []
  for (const [place, line] of lines.entries()) {
    const { points, matters } = read(line)
    for (const { matter, low, high } of matters ?? [{ matter: line.item.table.id, ...points }]) {
      if (matter === null) {
        lone.push([place, { low, high }])
        continue
      }
      const places = named.get(matter) ?? new Map<number, Range>()
      named.set(matter, places)
      const known = places.get(place)
      places.set(place, known ? { low: max(known.low, low), high: max(known.high, high) } : { low, high })
    }
  }
  const places = [...named.values()]
  const bare: Places[] = lone.map((one) => new Map([one]))
  const joined = lone.map(([place, { low }]) => min(caps[place]!, low)).reduce(max, zero)
  const apart = mostOf(caps, places, 'low')
  const largest = places.flatMap((one) => [...one.values()].map(({ low }) => low)).reduce(max, zero)
  return {
    // Where no cap binds, what joins the largest matter adds what it has above it.
    low: fits(caps, [...places, ...bare], 'low')
      ? add(apart, max(zero, sub(joined, largest)))
      : max(apart, joined),
    high: mostOf(caps, [...places, ...bare], 'high'),
  }
}

/** Whether every line has room for all that is told in it. */
const fits = (caps: Rational[], matters: Places[], end: keyof Range): boolean =>
  caps.every((cap, line) => cmp(sum(matters.map((one) => one.get(line)?.[end] ?? zero)), cap) <= 0)

/** The most the lines come to when each matter counts in one of them and none goes above its cap. */
function mostOf(caps: Rational[], matters: Places[], end: keyof Range): Rational {
  const into = (sums: Rational[], line: number, points: Range): Rational[] =>
    sums.map((all, at) => (at === line ? min(caps[at]!, add(all, points[end])) : all))
  // Those of one line leave no choice; of the others every way is tried, sums that are alike once.
  const [single, several] = [true, false].map((alone) => matters.filter((one) => (one.size === 1) === alone))
  const alone = caps.map(() => zero)
  for (const one of single!)
    for (const [line, points] of one) alone[line] = min(caps[line]!, add(alone[line]!, points[end]))
  let ways = [alone]
  for (const one of several!) {
    const next = ways.flatMap((sums) => [...one].map(([line, points]) => into(sums, line, points)))
    ways = [...new Map(next.map((sums) => [sums.map(toFraction).join(' '), sums])).values()]
  }
  return ways.map((sums) => sum(sums)).reduce(max, zero)
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
