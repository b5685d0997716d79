/** The words and bodies of a stretch of text: what is denied is marked, who is named is told. */
import { denialBefore, people } from './lexicon.ts'
import type { Range } from './lists.ts'
import { createLexicon, type Hit, type Lexicon } from './text.ts'

/** A word the packs know, at its place. */
export interface WordHit extends Hit {
  id: number
  /** 未经合法性审查: the word is there to be denied. */
  denied: boolean
}

export interface Vocabulary {
  words: Lexicon
  ids: Map<string, number>
  /** Longer words that hide a shorter one. */
  compounds: Lexicon
  bodies: Lexicon
  bodyClass: Map<string, string>
  /** Words that name the object of some frame: a part without one leans on the part before it. */
  objects: Set<number>
}

/** Words and bodies of a stretch. */
export interface Bag {
  words: Map<number, WordHit>
  bodies: Map<string, Hit>
  ownObject: boolean
  /** Persons it names (中层干部, 村党组织书记): they act, and nobody named before. */
  people: Hit[]
}

const peopleWords = createLexicon(people)

/** A denial right before a word, with at most a light verb between them: 未参加, 没有全部配备, 无. */
const denial = new RegExp(
  `(?:${denialBefore.join('|')})(?:全部|及时|按期|按时|能够?|经过?|予以?|被|曾|再|实际|进行|组织|开展|参加|参与|完成|配备|聘请|建立|达到|配齐|落实)?$`,
)
const longestDenial = 8

const isDenied = (text: string, at: number): boolean => {
  const before = text.slice(Math.max(0, at - longestDenial), at)
  return denial.test(before) && !/(?:[从并有]无|不得不|无不|无一不)$/.test(before)
}

/** A word that names persons ends in one of these. */
export const namesPeople = (word: string): boolean => people.some((person) => word.endsWith(person))

const emptyBag = (): Bag => ({
  words: new Map(),
  bodies: new Map(),
  ownObject: false,
  people: [],
})

/** 评估 inside 风险评估: a longer word that names a deed hides the object in it. */
const isInDeed = (hit: Hit, hits: readonly Hit[], { ids, objects }: Vocabulary): boolean =>
  hits.some(
    ({ start, end, word }) =>
      start <= hit.start && end >= hit.end && word.length > hit.word.length && !objects.has(ids.get(word)!),
  )

/** Collects the words of the ranges; what a longer known word hides does not count. */
export const bagOf = (text: string, ranges: readonly Range[], vocabulary: Vocabulary): Bag => {
  const bag = emptyBag()
  for (const range of ranges) {
    const bodies = vocabulary.bodies.apart(text, range.start, range.end)
    // 理论学习中心组 is a body, its 学习 no word.
    const hidden = [...vocabulary.compounds.apart(text, range.start, range.end), ...bodies].sort(
      (x, y) => x.start - y.start || y.end - x.end,
    )
    let next = 0
    const active: Hit[] = []
    const hits = vocabulary.words.all(text, range.start, range.end)
    for (const hit of hits) {
      while (next < hidden.length && hidden[next]!.start <= hit.start) active.push(hidden[next++]!)
      while (active.length > 0 && active[0]!.end <= hit.start) active.shift()
      if (active.some((cover) => cover.end >= hit.end && cover.word.length > hit.word.length)) continue
      const id = vocabulary.ids.get(hit.word)!
      const denied = isDenied(text, hit.start)
      if (!denied || !bag.words.has(id)) bag.words.set(id, { ...hit, id, denied })
      if (!bag.ownObject && vocabulary.objects.has(id)) bag.ownObject = !isInDeed(hit, hits, vocabulary)
    }
    bag.people.push(...peopleWords.apart(text, range.start, range.end))
    for (const hit of bodies) {
      const body = vocabulary.bodyClass.get(hit.word)!
      if (!bag.bodies.has(body)) bag.bodies.set(body, hit)
    }
  }
  return bag
}
