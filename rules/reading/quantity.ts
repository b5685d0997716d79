/** What a quantity is, and the word lists that finding one needs. */
import type { Hedge } from '../evidence.ts'
import { commonCounters, doubleHundred, numberNames, shareWords, timeCounters } from './lexicon.ts'
import { createLexicon, type Lexicon } from './text.ts'

export type QuantityKind = 'number' | 'rate' | 'money' | 'date' | 'dates' | 'all' | 'none'

export interface Quantity {
  kind: QuantityKind
  /** number, money */
  value: number
  /** rate, as a decimal string of one */
  rate?: string
  /** dates, ISO; a span of the year is `{from, to}` */
  dates?: string[]
  span?: { from: string; to: string }
  /** A span from day to day: a count beside it tells the whole, not a part of the year. */
  range?: true
  hedge?: Hedge
  counter: string
  start: number
  end: number
  /** The word of a share (全部, 均). */
  word?: string
  /** 没有一份未经…: all of it, though the deed is denied. */
  doubly?: true
  /** A length of time: never a result. */
  time?: true
  /**
   * What a frame must speak of to take it: of a narrow denial the thing denied (无败诉 is no word of lawsuits), of
   * persons named one by one their offices.
   */
  about?: { start: number; end: number }
  /** 没有 and nothing more: it is of what stands before it. */
  bare?: true
  /** So many for each (各村3名): no total. */
  each?: true
}

export interface QuantityLexicons {
  counters: Lexicon
  names: Lexicon
  shares: Lexicon
}

/** The word lists that finding quantities needs; the pack adds its counters. */
export const quantityLexicons = (packCounters: readonly string[]): QuantityLexicons => ({
  counters: createLexicon([...packCounters, ...commonCounters, ...timeCounters]),
  names: createLexicon(numberNames),
  shares: createLexicon([...shareWords, doubleHundred]),
})
