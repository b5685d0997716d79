/**
 * (pack, evidence, asOf) → points of every item, dimension and the total, as exact intervals with outcome, strength and
 * dates. Pure: the same input gives the same result for ever. Sentences are rendered by assessment-view.ts when asked for.
 */
import type { Finding } from './assessment.ts'
import type { CompiledPack, CompiledPool } from './compile.ts'
import type { Evidence } from './evidence.ts'
import type { FactReader } from './fact.ts'
import { readFacts } from './facts.ts'
import { dueDay } from './functions/parameters.ts'
import { addPools, scorePool } from './pools.ts'
import { round } from './rational.ts'
import type { AssessOptions, AssessResult, ItemScore, Range } from './result.ts'
import { scoreItem } from './score-item.ts'
import { moveValues, scaleBase, stopsAt, sumNodes } from './totals.ts'
import { gradeRange, vetoed, vetoStates } from './vetoes.ts'

export type { AssessOptions, AssessResult, ItemScore, NodeScore, Range } from './result.ts'

/** Scores one township's evidence by a pack. */
export function assess(pack: CompiledPack, evidence: Evidence, options: AssessOptions): AssessResult {
  const facts = readFacts(pack, evidence, options.holidays, options.peers)
  const asOf = options.asOf ?? defaultAsOf(pack, evidence.year, options.today)
  const items = pack.items
    .filter((item) => item.table.kinds.includes(evidence.kind))
    .map((item) => scoreItem(pack, item, facts, evidence, asOf))
  moveValues(items)
  const dimensions = pack.table.dimensions
    .map((dimension) => {
      const inside = items.filter((item) => item.item.table.dimension === dimension.id)
      return {
        id: dimension.id,
        title: dimension.title,
        items: inside,
        ...sumNodes(inside, stopsAt(inside, 'dimension')),
      }
    })
    .filter((dimension) => dimension.items.length > 0)
  return {
    pack,
    evidence,
    asOf,
    items,
    dimensions,
    raw: sumNodes(dimensions, stopsAt(items, 'total')),
    ...total(pack, evidence, items, facts, asOf),
    facts,
    findings: collectFindings(pack, facts),
  }
}

/** The base, then pools behind their gates, then vetoes, then the grade: in this order (scoring.md §6). */
function total(
  pack: CompiledPack,
  evidence: Evidence,
  items: ItemScore[],
  facts: FactReader,
  asOf: string,
): Pick<AssessResult, 'pools' | 'vetoes' | 'base' | 'scaled' | 'grade'> {
  const places = pack.table.rounding.places
  const base = scaleBase(items)
  const vetoes = vetoStates(pack, facts)
  const lines = (pool: CompiledPool): ItemScore[] =>
    pool.items
      .filter((item) => item.table.kinds.includes(evidence.kind))
      .map((item) => scoreItem(pack, item, facts, evidence, asOf, 'line'))
  if (!base) {
    return {
      pools: pack.pools.map((pool) => scorePool(pool, lines(pool), null, places)),
      vetoes,
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
  return { pools, vetoes, base, scaled, grade: gradeRange(pack.table, evidence.kind, at, scores, vetoes) }
}

/** The cut-off of evidence for a past year, else today. */
export function defaultAsOf(pack: CompiledPack, year: number, today: string): string {
  const cutOff = dueDay(pack.table.evidenceBy, year)
  return `${year}-12-31` < today ? cutOff : today
}

function collectFindings(pack: CompiledPack, facts: FactReader): Finding[] {
  return [...pack.facts.keys()].flatMap((id) => facts.get(id).findings)
}
