/** Deeds told of a whole without a figure of their own: 受理申请1件，已按期答复. The whole is what the deed was done to. */
import { bagOf } from './bags.ts'
import type { Part, Sentence } from './clauses.ts'
import type { Carried, Mention } from './context.ts'
import type { CompiledReading } from './frames.ts'
import { byPreference, type Match, tryFrame } from './match.ts'
import type { Quantity } from './quantity.ts'

/** A total told before, and the facts that took it. */
export interface Whole {
  part: Part
  facts: ReadonlySet<string>
  /** The register of a total of one: whatever was done to it was done to all there was. */
  only: string | null
}

export type Told = Omit<Whole, 'part'>

const longestDeed = 40
/** Parts between the total and the deed: what the cases were about. */
const farthestWhole = 4

/** Told of some, asked for, or still to come. */
const unsure =
  /部分|个别|有的|一些|多数|大部|少数|基本|逐步|逐渐|正在|尚|待|拟|争取|力争|如|若|是否|可能|需|应当|要求|规定|不|未|没|无|缺|其中|另|余|其他|同比|较|比上年/
/** 没超期, 无一逾期: done in time, though it denies. */
const inTime = /(?:均|都|全部)?(?:没有?|未|无|无一)(?:一件)?(?:超期|逾期|超时|缺席|遗漏|漏项)/g
/** The deed as a way, a ground or a time of something else. */
const subordinate =
  /^(?:按照?|根据|依据|依照|为|因|由于|通过|对|在|自|从|经过?[^,;。]{0,6}后)|(?:时|前|中|后|的|期间|过程)$/

const isFigure = ({ kind, time }: Quantity): boolean => kind !== 'date' && kind !== 'dates' && time !== true

/** The nearest total before a part, where nothing else was counted in between. */
const wholeBefore = (sentence: Sentence, index: number, wholes: ReadonlyMap<Part, Told>): Whole | null => {
  for (let back = index - 1; back >= 0 && back >= index - farthestWhole; back--) {
    const part = sentence.parts[back]!
    if (!part.quantities.some(isFigure)) continue
    const told = wholes.get(part)
    return told && told.facts.size > 0 ? { part, ...told } : null
  }
  return null
}

/** A deed of the sentence and the share frames that read it as done to all of the total before it. */
export interface Deed {
  mention: Mention
  matches: Match[]
}

/** The deeds of a sentence; `wholes` are the facts that took the only figure of a part. */
export const deedsOf = (
  text: string,
  sentence: Sentence,
  wholes: ReadonlyMap<Part, Told>,
  reading: CompiledReading,
): Deed[] => {
  if (wholes.size === 0) return []
  const shares = reading.byTakes.get('share')!
  return sentence.parts.flatMap((part, partIndex) => {
    const range = { start: part.start, end: part.end }
    const said = text.slice(range.start, range.end)
    if (part.quantities.some(isFigure) || said.length > longestDeed || text[part.end] === ':') return []
    if (unsure.test(said.replace(inTime, '')) || subordinate.test(said.replace(/[,;。:、\s]+$/, '')))
      return []
    const whole = wholeBefore(sentence, partIndex, wholes)
    if (!whole) return []
    const able = shares.filter(
      ({ fact, register }) =>
        fact.over !== undefined && (whole.facts.has(fact.over) || register === whole.only),
    )
    if (able.length === 0) return []
    const own = bagOf(text, [range], reading.vocabulary)
    const lent: Carried = {
      start: whole.part.start,
      end: whole.part.end,
      bag: bagOf(text, [whole.part], reading.vocabulary),
      cost: 2 * (partIndex - sentence.parts.indexOf(whole.part)),
      from: 'part',
    }
    const mention: Mention = {
      quantity: { kind: 'all', value: 0, counter: '', start: range.end, end: range.end },
      sentence,
      part,
      partIndex,
      ranges: [range],
      own,
      whole: own,
      carried: [lent],
      within: false,
      done: true,
      beside: false,
      quoteStart: range.start,
      quoteEnd: range.end,
    }
    const matches = able.flatMap((frame) => tryFrame(text, frame, mention).match ?? []).sort(byPreference)
    return matches.length > 0 ? [{ mention, matches }] : []
  })
}
