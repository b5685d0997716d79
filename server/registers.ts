import type { StoredEvidence } from '../db/evidence.ts'
import type { CellValue, RegisterState } from '../rules/evidence.ts'
import type { Register } from '../rules/pack.ts'
import { AppError } from './errors.ts'
import { changeEvidence, type EvidenceDeps } from './evidence.ts'
import { type ItemRef, itemsOfRegister } from './items.ts'
import type { OpenPlace } from './places.ts'
import { assertVersion } from './versions.ts'

export interface RegisterEntry {
  id: string
  title: string
  keeper: Register['keeper']
  keeperUnit?: string
  state: RegisterState
  version: number
  rows: number
  items: ItemRef[]
}

export interface RowView {
  id: string
  version: number
  values: Record<string, CellValue>
}

export interface RegisterView {
  register: Register
  state: RegisterState
  version: number
  rows: RowView[]
  items: ItemRef[]
}

/** Where a register stands; one that nobody set is open. */
export const stateOf = (
  stored: StoredEvidence,
  register: string,
): { state: RegisterState; version: number } => {
  const set = stored.states.find((one) => one.register === register && one.village === '')
  return set ? { state: set.state, version: set.version } : { state: 'open', version: 0 }
}

/** The registers this kind of township keeps. */
const registersOf = ({ pack, township }: OpenPlace): Register[] =>
  pack.table.registers.filter(({ kinds }) => !kinds || kinds.includes(township.kind))

/** @throws AppError register_not_found */
export const getRegister = (open: OpenPlace, id: string): Register => {
  const register = registersOf(open).find((one) => one.id === id)
  if (register) return register
  const known = registersOf(open)
    .map(({ title }) => title)
    .join('、')
  throw new AppError('register_not_found', `指标体系中没有这个台账。可用的台账：${known}。`)
}

/** All registers of a township with where they stand and what they are for. */
export const listRegisters = (open: OpenPlace, stored: StoredEvidence): RegisterEntry[] =>
  registersOf(open).map(({ id, title, keeper, keeperUnit }) => ({
    id,
    title,
    keeper,
    ...(keeperUnit ? { keeperUnit } : {}),
    ...stateOf(stored, id),
    rows: stored.rows.filter((row) => row.register === id && !row.deleted).length,
    items: itemsOfRegister(open, id),
  }))

/** One register: its declaration, from which the form is made, and its rows. */
export const viewRegister = (open: OpenPlace, stored: StoredEvidence, id: string): RegisterView => {
  const register = getRegister(open, id)
  return {
    register,
    ...stateOf(stored, id),
    rows: stored.rows
      .filter((row) => row.register === id && !row.deleted)
      .map((row) => ({ id: row.id, version: row.version, values: row.values })),
    items: itemsOfRegister(open, id),
  }
}

/** Opens, closes or signs as empty: closed needs a row, none has no rows. */
export const setRegisterState = async (
  deps: EvidenceDeps,
  open: OpenPlace,
  id: string,
  given: { version: number; state: RegisterState },
): Promise<{ state: RegisterState; version: number }> => {
  const register = getRegister(open, id)
  const next = { state: given.state, version: given.version + 1 }
  await changeEvidence(deps, open, (stored) => {
    const current = stateOf(stored, id)
    assertVersion(given.version, current, { state: given.state })
    const rows = stored.rows.filter((row) => row.register === id && !row.deleted).length
    if (given.state === 'closed' && rows === 0)
      throw new AppError(
        'register_empty',
        `《${register.title}》没有记录，不能封账；确实没有发生的，请报“零报告”。`,
      )
    if (given.state === 'none' && rows > 0)
      throw new AppError(
        'register_has_rows',
        `《${register.title}》已有${rows}条记录，不能报“零报告”；记录齐全的，请封账。`,
      )
    return {
      action: 'register_state_set',
      subject: `registers/${id}/state`,
      before: current.version === 0 ? null : current,
      after: next,
      changes: { states: [{ register: id, village: '', ...next }] },
    }
  })
  return next
}
