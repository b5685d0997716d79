/** The rows of a score sheet: items, the sums of their dimensions, pools, the hundred. */

import { weighed as weighedNode } from '../../rules/branches.ts'
import type { Expression } from '../../rules/formulas/expression.ts'
import { itemFormulas } from '../../rules/formulas/index.ts'
import { add, cmp, equal, isZero, max, type Rational, toDecimal, zero } from '../../rules/rational.ts'
import type { AssessResult, ItemScore } from '../../rules/result.ts'
import { outcomeWords } from '../../rules/wording.ts'
import { formats, formulaCell, numberCell, type OutCell, textCell } from '../workbooks/write-sheet.ts'
import { formulaText } from './formula-text.ts'
import { asNumber, type Data } from './score-data-xlsx.ts'
import {
  baseSum,
  branchOf,
  cellAt,
  exactly,
  isFloored,
  none,
  pointSum,
  type Ranges,
  type Sum,
  weighedOf,
  weighedSum,
} from './score-sums-xlsx.ts'
import { poolRow, totalRow } from './score-total-xlsx.ts'

/** The heads of its columns. */
export const scoreHeaders = [
  '编号',
  '考核要点',
  '分值',
  '最低得分',
  '最高得分',
  '折算分值',
  '折算最低',
  '折算最高',
  '说明',
]
/** 合格, or 合格—良好 while it is open. */
export const gradeText = (grade: AssessResult['grade']): string =>
  grade === null ? '' : grade.low === grade.high ? grade.low : `${grade.low}—${grade.high}`

/** The rows of a score sheet, and where the total of the hundred stands. */
export function scoreRows(result: AssessResult, data: Data) {
  const { dimensions, pools } = result
  const rows: (OutCell | null)[][] = []
  const totals: number[] = []
  for (const dimension of dimensions) {
    const from = rows.length
    for (const item of dimension.items) rows.push(itemRow(result, item, data, rows.length))
    const to = rows.length - 1
    const floored = dimension.items.some(({ item }) => item.floors.has('dimension'))
    const group = branchOf(result, dimension)
    const rowOf = (score: ItemScore): number => from + dimension.items.indexOf(score)
    const held = ({ formula, gives }: Sum): Sum =>
      floored ? { formula: `MAX(0,${formula})`, gives: max(zero, gives) } : { formula, gives }
    const low = held(pointSum(group, 'low', rowOf))
    const high = held(pointSum(group, 'high', rowOf))
    const weighedLow = held(weighedSum(group, 'low', rowOf))
    const weighedHigh = held(weighedSum(group, 'high', rowOf))
    const whole = (column: string): string => `SUM(${cellAt(column, from)}:${cellAt(column, to)})`
    totals.push(rows.length)
    rows.push([
      textCell('', 'label'),
      textCell(`${dimension.title}小计`, 'label'),
      exactly(
        whole('C'),
        dimension.items.map(({ value }) => value).reduce(add, zero),
        dimension.value,
        'total',
      ),
      exactly(low.formula, low.gives, dimension.low, 'total'),
      exactly(high.formula, high.gives, dimension.high, 'total'),
      formulaCell(
        whole('F'),
        asNumber(dimension.items.map(({ effective }) => effective).reduce(add, zero)),
        formats.points,
        'total',
      ),
      formulaCell(weighedLow.formula, asNumber(weighedLow.gives), formats.points, 'total'),
      formulaCell(weighedHigh.formula, asNumber(weighedHigh.gives), formats.points, 'total'),
      textCell(noteOfSum(equal(low.gives, dimension.low) && equal(high.gives, dimension.high))),
    ])
  }
  const summed = (column: string): string => totals.map((row) => cellAt(column, row)).join('+')
  /** A weighed dimension counts its part of the hundred, whatever its items come to. */
  const weighedTotal = (column: string): string =>
    dimensions
      .map(({ weighed, value }, index) => {
        const cell = cellAt(column, totals[index]!)
        return weighed && !isZero(value)
          ? `${cell}*${toDecimal(weighed.value, 6)}/${cellAt('C', totals[index]!)}`
          : cell
      })
      .join('+')
  const raw = dimensions
    .map(weighedNode)
    .reduce((all, { low, high }) => ({ low: add(all.low, low), high: add(all.high, high) }), none)
  const flooredTotal = isFloored(result)
  const held = (range: Ranges): Ranges =>
    flooredTotal ? { low: max(zero, range.low), high: max(zero, range.high) } : range
  const hold = (formula: string): string => (flooredTotal ? `MAX(0,${formula})` : formula)
  const whole = rows.length
  rows.push([
    textCell('', 'label'),
    textCell('合计', 'label'),
    exactly(
      weighedTotal('C'),
      dimensions
        .map(weighedNode)
        .map(({ value }) => value)
        .reduce(add, zero),
      result.raw.value,
      'total',
    ),
    exactly(hold(weighedTotal('D')), held(raw).low, result.raw.low, 'total'),
    exactly(hold(weighedTotal('E')), held(raw).high, result.raw.high, 'total'),
    formulaCell(
      summed('F'),
      asNumber(result.items.map(({ effective }) => effective).reduce(add, zero)),
      formats.points,
      'total',
    ),
    formulaCell(summed('G'), asNumber(baseSum(result).low), formats.points, 'total'),
    formulaCell(summed('H'), asNumber(baseSum(result).high), formats.points, 'total'),
    textCell(''),
  ])
  const poolRows = pools.map((pool) => {
    const from = rows.length
    for (const line of pool.lines) rows.push(itemRow(result, line, data, rows.length))
    rows.push(poolRow(result, pool, from, rows.length, whole))
    return { pool, row: rows.length - 1 }
  })
  const last = rows.length
  rows.push(totalRow(result, poolRows, whole))
  if (result.grade)
    rows.push([
      textCell('', 'label'),
      textCell('等次', 'label'),
      null,
      textCell(gradeText(result.grade), 'centre'),
    ])
  return { rows, total: { low: cellAt('D', last), high: cellAt('E', last) } }
}

function itemRow(result: AssessResult, score: ItemScore, data: Data, row: number): OutCell[] {
  const { item, value, low, high, effective, full, outcome } = score
  const formulas = itemFormulas(result, score)
  const points = (expression: Expression | null, number: Rational): OutCell => {
    if (!expression) return numberCell(asNumber(number), formats.points)
    data.use(expression, item.number)
    return formulaCell(formulaText(expression, data.address), asNumber(number))
  }
  const absent = isZero(score.applicable) && !full
  const weighed = (column: string): string =>
    full ? cellAt('F', row) : `${cellAt(column, row)}*${cellAt('F', row)}/${cellAt('C', row)}`
  const counts = weighedOf(score)
  const noted = [
    ...(outcome === 'not_applicable' || outcome === 'not_in_force' ? [outcomeWords[outcome]] : []),
    ...(absent ? [] : notesOf(score, formulas)),
  ]
  return [
    textCell(item.number, 'centre'),
    textCell(item.table.title),
    numberCell(asNumber(value), formats.plain),
    absent ? numberCell(0, formats.points) : points(formulas.low, low),
    absent
      ? numberCell(0, formats.points)
      : equal(low, high)
        ? formulaCell(cellAt('D', row), asNumber(high))
        : points(formulas.high, high),
    numberCell(asNumber(effective), '0.00####'),
    isZero(effective) || isZero(value)
      ? numberCell(0, formats.points)
      : formulaCell(weighed('D'), asNumber(counts.low)),
    isZero(effective) || isZero(value)
      ? numberCell(0, formats.points)
      : formulaCell(weighed('E'), asNumber(counts.high)),
    textCell(noted.join('；')),
  ]
}

const noteOfSum = (carried: boolean): string => (carried ? '' : '按规则另有上下限，以数值列示')

function notesOf(
  { low, high, saidNotApplicable, lapsed }: ItemScore,
  { low: a, high: b }: { low: Expression | null; high: Expression | null },
): string[] {
  const stands =
    a === null && b === null
      ? ['没有可以列出的算式，以数值列示']
      : a === null
        ? ['最低得分以数值列示']
        : b === null && cmp(low, high) !== 0
          ? ['最高得分尚无上限数据，以数值列示']
          : []
  return [
    ...stands,
    ...(saidNotApplicable === undefined ? [] : ['已申请不适用，待县级答复']),
    ...(lapsed ? ['举证期限已过'] : []),
  ]
}
