/** One figure at a place of the text: a number with counter and hedge, a rate, money, a fraction. */
import type { Hedge } from '../evidence.ts'
import { namedSets, timeCounters } from './lexicon.ts'
import { chineseRun, percentToRate, readNumeral } from './numerals.ts'
import type { Quantity, QuantityLexicons } from './quantity.ts'
import { createLexicon, isDigit, isHan } from './text.ts'

const timeSet = new Set(timeCounters)
/** Counters that may follow a fraction. */
const measures = new Set([
  '亩',
  '公里',
  '米',
  '平方米',
  '小时',
  '天',
  '年',
  '学时',
  '课时',
  '个百分点',
  '百分点',
])
const numberSets = createLexicon(namedSets)
const before = (text: string, at: number, words: readonly string[]): string | undefined => {
  const to = text[at - 1] === ' ' ? at - 1 : at
  return words.find((word) => text.startsWith(word, to - word.length))
}

const hedgesBefore: readonly [readonly string[], Hedge][] = [
  [['不超过', '不高于', '不多于', '最多', '至多'], 'lte'],
  [['超过', '超出', '超', '逾', '突破', '多于', '大于', '高于', '不止'], 'gt'],
  [['不少于', '不低于', '不下于', '不下', '至少', '最少', '上'], 'gte'],
  [['不足', '不到', '未满', '不满', '低于', '少于'], 'lt'],
  [['大约', '约', '约为', '约有', '约计', '约达', '约占', '将近', '接近', '近', '大概', '差不多'], 'approx'],
]
const hedgesAfter: readonly [readonly string[], Hedge][] = [
  [['以上', '余', '多'], 'gte'],
  [['左右', '上下'], 'approx'],
  [['以下', '以内'], 'lte'],
]

/** Words that end in a hedge and are none: 村规民约18个, 最近3次, 线上12场. */
const noHedge = /(?:[民公合契制节预条签]约[为有计达占]?|[最附临就邻]近|[线网以马]上)$/

export const hedgeBefore = (text: string, at: number): Hedge | undefined => {
  if (noHedge.test(text.slice(Math.max(0, at - 3), at).trimEnd())) return undefined
  const hedge = hedgesBefore.find(([words]) => before(text, at, words) !== undefined)?.[1]
  // 上百, 上千; 会上3次 is no hedge.
  return hedge === 'gte' && text[at - 1] === '上' && !/[十百千万亿]/.test(text[at]!) ? undefined : hedge
}

export const hedgeAfter = (text: string, at: number): { hedge: Hedge; end: number } | undefined => {
  for (const [words, hedge] of hedgesAfter) {
    const word = words.find((candidate) => text.startsWith(candidate, at))
    // 多元, 多次 after a counter are the next word's.
    if (word && !(word === '多' && isHan(text.charCodeAt(at + 1)))) return { hedge, end: at + word.length }
  }
  return undefined
}

/** 7/8项 counts what was done of what was due. */
const slashed = /([1-9])\/([2-9]|10)(?=的|以上|左右|[,;。、)\s]|$)/y

/** 2/3 of something. */
const slashedFraction = (text: string, at: number): Quantity | null => {
  slashed.lastIndex = at
  const found = /[\d./-]/.test(text[at - 1] ?? '') ? null : slashed.exec(text)
  if (!found || Number(found[1]) >= Number(found[2])) return null
  return shareOf(Number(found[1]) / Number(found[2]), at, at + found[0].length)
}

/** A share of one as a rate, rounded where it has no end. */
const shareOf = (share: number, start: number, end: number): Quantity => {
  const exact = Math.abs(share * 1e4 - Math.round(share * 1e4)) < 1e-9
  const rate = String(Math.round(share * 1e4) / 1e4)
  return {
    kind: 'rate',
    value: 0,
    counter: '%',
    start,
    end,
    rate,
    ...(exact ? {} : { hedge: 'approx' as const }),
  }
}

const halves = /(过半数?|半数|一半|一多半|一大半|半)/y

/** 过半, 半数以上, 占一半, 近半; 一半 alone is prose. */
export const half = (text: string, at: number): Quantity | null => {
  halves.lastIndex = at
  const word = halves.exec(text)?.[0]
  if (word === undefined) return null
  let end = at + word.length
  const before = hedgeBefore(text, at)
  const after = hedgeAfter(text, end)
  if (word === '半' && (before !== 'approx' || /[\u4e00-\u9fff]/.test(text[end] ?? ''))) return null
  const stands =
    before ?? after ?? (/占(?:了|到|比)?$/.test(text.slice(Math.max(0, at - 2), at)) ? 'of' : undefined)
  if (word === '一半' && stands === undefined) return null
  if (after) end = after.end
  const more = word.startsWith('过半') || word.length === 3 || (word === '半数' && after?.hedge === 'gte')
  const hedge = more ? ('gt' as const) : (before ?? after?.hedge)
  return { kind: 'rate', value: 0, rate: '0.5', counter: '%', start: at, end, ...(hedge ? { hedge } : {}) }
}

/** 三分之二, 百分之九十五, 2/3. */
export const fraction = (text: string, at: number, end: number): Quantity | null => {
  const written = slashedFraction(text, at)
  if (written) return written
  const run = chineseRun(text, at, end)
  if (run === '' || !text.startsWith('分之', at + run.length)) return null
  const below = readNumeral(run, 0, run.length)?.value ?? 0
  const over = readNumeral(text, at + run.length + 2, end)
  if (!over || below === 0) return null
  const common = { kind: 'rate' as const, value: 0, counter: '%', start: at, end: over.end }
  const hedge = over.hedge ? { hedge: over.hedge } : {}
  if (below === 100) return { ...common, rate: percentToRate(over.digits), ...hedge }
  return { ...shareOf(over.value / below, at, over.end), ...hedge }
}

export const tenths = (text: string, at: number, end: number): Quantity | null => {
  const numeral = readNumeral(text, at, end)
  if (!numeral || numeral.value > 10 || text[numeral.end] !== '成') return null
  const after = text[numeral.end + 1]
  if (after !== undefined && /[立为员效果功绩本了就长品型]/.test(after)) return null
  const half = after === '五' ? 5 : after === '半' ? 5 : 0
  return {
    kind: 'rate',
    value: 0,
    rate: percentToRate(String(numeral.value * 10 + half)),
    counter: '%',
    start: at,
    end: numeral.end + (half ? 2 : 1),
    ...(numeral.hedge ? { hedge: numeral.hedge } : {}),
  }
}

/** 数十, 几百; but 人数百余. */
const vague = /(?:几|(?:^|[^人件次总户份场项个额基岁])数)$/

const longestToken = 40

/** Tokens such as 1+6+N, 3·15, 12345 and A4 are names; gives where the token ends, or -1. */
export const nameToken = (text: string, at: number, end: number): number => {
  let to = at
  let joined = false
  while (to < end && to - at < longestToken) {
    const char = text[to]!
    if (char === '+' || char === '·' || char === '×' || /[A-Za-z]/.test(char)) joined = true
    else if (!isDigit(text.charCodeAt(to)) && char !== '.' && char !== ',') break
    to++
  }
  return joined ? to : -1
}

const noSpace = (text: string, at: number): number =>
  text[at] === ' ' ? (text[at + 1] === ' ' ? at + 2 : at + 1) : at

const money = (text: string, at: number): { factor: number; end: number } | null => {
  if (text.startsWith('美元', at)) return null
  return text[at] === '元' && !/[旦宵素老首件]/.test(text[at + 1] ?? '') ? { factor: 1, end: at + 1 } : null
}

const notLess = /^.{1,2}(?:也|都)?[不没未][少落漏差缺拉丢]/
const rangeSign = /[-~—–至到]{1,3}/y

/** 3次至5次, 90%-95% say no one number; 由3次至5次 tells what became of it. Gives the end, or -1. */
const rangeBehind = (text: string, start: number, at: number, unit: string): number => {
  if (/[由从]/.test(text.slice(Math.max(0, start - 4), start))) return -1
  rangeSign.lastIndex = at
  const sign = rangeSign.exec(text)
  const second = sign ? readNumeral(text, at + sign[0].length, text.length) : null
  return second && text.startsWith(unit, second.end) ? second.end + unit.length : -1
}

/** The number at `at` with counter and hedges; `skip` says how far to go when it is none. */
export const readNumber = (
  text: string,
  at: number,
  end: number,
  lexicons: QuantityLexicons,
): { quantity: Quantity | null; end: number } => {
  const numeral = readNumeral(text, at, end)
  if (!numeral) {
    const run = Math.max(1, chineseRun(text, at, end).length)
    let to = at
    while (to < end && isDigit(text.charCodeAt(to))) to++
    return { quantity: null, end: Math.max(at + run, to) }
  }
  const none = { quantity: null, end: numeral.end }
  const previous = text[at - 1] ?? ''
  if (previous === '第' || previous === '·' || previous === '+' || previous === '〔' || previous === '[')
    return none
  if (previous === '(' && text[numeral.end] === ')') return none
  // 数十, 几百: nobody knows how many.
  if (numeral.chinese && vague.test(text.slice(Math.max(0, at - 2), at)) && /[十百千万]/.test(text[at]!))
    return none
  let next = noSpace(text, numeral.end)
  if (/[-~—–至到/]/.test(text[next] ?? '') && readNumeral(text, next + 1, end)) {
    // 3-5名 says no one number; 2021—2025年 is a span of years.
    const second = readNumeral(text, next + 1, end)!
    const unit = noSpace(text, second.end)
    const counter = money(text, unit) ? '元' : lexicons.counters.longest(text, unit, end)
    const isYears = text[second.end] === '年'
    return {
      quantity: null,
      end: isYears || counter ? noSpace(text, second.end) + (counter?.length ?? 1) : numeral.end,
    }
  }
  let hedge = numeral.hedge ?? hedgeBefore(text, at)
  if (text[next] === '%') {
    const range = rangeBehind(text, at, next + 1, '%')
    if (range > 0) return { quantity: null, end: range }
    const after = hedgeAfter(text, next + 1)
    hedge ??= after?.hedge
    const rate = percentToRate(numeral.digits)
    const quantity: Quantity = {
      kind: 'rate',
      value: 0,
      rate,
      counter: '%',
      start: at,
      end: after?.end ?? next + 1,
    }
    if (hedge) quantity.hedge = hedge
    return { quantity, end: quantity.end }
  }
  const sum = money(text, next)
  if (sum) {
    const after = hedgeAfter(text, sum.end)
    hedge ??= after?.hedge
    const quantity: Quantity = {
      kind: 'money',
      value: numeral.value,
      counter: '元',
      start: at,
      end: after?.end ?? sum.end,
    }
    if (hedge) quantity.hedge = hedge
    return { quantity, end: quantity.end }
  }
  if (text[next] === '余' && !numeral.hedge) {
    hedge = 'gte'
    next++
  }
  let counter = lexicons.counters.longest(text, next, end)
  if (counter === null && text[next] === '多') {
    counter = lexicons.counters.longest(text, next + 1, end)
    if (counter !== null) {
      hedge = 'gte'
      next++
    }
  }
  // 纠错率0, 常住人口8.6万: the noun before says what is counted.
  if (
    counter === null &&
    numeral.value === 0 &&
    /率(?:为|是|仅|保持)?$/.test(text.slice(Math.max(0, at - 4), at))
  )
    return {
      quantity: { kind: 'rate', value: 0, rate: '0', counter: '%', start: at, end: numeral.end },
      end: numeral.end,
    }
  if (
    counter === null &&
    next === numeral.end &&
    /人口(?:约|为|达|有|近|超|共)*$/.test(text.slice(Math.max(0, at - 6), at))
  )
    return {
      quantity: {
        kind: 'number',
        value: numeral.value,
        counter: '人',
        start: at,
        end: numeral.end,
        ...(hedge ? { hedge } : {}),
      },
      end: numeral.end,
    }
  if (counter === null || (counter === '部' && text[next + 1] === '门')) return none
  // 没有一份未经审查, 一次不少: all of them, and no one.
  const one = numeral.chinese && numeral.value === 1
  if (
    one &&
    (/(?:没有|无)$/.test(text.slice(Math.max(0, at - 2), at)) || notLess.test(text.slice(next, next + 6)))
  )
    return none
  // 百人, 千家, 万户: a bare place word counts only with 余, 上, 近 or 超.
  if (numeral.chinese && numeral.value >= 100 && numeral.end - at === 1 && !hedge) return none
  // Nobody counts 20.4名: 20. numbers the line.
  const dot =
    Number.isInteger(numeral.value) || measures.has(counter) ? -1 : text.slice(at, numeral.end).indexOf('.')
  // 5.7 村级 numbers a paragraph.
  if (dot > 0 && next > numeral.end) return none
  if (dot > 0) return /[\s(]/.test(previous || ' ') ? readNumber(text, at + dot + 1, end, lexicons) : none
  const to = next + counter.length
  const range = rangeBehind(text, at, to, counter)
  if (range > 0) return { quantity: null, end: range }
  // 三个100%, 二届三次全会.
  if (counter === '个' && /^\d+(?:\.\d+)?%/.test(text.slice(to, to + 8))) return { quantity: null, end: to }
  const session = counter === '届' ? /^[一二三四五六七八九十\d]{1,3}次/.exec(text.slice(to, to + 4)) : null
  if (session) return { quantity: null, end: to + session[0].length }
  // 一件件小事, 一次次上门.
  if (numeral.chinese && numeral.value === 1 && text.startsWith(counter, to))
    return { quantity: null, end: to + counter.length }
  const setName = numberSets.longest(text, to, end)
  if (/^[项个类种大级位条张支]$/.test(counter) && setName !== null) return { quantity: null, end: to }
  // 一X… at the head of a common word (一个平台, 一项工作) tells no number.
  const alone = /^[,;。)]/.test(text.slice(to, to + 1)) && /[有仅只共计为]$/.test(previous)
  if (
    numeral.chinese &&
    numeral.value === 1 &&
    !alone &&
    /^[个项类种位批条站块组面套支枚股道]$/.test(counter)
  )
    return { quantity: null, end: to }
  // 一起学法 is together, 一起案件 one case.
  if (numeral.chinese && counter === '起' && numeral.value === 1 && !/[案行诉纠复事]/.test(text[to] ?? '')) {
    return { quantity: null, end: to }
  }
  const after = hedgeAfter(text, to)
  hedge ??= after?.hedge
  const quantity: Quantity = {
    kind: 'number',
    value: numeral.value,
    counter,
    start: at,
    end: after?.end ?? to,
    ...(hedge ? { hedge } : {}),
    ...(timeSet.has(counter) ? { time: true as const } : {}),
  }
  return { quantity, end: quantity.end }
}
