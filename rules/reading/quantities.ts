/** Finds what can be a quantity: numbers with counter and hedge, rates, money, dates, shares, explicit none. */
import { chineseSmall, match, pad, readDates, yearOnly } from './calendar.ts'
import { fraction, hedgeAfter, hedgeBefore, nameToken, readNumber, tenths } from './figures.ts'
import { dateWords, doubleHundred } from './lexicon.ts'
import { isChineseNumeral } from './numerals.ts'
import type { Quantity, QuantityLexicons } from './quantity.ts'
import { createLexicon, isDigit, type Lexicon } from './text.ts'
import { isShareWord, readNone, readNoneBehind } from './wholes.ts'

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
      } else at++
      continue
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
    const digit = isDigit(code)
    if (digit || isChineseNumeral(char)) {
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
        at += named[0].length
        continue
      }
      const part = fraction(text, at, end) ?? tenths(text, at, end)
      if (part) {
        const hedge = part.hedge ?? hedgeBefore(text, at)
        const after = hedgeAfter(text, part.end)
        if (hedge ?? after) part.hedge = hedge ?? after!.hedge
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
      const [from, to] = dateWords[dateWord]!
      const span = { from: `${pad(year, 4)}-${from}`, to: `${pad(year, 4)}-${to}` }
      add({ kind: 'date', value: 0, span, counter: '', start: at, end: at + dateWord.length, word: dateWord })
      continue
    }
    if (text.startsWith('过半', at) || text.startsWith('半数以上', at)) {
      const length = text.startsWith('过半', at) ? 2 : 4
      add({ kind: 'rate', value: 0, rate: '0.5', hedge: 'gt', counter: '%', start: at, end: at + length })
      continue
    }
    // 3个村未配备: of these it is denied, and it is no nought.
    const counted = quantities.at(-1)
    const ofSome =
      counted?.kind === 'number' && at - counted.end <= 10 && !/[,;。:]/.test(text.slice(counted.end, at))
    const none =
      !ofSome && (char === '未' || char === '没' || char === '无' || char === '尚')
        ? readNone(text, at, end)
        : -1
    if (none > 0) {
      add({ kind: 'none', value: 0, counter: '', start: at, end: none })
      continue
    }
    at++
  }
  return { quantities, years }
}
