/**
 * Whether two items take points for the same rows (M3): sample rows of their register are tried on both, and
 * where every row that one punishes is punished by the other as well, it is one matter told twice.
 */
import { factCompiler } from './compiled-facts.ts'
import type { Environment } from './conditions.ts'
import type { CellValue } from './evidence.ts'
import type { Facts } from './functions/index.ts'
import { anyNumber } from './knowledge.ts'
import { type Place, placesOf } from './matter-places.ts'
import type { Field, PackTable, Register } from './pack.ts'
import type { Leaf } from './scores.ts'

/** Where rows of one register cost points, and the fields that decide it. */
export interface Punished {
  register: Register
  place: Place
  fields: Field[]
}

/** The rows a function punishes one by one; null: it does not look at single rows. */
export function punishedRows(
  { name, params, value }: Leaf,
  table: PackTable,
  facts: Facts,
  minus: boolean,
): Punished | null {
  const compiled = factCompiler(table.registers, facts)
  const found = placesOf({ [name]: params }, { value, facts, compiled, minus })
  if (typeof found === 'string') return null
  const place = [...found.values()][0]!
  const register = table.registers.find(({ id }) => id === place.register)!
  const fact = facts.get(place.fact)!
  const said = JSON.stringify([params, fact.where, facts.get(fact.over ?? '')?.where])
  const fields = register.fields.filter(({ id }) =>
    new RegExp(`(?<![\\w.])(?:row\\.)?${id}(?!\\w)`).test(said),
  )
  return { register, place, fields }
}

/** One of the two punishes nothing that the other does not punish too. */
export function isSamePunishment(a: Punished, b: Punished): boolean {
  if (a.register !== b.register) return false
  const fields = [...new Set([...a.fields, ...b.fields])]
  let both = false
  let onlyA = false
  let onlyB = false
  for (const row of sampleRows(fields)) {
    const environment: Environment = { ...period, row }
    const [inA, inB] = [a, b].map(({ place }) => place.cost(environment, () => anything).costs === true)
    both ||= inA === true && inB === true
    onlyA ||= inA === true && inB === false
    onlyB ||= inB === true && inA === false
    if (onlyA && onlyB) return false
  }
  return both
}

/** Rows of one register speak of rows of the other: what happened there is punished here again. */
export const refersTo = (a: Punished, b: Punished): boolean =>
  b.register.yearBy !== undefined && a.register.fields.some(({ to }) => to === b.register.id)

const anything = { kind: 'number', ...anyNumber } as const

const period: Environment = {
  periodStart: '2025-01-01',
  periodEnd: '2025-12-31',
  year: 2025,
  // Whether a day is a holiday decides no overlap.
  holidays: {
    years: Object.fromEntries(['2024', '2025', '2026'].map((year) => [year, { off: [], work: [] }])),
  },
  closed: true,
}

/** So many rows are tried; of more combinations every so many-th. */
const mostRows = 3000
/** A stride that has no divisor in common with small numbers of choices. */
const stride = 7919

const days = ['2024-06-03', '2025-01-10', '2025-02-03', '2025-03-20', '2025-11-20', '2026-03-10']

function valuesOf(field: Field): CellValue[] {
  switch (field.type) {
    case 'flag':
      return [true, false]
    case 'choice':
      return field.of ?? []
    case 'set':
      return [[], field.of ?? []]
    case 'date':
      return days
    case 'number':
    case 'integer':
    case 'amount':
      return [0, 1, 1000]
    default:
      return ['甲']
  }
}

function* sampleRows(fields: readonly Field[]): Generator<Record<string, CellValue>> {
  const choices = fields.map((field) => ({ id: field.id, values: valuesOf(field) }))
  const all = choices.reduce((product, { values }) => product * Math.max(1, values.length), 1)
  for (let at = 0; at < Math.min(all, mostRows); at++) {
    let rest = all > mostRows ? (at * stride) % all : at
    const row: Record<string, CellValue> = {}
    for (const { id, values } of choices) {
      row[id] = values[rest % Math.max(1, values.length)] ?? null
      rest = Math.floor(rest / Math.max(1, values.length))
    }
    yield row
  }
}
