/** Registers and facts of a table, compiled: how a row is named, and which rows a fact counts. */
import { both } from './condition-operators.ts'
import { type Condition, compileCondition, type Environment } from './conditions.ts'
import { chineseDate } from './dates.ts'
import type { Row } from './evidence.ts'
import type { ElapsedIn, FactDeclaration, FactKind, Field, Register, RowPick } from './pack.ts'

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
  pick: RowPick | undefined
  /** Days of deeds that decide whether and how a row counts. */
  deeds: string[]
  /** The date fields it is between, and what it is counted in. */
  elapsed: { from: string; to: string; counted: ElapsedIn } | undefined
  /** Rows that another item bears are left out by `where`, or pass it; `possible`: whether there may be any. */
  spared?: { how: 'drop' | 'pass'; possible(environment: Environment): boolean }
}

/** What facts are read by. */
export interface CompiledFacts {
  /** MM-DD on which the period begins. */
  periodFrom: string
  registers: Map<string, CompiledRegister>
  facts: Map<string, CompiledFact>
}

/** Compiles a checked register. */
export function compileRegister(table: Register): CompiledRegister {
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

/** Compiles a checked fact; the others tell its unit. */
export function compileFact(
  fact: FactDeclaration,
  register: CompiledRegister,
  facts: ReadonlyMap<string, FactDeclaration>,
): CompiledFact {
  return {
    id: fact.id,
    title: fact.title,
    kind: fact.kind,
    // A share counts in the unit of its whole.
    unit: fact.unit ?? facts.get(fact.over ?? '')?.unit ?? '',
    register,
    where: rowsOf(fact, register.table),
    over: fact.over,
    each: fact.each,
    atLeast: fact.atLeast,
    distinct: fact.distinct,
    field: fact.field,
    overField: fact.overField,
    pick: fact.pick,
    deeds: deedsOf(fact, register.table),
    elapsed: fact.kind === 'elapsed' ? { from: fact.from!, to: fact.to!, counted: fact.in! } : undefined,
  }
}

/** The rows that count; a yes or no told by a cell is told by the rows where it says yes. */
function rowsOf({ kind, where, field }: FactDeclaration, { fields }: Register): Condition | undefined {
  const scope = { kind: 'row' as const, fields }
  const told = where === undefined ? undefined : compileCondition(where, scope)
  if (kind !== 'flag' || field === undefined) return told
  const yes = compileCondition(`row.${field}`, scope)
  return told ? both(told, yes) : yes
}

const names = /[a-z][a-z0-9_]*/g

function deedsOf({ where, field, from, to }: FactDeclaration, { fields, yearBy }: Register): string[] {
  const read = new Set([yearBy, field, from, to, ...(where?.match(names) ?? [])])
  return fields.filter(({ id, type, ahead }) => type === 'date' && !ahead && read.has(id)).map(({ id }) => id)
}

/** Facts compiled as they are asked for: a check looks at few of a table's. */
export function factCompiler(
  registers: readonly Register[],
  facts: ReadonlyMap<string, FactDeclaration>,
): (id: string) => CompiledFact {
  const kept = new Map<string, CompiledFact>()
  return (id) => {
    const known = kept.get(id)
    if (known) return known
    const fact = facts.get(id)!
    const register = registers.find((one) => one.id === fact.register)!
    const compiled = compileFact(fact, compileRegister(register), facts)
    kept.set(id, compiled)
    return compiled
  }
}
