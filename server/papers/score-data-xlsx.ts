/** The facts that the formulas of a score sheet read, each in a cell of its own. */
import { type Cell, cellsOf, type Expression } from '../../rules/formulas/expression.ts'
import { type Rational, toDecimal } from '../../rules/rational.ts'
import {
  dayCell,
  formats,
  numberCell,
  type OutCell,
  type OutSheet,
  quoted,
  textCell,
} from '../workbooks/write-sheet.ts'
import { flagWord, undoneWord } from './formula-text.ts'

export interface Named {
  /** Names of the two sheets. */
  score: string
  data: string
  /** Whether facts are called by name; names are of a whole workbook, so of one township only. */
  named: boolean
}

/** As close as a double comes. */
export const asNumber = (value: Rational): number => Number(toDecimal(value, 12))

/** Below title, note and header. */
const firstFact = 3

/** The facts of a township that its formulas read, a row each. */
export interface Data {
  /** How the cells of an expression are called; they are on the sheet from then on. */
  address(cell: Cell): string
  use(expression: Expression, item: string): void
  names(): { name: string; range: string }[]
  sheet(township: string): OutSheet
}

/** An empty sheet of facts. */
export function newData({ data, named }: Named): Data {
  const rows = new Map<string, { cell: Cell; row: number; items: string[]; name: string | null }>()
  const taken = new Set<string>()
  const nameOf = (cell: Cell): string | null => {
    if (!named || cell.fact === null) return null
    const base = cell.fact.replaceAll('.', '_')
    let name = base
    for (let n = 2; taken.has(name); n++) name = `${base}_${n}`
    taken.add(name)
    return name
  }
  const at = (row: number): string => `${quoted(data)}!$C$${row + 1}`
  const entry = (cell: Cell) => {
    const known = rows.get(cell.key)
    if (known) return known
    const added = { cell, row: firstFact + rows.size, items: [], name: nameOf(cell) }
    rows.set(cell.key, added)
    return added
  }
  return {
    address: (cell) => {
      const { name, row } = entry(cell)
      return name ?? at(row)
    },
    use: (expression, item) => {
      for (const cell of cellsOf(expression)) {
        const { items } = entry(cell)
        if (!items.includes(item)) items.push(item)
      }
    },
    names: () =>
      [...rows.values()].flatMap(({ name, row }) => (name === null ? [] : [{ name, range: at(row) }])),
    sheet: (township) => ({
      name: data,
      widths: [6, 50, 16, 8, 34, 24],
      rows: [
        [textCell(`${township}：得分所依据的数据`, 'title')],
        [textCell('改动“值”这一列，得分表随之重算；改动不会回到系统。', 'note')],
        ['序号', '数据', '值', '单位', '编号', '用于'].map((header) => textCell(header, 'header')),
        ...[...rows.values()].map(({ cell, items, name }, index) => [
          numberCell(index + 1, formats.whole, 'centre'),
          textCell(cell.title),
          valueCell(cell),
          textCell(cell.unit, 'centre'),
          textCell(name ?? cell.fact ?? ''),
          textCell(items.join('、')),
        ]),
      ],
      heights: { 0: 28 },
      wide: [0, 1],
      freeze: { rows: 3, columns: 2 },
      repeat: { from: 2, to: 2 },
    }),
  }
}

/** What a cell of facts shows. */
export function valueCell({ content }: Cell): OutCell {
  if (content.kind === 'flag') return textCell(flagWord(content.value), 'centre')
  if (content.kind === 'day')
    return content.value === null ? textCell(undoneWord, 'centre') : dayCell(content.value)
  return numberCell(asNumber(content.value), content.kind === 'rate' ? '0.00##%' : formats.plain)
}
