/** Names for figures no fact of the pack has: `other.<noun>`. Pages show the quotation; the noun only groups. */
import type { Mention } from './context.ts'
import { compounds, counterNouns, nouns, outcomes } from './lexicon.ts'
import type { Range } from './lists.ts'
import type { Quantity } from './quantity.ts'
import { createLexicon, type Hit } from './text.ts'

const invert = (table: Record<string, readonly string[]>): Map<string, string> =>
  new Map(Object.entries(table).flatMap(([name, words]) => words.map((word) => [word, name] as const)))

const nounOf = invert(nouns)
const outcomeOf = invert(outcomes)
const counterOf = invert(counterNouns)
// A longer word hides the noun inside it: 村级 is no village.
const nounWords = createLexicon([...compounds, ...nounOf.keys()])
const outcomeWords = createLexicon(outcomeOf.keys())

/** Nouns for what is done to an object, or how many took part: they name no object. */
const deedNouns = new Set([
  'reviews',
  'risk_assessments',
  'participants',
  'pass_rate',
  'excellence',
  'growth',
  'staff',
])

/** Objects that a stretch names, known to some pack or not. */
export const objectsIn = (text: string, ranges: readonly Range[]): Hit[] =>
  ranges
    .flatMap((range) => nounWords.apart(text, range.start, range.end))
    .filter(({ word }) => nounOf.has(word) && !deedNouns.has(nounOf.get(word)!))

/** 资金 names money, and no 1处 behind it. */
const mayName = (word: string, quantity: Quantity): boolean => {
  const noun = nounOf.get(word)
  return noun !== undefined && (noun !== 'amount' || quantity.kind === 'money' || quantity.kind === 'rate')
}

/** Carried nouns are looked for this far back in the sentence. */
const farBack = 60

/** The known noun nearest to the figure: what follows it at once, else what stands before it. */
const nearest = (text: string, mention: Mention): Hit | null => {
  let best: Hit | null = null
  let bestDistance = Number.POSITIVE_INFINITY
  const { start, end } = mention.quantity
  for (const range of mention.ranges) {
    for (const hit of nounWords.apart(text, range.start, range.end)) {
      if (!mayName(hit.word, mention.quantity) || (hit.start < end && hit.end > start)) continue
      const distance = hit.start >= end ? hit.start - end : start - hit.end
      if (distance < bestDistance) {
        best = hit
        bestDistance = distance
      }
    }
  }
  return best
}

export interface Name {
  id: string
  /** The figure's own words name it; else it was guessed from its counter or an earlier part. */
  known: boolean
}

/** The noun of a leftover figure. */
export const nameOf = (text: string, mention: Mention): Name => {
  const { quantity } = mention
  const own = nearest(text, mention)
  const outcome = mention.ranges
    .flatMap((range) => outcomeWords.apart(text, range.start, range.end))
    .map((hit) => outcomeOf.get(hit.word)!)
    .at(0)
  const rate = quantity.kind === 'rate' ? '_rate' : ''
  if (own) {
    const noun = nounOf.get(own.word)!
    const full = outcome && !noun.endsWith('_rate') ? `${noun}_${outcome}` : noun
    return { id: rate && !full.endsWith('_rate') ? `${full}${rate}` : full, known: true }
  }
  const to = mention.ranges[0]!.start
  const from = Math.max(mention.sentence.start, to - farBack)
  const before = nounWords.apart(text, from, to).findLast((hit) => mayName(hit.word, quantity))
  if (before && (outcome || quantity.kind === 'rate' || to > mention.part.start)) {
    return {
      id: `${nounOf.get(before.word)!}${outcome ? `_${outcome}` : ''}${rate}`,
      known: outcome !== undefined,
    }
  }
  if (outcome) return { id: `${outcome}${rate}`, known: true }
  if (rate) return { id: 'rate', known: false }
  if (quantity.kind === 'money') return { id: 'amount', known: true }
  return { id: counterOf.get(quantity.counter) ?? 'figure', known: false }
}
