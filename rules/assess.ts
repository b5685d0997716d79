/**
 * (pack, evidence, asOf) → points of every item, dimension and the total, as exact intervals with outcome, strength and
 * dates. Pure: the same input gives the same result for ever. Sentences are rendered by assessment-view.ts when asked for.
 */
import type { Finding } from './assessment.ts'
import { grouped, scaledNode, weighed, weighItems, weightOf } from './branches.ts'
import type { CompiledPack, CompiledPool } from './compile.ts'
import { composed, compositeOf } from './composite.ts'
import type { Evidence } from './evidence.ts'
import type { FactReader } from './fact.ts'
import { readFacts } from './facts.ts'
import { dueDay } from './functions/parameters.ts'
import type { Dimension } from './pack.ts'
import { periodEnd } from './period.ts'
import { addPools, scorePool } from './pools.ts'
import { round } from './rational.ts'
import type { AssessOptions, AssessResult, DimensionScore, ItemScore, Range } from './result.ts'
import { scoreItem } from './score-item.ts'
import { moveValues, scaleBase, scoreBranch, stopsAt, sumNodes } from './totals.ts'
import { gradeRange, vetoed, vetoStates } from './vetoes.ts'

export type { AssessOptions, AssessResult, ItemScore, NodeScore, Range } from './result.ts'

/** Scores one township's evidence by a pack. */
export function assess(pack: CompiledPack, evidence: Evidence, options: AssessOptions): AssessResult {
  const asOf = options.asOf ?? defaultAsOf(pack, evidence.year, options.today)
  const facts = readFacts(
    pack,
    evidence,
    options.holidays,
    options.peers,
    options.foreseen ? undefined : asOf,
  )
  const items = pack.items
    .filter((item) => item.table.kinds.includes(evidence.kind))
    .map((item) => scoreItem(pack, item, facts, evidence, asOf))
  const dimensions = pack.table.dimensions.flatMap((dimension): DimensionScore[] => {
    const inside = items.filter((item) => item.item.table.dimension === dimension.id)
    return inside.length > 0 ? [scoreDimension(dimension, inside)] : []
  })
  moveValues(items)
  return {
    pack,
    evidence,
    asOf,
    items,
    dimensions,
    raw: sumNodes(dimensions.map(weighed), { floored: stopsAt(items, 'total') }),
    ...total(pack, evidence, items, facts, asOf),
    facts,
    get findings() {
      return collectFindings(pack, facts)
    },
  }
}

/** Its items are weighed before what does not apply moves their value. */
function scoreDimension(dimension: Dimension, inside: ItemScore[]): DimensionScore {
  const { id, title } = dimension
  const score = scoreBranch(grouped(dimension, inside), { id, title }, stopsAt(inside, 'dimension'))
  const weight = weightOf(dimension, inside)
  weighItems(inside, weight)
  return weight ? { ...score, weighed: scaledNode(score, weight) } : score
}

/** The base, with the other sources it has; then pools behind their gates, then vetoes, then the grade: in this order. */
function total(
  pack: CompiledPack,
  evidence: Evidence,
  items: ItemScore[],
  facts: FactReader,
  asOf: string,
): Pick<AssessResult, 'pools' | 'vetoes' | 'own' | 'composite' | 'base' | 'scaled' | 'grade'> {
  const places = pack.table.rounding.places
  const own = scaleBase(items, pack.table.dimensions)
  const composite = compositeOf(pack, facts)
  const base =
    own && composite
      ? {
          exact: composed(own.exact, composite.now),
          onRecord: composed(own.onRecord, composite.onRecord),
        }
      : own
  const vetoes = vetoStates(pack, facts)
  const lines = (pool: CompiledPool): ItemScore[] =>
    pool.items
      .filter((item) => item.table.kinds.includes(evidence.kind))
      .map((item) => scoreItem(pack, item, facts, evidence, asOf, 'line'))
  if (!base) {
    return {
      pools: pack.pools.map((pool) => scorePool(pool, lines(pool), null, places)),
      vetoes,
      own,
      composite,
      base,
      scaled: null,
      grade: null,
    }
  }
  const pools = pack.pools.map((pool) => scorePool(pool, lines(pool), base, places))
  const withPools = {
    exact: addPools(base.exact, pools, 'now'),
    onRecord: addPools(base.onRecord, pools, 'onRecord'),
  }
  const exact = vetoed(withPools.exact, vetoes, 'now')
  const onRecord = vetoed(withPools.onRecord, vetoes, 'onRecord')
  const rounded = (range: Range): Range => ({
    low: round(range.low, places),
    high: round(range.high, places),
  })
  const scaled = { ...rounded(exact), exact, onRecord: rounded(onRecord) }
  const at = { total: scaled, base: rounded(base.exact) }
  const scores = [...items, ...pools.flatMap((pool) => pool.lines)]
  return {
    pools,
    vetoes,
    own,
    composite,
    base,
    scaled,
    grade: gradeRange(pack.table, evidence.kind, at, scores, vetoes),
  }
}

/** The cut-off of evidence for a past year, else today. */
export function defaultAsOf(pack: CompiledPack, year: number, today: string): string {
  const cutOff = dueDay(pack.table.evidenceBy, year, pack.periodFrom)
  return periodEnd(year, pack.periodFrom) < today ? cutOff : today
}

/** Facts no item reads are asked as well: what a ranking has no use for, so only when it is asked for. */
function collectFindings(pack: CompiledPack, facts: FactReader): Finding[] {
  return [...pack.facts.keys()].flatMap((id) => facts.get(id).findings)
}
