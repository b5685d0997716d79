/** The last rows of a score sheet: pools, capped and behind their gates, and the hundred. */
import {
  add,
  cmp,
  equal,
  min,
  type Rational,
  rational,
  round,
  sub,
  toDecimal,
  zero,
} from '../../rules/rational.ts'
import type { AssessResult, PoolScore } from '../../rules/result.ts'
import { formats, numberCell, type OutCell, textCell } from '../workbooks/write-sheet.ts'
import { asNumber } from './score-data-xlsx.ts'
import { baseOf, cellAt, composedFormula, exactly, isFloored, sumOf } from './score-sums-xlsx.ts'

/** A pool's sum, capped, and behind its gate where it has one. */
export function poolRow(
  result: AssessResult,
  { pool, lines, now }: PoolScore,
  from: number,
  row: number,
  whole: number,
): OutCell[] {
  const cap = rational(pool.table.cap)
  const { places } = result.pack.table.rounding
  const sums = sumOf(lines)
  const collected = { low: min(cap, sums.low), high: min(cap, sums.high) }
  const sum = (column: string): string =>
    lines.length === 0
      ? '0'
      : `MIN(${toDecimal(cap, 6)},SUM(${cellAt(column, from)}:${cellAt(column, row - 1)}))`
  const { gate } = pool.table
  const scaledBase = (column: string): string =>
    `ROUND(ROUND(${composedFormula(result, column === 'D' ? 'low' : 'high', `100*${cellAt(column === 'D' ? 'G' : 'H', whole)}/${cellAt('F', whole)}`)},9),${places})`
  const gated = (column: string): string =>
    gate
      ? `IF(${scaledBase(column)}${gate.line === 'counts' ? '>=' : '>'}${gate.base},${sum(column)},0)`
      : sum(column)
  const opened = (end: 'low' | 'high'): Rational => {
    if (!gate) return collected[end]
    const base = baseOf(result)
    const reached = base ? cmp(round(base[end], places), rational(gate.base)) : -1
    return (gate.line === 'counts' ? reached >= 0 : reached > 0) ? collected[end] : zero
  }
  const carried = equal(opened('low'), now.low) && equal(opened('high'), now.high)
  return [
    textCell('', 'label'),
    textCell(`${pool.table.title}小计`, 'label'),
    numberCell(asNumber(cap), formats.plain, 'total'),
    exactly(gated('D'), opened('low'), now.low, 'total'),
    exactly(gated('E'), opened('high'), now.high, 'total'),
    textCell(''),
    textCell(''),
    textCell(''),
    textCell(
      `${pool.table.sign === 'plus' ? '计入总分' : '从总分中扣除'}，最多${toDecimal(cap, 2)}分${gate ? `；基础分${gate.line === 'counts' ? '达到' : '超过'}${gate.base}分方计` : ''}${carried ? '' : '；同一事项只计一次，以数值列示'}`,
    ),
  ]
}

/** The total to 100 after pools; what vetoes make of it stands as a number. */
export function totalRow(
  result: AssessResult,
  pools: readonly { pool: PoolScore; row: number }[],
  whole: number,
): (OutCell | null)[] {
  const { scaled, pack, vetoes } = result
  const label = [
    textCell('', 'label'),
    textCell('百分制得分', 'label'),
    numberCell(100, formats.plain, 'total'),
  ]
  if (!scaled) return [...label, textCell('没有可以计分的考核要点')]
  const { places } = pack.table.rounding
  const floored = isFloored(result)
  const based = baseOf(result)!
  const end = (which: 'low' | 'high'): { formula: string; gives: Rational } => {
    const column = which === 'low' ? 'G' : 'H'
    let gives = based[which]
    const base = `100*${cellAt(column, whole)}/${cellAt('F', whole)}`
    let formula = composedFormula(result, which, floored ? `MAX(0,${base})` : base)
    for (const { pool, row } of pools) {
      const plus = pool.pool.table.sign === 'plus'
      // What is taken away is most where least is left.
      const from: 'low' | 'high' = plus ? which : which === 'low' ? 'high' : 'low'
      gives = plus ? add(gives, pool.now[from]) : sub(gives, pool.now[from])
      formula += `${plus ? '+' : '-'}${cellAt(from === 'low' ? 'D' : 'E', row)}`
    }
    // Rounded twice: a double may lie a hair beside the half that goes up.
    return { formula: `ROUND(ROUND(${formula},9),${places})`, gives: round(gives, places) }
  }
  const low = end('low')
  const high = end('high')
  const carried = equal(low.gives, scaled.low) && equal(high.gives, scaled.high)
  return [
    ...label,
    exactly(low.formula, low.gives, scaled.low, 'total'),
    exactly(high.formula, high.gives, scaled.high, 'total'),
    textCell(''),
    textCell(''),
    textCell(''),
    textCell(
      carried ? '' : vetoes.length > 0 ? '有一票否决等情形，以数值列示' : '按规则另有上下限，以数值列示',
    ),
  ]
}
