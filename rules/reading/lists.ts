/** Figures and names side by side: one rate for two names, 分别, one predicate for two figures. */
import type { Part, Sentence } from './clauses.ts'
import type { Quantity } from './quantity.ts'

export interface Range {
  start: number
  end: number
}

/** Words further than this from the quantity are not its own, whatever the punctuation. */
export const reach = 90

/** Names of rates and outcomes side by side before one figure: 参考率、合格率均为100%, 参考、合格双百. */
export const sharedRate = (text: string, part: Part, quantity: Quantity): Range[] | null => {
  if (quantity.kind !== 'rate') return null
  const from = Math.max(part.start, quantity.start - 60)
  const before = text.slice(from, quantity.start)
  const all = /(?:均|都|双双|双|皆|各)(?:达到|达|为|是|实现|保持|保持在|在)*$/.exec(before)
  if (!all && quantity.word !== '双百') return null
  const list = all ? before.slice(0, all.index) : before
  const members: Range[] = []
  let start = from
  for (const joint of [...list.matchAll(/[、和与及]/g), { index: list.length, 0: '' }]) {
    const end = from + joint.index
    if (end > start) members.push({ start, end })
    start = end + joint[0].length
  }
  return members.length > 1 && members.every((member) => member.end - member.start <= 24) ? members : null
}

/** 甲、乙分别为3件、5件: members of the list before 分别, if there are as many as figures. */
export const respective = (
  text: string,
  sentence: Sentence,
  part: Part,
  partIndex: number,
): Map<Quantity, Range[]> => {
  const found = new Map<Quantity, Range[]>()
  const at = text.slice(part.start, Math.min(part.end, part.start + 80)).indexOf('分别')
  if (at < 0) return found
  const figures: Quantity[] = []
  for (let index = partIndex; index < sentence.parts.length && index < partIndex + 12; index++) {
    const other = sentence.parts[index]!
    if (other.clause !== part.clause) break
    figures.push(...other.quantities.filter((quantity) => quantity.start > part.start + at))
  }
  const members: Range[] = []
  let start = part.start
  for (const joint of [
    ...text.slice(part.start, part.start + at).matchAll(/[、和与及]/g),
    { index: at, 0: '' },
  ]) {
    const end = part.start + joint.index
    if (end > start) members.push({ start, end })
    start = end + joint[0].length
  }
  if (members.length !== figures.length || members.length < 2) return found
  // What stands between 分别 and the first figure is said of each: 分别学法4次、6次.
  const said = { start: part.start + at + 2, end: figures[0]!.start }
  for (const [index, figure] of figures.entries()) found.set(figure, [members[index]!, said])
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
