/** What stands around a quantity: the words of its own part, what earlier parts carry over, the body that acts. */
import { type Bag, bagOf, type Vocabulary } from './bags.ts'
import { outside } from './brackets.ts'
import type { Part, Sentence } from './clauses.ts'
import { distributive } from './lexicon.ts'
import {
  headOf,
  jointIn,
  type Member,
  type Range,
  reach,
  respective,
  saidAfter,
  sharedRate,
} from './lists.ts'
import { isPair } from './pairs.ts'
import type { Quantity } from './quantity.ts'

/** What a quantity may lean on besides its own words. */
export interface Carried extends Range {
  bag: Bag
  cost: number
  /**
   * said: what is said after the last of joined figures, as good as its own. topic: what the sentence or the one
   * before it began with; it lends its object and no deed.
   */
  from: 'part' | 'said' | 'topic' | 'heading' | 'section'
}

/** A quantity with what belongs to it. */
export interface Mention {
  quantity: Quantity
  sentence: Sentence
  part: Part
  partIndex: number
  ranges: Range[]
  own: Bag
  /** The whole part, where `not` is looked for. */
  whole: Bag
  /** Earlier parts of the sentence, nearest first, and the heading last, each with what it costs to lean on it. */
  carried: Carried[]
  /** 其中…: part of a total named before. */
  within: boolean
  /** A date that leads in the words behind it: one of several, maybe. */
  leadsIn?: true
  /** A deed without a figure: its object is the total before it, whoever did it. */
  done?: true
  /** 另…: beside what was told, so nothing told before is said of it. */
  beside: boolean
  quoteStart: number
  quoteEnd: number
  /** The heading of the section or of the table, for what stands under a label. */
  section?: Carried
  /** The labels it stands under, once they are worked out. */
  labels?: string[]
}

/** Parts further back than this carry nothing over. */
const carriedParts = 6
/** Dearer than this a part of the sentence carries nothing; the heading always does, at the highest price. */
const farthest = 9
const topicCost = 10
const headingCost = 12

/** A figure that is no boundary for the one before it: handed out to each (28个村均配备1名…), or a word of a frame (3名以上). */
const isHandedOut = (text: string, quantity: Quantity, next: Quantity, vocabulary: Vocabulary): boolean => {
  if (quantity.kind !== 'number' || next.kind !== 'number' || quantity.counter === next.counter) return false
  if (/[各均都]|每[个村名人家]/.test(text.slice(quantity.end, next.start))) return true
  return vocabulary.words.longest(text, next.start, next.end)?.length === next.end - next.start
}

const hourCounters = new Set(['学时', '课时'])

/** A length of time tells how long the figure beside it took, and ends none of its words: 40件决定全部在7个工作日内公示. */
const isLength = ({ time, kind, counter }: Quantity): boolean =>
  time === true || (kind === 'number' && hourCounters.has(counter))

/** The figure before one that was; 由年初的84名增至101名 tells when that was. */
const aheadOf = (figures: readonly Quantity[], index: number): Quantity | undefined => {
  const ahead = figures[index - 1]
  const dated = ahead?.kind === 'date' && figures[index]!.start - ahead.end <= 2
  return dated ? figures[index - 2] : ahead
}

/** Where one figure's words end and the next one's begin. */
const ownRange = (
  text: string,
  part: Part,
  figures: Quantity[],
  index: number,
  vocabulary: Vocabulary,
): Range => {
  const quantity = figures[index]!
  if (quantity.kind === 'all') {
    return {
      start: Math.max(part.start, quantity.start - reach),
      end: Math.min(part.end, quantity.end + reach),
    }
  }
  const before = figures[index - 1]
  const previous =
    before && isRise(text.slice(before.end, quantity.start)) ? aheadOf(figures, index - 1) : before
  let next = figures[index + 1]
  if (next && isHandedOut(text, quantity, next, vocabulary)) {
    next.each = true
    next = figures[index + 2]
  }
  let start = Math.max(previous ? previous.end : part.start, quantity.start - reach)
  let end = Math.min(next ? next.start : part.end, quantity.end + reach)
  // 和 between two figures parts their words: 学习3次和培训2场.
  if (previous) {
    start = jointIn(text, start, quantity.start)?.end ?? start
  }
  if (next) {
    end = jointIn(text, quantity.end, end)?.start ?? end
  }
  return { start, end }
}

/** 每村达到3名的有24个: the figure counts those of which the words before 的 hold; they are no statement of their own. */
const isCountOf = (text: string, part: Part, figure: Quantity): boolean =>
  /的[^,;。\d]{0,8}$/.test(text.slice(Math.max(part.start, figure.start - 12), figure.start))

/** 由86%提高到100%: the later figure shares the words before the earlier one. */
const isRise = (between: string): boolean =>
  /^[^,;。]{0,4}(?:[增提升上降减下扩]|调整|精简)[^,;。]{0,6}[至到为]$/.test(between)

const eachWords = new Set(distributive)

/**
 * Shares that only colour a figure (30个均…, 均达100%) are no quantity of their own; one that hands the figure
 * out (各村3名) is the quantity, and the figure no total.
 */
const figuresOf = (text: string, part: Part): Quantity[] => {
  const rest = part.quantities.filter((quantity) => quantity.kind !== 'all' && !isPair(text, quantity))
  const shares = part.quantities.filter((quantity) => quantity.kind === 'all')
  if (shares.length === 0) return rest
  const figures = rest.filter(
    (quantity) => quantity.kind !== 'date' && quantity.kind !== 'dates' && !quantity.time,
  )
  const strongest = shares.reduce((best, share) => (share.word!.length > best.word!.length ? share : best))
  const hands = shares.find((share) => eachWords.has(share.word!))
  if (figures.length > 0 && !hands) return rest
  if (hands) {
    const counted = figures.find((figure) => figure.start > hands.start && isCountOf(text, part, figure))
    for (const figure of figures)
      if (figure.kind === 'number' && figure.start > hands.start && figure !== counted) figure.each = true
    if (counted) return rest
  }
  return [...rest, hands ?? strongest].sort((x, y) => x.start - y.start)
}

export interface CarriedHeading extends Range {
  bag: Bag
}

/** The heading over a sentence, as the last thing its quantities may lean on. */
export const carriedHeading = ({ bag, start, end }: CarriedHeading): Carried => ({
  bag,
  cost: headingCost,
  start,
  end,
  from: 'heading',
})

/** 学了三回法，一回学宪法，一回学条例: ones told one by one are no total. */
const markOnes = (text: string, sentence: Sentence): void => {
  const ones = new Map<string, Quantity[]>()
  for (const { start, quantities } of sentence.parts)
    for (const figure of quantities) {
      if (figure.kind !== 'number' || figure.value !== 1 || text[figure.start] !== '一') continue
      if (!/^[\s其中还另外有]*$/.test(text.slice(start, figure.start))) continue
      ones.set(figure.counter, [...(ones.get(figure.counter) ?? []), figure])
    }
  for (const figures of ones.values())
    if (figures.length > 1) for (const figure of figures) figure.each = true
}

/** All quantities of a sentence with their context. */
export const mentionsOf = (
  text: string,
  sentence: Sentence,
  vocabulary: Vocabulary,
  heading: CarriedHeading | null,
  /** What stands before a bracket or a cell, for its figures to lean on. */
  lead: readonly Carried[] = [],
  /** The figures are parts of one told before. */
  partOfTotal = false,
  /** What the sentence before was about. */
  topic: readonly Carried[] = [],
): Mention[] => {
  const mentions: Mention[] = []
  markOnes(text, sentence)
  const outer = (ranges: readonly Range[]): Range[] => outside(ranges, sentence.brackets)
  const partBags = new Map<Part, Bag>()
  const bagOfPart = (part: Part): Bag => {
    let bag = partBags.get(part)
    if (!bag) {
      // Of a part without end only what is near its ends can carry.
      const long = part.end - part.start > 4 * reach
      const ranges = long
        ? [
            { start: part.start, end: part.start + 2 * reach },
            { start: part.end - 2 * reach, end: part.end },
          ]
        : [part]
      bag = bagOf(text, outer(ranges), vocabulary)
      partBags.set(part, bag)
    }
    return bag
  }
  let assigned = new Map<Quantity, Member>()
  sentence.parts.forEach((part, partIndex) => {
    if (part.quantities.length === 0) return
    const figures = figuresOf(text, part)
    const pairs = respective(text, sentence, part, partIndex)
    if (pairs.size > 0) assigned = pairs
    const carried: Carried[] = []
    let cost = part.joint
    for (let back = partIndex - 1; back >= 0 && back >= partIndex - carriedParts; back--) {
      const other = sentence.parts[back]!
      if (cost > farthest) break
      carried.push({ bag: bagOfPart(other), cost, start: other.start, end: other.end, from: 'part' })
      cost += other.joint
    }
    // What the sentence is about holds to its end, however long it is.
    const first = sentence.parts[0]!
    if (partIndex > 0 && carried.at(-1)?.start !== first.start)
      carried.push({
        bag: bagOfPart(first),
        cost: topicCost,
        start: first.start,
        end: first.end,
        from: 'topic',
      })
    carried.push(...lead)
    if (heading) carried.push(carriedHeading(heading))
    carried.push(...topic)
    const bounds = figures.filter((figure) => !isLength(figure))
    const next = sentence.parts[partIndex + 1]
    figures.forEach((quantity, place) => {
      const neighbours = isLength(quantity) ? figures : bounds
      const index = neighbours === bounds ? bounds.indexOf(quantity) : place
      const own = ownRange(text, part, neighbours, index, vocabulary)
      // 2月27日，印发工作计划: a date that stands alone leads in the words behind it.
      const leadsIn =
        quantity.kind === 'date' &&
        next?.joint === 2 &&
        /^[\s:,]*$/.test(text.slice(part.start, quantity.start) + text.slice(quantity.end, part.end))
      const range = leadsIn ? { start: own.start, end: Math.min(next.end, own.end + reach) } : own
      // What stands before an earlier figure of the part leads up to this one too: 建成公园1处投入3万元.
      const ahead =
        index > 0 && range.start > part.start
          ? { start: Math.max(part.start, range.start - reach), end: range.start }
          : null
      const after = saidAfter(text, sentence, partIndex, neighbours, index)
      const shared = after
        ? [
            {
              bag: bagOf(text, outer([after]), vocabulary),
              cost: 1,
              start: part.start,
              end: after.end,
              from: 'said' as const,
            },
          ]
        : []
      const before = ahead
        ? [
            { bag: bagOf(text, outer([ahead]), vocabulary), cost: 1, from: 'part' as const, ...ahead },
            ...carried,
          ]
        : carried
      const member = assigned.get(quantity)
      const members = member ? null : sharedRate(text, part, quantity)
      const variants: Range[][] = member
        ? [[...member.ranges, { start: quantity.start, end: range.end }]]
        : members
          ? members.map((each) => [
              ...each,
              { start: quantity.start, end: quantity.kind === 'none' ? quantity.end : range.end },
            ])
          : [[range]]
      const near = {
        start: Math.max(part.start, quantity.start - reach),
        end: Math.min(part.end, quantity.end + reach),
      }
      // 信访受理率、办结率均为100%: the later names are of what the first is of.
      const first = members ? headOf(text, members[0]![0]!) : (member?.head ?? null)
      const about =
        first && first.end > first.start
          ? [{ bag: bagOf(text, [first], vocabulary), cost: 1, from: 'part' as const, ...first }]
          : []
      for (const whole of variants) {
        const ranges = outer(whole)
        const ownBag = bagOf(text, ranges, vocabulary)
        mentions.push({
          quantity,
          sentence,
          part,
          partIndex,
          ranges,
          own: ownBag,
          // Of two names before one figure each has its own 合格.
          whole:
            variants.length > 1 || figures.length === 1 ? ownBag : bagOf(text, outer([near]), vocabulary),
          carried: [...shared, ...(members && whole === variants[0] ? [] : about), ...before],
          beside: /^[\s(]*(?:此外|另)/.test(
            text.slice(range.start, Math.min(range.start + 4, quantity.start)),
          ),
          within:
            partOfTotal ||
            /其中|里面/.test(text.slice(range.start, Math.min(range.start + 6, quantity.start))),
          ...(leadsIn ? { leadsIn: true as const } : {}),
          quoteStart: Math.min(ranges[0]!.start, quantity.start),
          quoteEnd: Math.max(range.end, quantity.end),
        })
      }
    })
  })
  return mentions
}
