/** Sums of a score sheet as its formulas come to them, to be held against the engine's. */
import { type Grouped, grouped } from '../../rules/branches.ts'
import { composed } from '../../rules/composite.ts'
import {
  add,
  div,
  equal,
  isZero,
  max,
  mul,
  type Rational,
  rational,
  sub,
  sum,
  zero,
} from '../../rules/rational.ts'
import type { AssessResult, ItemScore } from '../../rules/result.ts'
import { formats, formulaCell, numberCell, type OutCell } from '../workbooks/write-sheet.ts'
import { asNumber } from './score-data-xlsx.ts'

/** Below title, note and header. */
const firstRow = 3

export interface Ranges {
  low: Rational
  high: Rational
}

/** A cell that is a formula where the formula gives what the engine gives, else the engine's number. */
export const exactly = (
  formula: string,
  gives: Rational | null,
  engine: Rational,
  look: OutCell['look'] = 'number',
): OutCell =>
  gives && equal(gives, engine)
    ? formulaCell(formula, asNumber(engine), formats.points, look)
    : numberCell(asNumber(engine), formats.points, look)

export const none: Ranges = { low: zero, high: zero }

/** What an item counts in the hundred, before it is scaled. */
export const weighedOf = ({ low, high, value, effective, full }: ItemScore): Ranges => {
  if (isZero(effective)) return none
  const weigh = (points: Rational): Rational => (full ? effective : div(mul(points, effective), value))
  return { low: weigh(low), high: weigh(high) }
}

/** The sum of items at both ends. */
export const sumOf = (items: readonly ItemScore[]): Ranges => ({
  low: sum(items.map(({ low }) => low)),
  high: sum(items.map(({ high }) => high)),
})

/** What the dimensions count in the hundred together, before it is scaled. */
export const baseSum = (result: AssessResult): Ranges => {
  const ends = result.dimensions.map((dimension) => {
    const { items } = dimension
    const floored = items.some(({ item }) => item.floors.has('dimension'))
    const branch = branchOf(result, dimension)
    const end = (which: keyof Ranges): Rational => {
      const { gives } = weighedSum(branch, which, () => 0)
      return floored ? max(zero, gives) : gives
    }
    return { low: end('low'), high: end('high') }
  })
  return ends.reduce((all, { low, high }) => ({ low: add(all.low, low), high: add(all.high, high) }), none)
}

/** Whether the whole is held at nothing. */
export const isFloored = ({ items }: AssessResult): boolean =>
  items.some(({ item }) => item.floors.has('total'))

/** The hundred before pools and vetoes, as the formulas come to it; null when nothing applies. */
export function baseOf(result: AssessResult): Ranges | null {
  const weight = result.items.map(({ effective }) => effective).reduce(add, zero)
  if (isZero(weight)) return null
  const { low, high } = baseSum(result)
  const scaled = (sum: Rational): Rational => {
    const base = mul(rational(100), div(sum, weight))
    return isFloored(result) ? max(zero, base) : base
  }
  const base = { low: scaled(low), high: scaled(high) }
  return result.composite ? composed(base, result.composite.now) : base
}

/** The base of the items with the other sources of the total, as a formula: of several ways the worst or the best. */
export function composedFormula({ composite }: AssessResult, which: 'low' | 'high', base: string): string {
  if (!composite) return base
  const ways = composite.now.map(
    (way) => `${asNumber(way.table)}*(${base})+${asNumber(mul(rational(100), way[which]))}`,
  )
  if (ways.length === 1) return ways[0]!
  return `${which === 'low' ? 'MIN' : 'MAX'}(${ways.join(',')})`
}

/** The address of a cell of the score sheet, its rows counted from 0 below the header. */
export const cellAt = (column: string, row: number): string => `${column}${firstRow + row + 1}`

/** A sum as a formula and as what the formula comes to. */
export interface Sum {
  formula: string
  gives: Rational
}

/** Items of a dimension in the groups of its table. */
export const branchOf = (
  { pack: { table } }: AssessResult,
  { id, items }: { id: string; items: readonly ItemScore[] },
): Grouped<ItemScore> => grouped(table.dimensions.find((one) => one.id === id)!, items)

/** Cells of a column added up, neighbours as a range. */
function cells(column: string, rows: readonly number[]): string {
  const runs: { from: number; to: number }[] = []
  for (const row of [...rows].sort((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last && row === last.to + 1) last.to = row
    else runs.push({ from: row, to: row })
  }
  return runs.length === 0
    ? '0'
    : `SUM(${runs
        .map(({ from, to }) =>
          from === to ? cellAt(column, from) : `${cellAt(column, from)}:${cellAt(column, to)}`,
        )
        .join(',')})`
}

/** The cells of a group's own items and the sums of its nodes, together. */
function parts(
  { own, nodes }: Grouped<ItemScore>,
  column: string,
  rowOf: (item: ItemScore) => number,
  points: (item: ItemScore) => Rational,
  nodeSum: (node: Grouped<ItemScore>) => Sum,
): Sum {
  const below = nodes.map(nodeSum)
  const texts = below.map(({ formula }) => formula)
  return {
    formula: [
      ...(own.length > 0 || nodes.length === 0 ? [cells(column, own.map(rowOf))] : []),
      ...texts,
    ].join('+'),
    gives: sum([...own.map(points), ...below.map(({ gives }) => gives)]),
  }
}

/** The points of a dimension's items, no group of them losing more than it may. */
export function pointSum(
  group: Grouped<ItemScore>,
  end: keyof Ranges,
  rowOf: (item: ItemScore) => number,
): Sum {
  const column = end === 'low' ? 'D' : 'E'
  const total = parts(
    group,
    column,
    rowOf,
    (item) => item[end],
    (node) => pointSum(node, end, rowOf),
  )
  const { deductMost } = group.branch
  if (deductMost === undefined) return total
  // What may turn out not to apply is no value that stays for sure.
  const stays = group.all.filter(
    ({ applicable, mayBeEmpty }) => !isZero(applicable) && (end === 'high' || !mayBeEmpty),
  )
  const least = sub(sum(stays.map(({ value }) => value)), rational(deductMost))
  return {
    formula: `MAX(${total.formula},${cells('C', stays.map(rowOf))}-${deductMost})`,
    gives: max(total.gives, least),
  }
}

/** The same of what the items count in the hundred; a group's cap moves with its value. */
export function weighedSum(
  group: Grouped<ItemScore>,
  end: keyof Ranges,
  rowOf: (item: ItemScore) => number,
): Sum {
  const column = end === 'low' ? 'G' : 'H'
  const total = parts(
    group,
    column,
    rowOf,
    (item) => weighedOf(item)[end],
    (node) => weighedSum(node, end, rowOf),
  )
  const { deductMost } = group.branch
  const counted = group.all.filter(({ effective }) => !isZero(effective))
  if (deductMost === undefined || counted.length === 0) return total
  const rows = counted.map(rowOf)
  const whole = sum(counted.map(({ effective }) => effective))
  const declared = sum(counted.map(({ value }) => value))
  const most = div(mul(rational(deductMost), whole), declared)
  const value = cells('F', rows)
  return {
    formula: `MAX(${total.formula},${value}-${deductMost}*${value}/${cells('C', rows)})`,
    gives: max(total.gives, sub(whole, most)),
  }
}
