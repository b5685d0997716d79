/** Clauses whose arithmetic reaches beyond one item, version or day, scored by hand from their words alone. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AssessResult, assess } from '../../rules/assess.ts'
import { daysBetween } from '../../rules/dates.ts'
import type { CellValue, RegisterEvidence } from '../../rules/evidence.ts'
import { toDecimal } from '../../rules/rational.ts'
import { clausePack } from '../support/clause-pack.ts'
import { evidenceOf, noHolidays, register } from '../support/small-pack.ts'

const options = { asOf: '2026-04-30', today: '2026-11-20', holidays: noHolidays }
const settled = (id: string, rows: Parameters<typeof register>[2]): Record<string, RegisterEvidence> => ({
  [id]: register(id, rows.length > 0 ? 'closed' : 'none', rows),
})

function scorer(name: string): (registers: Record<string, RegisterEvidence>) => AssessResult {
  const path = new URL(`clauses/${name}.yaml`, import.meta.url)
  const { pack } = clausePack(name, readFileSync(path, 'utf8'))
  return (registers) => assess(pack!, evidenceOf(registers), options)
}

const pointsOf = ({ items: [item] }: AssessResult): [number, number] => [
  Number(toDecimal(item!.low)),
  Number(toDecimal(item!.high)),
]
const exactly = (points: number): [number, number] => {
  const rounded = Number(points.toFixed(6))
  return [rounded, rounded]
}

const day = fc
  .date({ min: new Date('2025-01-01'), max: new Date('2025-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const coded = <T extends Record<string, CellValue>>(rows: T[]) =>
  rows.map((row, index) => ({ code: String(index), ...row }))

describe('by hand', () => {
  it('replies are held to the limit of the day they were asked for', () => {
    const score = scorer('83-reply-limit-changes')
    const row = fc.record({ received_on: day, replied_on: fc.option(day) })
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (rows) => {
        const given = rows.filter((one) => one.replied_on === null || one.replied_on >= one.received_on)
        const inTime = given.filter(
          ({ received_on, replied_on }) =>
            replied_on !== null &&
            daysBetween(received_on, replied_on) <= (received_on < '2025-07-01' ? 15 : 10),
        )
        const result = score(settled('reviews', coded(given)))
        if (given.length === 0) expect(result.items[0]!.outcome).toBe('not_applicable')
        else expect(pointsOf(result)).toEqual(exactly((2 * inTime.length) / given.length))
      }),
    )
  })

  it('complaints cost what they cost on the day they were taken up', () => {
    const score = scorer('85-heavier-from-july')
    const row = fc.record({ taken_on: day, upheld: fc.boolean(), slight: fc.boolean() })
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), (rows) => {
        const cost = rows.map(({ taken_on, upheld, slight }) =>
          upheld ? (taken_on < '2025-07-01' ? (slight ? 0 : 0.5) : 1) : 0,
        )
        const total = cost.reduce<number>((sum, one) => sum + one, 0)
        expect(pointsOf(score(settled('complaints', coded(rows))))).toEqual(exactly(Math.max(0, 3 - total)))
      }),
    )
  })

  it('deductions of one item eat into the others of its dimension, and no further', () => {
    const score = scorer('76-floor-by-dimension')
    const numbers = fc.record({ bad: fc.nat(6), upheld: fc.nat(3), done: fc.nat(6) })
    fc.assert(
      fc.property(numbers, ({ bad, upheld, done }) => {
        const many = <T extends Record<string, CellValue>>(count: number, row: T) =>
          coded(Array.from({ length: count }, () => row))
        const { scaled, dimensions } = score({
          ...settled('files', many(bad, { fit: false })),
          ...settled('complaints', many(upheld, { upheld: true })),
          ...settled('tasks', many(done, {})),
        })
        const dimension = Math.max(0, 1 - Math.min(bad, 4) + 3 - Math.min(2 * upheld, 4))
        expect(Number(toDecimal(dimensions[0]!.low))).toBe(dimension)
        expect(Number(toDecimal(scaled!.low))).toBeCloseTo((100 * (dimension + done)) / 10, 2)
        expect(scaled!.low).toEqual(scaled!.high)
      }),
    )
  })

  it('each quarter’s return is held to its own day', () => {
    const score = scorer('81-quarterly-statistics')
    const dues = { 一: '2025-04-10', 二: '2025-07-10', 三: '2025-10-10', 四: '2026-01-10' }
    fc.assert(
      fc.property(fc.array(fc.option(day), { minLength: 4, maxLength: 4 }), (sent) => {
        const quarters = Object.entries(dues).map(([quarter, due], at) => ({ quarter, due, on: sent[at]! }))
        const points = quarters.map(({ due, on }) =>
          on === null ? 0 : Math.max(0, 0.5 - 0.1 * Math.max(0, daysBetween(due, on))),
        )
        const rows = quarters.filter(({ on }) => on !== null)
        const result = score(
          settled(
            'statistics',
            rows.map(({ quarter, on }) => ({ quarter, sent_on: on })),
          ),
        )
        expect(pointsOf(result)).toEqual(exactly(points.reduce((sum, one) => sum + one, 0)))
      }),
    )
  })
})
