/** Figures that tell what is left out: 除1项外, 其余2个, 不含3件, and those of a part that tells a shortfall (不足3名的村有4个). */
import type { Sentence } from './clauses.ts'
import type { Quantity } from './quantity.ts'
import { placesOf } from './text.ts'

const longestException = 30
/** Characters before 除 or around 外 that make other words of them. */
const noException = /[消清扫免解废排拆去删根铲铁剔革割卸]/
const noOutside = /[户境对涉国海室野校课郊号格意例额]/
const outsideWord = /[出部来面地包籍资国语聘埠围延观]/
/** 除学法4次外，还培训2次: both were done. */
const additive = /^,?(?!其余|其他|均|都|全)[^,;。]{0,8}?(?:还|另|又|也|再|同时|并)/

interface Span {
  start: number
  end: number
}

/** 除…外 in a sentence, where it takes away and does not add. */
const leftOut = (text: string, start: number, end: number): Span[] => {
  const found: Span[] = []
  for (const at of placesOf(text, '除', start, end)) {
    if (at > start && noException.test(text[at - 1]!)) continue
    if (text[at + 1] === '外') {
      // (2个社区除外): what stands before it, back to the last mark.
      let from = at
      while (from > start && at - from < longestException && !/[,;。:(、]/.test(text[from - 1]!)) from--
      found.push({ start: from, end: at + 2 })
      continue
    }
    for (let to = at + 2; to < end && to - at < longestException && !/[,;。:]/.test(text[to]!); to++) {
      if (text[to] !== '外' || noOutside.test(text[to - 1]!) || outsideWord.test(text[to + 1] ?? '')) continue
      if (!additive.test(text.slice(to + 1, Math.min(end, to + 14)))) found.push({ start: at, end: to + 1 })
      break
    }
  }
  return found
}

const restBefore =
  /(?:(?:其余|其它|其他)(?!的?(?:党政|领导)?(?:班子|成员|领导|干部|人员|同志|班子成员))|剩余|剩下|余下|取消|推迟|延期|停办)[^,;。:、\d]{0,14}$/
const goneBefore =
  /(?:尚余|不含|不包括|不计|扣除|剔除|刨除|减去|尚差|还差|仍差|只差|相差|还缺|尚缺|缺少|缺|欠|缺口|空缺|解聘|辞退|退出|离任|注销|漏|少了)[^,;。:、\d]{0,4}$/
const boundBefore =
  /(?:(?<!不)(?:不足|少于|低于|不满|不够|小于)|不到|未达到?|未满|没有?达?到?|达不到|不达|缺少?)$/

const isBound = (text: string, quantity: Quantity): boolean =>
  quantity.kind === 'number' && boundBefore.test(text.slice(Math.max(0, quantity.start - 4), quantity.start))

/** The figures of a sentence that no fact may take as its own. */
export const exceptedIn = (text: string, sentence: Sentence): Set<Quantity> => {
  const excepted = new Set<Quantity>()
  const spans = leftOut(text, sentence.start, sentence.end)
  for (const part of sentence.parts) {
    const bound = part.quantities.find((quantity) => isBound(text, quantity))
    for (const quantity of part.quantities) {
      const before = text.slice(Math.max(part.start, quantity.start - 18), quantity.start)
      const whole = quantity.kind === 'all' || quantity.rate === '1'
      const within = spans.some((span) => span.start < quantity.end && quantity.start < span.end)
      // All but some is not all, be the exception named just before or just behind.
      const beside =
        whole &&
        spans.some(
          (span) =>
            Math.max(span.start - quantity.end, quantity.start - span.end) <= 16 &&
            !text.slice(Math.min(span.end, quantity.end), Math.max(span.start, quantity.start)).includes(';'),
        )
      if (
        within ||
        beside ||
        restBefore.test(before) ||
        goneBefore.test(before) ||
        (bound && bound !== quantity)
      )
        excepted.add(quantity)
    }
  }
  return excepted
}
