/** Frames of the packs' facts: compiled once, matched against a quantity with its context. */
import type { FactDeclaration, FactKind, Frame, PackTable, ReadingWords } from '../pack.ts'
import type { Vocabulary } from './bags.ts'
import { spellingsOf } from './labels.ts'
import { commonBodies, commonCounters, compounds } from './lexicon.ts'
import { type QuantityLexicons, quantityLexicons } from './quantity.ts'
import { compileSay, type Say } from './say.ts'
import { createLexicon, type Lexicon, normalise } from './text.ts'

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
  /** The bodies of `by`, as a person is told of them. */
  bodies: string
  not: Set<number>
  say: Say[]
  /** Spellings of which one is all that stands around the figure; none: the words are looked for. */
  names: Set<string>
  labels: string[]
  order: number
}

export interface CompiledReading {
  table: PackTable
  frames: CompiledFrame[]
  byTakes: Map<Takes, CompiledFrame[]>
  /** Frames by each word of the smallest of their `of` groups; under -1 those that ask for no word. */
  byWord: Map<Takes, Map<number, CompiledFrame[]>>
  /** Frames by each spelling of their labels. */
  byName: Map<string, CompiledFrame[]>
  facts: Map<string, FactDeclaration>
  vocabulary: Vocabulary
  lexicons: QuantityLexicons
  /** Objects of the yes-or-no facts: a sentence without one of them is not searched for deeds. */
  deeds: Lexicon
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

/** Fact ids anywhere in a score declaration, also inside its conditions. */
const idsIn = (value: unknown, found: Set<string>): void => {
  if (typeof value === 'string')
    for (const [id] of value.matchAll(/[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*/g)) found.add(id)
  if (value !== null && typeof value === 'object') for (const each of Object.values(value)) idsIn(each, found)
}

/** For each fact the items that read it, a share's denominator included. */
export const itemsByFact = (table: PackTable): Map<string, string[]> => {
  const facts = new Map(table.registers.flatMap((register) => register.facts).map((fact) => [fact.id, fact]))
  const items = new Map<string, string[]>()
  for (const item of table.items) {
    if (!item.on) continue
    const named = new Set<string>()
    for (const version of item.versions) idsIn(version.score, named)
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

/** A fact that counts days is told in 天 as well as in 日. */
const withDays = (counters: readonly string[]): Set<string> =>
  new Set(counters.includes('日') ? [...counters, '天'] : counters)

/** The first words of a class, as a person is told of it. */
const fewOf = (members: readonly string[]): string =>
  members.slice(0, 4).join('、') + (members.length > 4 ? '等' : '')

const idsOf = (groups: readonly WordGroup[][]): Set<number> =>
  new Set(groups.flat().flatMap(({ ids }) => [...ids]))

const noWord = -1

const indexByWord = (frames: readonly CompiledFrame[]): Map<number, CompiledFrame[]> => {
  const index = new Map<number, CompiledFrame[]>()
  for (const frame of frames) {
    if (frame.names.size > 0) continue
    const [smallest] = [...frame.of].sort((a, b) => a.ids.size - b.ids.size)
    for (const id of smallest?.ids ?? [noWord]) {
      const known = index.get(id)
      if (known) known.push(frame)
      else index.set(id, [frame])
    }
  }
  return index
}

/** The frames of which a figure with these words around it may be: most speak of something else altogether. */
export const framesFor = (
  { byWord }: CompiledReading,
  takes: Takes,
  words: ReadonlySet<number>,
): Set<CompiledFrame> => {
  const index = byWord.get(takes)!
  const found = new Set(index.get(noWord))
  for (const id of words)
    for (const frame of index.get(id) ?? [])
      if (frame.of.length === 1 || frame.of.every(({ ids }) => sharesOne(ids, words))) found.add(frame)
  return found
}

const sharesOne = (ids: ReadonlySet<number>, words: ReadonlySet<number>): boolean => {
  for (const id of ids) if (words.has(id)) return true
  return false
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
  const group = (names: readonly string[]): WordGroup => {
    const members = expand(names, words.words)
    return { name: fewOf(members), ids: new Set(members.map(idOf)) }
  }
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
              : withDays(expand(list(counters), words.counters)),
          of: groupsOf(frame.of).map(group),
          with: groupsOf(frame.with).map(group),
          by: [...list(frame.by)],
          bodies: list(frame.by)
            .map((name) => words.bodies[name]?.[0] ?? name)
            .join('、'),
          not: new Set(expand(list(frame.not), words.words).map(idOf)),
          say: list(frame.say).flatMap((pattern) => compileSay(normalise(pattern)) ?? []),
          names: new Set(list(frame.label).flatMap((label) => spellingsOf(normalise(label)) ?? [])),
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
  const byWord = new Map([...byTakes].map(([takes, each]) => [takes, indexByWord(each)]))
  const byName = new Map<string, CompiledFrame[]>()
  for (const frame of frames)
    for (const name of frame.names) byName.set(name, [...(byName.get(name) ?? []), frame])
  // What one frame asks of another object (合法性审查) makes no object of its own.
  const deedIds = idsOf(frames.filter(({ names }) => names.size === 0).map((frame) => frame.with))
  const packCounters = Object.values(words.counters).flat().map(normalise)
  const frameCounters = frames.flatMap((frame) => [...(frame.counters ?? [])])
  return {
    table,
    frames,
    byTakes,
    byWord,
    byName,
    facts,
    vocabulary: {
      words: createLexicon(wordOf),
      ids,
      compounds: createLexicon(compounds),
      bodies: createLexicon(bodyClass.keys()),
      bodyClass,
      objects: new Set([...idsOf(frames.map((frame) => frame.of))].filter((id) => !deedIds.has(id))),
    },
    lexicons: quantityLexicons([...packCounters, ...frameCounters, ...commonCounters]),
    deeds: createLexicon(
      byTakes
        .get('flag')!
        .flatMap((frame) => frame.of.flatMap((each) => [...each.ids].map((id) => wordOf[id]!))),
    ),
    items: itemsByFact(table),
    wordOf,
  }
}
