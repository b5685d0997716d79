/**
 * Why an item has its points: clause → basis → facts → arithmetic → result → what would change it, worth how much, by
 * when. Data first, then one or two sentences, the same wherever they are shown.
 */

import type { ReasonStep, RowRef } from './assessment.ts'
import { chineseDate } from './dates.ts'
import { explanationOf } from './explained.ts'
import type { Fact } from './fact.ts'
import { viewFact } from './fact-view.ts'
import { unitOfNames } from './functions/function.ts'
import { failingRows, isDisputed } from './gaps.ts'
import { inKind } from './kind-words.ts'
import { isDetermined } from './knowledge.ts'
import { borneElsewhere } from './matters.ts'
import type { Citation, ItemVersion, Law } from './pack.ts'
import { periodEnd, periodStart } from './period.ts'
import { isPositive, isZero, sub, toDecimal } from './rational.ts'
import type { AssessResult, BranchScore, ItemScore } from './result.ts'
import { gainOnHundred, split } from './totals.ts'
import { treatmentText } from './treatments.ts'
import { lowersGrade, redLineState } from './vetoes.ts'
import { waitingFor } from './waiting.ts'
import { amountText, chineseNumber, intervalText, outcomeWords, strengthWords } from './wording.ts'

/** The sentences and steps of one item. */
export function explainItem(result: AssessResult, score: ItemScore): { text: string; steps: ReasonStep[] } {
  const version = score.version
  if (!version) return notInForce(result, score)
  const explained = explanationOf(score)
  const sign = signOf(result, score)
  const failing = sign ? [] : namedRows(score, failingRows(score))
  const borne = borneSteps(result, score)
  const steps: ReasonStep[] = [
    { kind: 'clause', text: version.table.clause },
    ...versionsAtWork(result, score).flatMap((at) =>
      at.basis.map((citation) => basisStep(result.pack.table.laws, citation, at)),
    ),
    ...score.facts.map((fact) => factStep(result, fact)),
    ...[...explained.calculation, ...borne].map((text): ReasonStep => ({ kind: 'calculation', text })),
    { kind: 'result', text: resultText(result, score, sign) },
    ...noteSteps(result, score),
    ...(sign ? [] : changeSteps(result, score)),
  ]
  const change = steps.find((step) => step.kind === 'change')
  const { kind } = result.evidence
  return {
    text: inKind(
      `${reasonText(result, score, [explained.brief, ...borne], failing, sign)}${change ? `${change.text}。` : ''}`,
      kind,
    ),
    // The clause stands as it is issued.
    steps: steps.map((step) => (step.kind === 'clause' ? step : { ...step, text: inKind(step.text, kind) })),
  }
}

/** 加 or 减 of a line of a pool: its points are signed and it reaches or misses nothing; null for an item of the base. */
function signOf(result: AssessResult, score: ItemScore): '加' | '减' | null {
  const found = result.pools.find(({ lines }) => lines.includes(score))
  if (!found) return null
  return found.pool.table.sign === 'plus' ? '加' : '减'
}

/** What is known, the arithmetic when anything is, and the points. */
function reasonText(
  result: AssessResult,
  score: ItemScore,
  brief: readonly string[],
  failing: readonly RowRef[],
  sign: '加' | '减' | null,
): string {
  if (score.outcome === 'not_applicable') {
    return `${score.facts.map(factSentence).join('，')}，没有可以计算的对象，本项不适用，${treatmentText(result, score)}。`
  }
  const known = score.facts.filter((fact) => fact.strength !== null)
  const untold = score.facts.filter((fact) => fact.strength === null)
  const titles = (facts: Fact[]): string => facts.map((fact) => fact.compiled.title).join('、')
  const disputed = untold.filter((fact) => isDisputed(result, fact))
  const unknown = untold.filter((fact) => !disputed.includes(fact))
  const missing = [
    ...(disputed.length > 0 ? [`${titles(disputed)}的报告陈述互相矛盾，认定其中一处之前按未知计`] : []),
    ...(unknown.length > 0 ? [`${titles(unknown)}未提供`] : []),
  ]
  const names = [...new Set(failing.map((row) => row.label))]
  const short = names.length > 0 ? [`未达标：${listNames(names, unitOfRows(score, failing))}`] : []
  const arithmetic = known.length > 0 ? brief : []
  const asked = score.saidNotApplicable === undefined ? [] : [askedText(score.saidNotApplicable)]
  const points = `${sign ?? '得'}${intervalText(score)}分`
  const before = [...known.map(factSentence), ...missing, ...short, ...arithmetic, ...asked].join('，')
  // Some arithmetic ends in the points itself.
  return before.endsWith(points) ? `${before}。` : `${before}${before === '' ? '' : '，'}${points}。`
}

/** Rows whose loss another item bears or may bear, and what that leaves. */
function borneSteps(result: AssessResult, score: ItemScore): string[] {
  const texts = borneElsewhere(result, score)
  const { plain } = score
  if (texts.length === 0 || !plain || score.saidNotApplicable !== undefined) return []
  const more = texts.length > mostNames ? [`等${texts.length}条`] : []
  return [
    [...texts.slice(0, mostNames), ...more].join('；'),
    `由${intervalText(plain)}分改为${intervalText(score)}分`,
  ]
}

const askedText = (reason: string): string => `已申请本项不适用（${reason}），答复之前按不得分至满分计`

/** A row of a share of sums is where persons are counted, not what falls short (an examination that some missed). */
const isSummed = ({ compiled }: Fact): boolean => compiled.kind === 'share' && compiled.field !== undefined

function namedRows(score: ItemScore, failing: RowRef[]): RowRef[] {
  const key = ({ register, id }: RowRef): string => `${register} ${id}`
  const summed = new Set(score.facts.filter(isSummed).flatMap((fact) => fact.rows.map(key)))
  return failing.filter((row) => !summed.has(key(row)))
}

/** More names than this are counted: the rows are in the table beside the sentence. */
const mostNames = 5

const listNames = (names: string[], unit: string): string =>
  names.length > mostNames
    ? `${names.slice(0, mostNames).join('、')}等${names.length}${unit}`
    : names.join('、')

/** Rows are counted in the unit of the facts they belong to, where that is one. */
function unitOfRows({ facts }: ItemScore, rows: readonly RowRef[]): string {
  const listed = facts.filter((fact) => fact.rows.some(({ id }) => rows.some((row) => row.id === id)))
  const units = new Set(listed.map(unitOfNames))
  const [unit] = units
  return units.size === 1 && unit ? unit : '个'
}

function notInForce(result: AssessResult, score: ItemScore): { text: string; steps: ReasonStep[] } {
  const first = score.item.table.versions[0]
  const from = first ? `自${chineseDate(first.from)}起施行` : '尚无施行版本'
  const text = `本项${from}，评价年度内未施行，不计分。`
  return {
    text,
    steps: [
      ...(first ? [{ kind: 'clause' as const, text: first.clause }] : []),
      ...score.facts.map((fact) => factStep(result, fact)),
      { kind: 'result', text },
    ],
  }
}

/** Facts that are words rather than numbers want a colon. */
const worded = ['flag', 'set', 'dates', 'choice']

function factSentence(fact: Fact): string {
  const view = viewFact(fact)
  const colon = fact.strength !== null && worded.includes(fact.compiled.kind) ? '：' : ''
  const source = [sourceText(fact), ...view.notes].filter(Boolean)
  return `${view.title}${colon}${view.text}${source.length > 0 ? `（${source.join('，')}）` : ''}`
}

/** 填报 with its document, 报告所述, 有登记…; nothing for a fact that nobody told. */
function sourceText(fact: Fact): string {
  if (fact.strength === null) return ''
  if (fact.statement && fact.strength === 'recorded' && !isClosedOver(fact)) {
    return fact.statement.document ? `填报，${fact.statement.document}` : '填报'
  }
  return strengthWords[fact.strength]
}

const isClosedOver = (fact: Fact): boolean => fact.notes.some((note) => note.startsWith('填报值与台账'))

function factStep(result: AssessResult, fact: Fact): ReasonStep {
  if (fact.strength === null && isDisputed(result, fact)) {
    const { id, title } = fact.compiled
    const said = result.evidence.claims.filter((claim) => claim.fact === id && claim.status !== 'refused')
    const quotes = [...new Set(said.map(({ quote }) => `“${quote}”`))]
    return { kind: 'fact', text: `${title}的报告陈述互相矛盾：${quotes.join('、')}`, fact: id }
  }
  const sources = fact.claims.map((claim) => `“${claim.quote}”`)
  const rows = fact.rows.length > 0 && !isSummed(fact) ? `；${rowsText(fact)}` : ''
  const text = `${factSentence(fact)}${sources.length > 0 ? `：${sources.join('、')}` : ''}${rows}`
  return { kind: 'fact', text, fact: fact.compiled.id }
}

function rowsText(fact: Fact): string {
  const count = (result: string): number => fact.rows.filter((row) => row.result === result).length
  // Rows of a list that is only counted comply with nothing.
  const share = fact.compiled.kind === 'share'
  const words = [
    [count('pass'), share ? '符合' : '条计入'],
    [count('fail'), share ? '未达标' : '条不计'],
    [count('doubt'), share ? '未定' : '条未定'],
  ] as const
  return words
    .filter(([number]) => number > 0)
    .map(([number, word]) => `${number}${word}`)
    .join('、')
}

function resultText(result: AssessResult, score: ItemScore, sign: '加' | '减' | null): string {
  if (sign) return `${sign}${intervalText(score)}分`
  const word = outcomeWords[score.outcome]
  if (score.outcome === 'not_applicable')
    return `${word}：没有可以计算的对象，${treatmentText(result, score)}`
  const parts = split(score)
  const lost = isPositive(parts.lost) ? `，已失${amountText(parts.lost)}` : ''
  const open = isPositive(parts.open) ? `，可争取${amountText(parts.open)}` : ''
  return `${word}，得${intervalText(score)}分（分值${toDecimal(score.value, 2, true)}${open}${lost}）`
}

/** Without an issued table there is no grade to cap. */
const redLineText = (result: AssessResult, score: ItemScore): string =>
  result.pack.table.issued && result.pack.table.grades.length > 0
    ? lowersGrade(score)
      ? '红线事项：经核定后，本年度等次降一等'
      : `红线事项：经核定后，本年度等次不高于${score.item.table.redLine?.grade ?? '合格'}`
    : '红线事项：须经县级核定'

function noteSteps(result: AssessResult, score: ItemScore): ReasonStep[] {
  const findings = score.facts.flatMap((fact) => fact.findings.map((finding) => finding.text))
  if (versionsAtWork(result, score).length > 1) {
    const dates = score.item.by.map(({ register, field }) => fieldLabel(result, register, field))
    findings.push(`各条记录按${dates.join('、')}当日有效的规定评价`)
  }
  const { floors } = score.item
  if (floors.size > 0 && score.low.n < 0n)
    findings.push(`扣分超过本项分值的，从${floors.has('total') ? '总分' : '本一级指标'}中扣，扣完为止`)
  findings.push(...capsAround(result, score))
  if (score.saidNotApplicable !== undefined) findings.push(askedText(score.saidNotApplicable))
  const redLine = score.item.table.redLine
  const broken = redLine !== null && redLineState(score) === true
  if (score.lapsed && score.facts.some((fact) => !isDetermined(fact.known))) {
    findings.push(`举证期限${chineseDate(score.evidenceBy)}已过，未能证明的按最低计`)
  }
  const notes = broken ? [...findings, redLineText(result, score)] : findings
  return notes.map((text) => ({ kind: 'note', text }))
}

/** Groups this item stands in whose losses together are more than they may be (M2). */
function capsAround({ dimensions }: AssessResult, score: ItemScore): string[] {
  const around = (branch: BranchScore): string[] =>
    branch.items.includes(score)
      ? [
          ...(branch.cap ? [`“${branch.title}”累计扣分已到上限，合计时超出的部分不再扣`] : []),
          ...branch.nodes.flatMap(around),
        ]
      : []
  return dimensions.flatMap(around)
}

const fieldLabel = ({ pack }: AssessResult, register: string, field: string): string =>
  pack.registers.get(register)?.fields.get(field)?.label ?? field

/** What would change it, worth how much on the hundred and in the item, until when. */
function changeSteps(result: AssessResult, score: ItemScore): ReasonStep[] {
  if (score.outcome === 'not_applicable' || score.saidNotApplicable !== undefined) return []
  const { table } = score.item
  const open = sub(score.high, score.low)
  const waiting = waitingFor(result, score)
  if (waiting) {
    const gain = gainOnHundred(result, score, open)
    const text = `${waiting.step}，最多可再得${amountText(open)}分（折合百分制${amountText(gain)}分）`
    return [{ kind: 'change', text, gain: toDecimal(open) }]
  }
  if (!isZero(open)) {
    const toAct = result.asOf <= score.actBy
    const by = toAct ? score.actBy : score.evidenceBy
    const gain = gainOnHundred(result, score, open)
    const deed = toAct ? table.remedy.text : `补齐证明材料（${table.evidence.join('、')}）`
    const text = `${chineseDate(by)}前${toAct ? '办理：' : ''}${deed}，最多可再得${amountText(open)}分（折合百分制${amountText(gain)}分）`
    return [{ kind: 'change', text, gain: toDecimal(open), by }]
  }
  if (isPositive(split(score).lost)) {
    return [
      {
        kind: 'change',
        text: `本年度不能挽回；下一年：${table.remedy.text}，由${table.remedy.post}负责`,
        gain: '0',
      },
    ]
  }
  return []
}

// --- citations -------------------------------------------------------------------------------------------------------

/**
 * The version of the period; where rows are judged by their own dates, every version that was in force in it, or on the
 * day of a row that was decided only after it.
 */
function versionsAtWork({ evidence }: AssessResult, score: ItemScore): ItemVersion[] {
  if (score.item.by.length === 0) return [score.version!.table]
  const { periodFrom } = score.item
  const days = score.item.by.flatMap(({ register, field }) => {
    const counted = new Set(
      score.facts.flatMap((fact) => fact.rows.filter((row) => row.register === register).map(({ id }) => id)),
    )
    const rows = evidence.registers[register]?.rows.filter(({ id }) => counted.has(id)) ?? []
    return rows.flatMap(({ values }) => (typeof values[field] === 'string' ? [values[field]] : []))
  })
  const first = [periodStart(evidence.year, periodFrom), ...days].reduce((a, b) => (b < a ? b : a))
  const last = [periodEnd(evidence.year, periodFrom), ...days].reduce((a, b) => (b > a ? b : a))
  const tables = score.item.versions.map((version) => version.table)
  return tables.filter((table, index) => {
    const next = tables[index + 1]
    return table.from <= last && (next === undefined || next.from > first)
  })
}

function basisStep(laws: Law[], citation: Citation, version: ItemVersion): ReasonStep {
  const { binding, checked, from } = version
  return { kind: 'basis', text: `${citationText(laws, citation)}，${chineseDate(from)}起`, binding, checked }
}

/** The document, its articles, and how it reaches the township. */
export function citationText(laws: readonly Law[], { law: id, articles, as }: Citation): string {
  const law = laws.find((entry) => entry.id === id)
  // What is known of an untitled document is a phrase, from which its articles are set off.
  const pause = law && law.title === undefined && law.issuer === undefined && articles.length > 0 ? '，' : ''
  return `${law ? lawText(law) : id}${pause}${articlesText(articles, law?.points)}${as ? `（${as}）` : ''}`
}

/** A document by its title, or, where that was never read, by who issued it and what is known of it. */
export function lawText(law: Law): string {
  const number = law.number ? `（${law.number}）` : ''
  if (law.title !== undefined) return `《${law.title}》${number}`
  const note = law.note ?? law.id
  return law.issuer === undefined ? `${note}${number}` : `${law.issuer}文件${number}（${note}）`
}

const articleShape = /^(\d+)(?:\((\d+)\))?(?:\((\d+)\))?$/

/**
 * '25' → 第二十五条; '3(3)' → 第三条第三款; '4(2)(3)' → 第四条第二款第（三）项; of an article that is one list, '12(8)' →
 * 第十二条第（八）项. What follows of the same article does not name it again: '31(2)', '31(3)' → 第三十一条第二款、第三款.
 */
export function articlesText(articles: readonly string[], points: readonly string[] = []): string {
  const parts = articles.map((article) => articleShape.exec(article)?.slice(1) ?? [])
  return articles
    .map((article, index) => {
      const [number, first, second] = parts[index]!
      if (number === undefined) return `第${article}条`
      const inner = first === undefined ? '' : numbered(first, points.includes(number) ? '项' : '款')
      const innermost = second === undefined ? '' : numbered(second, '项')
      const named = inner !== '' && parts[index - 1]?.[0] === number
      return `${named ? '' : numbered(number, '条')}${inner}${innermost}`
    })
    .join('、')
}

function numbered(digits: string, of: '条' | '款' | '项'): string {
  const number = chineseNumber(Number(digits))
  return of === '项' ? `第（${number}）项` : `第${number}${of}`
}
