/**
 * (pack, evidence, asOf) → points of every item, dimension and the total, as exact intervals with outcome, strength and
 * dates. Pure: the same input gives the same result for ever. Sentences are rendered by assessment-view.ts when asked for.
 */
import type { Finding, Outcome, Strength } from './assessment.ts'
import type { CompiledItem, CompiledPack, CompiledPool, CompiledVersion } from './compile.ts'
import type { HolidayTable } from './dates.ts'
import type { Evidence } from './evidence.ts'
import { type Fact, type FactReader, type RowWindow, readFacts } from './facts.ts'
import type { Reading, Scored } from './functions/index.ts'
import { dueDay } from './functions/parameters.ts'
import { ends, isDetermined, type Knowledge, nothing } from './knowledge.ts'
import type { DueDate } from './pack.ts'
import { addPools, type PoolScore, scorePool } from './pools.ts'
import { cmp, type Rational, round, zero } from './rational.ts'
import { moveValues, scaleBase, sumNodes } from './totals.ts'
import { gradeRange, type VetoState, vetoed, vetoStates } from './vetoes.ts'

export interface AssessOptions {
  /** The day it is judged on; default: the cut-off of evidence for a past year, else today (semantics 9). */
  asOf?: string
  today: string
  holidays: HolidayTable
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
  /** Counted as full marks in the scaled total although it does not apply (treatment `full`). */
  full?: boolean
  /** Value after what does not apply has moved (semantics 13); what the scaled total weighs it with. */
  effective: Rational
  /** Lines by matter, for a pool that counts the same matter once. */
  matters?: Scored['matters']
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
  const facts = readFacts(pack, evidence, options.holidays)
  const asOf = options.asOf ?? defaultAsOf(pack, evidence.year, options.today)
  const items = pack.items
    .filter((item) => item.table.kinds.includes(evidence.kind))
    .map((item) => scoreItem(pack, item, facts, evidence.year, asOf))
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
      .map((item) => scoreItem(pack, item, facts, evidence.year, asOf, 'line'))
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
  return { pools, vetoes, scaled, grade: gradeRange(pack.table, scaled, items, vetoes) }
}

/** The cut-off of evidence for a past year, else today. */
export function defaultAsOf(pack: CompiledPack, year: number, today: string): string {
  const cutOff = dueDay(pack.table.evidenceBy, year)
  return `${year}-12-31` < today ? cutOff : today
}

function collectFindings(pack: CompiledPack, facts: FactReader): Finding[] {
  return [...pack.facts.keys()].flatMap((id) => facts.get(id).findings)
}

// --- one item ------------------------------------------------------------------------------------------------

/**
 * A line of a pool differs from an item of the base: on record nothing registered means nothing happened, and it stays
 * open until its list is closed (semantics 1, 8).
 */
function scoreItem(
  pack: CompiledPack,
  item: CompiledItem,
  facts: FactReader,
  year: number,
  asOf: string,
  role: 'item' | 'line' = 'item',
): ItemScore {
  const version = versionInForce(item, year)
  const actBy = item.table.actBy === 'period_end' ? `${year}-12-31` : dueDay(item.table.actBy, year)
  const evidenceBy = dueDay(evidenceCutOff(pack, item), year)
  const window = rowWindow(item, version, year)
  const readBy = (known: (fact: Fact) => Knowledge): Reading => ({
    known: (id) => known(facts.get(id, window)),
    fact: (id) => facts.get(id, window),
    environment: facts.environment,
  })
  const reading = readBy((fact) => fact.known)
  const base = { item, version, actBy, evidenceBy, reading }
  if (!version) return { ...base, ...absent('not_in_force'), facts: [] }
  const used = version.score.facts.map((id) => facts.get(id, window))
  const unlapsed = version.score.evaluate(item.value, reading)
  const onRecord = (fact: Fact): Knowledge =>
    role === 'line' && fact.strength === null ? nothing(fact.known) : fact.record
  const recorded = version.score.evaluate(item.value, readBy(onRecord))
  if (unlapsed.empty)
    return { ...base, ...absent('not_applicable'), value: item.value, facts: used, strength: weakest(used) }
  const lapsed = asOf > evidenceBy && !(role === 'line' && used.every(isCountyKept))
  const worst = (): Scored & { reading: Reading } =>
    role === 'line' ? { ...recorded, reading: readBy(onRecord) } : atWorst(version, item.value, used, readBy)
  const now = lapsed ? worst() : { ...unlapsed, reading }
  const range = { low: now.low, high: now.high }
  return {
    ...base,
    ...range,
    reading: now.reading,
    lapsed,
    value: item.value,
    applicable: item.value,
    effective: item.value,
    onRecord: { low: recorded.low, high: recorded.high },
    unlapsed: { low: unlapsed.low, high: unlapsed.high },
    outcome: outcomeOf(item.value, range, leastOf(version, now.reading)),
    strength: weakest(used.filter((fact) => fact.strength !== null)),
    facts: used,
    ...(now.matters ? { matters: now.matters } : {}),
  }
}

const leastOf = ({ score }: CompiledVersion, reading: Reading): Rational =>
  score.leastAt?.(reading) ?? score.least

const isCountyKept = (fact: Fact): boolean => fact.compiled.register.table.keeper === 'county'

function absent(outcome: 'not_in_force' | 'not_applicable') {
  const nothing = { low: zero, high: zero }
  return {
    outcome,
    value: zero,
    applicable: zero,
    effective: zero,
    ...nothing,
    onRecord: nothing,
    unlapsed: nothing,
    strength: null,
    lapsed: false,
  }
}

const evidenceCutOff = (pack: CompiledPack, item: CompiledItem): DueDate =>
  item.table.evidenceBy ?? pack.table.evidenceBy

/** The version in force at the end of the period; the clause of a year is that year's (semantics 15). */
export function versionInForce(item: CompiledItem, year: number): CompiledVersion | null {
  const end = `${year}-12-31`
  const inForce = item.versions.filter(
    (version) => version.table.from <= end && (version.table.to === undefined || version.table.to >= end),
  )
  return inForce.length > 0 ? inForce[inForce.length - 1]! : null
}

/** Rows before the first version's date were under no rule, so they do not count. */
function rowWindow(item: CompiledItem, version: CompiledVersion | null, year: number): RowWindow | undefined {
  const first = item.versions[0]
  if (!version || !item.by || !first || first.table.from <= `${year}-01-01`) return undefined
  return { register: item.by.register, field: item.by.field, from: first.table.from }
}

/** met, not_met, partly, else unknown (semantics 14). */
export function outcomeOf(value: Rational, range: Range, least: Rational): Outcome {
  if (cmp(range.low, value) >= 0) return 'met'
  if (cmp(range.high, least) <= 0) return 'not_met'
  if (cmp(range.low, least) > 0 && cmp(range.high, value) < 0) return 'partly'
  return 'unknown'
}

const strengths: readonly Strength[] = ['claimed', 'recorded', 'evidenced', 'verified']

/** A result carries the weakest strength it rests on (semantics 4). */
function weakest(facts: readonly Fact[]): Strength | null {
  const ranks = facts
    .map((fact) => (fact.strength === null ? -1 : strengths.indexOf(fact.strength)))
    .filter((rank) => rank >= 0)
  return ranks.length > 0 ? strengths[Math.min(...ranks)]! : null
}

/**
 * Evidence is past its cut-off: the item is evaluated on record with the township's blanks at their worst.
 * A register that a county unit keeps never lapses (semantics 9), so what only it can tell stays open.
 */
function atWorst(
  version: CompiledVersion,
  value: Rational,
  facts: Fact[],
  readBy: (known: (fact: Fact) => Knowledge) => Reading,
): Scored & { reading: Reading } {
  const chosen = new Map(
    facts.map((fact) => [fact.compiled.id, isCountyKept(fact) ? fact.known : fact.record]),
  )
  const reading = readBy((fact) => chosen.get(fact.compiled.id) ?? fact.record)
  const score = (): Scored => version.score.evaluate(value, reading)
  for (const fact of facts) {
    if (isCountyKept(fact) || isDetermined(fact.record)) continue
    let worst: { known: Knowledge; scored: Scored } | undefined
    for (const known of ends(fact.record)) {
      chosen.set(fact.compiled.id, known)
      const scored = score()
      const lower = worst && (cmp(scored.low, worst.scored.low) || cmp(scored.high, worst.scored.high)) < 0
      if (!worst || lower) worst = { known, scored }
    }
    chosen.set(fact.compiled.id, worst!.known)
  }
  return { ...score(), reading }
}
