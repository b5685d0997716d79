/** What a person types in a form of a register, turned into the values of a row and back. */
import type { CellValue } from '../../rules/evidence.ts'
import type { Field } from '../../rules/pack.ts'

/** One text per field; a set is a list of its ticked choices. */
export type Draft = Record<string, string | string[]>

const writtenDate = /^(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$/

/** 2025年3月5日, 2025.3.5 and 2025/3/5 as 2025-03-05; anything else stays as typed, for the server to name. */
export const isoOf = (typed: string): string => {
  const match = writtenDate.exec(typed.trim())
  return match
    ? `${match[1]}-${(match[2] ?? '').padStart(2, '0')}-${(match[3] ?? '').padStart(2, '0')}`
    : typed.trim()
}

/** The form's texts of a stored row, or of a new one. */
export const draftOf = (fields: readonly Field[], values: Record<string, CellValue> = {}): Draft =>
  Object.fromEntries(
    fields.map((field): [string, string | string[]] => {
      const value = values[field.id]
      if (field.type === 'set') return [field.id, Array.isArray(value) ? value : []]
      if (value === null || value === undefined) return [field.id, '']
      return [field.id, typeof value === 'boolean' ? String(value) : String(value)]
    }),
  )

const cellOf = (field: Field, typed: string | string[]): CellValue => {
  if (Array.isArray(typed)) return typed.length === 0 ? null : typed
  const text = typed.trim()
  if (text === '') return null
  if (field.type === 'flag') return text === 'true' ? true : text === 'false' ? false : text
  if (field.type === 'date') return isoOf(text)
  if (field.type === 'number' || field.type === 'integer' || field.type === 'amount') {
    const plain = text.replace(/[,，]/g, '')
    return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : text
  }
  return text
}

/** Values of the row as they are sent; a blank is null, never nought. */
export const valuesOf = (fields: readonly Field[], draft: Draft): Record<string, CellValue> =>
  Object.fromEntries(fields.map((field) => [field.id, cellOf(field, draft[field.id] ?? '')]))

type Values = Readonly<Record<string, CellValue | undefined>>

const cellKey = (value: CellValue | undefined): string =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
    ? 'null'
    : JSON.stringify(value)

/** Fields whose cells differ; a blank is a blank however it is stored. */
export const changedFields = (fields: readonly Field[], before: Values, after: Values): Field[] =>
  fields.filter((field) => cellKey(before[field.id]) !== cellKey(after[field.id]))

/** What was changed since the row was opened, laid over what stands there now. */
export const mergeValues = (
  fields: readonly Field[],
  opened: Values,
  mine: Values,
  current: Values,
): Record<string, CellValue> => {
  const changed = new Set(changedFields(fields, opened, mine))
  return Object.fromEntries(
    fields.map((field) => [field.id, (changed.has(field) ? mine : current)[field.id] ?? null]),
  )
}
