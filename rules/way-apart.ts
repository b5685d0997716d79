/** What stands apart from the score on the way to a target: red lines, and what only others can settle. */
import type { RedLineView } from './assessment.ts'
import { add, div, isPositive, mul, type Rational, rational, sub, toDecimal } from './rational.ts'
import type { AssessResult, Range } from './result.ts'
import { gradesOf, lowersGrade, redLineState } from './vetoes.ts'

/** What only others can settle, and how much of the hundred hangs on it. */
export interface Waiting {
  kind: 'item' | 'pool'
  id: string
  title: string
  points: string
}

/** Red lines and vetoes that hold or may, each with the best grade it leaves. */
export function redLinesOf(result: AssessResult): RedLineView[] {
  const scores = [...result.items, ...result.pools.flatMap((pool) => pool.lines)]
  const grades = gradesOf(result.pack.table, result.evidence.kind)
  const oneLower = { grade: grades[1]?.title ?? '', lowers: true as const }
  const lines = scores.flatMap((score): RedLineView[] => {
    const { id, title, redLine } = score.item.table
    const crossed = redLineState(score)
    if (!redLine || crossed === false) return []
    const state = crossed ? ('holds' as const) : ('open' as const)
    if (lowersGrade(score)) return [{ id, title, ...oneLower, state }]
    return redLine.grade ? [{ id, title, grade: redLine.grade, state }] : []
  })
  const vetoes = result.vetoes.flatMap(({ veto: { table }, holds }): RedLineView[] => {
    const { id, title, effect } = table
    const state = holds ? ('holds' as const) : ('open' as const)
    if (effect.kind === 'lower_grade') return [{ id, title, ...oneLower, state }]
    if (effect.kind === 'cap_grade') return [{ id, title, grade: effect.grade, state }]
    if (effect.kind === 'fail' || effect.kind === 'stop_scoring')
      return [{ id, title, grade: grades[grades.length - 1]?.title ?? '', state }]
    return []
  })
  return [...lines, ...vetoes]
}

/** What is open still when the township has done all it can. */
export function waitingOf(all: AssessResult): Waiting[] {
  const whole = all.items.reduce((sum, score) => add(sum, score.effective), rational(0))
  const onHundred = (points: Rational, effective: Rational, value: Rational): string => {
    if (!isPositive(whole) || !isPositive(value)) return '0'
    return toDecimal(mul(rational(100), div(mul(points, effective), mul(value, whole))))
  }
  const open = ({ low, high }: Range): Rational => sub(high, low)
  const items = all.items
    .filter((score) => isPositive(open(score)))
    .map((score): Waiting => {
      const { id, title } = score.item.table
      return { kind: 'item', id, title, points: onHundred(open(score), score.effective, score.value) }
    })
  const pools = all.pools
    .filter((pool) => isPositive(open(pool.now)))
    .map(({ pool, now }): Waiting => {
      const { id, title } = pool.table
      return { kind: 'pool', id, title, points: toDecimal(open(now)) }
    })
  return [...items, ...pools]
}
