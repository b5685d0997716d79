/** The most that rows of one village, class or matter can earn together, whatever they earn apart (M2). */
import { add, max, min, type Rational, sub, sum, zero } from '../rational.ts'
import { pointsText } from '../wording.ts'
import type { Facts, ParameterProblem, Parameters } from './function.ts'
import { checkPositive, isRecord, readNumber, unknownKeys } from './parameters.ts'
import type { RowTotal } from './row-points.ts'
import { checkField, wordIn } from './rows.ts'

export interface CreditCap {
  by: string
  most: Rational
  /** 每个“村”最多得1.00分 */
  text: string
}

const example = '例如 cap_each: { by: village, points: 1 }'

/** What is wrong with `cap_each`. */
export function checkCreditCap(parameters: Parameters, fact: string, facts: Facts): ParameterProblem[] {
  const { cap_each: written, credit, escalate } = parameters
  const path = ['cap_each']
  if (written === undefined) return []
  if (!isRecord(written)) return [{ path, message: 'cap_each没有写按什么、最多几分', remedy: example }]
  if (credit === undefined) return [{ path, message: 'cap_each只用于得分', remedy: '扣分的限额写cap' }]
  if (escalate !== undefined)
    return [{ path, message: '逐次计分的不能再按类封顶', remedy: '删去cap_each或者escalate' }]
  const under = (found: ParameterProblem[]): ParameterProblem[] =>
    found.map((problem) => ({ ...problem, path: [...path, ...problem.path] }))
  return [
    ...unknownKeys(written, ['by', 'points'], path),
    ...checkField(written.by, [...path, 'by'], fact, facts, ['text', 'choice', 'ref']),
    ...under(checkPositive(written, 'points')),
  ]
}

/** The checked cap; null: none is declared. */
export function readCreditCap(
  { cap_each: written }: Parameters,
  fact: string,
  facts: Facts,
): CreditCap | null {
  if (!isRecord(written)) return null
  const by = String(written.by)
  const most = readNumber(written.points)!
  const label = facts.fieldsOf(fact).find(({ id }) => id === by)?.label ?? by
  return { by, most, text: `每个“${label}”最多得${pointsText(most)}分` }
}

/**
 * What is earned with each group capped. Rows whose group nobody wrote stand alone for the high end and join
 * the fullest group for the low.
 */
export function capEach({ rows, ...total }: RowTotal, { by, most }: CreditCap): RowTotal {
  const groups = new Map<string, { low: Rational; high: Rational }>()
  const alone: { low: Rational; high: Rational }[] = []
  for (const { row, low, high } of rows) {
    const group = wordIn(row.row, by)
    const own = group === null ? undefined : groups.get(group)
    if (group === null) alone.push({ low, high })
    else groups.set(group, own ? { low: add(own.low, low), high: add(own.high, high) } : { low, high })
  }
  const capped = (amounts: readonly { low: Rational; high: Rational }[], end: 'low' | 'high'): Rational[] =>
    amounts.map((amount) => min(most, amount[end]))
  const named = [...groups.values()]
  // Joining costs the most where all join the group that has the most already.
  const fullest = named.map((group) => group.low).reduce(max, zero)
  const joined = min(most, add(fullest, sum(alone.map((row) => row.low))))
  const low = add(sum(capped(named, 'low')), sub(joined, min(most, fullest)))
  const high = total.high === null ? null : sum([...capped(named, 'high'), ...capped(alone, 'high')])
  return { rows, low, high }
}
