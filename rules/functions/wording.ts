/** How functions write numbers in arithmetic and sentences. */
import type { Fact } from '../facts.ts'
import { isExactDecimal, type Rational, toDecimal } from '../rational.ts'
import type { SayValue } from './function.ts'

/** Two decimals; an exact value that two places cannot write is marked as rounded. */
export const pointsText = (points: Rational): string =>
  `${toDecimal(points, 2, true)}${isExactDecimal(points, 2) ? '' : '（四舍五入）'}`

/** 90%, 93.33% */
export const percentText = (rate: Rational): string => `${toDecimal({ n: rate.n * 100n, d: rate.d }, 2)}%`

/** What falls short by name: rows that fail, or the choices nobody registered. */
export function namesOf(fact: Fact): SayValue[] {
  const failing = fact.rows.filter((row) => row.result === 'fail').map((row) => row.label)
  const names = failing.length > 0 ? failing : fact.absent
  return names.map((text) => ({ text, fact: fact.compiled.id }))
}
