/** What is known of facts as the cells of a formula: the value where it is known, both ends where only they are. */
import type { Fact } from '../fact.ts'
import type { Reading } from '../functions/function.ts'
import { type Measure, readMeasure } from '../functions/measures.ts'
import { dawn, never } from '../knowledge.ts'
import { cmp, isZero, type Rational, toFraction } from '../rational.ts'
import { type Cell, cell, type Expression, minus, number, over, worthOf } from './expression.ts'

/** Points at both ends of what is known; null at an end no formula can carry. */
export interface Ends {
  low: Expression | null
  high: Expression | null
}

export const both = (expression: Expression): Ends => ({ low: expression, high: expression })

const titled = (fact: Fact, what: string): string =>
  what ? `${fact.compiled.title}（${what}）` : fact.compiled.title

/** A cell of a number that a fact gives. */
export function numberCell(fact: Fact, value: Rational, what = '', rate = false): Cell {
  return {
    key: `${fact.compiled.id} ${what} ${toFraction(value)}`,
    fact: fact.compiled.id,
    title: titled(fact, what),
    unit: rate ? '' : fact.compiled.unit,
    content: { kind: rate ? 'rate' : 'number', value },
  }
}

/** A cell of what rows come to, or of a condition: derived, so its title says from what. */
export const derived = (title: string, unit: string, content: Cell['content']): Cell => ({
  key: `${title} ${content.value === null ? '' : typeof content.value === 'object' ? toFraction(content.value) : content.value}`,
  fact: null,
  title,
  unit,
  content,
})

/** The day a fact gives, an end each; null at an end nothing bounds. */
export function dayCells(reading: Reading, id: string): { low: Cell | null; high: Cell } | null {
  const known = reading.known(id)
  if (known.kind !== 'date') return null
  const fact = reading.fact(id)
  const at = (day: string, what: string): Cell => ({
    key: `${id} ${what} ${day}`,
    fact: id,
    title: titled(fact, what),
    unit: '',
    content: { kind: 'day', value: day === never ? null : day },
  })
  const exact = known.low === known.high
  return {
    low: known.low === dawn ? null : at(known.low, exact ? '' : '最早'),
    high: at(known.high, exact ? '' : '最晚'),
  }
}

/** The number a fact gives, an end each; null where there is no end. */
export function numberEnds(
  reading: Reading,
  id: string,
): { low: Expression; high: Expression | null } | null {
  const known = reading.known(id)
  if (known.kind !== 'number') return null
  return rangeCells(reading.fact(id), known)
}

function rangeCells(
  fact: Fact,
  { low, high }: { low: Rational; high: Rational | null },
  what = '',
  rate = false,
): { low: Expression; high: Expression | null } {
  const exact = high !== null && cmp(low, high) === 0
  const named = (end: string): string => (exact ? what : [what, end].filter(Boolean).join('，'))
  return {
    low: cell(numberCell(fact, low, named('至少'), rate)),
    high: high === null ? null : cell(numberCell(fact, high, named('至多'), rate)),
  }
}

/** A measure of a fact, an end each: of a share that is counted, the arithmetic over its part and its whole. */
export function measureEnds(
  measure: Measure,
  reading: Reading,
): { low: Expression; high: Expression | null } | null {
  const known = reading.known(measure.id)
  const fact = reading.fact(measure.id)
  if (known.kind === 'number') {
    const { low, high } = readMeasure(measure, known)
    return rangeCells(fact, { low, high }, '', measure.percent)
  }
  if (known.kind !== 'share' || known.empty) return null
  const { part, whole } = known
  const counted =
    part.high !== null &&
    whole.high !== null &&
    cmp(part.low, part.high) === 0 &&
    cmp(whole.low, whole.high) === 0 &&
    !isZero(whole.low)
  const measured = readMeasure(measure, known)
  if (counted && fact.compiled.over !== undefined) {
    const of = cell(numberCell(fact, part.low))
    const all = cell(numberCell(reading.fact(fact.compiled.over), whole.low))
    const exact = measure.take === 'part' ? of : measure.take === 'missing' ? minus(all, of) : over(of, all)
    const value = worthOf(exact)
    if (value && cmp(value, measured.low) === 0) return { low: exact, high: exact }
  }
  const what = { part: '', rate: '占比', missing: '缺', number: '' }[measure.take]
  return rangeCells(fact, measured, what, measure.take === 'rate')
}

/** A function of one measure at both ends of it: the lower points and the higher ones. */
export function overEnds(
  measured: { low: Expression; high: Expression | null },
  points: (measure: Expression) => Expression,
  beyond: Rational | null = null,
): Ends {
  const at = points(measured.low)
  const end = measured.high === null ? (beyond === null ? null : number(beyond)) : points(measured.high)
  const first = worthOf(at)
  const second = end && worthOf(end)
  if (!first || !end || !second) return { low: at, high: end }
  return cmp(first, second) <= 0 ? { low: at, high: end } : { low: end, high: at }
}
