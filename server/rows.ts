import type { StoredEvidence } from '../db/evidence.ts'
import type { StoredRow } from '../db/rows.ts'
import type { CellValue } from '../rules/evidence.ts'
import type { Register } from '../rules/pack.ts'
import { outsideYear, parseRow } from '../rules/registers.ts'
import { AppError } from './errors.ts'
import { changeEvidence, type EvidenceDeps, type Plan } from './evidence.ts'
import type { OpenPlace } from './places.ts'
import { getRegister, type RowView, stateOf } from './registers.ts'
import { assertVersion } from './versions.ts'

export type Values = Record<string, CellValue>

/** The cells as the register declares them. @throws AppError invalid_row with every cell that does not fit */
const checkValues = (register: Register, values: Values, { year, pack }: OpenPlace): Values => {
  const read = parseRow(register, values)
  const outside = 'values' in read ? outsideYear(register, read.values, year, pack.pack.periodFrom) : null
  const parsed = outside ? { errors: [outside] } : read
  if ('values' in parsed) return parsed.values
  const details = parsed.errors.map(({ field, message, remedy }) => ({ field, message, remedy }))
  const said = parsed.errors.map(({ label, message }) => `${label}：${message}`)
  throw new AppError('invalid_row', `这条记录有${said.length}处需要改正。${said.join('；')}。`, details)
}

const assertOpen = (stored: StoredEvidence, register: Register): void => {
  const { state } = stateOf(stored, register.id)
  if (state === 'open') return
  throw new AppError(
    'register_not_open',
    state === 'closed'
      ? `《${register.title}》已封账，不能改动记录。请先改为“登记中”。`
      : `《${register.title}》已报“零报告”，不能有记录。请先改为“登记中”。`,
  )
}

/** The fields of a register's key tell its rows apart; a second row with the same ones is the first one again. */
const assertDistinct = (stored: StoredEvidence, register: Register, values: Values, self?: string): void => {
  const others = stored.rows.filter((row) => row.register === register.id && !row.deleted && row.id !== self)
  if (register.oneRow && others.length > 0)
    throw new AppError('one_row_only', `《${register.title}》每年只有一条记录，请修改已有的一条。`)
  const keyOf = (cells: Values) =>
    register.key.some((field) => cells[field] === null || cells[field] === undefined)
      ? null
      : JSON.stringify(register.key.map((field) => cells[field]))
  const key = keyOf(values)
  if (key === null || !others.some((row) => keyOf(row.values) === key)) return
  const labels = register.key.map((field) => register.fields.find(({ id }) => id === field)?.label ?? field)
  throw new AppError(
    'duplicate_row',
    `《${register.title}》已有一条${labels.join('、')}相同的记录。`,
    register.key.map((field) => ({ field, message: '与已有记录相同' })),
  )
}

const view = ({ id, version, values }: StoredRow): RowView => ({ id, version, values })

const rowPlan = (action: string, row: StoredRow, before: StoredRow | null): Plan => ({
  action,
  subject: `rows/${row.register}/${row.id}`,
  before: before && { version: before.version, values: before.values },
  after: row.deleted ? null : { version: row.version, values: row.values },
  changes: { rows: [row] },
})

/** The next row of a register: rows deleted meanwhile keep their ids. */
export const newRow = (
  rows: readonly StoredRow[],
  register: string,
  values: Values,
  more: { id?: string; attached?: boolean } = {},
): StoredRow => {
  const taken = new Set(rows.filter((row) => row.register === register).map((row) => row.id))
  const ordinal = taken.size + 1
  let number = ordinal
  while (taken.has(String(number))) number++
  return {
    register,
    id: more.id ?? String(number),
    version: 1,
    ordinal,
    values,
    attached: more.attached ?? false,
    deleted: false,
  }
}

/** Adds a record to a register. */
export const addRow = async (
  deps: EvidenceDeps,
  open: OpenPlace,
  registerId: string,
  given: Values,
): Promise<RowView> => {
  const register = getRegister(open, registerId)
  const values = checkValues(register, given, open)
  let added: StoredRow | undefined
  await changeEvidence(deps, open, (stored) => {
    assertOpen(stored, register)
    assertDistinct(stored, register, values)
    added = newRow(stored.rows, register.id, values)
    return rowPlan('row_added', added, null)
  })
  return view(added!)
}

const getRow = (stored: StoredEvidence, register: string, id: string): StoredRow => {
  const row = stored.rows.find((one) => one.register === register && one.id === id)
  if (!row) throw new AppError('row_not_found', '台账中没有这条记录。')
  return row
}

/** Replaces a record's cells, if nobody changed them since they were read. */
export const correctRow = async (
  deps: EvidenceDeps,
  open: OpenPlace,
  registerId: string,
  id: string,
  given: { version: number; values: Values },
): Promise<RowView> => {
  const register = getRegister(open, registerId)
  const values = checkValues(register, given.values, open)
  let corrected: StoredRow | undefined
  await changeEvidence(deps, open, (stored) => {
    const row = getRow(stored, register.id, id)
    assertCurrent(row, given.version, values)
    assertOpen(stored, register)
    assertDistinct(stored, register, values, id)
    corrected = { ...row, version: row.version + 1, values }
    return rowPlan('row_corrected', corrected, row)
  })
  return view(corrected!)
}

/** Deletes a record by a tombstone, if nobody changed it since it was read. */
export const deleteRow = async (
  deps: EvidenceDeps,
  open: OpenPlace,
  registerId: string,
  id: string,
  version: number,
): Promise<{ id: string; version: number }> => {
  const register = getRegister(open, registerId)
  let deleted: StoredRow | undefined
  await changeEvidence(deps, open, (stored) => {
    const row = getRow(stored, register.id, id)
    assertCurrent(row, version, null)
    assertOpen(stored, register)
    deleted = { ...row, version: row.version + 1, deleted: true }
    return rowPlan('row_deleted', deleted, row)
  })
  return { id, version: deleted!.version }
}

const assertCurrent = ({ deleted, version, values }: StoredRow, read: number, yours: Values | null): void => {
  if (deleted)
    throw new AppError('row_deleted', '这条记录刚在别处被删除，您的修改没有保存。', { yours, current: null })
  assertVersion(read, { version, values }, yours)
}
