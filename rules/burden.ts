/** What a table asks a township to enter in a year, by the estimates its registers declare, and on what its points rest. */
import type { CompiledItem, CompiledPack } from './compile.ts'
import { declaredFacts } from './functions/index.ts'
import { type TraceShare, traceShare } from './lint-policy.ts'
import type { ExpectedRows, Register, TownshipKind } from './pack.ts'
import { add, mul, type Rational, rational, zero } from './rational.ts'
import { versionInForce } from './score-item.ts'
import { factsOfVersion, registersOfFacts } from './uses.ts'

/** Times a year. */
export const stretches: Record<string, number> = { year: 1, half_year: 2, quarter: 4, month: 12 }

/** Whether rows expected per this are expected in a part of the year, not per row of a register. */
export const isStretch = (per: string): boolean => Object.hasOwn(stretches, per)

export interface RegisterUse {
  register: Register
  /** Items that read it in that year, in the order of the table. */
  items: CompiledItem[]
  /** Rows a year; null where none are estimated. */
  rows: Rational | null
  /** A roll that goes on from year to year: only what changes is entered. */
  standing: boolean
}

export interface Burden {
  kind: TownshipKind
  year: number
  /** Registers that some item reads, in the order of the table. */
  registers: RegisterUse[]
  /** What the township itself enters anew each year: rows, and the cells in them. */
  entered: { rows: Rational; cells: Rational }
  /** Rows of the rolls it keeps up. */
  kept: Rational
  /** Rows that county units enter. */
  county: Rational
  traces: TraceShare
}

/** Items that score a kind of township in a year, pools included. */
export function itemsInForce(
  { items, pools }: CompiledPack,
  kind: TownshipKind,
  year: number,
): CompiledItem[] {
  return [...items, ...pools.flatMap((pool) => pool.items)].filter(
    (item) => item.table.kinds.includes(kind) && versionInForce(item, year) !== null,
  )
}

/** Which registers a year's items read, and how many rows an ordinary township of a kind enters for them. */
export function burdenOf(pack: CompiledPack, kind: TownshipKind, year: number): Burden {
  const { table } = pack
  const facts = declaredFacts(table.registers)
  const items = itemsInForce(pack, kind, year)
  const read = new Map(
    items.map((item) => [
      item,
      registersOfFacts(factsOfVersion(versionInForce(item, year)!.table, facts), facts),
    ]),
  )
  const registers = table.registers
    .filter((register) => register.kinds?.includes(kind) ?? true)
    .map((register) => ({
      register,
      items: items.filter((item) => read.get(item)!.includes(register.id)),
      rows: register.expected ? rowsOf(register.expected, table.registers, kind) : null,
      standing:
        register.yearBy === undefined && register.oneRow === undefined && register.expected?.anew !== true,
    }))
    .filter((use) => use.items.length > 0)
  const own = registers.filter(({ register }) => register.keeper === 'township')
  const anew = own.filter(({ standing }) => !standing)
  const base = items.filter((item) => pack.items.includes(item)).map((item) => item.table)
  return {
    kind,
    year,
    registers,
    entered: {
      rows: rowsIn(anew),
      cells: anew
        .map(({ register, rows }) => mul(rows ?? zero, rational(register.fields.length)))
        .reduce(add, zero),
    },
    kept: rowsIn(own.filter(({ standing }) => standing)),
    county: rowsIn(registers.filter(({ register }) => register.keeper === 'county')),
    traces: traceShare(base, facts),
  }
}

const rowsIn = (uses: readonly RegisterUse[]): Rational =>
  uses.map(({ rows }) => rows ?? zero).reduce(add, zero)

function rowsOf(
  { rows, per }: ExpectedRows,
  registers: readonly Register[],
  kind: TownshipKind,
): Rational | null {
  const each = rational(rows[kind])
  if (isStretch(per)) return mul(each, rational(stretches[per]!))
  const roll = registers.find(({ id }) => id === per)?.expected
  return roll ? mul(each, rowsOf(roll, registers, kind)!) : null
}
