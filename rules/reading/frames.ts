/** Frames of the packs' facts: compiled once, matched against a quantity with its context. */
import type { FactDeclaration, FactKind, Frame, PackTable, ReadingWords } from '../pack.ts'
import type { Mention, Vocabulary, WordHit } from './context.ts'
import { commonBodies, commonCounters, compounds } from './lexicon.ts'
import { type QuantityLexicons, quantityLexicons } from './quantities.ts'
import { compileSay, type Say } from './say.ts'
import { createLexicon, normalise } from './text.ts'

export type Takes = 'count' | 'share' | 'rate' | 'date' | 'dates' | 'money' | 'flag' | 'header' | 'section'
export const takesKinds: readonly Takes[] = [
  'count',
  'share',
  'rate',
  'date',
  'dates',
  'money',
  'flag',
  'header',
  'section',
]

/** Words of which one must be there. */
export interface WordGroup {
  name: string
  ids: Set<number>
}

export interface CompiledFrame {
  fact: FactDeclaration
  register: string
  index: number
  frame: Frame
  takes: Takes
  /** Counters of count and share; null where any will do. */
  counters: Set<string> | null
  of: WordGroup[]
  with: WordGroup[]
  by: string[]
  not: Set<number>
  say: Say[]
  labels: string[]
  order: number
}

export interface CompiledReading {
  table: PackTable
  frames: CompiledFrame[]
  byTakes: Map<Takes, CompiledFrame[]>
  facts: Map<string, FactDeclaration>
  vocabulary: Vocabulary
  lexicons: QuantityLexicons
  /** Items that read a fact. */
  items: Map<string, string[]>
  /** Ids of words, turned back. */
  wordOf: string[]
}

export const takesOf = (frame: Frame): Takes | null =>
  takesKinds.find((kind) => frame[kind] !== undefined) ?? null

/** The quantity a frame may take for a kind of fact. */
export const fits: Record<Takes, readonly FactKind[]> = {
  count: ['count', 'share'],
  share: ['share'],
  rate: ['rate', 'share'],
  date: ['date'],
  dates: ['dates'],
  money: ['amount'],
  flag: ['flag'],
  header: ['date'],
  section: ['set'],
}

const list = <T>(value: T | readonly T[] | undefined): readonly T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value as T]

/** `of` and `with`: a class, a word, a flat list (one of), or a list of lists (each: one of). */
export const groupsOf = (declared: Frame['of'] | Frame['with']): string[][] => {
  if (declared === undefined) return []
  if (typeof declared === 'string') return [[declared]]
  if (declared.some((entry) => Array.isArray(entry)))
    return declared.map((entry) => [...list<string>(entry as string | string[])])
  return [[...(declared as string[])]]
}

const expand = (names: readonly string[], classes: Record<string, string[]>): string[] =>
  names.flatMap((name) => (Object.hasOwn(classes, name) ? classes[name]! : [name])).map(normalise)

/** Strings anywhere in a score declaration. */
const stringsIn = (value: unknown, found: Set<string>): void => {
  if (typeof value === 'string') found.add(value)
  else if (value !== null && typeof value === 'object')
    for (const each of Object.values(value)) stringsIn(each, found)
}

/** For each fact the items that read it, a share's denominator included. */
export const itemsByFact = (table: PackTable): Map<string, string[]> => {
  const facts = new Map(table.registers.flatMap((register) => register.facts).map((fact) => [fact.id, fact]))
  const items = new Map<string, string[]>()
  for (const item of table.items) {
    if (!item.on) continue
    const named = new Set<string>()
    for (const version of item.versions) stringsIn(version.score, named)
    const read = new Set<string>()
    for (const name of named) {
      const fact = facts.get(name)
      if (!fact) continue
      read.add(name)
      if (fact.over !== undefined) read.add(fact.over)
    }
    for (const fact of read) {
      const reading = items.get(fact)
      if (reading) reading.push(item.id)
      else items.set(fact, [item.id])
    }
  }
  return items
}

/** Words, frames and indexes of a pack, made once. */
export const compileReading = (table: PackTable): CompiledReading => {
  const words: ReadingWords = table.reading
  const ids = new Map<string, number>()
  const wordOf: string[] = []
  const idOf = (word: string): number => {
    let id = ids.get(word)
    if (id === undefined) {
      id = wordOf.length
      ids.set(word, id)
      wordOf.push(word)
    }
    return id
  }
  const group = (names: readonly string[]): WordGroup => ({
    name: names.length === 1 ? names[0]! : names.join('、'),
    ids: new Set(expand(names, words.words).map(idOf)),
  })
  const frames: CompiledFrame[] = []
  const facts = new Map<string, FactDeclaration>()
  for (const register of table.registers) {
    for (const fact of register.facts) {
      facts.set(fact.id, fact)
      fact.claims.forEach((frame, index) => {
        const takes = takesOf(frame)
        if (takes === null) return
        const counters = takes === 'count' || takes === 'share' ? frame[takes] : undefined
        frames.push({
          fact,
          register: register.id,
          index,
          frame,
          takes,
          counters:
            counters === undefined || counters === true
              ? null
              : new Set(expand(list(counters), words.counters)),
          of: groupsOf(frame.of).map(group),
          with: groupsOf(frame.with).map(group),
          by: [...list(frame.by)],
          not: new Set(expand(list(frame.not), words.words).map(idOf)),
          say: list(frame.say).flatMap((pattern) => compileSay(normalise(pattern)) ?? []),
          labels: list(frame.header).map((label) => label.replaceAll(' ', '')),
          order: frames.length,
        })
      })
    }
  }
  const bodyClass = new Map<string, string>()
  for (const bodies of [commonBodies, words.bodies]) {
    for (const [name, members] of Object.entries(bodies))
      for (const word of members) bodyClass.set(normalise(word), name)
  }
  const byTakes = new Map<Takes, CompiledFrame[]>(takesKinds.map((kind) => [kind, []]))
  for (const frame of frames) byTakes.get(frame.takes)!.push(frame)
  const packCounters = Object.values(words.counters).flat().map(normalise)
  const frameCounters = frames.flatMap((frame) => [...(frame.counters ?? [])])
  return {
    table,
    frames,
    byTakes,
    facts,
    vocabulary: {
      words: createLexicon(wordOf),
      ids,
      compounds: createLexicon(compounds),
      bodies: createLexicon(bodyClass.keys()),
      bodyClass,
      objects: new Set(frames.flatMap((frame) => frame.of.flatMap((each) => [...each.ids]))),
    },
    lexicons: quantityLexicons([...packCounters, ...frameCounters, ...commonCounters]),
    items: itemsByFact(table),
    wordOf,
  }
}

export interface Match {
  frame: CompiledFrame
  /** Words it was taken on, in the order of the text. */
  words: string[]
  /** How far words were carried over. */
  cost: number
  /** Groups and bodies it needed, the measure of how specific it is. */
  groups: number
  length: number
  /** Where the quotation begins if carried words are to be seen in it. */
  from: number
}

/** Why a frame did not take the quantity. */
export interface Miss {
  frame: CompiledFrame
  lacked: string
  /** How much of it was there. */
  met: number
}

export type Attempt = { match: Match; miss?: never } | { miss: Miss; match?: never }

const firstOf = (ids: Set<number>, words: Map<number, WordHit>): WordHit | undefined => {
  let best: WordHit | undefined
  for (const id of ids) {
    const hit = words.get(id)
    if (hit && (!best || hit.word.length > best.word.length)) best = hit
  }
  return best
}

/** What a frame may lean on besides the part's own words: earlier parts of the sentence and the heading. */
const farthest = 9

/** Tries one frame on a mention whose quantity it may take. */
export const tryFrame = (text: string, compiled: CompiledFrame, mention: Mention): Attempt => {
  const miss = (lacked: string, met: number): Attempt => ({ miss: { frame: compiled, lacked, met } })
  const { quantity } = mention
  if (compiled.counters && quantity.kind === 'number' && !compiled.counters.has(quantity.counter)) {
    return miss(`单位“${quantity.counter}”不在${[...compiled.counters].join('、')}之中`, 0)
  }
  for (const id of compiled.not) {
    const hit = mention.clause.words.get(id)
    if (hit) return miss(`有排除词“${hit.word}”`, 1)
  }
  const hits: WordHit[] = []
  let cost = 0
  let from = mention.quoteStart
  let met = 0
  const lean = mention.within || !mention.own.ownObject
  const seek = (group: WordGroup, mayCarry: boolean): boolean => {
    const own = firstOf(group.ids, mention.own.words)
    if (own) {
      hits.push(own)
      met++
      return true
    }
    if (!mayCarry) return false
    for (const carried of mention.carried) {
      if (carried.cost > farthest && carried.cost !== 12) continue
      const hit = firstOf(group.ids, carried.bag.words)
      if (!hit) continue
      hits.push(hit)
      cost += carried.cost
      if (carried.cost < 12) from = Math.min(from, carried.start)
      met++
      return true
    }
    return false
  }
  for (const group of compiled.of) if (!seek(group, lean)) return miss(`缺少“${group.name}”一类的词`, met)
  for (const group of compiled.with) if (!seek(group, true)) return miss(`缺少“${group.name}”一类的词`, met)
  if (compiled.by.length > 0) {
    const named = [
      mention.own,
      ...mention.carried.filter((each) => each.cost <= farthest || each.cost === 12).map((each) => each.bag),
    ]
    const at = named.findIndex((bag) => bag.bodies.size > 0)
    const bodies = at < 0 ? null : named[at]!.bodies
    if (!bodies) return miss(`没有写明${compiled.by.join('、')}`, met)
    const only = [...bodies.keys()]
    if (!only.every((body) => compiled.by.includes(body)))
      return miss(
        `主体不只是${compiled.by.join('、')}：${[...bodies.values()].map((hit) => hit.word).join('、')}`,
        met,
      )
    const hit = bodies.get(only[0]!)!
    hits.push({ ...hit, id: -1 })
    if (at > 0) {
      const carried = mention.carried.filter((each) => each.cost <= farthest || each.cost === 12)[at - 1]!
      cost += carried.cost
      if (carried.cost < 12) from = Math.min(from, carried.start)
    }
    met++
  }
  if (compiled.say.length > 0 && !compiled.say.some((say) => say.matches(text, quantity)))
    return miss('不合固定句式', met)
  const words = [...new Map(hits.sort((a, b) => a.start - b.start).map((hit) => [hit.word, hit])).keys()]
  const groups =
    compiled.of.length +
    compiled.with.length +
    (compiled.by.length > 0 ? 1 : 0) +
    (compiled.say.length > 0 ? 1 : 0)
  return { match: { frame: compiled, words, cost, groups, length: words.join('').length, from } }
}

/** The more specific first, then the one that leaned less, then the longer words, then the order of declaration. */
export const byPreference = (a: Match, b: Match): number =>
  b.groups - a.groups || a.cost - b.cost || b.length - a.length || a.frame.order - b.frame.order

/** Kinds of frames that may take a quantity. */
export const takersOf: Record<Mention['quantity']['kind'], readonly Takes[]> = {
  number: ['count', 'share'],
  rate: ['share', 'rate'],
  all: ['share', 'rate'],
  none: ['count'],
  money: ['money'],
  date: ['date', 'dates'],
  dates: ['dates'],
}
