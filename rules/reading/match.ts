/** Tries a frame on a quantity with its context, and says what it was taken on or what it lacked. */
import { type Bag, namesPeople, type WordHit } from './bags.ts'
import type { Carried, Mention } from './context.ts'
import type { CompiledFrame, Takes, WordGroup } from './frames.ts'
import { labelsAt } from './labels.ts'
import { objectsIn } from './names.ts'
import type { QuantityKind } from './quantity.ts'

export interface Match {
  frame: CompiledFrame
  /** Words it was taken on, in the order of the text. */
  words: string[]
  /** How far words were carried over. */
  cost: number
  /** It leaned on what the sentence, or the one before, began with. */
  far: boolean
  /** Groups, body and pattern it needed: the measure of how specific it is. */
  groups: number
  /** Characters of the words. */
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

/** Kinds of frames that may take a quantity. */
export const takersOf: Record<QuantityKind, readonly Takes[]> = {
  number: ['count', 'share'],
  rate: ['share', 'rate'],
  all: ['share', 'rate'],
  none: ['count'],
  money: ['money'],
  date: ['date', 'dates'],
  dates: ['dates'],
}

/** What leans on no distant topic, then the more specific first, then the one that leaned less, then the longer words, then the order of declaration. */
export const byPreference = (a: Match, b: Match): number =>
  Number(a.far) - Number(b.far) ||
  b.groups - a.groups ||
  a.cost - b.cost ||
  b.length - a.length ||
  a.frame.order - b.frame.order

const longestWord = (ids: ReadonlySet<number>, bag: Bag, denied: boolean): WordHit | undefined => {
  let best: WordHit | undefined
  for (const id of ids) {
    const hit = bag.words.get(id)
    if (hit && (denied || !hit.denied) && (!best || hit.word.length > best.word.length)) best = hit
  }
  return best
}

/** `count: 无`: a frame for nothing but an explicit none or nought. */
export const onlyNone = '无'

/** The quantity itself rules the frame out. */
const unfit = (compiled: CompiledFrame, { quantity }: Mention): string | null => {
  if (quantity.bare && compiled.names.size === 0) return '只写“没有”，没有写明没有什么'
  if (quantity.kind !== 'number' || (compiled.takes !== 'count' && compiled.takes !== 'share')) return null
  if (quantity.each) return '是每村（社区）的数，不是总数'
  if (compiled.counters === null) return compiled.takes === 'share' ? '只读比例，不读数量' : null
  if (compiled.counters.has(quantity.counter)) return null
  if (compiled.counters.has(onlyNone) && quantity.value === 0) return null
  return `单位“${quantity.counter}”不在${[...compiled.counters].join('、')}之中`
}

/** What may stand beside a figure that says nothing but how many. */
const fillers =
  /由|从|增至|增加[到至]|升至|提[高升][到至]|全年|年内|今年|本年度?|一年来|截至|目前|年底|共计|总计|合计|累计|次数|数量|先后|实际|开展|组织|举办|召开|举行|进行|完成|达到|均|共|总|计|已|实|仅|只|了|为|达|的|有|学习?|办理|作出|审议|研究|受理|收到|一[次场期件份]不[少落]|[\s()、]/g

/** Nothing of its own but the figure: 全年共6项, 实际完成3次. */
const isBare = (text: string, { ranges, quantity }: Mention): boolean => {
  const own = ranges.map(
    ({ start, end }) =>
      text.slice(start, Math.min(end, quantity.start)) + text.slice(Math.max(start, quantity.end), end),
  )
  return own.join('').replace(fillers, '').length <= 1
}

const agents =
  /法律顾问|公职律师|律师|顾问|会议|研究|听取|意见|审查|审核|风险评估|社会稳定风险|答复|建议|公开|事项|决策/
/** 司法所会同法律顾问作合法性审查: who did it, or the deed itself, and no object of another kind. */
const isAgent =
  (text: string) =>
  ({ start, word }: { start: number; word: string }): boolean =>
    agents.test(word) && !/[对将把]$/.test(text.slice(Math.max(0, start - 1), start))

/**
 * A part that names no object of its own may take it from the part before: with a deed of its own
 * (项项过合法性审查), or when it is nothing but a figure (全年共6项). Part of a total (其中…) is never the total itself.
 */
const mayLean = (text: string, compiled: CompiledFrame, mention: Mention, ownDeed: boolean): boolean => {
  const { own, within, ranges, done } = mention
  if ((own.ownObject && !within && !done) || !ownDeed || mention.beside) return false
  if (done && !objectsIn(text, ranges).every(isAgent(text))) return false
  if (compiled.with.length === 0 && (within || !isBare(text, mention))) return false
  if (done) return true
  const deeds = compiled.with.flatMap(({ ids }) => longestWord(ids, own, false) ?? [])
  return objectsIn(text, ranges).every((object) =>
    deeds.some((deed) => deed.start < object.end && object.start < deed.end),
  )
}

const farthestAddend = 6

/** Figures of the same counter stand in the parts before, or the part before tells the deed and no figure. */
const addsUp = ({ sentence, partIndex, quantity }: Mention): boolean =>
  sentence.parts[partIndex - 1]?.quantities.length === 0 ||
  sentence.parts
    .slice(Math.max(0, partIndex - farthestAddend), partIndex + 1)
    .some((part) =>
      part.quantities.some(
        ({ kind, counter, start }) =>
          kind === 'number' && counter === quantity.counter && start < quantity.start,
      ),
    )

/** 春、秋各1次，共2次: nothing but the sum of what was told just before. */
const sumsUp = (text: string, mention: Mention): boolean =>
  !mention.within &&
  !mention.beside &&
  mention.quantity.kind === 'number' &&
  /(?:共|合|总)计?[^,;。\d]{0,4}$|全年[^,;。\d]{0,4}$|计$/.test(
    text.slice(Math.max(mention.part.start, mention.quantity.start - 8), mention.quantity.start),
  ) &&
  isBare(text, mention) &&
  addsUp(mention)

/** A word of `not` in a part that would lend; 应参加126人 lends its object to 实际参加121人 all the same. */
const shuns = (compiled: CompiledFrame, part: Carried): boolean =>
  [...compiled.not].some((id) => part.bag.words.get(id) && !part.bag.words.get(id)!.word.startsWith('应'))

/** The names a figure stands under, worked out once. */
export const labelsOf = (text: string, mention: Mention): string[] =>
  (mention.labels ??= labelsAt(text, mention))

const sectionOf = ({ section }: Mention, lends: (each: Carried) => boolean): Carried | undefined =>
  section && lends(section) ? section : undefined

/** Tries one frame on a mention whose quantity it may take. */
export const tryFrame = (text: string, compiled: CompiledFrame, mention: Mention): Attempt => {
  const { own, carried } = mention
  // 未制定规范性文件 is a figure itself: its denial is no denial of the word.
  const { kind, doubly } = mention.quantity
  const denied = kind === 'none' || doubly === true || compiled.takes === 'flag'
  const label =
    compiled.names.size > 0 ? labelsOf(text, mention).find((each) => compiled.names.has(each)) : ''
  const hits: { start: number; word: string }[] = []
  let met = 0
  let cost = 0
  let far = false
  let from = mention.quoteStart
  const miss = (lacked: string): Attempt => ({ miss: { frame: compiled, lacked, met } })
  const lean = (part: Carried): void => {
    cost += part.cost
    if (part.from === 'topic') far = true
    if (part.from !== 'heading' && part.from !== 'section') from = Math.min(from, part.start)
  }
  const seek = (group: WordGroup, mayCarry: boolean, asDeed: boolean): boolean => {
    const word = longestWord(group.ids, own, denied)
    const lends = (each: Carried): boolean =>
      !(asDeed && each.from === 'topic' && label === '') &&
      longestWord(group.ids, each.bag, denied) !== undefined
    const part =
      word || !mayCarry
        ? undefined
        : (carried.find(lends) ?? (label === '' ? undefined : sectionOf(mention, lends)))
    const hit = word ?? (part && longestWord(group.ids, part.bag, denied))
    // A part that names what the frame shuns lends it nothing.
    if (!hit || (part && shuns(compiled, part))) return false
    // Who acts in the figure's own part is not who acted before: 另有12名中层干部述法.
    if (part && part.from !== 'said' && namesPeople(hit.word) && ownSubject) return false
    if (part) lean(part)
    hits.push(hit)
    met++
    return true
  }
  const fault = unfit(compiled, mention)
  if (fault !== null) return miss(fault)
  if (label === undefined) return miss('数量前后不只是规定的名称')
  if (label !== '') hits.push({ start: mention.quoteStart, word: label })
  const barred = longestWord(compiled.not, mention.whole, true)
  if (barred) return miss(`有排除词“${barred.word}”`)
  const ownSubject = mention.beside || own.people.length > 0
  const near = [own, ...carried.filter((part) => part.from === 'said').map((part) => part.bag)]
  const ownDeed =
    label !== '' ||
    compiled.with.length === 0 ||
    compiled.with.some(({ ids }) => near.some((bag) => longestWord(ids, bag, denied)))
  // A share and a deed say themselves what was done; a count may leave it to the part before.
  const sum = compiled.with.length > 0 && !own.ownObject && sumsUp(text, mention)
  if (!ownDeed && !sum && (compiled.takes === 'flag' || compiled.takes === 'share')) {
    return miss(`缺少“${compiled.with[0]!.name}”一类的词`)
  }
  const leans = label !== '' || sum || mayLean(text, compiled, mention, ownDeed)
  for (const group of compiled.of) if (!seek(group, leans, false)) return miss(`缺少“${group.name}”一类的词`)
  for (const group of compiled.with) if (!seek(group, true, true)) return miss(`缺少“${group.name}”一类的词`)
  if (compiled.by.length > 0) {
    const part =
      own.bodies.size > 0 || ownSubject ? undefined : carried.find((each) => each.bag.bodies.size > 0)
    const bodies = (part?.bag ?? own).bodies
    if (bodies.size === 0) return miss(`没有写明主体（${compiled.bodies}）`)
    const stranger = [...bodies].find(([body]) => !compiled.by.includes(body))
    if (stranger) return miss(`主体不只是${compiled.bodies}，还有“${stranger[1].word}”`)
    if (part) lean(part)
    hits.push([...bodies.values()][0]!)
    met++
  }
  if (compiled.say.length > 0 && !compiled.say.some((say) => say.matches(text, mention.quantity))) {
    return miss('不合固定句式')
  }
  const { about } = mention.quantity
  if (about && !hits.some((hit) => hit.start < about.end && about.start < hit.start + hit.word.length)) {
    return miss(`没有说到“${text.slice(about.start, about.end)}”`)
  }
  const words = [...new Set(hits.sort((a, b) => a.start - b.start).map((hit) => hit.word))]
  const { of, with: groups, by, say } = compiled
  const needed =
    of.length + groups.length + Math.min(by.length, 1) + Math.min(say.length, 1) + (label === '' ? 0 : 0.5)
  return { match: { frame: compiled, words, cost, far, groups: needed, length: words.join('').length, from } }
}
