/** Tables written with | between the cells: a figure belongs to the head of its row and the head of its column. */
import { bagOf, type Vocabulary } from './bags.ts'
import type { Part, Sentence } from './clauses.ts'
import type { Carried, Mention } from './context.ts'
import type { Line } from './lines.ts'
import type { Range } from './lists.ts'
import type { Quantity } from './quantity.ts'
import type { Status } from './status.ts'
import type { Lexicon } from './text.ts'

interface Column extends Range {
  /** What its figures are, where they are no results; text: its cells are prose. */
  use: Status | 'text' | null
  /** 完成, 数量: the head says nothing but that there is a figure. */
  plain: boolean
  /** 单位: the cells tell what the row is counted in. */
  units: boolean
}

/** A line of a table, with the heads its cells belong to. */
export interface Row {
  label: Range
  /** The row a row of 其中 is part of. */
  total: Range | null
  /** What its figures are counted in, where a column says so. */
  unit: Range | null
  cells: (Range & { column: Column })[]
}

/** Rows by their lines; null for heads and rules, which tell nothing. */
export type Tables = Map<Line, Row | null>

const mostColumns = 30
const cellsOf = (normal: string, line: Line): Range[] => {
  const cells: Range[] = []
  let from = line.start
  for (let at = line.start; at <= line.end; at++) {
    if (at < line.end && normal[at] !== '|') continue
    if ((at > line.start || normal[at] !== '|') && !(at === line.end && at === from)) {
      let start = from
      let end = at
      while (start < end && normal[start] === ' ') start++
      while (end > start && normal[end - 1] === ' ') end--
      cells.push({ start, end })
    }
    from = at + 1
    if (cells.length > mostColumns) break
  }
  return cells
}

const isRule = (cell: string): boolean => /^:?-{2,}:?$/.test(cell)
/** A head names; a cell with a figure other than a year, or the label of a field (文号:), is no head. */
const tellsMore = (cell: string): boolean => /:$/.test(cell) || /\d/.test(cell.replace(/20\d{2}年?/g, ''))
const hasCells = (normal: string, line: Line): boolean => normal.slice(line.start, line.end).includes('|')
/** On the very next line, with no blank one between. */
const follows = (normal: string, line: Line, next: Line): boolean =>
  normal.slice(line.end, next.start).split('\n').length <= 2
const ordinalHead = /^(?:序号|编号|#|No\.?)$/i
const plainHead =
  /^(?:20\d{2}年度?|本年度?|今年|全年|年度|实际)?(?:实际)?(?:完成|数量|数值|总数|总量|合计|实绩|落实|结果|次数|件数|指标|实有|情况|数据)?(?:数|值|量|情况)?(?:\(.{1,3}\))?$/

const columnOf = (normal: string, head: Range, year: number | null): Column => {
  const words = normal.slice(head.start, head.end)
  const named = /(20\d{2})年/.exec(words)?.[1]
  const use = /备注|说明|原因|依据|措施|责任|单位|时间|内容/.test(words)
    ? ('text' as const)
    : /上年|去年|上一年|往年|前年/.test(words) || (named && year !== null && Number(named) < year)
      ? ('last_year' as const)
      : /增减|同比|增长|变化|增幅/.test(words)
        ? ('last_year' as const)
        : (/计划|目标|任务|预期|要求/.test(words) && !/完成|实际/.test(words)) ||
            (named && year !== null && Number(named) > year)
          ? ('plan' as const)
          : null
  return { ...head, use, plain: plainHead.test(words), units: /^(?:计量)?单位$/.test(words) }
}

/** The tables of a text: rows that follow each other under a row of heads. */
export const findTables = (normal: string, lines: readonly Line[], year: number | null): Tables => {
  const tables: Tables = new Map()
  let columns: Column[] | null = null
  let labelAt = 0
  let total: Range | null = null
  let open = false
  lines.forEach((line, index) => {
    const cells = hasCells(normal, line) ? cellsOf(normal, line) : []
    const previous = lines[index - 1]
    const apart = !previous || !follows(normal, previous, line)
    if (cells.length < 2) {
      open = false
      columns = null
      return
    }
    const words = cells.map(({ start, end }) => normal.slice(start, end))
    if (!open || apart) {
      open = true
      total = null
      const next = lines[index + 1]
      const leads = next !== undefined && hasCells(normal, next) && follows(normal, line, next)
      columns =
        leads && words.filter(Boolean).length > 1 && !words.some(tellsMore)
          ? cells.map((cell) => columnOf(normal, cell, year))
          : null
      labelAt = columns && ordinalHead.test(words[0]!) ? 1 : 0
      if (columns) tables.set(line, null)
      return
    }
    if (!columns) return
    if (words.every((each) => isRule(each) || each === '')) {
      tables.set(line, null)
      return
    }
    const label = cells[labelAt]!
    const unitAt = columns.findIndex(({ units }) => units)
    const isPart = /^(?:其中|#)/.test(words[labelAt]!)
    if (!isPart) total = label
    tables.set(line, {
      label,
      total: isPart ? total : null,
      unit: cells[unitAt] ?? null,
      cells: cells.slice(labelAt + 1).flatMap((cell, index) => {
        const column = columns![labelAt + 1 + index]
        return column && !column.units && cell.end > cell.start ? [{ ...cell, column }] : []
      }),
    })
  })
  return tables
}

/** The unit in the brackets of a head: （次）, （万元）. */
const unitIn = (head: string, counters: Lexicon): string | null =>
  unitOf(/\((?:单位:)?([^()]{1,4})\)$/.exec(head)?.[1], counters)

/** A word that counts: 次, 万元. */
const unitOf = (unit: string | undefined, counters: Lexicon): string | null => {
  if (unit === undefined) return null
  return /^(?:万?元|%)$/.test(unit) || counters.longest(unit, 0, unit.length)?.length === unit.length
    ? unit
    : null
}

/** A bare number with the unit of its heads; without a unit any counter will do. */
const bareQuantity = (cell: Range, digits: string, unit: string | null): Quantity => {
  const value = Number(digits.replaceAll(',', ''))
  const common = { start: cell.start, end: cell.end }
  if (unit === '%') {
    return { kind: 'rate', value: 0, rate: String(Math.round(value * 1e4) / 1e6), counter: '%', ...common }
  }
  if (unit === '元' || unit === '万元') {
    return {
      kind: 'money',
      value: unit === '元' ? value : Math.round(value * 1e6) / 100,
      counter: '元',
      ...common,
    }
  }
  return { kind: 'number', value, counter: unit ?? '', ...common }
}

/** A figure of a table with the status its column gives it. */
export interface TableFigure {
  mention: Mention
  status: Status | null
}

/** The figures of a row; cells of prose are left to the caller. */
export const rowFigures = (
  normal: string,
  line: Line,
  row: Row,
  quantities: readonly Quantity[],
  vocabulary: Vocabulary,
  counters: Lexicon,
): { figures: TableFigure[]; prose: Range[]; lead: Carried[] } => {
  const read = ({ start, end }: Range): string => normal.slice(start, end)
  const lean = (range: Range, cost: number): Carried => ({
    bag: bagOf(normal, [range], vocabulary),
    cost,
    start: range.start,
    end: range.end,
    from: 'part',
  })
  const figures: TableFigure[] = []
  const prose: Range[] = []
  for (const cell of row.cells) {
    const { column } = cell
    const words = read(cell)
    const bare = /^\d[\d,]*(?:\.\d+)?$/.test(words)
    const inside = quantities.find((each) => each.start >= cell.start && each.end <= cell.end)
    const whole = inside && inside.end - inside.start === cell.end - cell.start ? inside : null
    if (!bare && !whole) {
      if (column.use === 'text' || column.use === null) prose.push(cell)
      continue
    }
    const unit =
      unitIn(read(column), counters) ??
      unitIn(read(row.label), counters) ??
      (row.unit && unitOf(read(row.unit), counters))
    const quantity = whole ?? bareQuantity(cell, words, unit)
    const ranges: Range[] = column.plain || column.use === 'text' ? [row.label] : [row.label, column]
    const own = bagOf(normal, ranges, vocabulary)
    const part: Part = { start: cell.start, end: cell.end, clause: 0, joint: 4, quantities: [quantity] }
    const sentence: Sentence = {
      start: cell.start,
      end: cell.end,
      key: line.start,
      brackets: [],
      clauses: [{ start: cell.start, end: cell.end, parts: [part] }],
      parts: [part],
    }
    figures.push({
      status: column.use === 'text' ? null : column.use,
      mention: {
        quantity,
        sentence,
        part,
        partIndex: 0,
        ranges,
        own,
        whole: own,
        carried: row.total ? [lean(row.total, 1)] : [],
        within: row.total !== null,
        beside: false,
        quoteStart: row.label.start,
        quoteEnd: cell.end,
      },
    })
  }
  return { figures, prose, lead: [lean(row.label, 2)] }
}
