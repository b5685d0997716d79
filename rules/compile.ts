/** PackTable → functions: conditions, scores and labels compiled once, so that assessing only runs closures. */
import { type Condition, compileCondition } from './conditions.ts'
import { chineseDate } from './dates.ts'
import type { Row } from './evidence.ts'
import {
  type CompiledScore,
  compileScore,
  declaredFacts,
  type Facts,
  type Reading,
} from './functions/index.ts'
import { factCondition } from './functions/rows.ts'
import type {
  FactDeclaration,
  FactKind,
  Field,
  Item,
  ItemVersion,
  PackTable,
  Pool,
  Register,
  Veto,
} from './pack.ts'
import { type Rational, rational } from './rational.ts'

export interface CompiledRegister {
  id: string
  table: Register
  fields: Map<string, Field>
  /** How a gap names a row: its naming field, else its key. */
  label(row: Row): string
  /** The field that points into another register. */
  refTo(register: string): string | undefined
}

export interface CompiledFact {
  id: string
  title: string
  kind: FactKind
  unit: string
  register: CompiledRegister
  where: Condition | undefined
  over: string | undefined
  each: string | undefined
  atLeast: number | undefined
  distinct: string | undefined
  field: string | undefined
  overField: string | undefined
  pick: 'earliest' | 'latest' | undefined
}

export interface CompiledVersion {
  table: ItemVersion
  score: CompiledScore
}

export interface CompiledItem {
  table: Item
  /** Number in the printed table: 6.3 is the third item of the sixth dimension. */
  number: string
  value: Rational
  versions: CompiledVersion[]
  /** Register and date field of the rows a version is chosen by; null: by the end of the period. */
  by: { register: string; field: string } | null
  /** The condition over facts that its red line waits for; null: none, or the line looks at what falls short. */
  redLine: ((reading: Reading) => boolean | null) | null
}

export interface CompiledPack {
  table: PackTable
  registers: Map<string, CompiledRegister>
  facts: Map<string, CompiledFact>
  /** Items of the base, dimension by dimension. */
  items: CompiledItem[]
  pools: CompiledPool[]
  vetoes: CompiledVeto[]
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
  const compiled = numbered(table).map(([item, number]) => compileItem(item, number, declarations))
  const inPool = (id: string) => compiled.filter((item) => item.table.dimension === id)
  const pools = table.pools.map((pool) => ({ table: pool, items: inPool(pool.id) }))
  const scope = { kind: 'facts' as const, facts: [...declarations.values()] }
  return {
    table,
    registers,
    facts,
    items: compiled.filter((item) => !pools.some((pool) => pool.items.includes(item))),
    pools,
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

function compileRegister(table: Register): CompiledRegister {
  const fields = new Map(table.fields.map((field) => [field.id, field]))
  const naming = table.fields.filter((field) => field.namesRow).map((field) => field.id)
  const labelled = naming.length > 0 ? naming : table.key
  const references = new Map(table.fields.filter((field) => field.to).map((field) => [field.to!, field.id]))
  return {
    id: table.id,
    table,
    fields,
    label: (row) => {
      const text = labelled.map((id) => cellText(row.values[id])).filter(Boolean)
      return text.join('·') || row.id
    },
    refTo: (register) => references.get(register),
  }
}

const cellText = (value: unknown): string =>
  typeof value === 'string' ? chineseDate(value) : value === null || value === undefined ? '' : String(value)

function compileFact(fact: FactDeclaration, register: CompiledRegister, facts: Facts): CompiledFact {
  return {
    id: fact.id,
    title: fact.title,
    kind: fact.kind,
    // A share counts in the unit of its whole.
    unit: fact.unit ?? facts.get(fact.over ?? '')?.unit ?? '',
    register,
    where: fact.where
      ? compileCondition(fact.where, { kind: 'row', fields: register.table.fields })
      : undefined,
    over: fact.over,
    each: fact.each,
    atLeast: fact.atLeast,
    distinct: fact.distinct,
    field: fact.field,
    overField: fact.overField,
    pick: fact.pick,
  }
}

/** What a red line may look at without a condition of its own: anything that falls short, or a deed not done at all. */
export const plainRedLines: readonly string[] = ['any_short', 'none']

function compileItem(item: Item, number: string, facts: Facts): CompiledItem {
  const [register, field] = item.by.split('.')
  const value = rational(item.value)
  const score = (version: ItemVersion): CompiledScore =>
    compileScore(version.score, facts, { value, part: false })
  return {
    table: item,
    number,
    value,
    versions: item.versions.map((version) => ({ table: version, score: score(version) })),
    by: item.by === 'period_end' || !field ? null : { register: register!, field },
    redLine:
      item.redLine && !plainRedLines.includes(item.redLine.when)
        ? factCondition(item.redLine.when, facts)
        : null,
  }
}
