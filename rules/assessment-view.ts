/** AssessResult → Assessment, the JSON that commands print: exact points as decimals, reasons as sentences. */
import type {
  Assessment,
  AssessmentOutline,
  CompositeView,
  DimensionResult,
  DocumentView,
  Finding,
  ItemOutline,
  ItemResult,
  NodePoints,
  NodeResult,
  Points,
  PointsRange,
  PoolView,
  VetoView,
} from './assessment.ts'
import { blankMatters } from './blank-matters.ts'
import { draftShortcomings } from './draft.ts'
import type { Claim } from './evidence.ts'
import { viewFact } from './fact-view.ts'
import { failingRows, findGaps, type GapResult } from './gaps.ts'
import { inKind } from './kind-words.ts'
import type { PackTable } from './pack.ts'
import { poolNotes } from './pool-notes.ts'
import {
  cmp,
  isExactDecimal,
  mul,
  type Rational,
  rational,
  round,
  toDecimal,
  toFraction,
} from './rational.ts'
import { explainItem } from './reasons.ts'
import type {
  AssessResult,
  BranchScore,
  DimensionScore,
  ItemScore,
  NodeScore,
  PoolScore,
  Range,
  VetoState,
} from './result.ts'
import { explainTotal } from './total-reasons.ts'
import { split } from './totals.ts'
import { waitingFor } from './waiting.ts'
import { redLinesOf } from './way-apart.ts'

/** What an assessment names besides the result: its inputs by hash, and the text it was read from. */
export interface AssessmentInputs {
  packHash: string
  packWhy: string
  engine: string
  holidaysHash: string
  evidenceHash: string
  peersHash?: string
  township: string | null
  document: DocumentView | null
  /** All claims, whatever their status. */
  claims: Claim[]
}

/** The one result object that pages, documents and the terminal draw. */
export function viewAssessment(result: AssessResult, inputs: AssessmentInputs): Assessment {
  const gaps = findGaps(result)
  return {
    ...figures(result, inputs),
    document: inputs.document,
    claims: markContradicted(inputs.claims, result.findings),
    findings: [...result.findings, ...blankMatters(result)],
    items: result.items.map((item) => viewItem(result, item)),
    gaps: gaps.map((gap) => viewGap(result, gap)),
    draft: draftShortcomings(result, gaps, inputs.document),
  }
}

function figures(result: AssessResult, inputs: AssessmentInputs): Omit<AssessmentOutline, 'items' | 'gaps'> {
  const { table } = result.pack
  const redLines = redLinesOf(result)
  return {
    pack: {
      id: table.id,
      version: table.version,
      title: table.title,
      hash: inputs.packHash,
      why: inputs.packWhy,
    },
    engine: inputs.engine,
    asOf: result.asOf,
    holidays: inputs.holidaysHash,
    peers: inputs.peersHash ?? null,
    evidence: inputs.evidenceHash,
    township: { name: inputs.township, kind: result.evidence.kind, year: result.evidence.year },
    score: {
      raw: viewNode(result.raw),
      scaled: viewScaled(result),
      onRecord: result.scaled ? rangeView(result.scaled.onRecord) : { low: '0', high: '0' },
      grade: result.grade,
      ...viewBase(result),
      ...viewComposite(result),
      pools: result.pools.map((pool) => viewPool(result, pool)),
      ...(result.vetoes.length > 0 ? { vetoes: result.vetoes.map(viewVeto) } : {}),
      ...(redLines.length > 0 ? { redLines } : {}),
      ...notesOf(result),
    },
    dimensions: result.dimensions.map((dimension) => viewDimension(table, dimension)),
  }
}

function viewDimension({ dimensions }: PackTable, dimension: DimensionScore): DimensionResult {
  const weight = dimensions.find(({ id }) => id === dimension.id)?.weight
  return {
    id: dimension.id,
    title: dimension.title,
    ...viewNode(dimension),
    onRecord: rangeView(dimension.onRecord),
    ...(dimension.nodes.length > 0 ? { nodes: dimension.nodes.map(viewBranch) } : {}),
    ...(weight && dimension.weighed ? { weight, weighed: rangeView(dimension.weighed) } : {}),
  }
}

const viewBranch = (branch: BranchScore): NodeResult => ({
  id: branch.id,
  title: branch.title,
  ...viewNode(branch),
  items: branch.items.map(({ item }) => item.table.id),
  ...(branch.nodes.length > 0 ? { nodes: branch.nodes.map(viewBranch) } : {}),
})

/** Pools widen the total beyond the hundred at either end: what the table alone comes to is told beside it. */
function viewBase({ base, scaled, pack }: AssessResult): { base?: Points } {
  if (!base || !scaled) return {}
  const { low, high } = base.exact
  if (cmp(low, scaled.exact.low) === 0 && cmp(high, scaled.exact.high) === 0) return {}
  const { places } = pack.table.rounding
  return { base: pointsOf({ applicable: hundred, low: round(low, places), high: round(high, places) }) }
}

function viewComposite({ own, composite }: AssessResult): { composite?: CompositeView } {
  if (!own || !composite) return {}
  const ways = composite.now.map(({ table, low, high }) => ({
    weight: toFraction(table),
    low: toFraction(mul(hundred, low)),
    high: toFraction(mul(hundred, high)),
  }))
  return { composite: { own: rangeView(own.exact), ways } }
}

function notesOf(result: AssessResult): { notes?: string[] } {
  const notes = explainTotal(result)
  return notes.length > 0 ? { notes } : {}
}

/** Claims of one fact that cannot both hold are shown so, until a person keeps one. */
function markContradicted(claims: Claim[], findings: Finding[]): Claim[] {
  const clashing = new Set(
    findings.filter((finding) => finding.kind === 'contradiction').map((finding) => finding.fact),
  )
  return claims.map((claim) =>
    claim.status === 'accepted' && clashing.has(claim.fact)
      ? { ...claim, status: 'contradicted', reason: '与另一处陈述矛盾，认定其中一处之前按未知计' }
      : claim,
  )
}

// --- points ------------------------------------------------------------------------------------------------------

export function rangeView(range: Range): PointsRange {
  const exact = isExactDecimal(range.low) && isExactDecimal(range.high)
  return {
    low: toDecimal(range.low),
    high: toDecimal(range.high),
    ...(exact ? {} : { exact: { low: toFraction(range.low), high: toFraction(range.high) } }),
  }
}

function pointsOf(node: { applicable: Rational } & Range): Points {
  const parts = split(node)
  return {
    ...rangeView(node),
    secured: toDecimal(parts.secured),
    open: toDecimal(parts.open),
    lost: toDecimal(parts.lost),
    over: toDecimal(parts.over),
  }
}

const viewNode = (node: NodeScore): NodePoints => ({
  value: toDecimal(node.value),
  applicable: toDecimal(node.applicable),
  ...pointsOf(node),
  ...(node.floor ? { floor: rangeView(node.floor) } : {}),
  ...(node.cap ? { cap: rangeView(node.cap) } : {}),
})

const hundred = rational(100)

/** Rounded as the pack says: secured R(low), open R(high) − R(low), lost 100 − R(high). */
export function viewScaled(result: AssessResult): Points {
  const { scaled } = result
  if (!scaled) return pointsOf({ applicable: rational(0), low: rational(0), high: rational(0) })
  const rounded = pointsOf({ applicable: hundred, low: scaled.low, high: scaled.high })
  const isRounded = cmp(scaled.low, scaled.exact.low) !== 0 || cmp(scaled.high, scaled.exact.high) !== 0
  if (!isRounded) return rounded
  return { ...rounded, exact: { low: toFraction(scaled.exact.low), high: toFraction(scaled.exact.high) } }
}

export function viewVeto({ veto: { table }, holds }: VetoState): VetoView {
  const { id, title, effect, approval } = table
  return { id, title, effect, approval, holds }
}

function viewPool(result: AssessResult, score: PoolScore): PoolView {
  const { pool, lines, collected, now, onRecord } = score
  const notes = poolNotes(score)
  return {
    id: pool.table.id,
    title: pool.table.title,
    sign: pool.table.sign,
    cap: pool.table.cap,
    ...rangeView(now),
    onRecord: rangeView(onRecord),
    ...(pool.table.gate ? { collected: rangeView(collected) } : {}),
    lines: lines.map((line) => ({
      id: line.item.table.id,
      title: line.item.table.title,
      ...rangeView(line),
      reason: explainItem(result, line),
      facts: line.facts.map(viewFact),
    })),
    ...(notes.length > 0 ? { notes } : {}),
  }
}

// --- items and gaps ------------------------------------------------------------------------------------------------

function outlineItem(score: ItemScore): ItemOutline {
  const { table } = score.item
  return {
    id: table.id,
    title: table.title,
    number: score.item.number,
    dimension: table.dimension,
    core: table.core,
    ...viewNode(score),
    outcome: score.outcome,
    strength: score.strength,
    binding: score.version?.table.binding ?? null,
    checked: score.version?.table.checked ?? null,
    scoringUnit: table.scoringUnit,
    onRecord: rangeView(score.onRecord),
    actBy: score.actBy,
    evidenceBy: score.evidenceBy,
  }
}

const viewItem = (result: AssessResult, score: ItemScore): ItemResult => ({
  ...outlineItem(score),
  reason: explainItem(result, score),
  facts: score.facts.map(viewFact),
  rows: score.version ? failingRows(score) : [],
})

/** What the township does about it; of what only others can settle, who does and what. */
function remedyOf(result: AssessResult, { kind, score }: GapResult): Assessment['gaps'][number]['remedy'] {
  const waiting = kind === 'undecided' ? waitingFor(result, score) : null
  if (waiting) return { post: waiting.post, effort: 0, text: waiting.step }
  const { remedy } = score.item.table
  return { ...remedy, text: inKind(remedy.text, result.evidence.kind) }
}

function viewGap(result: AssessResult, gap: GapResult): Assessment['gaps'][number] {
  const { table } = gap.score.item
  return {
    item: table.id,
    number: gap.score.item.number,
    kind: gap.kind,
    title: table.title,
    text: gap.sentence.text,
    lost: toDecimal(gap.lost),
    lostKnown: toDecimal(gap.lostKnown),
    lostLapsed: toDecimal(gap.lostLapsed),
    open: toDecimal(gap.open),
    actBy: gap.score.actBy,
    evidenceBy: gap.score.evidenceBy,
    remedy: remedyOf(result, gap),
    rows: failingRows(gap.score),
    causes: table.causes.map((id) => ({ id, text: result.pack.table.causes[id] ?? id })),
    cause: result.evidence.causes?.[table.id] ?? null,
  }
}
