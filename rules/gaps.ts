/** Items with points lost or open → gaps 差距, one an item, the first kind that fits. */

import type { GapKind, RowRef } from './assessment.ts'
import { chineseDate } from './dates.ts'
import { explanationOf } from './explained.ts'
import type { Fact } from './fact.ts'
import { disputedNote } from './facts.ts'
import { isDetermined } from './knowledge.ts'
import { add, cmp, isPositive, max, type Rational, sub, zero } from './rational.ts'
import type { AssessResult, ItemScore } from './result.ts'
import { renderSentence, type Sentence } from './sentences.ts'
import { waitingFor } from './waiting.ts'

export interface GapResult {
  score: ItemScore
  kind: GapKind
  /** Lost whatever comes; with `open` never more than the item is worth. */
  lost: Rational
  /** By what is on record: more than `lost` where rows still to come may hide it. */
  lostKnown: Rational
  lostLapsed: Rational
  open: Rational
  /** A shortfall is known whose loss another item bears (M3): a shortcoming all the same. */
  borne: boolean
  /** Rendered when it is asked for: counting gaps needs no words. */
  readonly sentence: Sentence
}

const absentOutcomes = ['not_in_force', 'not_applicable']

/** How many there are; most are told by their points alone. */
export const countGaps = (result: AssessResult): number =>
  result.items.filter(
    (score) =>
      !absentOutcomes.includes(score.outcome) &&
      (cmp(score.low, score.high) < 0 || cmp(score.high, score.applicable) < 0 || gapOf(result, score)),
  ).length

/** Gaps by worth: the most points lost or open first, then in the order of the table. */
export function findGaps(result: AssessResult): GapResult[] {
  const gaps = result.items.flatMap((score): GapResult[] => {
    const gap = gapOf(result, score)
    return gap ? [gap] : []
  })
  return (
    gaps
      // What is lost on record may be open still, and counts once.
      .map((gap, index) => ({ gap, index, worth: add(gap.lost, gap.open) }))
      .sort((a, b) => cmp(b.worth, a.worth) || a.index - b.index)
      .map(({ gap }) => gap)
  )
}

function gapOf(result: AssessResult, score: ItemScore): GapResult | null {
  if (absentOutcomes.includes(score.outcome)) return null
  const open = sub(score.high, score.low)
  const lost = max(zero, sub(score.applicable, score.high))
  const onRecord = max(zero, sub(score.applicable, score.onRecord.high))
  // Whether it applies at all is asked first, so nothing is known to be lost before the answer.
  const known = score.saidNotApplicable === undefined && isShortfallKnown(score)
  const lostKnown = known ? onRecord : zero
  const lostLapsed = max(zero, sub(lost, lostKnown))
  const plain = score.plain?.onRecord.high ?? score.onRecord.high
  const borne = known && !isPositive(lostKnown) && isPositive(sub(score.applicable, plain))
  if (!isPositive(open) && !isPositive(lost) && !isPositive(lostKnown) && !borne) return null
  const kind = kindOf(result, score, borne || (known && isPositive(lostKnown)), isPositive(open))
  return {
    score,
    kind,
    lost,
    lostKnown,
    lostLapsed,
    open,
    borne,
    get sentence() {
      return sentenceOf(result, score, kind)
    },
  }
}

/** A failing row or a shortfall is known, even if more rows could hide it. */
function isShortfallKnown(score: ItemScore): boolean {
  if (cmp((score.plain ?? score).unlapsed.high, score.applicable) < 0) return true
  return failingRows(score).length > 0
}

/** Whether a report says two things of it that cannot both hold. */
export const isDisputed = ({ evidence }: AssessResult, { compiled, notes }: Fact): boolean =>
  notes.includes(disputedNote) ||
  evidence.claims.some(({ fact, status }) => fact === compiled.id && status === 'contradicted')

/** Rows that are known to fall short: those a fact's own condition fails, and those a function judges. */
export function failingRows(score: ItemScore): RowRef[] {
  const byFact = score.facts.flatMap((fact) => fact.rows.filter((row) => row.result === 'fail'))
  const judged = score.version?.score.failing?.(score.item.value, score.reading) ?? []
  if (byFact.length + judged.length === 0) return []
  const seen = new Set<string>()
  return [...byFact, ...judged].flatMap(({ register, id, label }): RowRef[] => {
    const key = `${register} ${id}`
    if (seen.has(key)) return []
    seen.add(key)
    return [{ register, id, label }]
  })
}

function kindOf(result: AssessResult, score: ItemScore, shortfall: boolean, open: boolean): GapKind {
  if (shortfall) return 'shortcoming'
  if (score.saidNotApplicable !== undefined) return 'undecided'
  if (open && (waitsForCounty(result, score) || waitingFor(result, score))) return 'undecided'
  return result.asOf <= score.actBy ? 'pending' : 'missing'
}

const waitsForCounty = (result: AssessResult, score: ItemScore): boolean =>
  [...score.facts, ...(score.version?.spares?.others ?? []).map((id) => result.facts.get(id))].some(
    (fact) => fact.compiled.register.table.keeper === 'county' && !isDetermined(fact.known),
  )

/** The sentence of the gap: the measured shortcoming, or what is missing, waited for or still to be done. */
function sentenceOf(result: AssessResult, score: ItemScore, kind: GapKind): Sentence {
  const { table } = score.item
  if (kind === 'shortcoming') return shortcomingSentence(score)
  const plain = (text: string): Sentence => ({
    text,
    facts: score.facts.map((fact) => fact.compiled.id),
    spans: [],
  })
  // Quotation marks inside quotation marks are single.
  const title = table.title.replaceAll('“', '‘').replaceAll('”', '’')
  if (score.saidNotApplicable !== undefined)
    return plain(`已申请“${title}”不适用（${score.saidNotApplicable}），等候县级答复`)
  if (kind === 'undecided') {
    const waiting = waitingFor(result, score)
    const keeper = score.facts.map((fact) => fact.compiled.register.table.keeperUnit).find(Boolean)
    const about = waiting?.about ?? `由${keeper ?? table.scoringUnit}掌握情况，等候认定`
    const doubtful = score.facts.flatMap((fact) => fact.rows.filter((row) => row.result === 'doubt'))
    const names = [...new Set(doubtful.map(({ label }) => label))]
    const told = renderSentence('{{ names | bracket }}', {
      names: names.map((text) => ({ text, fact: '' })),
    }).text
    return plain(`“${title}”${about}${told}`)
  }
  // What is to be done stands beside it as the remedy; here is only that it is still outstanding.
  if (kind === 'pending') return plain(`“${title}”尚未完成或者尚未登记，办理期限${chineseDate(score.actBy)}`)
  if (score.facts.some((fact) => fact.strength === null && isDisputed(result, fact)))
    return plain(`“${title}”的报告陈述互相矛盾，认定其中一处之前按未知计`)
  if (score.strength !== null) return plain(`“${title}”${unprovenText(result, score)}`)
  return renderSentence(result.pack.table.missing, { name: { text: title, fact: '' } })
}

/**
 * Why what is there does not decide the item: registers never kept and those still open by name, else what was said is
 * not exact enough.
 */
export function unprovenText(result: AssessResult, score: ItemScore): string {
  const undecided = score.facts.filter((fact) => !isDetermined(fact.known))
  const titles = (facts: Fact[]): string =>
    [...new Set(facts.map((fact) => fact.compiled.register.table.title))].join('、')
  const registerOf = (fact: Fact) => result.evidence.registers[fact.compiled.register.id]
  const isKept = (fact: Fact): boolean => (registerOf(fact)?.rows.length ?? 0) > 0
  const open = undecided.filter((fact) => isKept(fact) && registerOf(fact)?.state === 'open')
  const never = undecided.filter(
    (fact) => fact.strength === null && !isKept(fact) && (registerOf(fact)?.state ?? 'open') === 'open',
  )
  const parts = [
    ...(never.length > 0 ? [`没有登记（${titles(never)}）`] : []),
    ...(open.length > 0 ? [`尚未封账（${titles(open)}），未登记的部分`] : []),
  ]
  if (parts.length > 0) return `${parts.join('，')}${open.length > 0 ? '' : '，'}暂按未知计`
  if (undecided.length === 0) {
    const registers = titles(score.facts.filter(isKept))
    return registers === '' ? '尚不能确定，暂按未知计' : `有的记录没有填全（${registers}），暂按未知计`
  }
  return `尚不能确定（${undecided.map((fact) => fact.compiled.title).join('、')}），暂按未知计`
}

/** The item's own sentence, filled from what is on record; a rate without a count has its own. */
export function shortcomingSentence(score: ItemScore): Sentence {
  const { table } = score.item
  const explained = explanationOf(score)
  const says = { ...table.says, ...explained.says }
  const template = says[explained.sentence] ?? says.shortcoming ?? `${table.title}未达到要求`
  const { kind } = score.reading.environment
  const { further } = explained
  if (!further) return renderSentence(template, explained.names, kind)
  const told = '{{ further | list }}'
  const forms = { beside: `${template}，${told}`, alone: told, explains: `${template}：${told}` }
  return renderSentence(forms[further.how], { ...explained.names, further: further.told }, kind)
}
