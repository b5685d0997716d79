/** What an import wrote, and how it is taken back until something rests on it. */
import type { EvidenceChanges, StoredEvidence } from '../../db/evidence.ts'
import type { StoredRegisterState } from '../../db/register-states.ts'
import type { StoredRow } from '../../db/rows.ts'
import type { StoredStatement } from '../../db/statements.ts'
import type { PackTable, Register } from '../../rules/pack.ts'
import { stateOf } from '../registers.ts'
import type { Counts } from './plan-registers.ts'
import { keyOfRows } from './plan-rows.ts'

interface Change<T> {
  before: T | null
  after: T
}

export interface Written {
  rows: Change<StoredRow>[]
  states: Change<StoredRegisterState>[]
  statements: Change<StoredStatement>[]
}

export interface Outcome {
  townships: { township: string; counts: Counts; written: Written }[]
}

const sameRow = (a: StoredRow) => (b: StoredRow) => a.register === b.register && a.id === b.id
const sameState = (a: StoredRegisterState) => (b: StoredRegisterState) =>
  a.register === b.register && a.village === b.village
const sameStatement = (a: StoredStatement) => (b: StoredStatement) =>
  a.fact === b.fact && a.village === b.village

/** The changes of an import beside what they supersede. */
export const writtenBy = (changes: EvidenceChanges, stored: StoredEvidence): Written => ({
  rows: (changes.rows ?? []).map((after) => ({ after, before: stored.rows.find(sameRow(after)) ?? null })),
  states: (changes.states ?? []).map((after) => ({
    after,
    before: stored.states.find(sameState(after)) ?? null,
  })),
  statements: (changes.statements ?? []).map((after) => ({
    after,
    before: stored.statements.find(sameStatement(after)) ?? null,
  })),
})

/** Why an import cannot be taken back: something was changed, or signed, on top of it; null while it can. */
export function whyNotUndone(
  { rows, states, statements }: Written,
  stored: StoredEvidence,
  { registers }: PackTable,
): string | null {
  const titleOf = (id: string) => registers.find((register) => register.id === id)?.title ?? id
  const versions = new Map(stored.rows.map((row) => [`${row.register} ${row.id}`, row.version]))
  for (const { after } of rows)
    if (versions.get(`${after.register} ${after.id}`) !== after.version)
      return `《${titleOf(after.register)}》中导入的记录后来又改过，不能整批撤销，请逐条更正`
  for (const { after } of states)
    if (stored.states.find(sameState(after))?.version !== after.version)
      return `《${titleOf(after.register)}》的状态后来又改过，不能撤销`
  for (const { after } of statements)
    if (stored.statements.find(sameStatement(after))?.version !== after.version)
      return '导入的填报值后来又改过，不能撤销'
  const set = new Set(states.map(({ after }) => after.register))
  for (const register of new Set(rows.map(({ after }) => after.register))) {
    const { state } = stateOf(stored, register)
    if (!set.has(register) && state !== 'open')
      return `《${titleOf(register)}》后来已经${state === 'closed' ? '封账' : '报了“零报告”'}，不能撤销；确需撤销，请先改为“登记中”`
  }
  for (const register of registers)
    if (comesTwice(register, rows, stored))
      return `《${register.title}》中删去的记录后来又登记了一次，不能整批撤销；确需撤销，请先删去后来登记的`
  return null
}

/** Whether a row that would come back stands there again already, under another id. */
function comesTwice(register: Register, rows: Written['rows'], stored: StoredEvidence): boolean {
  const back = rows.flatMap(({ before, after }) =>
    after.register === register.id && after.deleted && before && !before.deleted ? [before] : [],
  )
  if (back.length === 0) return false
  const own = new Set(rows.filter(({ after }) => after.register === register.id).map(({ after }) => after.id))
  const others = stored.rows.filter((row) => row.register === register.id && !row.deleted && !own.has(row.id))
  if (register.oneRow) return others.length > 0
  const keyOf = keyOfRows(register)
  const keys = new Set(others.map(({ values }) => keyOf(values)))
  return back.some(({ values }) => {
    const key = keyOf(values)
    return key !== null && keys.has(key)
  })
}

/** New versions that restore what stood before; what was not there is deleted, a state that was not set is open. */
export const undoChanges = ({ rows, states, statements }: Written): EvidenceChanges => ({
  rows: rows.map(({ before, after }) =>
    before
      ? { ...before, version: after.version + 1 }
      : { ...after, version: after.version + 1, deleted: true },
  ),
  states: states.map(({ before, after }) => ({
    ...after,
    version: after.version + 1,
    state: before?.state ?? 'open',
  })),
  statements: statements.map(({ before, after }) =>
    before
      ? { ...before, version: after.version + 1 }
      : { ...after, version: after.version + 1, deleted: true },
  ),
})
