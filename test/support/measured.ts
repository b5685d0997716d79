/** Scoring functions tried without a pack: a few declared facts, and what is known of them given straight. */
import { expect } from 'vitest'
import type { Reading } from '../../rules/functions/index.ts'
import { compileScore, declaredFacts, scoringFunctions } from '../../rules/functions/index.ts'
import { exactly, type Knowledge, share } from '../../rules/knowledge.ts'
import type { FactDeclaration, FactKind, Field, Register, ScoreDeclaration } from '../../rules/pack.ts'
import { cmp, max, min, type Rational, rational, toFraction } from '../../rules/rational.ts'
import { noHolidays } from './small-pack.ts'

const field = (id: string, type: Field['type'], of?: string[]): Field => ({
  id,
  label: id,
  type,
  required: false,
  namesRow: false,
  blankWhenClosed: 'unknown',
  ...(of ? { of } : {}),
})

const fact = (name: string, kind: FactKind, more: Partial<FactDeclaration> = {}): FactDeclaration => ({
  id: `n.${name}`,
  title: name,
  kind,
  unit: '件',
  register: 'n',
  claims: [],
  ...more,
})

const register: Register = {
  id: 'n',
  title: '示例台账',
  keeper: 'township',
  key: ['code'],
  checks: [],
  fields: [field('code', 'text'), field('kind', 'choice', ['甲', '乙', '丙']), field('on', 'date')],
  facts: [
    fact('count', 'count'),
    fact('other', 'count'),
    fact('kinds', 'count', { distinct: 'kind' }),
    fact('amount', 'amount', { field: 'code' }),
    fact('part', 'share', { over: 'n.count' }),
    fact('more', 'share', { over: 'n.other' }),
    fact('rate', 'rate'),
    fact('rate_before', 'rate'),
    fact('date', 'date', { field: 'on' }),
    fact('dates', 'dates', { field: 'on' }),
    fact('flag', 'flag'),
    fact('good', 'count'),
    fact('fair', 'count'),
    fact('poor', 'count'),
  ],
}

/** The facts there are: n.count, n.amount, n.part of n.count, n.rate, n.date … */
export const facts = declaredFacts([register])

const holder = (value: string, part = false) => ({ value: rational(value), part })

const parts = (score: ScoreDeclaration) => {
  const [name, parameters] = Object.entries(score)[0]!
  return { scoring: scoringFunctions[name]!, parameters }
}

/** What is wrong with a declaration, each with the path of the parameter. */
export function faults(score: ScoreDeclaration, value = '3', part = false): string[] {
  const { scoring, parameters } = parts(score)
  return scoring
    .check(parameters, facts, holder(value, part))
    .map(({ path, message }) => `${path.join('.')}：${message}`)
}

export function outcomes(score: ScoreDeclaration, value = '3'): string[] {
  const { scoring, parameters } = parts(score)
  return scoring.outcomes(parameters, facts, holder(value))
}

export const between = (low: Rational | number, high: Rational | number | null): Knowledge => ({
  kind: 'number',
  low: typeof low === 'number' ? rational(low) : low,
  high: typeof high === 'number' ? rational(high) : high,
})
export const exact = (number: Rational | number): Knowledge => between(number, number)
export const dates = (low: string, high = low): Knowledge => ({ kind: 'date', low, high })
export const partOf = (part: number, whole: number): Knowledge =>
  share(exactly(rational(part)), exactly(rational(whole)), whole === 0)

export type Known = Record<string, Knowledge>

export interface Tried {
  least: Rational
  points(known: Known): { low: Rational; high: Rational; empty: boolean; mayBeEmpty: boolean }
}

/** A checked declaration, compiled: points of what is known. */
export function tried(score: ScoreDeclaration, value = '3', part = false): Tried {
  expect(faults(score, value, part)).toEqual([])
  const compiled = compileScore(score, facts, holder(value, part))
  const points = (known: Known) => {
    const reading: Reading = {
      known(id) {
        const found = known[id]
        if (!found) throw new RangeError(`nothing given of ${id}`)
        return found
      },
      fact(id) {
        throw new RangeError(`points asked for the fact ${id}`)
      },
      environment: { periodStart: '2025-01-01', periodEnd: '2025-12-31', year: 2025, holidays: noHolidays },
    }
    return { mayBeEmpty: false, ...compiled.evaluate(rational(value), reading) }
  }
  return { least: compiled.least, points }
}

/** The points of something wholly known, which can be only one number. */
export function pointsAt({ points, least }: Tried, known: Known): Rational {
  const { low, high } = points(known)
  expect(toFraction(low)).toBe(toFraction(high))
  expect(cmp(least, low)).toBeLessThanOrEqual(0)
  return low
}

export const hundredths = (number: number): Rational => rational(number, 100)

/** Every point of what may be lies in the interval; `tight`: and the interval is no wider than they are. */
export function expectInside(tried: Tried, range: Known, inner: readonly Known[], tight = false): void {
  const { low, high } = tried.points(range)
  const reached = inner.map((known) => pointsAt(tried, known))
  for (const [index, points] of reached.entries()) {
    const told = `${toFraction(points)} of ${shown(inner[index]!)} in [${toFraction(low)}, ${toFraction(high)}] of ${shown(range)}`
    expect(cmp(low, points) <= 0 && cmp(points, high) <= 0, told).toBe(true)
  }
  if (!tight) return
  expect([toFraction(reached.reduce(min)), toFraction(reached.reduce(max))]).toEqual([
    toFraction(low),
    toFraction(high),
  ])
}

const shown = (known: Known): string =>
  JSON.stringify(known, (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value))
