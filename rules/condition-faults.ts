/** What an officer most often writes where CEL wants something else: a label, a single =, a word without quotes. */
import type { Scope } from './condition-names.ts'

export interface ConditionProblem {
  message: string
  /** Characters of the condition's text. */
  start: number
  end: number
  remedy?: string
}

const wide = '“”‘’「」：；，。（）＝＞＜！＆｜'
const letters = /[\p{L}\p{N}_]+/gu
const mostNamed = 24

/** Why the text cannot be read from a character on. */
export function faultAt(source: string, at: { start: number; end: number }, scope: Scope): ConditionProblem {
  const sign = source[at.start] ?? ''
  const problem = (message: string, remedy: string, place = at): ConditionProblem => ({
    message: `条件写法有误：${message}`,
    ...place,
    remedy,
  })
  if (sign === '=' && source[at.start - 1] !== '=' && source[at.start + 1] !== '=')
    return problem('只写了一个“=”', '相等写 ==，不等写 !=')
  if (sign !== '' && wide.includes(sign))
    return problem(`全角符号 ${sign}`, '改用半角符号；文字写在半角引号里，例如 a == "某值"')
  const run = [...source.matchAll(letters)].find(
    ({ 0: { length }, index }) => index <= at.start && at.start < index + length,
  )
  if (!run || !/\p{Script=Han}/u.test(run[0]))
    return problem(source.slice(at.start, at.end) || source, '按CEL写法，例如 a < b && has(row.c)')
  const place = { start: run.index, end: run.index + run[0].length }
  const names = namesIn(scope)
  const meant = names.find(({ label }) => label === run[0])
  if (meant) return problem(`“${run[0]}”要写成“${meant.id}”`, `条件里写字段、数据项的id：${meant.id}`, place)
  const offered = names
    .slice(0, mostNamed)
    .map(({ id, label }) => `${id}（${label}）`)
    .join('、')
  return problem(
    `“${run[0]}”没有加引号，也不是名称`,
    `文字加上引号，写 "${run[0]}"；名称有：${offered || '无'}`,
    place,
  )
}

const namesIn = (scope: Scope): { id: string; label: string }[] =>
  scope.kind === 'row'
    ? scope.fields.map(({ id, label }) => ({ id, label }))
    : scope.facts.map(({ id, title }) => ({ id, label: title }))
