/** The evidence of one township as its facts read it: each register's rows picked once, each way of reading made once. */
import type { CompiledFact, CompiledFacts, CompiledRegister } from './compiled-facts.ts'
import type { Environment } from './conditions.ts'
import type { Evidence, Row } from './evidence.ts'
import type { Fact, RowWindow } from './fact.ts'
import { keep } from './keep.ts'
import { type RowSet, rowSet } from './row-sets.ts'

export interface RowContext {
  pack: CompiledFacts
  evidence: Evidence
  environment: Environment
  /** Rows of a register in the period, or in a window of it. */
  rows(register: CompiledRegister, window?: RowWindow): RowSet
  /** All rows of a register, of whatever day: the units shares are taken of. */
  units(register: CompiledRegister): RowSet
  /** What conditions on rows are asked in: of a list that is closed or may grow, as it is kept or for the record. */
  reading(closed: boolean, record: boolean): Environment
}

/** How rows are read: as they are kept, or for the record, where lists count as complete. */
export interface RowMode {
  environment: Environment
  get(id: string): { compiled: CompiledFact; known: Fact['known'] }
  record: boolean
}

/** Nothing is picked before it is asked for. */
export function rowContext(pack: CompiledFacts, evidence: Evidence, environment: Environment): RowContext {
  const sets = new Map<string, RowSet>()
  const setOf = (key: string, register: CompiledRegister, pick: () => readonly Row[]): RowSet =>
    keep(sets, key, () => rowSet(register, pick()))
  const units = (register: CompiledRegister): RowSet =>
    setOf(`${register.id} all`, register, () => {
      const { state, rows = [] } = evidence.registers[register.id] ?? {}
      return state === 'none' ? [] : rows
    })
  const { periodStart, periodEnd } = environment
  const ofPeriod = (register: CompiledRegister): RowSet => {
    const { yearBy } = register.table
    if (!yearBy) return units(register)
    return setOf(register.id, register, () =>
      units(register).rows.filter((row) => isDated(row, yearBy, periodStart, periodEnd)),
    )
  }
  const readings = new Map<string, Environment>()
  return {
    pack,
    evidence,
    environment,
    units,
    rows(register, window) {
      const field = window?.fields.get(register.id)
      if (!window || field === undefined) return ofPeriod(register)
      return setOf(`${register.id} ${field} ${window.from}`, register, () =>
        ofPeriod(register).rows.filter((row) => isDated(row, field, window.from, null)),
      )
    },
    reading: (closed, record) =>
      keep(readings, `${closed} ${record}`, () => ({
        ...environment,
        closed,
        ...(record ? { undone: true, record: true } : {}),
      })),
  }
}

/** A row without a date may belong. */
function isDated({ values }: Row, field: string, from: string, to: string | null): boolean {
  const date = values[field]
  return typeof date !== 'string' || date === '' || (date >= from && (to === null || date <= to))
}
