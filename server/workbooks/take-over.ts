/** A plan of an import → what it writes, in the store or in an evidence file. */
import type { EvidenceChanges } from '../../db/evidence.ts'
import type { StoredRow } from '../../db/rows.ts'
import type { Evidence, Row } from '../../rules/evidence.ts'
import type { ImportPlan } from './plan-import.ts'
import type { PlannedRow } from './plan-rows.ts'

/** The rows of a township that the plan writes, a register each. */
export function writtenRows(plan: ImportPlan, township: string): Map<string, PlannedRow[]> {
  const written = new Map<string, PlannedRow[]>()
  for (const { register, rows } of plan.sheets) {
    if (register === null) continue
    for (const row of rows) {
      if (row.township !== township || (row.status !== 'added' && row.status !== 'changed')) continue
      const known = written.get(register.id)
      if (known) known.push(row)
      else written.set(register.id, [row])
    }
  }
  return written
}

/** Townships that the plan changes anything of. */
export function touchedTownships(plan: ImportPlan): string[] {
  const touched = plan.registers
    .filter(({ counts }) => counts.added + counts.changed + counts.removed > 0)
    .map(({ township }) => township)
  touched.push(...plan.states.map(({ township }) => township))
  if (plan.township !== null && plan.statements.length > 0) touched.push(plan.township)
  return [...new Set(touched)]
}

export interface StoredBefore {
  rows: readonly StoredRow[]
  states: readonly { register: string; village: string; version: number }[]
  statements: readonly { fact: string; village: string; version: number }[]
}

/** What the plan writes for a township, as new versions over what is stored. */
export function changesOf(plan: ImportPlan, township: string, stored: StoredBefore): EvidenceChanges {
  const rows: StoredRow[] = []
  for (const [register, planned] of writtenRows(plan, township)) {
    const own = stored.rows.filter((row) => row.register === register)
    const byId = new Map(own.map((row) => [row.id, row]))
    let last = own.reduce((most, { ordinal }) => Math.max(most, ordinal), 0)
    for (const { id, values } of planned) {
      const before = id === null ? undefined : byId.get(id)
      if (before) {
        rows.push({ ...before, version: before.version + 1, values })
        continue
      }
      last++
      let name = last
      while (byId.has(String(name))) name++
      const added = {
        register,
        id: String(name),
        version: 1,
        ordinal: last,
        values,
        attached: false,
        deleted: false,
      }
      byId.set(added.id, added)
      rows.push(added)
    }
  }
  for (const { register, removed, township: of } of plan.registers) {
    if (of !== township) continue
    for (const id of removed) {
      const before = stored.rows.find((row) => row.register === register && row.id === id)
      if (before) rows.push({ ...before, version: before.version + 1, deleted: true })
    }
  }
  return {
    rows,
    states: statesFor(plan, township).map(({ register, state }) => ({
      register,
      village: '',
      version:
        (stored.states.find((one) => one.register === register && one.village === '')?.version ?? 0) + 1,
      state,
    })),
    statements: statementsFor(plan, township).map(({ fact, value, document }) => ({
      fact,
      village: '',
      version: (stored.statements.find((one) => one.fact === fact && one.village === '')?.version ?? 0) + 1,
      value,
      hedge: null,
      document,
      deleted: false,
    })),
  }
}

const statesFor = ({ states }: ImportPlan, township: string) =>
  states.filter((one) => one.township === township)

/** Totals are typed into the workbook of one township. */
const statementsFor = (plan: ImportPlan, township: string) =>
  plan.township === township ? plan.statements : []

/** A township's evidence with the plan taken over. */
export function withImport(plan: ImportPlan, township: string, evidence: Evidence): Evidence {
  const registers = { ...evidence.registers }
  const written = writtenRows(plan, township)
  for (const { township: of, register, removed } of plan.registers) {
    if (of !== township) continue
    const before = registers[register] ?? { state: 'open' as const, rows: [] }
    const gone = new Set(removed)
    const changed = new Map(
      (written.get(register) ?? []).flatMap((row) => (row.id === null ? [] : [[row.id, row]])),
    )
    const kept = before.rows
      .filter(({ id }) => !gone.has(id))
      .map((row): Row => ({ ...row, values: changed.get(row.id)?.values ?? row.values }))
    const taken = new Set(before.rows.map(({ id }) => id))
    let next = before.rows.length
    const added = (written.get(register) ?? [])
      .filter(({ id }) => id === null)
      .map(({ values }): Row => {
        do next++
        while (taken.has(String(next)))
        return { id: String(next), values }
      })
    registers[register] = { ...before, rows: [...kept, ...added] }
  }
  for (const { register, state } of statesFor(plan, township))
    registers[register] = { rows: registers[register]?.rows ?? [], state }
  const statements = statementsFor(plan, township)
  const said = new Set(statements.map(({ fact }) => fact))
  return {
    ...evidence,
    registers,
    statements: [
      ...evidence.statements.filter(({ fact }) => !said.has(fact)),
      ...statements.map(({ fact, value, document }) => ({
        fact,
        value,
        ...(document ? { document } : {}),
      })),
    ],
  }
}
