/** F14 matrix_credit: Σ over what the rows are about × columns, each cell credited once: eight themes, each with an activity and a file. */
import type { Condition } from '../conditions.ts'
import type { Field } from '../pack.ts'
import { add, max, min, mul, type Rational, rational, sum, toDecimal, zero } from '../rational.ts'
import { intervalText } from '../wording.ts'
import { type Blanks, blankCells } from './blanks.ts'
import type { Facts, ParameterProblem, Parameters, Reading, SayValue, ScoringFunction } from './function.ts'
import { checkFact, checkPositive, isRecord, readNumber, unknownKeys } from './parameters.ts'
import { checkField, type JudgedRow, onRecord, rowCondition, rowsOf, within, wordIn } from './rows.ts'

interface Column {
  label: string
  points: Rational
  test: Condition
}

interface Cells {
  /** Points of each named row of the matrix: sure and possible. */
  rows: Map<string, { low: Rational; high: Rational }>
  low: Rational
  /** null: more rows may come. */
  high: Rational | null
}

const columnsOf = (parameters: Parameters): unknown[] =>
  Array.isArray(parameters.columns) ? parameters.columns : []

export const matrixCredit: ScoringFunction = {
  name: 'matrix_credit',
  names: ['names', 'count'],
  canBeEmpty: () => false,
  outcomes: () => ['met', 'partly', 'not_met', 'unknown'],
  check(parameters, facts) {
    const of = String(parameters.of)
    const problems = [
      ...unknownKeys(parameters, ['of', 'rows', 'columns', 'cap_each', 'cap']),
      ...checkFact(parameters, 'of', facts, ['events']),
      ...(['cap_each', 'cap'] as const).flatMap((key) =>
        parameters[key] === undefined ? [] : checkPositive(parameters, key),
      ),
    ]
    if (facts.get(of)?.kind !== 'events') return problems
    problems.push(...checkField(parameters.rows, ['rows'], of, facts, ['text', 'choice', 'ref']))
    if (columnsOf(parameters).length === 0)
      problems.push({
        path: ['columns'],
        message: '没有写各列',
        remedy: '例如 columns: [{ field: held, points: 0.5 }]',
      })
    return [
      ...problems,
      ...columnsOf(parameters).flatMap((column, index) => checkColumn(column, index, of, facts)),
    ]
  },
  facts: (parameters) => [String(parameters.of)],
  compile(parameters, facts) {
    const of = String(parameters.of)
    const field = facts.fieldsOf(of).find(({ id }) => id === parameters.rows)!
    const columns = (columnsOf(parameters) as Record<string, unknown>[]).map((column) =>
      readColumn(column, of, facts),
    )
    const each = readNumber(parameters.cap_each)
    const cap = readNumber(parameters.cap)
    const capped = (value: Rational, points: Rational): Rational =>
      within(cap ? min(cap, points) : points, value)
    const blanks = blankCells(
      [
        `row.${field.id}`,
        ...(columnsOf(parameters) as Record<string, unknown>[]).map((column) => sourceOf(column, of, facts)),
      ],
      facts.fieldsOf(of),
    )
    const cells = (reading: Reading): Cells => countCells(reading, of, field, columns, each, blanks)
    const range = (value: Rational, { low, high }: Cells) => ({
      low: capped(value, low),
      high: high === null ? capped(value, value) : capped(value, high),
    })
    return {
      facts: [of],
      least: zero,
      evaluate: (value, reading) => ({ ...range(value, cells(reading)), empty: false }),
      explain(value, reading) {
        const counted = cells(reading)
        const lines = [...counted.rows].map(([name, points]) => `${name}：${intervalText(points)}分`)
        const more = counted.high === null ? '，登记未完' : ''
        const recorded = cells(onRecord(reading))
        const names = field.of ?? [...recorded.rows.keys()]
        const full = sum(columns.map((column) => column.points))
        const whole = each ? min(each, full) : full
        const lacking = names.filter((name) => {
          const points = recorded.rows.get(name)?.low ?? zero
          return points.n * whole.d < whole.n * points.d
        })
        const say = (text: string): SayValue => ({ text, fact: of })
        return {
          calculation: [
            `每个${field.label}：${columns.map(({ label, points }) => `${label}${toDecimal(points)}分`).join('、')}`,
            ...lines,
            `合计${intervalText(range(value, counted))}分${more}`,
          ],
          brief: `${counted.rows.size}个${field.label}有登记，得${intervalText(range(value, counted))}分${more}`,
          names: { names: lacking.map(say), count: say(String(lacking.length)) },
          sentence: 'shortcoming',
        }
      },
    }
  },
}

/** A column is met by a flag that is set, by a cell that says what it must, or else by a cell that is filled in. */
function columnSource(column: Record<string, unknown>, field: Field | undefined): string {
  const name = `row.${String(column.field)}`
  if (column.is !== undefined) return `${name} == ${JSON.stringify(String(column.is))}`
  return field?.type === 'flag' ? name : `has(${name})`
}

const sourceOf = (column: Record<string, unknown>, of: string, facts: Facts): string =>
  columnSource(
    column,
    facts.fieldsOf(of).find(({ id }) => id === column.field),
  )

function readColumn(column: Record<string, unknown>, of: string, facts: Facts): Column {
  const field = facts.fieldsOf(of).find(({ id }) => id === column.field)
  return {
    label: `${field?.label}${column.is === undefined ? '' : `“${String(column.is)}”`}`,
    points: readNumber(column.points)!,
    test: rowCondition(sourceOf(column, of, facts), of, facts),
  }
}

function checkColumn(column: unknown, index: number, of: string, facts: Facts): ParameterProblem[] {
  const path = ['columns', index]
  if (!isRecord(column)) return [{ path, message: '应当写成 { field: 字段, points: 分 }' }]
  const types = column.is === undefined ? undefined : ['text', 'choice', 'ref']
  const problems = [
    ...unknownKeys(column, ['field', 'is', 'points'], path),
    ...checkField(column.field, [...path, 'field'], of, facts, types),
    ...checkPositive(column, 'points').map((problem) => ({ ...problem, path: [...path, 'points'] })),
  ]
  const field = facts.fieldsOf(of).find(({ id }) => id === column.field)
  if (column.is !== undefined && field?.of && !field.of.includes(String(column.is)))
    problems.push({
      path: [...path, 'is'],
      message: `字段“${field.label}”没有选项“${String(column.is)}”`,
      remedy: `可用：${field.of.join('、')}`,
    })
  return problems
}

/** What one row fills, as it stands or with its blanks filled in. */
interface Told {
  /** null: it does not say what it is about. */
  name: string | null
  sure: Column[]
  can: Column[]
}

/** More ways than these are not gone through: each blank is read by itself then, which is wider. */
const mostWays = 256

/** A row that does not say what it is about may fill cells of any: each way is gone through where the list has an end. */
function countCells(
  reading: Reading,
  of: string,
  field: Field,
  columns: Column[],
  each: Rational | undefined,
  blanks: Blanks,
): Cells {
  const { rows, open } = rowsOf(reading, of)
  const atMost = (points: Rational): Rational => (each ? min(each, points) : points)
  const tell = (row: JudgedRow): Told => {
    const results = columns.map((column) => ({ column, holds: column.test(row.environment) }))
    const held = (wanted: (holds: boolean | null) => boolean): Column[] =>
      results.filter(({ holds }) => wanted(holds)).map(({ column }) => column)
    return {
      name: wordIn({ ...row.row, values: row.environment.row ?? row.row.values }, field.id),
      sure: row.sure ? held((holds) => holds === true) : [],
      can: held((holds) => holds !== false),
    }
  }
  const kept = addUp(rows.map(tell), columns, atMost)
  const filled = rows.map((row) => (blanks(row) ?? [row]).map(tell))
  const count = filled.reduce((ways, one) => ways * one.length, 1)
  const ways =
    count === 1 || count > mostWays
      ? [kept]
      : filled
          .reduce<Told[][]>((all, one) => all.flatMap((way) => one.map((told) => [...way, told])), [[]])
          .map((way) => addUp(way, columns, atMost))
  const whole = field.of
    ? mul(rational(field.of.length), atMost(sum(columns.map((column) => column.points))))
    : null
  return {
    rows: kept.rows,
    low: ways.map(({ low }) => low).reduce(min),
    high: open ? whole : ways.map(({ high }) => high).reduce(max),
  }
}

function addUp(
  told: readonly Told[],
  columns: readonly Column[],
  atMost: (points: Rational) => Rational,
): Cells & { high: Rational } {
  const filled = new Map<string, { sure: Set<Column>; can: Set<Column> }>()
  let unnamed = zero
  const worth = (cells: Iterable<Column>): Rational => {
    const met = new Set(cells)
    return atMost(sum(columns.filter((column) => met.has(column)).map(({ points }) => points)))
  }
  for (const { name, sure, can } of told) {
    if (name === null) {
      unnamed = add(unnamed, worth(can))
      continue
    }
    const own = filled.get(name) ?? { sure: new Set(), can: new Set() }
    filled.set(name, own)
    for (const column of sure) own.sure.add(column)
    for (const column of can) own.can.add(column)
  }
  const rows = new Map(
    [...filled].map(([name, own]) => [name, { low: worth(own.sure), high: worth(own.can) }]),
  )
  const points = [...rows.values()]
  return {
    rows,
    low: sum(points.map(({ low }) => low)),
    high: add(sum(points.map(({ high }) => high)), unnamed),
  }
}
