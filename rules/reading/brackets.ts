/** Brackets with figures: what they hold is a part of what stands before them, and the sentence goes on behind. */
import { bagOf, type Vocabulary } from './bags.ts'
import type { Carried } from './context.ts'
import type { Range } from './lists.ts'
import type { Quantity } from './quantity.ts'

/** A bracket that is read apart: `start` is its opening mark, `end` stands behind its closing one. */
export interface Bracket extends Range {
  quantities: Quantity[]
  /** 其中…, 含…: parts of the figure before it. */
  within: boolean
}

/** A longer bracket is a paragraph of its own. */
const longestBracket = 120
const isFigure = ({ kind }: Quantity): boolean => kind === 'number' || kind === 'rate' || kind === 'money'
const partWords = /^\s*(?:其中|含|包括|包含|内含)/
const besideWords = /^\s*(?:占|同比|较|比|上年|去年|20\d{2}年)/

/** Brackets that tell of a figure before them. One that holds the only figure (法律顾问(2名)) belongs to its sentence. */
export const bracketsIn = (
  text: string,
  start: number,
  end: number,
  quantities: readonly Quantity[],
): Bracket[] => {
  const found: Bracket[] = []
  let next = 0
  let figureBefore = false
  for (let at = start; at < end; at++) {
    const quantity = quantities[next]
    if (quantity && at >= quantity.start) {
      if (isFigure(quantity)) figureBefore = true
      next++
      at = Math.max(at, quantity.end - 1)
      continue
    }
    const char = text[at]!
    if (/[,;。、:!?]/.test(char)) figureBefore = false
    if (char !== '(') continue
    let close = at + 1
    const limit = Math.min(end, at + longestBracket)
    while (close < limit && !/[()。\n]/.test(text[close]!)) close++
    if (close >= limit || text[close] !== ')') continue
    const inside: Quantity[] = []
    let behind = next
    while (behind < quantities.length && quantities[behind]!.start < close) inside.push(quantities[behind++]!)
    const opening = text.slice(at + 1, Math.min(close, at + 8))
    const within = partWords.test(opening)
    if (!inside.some(isFigure) || !(figureBefore || within || besideWords.test(opening))) continue
    if (inside.at(-1)!.end > close) continue
    found.push({ start: at, end: close + 1, quantities: inside, within })
    next = behind
    at = close
  }
  return found
}

/** The ranges without what stands in brackets that are read apart. */
export const outside = (ranges: readonly Range[], brackets: readonly Bracket[]): Range[] => {
  if (brackets.length === 0) return [...ranges]
  return ranges.flatMap((range) => {
    const kept: Range[] = []
    let from = range.start
    let low = 0
    let high = brackets.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (brackets[middle]!.end <= from) low = middle + 1
      else high = middle
    }
    for (; low < brackets.length; low++) {
      const bracket = brackets[low]!
      if (bracket.start >= range.end) break
      if (bracket.start > from) kept.push({ start: from, end: bracket.start })
      from = bracket.end
    }
    if (from < range.end) kept.push({ start: from, end: range.end })
    return kept.length > 0 ? kept : [range]
  })
}

const mostStretches = 3
const longestStretch = 60

/** What stands before a bracket, nearest first, for its figures to lean on. */
export const leadOf = (text: string, start: number, bracket: Bracket, vocabulary: Vocabulary): Carried[] => {
  const lead: Carried[] = []
  let cost = 1
  let end = bracket.start
  while (lead.length < mostStretches && end > start) {
    let from = end
    while (from > start && end - from < longestStretch && !/[,;:。!?]/.test(text[from - 1]!)) from--
    // 持证率97.4%(37名): the bracket says the same in another way.
    const same = lead.length === 0 && text[bracket.start - 1] === '%' && bracket.quantities.length === 1
    lead.push({
      bag: bagOf(text, [{ start: from, end }], vocabulary),
      cost,
      start: from,
      end,
      from: same ? 'said' : 'part',
    })
    cost += text[from - 1] === ';' ? 4 : 2
    end = from - 1
  }
  return lead
}
