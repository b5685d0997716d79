/**
 * Every function, modifier, pool, gate, veto and treatment in the mix: for each clause pack, evidence is generated from its
 * registers, then completions of that evidence; the interval holds each of them, and knowing more never widens it.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AssessResult, assess } from '../../rules/assess.ts'
import type { CompiledPack } from '../../rules/compile.ts'
import type { CellValue, Evidence, RegisterEvidence, Row } from '../../rules/evidence.ts'
import type { Field, Register } from '../../rules/pack.ts'
import { add, cmp, sub, sum, toFraction } from '../../rules/rational.ts'
import type { BranchScore, NodeScore } from '../../rules/result.ts'
import { split } from '../../rules/totals.ts'
import { gradesOf } from '../../rules/vetoes.ts'
import { holidays } from '../../server/packs.ts'
import { clausePacks } from '../support/clause-pack.ts'
import { evidenceOf } from '../support/small-pack.ts'

const packs = clausePacks()

const options = { asOf: '2026-04-30', today: '2026-11-20', holidays: holidays().table }
const mostRows = 3
const units = ['甲', '乙', '丙']

const days = [
  '2024-12-20',
  '2025-01-02',
  '2025-03-31',
  '2025-06-10',
  '2025-09-30',
  '2025-12-31',
  '2026-02-28',
  '2026-03-02',
]

function cellOf(field: Field): fc.Arbitrary<CellValue> {
  switch (field.type) {
    case 'date':
      return fc.constantFrom(...days)
    case 'integer':
      return fc.integer({ min: 0, max: 6 })
    case 'number':
    case 'amount':
      return fc.constantFrom(0, 1, 2.5, 4, 60, 88, 90, 100)
    case 'flag':
      return fc.boolean()
    case 'choice':
      return fc.constantFrom(...field.of!)
    case 'set':
      return fc.subarray(field.of!)
    default:
      return fc.constantFrom(...units)
  }
}

const rowOf = (register: Register, complete: boolean): fc.Arbitrary<Record<string, CellValue>> =>
  fc.record(
    Object.fromEntries(
      register.fields.map((field) => {
        const cell = cellOf(field)
        return [field.id, complete || field.required ? cell : fc.oneof(cell, fc.constant(null))]
      }),
    ),
  )

/** Rows as a register takes them: one with the key of an earlier row is refused. */
const numbered = (register: Register, list: Record<string, CellValue>[]): Row[] => {
  const keyed =
    register.key.length > 0 && register.fields.every((f) => f.required || !register.key.includes(f.id))
  const keyOf = (values: Record<string, CellValue>) => JSON.stringify(register.key.map((id) => values[id]))
  return list
    .filter((values, index) => !keyed || list.findIndex((other) => keyOf(other) === keyOf(values)) === index)
    .map((values, index) => ({ id: `${register.id}#${index}`, values }))
}

const most = (register: Register): number => (register.oneRow ? 1 : mostRows)

const given = (register: Register): fc.Arbitrary<RegisterEvidence | undefined> =>
  fc
    .tuple(
      fc.constantFrom('absent', 'open', 'closed', 'none'),
      fc.array(rowOf(register, false), { maxLength: most(register) }),
    )
    .map(([state, list]) => {
      if (state === 'absent') return undefined
      if (state === 'none') return { state: 'none' as const, rows: [] }
      const closed = state === 'closed' && list.length > 0
      return { state: closed ? ('closed' as const) : ('open' as const), rows: numbered(register, list) }
    })

function completed(register: Register, before: RegisterEvidence | undefined): fc.Arbitrary<RegisterEvidence> {
  if (before && before.state !== 'open') return fc.constant(before)
  const old = before?.rows ?? []
  const filled = old.map((row) =>
    fc.record(
      Object.fromEntries(
        register.fields.map((field) => {
          const value = row.values[field.id] ?? null
          // A blank may be filled in or left: both are ways it can turn out.
          return [field.id, value === null ? fc.oneof(fc.constant(null), cellOf(field)) : fc.constant(value)]
        }),
      ),
    ),
  )
  const added = fc.array(rowOf(register, true), { maxLength: Math.max(0, most(register) - old.length) })
  return fc.tuple(fc.tuple(...filled), added).map(([kept, more]) => {
    const rows = numbered(register, [...kept, ...more])
    return rows.length > 0 ? { state: 'closed' as const, rows } : { state: 'none' as const, rows }
  })
}

const evidenceFor = (pack: CompiledPack): fc.Arbitrary<Evidence> =>
  fc
    .record(Object.fromEntries(pack.table.registers.map((register) => [register.id, given(register)])))
    .map((registers) =>
      evidenceOf(
        Object.fromEntries(
          Object.entries(registers).filter(
            (entry): entry is [string, RegisterEvidence] => entry[1] !== undefined,
          ),
        ),
      ),
    )

/** All registers decided, or only those the mask names: a state whose completions are a part of the first one's. */
const narrowed = (pack: CompiledPack, of: Evidence): fc.Arbitrary<Evidence> =>
  fc
    .tuple(
      fc.record(
        Object.fromEntries(
          pack.table.registers.map((register) => [
            register.id,
            completed(register, of.registers[register.id]),
          ]),
        ),
      ),
      fc.constantFrom<'all' | 'some'>('all', 'some'),
      fc.infiniteStream(fc.boolean()),
    )
    .map(([registers, which, coins]) => ({
      ...of,
      registers: Object.fromEntries(
        Object.entries(registers).flatMap(([id, decided]): [string, RegisterEvidence][] => {
          const kept = which === 'all' || coins.next().value === true ? decided : of.registers[id]
          return kept ? [[id, kept]] : []
        }),
      ),
    }))

const told = (low: { n: bigint; d: bigint }, high: { n: bigint; d: bigint }): string =>
  `[${toFraction(low)}, ${toFraction(high)}]`

function expectInside(inner: AssessResult, outer: AssessResult): void {
  outer.items.forEach((wide, index) => {
    const narrow = inner.items[index]!
    if (narrow.outcome === 'not_applicable') return
    const words = `${wide.item.table.id} ${told(narrow.low, narrow.high)} in ${told(wide.low, wide.high)}`
    expect(wide.outcome, words).not.toBe('not_applicable')
    expect(cmp(wide.low, narrow.low) <= 0 && cmp(narrow.high, wide.high) <= 0, words).toBe(true)
  })
  outer.dimensions.forEach((wide, index) => {
    const narrow = inner.dimensions[index]!
    const words = `${wide.id} ${told(narrow.low, narrow.high)} in ${told(wide.low, wide.high)}`
    expect(cmp(wide.low, narrow.low) <= 0 && cmp(narrow.high, wide.high) <= 0, words).toBe(true)
  })
  if (!inner.scaled || !outer.scaled) return
  if (inner.grade && outer.grade) {
    const titles = gradesOf(outer.pack.table, outer.evidence.kind).map(({ title }) => title)
    const place = (title: string): number => titles.indexOf(title)
    expect(place(inner.grade.low)).toBeLessThanOrEqual(place(outer.grade.low))
    expect(place(inner.grade.high)).toBeGreaterThanOrEqual(place(outer.grade.high))
  }
  const [narrow, wide] = [inner.scaled.exact, outer.scaled.exact]
  const words = `total ${told(narrow.low, narrow.high)} in ${told(wide.low, wide.high)}`
  expect(cmp(wide.low, narrow.low) <= 0 && cmp(narrow.high, wide.high) <= 0, words).toBe(true)
}

/** secured + open + lost − over is what applies, and a parent is its children and its own lines. */
function expectSums(result: AssessResult): void {
  for (const node of [...result.items, ...result.dimensions, result.raw]) {
    const parts = split(node)
    const whole = sub(add(add(parts.secured, parts.open), parts.lost), parts.over)
    expect(cmp(whole, node.applicable)).toBe(0)
  }
  result.dimensions.forEach(expectBranch)
  expectSum(
    result.raw,
    result.dimensions.map((dimension) => dimension.weighed ?? dimension),
  )
}

function expectBranch(branch: BranchScore): void {
  const below = new Set(branch.nodes.flatMap(({ items }) => items))
  expectSum(branch, [...branch.items.filter((item) => !below.has(item)), ...branch.nodes])
  branch.nodes.forEach(expectBranch)
}

function expectSum(parent: NodeScore, children: NodeScore[]): void {
  for (const end of ['low', 'high'] as const) {
    const lines = [parent.cap, parent.floor].flatMap((line) => (line ? [line[end]] : []))
    expect(cmp(sum([...children.map((child) => child[end]), ...lines]), parent[end])).toBe(0)
  }
}

describe('evidence of every clause', () => {
  it.each(packs)('%s: completions lie inside, knowing more never widens, parts add up', (_name, pack) => {
    const pair = evidenceFor(pack).chain((of) => fc.tuple(fc.constant(of), narrowed(pack, of)))
    fc.assert(
      fc.property(pair, ([of, narrower]) => {
        const outer = assess(pack, of, options)
        expectInside(assess(pack, narrower, options), outer)
        expectSums(outer)
      }),
      // The same cases on every run; other seeds are the long tests' business.
      { numRuns: 120, seed: 20_261_124 },
    )
  })
})
