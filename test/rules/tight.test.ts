/**
 * Both ends of an interval are reached (semantics 10 asks that nothing lies outside; here nothing inside is promised that
 * cannot come). Registers are closed, so that a state has finitely many completions: each blank choice, flag, name or
 * reference is filled in every way there is. Ends that no completion reaches stand in a list, with the reason.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assess } from '../../rules/assess.ts'
import type { CompiledPack } from '../../rules/compile.ts'
import type { CellValue, Evidence, RegisterEvidence } from '../../rules/evidence.ts'
import type { Field, Register } from '../../rules/pack.ts'
import { cmp, type Rational, toFraction } from '../../rules/rational.ts'
import type { AssessResult, ItemScore } from '../../rules/result.ts'
import { holidays } from '../../server/packs.ts'
import { clausePacks } from '../support/clause-pack.ts'
import { evidenceOf } from '../support/small-pack.ts'

const packs = clausePacks()

/** Clauses with an end that is not always reached, and why it is left as wide as it is. */
const wide: Record<string, string> = {
  '135-compared-with-last-year.yaml':
    'F2: each branch is asked by itself, so that one of two must hold (lower or the same as 100%) is not seen',
  '92-head-absent-noted.yaml':
    'M3: one blank in two places that share a matter is read in each by itself (semantics 10: one fact in two items)',
}

const options = { asOf: '2026-04-30', today: '2026-11-20', holidays: holidays().table }
const words = ['甲', '乙', '丙']
const fresh = '丁'
const days = ['2025-01-02', '2025-05-20', '2025-06-10', '2025-09-30', '2025-12-31', '2026-02-28']
const mostWays = 81

function cellOf(field: Field): fc.Arbitrary<CellValue> {
  switch (field.type) {
    case 'date':
      return fc.constantFrom(...days)
    case 'integer':
    case 'number':
    case 'amount':
      return fc.constantFrom(0, 1, 2, 60, 88, 90, 100)
    case 'flag':
      return fc.boolean()
    case 'choice':
      return fc.constantFrom(...field.of!)
    case 'set':
      return fc.subarray(field.of!)
    default:
      return fc.constantFrom(...words)
  }
}

/** What a blank can hold; null: more than can be gone through. */
function fillings(field: Field): readonly CellValue[] | null {
  if (field.type === 'flag') return [true, false]
  if (field.type === 'choice') return field.of!
  return field.type === 'text' || field.type === 'ref' ? [...words, fresh] : null
}

/** After closing a blank still says nothing: what it is stays open. A document's number that is asked for is there or not. */
const canBeBlank = (register: Register, field: Field): boolean =>
  !field.required &&
  field.id !== 'file' &&
  (field.blankWhenClosed ?? 'unknown') === 'unknown' &&
  !register.key.includes(field.id) &&
  fillings(field) !== null

const kept = (register: Register): fc.Arbitrary<RegisterEvidence> => {
  const row = fc.record(
    Object.fromEntries(
      register.fields.map((field): [string, fc.Arbitrary<CellValue>] => [
        field.id,
        canBeBlank(register, field) ? fc.option(cellOf(field), { freq: 2 }) : cellOf(field),
      ]),
    ),
  )
  return fc.array(row, { maxLength: register.oneRow ? 1 : 3 }).map((list) => {
    const keyOf = (values: Record<string, CellValue>) => JSON.stringify(register.key.map((id) => values[id]))
    const rows = list
      .filter((values, at) => list.findIndex((other) => keyOf(other) === keyOf(values)) === at)
      .map((values, at) => ({ id: `${register.id}#${at}`, values }))
    return rows.length > 0 ? { state: 'closed', rows } : { state: 'none', rows }
  })
}

const states = (pack: CompiledPack): fc.Arbitrary<Evidence> =>
  fc
    .record(Object.fromEntries(pack.table.registers.map((register) => [register.id, kept(register)])))
    .map((registers) => evidenceOf(registers))

/** Every way the blanks can be filled; null: too many. */
function completionsOf({ table }: CompiledPack, evidence: Evidence): Evidence[] | null {
  let ways: Evidence[] = [evidence]
  for (const register of table.registers) {
    for (const [at, row] of evidence.registers[register.id]!.rows.entries()) {
      for (const field of register.fields) {
        if (row.values[field.id] !== null || !canBeBlank(register, field)) continue
        ways = ways.flatMap((way) =>
          fillings(field)!.map((value) => {
            const own = way.registers[register.id]!
            const rows = own.rows.map((one, place) =>
              place === at ? { ...one, values: { ...one.values, [field.id]: value } } : one,
            )
            return { ...way, registers: { ...way.registers, [register.id]: { ...own, rows } } }
          }),
        )
        if (ways.length > mostWays) return null
      }
    }
  }
  return ways
}

const scoresIn = (result: AssessResult): ItemScore[] => [
  ...result.items,
  ...result.pools.flatMap(({ lines }) => lines),
]

/** Ends of items that no completion reaches. */
function unreached(pack: CompiledPack, evidence: Evidence): string[] {
  const completions = completionsOf(pack, evidence)
  if (!completions) return []
  const results = completions.map((one) => scoresIn(assess(pack, one, options)))
  return scoresIn(assess(pack, evidence, options)).flatMap((score, at) => {
    // What may not apply stands as anything up to its value (semantics 13).
    if (score.mayBeEmpty || score.outcome === 'not_applicable') return []
    const reached = results.map((scores) => scores[at]!)
    const lowest = reached.reduce((least, { low }) => (cmp(low, least) < 0 ? low : least), reached[0]!.low)
    const highest = reached.reduce((most, { high }) => (cmp(high, most) > 0 ? high : most), reached[0]!.high)
    const told = (end: string, own: Rational, found: Rational): string[] =>
      cmp(own, found) === 0
        ? []
        : [
            `${score.item.table.id} ${end} ${toFraction(own)}, reached ${toFraction(found)}: ${JSON.stringify(evidence.registers)}`,
          ]
    return [...told('low', score.low, lowest), ...told('high', score.high, highest)]
  })
}

describe('the ends of an interval', () => {
  const runs = { numRuns: 60, seed: 20_261_124 }

  it.each(packs.filter(([name]) => !Object.hasOwn(wide, name)))('of %s are reached', (_name, pack) => {
    expect(fc.sample(states(pack), runs).flatMap((evidence) => unreached(pack, evidence))).toEqual([])
  })

  it.each(packs.filter(([name]) => Object.hasOwn(wide, name)))(
    'of %s are still wider than they need be',
    (_name, pack) => {
      expect(fc.sample(states(pack), runs).flatMap((evidence) => unreached(pack, evidence))).not.toEqual([])
    },
  )
})
