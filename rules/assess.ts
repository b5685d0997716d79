/**
 * (pack, evidence, asOf) → points of every item, dimension and the total, as exact intervals with outcome, strength and
 * dates. Pure: the same input gives the same result for ever. Sentences are rendered by assessment-view.ts when asked for.
 */
import type { Finding, Outcome, Strength } from './assessment.ts'
import type { CompiledItem, CompiledPack, CompiledVersion } from './compile.ts'
import type { HolidayTable } from './dates.ts'
import type { Evidence } from './evidence.ts'
import { type Fact, type FactReader, type RowWindow, readFacts } from './facts.ts'
import type { Reading, Scored } from './functions/index.ts'
import { dueDay } from './functions/parameters.ts'
import { ends, isDetermined, type Knowledge } from './knowledge.ts'
import type { DueDate } from './pack.ts'
import { add, cmp, div, isZero, max, mul, type Rational, rational, round, sub, zero } from './rational.ts'

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
  reading: Reading
  /** Value after what does not apply has moved (semantics 13); what the scaled total weighs it with. */
  effective: Rational
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
  /** To 100, rounded half up as the pack says; null when nothing applies. */
  scaled: (Range & { exact: Range; onRecord: Range }) | null
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
    scaled: scale(items, pack.table.rounding.places),
    facts,
    findings: collectFindings(pack, facts),
  }
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

function scoreItem(
  pack: CompiledPack,
  item: CompiledItem,
  facts: FactReader,
  year: number,
  asOf: string,
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
  const recorded = version.score.evaluate(
    item.value,
    readBy((fact) => fact.record),
  )
  if (unlapsed.empty)
    return { ...base, ...absent('not_applicable'), value: item.value, facts: used, strength: weakest(used) }
  const lapsed = asOf > evidenceBy
  const now = lapsed ? atWorst(version, item.value, used, readBy) : unlapsed
  const range = { low: now.low, high: now.high }
  return {
    ...base,
    ...range,
    value: item.value,
    applicable: item.value,
    effective: item.value,
    onRecord: { low: recorded.low, high: recorded.high },
    unlapsed: { low: unlapsed.low, high: unlapsed.high },
    outcome: outcomeOf(item.value, range, version.score.least),
    strength: weakest(used.filter((fact) => fact.strength !== null)),
    facts: used,
  }
}

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
): Scored {
  const chosen = new Map<Fact, Knowledge>(facts.map((fact) => [fact, fact.record]))
  const score = (): Scored =>
    version.score.evaluate(
      value,
      readBy((fact) => chosen.get(fact) ?? fact.record),
    )
  for (const fact of facts) {
    if (fact.compiled.register.table.keeper === 'county' || isDetermined(fact.record)) continue
    let worst: { known: Knowledge; scored: Scored } | undefined
    for (const known of ends(fact.record)) {
      chosen.set(fact, known)
      const scored = score()
      const lower = worst && (cmp(scored.low, worst.scored.low) || cmp(scored.high, worst.scored.high)) < 0
      if (!worst || lower) worst = { known, scored }
    }
    chosen.set(fact, worst!.known)
  }
  return score()
}

// --- totals -------------------------------------------------------------------------------------------------------

function sumNodes(nodes: readonly NodeScore[]): NodeScore {
  const total = (pick: (node: NodeScore) => Rational): Rational => nodes.map(pick).reduce(add, zero)
  return {
    value: total((node) => node.value),
    applicable: total((node) => node.applicable),
    low: total((node) => node.low),
    high: total((node) => node.high),
    onRecord: { low: total((node) => node.onRecord.low), high: total((node) => node.onRecord.high) },
  }
}

/**
 * What does not apply moves value, never points, in the order transfer, redistribute, renormalise; an empty scope
 * escalates to the whole, and a transfer to an absent target becomes renormalise (semantics 13; scoring.md §6.5).
 */
function moveValues(items: ItemScore[]): void {
  const byId = new Map(items.map((item) => [item.item.table.id, item]))
  const gone = items.filter((item) => item.outcome === 'not_applicable')
  const scopeOf = (item: ItemScore): ItemScore[] => {
    const present = items.filter((other) => other.effective.n > 0n)
    if (item.item.table.empty?.within === 'total') return present
    const inside = present.filter((other) => other.item.table.dimension === item.item.table.dimension)
    return inside.length > 0 ? inside : present
  }
  const treated = (treat: string): ItemScore[] =>
    gone.filter((item) => item.item.table.empty?.treat === treat)
  for (const item of treated('full')) {
    item.effective = item.value
    item.applicable = item.value
    item.low = item.value
    item.high = item.value
    item.onRecord = { low: item.value, high: item.value }
    item.unlapsed = item.onRecord
  }
  const renormalised = treated('renormalise')
  for (const item of treated('transfer')) {
    const target = byId.get(item.item.table.empty?.to ?? '')
    if (target && target.effective.n > 0n) target.effective = add(target.effective, item.value)
    else renormalised.push(item)
  }
  for (const item of treated('redistribute_equal')) {
    const scope = scopeOf(item)
    for (const other of scope) other.effective = add(other.effective, div(item.value, rational(scope.length)))
  }
  // Together, so that the order of items in one scope cannot matter.
  const scopes = new Map<string, { scope: ItemScore[]; value: Rational }>()
  for (const item of renormalised) {
    const scope = scopeOf(item)
    const key = scope.map((other) => other.item.table.id).join(' ')
    const entry = scopes.get(key)
    if (entry) entry.value = add(entry.value, item.value)
    else scopes.set(key, { scope, value: item.value })
  }
  for (const { scope, value } of scopes.values()) {
    const inside = scope.map((item) => item.effective).reduce(add, zero)
    if (isZero(inside)) continue
    const factor = div(add(inside, value), inside)
    for (const item of scope) item.effective = mul(item.effective, factor)
  }
}

const hundred = rational(100)

/** Σ points × effective ÷ value, to 100, rounded once. */
function scale(items: ItemScore[], places: number): AssessResult['scaled'] {
  const counted = items.filter((item) => item.effective.n > 0n)
  const whole = counted.map((item) => item.effective).reduce(add, zero)
  if (isZero(whole)) return null
  const total = (pick: (item: ItemScore) => Rational): Rational =>
    mul(
      hundred,
      div(counted.map((item) => div(mul(pick(item), item.effective), item.value)).reduce(add, zero), whole),
    )
  const exact = { low: total((item) => item.low), high: total((item) => item.high) }
  const record = { low: total((item) => item.onRecord.low), high: total((item) => item.onRecord.high) }
  return {
    low: round(exact.low, places),
    high: round(exact.high, places),
    exact,
    onRecord: { low: round(record.low, places), high: round(record.high, places) },
  }
}

/** What so many points of an item add to the hundred: R(after) − R(before), never a sum of gains (semantics 11). */
export function gainOnHundred(result: AssessResult, item: ItemScore, points: Rational): Rational {
  const { scaled, pack } = result
  if (!scaled || isZero(item.effective)) return zero
  const whole = result.items.map((other) => other.effective).reduce(add, zero)
  const added = mul(hundred, div(div(mul(points, item.effective), item.value), whole))
  return sub(round(add(scaled.exact.low, added), pack.table.rounding.places), scaled.low)
}

/** secured 已得, open 可争取, lost 已失, over: together the applicable value (semantics 8). */
export function split(node: { applicable: Rational; low: Rational; high: Rational }) {
  return {
    secured: node.low,
    open: sub(node.high, node.low),
    lost: max(zero, sub(node.applicable, node.high)),
    over: max(zero, sub(node.high, node.applicable)),
  }
}
