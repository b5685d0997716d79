/** PackTable → functions: conditions, scores and labels compiled once, so that assessing only runs closures. */
import {
  type CompiledFact,
  type CompiledFacts,
  type CompiledRegister,
  compileFact,
  compileRegister,
} from './compiled-facts.ts'
import { type Condition, compileCondition } from './conditions.ts'
import { factScope } from './functions/function.ts'
import {
  type CompiledScore,
  compileScore,
  declaredFacts,
  type Facts,
  type Reading,
} from './functions/index.ts'
import type { WideFloor } from './functions/parameters.ts'
import { factCondition } from './functions/rows.ts'
import { readSources, type Source } from './functions/sources.ts'
import { holderOf, wideFloorsOf } from './holders.ts'
import { type Spares, withMatters } from './matters.ts'
import type { Item, ItemVersion, PackTable, Pool, ScoreDeclaration, Veto } from './pack.ts'
import { periodFrom } from './period.ts'
import type { Rational } from './rational.ts'
import { type RowDates, rowDatesOf, spliceVersions } from './row-versions.ts'

export interface CompiledVersion {
  table: ItemVersion
  score: CompiledScore
  /** What it was compiled from: the versions before it laid in by the date of each row. */
  scored: ScoreDeclaration
  /** Facts whose rows are chosen by the version in force on the day of each. */
  facts: ReadonlyMap<string, CompiledFact>
  /** What other items bear of it (M3); absent where none can. */
  spares?: Spares
}

export interface CompiledItem {
  table: Item
  /** Number in the printed table: 6.3 is the third item of the sixth dimension. */
  number: string
  value: Rational
  versions: CompiledVersion[]
  /** Where its deductions stop beyond itself (M1). */
  floors: ReadonlySet<WideFloor>
  /** Registers and date fields of the rows a version is chosen by; none: by the end of the period. */
  by: readonly RowDates[]
  /** The condition over facts that its red line waits for; null: none, or the line looks at what falls short. */
  redLine: ((reading: Reading) => boolean | null) | null
  /** MM-DD on which the period begins. */
  periodFrom: string
}

export interface CompiledPack extends CompiledFacts {
  table: PackTable
  /** Items of the base, dimension by dimension. */
  items: CompiledItem[]
  pools: CompiledPool[]
  vetoes: CompiledVeto[]
  /** What the total is made of; null: the table's own score. */
  composite: Source[] | null
}

export interface CompiledPool {
  table: Pool
  items: CompiledItem[]
}

export interface CompiledVeto {
  table: Veto
  when: Condition
}

/** Compiles a checked table; throws only where `loadPack` would have reported a problem. */
export function compilePack(table: PackTable): CompiledPack {
  const registers = new Map(table.registers.map((register) => [register.id, compileRegister(register)]))
  const declarations = declaredFacts(table.registers)
  const facts = new Map(
    [...declarations.values()].map((fact) => [
      fact.id,
      compileFact(fact, registers.get(fact.register)!, declarations),
    ]),
  )
  const plain = numbered(table).map(([item, number]) =>
    compileItem(table, item, number, declarations, registers),
  )
  const compiled = withMatters(table, plain, { registers, facts }, declarations)
  const inPool = (id: string) => compiled.filter((item) => item.table.dimension === id)
  const pools = table.pools.map((pool) => ({ table: pool, items: inPool(pool.id) }))
  const scope = factScope(declarations)
  return {
    table,
    periodFrom: periodFrom(table),
    registers,
    facts,
    items: compiled.filter((item) => !pools.some((pool) => pool.items.includes(item))),
    pools,
    composite: table.composite ? readSources(table.composite) : null,
    vetoes: table.vetoes.map((veto) => ({ table: veto, when: compileCondition(veto.when, scope) })),
  }
}

/** Items that are on, each with its number in the printed table. */
function numbered(table: PackTable): [Item, string][] {
  const places = new Map([...table.dimensions, ...table.pools].map(({ id }, index) => [id, index + 1]))
  const counts = new Map<string, number>()
  return table.items
    .filter((item) => item.on)
    .map((item) => {
      const count = (counts.get(item.dimension) ?? 0) + 1
      counts.set(item.dimension, count)
      return [item, `${places.get(item.dimension)}.${count}`]
    })
}

/** What a red line may look at without a condition of its own: anything that falls short, or a deed not done at all. */
export const plainRedLines: readonly string[] = ['any_short', 'none']

function compileItem(
  table: PackTable,
  item: Item,
  number: string,
  facts: Facts,
  registers: ReadonlyMap<string, CompiledRegister>,
): CompiledItem {
  const holder = holderOf(table, item)
  const tables = new Map(table.registers.map((register) => [register.id, register]))
  const version = (declared: ItemVersion, index: number): CompiledVersion => {
    const spliced = spliceVersions(item, item.versions.slice(0, index + 1), tables, facts, periodFrom(table))
    const own = spliced.facts.map((fact) => compileFact(fact, registers.get(fact.register)!, facts))
    return {
      table: declared,
      score: compileScore(spliced.score, facts, holder),
      scored: spliced.score,
      facts: new Map(own.map((fact) => [fact.id, fact])),
    }
  }
  return {
    table: item,
    number,
    value: holder.value,
    floors: wideFloorsOf(item),
    versions: item.versions.map(version),
    by: rowDatesOf(item),
    redLine:
      item.redLine && !plainRedLines.includes(item.redLine.when)
        ? factCondition(item.redLine.when, facts)
        : null,
    periodFrom: periodFrom(table),
  }
}
