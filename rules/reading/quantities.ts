/** Finds what can be a quantity: numbers with counter and hedge, rates, money, dates, shares, explicit none. */
import { chineseSmall, match, pad, readDates, yearAt, yearOnly } from './calendar.ts'
import { fraction, half, hedgeAfter, hedgeBefore, nameToken, readNumber, tenths } from './figures.ts'
import { dateWords, doubleHundred } from './lexicon.ts'
import { startsNumeral } from './numerals.ts'
import type { Quantity, QuantityLexicons } from './quantity.ts'
import { createLexicon, isDigit, type Lexicon } from './text.ts'
import {
  allByDenial,
  bareNone,
  isShareWord,
  noneOfOne,
  readNone,
  readNoneBehind,
  readNoneOf,
} from './wholes.ts'

export interface Found {
  quantities: Quantity[]
  /** Years named without month and day. */
  years: { year: number; start: number; end: number }[]
}

const dateWordList = createLexicon(Object.keys(dateWords))

/** A part of the year; 全年中心组 and 年初步 hold none. */
const dateWordAt = (text: string, at: number, end: number): string | null => {
  const word = dateWordList.longest(text, at, end)
  if (word === null || !word.startsWith('年')) return word
  if (/[全每历多]/.test(text[at - 1] ?? '')) return null
  const next = text[at + word.length] ?? ''
  return /[步级心共央学国层端线数册]/.test(next) ? null : word
}

/** 2025年上半年, 2025年底: a part of a year that is named. */
const partOfYear = (text: string, at: number, end: number, year: number): Quantity | null => {
  const behind = /^年(?:度)? ?/.exec(text.slice(at, at + 4))
  if (!behind) return null
  for (const from of [at, at + behind[0].length]) {
    const word = dateWordList.longest(text, from, end)
    if (word === null || (from === at && /[步级心共央学国层端线数册]/.test(text[at + word.length] ?? '')))
      continue
    return { ...seasonOf(word, year, at, from + word.length) }
  }
  return null
}

const seasonOf = (word: string, year: number, start: number, end: number): Quantity => {
  const [from, to] = dateWords[word]!
  const span = { from: `${pad(year, 4)}-${from}`, to: `${pad(year, 4)}-${to}` }
  return { kind: 'date', value: 0, span, counter: '', start, end, word }
}

const openers: Record<string, string> = { '“': '”', '"': '"', '《': '》', '「': '」', '〈': '〉', '‘': '’' }
/** Longest name in quotation marks; a longer quotation is prose. */
const longestName = 24
const longestTitle = 60

/** Marks the places where a number is part of a name: in quotation marks, titles of documents, idioms. */
const maskNames = (text: string, start: number, end: number, names: Lexicon): Uint8Array => {
  const mask = new Uint8Array(end - start)
  for (let at = start; at < end; at++) {
    const closer = openers[text[at]!]
    if (closer === undefined) continue
    const limit = Math.min(end, at + (text[at] === '《' ? longestTitle : longestName) + 2)
    for (let to = at + 1; to < limit; to++) {
      if (text[to] !== closer) continue
      mask.fill(1, at - start, to + 1 - start)
      break
    }
  }
  for (const hit of names.all(text, start, end)) mask.fill(1, hit.start - start, hit.end - start)
  return mask
}

const bothHeads = /书记[、和与及](?:街道办事处|街道办|办事处|镇|乡)?(?:主任|镇长|乡长|长)/y

/** 书记、镇长均述法: two who report, told by their offices and by no figure. */
const headsNamed = (text: string, at: number, end: number): Quantity | null => {
  bothHeads.lastIndex = at
  const found = bothHeads.exec(text)
  if (!found) return null
  const to = at + found[0].length
  const behind = /^[^,;。:\d]{0,32}/.exec(text.slice(to, Math.min(end, to + 33)))![0]
  if (!/述了?法/.test(behind) || /[一两二三四五六七八九十][次人名场件个位]|述法率/.test(behind)) return null
  if (/\d/.test(text[to + behind.length] ?? '')) return null
  return { kind: 'number', value: 2, counter: '名', start: at, end: to, about: { start: at, end: to } }
}

/** All quantities of a stretch of normalised text; `year` completes dates without one. */
export const findQuantities = (
  text: string,
  start: number,
  end: number,
  year: number | null,
  lexicons: QuantityLexicons,
): Found => {
  const mask = maskNames(text, start, end, lexicons.names)
  const quantities: Quantity[] = []
  const years: Found['years'] = []
  let at = start
  const add = (quantity: Quantity): void => {
    quantities.push(quantity)
    at = quantity.end
  }
  while (at < end) {
    const char = text[at]!
    const code = text.charCodeAt(at)
    if (mask[at - start] === 1) {
      // 百分百 and 双百 are idioms and shares at once.
      const share = lexicons.shares.longest(text, at, end)
      if ((share === '百分百' || share === doubleHundred) && !openers[text[at - 1] ?? '']) {
        add({
          kind: 'rate',
          value: 0,
          rate: '1',
          counter: '%',
          start: at,
          end: at + share.length,
          word: share,
        })
        continue
      }
      // “零案件”: the quotation marks make no name of it.
      if (char !== '零' || !openers[text[at - 1] ?? '']) {
        at++
        continue
      }
    }
    const share = lexicons.shares.longest(text, at, end)
    if (share !== null && isShareWord(text, at, share)) {
      add({ kind: 'all', value: 0, counter: '', start: at, end: at + share.length, word: share })
      continue
    }
    const behind = char === '零' || char === '为' ? readNoneBehind(text, at) : -1
    if (behind > 0) {
      add({ kind: 'none', value: 0, counter: '', start: at, end: behind })
      continue
    }
    const noneOf = char === '零' ? readNoneOf(text, at) : null
    if (noneOf) {
      add({ kind: 'none', value: 0, counter: '', start: at, ...noneOf })
      continue
    }
    const doubly = char === '没' || char === '无' ? allByDenial(text, at) : -1
    if (doubly > 0) {
      add({ kind: 'all', value: 0, counter: '', start: at, end: doubly, word: '全部', doubly: true })
      continue
    }
    const heads = char === '书' ? headsNamed(text, at, end) : null
    if (heads) {
      add(heads)
      continue
    }
    const halved =
      /[半过]/.test(char) || (char === '一' && /[半多大]/.test(text[at + 1] ?? '')) ? half(text, at) : null
    if (halved) {
      add(halved)
      continue
    }
    const notOne = char === '一' ? noneOfOne(text, at) : -1
    if (notOne > 0) {
      add({ kind: 'none', value: 0, counter: '', start: at, end: notOne })
      continue
    }
    const digit = isDigit(code)
    if (digit || startsNumeral(char) || (char === '元' && text[at + 1] === '月')) {
      if (digit) {
        const token = nameToken(text, at, end)
        if (token > 0) {
          at = token
          continue
        }
      }
      const ordinal = text[at - 1] === '第'
      const date = ordinal ? null : readDates(text, at, end, year)
      if (date) {
        add(date)
        continue
      }
      const named = match(yearOnly, text, at)
      const value = named ? chineseSmall(named[1]!) : 0
      if (named && value > 1900 && value < 2100) {
        years.push({ year: value, start: at, end: at + named[0].length })
        const sign = text.indexOf('年', at)
        const season = partOfYear(text, sign, end, value)
        if (season) add({ ...season, start: at })
        else at += named[0].length
        continue
      }
      const part = fraction(text, at, end) ?? tenths(text, at, end)
      if (part) {
        // 超三分之二: what is said of the share beats its rounding.
        const after = hedgeAfter(text, part.end)
        const hedge = hedgeBefore(text, at) ?? after?.hedge
        if (hedge) part.hedge = hedge
        if (after) part.end = after.end
        add(part)
        continue
      }
      const seasonal = dateWordAt(text, at, end)
      if (seasonal === null) {
        const number = readNumber(text, at, end, lexicons)
        if (number.quantity) quantities.push(number.quantity)
        at = Math.max(at + 1, number.end)
        continue
      }
    }
    const dateWord = dateWordAt(text, at, end)
    if (dateWord !== null && year !== null) {
      add(seasonOf(dateWord, yearAt(text, at, year)!, at, at + dateWord.length))
      continue
    }
    // 3个村未配备: of these it is denied, and it is no nought.
    const counted = quantities.at(-1)
    const ofSome =
      counted?.kind === 'number' && at - counted.end <= 10 && !/[,;。:]/.test(text.slice(counted.end, at))
    const denial =
      char === '未' ||
      char === '没' ||
      char === '无' ||
      char === '尚' ||
      (char === '不' && text.startsWith('不存在', at))
        ? readNone(text, at, end)
        : null
    // 两件诉讼中没有败诉案件: of them none was lost.
    const none = ofSome && !(denial?.about && /中$/.test(text.slice(at - 1, at))) ? null : denial
    const bare = !none && denial === null && (char === '没' || char === '无') ? bareNone(text, at) : -1
    if (bare > 0) {
      add({ kind: 'none', value: 0, counter: '', start: at, end: bare, bare: true })
      continue
    }
    if (none) {
      add({ kind: 'none', value: 0, counter: '', start: at, ...none })
      continue
    }
    at++
  }
  return { quantities, years }
}
