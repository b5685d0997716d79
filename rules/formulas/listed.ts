/** Functions over the rows of a list, and over the elements of a set, as formulas: each row's points in a cell of its own. */

import { deductionLimit, isRecord, readNumber } from '../functions/parameters.ts'
import { perRecordTotal } from '../functions/per-record.ts'
import { labelOf, rowsOf, wordIn } from '../functions/rows.ts'
import { equal, isPositive, sum, zero } from '../rational.ts'
import {
  type Cell,
  cell,
  type Expression,
  inside,
  least,
  minus,
  most,
  number,
  plus,
  when,
} from './expression.ts'
import { derived, type Ends } from './inputs.ts'
import type { Given } from './measured.ts'

const sumOf = (cells: readonly Cell[]): Expression => plus(number(zero), ...cells.map(cell))

/** What a list costs or earns: the value less its rows, or the sum of them. */
export function perRecord(given: Given): Ends | null {
  const { parameters, holder, facts, reading } = given
  const of = String(parameters.of)
  const list = parameters.credit === undefined ? 'deduct' : 'credit'
  const cap = readNumber(parameters.cap)
  const limit = list === 'credit' ? (cap ?? holder.value) : deductionLimit(parameters, holder)
  if (limit === null) return null
  const total = perRecordTotal(parameters, list, of, facts)(reading)
  // What is capped by village, or a matter that nobody wrote, is no plain sum of rows.
  if (!equal(sum(total.rows.map(({ low }) => low)), total.low)) return null
  if (total.high !== null && !equal(sum(total.rows.map(({ high }) => high)), total.high)) return null
  const word = list === 'deduct' ? '扣分' : '得分'
  const cells = (end: 'low' | 'high'): Cell[] =>
    total.rows
      .filter((row) => isPositive(row[end]))
      .map((row) =>
        derived(
          `${labelOf(reading, of, row.row.row)}（${word}${end === 'high' && row.low !== row.high ? '，至多' : ''}）`,
          '分',
          {
            kind: 'number',
            value: row[end],
          },
        ),
      )
  const points = (amount: Expression): Expression =>
    list === 'credit'
      ? inside(least(number(limit), amount), holder.value)
      : minus(number(holder.value), least(number(limit), amount))
  const low = points(sumOf(cells('low')))
  const all = total.high === null ? points(number(limit)) : points(sumOf(cells('high')))
  return list === 'credit' ? { low: low, high: all } : { low: all, high: low }
}

/** Points by level; the rows of one matter count at the highest. */
export function bonus(given: Given): Ends | null {
  const { parameters, holder, reading } = given
  const of = String(parameters.of)
  const levels = isRecord(parameters.points) ? parameters.points : {}
  const byMatter = parameters.same_matter !== 'none'
  const limit = readNumber(parameters.cap)!
  const { rows, open } = rowsOf(reading, of)
  const at = (end: 'low' | 'high'): Expression | null => {
    const matters = new Map<string, Cell[]>()
    for (const { row, sure } of rows) {
      const level = wordIn(row, String(parameters.level))
      const worth = level === null ? undefined : readNumber(levels[level] ?? 0)
      if (!worth) return null
      // A row that names no matter stands alone.
      const matter = (byMatter ? wordIn(row, String(parameters.same_matter)) : null) ?? `#${row.id}`
      // A row that may not count adds nothing at the low end.
      if (!sure && end === 'low') continue
      const title = `${labelOf(reading, of, row)}（${level}${sure ? '' : '，未定'}）`
      const own = derived(title, '分', { kind: 'number', value: worth })
      const known = matters.get(matter)
      if (known) known.push(own)
      else matters.set(matter, [own])
    }
    const each = [...matters.values()].map((cells) =>
      cells.length > 1 ? most(...cells.map(cell)) : cell(cells[0]!),
    )
    return inside(least(number(limit), plus(number(zero), ...each)), holder.value)
  }
  return { low: at('low'), high: open ? inside(number(limit), holder.value) : at('high') }
}

/** Points for each element that is there, or off for each that is missing. */
export function evidenceSet({ parameters, holder, reading }: Given): Ends | null {
  const known = reading.known(String(parameters.of))
  if (known.kind !== 'set') return null
  const credit = parameters.mode === 'credit'
  const elements = (Array.isArray(parameters.elements) ? parameters.elements : []).filter(isRecord)
  const at = (end: 'low' | 'high'): Expression => {
    const parts = elements.map((element) => {
      const is = String(element.is)
      const there = known.has.includes(is)
      const said = derived(is, '', { kind: 'flag', value: there ? true : known.closed ? false : null })
      const worth = number(readNumber(element.points)!)
      const present =
        end === 'low'
          ? ({ op: 'is', cell: said, value: true } as const)
          : ({ op: 'not', of: [{ op: 'is', cell: said, value: false }] } as const)
      return credit ? when(present, worth, number(zero)) : when(present, number(zero), worth)
    })
    const sum = plus(number(zero), ...parts)
    return credit ? inside(sum, holder.value) : most(number(zero), minus(number(holder.value), sum))
  }
  return { low: at('low'), high: at('high') }
}
