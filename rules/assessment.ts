/** The one result object: what commands print as JSON. Pages, terminal, Markdown and spreadsheets only draw it. */
import type { Claim } from './evidence.ts'
import type { Binding, Remedy, Top, VetoEffect } from './pack.ts'

/** Points are decimal strings, half up to six places; `exact` holds the fractions where that is not exact. */
export interface PointsRange {
  low: string
  high: string
  exact?: { low: string; high: string }
}

export interface Points extends PointsRange {
  secured: string
  open: string
  lost: string
  over: string
}

export interface NodePoints extends Points {
  value: string
  applicable: string
  /** The line by which 扣完为止 raises a sum of items that is below nothing (M1); left out where it does not. */
  floor?: PointsRange
  /** The line by which a cap on what its items lose together raises their sum (M2); left out where it does not. */
  cap?: PointsRange
}

/** A group of items inside a dimension. */
export interface NodeResult extends NodePoints {
  /** Its place in the dimension, e.g. d1.2. */
  id: string
  title: string
  /** All its items, those of its nodes with them. */
  items: string[]
  nodes?: NodeResult[]
}

export type Outcome = 'met' | 'partly' | 'not_met' | 'unknown' | 'not_applicable' | 'not_in_force'
export type Strength = 'claimed' | 'recorded' | 'evidenced' | 'verified'
export type GapKind = 'shortcoming' | 'undecided' | 'pending' | 'missing'
export type FactState = 'known' | 'unknown' | 'none' | 'not_applicable'

export interface RowRef {
  register: string
  id: string
  label: string
}

export interface FactView {
  id: string
  title: string
  unit?: string
  state: FactState
  value?: unknown
  low?: unknown
  high?: unknown
  /** Of a list: whether it has all there is; false: there may be more. */
  closed?: boolean
  strength: Strength | null
  /** As a person reads it: 30个, 27—29个, 2022年5月15日, 未提供. */
  text: string
  /** A finding about it: 未载明总数, 两处陈述不一致…. */
  notes: string[]
  quotes: { claim: string; quote: string; start: number; end: number }[]
  rows: (RowRef & { result: 'pass' | 'fail' | 'doubt' })[]
  register: string
}

export interface ReasonStep {
  kind: 'clause' | 'basis' | 'fact' | 'calculation' | 'result' | 'change' | 'note'
  text: string
  /** kind basis */
  binding?: Binding
  checked?: string
  /** kind fact */
  fact?: string
  /** kind change: what it would add to the hundred and to the item, and until when. */
  gain?: string
  by?: string
}

/** A bonus or deduction pool: what it adds or takes, capped and behind its gate. */
export interface PoolView extends PointsRange {
  id: string
  title: string
  sign: 'plus' | 'minus'
  cap: string
  onRecord: PointsRange
  /** What its lines come to before its gate; left out without a gate. */
  collected?: PointsRange
  lines: (PointsRange & { id: string; title: string; reason: ItemResult['reason']; facts: FactView[] })[]
  /** Matters that count once or are still to be named; left out where there are none. */
  notes?: string[]
}

/** The hundred before pools as several sources make it. */
export interface CompositeView {
  /** What the items come to alone. */
  own: PointsRange
  /** Every way the sources can turn out: the weight of the items, and what the others come to. Fractions. */
  ways: { weight: string; low: string; high: string }[]
}

/** A veto that holds, or that may still be declared (holds: null). */
export interface VetoView {
  id: string
  title: string
  effect: VetoEffect
  approval: string
  holds: true | null
}

/** A red line, or a veto that caps the grade: crossed, or not yet known to be kept. */
export interface RedLineView {
  id: string
  title: string
  /** The best grade it leaves. */
  grade: string
  /** It takes one grade off the one earned. */
  lowers?: true
  state: 'holds' | 'open'
}

export interface DimensionResult extends NodePoints {
  id: string
  title: string
  onRecord: PointsRange
  /** Groups of its items; left out where it has none. */
  nodes?: NodeResult[]
  /** Of a weighed table: its part of the hundred, and what it comes to there. */
  weight?: string
  weighed?: PointsRange
}

export interface ItemResult extends NodePoints {
  id: string
  title: string
  /** Number in the printed table, e.g. 6.3. */
  number: string
  dimension: string
  core: boolean
  outcome: Outcome
  strength: Strength | null
  binding: Binding | null
  checked: string | null
  scoringUnit: string
  onRecord: PointsRange
  actBy: string
  evidenceBy: string
  reason: { text: string; steps: ReasonStep[] }
  facts: FactView[]
  rows: RowRef[]
}

export interface Gap {
  item: string
  /** Number of the item in the printed table. */
  number: string
  kind: GapKind
  title: string
  /** The sentence of the shortcoming, or what is missing, waited for or undone. */
  text: string
  /** The item's own: lost whatever comes. With `open` never more than the item is worth. */
  lost: string
  /** By what is on record: rows still to come may hide it. */
  lostKnown: string
  lostLapsed: string
  open: string
  actBy: string
  evidenceBy: string
  remedy: Remedy
  rows: RowRef[]
  /** Causes of the pack this item offers. */
  causes: { id: string; text: string }[]
  cause: string | null
}

export interface Span {
  /** Code points of the paragraph's text. */
  start: number
  end: number
  fact: string
}

export interface DraftParagraph {
  kind: 'heading' | 'shortcoming' | 'cause' | 'measure' | 'missing' | 'own'
  text: string
  item: string | null
  facts: string[]
  spans: Span[]
}

export interface DocumentView {
  text: string
  title: string | null
  organisation: string | null
  /** township_report | county_report | unclear | other:<what> */
  kind: string
  year: number | null
  header: Record<string, string | null>
  sections: { kind: string; heading: string; start: number; end: number }[]
  shortcomings: { text: string; start: number; end: number }[]
  plans: { heading: string; start: number; end: number }[]
  /** Where each page of a PDF begins; left out for a file that has no pages of its own. */
  pages?: number[]
}

/** One thing in the evidence that a person should look at; never a failure. */
export interface Finding {
  kind: 'contradiction' | 'consistency' | 'note'
  fact?: string
  text: string
}

export interface Assessment {
  pack: { id: string; version: string; hash: string; why: string; title: string }
  engine: string
  asOf: string
  holidays: string
  peers: string | null
  evidence: string
  township: { name: string | null; kind: string; year: number }
  document: DocumentView | null
  claims: Claim[]
  findings: Finding[]
  score: {
    raw: NodePoints
    scaled: Points
    onRecord: PointsRange
    grade: { low: string; high: string } | null
    /** To 100 before pools and vetoes, rounded like the total; left out where the total is the same. */
    base?: Points
    /** What the hundred before pools is made of; left out where it is the items alone. */
    composite?: CompositeView
    pools: PoolView[]
    /** Left out where no veto holds or may. */
    vetoes?: VetoView[]
    /** Red lines and vetoes that hold or may, with the best grade each leaves; left out where there are none. */
    redLines?: RedLineView[]
    /** What decides on the total and the grade beside points, one sentence each; left out where nothing does. */
    notes?: string[]
  }
  dimensions: DimensionResult[]
  items: ItemResult[]
  gaps: Gap[]
  draft: { paragraphs: DraftParagraph[]; missing: { item: string; text: string }[] }
}

/** An item in figures alone, as comparisons of townships read it. */
export type ItemOutline = Omit<ItemResult, 'reason' | 'facts' | 'rows'>

/** What comparisons of townships read of an assessment: no sentences, no text. */
export interface AssessmentOutline
  extends Omit<Assessment, 'items' | 'gaps' | 'draft' | 'document' | 'claims' | 'findings'> {
  items: ItemOutline[]
  gaps: { item: string }[]
}

export interface RankedTownship extends Points {
  id: string
  name: string
  kind: string
  code: string
  place: { best: number; worst: number }
  /** Another township stands at the same place with the same decided score. */
  shared: boolean
  grade: { low: string; high: string } | null
  /** Items that lost most, worst first. */
  losses: { item: string; title: string; lost: string }[]
  gaps: number
  /** To the township listed before it in the group; null for the first. */
  between: Between | null
  /** A quota changed the grade: what it was by the bands. */
  quota?: { before: { low: string; high: string }; grade: string; most: string }
  /** Whether it is among the first n; barred: a veto keeps it from awards. */
  award?: 'in' | 'open' | 'out' | 'barred'
  /** A veto puts it last, or may. */
  last?: 'holds' | 'open'
}

/** How far a township is from passing the one before it, both by what they have secured. */
export interface Between {
  margin: string
  /** The fewest undecided items that would put it above; null: not even all of them. */
  items: { item: string; number: string; title: string; gain: string }[] | null
}

export interface RankingGroup {
  id: string
  title: string
  townships: RankedTownship[]
  /** What is compared when totals are equal, in words; left out: they share the place. */
  tieBreakers?: string[]
  /** Quotas of the table with the number they allow here, and the townships whose grade they changed. */
  quotas?: { grade: string; most: string; limit: number; changed: string[] }[]
  top?: Top
}

export interface Ranking {
  pack: Assessment['pack']
  asOf: string
  /** That it is for internal comparison only. */
  notice: string
  groups: RankingGroup[]
}
