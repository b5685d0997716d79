/** One item: version, facts, points as an interval, on record and after the cut-off, outcome and strength. */

import type { Outcome, Strength } from './assessment.ts'
import type { CompiledItem, CompiledPack, CompiledVersion } from './compile.ts'
import type { Evidence } from './evidence.ts'
import type { Fact, FactReader, RowWindow } from './fact.ts'
import type { Reading, Scored } from './functions/index.ts'
import { dueDay } from './functions/parameters.ts'
import { keep } from './keep.ts'
import { ends, isDetermined, type Knowledge, nothing } from './knowledge.ts'
import type { DueDate } from './pack.ts'
import { periodEnd, periodStart } from './period.ts'
import { cmp, max, min, type Rational, zero } from './rational.ts'
import type { ItemScore, Range } from './result.ts'

/**
 * A line of a pool differs from an item of the base: on record nothing registered means nothing happened, and it stays
 * open until its list is closed.
 */
export function scoreItem(
  pack: CompiledPack,
  item: CompiledItem,
  facts: FactReader,
  evidence: Evidence,
  asOf: string,
  role: 'item' | 'line' = 'item',
): ItemScore {
  const { year } = evidence
  const version = versionInForce(item, year)
  const actBy = actByOf(item, year)
  const evidenceBy = dueDay(evidenceCutOff(pack, item), year, pack.periodFrom)
  const window = rowWindow(pack, item, version, year)
  const base = { item, version, actBy, evidenceBy, reading: readingBy(facts, window, (fact) => fact.known) }
  if (!version) return { ...base, ...absent('not_in_force'), facts: [] }
  const used = version.score.facts.map((id) => facts.get(id, window))
  const lapsed = asOf > evidenceBy && !(role === 'line' && used.every(isCountyKept))
  const pointsBy = (by: RowWindow | undefined): Points =>
    pointsOf(version, item.value, facts, by, role, lapsed)
  const plain = pointsBy(window)
  const exempt = evidence.notApplicable?.[item.table.id]
  if (plain.unlapsed.empty || exempt?.accepted === true)
    return {
      ...base,
      ...absent('not_applicable'),
      value: item.value,
      worth: item.value,
      facts: used,
      strength: weakest(used),
    }
  const points = version.spares ? pointsBy(sparedWindow(item, version, window)) : plain
  const { unlapsed, recorded, now } = points
  // Until the county answers, both hold: what the facts give, and that it does not apply.
  const asked = exempt?.accepted === null
  const rangeOf = ({ low, high }: Range): Range => (asked ? { low: zero, high: item.value } : { low, high })
  const outcome = (scored: Range): Outcome =>
    outcomeOf(item.value, rangeOf(scored), leastOf(version, plain.now.reading))
  return {
    ...base,
    ...rangeOf(now),
    reading: plain.now.reading,
    lapsed,
    value: item.value,
    applicable: item.value,
    worth: item.value,
    effective: item.value,
    onRecord: { low: recorded.low, high: recorded.high },
    unlapsed: { low: unlapsed.low, high: unlapsed.high },
    outcome: outcome(now),
    strength: weakest(used.filter((fact) => fact.strength !== null)),
    facts: used,
    ...(version.spares ? plainOf(plain, outcome(plain.now)) : {}),
    ...(asked || now.mayBeEmpty ? { mayBeEmpty: true } : {}),
    ...(asked ? { saidNotApplicable: exempt.reason } : {}),
    ...(now.matters ? { matters: now.matters } : {}),
    ...(recorded.matters ? { recordedMatters: recorded.matters } : {}),
  }
}

const readingBy = (
  facts: FactReader,
  window: RowWindow | undefined,
  known: (fact: Fact) => Knowledge,
): Reading => ({
  known: (id) => known(facts.get(id, window)),
  fact: (id) => facts.get(id, window),
  environment: facts.environment,
})

/** Points of an item as its rows are read in one way. */
interface Points {
  unlapsed: Scored
  recorded: Scored
  now: Scored & { reading: Reading }
}

function pointsOf(
  version: CompiledVersion,
  value: Rational,
  facts: FactReader,
  window: RowWindow | undefined,
  role: 'item' | 'line',
  lapsed: boolean,
): Points {
  const readBy = (known: (fact: Fact) => Knowledge): Reading => readingBy(facts, window, known)
  const used = version.score.facts.map((id) => facts.get(id, window))
  const asRecorded = (fact: Fact): Knowledge =>
    role === 'line' && fact.strength === null ? nothing(fact.known) : fact.record
  const reading = readBy((fact) => fact.known)
  const onRecord = readBy(asRecorded)
  const scored = version.score.evaluate(value, reading)
  // Facts that are on record as they are known need no second reckoning.
  const settled = used.every((fact) => asRecorded(fact) === fact.known)
  const unlapsed = orNotApplicable(scored, value)
  const recorded = settled ? unlapsed : orNotApplicable(version.score.evaluate(value, onRecord), value)
  if (!lapsed) return { unlapsed, recorded, now: { ...unlapsed, reading } }
  const now =
    role === 'line'
      ? { ...recorded, reading: onRecord }
      : atWorst(version, value, used, readBy, settled ? scored : null)
  return { unlapsed, recorded, now }
}

/** Rows that another item bears are left out (rules/matters.ts). */
const sparedWindow = (
  { table }: CompiledItem,
  { table: { from }, spares }: CompiledVersion,
  window: RowWindow | undefined,
): RowWindow => ({
  fields: new Map(),
  from: '',
  ...window,
  key: `${table.id} ${from} spared`,
  facts: spares!.facts,
})

const plainOf = ({ now, recorded, unlapsed }: Points, outcome: Outcome): Pick<ItemScore, 'plain'> => ({
  plain: {
    low: now.low,
    high: now.high,
    outcome,
    onRecord: { low: recorded.low, high: recorded.high },
    unlapsed: { low: unlapsed.low, high: unlapsed.high },
  },
})

/** An item that may turn out not to apply stands in the denominator as anything up to its value. */
function orNotApplicable(scored: Scored, value: Rational): Scored {
  if (!scored.mayBeEmpty) return scored
  return { ...scored, low: min(zero, scored.low), high: max(value, scored.high) }
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
    worth: zero,
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

/** The day by which the deed of a year must be done. */
export const actByOf = ({ table: { actBy }, periodFrom }: CompiledItem, year: number): string =>
  actBy === 'period_end' ? periodEnd(year, periodFrom) : dueDay(actBy, year, periodFrom)

/** The version in force at the end of the period; the clause of a year is that year's. */
export function versionInForce(item: CompiledItem, year: number): CompiledVersion | null {
  const end = periodEnd(year, item.periodFrom)
  const inForce = item.versions.filter(
    (version) => version.table.from <= end && (version.table.to === undefined || version.table.to >= end),
  )
  return inForce.length > 0 ? inForce[inForce.length - 1]! : null
}

const windows = new WeakMap<CompiledVersion, Map<number, { window: RowWindow | undefined }>>()

/** How an item reads rows: before the first version's date they were under no rule, so they do not count. */
export function rowWindow(
  pack: Pick<CompiledPack, 'registers'>,
  item: CompiledItem,
  version: CompiledVersion | null,
  year: number,
): RowWindow | undefined {
  if (!version || item.by.length === 0) return undefined
  // Every township of the year reads it so.
  const ofVersion = keep(windows, version, () => new Map<number, { window: RowWindow | undefined }>())
  return keep(ofVersion, year, () => ({ window: windowOf(pack, item, version, year) })).window
}

function windowOf(
  { registers }: Pick<CompiledPack, 'registers'>,
  item: CompiledItem,
  version: CompiledVersion,
  year: number,
): RowWindow | undefined {
  const first = item.versions[0]
  if (!first) return undefined
  const { facts } = version
  const { from } = first.table
  const byYear = item.by.every(({ register, field }) => registers.get(register)?.table.yearBy === field)
  if (facts.size === 0 && byYear && from <= periodStart(year, item.periodFrom)) return undefined
  const fields = new Map(item.by.map(({ register, field }) => [register, field]))
  // Items that read the same facts of the same rows share them.
  const key = facts.size > 0 ? `${item.table.id} ${version.table.from}` : `${[...fields].flat()} ${from}`
  return { key, fields, from, facts }
}

/** met, not_met, partly, else unknown. */
export function outcomeOf(value: Rational, range: Range, least: Rational): Outcome {
  if (cmp(range.low, value) >= 0) return 'met'
  if (cmp(range.high, least) <= 0) return 'not_met'
  if (cmp(range.low, least) > 0 && cmp(range.high, value) < 0) return 'partly'
  return 'unknown'
}

const strengths: readonly Strength[] = ['claimed', 'recorded', 'evidenced', 'verified']

/** A result carries the weakest strength it rests on. */
function weakest(facts: readonly Fact[]): Strength | null {
  const ranks = facts
    .map((fact) => (fact.strength === null ? -1 : strengths.indexOf(fact.strength)))
    .filter((rank) => rank >= 0)
  return ranks.length > 0 ? strengths[Math.min(...ranks)]! : null
}

/**
 * Evidence is past its cut-off: the item is evaluated on record with the township's blanks at their worst.
 * A register that a county unit keeps never lapses, so what only it can tell stays open.
 */
function atWorst(
  version: CompiledVersion,
  value: Rational,
  facts: Fact[],
  readBy: (known: (fact: Fact) => Knowledge) => Reading,
  recorded: Scored | null,
): Scored & { reading: Reading } {
  const chosen = new Map(
    facts.map((fact) => [fact.compiled.id, isCountyKept(fact) ? fact.known : fact.record]),
  )
  const reading = readBy((fact) => chosen.get(fact.compiled.id) ?? fact.record)
  const score = (): Scored => version.score.evaluate(value, reading)
  let last = recorded
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
    last = worst!.scored
  }
  const scored = last ?? score()
  // A number without an upper bound has no worst end to choose: what is left open beside it is lost all the same.
  const lost = facts.some(isCountyKept) ? scored.high : scored.low
  return { ...scored, high: lost, reading }
}
