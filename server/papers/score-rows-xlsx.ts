/** The rows of a score sheet: items, the sums of their dimensions, pools, the hundred. */
import type { Expression } from '../../rules/formulas/expression.ts'
import { itemFormulas } from '../../rules/formulas/index.ts'
import { add, cmp, equal, isZero, max, type Rational, zero } from '../../rules/rational.ts'
import type { AssessResult, ItemScore } from '../../rules/result.ts'
import { outcomeWords } from '../../rules/wording.ts'
import { formats, formulaCell, numberCell, type OutCell, textCell } from '../workbooks/write-sheet.ts'
import { formulaText } from './formula-text.ts'
import { asNumber, type Data } from './score-data-xlsx.ts'
import {
  baseSum,
  cellAt,
  exactly,
  isFloored,
  none,
  type Ranges,
  sumOf,
  weighedOf,
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
    const sum = (column: string): string => `SUM(${cellAt(column, from)}:${cellAt(column, to)})`
    const floored = dimension.items.some(({ item }) => item.floors.has('dimension'))
    const held = (formula: string): string => (floored ? `MAX(0,${formula})` : formula)
    const own = sumOf(dimension.items, ({ low, high }) => ({ low, high }), floored)
    const weighed = sumOf(dimension.items, weighedOf, floored)
    totals.push(rows.length)
    rows.push([
      textCell('', 'label'),
      textCell(`${dimension.title}小计`, 'label'),
      exactly(
        sum('C'),
        dimension.items.map(({ value }) => value).reduce(add, zero),
        dimension.value,
        'total',
      ),
      exactly(held(sum('D')), own.low, dimension.low, 'total'),
      exactly(held(sum('E')), own.high, dimension.high, 'total'),
      formulaCell(
        sum('F'),
        asNumber(dimension.items.map(({ effective }) => effective).reduce(add, zero)),
        formats.points,
        'total',
      ),
      formulaCell(held(sum('G')), asNumber(weighed.low), formats.points, 'total'),
      formulaCell(held(sum('H')), asNumber(weighed.high), formats.points, 'total'),
      textCell(noteOfSum(equal(own.low, dimension.low) && equal(own.high, dimension.high))),
    ])
  }
  const summed = (column: string): string => totals.map((row) => cellAt(column, row)).join('+')
  const raw = dimensions.reduce(
    (all, { low, high }) => ({ low: add(all.low, low), high: add(all.high, high) }),
    none,
  )
  const flooredTotal = isFloored(result)
  const held = (range: Ranges): Ranges =>
    flooredTotal ? { low: max(zero, range.low), high: max(zero, range.high) } : range
  const hold = (formula: string): string => (flooredTotal ? `MAX(0,${formula})` : formula)
  const whole = rows.length
  rows.push([
    textCell('', 'label'),
    textCell('合计', 'label'),
    exactly(summed('C'), dimensions.map(({ value }) => value).reduce(add, zero), result.raw.value, 'total'),
    exactly(hold(summed('D')), held(raw).low, result.raw.low, 'total'),
    exactly(hold(summed('E')), held(raw).high, result.raw.high, 'total'),
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
