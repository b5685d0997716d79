/** Decides once per clause whether it tells a result. */
import { dueAt, isPlanned, isWanted } from './intents.ts'
import { isPairAt } from './pairs.ts'
import type { Found } from './quantities.ts'
import type { Quantity } from './quantity.ts'
import { isReceived } from './receiving.ts'
import { statusWords } from './status-words.ts'
import { createLexicon } from './text.ts'

export type Status =
  | 'result'
  | 'rule'
  | 'due'
  | 'frequency'
  | 'plan'
  | 'aim'
  | 'last_year'
  | 'cumulative'
  | 'other_body'
  | 'negated'
  | 'denied'
  | 'excepted'
  | 'average'
  | 'partial'
  | 'heading'
  | 'shortcoming'
  | 'next_plan'

/** What a person is told about a clause that is no result. */
export const statusText: Record<Status, string> = {
  result: '结果',
  rule: '制度要求（不少于、应当等），不是完成数',
  due: '应当完成的数，不是完成数',
  frequency: '频次安排（每年、每季度等），不是完成数',
  plan: '计划、打算，不是结果',
  aim: '推进、目标类表述，不是结果',
  last_year: '其他年度的数据',
  cumulative: '历年累计，不是本年数',
  other_body: '其他地区、部门的数据',
  negated: '否定表述',
  denied: '没有做到的数，不是完成数',
  excepted: '除外、其余或者未达标的数，不是完成数',
  average: '平均数、每人（每村）的数，不是总数',
  partial: '只是年内一段时间的数，不是全年数',
  heading: '标题',
  shortcoming: '“不足”部分，不作结果',
  next_plan: '下一年度安排部分，不作结果',
}

/** Ruled out as a fact, yet a figure the person wrote: kept as `other.<noun>`. */
export const keptAside: ReadonlySet<Status> = new Set<Status>(['excepted', 'average', 'partial'])

const wordsOf = (words: readonly string[]) => createLexicon(words)
const rules = wordsOf(statusWords.rule)
const frequencies = wordsOf(statusWords.frequency)
const plans = wordsOf(statusWords.plan)
const leadingPlans = wordsOf(['下一步', '下步', '明年', '今后', '下年度', '下一年'])
const aims = wordsOf(statusWords.aim)
const lastYears = wordsOf(statusWords.lastYear)
const cumulatives = wordsOf(statusWords.cumulative)
const otherBodies = wordsOf(statusWords.otherBody)
const negations = wordsOf(statusWords.negated)
const growths = wordsOf(statusWords.growth)
/** 素质提升培训2期: a word of the thing's name, and no comparison. */
const growthOfName =
  /^[^,;。\d]{0,6}(?:行动|工程|活动|培训|轮训|班|计划|项目|讲座|课程?|会议?|专班|示范|试点|中心|村|社区)/
/** 增加到集体学法5次: where it got to. */
const reachedTo = /^[^,;。\d]{0,2}[至到为]/

/** A comparison with an earlier year: its figure is the change, not the deed. */
export const isGrowth = (text: string, start: number, at: number): boolean => {
  const from = Math.max(start, at - 10)
  // 提升至100% is where it got to.
  if (/[至到为]$/.test(text.slice(from, at))) return false
  return growths.apart(text, from, at).some((hit) => {
    const behind = text.slice(hit.end, at)
    return !reachedTo.test(behind) && !(/^[提增]/.test(hit.word) && growthOfName.test(behind))
  })
}

/** Where a clause really begins: after 一是, 其中, 同时 and numbering. */
const leadIn =
  /^(?:\s|[(（]?[一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,2}是|\d{1,2}[.、]|同时|其中|此外|另外|全年|年内|今年|本年度)+/

const firstChars = 14

export interface StatusContext {
  year: number | null
  years: Found['years']
  /** The county speaks of itself: 全县 is no other body. */
  county: boolean
}

const risen = /(?:增|升|提高|上升|扩|降|减|压|调整|精简)[^,;。]{0,6}(?:至|到|为)[^,;。\d]{0,8}$|[今本当]年/
/** 由66项动态调整为49项: what it was before. */
const wasBefore = /[由从](?:(?:年初|上年|去年|原来|原先|原有|此前|以前|最初|\d{4}年)的?)?$/
const becomes =
  /^(?:[\u4e00-\u9fff]{1,3})?(?:动态|逐步|统一|优化)?(?:增|减|升|降|提|下|上|扩|压|调整|精简|变|翻)/
/** Told of what villages or cases were like, and no rhythm of the deed: 按月公开村务的18个. */
const qualified = /的(?:(?:行政)?村|社区|村\(社区\)|村\(居\)|村居|案件|合同|事项)?(?:有|达到?|共)?$/
/** 每月一次、共12次: the rhythm first, then the sum. */
const summedUp = /(?:共计?|合计|总计|累计|全年)[^,;。\d]{0,8}$/
/** 都不少于3人: said of what is, and no rule. */
const bothHold = /[均都](?:已|能|做到|达到|配备|配有|有|超过)?$/
/** 近三年来, 任期内: more than this year. */
const manyYears =
  /(?:[近这]?(?:[2-9]|1\d|[两二三四五六七八九十几])年(?:来|间|以来)|近[两二三四五几]年|任期内|届内|[六七八九]五”?普法(?:规划)?(?:实施)?以来|十[二三四五]五”?(?:规划)?(?:期间|以来))[^。]*$/
const average =
  /(?:(?<!负责|当事|申请|带头|明白|代理|领导|主持|被告)人均|平均|(?<!行政|各|个)村均|户均|年均|月均|每[个名位]?(?:行政村|社区|村|人|干部|单位|户))[^,;。\d]{0,8}$/
/** 3名尚未续聘, 6个村没有配备; the denial of a hazard is praise: 20件未发生复议. */
const denied =
  /^(?:[\u4e00-\u9fff()]{0,6}?)(?:尚未|未能|未(?![成来]|超期|逾期|超时|超过|突破|发生|出现|漏)|没有(?!超|逾|漏)|没能)/

/** The other body that acts in a clause, if one does. */
const actsOther = (
  text: string,
  clause: { start: number; end: number },
  quantity: Quantity | null,
): boolean => {
  const opening = leadIn.exec(text.slice(clause.start, Math.min(clause.end, clause.start + 20)))
  const head = clause.start + (opening?.[0].length ?? 0)
  for (const hit of otherBodies.apart(text, clause.start, Math.min(clause.end, head + firstChars))) {
    const before = text.slice(Math.max(clause.start, hit.start - 3), hit.start)
    if (statusWords.notActing.some((word) => before.endsWith(word))) continue
    const after = text.slice(hit.end, hit.end + 4)
    if (statusWords.notActingAfter.some((word) => after.startsWith(word))) continue
    if (quantity && isReceived(text, hit, quantity, clause.end)) continue
    if (hit.start === head || hit.word.startsWith('全')) return true
  }
  return false
}

/** 应公示决定公示率100%: a rate of what is due, and done. */
const isRateOfDue = (text: string, at: number, quantity: Quantity | null): boolean =>
  quantity?.kind === 'rate' &&
  /(?<!应[^,;。]{0,4}达[^,;。]{0,8})率(?:均|都|为|是|达|到|保持在)*$/.test(
    text.slice(Math.max(0, at - 16), at),
  )

const negationBefore = (text: string, start: number, at: number): boolean =>
  negations
    .apart(text, Math.max(start, at - 6), at)
    .some(
      (hit) =>
        !(hit.word === '未' && /[来成]/.test(text[hit.end] ?? '')) &&
        !/[从并有]/.test(text[hit.start - 1] ?? ''),
    )

const lastYearBefore = (years: Found['years'], at: number): Found['years'][number] | undefined => {
  let low = 0
  let high = years.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (years[middle]!.end <= at) low = middle + 1
    else high = middle
  }
  return years[low - 1]
}

/** 明年怎么办？ · 2026年。 · 下一步打算：in a paragraph without a number of its own, for all its sentences. */
export const opensPlan = (text: string, start: number, end: number, year: number | null): boolean => {
  const opening = /^[^。?!:;,]{2,12}[。?!:]/.exec(text.slice(start, Math.min(end, start + 14)))?.[0]
  if (!opening || /[次场件项个名份起%]/.test(opening)) return false
  if (/^(?:明年|下一年|下年|来年|下一步|下步|今后)/.test(opening)) return true
  const named = /^(20\d{2})年/.exec(opening)
  return named !== null && year !== null && Number(named[1]) > year
}

/** 上年度政府信息公开工作年度报告: which report it is, and no time of what is told. */
const yearOfReport =
  /^(?:的)?(?:政府)?(?:信息公开|政务公开|法治政府建设|法治建设)[^,;。]{0,12}(?:报告|年报)|^(?:的)?(?:年度报告|年报|决算|预算|结转|遗留|立案|受理的|收到的)/

/** A time put before the whole sentence holds for all its clauses: 下一步，… · 去年，… · 2021年，…. */
const leadingTime = (
  text: string,
  sentence: { start: number },
  at: number,
  year: number | null,
): Status | null => {
  const to = Math.min(at, sentence.start + 24)
  const opening = text.slice(sentence.start, to)
  const head = sentence.start + (leadIn.exec(opening)?.[0].length ?? 0)
  if (/今年|本年|年内/.test(text.slice(head, Math.min(at, head + 60)))) return null
  if (manyYears.test(text.slice(head, to))) return 'cumulative'
  if (leadingPlans.longest(text, head, to) !== null) return 'plan'
  const last = lastYears.longest(text, head, to)
  if (last !== null && !yearOfReport.test(text.slice(head + last.length, to + 16))) return 'last_year'
  const named = year === null ? null : /^(\d{4})年/.exec(text.slice(head, to))
  if (
    !named ||
    Number(named[1]) === year ||
    yearOfReport.test(text.slice(head + named[0].length, to + 16).replace(/^度/, '')) ||
    /^(?:以来|印发|制定|出台|发布|版)/.test(text.slice(head + 5, head + 8))
  )
    return null
  return Number(named[1]) > year! ? 'plan' : 'last_year'
}

/** Decided for the clause once; `at` is the figure (or the deed) inside it. */
export const clauseStatus = (
  text: string,
  clause: { start: number; end: number },
  sentence: { start: number },
  quantity: Quantity | null,
  context: StatusContext,
  /** Where the words of the figure itself begin. */
  own = clause.start,
): Status => {
  const { start, end } = clause
  const at = quantity?.start ?? end
  // A clause of thousands of characters is nobody's sentence: its words are looked for near the figure.
  const from = Math.max(start, at - 120)
  const to = Math.min(end, (quantity?.end ?? at) + 120)
  const ruled = rules
    .apart(text, from, to)
    .filter((hit) => hit.word !== '须' || !/[无必]/.test(text[hit.start - 1] ?? ''))
    // 每起案件均不少于两人: how each was done, and no rule.
    .filter(
      (hit) =>
        !isPairAt(text, hit.end) && !(hit.word.endsWith('于') && bothHold.test(text.slice(from, hit.start))),
    )
  // What should be done is a figure of its own where a frame asks for it: 应出庭3件, 应参加126人.
  if (ruled.some((hit) => !hit.word.startsWith('应') || hit.start < own || hit.start >= at)) return 'rule'
  if (
    ruled.length > 0 ||
    (dueAt(text, Math.max(own, from), quantity?.kind === 'all' ? to : at) >= 0 &&
      !isRateOfDue(text, at, quantity))
  )
    return 'due'
  if (frequencies.apart(text, from, at).length > 0 && !isStill(text, from, at)) return 'frequency'
  if (
    plans.apart(text, from, at).some(
      (hit) =>
        hit.word !== '拟' ||
        // 拟提交会议的6项: a word of the object, not of the deed.
        !(/[模虚草]/.test(text[hit.start - 1] ?? '') || /^[^,;。]{1,12}的/.test(text.slice(hit.end, at))),
    )
  )
    return 'plan'
  if (quantity ? isWanted(text, { from, to }, quantity) : isPlanned(text, from, at)) return 'plan'
  for (const hit of lastYears.apart(text, from, at)) {
    const before = text.slice(Math.max(from, hit.start - 2), hit.start)
    const between = text.slice(hit.end, at)
    if (yearOfReport.test(text.slice(hit.end, hit.end + 24))) continue
    const compared = statusWords.compared.some((word) => before.endsWith(word))
    // 较去年4次: the figure compared with; 由去年4次增至6次: the later figure is this year's.
    if (compared ? /^(?:同期)?的?$/.test(between) : !risen.test(between)) return 'last_year'
  }
  if (context.year !== null) {
    const last = lastYearBefore(context.years, at)
    const behind = last ? text.slice(last.end, last.end + 3) : ''
    if (
      last &&
      last.start >= from &&
      last.year !== context.year &&
      !yearOfReport.test(text.slice(last.end, last.end + 24).replace(/^度/, '')) &&
      !/^(?:印发|制定|出台|发布|版)/.test(behind) &&
      !risen.test(text.slice(last.end, at)) &&
      !isBracketed(text, last, at)
    ) {
      if (!/^(?:以来|起)/.test(behind)) return last.year > context.year ? 'plan' : 'last_year'
      if (last.year < context.year && quantity?.kind === 'number') return 'cumulative'
    }
  }
  const thisYear = context.year !== null && lastYearBefore(context.years, at)
  const named = thisYear && thisYear.start >= from && thisYear.year === context.year
  const leading = start > sentence.start && !named ? leadingTime(text, sentence, at, context.year) : null
  if (leading !== null) return leading
  const weak = quantity === null || quantity.kind === 'all' || quantity.kind === 'rate'
  if (weak && aims.apart(text, from, at).some((hit) => hit.start <= start + 6)) return 'aim'
  if (
    quantity &&
    wasBefore.test(text.slice(Math.max(from, at - 8), at)) &&
    becomes.test(text.slice(quantity.end, quantity.end + 8))
  ) {
    return 'last_year'
  }
  if (quantity?.kind === 'number' && manyYears.test(text.slice(Math.max(from, at - 40), at)))
    return 'cumulative'
  if (cumulatives.apart(text, from, at).length > 0 && isCumulative(text, sentence.start, at))
    return 'cumulative'
  if (!context.county && actsOther(text, clause, quantity)) return 'other_body'
  if (quantity && quantity.kind !== 'none' && quantity.kind !== 'date' && quantity.kind !== 'dates') {
    const behind = text.slice(quantity.end, Math.min(end, quantity.end + 12))
    // 未公开事项0项: there are none of those that were not.
    if (negationBefore(text, from, at))
      return quantity.kind === 'number' && quantity.value === 0 ? 'denied' : 'negated'
    if (denied.test(behind)) return 'negated'
    if (quantity.kind === 'number' && average.test(text.slice(Math.max(own, at - 14), at))) return 'average'
  } else if (quantity === null && negations.apart(text, from, to).some((hit) => hit.word !== '不足'))
    return 'negated'
  return 'result'
}

/** A frequency before the figure that is no rhythm of it: 每季度召开的17个村, 每月一次、共12次. */
const isStill = (text: string, from: number, at: number): boolean => {
  const before = text.slice(from, at)
  return qualified.test(before) || summedUp.test(before)
}

/** 宪法宣传周8场(2024年7场)、民法典宣传月6场: a year in a bracket speaks of nothing behind it. */
const isBracketed = (text: string, year: { start: number; end: number }, at: number): boolean => {
  const between = text.slice(year.end, at)
  return between.includes(')') && text.lastIndexOf('(', year.start) > text.lastIndexOf(')', year.start)
}

/** 累计 is the year's own total unless an earlier year or the new ones stand before it. */
const isCumulative = (text: string, start: number, at: number): boolean => {
  const before = text.slice(Math.max(start, at - 60), at)
  return /新增|近.年|历年|\d{4}年以来|截至/.test(before)
}
