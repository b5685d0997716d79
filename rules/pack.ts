/**
 * The pack 指标体系 as data: what a folder of declarations resolves to once `extends` is laid over its base.
 * It is plain JSON (canonical, hashed, stored, sent to pages); `rules/compile.ts` turns it into functions.
 */

/** Why a township is held to a requirement. */
export type Binding = 'S' | 'V' | 'R' | 'L' | 'P' | 'K'
export type TownshipKind = '乡' | '镇' | '街道'
export const townshipKinds: readonly TownshipKind[] = ['乡', '镇', '街道']

export type FieldType = 'text' | 'date' | 'number' | 'integer' | 'amount' | 'flag' | 'choice' | 'set' | 'ref'

export interface Field {
  id: string
  label: string
  type: FieldType
  required: boolean
  /** This field names the row in a gap. */
  namesRow: boolean
  /** Choices of `choice` and `set` fields, resolved (a set `of: report.sections` lists the section titles). */
  of?: string[]
  /** The choices are levels of the pack, the highest first: they can be compared. */
  ordered?: true
  /** The register a `ref` points into. */
  to?: string
  unit?: string
  /** What a blank cell says once the register is closed. */
  blankWhenClosed: 'never' | 'false' | 'unknown'
  /** A limit or a term, which may lie ahead of the day of assessment; another day that does is of a deed not done yet. */
  ahead?: true
}

/** `events`: the rows themselves, for functions that judge each; `choice`: one of a field's words (a grade, a level). */
export type FactKind =
  | 'count'
  | 'share'
  | 'amount'
  | 'elapsed'
  | 'rate'
  | 'date'
  | 'dates'
  | 'flag'
  | 'set'
  | 'choice'
  | 'events'

/** Which of several rows speaks: by its date, its level or how long it took; the mean is of all. */
export type RowPick = 'earliest' | 'latest' | 'highest' | 'longest' | 'shortest' | 'mean'

/** What the time between two dates is counted in. */
export type ElapsedIn = 'days' | 'workdays' | 'months'

export interface FactDeclaration {
  id: string
  title: string
  kind: FactKind
  unit?: string
  /** The register whose rows prove it. */
  register: string
  /** CEL over a row: which rows count. */
  where?: string
  /** share: the fact that is the denominator. */
  over?: string
  /** share/count: each row of this register counts once (`each: villages`), through the `ref` field that points there. */
  each?: string
  /** With `each`: rows needed for one to count; default 1. */
  atLeast?: number
  /** count: rows counted once per value of this field. */
  distinct?: string
  /** count/amount: sum of this field. date/set: the one row's value. dates: the list. rate: the numerator's field. */
  field?: string
  /** rate: the field of the denominator. */
  overField?: string
  /** elapsed: the date fields it is between, and what it is counted in. */
  from?: string
  to?: string
  in?: ElapsedIn
  /** date, level or length of several rows: which one. */
  pick?: RowPick
  claims: Frame[]
}

/** A value as a frame's example writes it and as a claim carries it. */
export type ClaimValue =
  | number
  | boolean
  | string
  | string[]
  | { from: string; to: string }
  | { rate: string }

/** How a fact is worded in reports. Exactly one of count…header says what kind of quantity it takes. */
export interface Frame {
  count?: string | string[]
  share?: string | string[] | true
  rate?: true
  date?: true | string | string[]
  dates?: true
  money?: true
  flag?: true
  header?: string[]
  /** section: this section of the report is present. */
  section?: true
  of?: string | string[] | string[][]
  with?: string | (string | string[])[]
  by?: string | string[]
  not?: string[]
  say?: string | string[]
  /** All the words around the figure, in any of these spellings. */
  label?: string | string[]
  also?: string[]
  sum?: boolean
  /** A text this frame must read, with the value. */
  reads: Record<string, ClaimValue>
  skips: string[]
}

export interface Register {
  id: string
  title: string
  keeper: 'township' | 'county'
  /** County unit that keeps it, when the county does. */
  keeperUnit?: string
  /** Fields that tell one row from another. */
  key: string[]
  /** The date field that puts a row in a year. */
  yearBy?: string
  oneRow?: 'year'
  /** Only for these kinds of township. */
  kinds?: TownshipKind[]
  /** For counting the work of entering it; no score depends on it. */
  expected?: ExpectedRows
  fields: Field[]
  /** What must hold between the cells of a row, with the words when it does not. */
  checks: RowCheck[]
  facts: FactDeclaration[]
}

/** An estimate of what a register asks of an ordinary township: so many rows in each of something. */
export interface ExpectedRows {
  /** Decimal strings. */
  rows: Record<TownshipKind, string>
  /** A stretch of the year, or a register for each of whose rows they are entered. */
  per: string
  /** A register without a date of its own that is written again each year. */
  anew?: true
}

export interface RowCheck {
  /** CEL over a row; a row is refused only where it is certainly false. */
  rule: string
  says: string
}

export interface Law {
  id: string
  /** Left out where the exact title was never read. */
  title?: string
  number?: string
  issuer?: string
  from?: string
  to?: string
  /** Cited without its exact title being known: issuer, date and number only. */
  note?: string
  /** Articles that are one list: the number in brackets is a point 项, elsewhere a paragraph 款. */
  points?: string[]
}

export interface Citation {
  law: string
  articles: string[]
  /** How it reaches the township, e.g. 参照. */
  as?: string
}

export interface DueDate {
  /** Years after the period. */
  yearOffset: number
  /** MM-DD */
  date: string
  dayItself: 'in_time' | 'late'
}

/** `{ <function name>: parameters }`; the parameters are checked by the function (rules/functions). */
export type ScoreDeclaration = Record<string, Record<string, unknown>>

export interface ItemVersion {
  from: string
  to?: string
  binding: Binding
  /** basis / number letters, e.g. A/C. */
  checked: string
  basis: Citation[]
  clause: string
  score: ScoreDeclaration
}

export interface EmptyTreatment {
  treat: 'full' | 'renormalise' | 'redistribute_equal' | 'transfer'
  within: 'dimension' | 'total'
  to?: string
}

export interface Remedy {
  post: string
  /** Working days. */
  effort: number
  text: string
}

export interface Item {
  id: string
  title: string
  dimension: string
  core: boolean
  on: boolean
  /** Points, decimal string. */
  value: string
  kinds: TownshipKind[]
  /** How a version is chosen: by the end of the period or by a date field of the rows (`decisions.meeting_on`), of several registers each its own. */
  by: string | string[]
  versions: ItemVersion[]
  empty: EmptyTreatment | null
  redLine: { when: string; effect: string; grade?: string } | null
  evidence: string[]
  scoringUnit: string
  actBy: 'period_end' | DueDate
  /** Default: the cycle's cut-off. */
  evidenceBy: DueDate | null
  remedy: Remedy
  /** Ids of the pack's causes a person may choose from. */
  causes: string[]
  says: Record<string, string>
}

/** A part of the table above its items; parts nest freely, leaves are items. */
export interface Branch {
  /** The items it names itself; of a dimension all that no node names. */
  items?: string[]
  nodes?: TableNode[]
  /** What all its items together can lose at most (M2); points, decimal string. */
  deductMost?: string
}

export interface TableNode extends Branch {
  title: string
}

export interface Dimension extends Branch {
  id: string
  title: string
  /** Its part of the hundred, e.g. 20%; every dimension has one or none has. */
  weight?: string
}

export interface ReportSection {
  id: string
  /** What `annual_report.parts` calls it. */
  title: string
  required: boolean
  /** Words of a heading that tell the section. */
  headings: string[][]
  /** Claims in it are results, or not. */
  status: 'result' | 'shortcoming' | 'plan' | 'other'
  /** Items whose results the drafted report tells here and not in its first part. */
  items?: string[]
}

export interface ReadingWords {
  words: Record<string, string[]>
  bodies: Record<string, string[]>
  counters: Record<string, string[]>
}

export interface Group {
  id: string
  title: string
  kinds: TownshipKind[]
  /** Grade lines of its own; the titles are the table's. */
  grades?: Grade[]
}

/** What parts equal totals, in this order; without any they share the place. */
export type TieBreaker = { by: 'bonus' | 'red_lines' | 'unmet_core' } | { by: 'dimension'; dimension: string }

/** At most this part of a group may have the grade; applied after bands. */
export interface Quota {
  grade: string
  /** A percentage, e.g. 30%; of a group's number, rounded down. */
  most: string
}

/** The first n of a group, and what happens to a tie across the edge. */
export interface Top {
  n: number
  edge: 'all_in' | 'none'
}

/** Bonus or deduction: signed results beside the base, collected, then capped. */
export interface Pool {
  id: string
  title: string
  sign: 'plus' | 'minus'
  /** Points, decimal string. */
  cap: string
  /** The same matter told in several lines counts once, at the highest (M3), or each time. */
  sameMatter: 'highest' | 'each'
  /** Counts only when the rounded base reaches this; `line` says whether the line itself does. */
  gate: { base: string; line: 'counts' | 'excluded' } | null
}

/** Items that may lose points by one matter, of which one bears the loss (M3); the order of `items` parts what is equal. */
export interface SharedMatter {
  id: string
  items: string[]
  /** `row`: one row is one matter; else of each item the field of its register that names the matter. */
  by: 'row' | Record<string, string>
  /** The one that deducts most for it, or the first of the items that deducts at all. */
  bears: 'highest' | 'first'
}

export type VetoEffect =
  | { kind: 'fail' | 'stop_scoring' | 'lower_grade' | 'rank_last' | 'bar_awards' }
  | { kind: 'cap_grade'; grade: string }
  | { kind: 'deduct' | 'set_score'; points: string }

/** 一票否决 with its declared effect and the document that allows it. */
export interface Veto {
  id: string
  title: string
  /** CEL over facts. */
  when: string
  effect: VetoEffect
  /** Number of the approval. */
  approval: string
}

/** A part of the total beside the table's own score, which is `of: base`. */
export interface TotalSource {
  title: string
  of: string
  /** Full marks there; a rate has none. */
  scale?: string
  weight: string
  /** If it is not assessed; left out: undecided. */
  missing?: 'undecided' | 'others' | { to: string } | { of: string; scale?: string }
}

export interface Grade {
  title: string
  from: string
  /** Held only when the rounded base, without bonus and deductions, reaches this; so is every grade above. */
  baseAtLeast?: string
}

/** Where a value comes from: a law, a local rule, what is usual, or not known for sure. */
export type ParameterOrigin = 'law' | 'local' | 'convention' | 'unverified'

/** A named value that items and registers are written with; it stands in them already. */
export interface Parameter {
  id: string
  title: string
  value: number | string
  /** As a sentence says it: 3月31日, 90%. */
  text: string
  unit?: string
  origin: ParameterOrigin
  note?: string
  /** The pack that declared it. */
  pack: string
  /** The pack that set another value. */
  overriddenBy?: string
  /** Items that are written with it, or count by a fact that is. */
  items: string[]
}

export interface PackTable {
  id: string
  version: string
  title: string
  places: string[]
  extends: string | null
  /** An issued table has grades; a slice without one shows points and no grade. */
  issued: boolean
  grades: Grade[]
  groups: Group[]
  /** Twelve months from this day (MM-DD) of the year before; left out: the calendar year. */
  period?: { from: string }
  rounding: { places: number }
  ties: 'share'
  tieBreakers?: TieBreaker[]
  quotas?: Quota[]
  top?: Top
  /** Past-year cut-off of evidence without a cycle. */
  evidenceBy: DueDate
  causes: Record<string, string>
  /** Sentence of a gap without evidence. */
  missing: string
  changes: string[]
  /** Absent in a pack that names no value. */
  parameters?: Parameter[]
  /** Scales of words, each from the highest down; absent in a pack that names none. */
  levels?: Record<string, string[]>
  /** The total is made of these; absent where it is the table's own score. */
  composite?: TotalSource[]
  pools: Pool[]
  vetoes: Veto[]
  /** Absent in a pack where no matter is declared to count once across items. */
  matters?: SharedMatter[]
  dimensions: Dimension[]
  /** Items of a pool have its id as their dimension. */
  items: Item[]
  registers: Register[]
  laws: Law[]
  reading: ReadingWords
  report: { sections: ReportSection[] }
}

/** One thing wrong with a pack, an evidence file or a row: where it is, what stands there, how to mend it. */
export interface Problem {
  severity: 'error' | 'warning'
  code: string
  /** The item it concerns, when it concerns one. */
  item?: string
  file: string
  line?: number
  column?: number
  /** The offending text. */
  text?: string
  message: string
  remedy?: string
}
