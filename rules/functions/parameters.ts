/** What functions' parameters have in common: how they are read and what is wrong with them. */

import { isDate } from '../dates.ts'
import type { DueDate } from '../pack.ts'
import { isPositive, parseRational, type Rational } from '../rational.ts'
import type { Facts, ParameterProblem, Parameters } from './function.ts'

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

const yearShape = /^period(?:\+(\d))?$/

/** `{ year: period+1, date: 04-01, day_itself: in_time }`; undefined when it does not name its year or day (semantics 16). */
export function readDue(value: unknown): DueDate | undefined {
  if (!isRecord(value)) return undefined
  const year = yearShape.exec(String(value.year))
  const date = String(value.date)
  const dayItself = value.day_itself ?? 'in_time'
  if (!year || !isDate(`2023-${date}`)) return undefined
  if (dayItself !== 'in_time' && dayItself !== 'late') return undefined
  return { yearOffset: Number(year[1] ?? 0), date, dayItself }
}

/** The day of a due date for a period. */
export const dueDay = (due: DueDate, year: number): string => `${year + due.yearOffset}-${due.date}`
