/** All and none, where they are said outright. */
import { denialVerbs, narrowers } from './status-words.ts'
import { createLexicon } from './text.ts'

const denials = createLexicon(denialVerbs)

/** 基本实现全覆盖, 绝大部分: nearly all is not all. */
const nearly =
  /(?:基本|几乎|接近|大体|大致|初步|大部分|大多|多数)(?:上|都)?(?:已经?)?(?:(?:实现|做到|达到|完成|形成|建成|覆盖)[^,;。]{0,16})?了?$/
/** 并非全部, 不是所有. */
const notAll = /(?:[并不]?非|不是|不全?|未能?|没有)$/

/** 负责人均出庭, 行政村均配备: all of them, and no average. */
const named =
  /(?:(?:负责|当事|申请|带头|明白|代理|领导|主持|被告|证|法|本|责任)人|(?:行政|各|个)村|\d ?[人户村次])$/

/** Shares whose one character is common inside other words. */
export const isShareWord = (text: string, at: number, word: string): boolean => {
  const before = text.slice(Math.max(0, at - 24), at)
  if (nearly.test(before) || notAll.test(before)) return false
  if (word === '均')
    return (
      (!/[平人年月户日村次]/.test(text[at - 1] ?? '') || named.test(before)) &&
      !/[衡等匀值可价]/.test(text[at + 1] ?? '')
    )
  if (word === '都')
    return !/[首成古帝]/.test(text[at - 1] ?? '') && !/[市江匀昌安城邑会]/.test(text[at + 1] ?? '')
  if (word === '村村') return !/[规务民级庄干居医委集落史貌部两镇域风口]/.test(text[at + 2] ?? '')
  if (word === '户户') return !/[主籍外厕型均]/.test(text[at + 2] ?? '')
  if (word === '人人') return !/[大均民员居机]/.test(text[at + 2] ?? '')
  if (word === '个个') return !/[体性案]/.test(text[at + 2] ?? '')
  if (word === '所有') return !/[权制人]/.test(text[at + 2] ?? '')
  return true
}

export interface None {
  end: number
  /** The stretch a frame must speak of, where something narrower is denied. */
  about?: { start: number; end: number }
}

/** What a denial without a verb may end in: 无行政复议案件, 没有被撤销情形. */
const deniedNoun =
  /(?:案件|诉讼|复议|文件|决定|事项|申请|情形|情况|现象|行为|败诉|纠错|撤销|被纠|应诉|信访|开庭)(?:的?(?:发生|存在))?$/
const longestDenied = 20

const spanOf = (text: string, from: number, end: number): number => {
  let stop = from
  while (stop < end && stop - from < 24 && !/[,;。:、!?()]/.test(text[stop]!)) stop++
  return stop
}

/** 未败诉, 无一被纠错: the deed itself is denied. */
const notHappened =
  /^(?:有|曾|一[件起例]?)?(?:被)?(败诉|纠错|纠正|撤销|拒不履行|拒绝履行)(?![^,;。]{0,4}[的\d])/

/** What makes a sentence of its own of the words behind 无. */
const predicate =
  /[\d已均都就才而把因使则须再可会能]|进行|完成|达到|解决|得到|影响|人(?:来|去|告|提)|[的时者]$|^(?:新的|明显|根本|太|更|很|大的)|[一二三四五六七八九十两][件起份项个名人次]/
const emptyTail = /(?:的?(?:情况|情形|现象|问题|行为|发生|存在|出现))+$/
const leastHead = 2

/** 无重大行政决策, 没有到期需整改的问题: what it ends in is what there was none of, so 没有…目录 denies the list. */
const denyHead = (text: string, from: number, stop: number): None | null => {
  const rest = text.slice(from, stop)
  if (rest.length < leastHead || rest.length > longestDenied || predicate.test(rest)) return null
  if (narrowers.some((word) => rest.includes(word))) return null
  const head = rest.replace(emptyTail, '')
  if (head.length < leastHead) return null
  const first = /^[^、和及或与]+/.exec(head)![0]
  const start = first.length >= leastHead ? from + first.length - leastHead : from + head.length - leastHead
  return { end: from, about: { start, end: from + head.length } }
}

/** 未制定规范性文件, 没有开展, 无行政复议案件: none, said outright. */
export const readNone = (text: string, at: number, end: number): None | null => {
  const trigger = ['没有', '不存在', '尚未', '未曾', '未', '无'].find((word) => text.startsWith(word, at))
  if (!trigger || /[从并有若]/.test(text[at - 1] ?? '')) return null
  const behind = at + trigger.length
  // 没有新制定, 未再发生.
  const adverb = /^(?:新|再|另行?|单独)/.exec(text.slice(behind, behind + 2))?.[0].length ?? 0
  const verb = denials.longest(text, behind + adverb, end) ?? denials.longest(text, behind, end)
  const single = /^一[起例件宗份次]/.test(text.slice(behind, behind + 2))
  const undone = trigger === '尚未' ? null : notHappened.exec(text.slice(behind, behind + 8))
  if (undone) {
    const from = behind + undone[0].length - undone[1]!.length
    return { end: behind, about: { start: from, end: behind + undone[0].length } }
  }
  if (verb === null && trigger !== '无' && trigger !== '没有' && trigger !== '不存在') return null
  // 无一起案件发生: the one is none.
  const one = verb === null && single ? 2 : 0
  const verbAt = verb !== null && text.startsWith(verb, behind) ? behind : behind + adverb
  const to = verb === null ? behind + one : verbAt + verb.length
  const stop = spanOf(text, to, end)
  const rest = text.slice(to, stop)
  if (verb === null && (rest.length > longestDenied || !deniedNoun.test(rest))) {
    return denyHead(text, to, stop)
  }
  const narrow = narrowers.filter((word) => rest.includes(word))
  if (narrow.length === 0) return { end: to }
  const about = {
    start: to + Math.min(...narrow.map((word) => rest.indexOf(word))),
    end: to + Math.max(...narrow.map((word) => rest.lastIndexOf(word) + word.length)),
  }
  return { end: to, about }
}

/** 规范性文件，没有 · 司法建议无: said behind what there is none of. Gives the end, or -1. */
export const bareNone = (text: string, at: number): number => {
  const found = /^(?:没有|无)(?=[,;。)\n|]|$)/.exec(text.slice(at, at + 3))
  return found && !/[有从并全暂]/.test(text[at - 1] ?? '') ? at + found[0].length : -1
}

const not =
  /一[件起份次例宗场项个名条](?:也|都)?(?:没有|(?:没|未)(?:曾|能)?(?:发生|制定|制发|出台|收到|开展|受理|发|有|办|收))/y

/** 规范性文件一件没发, 案件一起也没有: none of it. Gives the end, or -1. 一项没少 is all of it. */
export const noneOfOne = (text: string, at: number): number => {
  not.lastIndex = at
  const found = not.exec(text)
  if (!found || /[少落漏差缺拉丢]/.test(text[at + found[0].length] ?? '')) return -1
  const before = /[^,;。:!?\n]{0,16}$/.exec(text.slice(Math.max(0, at - 16), at))![0]
  return narrowers.some((narrow) => before.includes(narrow)) ? -1 : at + found[0].length
}

const noneBehind = [
  ...[
    '零发生',
    '零案件',
    '零受理',
    '零制发',
    '零制定',
    '零新增',
    '零登记',
    '零收到',
    '零申请',
    '零办理',
    '零出台',
  ],
  '为零',
]

/** 零败诉, 零纠错: none of what is named. */
export const readNoneOf = (text: string, at: number): None | null => {
  const word = /^零(?:败诉|纠错|被纠错|撤销|被撤销|诉讼|复议|行政诉讼|行政复议)/.exec(
    text.slice(at, at + 5),
  )?.[0]
  return word ? { end: at + 1, about: { start: at + 1, end: at + word.length } } : null
}

/** 没有一份未经审查, 无一件不合规: two denials make all of it. Gives the end, or -1. */
export const allByDenial = (text: string, at: number): number => {
  const found =
    /^(?:没有|无)(?:任何)?一(?:[件份起个项宗人名]?(?:未|没有|不)|[件份起个项宗](?:超过|超期|逾期|漏|延误))(?:经过?|曾)?/.exec(
      text.slice(at, at + 10),
    )
  return found ? at + found[0].length : -1
}

/** 行政诉讼案件零发生, 为零: none, said behind what there was none of. Gives the end, or -1. */
export const readNoneBehind = (text: string, at: number): number => {
  const word = noneBehind.find((each) => text.startsWith(each, at))
  if (!word) return -1
  const before = /[^,;。:!?\n]{0,16}$/.exec(text.slice(Math.max(0, at - 16), at))![0]
  return narrowers.some((narrow) => before.includes(narrow)) ? -1 : at + word.length
}
