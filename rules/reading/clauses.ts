/** Cuts a paragraph into sentences, clauses and parts. */
import type { Bracket } from './brackets.ts'
import type { Quantity } from './quantity.ts'

/** A stretch between two marks that holds at most one list of figures. */
export interface Part {
  start: number
  end: number
  clause: number
  /** How far it stands from the part before it: 1 over 、 2 over ， 4 over ； */
  joint: number
  quantities: Quantity[]
}

export interface Clause {
  start: number
  end: number
  parts: Part[]
}

export interface Sentence {
  start: number
  end: number
  /** Where the sentence begins that this one is told in: figures of both are one telling. */
  key: number
  /** Brackets that are read apart, in order. */
  brackets: Bracket[]
  clauses: Clause[]
  parts: Part[]
}

const isEnd = (char: string): boolean => char === '。' || char === '!' || char === '?' || char === '\n'

interface Cut {
  at: number
  joint: number
}

/** Splits a paragraph; marks inside a quantity (1,200 · 5月15日、10月10日) divide nothing. */
export const splitSentences = (
  text: string,
  start: number,
  end: number,
  quantities: Quantity[],
  brackets: readonly Bracket[] = [],
  key?: number,
): Sentence[] => {
  const sentences: Sentence[] = []
  let from = start
  let cuts: Cut[] = []
  let next = 0
  let first = 0
  let nextBracket = 0
  let firstBracket = 0
  const close = (to: number): void => {
    if (to > from) {
      const inner = brackets.slice(firstBracket, nextBracket)
      const built = buildSentence(from, to, cuts, quantities.slice(first, next))
      sentences.push({ ...built, key: key ?? from, brackets: inner })
    }
    first = next
    firstBracket = nextBracket
    cuts = []
    from = to + 1
  }
  let depth = 0
  for (let at = start; at < end; at++) {
    const quantity = quantities[next]
    if (quantity && at >= quantity.start) {
      next++
      at = Math.max(at, quantity.end - 1)
      continue
    }
    const char = text[at]!
    if (brackets[nextBracket]?.start === at) {
      at = brackets[nextBracket++]!.end - 1
      continue
    }
    if (char === '(' || char === '《') depth = 12
    else if (char === ')' || char === '》') depth = 0
    else if (depth > 0) depth--
    if (isEnd(char)) close(at)
    else if (depth > 0) continue
    else if (char === ';') cuts.push({ at, joint: 4 })
    else if (char === ',' || char === ':') cuts.push({ at, joint: 2 })
    else if (char === '、') cuts.push({ at, joint: 1 })
  }
  close(end)
  return sentences
}

const buildSentence = (
  start: number,
  end: number,
  cuts: Cut[],
  quantities: Quantity[],
): Omit<Sentence, 'key' | 'brackets'> => {
  const clauses: Clause[] = []
  let clause: Clause = { start, end, parts: [] }
  let index = 0
  // Members of a list without a figure wait for the one that has it: 参考率、合格率均达100%.
  let waiting = start
  let joint = 4
  for (const cut of [...cuts, { at: end, joint: 4 }]) {
    const own: Quantity[] = []
    while (index < quantities.length && quantities[index]!.start < cut.at) own.push(quantities[index++]!)
    const closes = cut.joint !== 1
    const last = clause.parts.at(-1)
    if (own.length > 0 || (closes && !last && cut.at > waiting)) {
      clause.parts.push({ start: waiting, end: cut.at, clause: clauses.length, joint, quantities: own })
    } else if (closes && last) last.end = cut.at
    else if (!closes) continue
    waiting = cut.at + 1
    joint = cut.joint
    if (!closes) continue
    clause.end = cut.at
    if (clause.parts.length > 0) clauses.push(clause)
    clause = { start: cut.at + 1, end, parts: [] }
  }
  return { start, end, clauses, parts: clauses.flatMap((each) => each.parts) }
}
