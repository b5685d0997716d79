/**
 * Gaps → the drafted 存在的不足和原因: measured shortcomings only, each with the cause a person chose (or a marked blank) and
 * the next year's measure, post and date. What is merely missing is a list apart; the township's own words stand beside.
 */
import type { DocumentView, DraftParagraph } from './assessment.ts'
import { chineseDate } from './dates.ts'
import { type GapResult, unprovenText } from './gaps.ts'
import { inKind } from './kind-words.ts'
import type { Item } from './pack.ts'
import { cmp, isPositive } from './rational.ts'
import type { AssessResult } from './result.ts'
import { actByOf } from './score-item.ts'
import { type Sentence, wrap } from './sentences.ts'
import { waitingFor } from './waiting.ts'
import { chineseNumber } from './wording.ts'

/** Stands where a person has not yet chosen a cause. */
export const blankCause = '【原因待选】'

export interface Draft {
  paragraphs: DraftParagraph[]
  missing: { item: string; text: string }[]
}

/** The drafted section with its spans, and the list 待补充材料. */
export function draftShortcomings(
  result: AssessResult,
  gaps: GapResult[],
  document: DocumentView | null,
): Draft {
  const year = result.evidence.year
  const measured = gaps
    .filter((gap) => isPositive(gap.lostKnown) || gap.borne)
    .sort((a, b) => compareLoss(b, a))
  const missing = gaps.filter((gap) => isUnproven(result, gap))
  const included = missing.filter(
    (gap) => result.evidence.included?.includes(gap.score.item.table.id) && !measured.includes(gap),
  )
  const paragraphs: DraftParagraph[] = [heading(`${year}年度存在的不足和原因`)]
  let number = 0
  for (const gap of measured) {
    number++
    // What rows still to come may make up for is no more than the record so far.
    const told = gap.score.strength === 'claimed' ? '按报告所述，' : '按现有登记，'
    const soFar = cmp(gap.lostKnown, gap.lost) > 0 ? told : ''
    const sentence = wrap(`（${chineseNumber(number)}）${soFar}`, gap.sentence, '。')
    paragraphs.push(paragraph('shortcoming', sentence, gap))
    paragraphs.push(...causeAndMeasure(result, gap, year))
  }
  for (const gap of included) {
    number++
    const text = `“${gap.score.item.table.title}”的工作记录未按要求保存`
    paragraphs.push(paragraph('missing', wrap(`（${chineseNumber(number)}）`, plain(text), '。'), gap))
    paragraphs.push(...causeAndMeasure(result, gap, year, recordKeeping(gap.score.item.table)))
  }
  for (const own of document?.shortcomings ?? []) {
    paragraphs.push({ kind: 'own', text: own.text, item: null, facts: [], spans: [] })
  }
  return {
    paragraphs,
    missing: missing.map((gap) => ({ item: gap.score.item.table.id, text: missingText(result, gap) })),
  }
}

const plain = (text: string): Sentence => ({ text, facts: [], spans: [] })
const heading = (text: string): DraftParagraph => ({
  kind: 'heading',
  text,
  item: null,
  facts: [],
  spans: [],
})

const paragraph = (kind: DraftParagraph['kind'], sentence: Sentence, gap: GapResult): DraftParagraph => ({
  kind,
  text: sentence.text,
  item: gap.score.item.table.id,
  facts: sentence.facts,
  spans: sentence.spans,
})

const compareLoss = (a: GapResult, b: GapResult): number => {
  const left = a.lostKnown.n * b.lostKnown.d
  const right = b.lostKnown.n * a.lostKnown.d
  return left < right ? -1 : left > right ? 1 : 0
}

/** Unproven points past the day to act: the papers may still be found. */
const isUnproven = (result: AssessResult, gap: GapResult): boolean =>
  result.asOf > gap.score.actBy &&
  gap.kind !== 'undecided' &&
  waitingFor(result, gap.score) === null &&
  (isPositive(gap.open) || isPositive(gap.lostLapsed))

function missingText(result: AssessResult, gap: GapResult): string {
  const unknown = gap.score.facts.filter((fact) => fact.strength === null).map((fact) => fact.compiled.title)
  const what = unknown.length > 0 ? `缺：${unknown.join('、')}` : unprovenText(result, gap.score)
  return `${gap.score.item.table.title}（${inKind(what, result.evidence.kind)}；举证期限${chineseDate(gap.score.evidenceBy)}${result.asOf > gap.score.evidenceBy ? '，已过' : ''}）`
}

/** What is missing is the papers, so the measure is about papers. */
const recordKeeping = (item: Item): string =>
  `及时登记“${item.title}”有关情况，保存证明材料（${item.evidence.join('、')}）`

function causeAndMeasure(
  result: AssessResult,
  gap: GapResult,
  year: number,
  measure = gap.score.item.table.remedy.text,
): DraftParagraph[] {
  const { table } = gap.score.item
  const chosen = result.evidence.causes?.[table.id]
  const cause = chosen && table.causes.includes(chosen) ? result.pack.table.causes[chosen] : undefined
  const by = actByOf(gap.score.item, year + 1)
  // Judged late, next year's date may be past already: then the measure holds for the years after.
  const until =
    by < result.asOf ? `以后每年${chineseDate(by).replace(/^\d+年/, '')}前` : `${chineseDate(by)}前`
  const text = `${year + 1}年措施：${measure}，由${table.remedy.post}负责，${until}完成。`
  return [
    paragraph('cause', plain(`原因：${cause ?? blankCause}。`), gap),
    paragraph('measure', plain(inKind(text, result.evidence.kind)), gap),
  ]
}
