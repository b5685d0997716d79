/**
 * (pack, evidence, asOf) → points of every item, dimension and the total, as exact intervals with outcome, strength and
 * dates. Pure: the same input gives the same result for ever. Sentences are rendered by assessment-view.ts when asked for.
 */
import type { Finding, Outcome, Strength } from './assessment.ts'
import type { CompiledItem, CompiledPack, CompiledPool, CompiledVersion } from './compile.ts'
import type { PeerValues } from './condition-names.ts'
import type { HolidayTable } from './dates.ts'
import type { Evidence } from './evidence.ts'
import { type Fact, type FactReader, readFacts } from './facts.ts'
import type { Reading, Scored } from './functions/index.ts'
import { dueDay } from './functions/parameters.ts'
import { addPools, type PoolScore, scorePool } from './pools.ts'
import { type Rational, round } from './rational.ts'
import { scoreItem } from './score-item.ts'
import { moveValues, scaleBase, sumNodes } from './totals.ts'
import { gradeRange, type VetoState, vetoed, vetoStates } from './vetoes.ts'

export interface AssessOptions {
  /** The day it is judged on; default: the cut-off of evidence for a past year, else today (semantics 9). */
  asOf?: string
  today: string
  holidays: HolidayTable
  /** The other townships' values, in the county's second pass. */
  peers?: PeerValues
}

export interface Range {
  low: Rational
  high: Rational
}

export interface NodeScore extends Range {
  value: Rational
  applicable: Rational
  onRecord: Range
}

export interface ItemScore extends NodeScore {
  item: CompiledItem
  version: CompiledVersion | null
  outcome: Outcome
  strength: Strength | null
  actBy: string
  evidenceBy: string
  /** Points the interval gives before the cut-off of evidence takes blanks at their worst. */
  unlapsed: Range
  /** The facts it reads, in the order of the declaration. */
  facts: Fact[]
  /** What the points were computed from: the interval, or after the cut-off the record with blanks at their worst. */
  reading: Reading
  /** The cut-off of evidence is past. */
  lapsed: boolean
  /** Why the township says that it does not apply; the county has not answered. */
  saidNotApplicable?: string
  /** Counted as full marks in the scaled total although it does not apply (treatment `full`). */
  full?: boolean
  /** Value after what does not apply has moved (semantics 13); what the scaled total weighs it with. */
  effective: Rational
  /** Lines by matter, for a pool that counts the same matter once. */
  matters?: Scored['matters']
  /** The same as they are on record. */
  recordedMatters?: Scored['matters']
}

export interface DimensionScore extends NodeScore {
  id: string
  title: string
  items: ItemScore[]
}

export interface AssessResult {
  pack: CompiledPack
  evidence: Evidence
  asOf: string
  items: ItemScore[]
  dimensions: DimensionScore[]
  raw: NodeScore
  pools: PoolScore[]
  /** Vetoes that hold or may hold. */
  vetoes: VetoState[]
  /** To 100 with pools and vetoes, rounded half up as the pack says; null when nothing applies. */
  scaled: (Range & { exact: Range; onRecord: Range }) | null
  /** Titles of the grades at both ends; null without an issued table. */
  grade: { low: string; high: string } | null
  facts: FactReader
  findings: Finding[]
}

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
      return { id: dimension.id, title: dimension.title, items: inside, ...sumNodes(inside) }
    })
    .filter((dimension) => dimension.items.length > 0)
  return {
    pack,
    evidence,
    asOf,
    items,
    dimensions,
    raw: sumNodes(items),
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
): Pick<AssessResult, 'pools' | 'vetoes' | 'scaled' | 'grade'> {
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
  const scores = [...items, ...pools.flatMap((pool) => pool.lines)]
  return { pools, vetoes, scaled, grade: gradeRange(pack.table, evidence.kind, scaled, scores, vetoes) }
}

/** The cut-off of evidence for a past year, else today. */
export function defaultAsOf(pack: CompiledPack, year: number, today: string): string {
  const cutOff = dueDay(pack.table.evidenceBy, year)
  return `${year}-12-31` < today ? cutOff : today
}

function collectFindings(pack: CompiledPack, facts: FactReader): Finding[] {
  return [...pack.facts.keys()].flatMap((id) => facts.get(id).findings)
}
