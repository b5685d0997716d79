/** Sums of a score sheet as its formulas come to them, to be held against the engine's. */
import { composed } from '../../rules/composite.ts'
import { add, div, equal, isZero, max, mul, type Rational, rational, zero } from '../../rules/rational.ts'
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

/** The sum of items, which may be held at nothing. */
export const sumOf = (
  items: readonly ItemScore[],
  of: (item: ItemScore) => Ranges,
  floored: boolean,
): Ranges => {
  const total = items
    .map(of)
    .reduce((all, { low, high }) => ({ low: add(all.low, low), high: add(all.high, high) }), none)
  return floored ? { low: max(zero, total.low), high: max(zero, total.high) } : total
}

/** What the dimensions count in the hundred together, before it is scaled. */
export const baseSum = ({ dimensions }: AssessResult): Ranges =>
  dimensions
    .map(({ items }) =>
      sumOf(
        items,
        weighedOf,
        items.some(({ item }) => item.floors.has('dimension')),
      ),
    )
    .reduce((all, { low, high }) => ({ low: add(all.low, low), high: add(all.high, high) }), none)

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
