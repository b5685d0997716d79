/** What functions over the rows of an `events` fact have in common: each row with its conditions, three-valued. */
import type { RowRef } from '../assessment.ts'
import { type Condition, checkCondition, compileCondition, type Environment } from '../conditions.ts'
import type { Row } from '../evidence.ts'
import { cmp, max, min, type Rational, zero } from '../rational.ts'
import { type Facts, factScope, type ParameterProblem, type Reading, type Scored } from './function.ts'
import { unsaid } from './parameters.ts'

export interface JudgedRow {
  row: Row
  /** It surely counts among the rows of the fact. */
  sure: boolean
  /** What its conditions are evaluated in. */
  environment: Environment
}

/** The rows a fact knows of, and whether more may come. */
export function rowsOf(reading: Reading, fact: string): { rows: JudgedRow[]; open: boolean } {
  const known = reading.known(fact)
  if (known.kind !== 'rows') throw new TypeError(`no rows in ${known.kind}`)
  const closed = !known.open
  return {
    open: known.open,
    rows: known.rows.map(({ row, sure }) => ({
      row,
      sure,
      environment: { ...reading.environment, row: row.values, closed },
    })),
  }
}

/** The facts as they are on record: sentences speak of nothing else. */
export const onRecord = (reading: Reading): Reading => ({
  ...reading,
  known: (id) => reading.fact(id).record,
})

/** How a reason names a row. */
export const labelOf = (reading: Reading, fact: string, row: Row): string =>
  reading.fact(fact).compiled.register.label(row)

export const rowRef = (reading: Reading, fact: string, row: Row): RowRef => ({
  register: reading.fact(fact).compiled.register.id,
  id: row.id,
  label: labelOf(reading, fact, row),
})

/** The text in a cell; null when it is blank. */
export function wordIn(row: Row, field: string): string | null {
  const value = row.values[field]
  return value === null || value === undefined || value === '' ? null : String(value)
}

/** A condition over the rows of a fact. */
export const rowCondition = (source: unknown, fact: string, facts: Facts): Condition =>
  compileCondition(String(source), { kind: 'row', fields: facts.fieldsOf(fact) })

/** A condition over facts, read through a reading. */
export function factCondition(source: unknown, facts: Facts): (reading: Reading) => boolean | null {
  const condition = compileCondition(String(source), factScope(facts))
  return (reading) => condition({ ...reading.environment, fact: (id) => reading.known(id) })
}

const factShape = /[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*/g

/** The facts a condition names. */
export const factsIn = (source: unknown, facts: Facts): string[] =>
  (String(source).match(factShape) ?? []).filter((id) => facts.has(id))

type Path = (string | number)[]

/** What is wrong with a condition over the rows of a fact. */
export function checkRowCondition(
  source: unknown,
  path: Path,
  fact: string,
  facts: Facts,
): ParameterProblem[] {
  return checkSource(source, path, { kind: 'row', fields: facts.fieldsOf(fact) })
}

/** What is wrong with a condition over facts. */
export const checkFactCondition = (source: unknown, path: Path, facts: Facts): ParameterProblem[] =>
  checkSource(source, path, factScope(facts))

function checkSource(
  source: unknown,
  path: Path,
  scope: Parameters<typeof checkCondition>[1],
): ParameterProblem[] {
  const last = String(path.at(-1))
  if (typeof source !== 'string' && typeof source !== 'boolean') {
    return [{ path, message: `缺少条件“${last}”`, remedy: `写明条件，例如 ${last}: a == "某值"` }]
  }
  return checkCondition(String(source), scope).map(({ message, remedy }) => ({
    path,
    message: `条件“${source}”：${message}`,
    ...(remedy ? { remedy } : {}),
  }))
}

/** A parameter that names a field of the fact's rows. */
export function checkField(
  id: unknown,
  path: Path,
  fact: string,
  facts: Facts,
  types?: readonly string[],
): ParameterProblem[] {
  const written = facts.fieldsOf(fact).find((field) => field.id === id)
  const fields = facts.fieldsOf(fact).filter((field) => !types || types.includes(field.type))
  if (typeof id === 'string' && fields.some((field) => field.id === id)) return []
  const offered = fields.map((field) => field.id).join('、') || '无'
  if (written && types) {
    const message = `字段“${written.id}”（${written.label}）是${written.type}，这里要${types.join('或者')}`
    return [{ path, message, remedy: `可用：${offered}` }]
  }
  return [{ path, message: `“${fact}”的台账没有可用的字段“${String(id)}”`, remedy: `可用：${offered}` }]
}

/** A parameter with a fixed choice of words: a reader could take it either way, so it must be said. */
export function checkChoice(
  value: unknown,
  path: Path,
  what: string,
  choices: readonly string[],
): ParameterProblem[] {
  if (typeof value === 'string' && choices.includes(value)) return []
  const key = String(path.at(-1))
  return [{ path, message: unsaid(value, key, what), remedy: `写 ${key}: ${choices.join(' 或者 ')}` }]
}

/** Points limited to what an item can have. */
export const within = (points: Rational, value: Rational): Rational => max(zero, min(value, points))

/** Whether what is counted over is certainly nothing, may be, or is not. */
export function emptiness(reading: Reading, over: string): 'empty' | 'open' | 'some' {
  const known = reading.known(over)
  if (known.kind === 'rows') {
    if (known.rows.some((entry) => entry.sure)) return 'some'
    return known.open || known.rows.length > 0 ? 'open' : 'empty'
  }
  if (known.kind !== 'number') throw new TypeError(`nothing to count over in ${known.kind}`)
  if (cmp(known.low, zero) > 0) return 'some'
  return known.high !== null && cmp(known.high, zero) === 0 ? 'empty' : 'open'
}

/** The points, unless there may have been nothing to score: then the item does not apply, or may not. */
export function overSome(
  scored: Scored,
  value: Rational,
  reading: Reading,
  over: string | undefined,
): Scored {
  const state = over === undefined ? 'some' : emptiness(reading, over)
  if (state === 'some') return scored
  if (state === 'empty') return { low: zero, high: zero, empty: true }
  return { low: min(zero, scored.low), high: value, empty: false, mayBeEmpty: true }
}
