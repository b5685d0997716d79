/** How each row of a register stands with what reads it, and which of its cells decide that. */
import type { FactView, RowRef } from '../../rules/assessment.ts'
import type { CellValue } from '../../rules/evidence.ts'
import type { Field, Register } from '../../rules/pack.ts'
import type { FactEntry, StoredRow } from '../api.ts'
import { cellText, longDate } from '../format.ts'
import type { rowResults } from '../text.ts'

export type RowResult = keyof typeof rowResults

export interface Judgement {
  result: RowResult
  /** Facts that say so. */
  facts: string[]
}

export type Judgements = ReadonlyMap<string, Judgement>

/** A share measures each row by a standard; any other fact only counts the rows that belong to it. */
export const resultOf = (
  result: FactView['rows'][number]['result'],
  kind: FactEntry['kind'] | undefined,
): RowResult => (result === 'pass' && kind !== 'share' ? 'counted' : result)

const weight: Record<RowResult, number> = { counted: 0, pass: 1, doubt: 2, fail: 3 }

/** The worst that any fact says of a row counts; `failing` are rows that an item itself judged to fall short. */
export const judgeRows = (
  register: string,
  facts: readonly Pick<FactView, 'id' | 'rows'>[],
  kinds: ReadonlyMap<string, FactEntry['kind']>,
  failing: readonly RowRef[] = [],
): Judgements => {
  const found = new Map<string, Judgement>()
  const note = (row: string, result: RowResult, of: string[]) => {
    const old = found.get(row)
    if (old && weight[old.result] > weight[result]) return
    if (old?.result === result) old.facts.push(...of)
    else found.set(row, { result, facts: [...of] })
  }
  for (const fact of facts)
    for (const row of fact.rows)
      if (row.register === register) note(row.id, resultOf(row.result, kinds.get(fact.id)), [fact.id])
  for (const row of failing) if (row.register === register) note(row.id, 'fail', [])
  return found
}

/** A cell as a person reads it. */
export const shownCell = (field: Field, value: CellValue | undefined): string =>
  field.type === 'date' && typeof value === 'string' ? longDate(value) : cellText(value)

const quoted = /'[^']*'|"[^"]*"/g

/** Fields that the conditions and sums of these facts look at, in the register's order. */
const decidingFields = (register: Register, facts: readonly string[]): Field[] => {
  const read = new Set<string>()
  const follow = (id: string) => {
    const fact = register.facts.find((one) => one.id === id)
    if (!fact) return
    for (const name of (fact.where ?? '').replace(quoted, '').match(/[a-z_]\w*/g) ?? []) read.add(name)
    for (const field of [fact.field, fact.overField, fact.distinct]) if (field) read.add(field)
    if (fact.over) follow(fact.over)
  }
  for (const id of facts) follow(id)
  return register.fields.filter((field) => read.has(field.id))
}

/** Why a row is undecided or falls short: its blank deciding cells, or else what stands in them. */
export const whyOf = (register: Register, row: StoredRow, { result, facts }: Judgement): string => {
  if (result !== 'doubt' && result !== 'fail') return ''
  const fields = decidingFields(register, facts)
  const blank = fields.filter((field) => shownCell(field, row.values[field.id]) === '')
  if (blank.length > 0) return `${blank.map((field) => field.label).join('、')}空白`
  return fields.map((field) => `${field.label}：${shownCell(field, row.values[field.id])}`).join('；')
}

/** What a row is called: the field that names it. */
export const rowName = (register: Register, row: StoredRow): string => {
  const naming = register.fields.find((field) => field.namesRow) ?? register.fields[0]
  return naming ? shownCell(naming, row.values[naming.id]) : ''
}
