/**
 * What a township brings to a comparison, as exact numbers: straight from its result, or read again from the JSON of an
 * assessment that was kept. Thousands are compared at once, so that nothing is drawn that no comparison looks at.
 */
import type { AssessmentOutline, ItemOutline, PoolView } from './assessment.ts'
import { viewScaled, viewVeto } from './assessment-view.ts'
import { weighItems, weightOf } from './branches.ts'
import { countGaps } from './gaps.ts'
import { wideFloorsOf } from './holders.ts'
import type { Item, PackTable } from './pack.ts'
import { isPositive, max, mul, type Rational, rational, sub, zero } from './rational.ts'
import type { AssessResult, ItemScore, Range } from './result.ts'
import { moveValues, type Weighed } from './totals.ts'
import { redLinesOf } from './way-apart.ts'

/** Who is compared. */
export interface Entrant {
  id: string
  name: string
  code: string
  kind: string
}

export interface Contender extends Pick<AssessmentOutline['score'], 'scaled' | 'grade' | 'vetoes'> {
  /** States of the red lines that hold or may. */
  redLines: ('holds' | 'open')[]
  dimensions: ({ id: string } & Range)[]
  pools: ContenderPool[]
  /** The ways other sources may turn out: the weight of the items, and the least the others come to. */
  ways: { weight: Rational; low: Rational }[]
  items: ContenderItem[]
  gaps: number
}

export interface ContenderPool extends Range {
  id: string
  sign: PoolView['sign']
  /** The least its lines come to before its gate. */
  collected: Rational
}

/** An item after what does not apply has moved its value. */
export interface ContenderItem extends Weighed, Range {
  id: string
  number: string
  title: string
  core: boolean
  lost: Rational
}

const hundred = rational(100)

const lostOf = (applicable: Rational, high: Rational): Rational => max(zero, sub(applicable, high))

/** A township as it was just scored. */
export function contenderOf(result: AssessResult): Contender {
  const { dimensions, pools, vetoes, composite } = result
  return {
    scaled: viewScaled(result),
    grade: result.grade,
    vetoes: vetoes.map(viewVeto),
    redLines: redLinesOf(result).map(({ state }) => state),
    dimensions: dimensions.map(({ id, low, high }) => ({ id, low, high })),
    pools: pools.map(({ pool: { table }, now, collected }) => ({
      id: table.id,
      sign: table.sign,
      low: now.low,
      high: now.high,
      collected: table.gate ? collected.low : now.low,
    })),
    ways: (composite?.now ?? []).map(({ table, low }) => ({ weight: table, low: mul(hundred, low) })),
    items: result.items.map(itemOf),
    gaps: countGaps(result),
  }
}

function itemOf({ item, outcome, value, worth, effective, full, low, high, applicable }: ItemScore) {
  const { id, title, core } = item.table
  const lost = lostOf(applicable, high)
  const figures = { outcome, value, worth, effective, low, high, lost }
  return { id, number: item.number, title, core, item, ...figures, ...(full ? { full } : {}) }
}

// --- from JSON -------------------------------------------------------------------------------------------------------

/** Exact points where six decimals are not. */
const lowOf = (points: { low: string; exact?: { low: string } }): Rational =>
  rational(points.exact?.low ?? points.low)
const highOf = (points: { high: string; exact?: { high: string } }): Rational =>
  rational(points.exact?.high ?? points.high)

/** Reads the assessments of one table. */
export function contenderReader(table: PackTable): (assessment: AssessmentOutline) => Contender {
  const declared = new Map(
    table.items.map((item) => [item.id, { table: item, floors: wideFloorsOf(item) } as const]),
  )
  return ({ score, dimensions, items, gaps }) => ({
    scaled: score.scaled,
    grade: score.grade,
    ...(score.vetoes ? { vetoes: score.vetoes } : {}),
    redLines: (score.redLines ?? []).map(({ state }) => state),
    dimensions: dimensions.map((one) => ({ id: one.id, low: lowOf(one), high: highOf(one) })),
    pools: score.pools.map((pool) => ({
      id: pool.id,
      sign: pool.sign,
      low: lowOf(pool),
      high: highOf(pool),
      collected: lowOf(pool.collected ?? pool),
    })),
    ways: (score.composite?.ways ?? []).map(({ weight, low }) => ({
      weight: rational(weight),
      low: rational(low),
    })),
    items: weighed(table, items, declared),
    gaps: gaps.length,
  })
}

function weighed(
  table: PackTable,
  outlines: readonly ItemOutline[],
  declared: ReadonlyMap<string, Weighed['item'] & { table: Item }>,
): ContenderItem[] {
  const items = outlines.flatMap((outline): ContenderItem[] => {
    const item = declared.get(outline.id)
    if (!item) return []
    const { id, number, title, core, outcome } = outline
    const value = rational(outline.value)
    const applicable = rational(outline.applicable)
    const [low, high] = [lowOf(outline), highOf(outline)]
    const effective = isPositive(applicable) ? value : zero
    const lost = lostOf(applicable, high)
    return [{ id, number, title, core, item, outcome, value, worth: value, effective, low, high, lost }]
  })
  for (const dimension of table.dimensions) {
    const inside = items.filter(({ item }) => item.table.dimension === dimension.id)
    weighItems(inside, weightOf(dimension, inside))
  }
  moveValues(items)
  return items
}
