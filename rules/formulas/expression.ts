/** Points as an expression over cells: evaluated exactly here, spelled as a formula by whoever writes a spreadsheet. */
import { daysBetween } from '../dates.ts'
import {
  add,
  ceil,
  cmp,
  div,
  floor,
  isZero,
  max,
  min,
  mul,
  type Rational,
  rational,
  sub,
  zero,
} from '../rational.ts'

/** What a formula reads: a number, a rate, a day or a yes, as it stands in a cell of its own. */
export interface Cell {
  /** Cells of the same fact with the same content are one. */
  key: string
  /** Fact it is of; null for what is counted from rows. */
  fact: string | null
  title: string
  unit: string
  content:
    | { kind: 'number' | 'rate'; value: Rational }
    /** null: known not to have been done. */
    | { kind: 'day'; value: string | null }
    /** null: not known. */
    | { kind: 'flag'; value: boolean | null }
}

export type Expression =
  | { op: 'number'; value: Rational }
  | { op: 'day'; value: string }
  | { op: 'cell'; cell: Cell }
  | { op: '+' | '-' | '*' | '/' | 'min' | 'max'; of: readonly Expression[] }
  | { op: 'floor' | 'ceil'; of: readonly [Expression] }
  | { op: 'if'; test: Test; then: Expression; otherwise: Expression }

export type Test =
  | { op: '<' | '<=' | '>' | '>=' | '=' | '<>'; of: readonly [Expression, Expression] }
  | { op: 'and' | 'or'; of: readonly Test[] }
  | { op: 'not'; of: readonly [Test] }
  /** The cell says so much: 是, 否. */
  | { op: 'is'; cell: Cell; value: boolean }
  /** The cell says that it was not done. */
  | { op: 'undone'; cell: Cell }

export const number = (value: Rational): Expression => ({ op: 'number', value })
export const cell = (of: Cell): Expression => ({ op: 'cell', cell: of })
export const plus = (...of: Expression[]): Expression => (of.length === 1 ? of[0]! : { op: '+', of })
export const minus = (a: Expression, b: Expression): Expression => ({ op: '-', of: [a, b] })
export const times = (...of: Expression[]): Expression => ({ op: '*', of })
export const over = (a: Expression, b: Expression): Expression => ({ op: '/', of: [a, b] })
export const least = (...of: Expression[]): Expression => ({ op: 'min', of })
export const most = (...of: Expression[]): Expression => ({ op: 'max', of })
export const when = (test: Test, then: Expression, otherwise: Expression): Expression => ({
  op: 'if',
  test,
  then,
  otherwise,
})

/** Between nothing and a value. */
export const inside = (points: Expression, value: Rational): Expression =>
  most(number(zero), least(number(value), points))

/** A day as spreadsheets count it. */
const serial = (day: string): Rational => rational(daysBetween('1899-12-30', day))

/** The exact value; undefined where a cell holds none or a division has no meaning. */
export function worthOf(expression: Expression): Rational | undefined {
  switch (expression.op) {
    case 'number':
      return expression.value
    case 'day':
      return serial(expression.value)
    case 'cell':
      return cellValue(expression.cell)
    case 'if': {
      const holds = holdsIn(expression.test)
      return holds === undefined ? undefined : worthOf(holds ? expression.then : expression.otherwise)
    }
    default: {
      const values: Rational[] = []
      for (const part of expression.of) {
        const value = worthOf(part)
        if (value === undefined) return undefined
        values.push(value)
      }
      return combine(expression.op, values)
    }
  }
}

function cellValue({ content }: Cell): Rational | undefined {
  if (content.kind === 'day') return content.value === null ? undefined : serial(content.value)
  return content.kind === 'flag' ? undefined : content.value
}

type Operator = Exclude<Expression['op'], 'number' | 'day' | 'cell' | 'if'>

function combine(op: Operator, values: readonly Rational[]): Rational | undefined {
  const [first = zero, second = zero] = values
  switch (op) {
    case '+':
      return values.reduce(add, zero)
    case '-':
      return sub(first, second)
    case '*':
      return values.reduce(mul)
    case '/':
      return isZero(second) ? undefined : div(first, second)
    case 'min':
      return values.reduce(min)
    case 'max':
      return values.reduce(max)
    case 'floor':
      return floor(first)
    case 'ceil':
      return ceil(first)
  }
}

/** Whether a test holds; undefined where it cannot be told. */
export function holdsIn(test: Test): boolean | undefined {
  switch (test.op) {
    case 'is':
      return test.cell.content.kind === 'flag' && test.cell.content.value === test.value
    case 'undone':
      return test.cell.content.kind === 'day' && test.cell.content.value === null
    case 'not': {
      const holds = holdsIn(test.of[0])
      return holds === undefined ? undefined : !holds
    }
    case 'and':
    case 'or': {
      const parts = test.of.map(holdsIn)
      if (parts.some((part) => part === undefined)) return undefined
      return test.op === 'and' ? parts.every(Boolean) : parts.some(Boolean)
    }
    default: {
      const left = worthOf(test.of[0])
      const right = worthOf(test.of[1])
      return left && right && compared(test.op, cmp(left, right))
    }
  }
}

function compared(op: '<' | '<=' | '>' | '>=' | '=' | '<>', order: number): boolean {
  if (op === '<') return order < 0
  if (op === '<=') return order <= 0
  if (op === '>') return order > 0
  if (op === '>=') return order >= 0
  return (order === 0) === (op === '=')
}

/** Every cell an expression reads, each once. */
export function cellsOf(expression: Expression): Cell[] {
  const found = new Map<string, Cell>()
  const see = (part: Expression | Test): void => {
    if ('cell' in part) found.set(part.cell.key, part.cell)
    if ('test' in part) for (const inner of [part.test, part.then, part.otherwise]) see(inner)
    if ('of' in part) for (const inner of part.of) see(inner)
  }
  see(expression)
  return [...found.values()]
}
