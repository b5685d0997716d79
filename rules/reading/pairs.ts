/** Two officers as the way each case is handled (由两人以上办理, 均不少于2名): a condition of a share, and no figure. */
import type { Quantity } from './quantity.ts'

const pair = /^(?:两|二|2) ?[名人]/
const least = /(?:不少于|不低于|至少)$/
const handling = /^的?(?:行政|持证|在编|正式)*(?:执法|持证|办理|办案|实施|承办|进行|在场|经办|共同|检查|调查)/

/** 不少于两人 says how each was done where the two are counted for each case. */
export const isPairAt = (text: string, at: number): boolean => pair.test(text.slice(at, at + 4))

/** The figure only tells that two or more handled it. */
export const isPair = (text: string, { kind, value, counter, start, end }: Quantity): boolean => {
  if (kind !== 'number' || value !== 2 || (counter !== '人' && counter !== '名')) return false
  const before = text.slice(Math.max(0, start - 8), start)
  const atLeast = least.test(before)
  if (!atLeast && !text.slice(start, end).endsWith('以上')) return false
  return (
    handling.test(text.slice(end, end + 10)) || /[由均都](?:有|达到|为)?(?:不少于|不低于|至少)?$/.test(before)
  )
}
