/**
 * What an interval promises, held over generated evidence and generated completions of it: every
 * completion lies inside, and knowing more never widens.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AssessResult, assess } from '../../rules/assess.ts'
import type { CellValue, Evidence, RegisterEvidence, Row } from '../../rules/evidence.ts'
import { cmp, toFraction } from '../../rules/rational.ts'
import { evidenceOf, noHolidays, smallPack } from './small-pack.ts'

const pack = smallPack()
const score = (evidence: Evidence): AssessResult =>
  assess(pack, evidence, { asOf: '2026-04-30', today: '2026-11-20', holidays: noHolidays })

const day = fc.constantFrom(
  '2024-12-01',
  '2025-02-01',
  '2025-06-09',
  '2025-06-10',
  '2025-06-11',
  '2025-12-31',
)
const dayInYear = fc.constantFrom('2025-02-01', '2025-06-10', '2025-12-31')
const blank = null
const flag = fc.constantFrom(true, false)
const village = fc.constantFrom('东村', '西村', '南村')

/** For each register: its cells, complete, and which of them may be left blank. */
const rows: Record<
  string,
  { cells: Record<string, fc.Arbitrary<CellValue>>; blankable: string[]; most: number }
> = {
  decisions: {
    cells: { title: fc.constantFrom('甲', '乙', '丙'), major: flag, review_on: day, meeting_on: dayInYear },
    blankable: ['major', 'review_on'],
    most: 3,
  },
  advisers: { cells: { village, from: day, to: day }, blankable: [], most: 3 },
  sessions: {
    cells: { held_on: day, due: fc.constant(10), present: fc.integer({ min: 0, max: 10 }) },
    blankable: ['present'],
    most: 3,
  },
  report: {
    cells: { submitted_on: fc.constantFrom('2026-02-28', '2026-03-01', '2026-03-02') },
    blankable: ['submitted_on'],
    most: 1,
  },
  persons: {
    cells: { code: fc.constantFrom('1', '2', '3', '4'), village, active: flag },
    blankable: ['active'],
    most: 4,
  },
  exams: {
    cells: {
      title: fc.constantFrom('甲', '乙'),
      due: fc.integer({ min: 0, max: 4 }),
      joined: fc.integer({ min: 0, max: 4 }),
    },
    blankable: ['due', 'joined'],
    most: 2,
  },
  hearings: {
    cells: { code: fc.constantFrom('1', '2'), held_on: dayInYear, present: flag },
    blankable: ['present'],
    most: 2,
  },
}

const state = fc.constantFrom('absent', 'open', 'closed', 'none')

const rowOf = (register: string, complete: boolean): fc.Arbitrary<Record<string, CellValue>> => {
  const { cells, blankable } = rows[register]!
  const entries = Object.entries(cells).map(([name, cell]): [string, fc.Arbitrary<CellValue>] => [
    name,
    !complete && blankable.includes(name) ? fc.oneof(cell, fc.constant(blank)) : cell,
  ])
  return fc.record(Object.fromEntries(entries))
}

const numbered = (register: string, values: Record<string, CellValue>[]): Row[] =>
  values.map((cells, index) => ({ id: `${register}#${index}`, values: cells }))

const registerOf = (register: string): fc.Arbitrary<RegisterEvidence | undefined> =>
  fc
    .tuple(state, fc.array(rowOf(register, false), { maxLength: rows[register]!.most }))
    .map(([kind, values]) => {
      if (kind === 'absent') return undefined
      if (kind === 'none') return { state: 'none' as const, rows: [] }
      if (kind === 'closed' && values.length === 0) return { state: 'open' as const, rows: [] }
      return { state: kind as 'open' | 'closed', rows: numbered(register, values) }
    })

const villagesOf = fc.constantFrom<RegisterEvidence | undefined>(
  undefined,
  { state: 'open', rows: numbered('villages', [{ name: '东村', kind: '村' }]) },
  {
    state: 'closed',
    rows: numbered('villages', [
      { name: '东村', kind: '村' },
      { name: '西村', kind: '村' },
      { name: '南村', kind: '社区' },
    ]),
  },
)

const evidence = fc
  .record({
    villages: villagesOf,
    ...Object.fromEntries(Object.keys(rows).map((id) => [id, registerOf(id)])),
  })
  .map((registers) =>
    evidenceOf(
      Object.fromEntries(
        Object.entries(registers).filter(
          (entry): entry is [string, RegisterEvidence] => entry[1] !== undefined,
        ),
      ),
    ),
  )

const allVillages: RegisterEvidence = {
  state: 'closed',
  rows: numbered('villages', [
    { name: '东村', kind: '村' },
    { name: '西村', kind: '村' },
    { name: '南村', kind: '社区' },
  ]),
}

/** One way everything open can turn out: blanks filled, rows added, registers closed. */
function completion(of: Evidence): fc.Arbitrary<Evidence> {
  const registers = Object.keys(rows).map((id) => completeRegister(id, of.registers[id]))
  return fc.tuple(...registers).map((completed) => ({
    ...of,
    registers: {
      villages: of.registers.villages?.state === 'closed' ? of.registers.villages : allVillages,
      ...Object.fromEntries(Object.keys(rows).map((id, index) => [id, completed[index]!])),
    },
  }))
}

function completeRegister(id: string, given: RegisterEvidence | undefined): fc.Arbitrary<RegisterEvidence> {
  if (given && given.state !== 'open') return fc.constant(given)
  const old = given?.rows ?? []
  const room = rows[id]!.most - old.length
  const filled = old.map((row) => fillBlanks(id, row))
  const added = fc.array(rowOf(id, true), { maxLength: Math.max(room, 0) })
  return fc.tuple(fc.tuple(...filled), added).map(([kept, more]) => {
    const all = [...kept, ...more]
    return all.length === 0
      ? { state: 'none' as const, rows: [] }
      : { state: 'closed' as const, rows: numbered(id, all) }
  })
}

function fillBlanks(id: string, row: Row): fc.Arbitrary<Record<string, CellValue>> {
  const entries = Object.entries(row.values).map(([name, value]): [string, fc.Arbitrary<CellValue>] => [
    name,
    // Left blank when the register is closed, or filled in: both are ways it can turn out.
    value === null ? fc.oneof(fc.constant(blank), rows[id]!.cells[name]!) : fc.constant(value),
  ])
  return fc.record(Object.fromEntries(entries))
}

/** Half of what is open is settled: a state whose completions are a part of the first one's. */
function narrowing(of: Evidence): fc.Arbitrary<Evidence> {
  return fc
    .tuple(completion(of), fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }))
    .map(([complete, which]) => ({
      ...of,
      registers: Object.fromEntries(
        Object.keys(complete.registers)
          .map((id, index): [string, RegisterEvidence | undefined] => [
            id,
            which[index] ? complete.registers[id] : of.registers[id],
          ])
          .filter((entry): entry is [string, RegisterEvidence] => entry[1] !== undefined),
      ),
    }))
}

function expectInside(inner: AssessResult, outer: AssessResult): void {
  outer.items.forEach((wide, index) => {
    const narrow = inner.items[index]!
    if (narrow.outcome === 'not_applicable') return
    // What surely does not apply cannot come to apply.
    expect(wide.outcome, wide.item.table.id).not.toBe('not_applicable')
    const told = `${wide.item.table.id} [${toFraction(narrow.low)}, ${toFraction(narrow.high)}] in [${toFraction(wide.low)}, ${toFraction(wide.high)}]`
    expect(cmp(wide.low, narrow.low) <= 0 && cmp(narrow.high, wide.high) <= 0, told).toBe(true)
  })
  const told = `total [${toFraction(inner.scaled!.exact.low)}, ${toFraction(inner.scaled!.exact.high)}]`
  expect(cmp(outer.scaled!.exact.low, inner.scaled!.exact.low) <= 0, told).toBe(true)
  expect(cmp(inner.scaled!.exact.high, outer.scaled!.exact.high) <= 0, told).toBe(true)
}

/** Checks all of it, each property so many times. */
export function expectIntervalsToHold(runs: number): void {
  describe('an interval', () => {
    it('contains the result of every completion of the evidence', () => {
      const pair = evidence.chain((of) => fc.tuple(fc.constant(of), completion(of)))
      fc.assert(
        fc.property(pair, ([of, complete]) => expectInside(score(complete), score(of))),
        { numRuns: runs },
      )
    })

    it('never widens when more is known', () => {
      const pair = evidence.chain((of) => fc.tuple(fc.constant(of), narrowing(of)))
      fc.assert(
        fc.property(pair, ([of, narrower]) => expectInside(score(narrower), score(of))),
        { numRuns: runs },
      )
    })

    it('lies between nothing and the value, on record too', () => {
      fc.assert(
        fc.property(evidence, (of) => {
          for (const item of score(of).items) {
            expect(item.low.n >= 0n && cmp(item.low, item.high) <= 0 && cmp(item.high, item.value) <= 0).toBe(
              true,
            )
            expect(cmp(item.onRecord.low, item.onRecord.high) <= 0).toBe(true)
          }
        }),
        { numRuns: runs },
      )
    })
  })
}
