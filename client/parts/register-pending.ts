/** A change that met a newer version: what was wanted, what is stored, and how the two are told apart. */
import type { CellValue, RegisterState } from '../../rules/evidence.ts'
import type { Field } from '../../rules/pack.ts'
import type { StoredRow } from '../api.ts'
import { isRecord } from '../api.ts'
import { registerStates } from '../text.ts'
import type { ConflictLine } from './conflict.tsx'
import { shownCell } from './row-results.ts'
import { changedFields } from './row-values.ts'

/** The cells of a row as they are written. */
export type Values = Record<string, CellValue>

/** The change that waits for the person's choice. */
export type Pending =
  /** `opened` is what the form was filled with: only what differs from it is the person's own. */
  | { kind: 'row'; opened: StoredRow['values']; values: Values; id: string; current: StoredRow }
  | { kind: 'remove'; id: string; current: StoredRow }
  | { kind: 'state'; wanted: RegisterState; current: { version: number; state: RegisterState } }

/** A row as a refused change reports it. */
export const storedRow = (id: string, current: Record<string, unknown>): StoredRow => ({
  id,
  version: Number(current.version),
  values: isRecord(current.values) ? (current.values as StoredRow['values']) : {},
})

/** What the button says that carries the change through. */
export const insistWords: Record<Pending['kind'], string> = {
  row: '保存合并后的版本',
  remove: '仍然删除',
  state: '用您的版本保存',
}

/** What differs, yours beside what is stored. */
export const conflictLines = (fields: readonly Field[], pending: Pending): ConflictLine[] => {
  if (pending.kind === 'state')
    return [
      {
        label: '台账状态',
        yours: registerStates[pending.wanted],
        theirs: registerStates[pending.current.state] ?? '',
      },
    ]
  if (pending.kind === 'remove')
    return fields.map((field) => ({
      label: field.label,
      yours: '（删除）',
      theirs: shownCell(field, pending.current.values[field.id]),
    }))
  const own = new Set(changedFields(fields, pending.opened, pending.values))
  return fields.map((field) => ({
    label: field.label,
    yours: shownCell(field, pending.values[field.id]),
    theirs: shownCell(field, pending.current.values[field.id]),
    kept: own.has(field) ? 'yours' : 'theirs',
  }))
}

/** What a merge takes from whom. */
export const mergeNote = (
  fields: readonly Field[],
  { opened, values }: Pending & { kind: 'row' },
): string => {
  const own = changedFields(fields, opened, values).map((field) => field.label)
  return own.length === 0
    ? '与您打开时相比，您没有改动任何一处。'
    : `合并：只把您改过的${own.join('、')}写到已保存的版本上，其他各处保留已保存的。`
}
