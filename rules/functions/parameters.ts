/** What functions' parameters have in common: how they are read and what is wrong with them. */

import { isDate } from '../dates.ts'
import type { DueDate } from '../pack.ts'
import { calendar, yearInside } from '../period.ts'
import { cmp, isPositive, min, parseRational, type Rational, toDecimal } from '../rational.ts'
import type { Facts, Holder, ParameterProblem, Parameters } from './function.ts'

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A number of a pack, as its source text writes it. */
export function readNumber(value: unknown): Rational | undefined {
  return typeof value === 'number' || typeof value === 'string' ? parseRational(String(value)) : undefined
}

/** Unknown keys are refused with the choices: a misspelt parameter must not silently fall back. */
export function unknownKeys(
  parameters: Parameters,
  allowed: readonly string[],
  path: (string | number)[] = [],
): ParameterProblem[] {
  return Object.keys(parameters)
    .filter((key) => !allowed.includes(key))
    .map((key) => ({
      path: [...path, key],
      message: `不认识的参数“${key}”`,
      remedy: `可用：${allowed.join('、')}`,
    }))
}

/** The parameter names a fact of one of these kinds. */
export function checkFact(
  parameters: Parameters,
  key: string,
  facts: Facts,
  kinds: readonly string[],
): ParameterProblem[] {
  const id = parameters[key]
  if (typeof id !== 'string')
    return [
      {
        path: [key],
        message: `缺少“${key}”`,
        remedy: `写明数据项，例如 ${key}: ${[...facts.keys()][0] ?? '名词.名称'}`,
      },
    ]
  const fact = facts.get(id)
  if (!fact)
    return [{ path: [key], message: `没有数据项“${id}”`, remedy: `可用：${[...facts.keys()].join('、')}` }]
  if (kinds.includes(fact.kind)) return []
  return [{ path: [key], message: `数据项“${id}”是${fact.kind}，这里要${kinds.join('或者')}` }]
}

export function checkPositive(parameters: Parameters, key: string): ParameterProblem[] {
  const number = readNumber(parameters[key])
  if (number && isPositive(number)) return []
  return [{ path: [key], message: `“${key}”应当是大于0的数`, remedy: `例如 ${key}: 1` }]
}

/** What a parameter does not say, or not in words that can be read. */
export const unsaid = (written: unknown, key: string, what: string): string =>
  typeof written === 'string' || typeof written === 'number'
    ? `“${key}”不能是“${written}”`
    : `没有写明${what}`

/** A number that may be zero, or that may be left out; never below zero. */
export function checkNumber(
  parameters: Parameters,
  key: string,
  what: string,
  more: { optional?: true; most?: Rational; path?: (string | number)[] } = {},
): ParameterProblem[] {
  const written = parameters[key]
  if (written === undefined && more.optional) return []
  const path = [...(more.path ?? []), key]
  const number = readNumber(written)
  if (!number) {
    const message = written === undefined ? `没有写明${what}` : `“${key}”应当是数`
    return [{ path, message, remedy: `例如 ${key}: 1` }]
  }
  if (number.n < 0n) return [{ path, message: `“${key}”不能是负数`, remedy: `例如 ${key}: 1` }]
  if (more.most && cmp(number, more.most) > 0) {
    const most = toDecimal(more.most)
    return [{ path, message: `${what}${toDecimal(number)}超过分值${most}`, remedy: `不高于${most}` }]
  }
  return []
}

/** Where 扣完为止 may bite beyond the item itself (M1). */
export const wideFloors = ['dimension', 'total'] as const
export type WideFloor = (typeof wideFloors)[number]

/** Where 扣完为止 bites (M1): in the part or item that declares it, in what the item stands in, or nowhere (倒扣). */
export function checkFloor(parameters: Parameters, holder: Holder): ParameterProblem[] {
  const own = holder.part ? 'part' : 'item'
  const wide = !holder.part && holder.within ? wideFloors : []
  const written = parameters.floor
  if ([own, 'none', ...wide].some((floor) => floor === written)) return []
  const further = wide.length > 0 ? '，扣到一级指标、总分为止写 floor: dimension、floor: total' : ''
  return [
    {
      path: ['floor'],
      message: written === undefined ? '没有写明扣到哪里为止' : `“floor”不能是“${written}”`,
      remedy: `扣完为止写 floor: ${own}${further}，倒扣（可以为负分）写 floor: none`,
    },
  ]
}

/** Cap and floor of a deduction; one that can grow without end must meet either. */
export function checkLimits(parameters: Parameters, holder: Holder, endless: boolean): ParameterProblem[] {
  const problems = [
    ...checkNumber(parameters, 'cap', '累计扣分', { optional: true }),
    ...checkFloor(parameters, holder),
  ]
  if (problems.length > 0 || !endless || deductionLimit(parameters, holder) !== null) return problems
  return [
    {
      path: ['floor'],
      message: '扣分没有止境，得分也就没有界限',
      remedy: '写 cap（累计扣分不超过几分），或者把 floor 改为扣完为止',
    },
  ]
}

/** The most a deduction can take: its cap, and down to a floor all there is above it; null: no bound. */
export function deductionLimit(parameters: Parameters, { value, within }: Holder): Rational | null {
  const cap = readNumber(parameters.cap) ?? null
  const { floor } = parameters
  if (floor === 'none') return cap
  const above = (floor === 'dimension' || floor === 'total' ? within?.[floor] : undefined) ?? value
  return cap === null ? above : min(cap, above)
}

/** A bounded measure may be deducted for without end; an open register may not. */
export const unbounded = (key: string, remedy: string): ParameterProblem => ({
  path: [key],
  message: '台账未封账时次数没有上限，得分也就没有界限',
  remedy,
})

const yearShape = /^period(?:\+(\d))?$/

/** `{ year: period+1, date: 04-01, day_itself: in_time }`; undefined when it does not name its year or day. */
export function readDue(value: unknown): DueDate | undefined {
  if (!isRecord(value)) return undefined
  const year = yearShape.exec(String(value.year))
  const date = String(value.date)
  const dayItself = value.day_itself ?? 'in_time'
  if (!year || !isDate(`2023-${date}`)) return undefined
  if (dayItself !== 'in_time' && dayItself !== 'late') return undefined
  return { yearOffset: Number(year[1] ?? 0), date, dayItself }
}

/** The day of a due date for a period: the date as it lies inside it, so many periods on. */
export const dueDay = (due: DueDate, year: number, from = calendar): string =>
  `${yearInside(due.date, year, from) + due.yearOffset}-${due.date}`
