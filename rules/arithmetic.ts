/** The arithmetic of a worked case, `2 - 3 * 0.1`, computed exactly: + - * / and brackets over decimals. */
import { add, div, isZero, mul, parseRational, type Rational, sub } from './rational.ts'

export type Arithmetic = { value: Rational } | { message: string; at: number }

class Fault extends Error {
  readonly at: number
  constructor(message: string, at: number) {
    super(message)
    this.at = at
  }
}

interface Cursor {
  text: string
  at: number
  depth: number
}

const deepestBrackets = 20

/** Computes an expression, or says what is wrong with it and where. */
export function compute(text: string): Arithmetic {
  const cursor: Cursor = { text, at: 0, depth: 0 }
  try {
    const value = sum(cursor)
    skip(cursor)
    if (cursor.at < text.length) throw new Fault(`看不懂“${text.slice(cursor.at)}”`, cursor.at)
    return { value }
  } catch (error) {
    if (error instanceof Fault) return { message: error.message, at: error.at }
    throw error
  }
}

function skip(cursor: Cursor): void {
  while (cursor.text[cursor.at] === ' ') cursor.at++
}

/** Takes one of these signs if it comes next. */
function take(cursor: Cursor, signs: string): string | undefined {
  skip(cursor)
  const next = cursor.text[cursor.at]
  if (next === undefined || !signs.includes(next)) return undefined
  cursor.at++
  return next
}

function sum(cursor: Cursor): Rational {
  let value = product(cursor)
  for (let sign = take(cursor, '+-'); sign !== undefined; sign = take(cursor, '+-')) {
    const next = product(cursor)
    value = sign === '+' ? add(value, next) : sub(value, next)
  }
  return value
}

function product(cursor: Cursor): Rational {
  let value = factor(cursor)
  for (let sign = take(cursor, '*/×÷'); sign !== undefined; sign = take(cursor, '*/×÷')) {
    const at = cursor.at
    const next = factor(cursor)
    if ('/÷'.includes(sign) && isZero(next)) throw new Fault('除数为零', at)
    value = '/÷'.includes(sign) ? div(value, next) : mul(value, next)
  }
  return value
}

function factor(cursor: Cursor): Rational {
  if (take(cursor, '(')) {
    if (++cursor.depth > deepestBrackets) throw new Fault('括号太多', cursor.at)
    const value = sum(cursor)
    if (!take(cursor, ')')) throw new Fault('括号没有成对', cursor.at)
    cursor.depth--
    return value
  }
  skip(cursor)
  const number = /\d+(\.\d+)?%?/y
  number.lastIndex = cursor.at
  const source = number.exec(cursor.text)?.[0]
  const value = source === undefined ? undefined : parseRational(source)
  if (source === undefined || !value) throw new Fault('此处应当是数', cursor.at)
  cursor.at += source.length
  return value
}
