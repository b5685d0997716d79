/** What assessing gives: points of items, dimensions and the total as intervals, with what they rest on. */
import type { Finding, Outcome, Strength } from './assessment.ts'
import type { CompiledItem, CompiledPack, CompiledPool, CompiledVersion, CompiledVeto } from './compile.ts'
import type { Composite } from './composite.ts'
import type { PeerValues } from './condition-names.ts'
import type { HolidayTable } from './dates.ts'
import type { Evidence } from './evidence.ts'
import type { Fact, FactReader } from './fact.ts'
import type { Reading, Scored } from './functions/index.ts'
import type { Rational } from './rational.ts'

export interface AssessOptions {
  /** The day it is judged on; default: the cut-off of evidence for a past year, else today. */
  asOf?: string
  today: string
  holidays: HolidayTable
  /** The other townships' values, in the county's second pass. */
  peers?: PeerValues
  /** What is entered for days to come counts as done: how it would stand once everything planned has been. */
  foreseen?: boolean
}

export interface Range {
  low: Rational
  high: Rational
}

export interface NodeScore extends Range {
  value: Rational
  applicable: Rational
  onRecord: Range
  /** What it was raised by where deductions stop at this level (M1). */
  floor?: Range & { onRecord: Range }
  /** What it was raised by where its items together can lose only so much (M2). */
  cap?: Range & { onRecord: Range }
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
  /** Its points with the loss that other items may bear (M3): its facts, its reading and its sentences are these. */
  plain?: Range & { outcome: Outcome; onRecord: Range; unlapsed: Range }
  /** It may still turn out not to apply. */
  mayBeEmpty?: boolean
  /** Why the township says that it does not apply; the county has not answered. */
  saidNotApplicable?: string
  /** Counted as full marks in the scaled total although it does not apply (treatment `full`). */
  full?: boolean
  /** Its value in the unit of the total: points, or of a weighed dimension its part of the hundred. */
  worth: Rational
  /** Value after what does not apply has moved; what the scaled total weighs it with. */
  effective: Rational
  /** Lines by matter, for a pool that counts the same matter once. */
  matters?: Scored['matters']
  /** The same as they are on record. */
  recordedMatters?: Scored['matters']
}

export interface BranchScore extends NodeScore {
  /** Of a node its place in the dimension, e.g. d1.2. */
  id: string
  title: string
  /** All its items, those of its nodes with them. */
  items: ItemScore[]
  nodes: BranchScore[]
  /** What its items together can lose at most. */
  deductMost?: string
}

export interface DimensionScore extends BranchScore {
  /** Of a weighed table: what it counts in the total. */
  weighed?: NodeScore
}

export interface PoolScore {
  pool: CompiledPool
  lines: ItemScore[]
  /** What its lines come to, capped, before its gate. */
  collected: Range
  /** What it adds or takes, never negative, capped and behind its gate. */
  now: Range
  onRecord: Range
}

export interface VetoState {
  veto: CompiledVeto
  /** true: it holds; null: it may. */
  holds: true | null
  onRecord: boolean
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
  /** To 100 by the items alone, exact. */
  own: { exact: Range; onRecord: Range } | null
  /** How the base is made of it and of other sources; null where it is all of it. */
  composite: Composite | null
  /** To 100 before pools and vetoes, exact. */
  base: { exact: Range; onRecord: Range } | null
  /** To 100 with pools and vetoes, rounded half up as the pack says; null when nothing applies. */
  scaled: (Range & { exact: Range; onRecord: Range }) | null
  /** Titles of the grades at both ends; null without an issued table. */
  grade: { low: string; high: string } | null
  facts: FactReader
  findings: Finding[]
}
