/** Figures and names side by side: one rate for two names, 分别, one predicate for two figures. */
import type { Part, Sentence } from './clauses.ts'
import { objectsIn } from './names.ts'
import type { Quantity } from './quantity.ts'

export interface Range {
  start: number
  end: number
}

/** Words further than this from the quantity are not its own, whatever the punctuation. */
export const reach = 90

/** Words that join two names or two figures, and none of the words that only hold one: 涉及, 参与, 合并. */
const jointWords =
  /以及|(?<![涉普遍惠触提顾累危殃波])及(?![时格其])|(?<![参给赋授寄])与(?!会)|(?<![合一归兼])并|和(?![谐解平睦])/
const joints = new RegExp(`、|${jointWords.source}`, 'g')

/** Where the first joining word of a stretch stands, and where what it joins begins. */
export const jointIn = (text: string, start: number, end: number): { start: number; end: number } | null => {
  const found = jointWords.exec(text.slice(start, end))
  return found ? { start: start + found.index, end: start + found.index + found[0].length } : null
}

/** Members of a list between two places. */
const membersOf = (text: string, from: number, to: number): Range[] => {
  const members: Range[] = []
  let start = from
  for (const joint of [...text.slice(from, to).matchAll(joints), { index: to - from, 0: '' }]) {
    const end = from + joint.index
    if (end > start) members.push({ start, end })
    start = end + joint[0].length
  }
  return members
}

/** What the first of several rates is a rate of, for those behind it that do not say it again: 信访受理率、办结率. */
export const headOf = (text: string, first: Range): Range => {
  const name = /(?:按期|按时|及时|限期|书面|平均|规范)*[\u4e00-\u9fff]{2}率?$/.exec(
    text.slice(first.start, first.end),
  )
  return { start: first.start, end: name ? first.start + name.index : first.end }
}

/** 司法建议、检察建议各1份: so many of each, where each is a thing of its own. */
const eachOf = (text: string, part: Part, figure: Quantity): Range[][] | null => {
  const { start } = figure
  const from = Math.max(part.start, start - 40)
  const each = /各(?:自|收到|收|接到|制发|作出|发生|开展|举办|组织|受理|办理|办结)?$/.exec(
    text.slice(from, start),
  )
  if (!each) return null
  const members = membersOf(text, from, from + each.index)
  const things = members.length > 1 && members.every((member) => objectsIn(text, [member]).length > 0)
  if (things) return members.map((member) => [member])
  // 春、秋各1次: so many each time, and no total.
  figure.each = true
  return null
}

/** 未发生行政复议、行政诉讼案件: none of each, where each is a thing of its own. */
const noneOfEach = (text: string, part: Part, { end }: Quantity): Range[][] | null => {
  const to = Math.min(part.end, end + 40)
  if (/[因被败纠撤]|引发|引起|导致/.test(text.slice(end, to))) return null
  const members = membersOf(text, end, to)
  const things = members.length > 1 && members.every((member) => objectsIn(text, [member]).length > 0)
  return things ? members.map((member) => [member]) : null
}

const coveredAlike = /(?:均|都|皆)(?:已|能)?(?:实现|做到|覆盖|达到?|为|有|建有|配备|设有|健全)*了?$/

/**
 * 13个社区法律顾问、调委会、法治文化阵地均实现全覆盖, 法律顾问、带头人均覆盖16个: the same of each, where each is a thing
 * of its own; what stands before the first is said of all.
 */
const sameOfEach = (text: string, part: Part, quantity: Quantity): Range[][] | null => {
  const from = Math.max(part.start, quantity.start - 60)
  const before = text.slice(from, quantity.start)
  const alike =
    quantity.kind === 'all' && /^[均都皆]$/.test(quantity.word ?? '') ? '' : coveredAlike.exec(before)?.[0]
  if (alike === undefined) return null
  const members = membersOf(text, from, quantity.start - alike.length)
  if (members.length < 2 || !members.every(({ start, end }) => end - start <= 24)) return null
  const objects = members.map((member) => objectsIn(text, [member]).filter(({ word }) => !isPlace.test(word)))
  if (!objects.every((each) => each.length > 0)) return null
  const lead = { start: members[0]!.start, end: objects[0]![0]!.start }
  const tail = { start: quantity.start - alike.length, end: Math.min(part.end, quantity.end + reach) }
  return members.map((member, index) => [...(index > 0 && lead.end > lead.start ? [lead] : []), member, tail])
}
const isPlace = /^(?:行政)?村|社区/

/** Names of rates and outcomes side by side before one figure: 参考率、合格率均为100%, 参考、合格双百. */
export const sharedRate = (text: string, part: Part, quantity: Quantity): Range[][] | null => {
  if (quantity.kind === 'number') return eachOf(text, part, quantity) ?? sameOfEach(text, part, quantity)
  if (quantity.kind === 'all') return sameOfEach(text, part, quantity)
  if (quantity.kind === 'none') return noneOfEach(text, part, quantity)
  if (quantity.kind !== 'rate') return null
  const from = Math.max(part.start, quantity.start - 60)
  const before = text.slice(from, quantity.start)
  const all = /(?:均|都|双双|双|皆|各)(?:达到|达|为|是|实现|保持|保持在|在)*$/.exec(before)
  if (!all && quantity.word !== '双百') return null
  const list = all ? before.slice(0, all.index) : before
  const members = membersOf(text, from, from + list.length)
  if (members.length < 2 || !members.every((member) => member.end - member.start <= 24)) return null
  // 司法建议、检察建议回复率均为100%: the rate of the last is the rate of each.
  const last = members.at(-1)!
  const tail = { start: headOf(text, last).end, end: last.end }
  const isRate = (range: Range): boolean => text.slice(range.start, range.end).includes('率')
  return members.map((member) => (isRate(tail) && !isRate(member) ? [member, tail] : [member]))
}

/** The words of one figure of a list, and what the first name of the list is about. */
export interface Member {
  ranges: Range[]
  head: Range | null
}

/** One name for each figure; of two lists joined by 的 one of each: 甲、乙的复议、诉讼案件分别为4件、2件. */
const assign = (text: string, names: readonly Range[], figures: number): Range[][] | null => {
  if (names.length === figures) return names.map((name) => [name])
  if (names.length !== 2 * figures - 1) return null
  const middle = names[figures - 1]!
  const of = text.slice(middle.start, middle.end).indexOf('的')
  if (of < 0) return null
  const parted = [
    ...names.slice(0, figures - 1),
    { start: middle.start, end: middle.start + of },
    { start: middle.start + of + 1, end: middle.end },
    ...names.slice(figures),
  ]
  return parted.slice(0, figures).map((name, index) => [name, parted[figures + index]!])
}

const longestList = 60

/** The list may stand in a clause of its own: 复议和诉讼案件，分别为4件、2件. */
const namedBefore = (text: string, sentence: Sentence, partIndex: number, at: number): Range[] => {
  const before = sentence.parts[partIndex - 1]
  if (at > 2 || !before || before.quantities.length > 0 || before.end - before.start > longestList) return []
  return membersOf(text, before.start, before.end)
}

/** 甲、乙分别为3件、5件: members of the list before 分别, if there are as many as figures. */
export const respective = (
  text: string,
  sentence: Sentence,
  part: Part,
  partIndex: number,
): Map<Quantity, Member> => {
  const found = new Map<Quantity, Member>()
  const at = text.slice(part.start, Math.min(part.end, part.start + 80)).indexOf('分别')
  if (at < 0) return found
  const figures: Quantity[] = []
  for (let index = partIndex; index < sentence.parts.length && index < partIndex + 12; index++) {
    const other = sentence.parts[index]!
    if (other.clause !== part.clause) break
    figures.push(...other.quantities.filter((quantity) => quantity.start > part.start + at))
  }
  if (figures.length < 2) return found
  const members =
    assign(text, membersOf(text, part.start, part.start + at), figures.length) ??
    assign(text, namedBefore(text, sentence, partIndex, at), figures.length)
  if (!members) return found
  // What stands between 分别 and the first figure is said of each: 分别学法4次、6次.
  const said = { start: part.start + at + 2, end: figures[0]!.start }
  const head = headOf(text, members[0]![0]!)
  for (const [index, figure] of figures.entries())
    found.set(figure, { ranges: [...members[index]!, said], head: index > 0 ? head : null })
  return found
}

/** Longest noun between a figure and 、 that shares what is said after the next figure (32个行政村、4个社区均配备…). */
const longestNoun = 6

/** What is said after the last of several joined figures is said of all of them. */
export const saidAfter = (
  text: string,
  sentence: Sentence,
  partIndex: number,
  figures: readonly Quantity[],
  index: number,
): Range | null => {
  const part = sentence.parts[partIndex]!
  const figure = figures[index]!
  const sibling = figures[index + 1]
  const next = sibling ? undefined : sentence.parts[partIndex + 1]
  if (figure.kind !== 'number' || (next && (next.joint !== 1 || next.clause !== part.clause))) return null
  const other = sibling ?? next?.quantities[0]
  if (!other || other.counter !== figure.counter) return null
  const joined = sibling ? /[和与及]/.test(text[other.start - 1]!) : other.start - next!.start <= 1
  const noun = text.slice(figure.end, sibling ? other.start - 1 : part.end)
  if (!joined || noun.length > longestNoun || !/^[\u4e00-\u9fff()]+$/.test(noun)) return null
  return { start: other.end, end: Math.min((next ?? part).end, other.end + reach) }
}
