/** Rows of a register: what a person or a file gives in → checked values, or every mistake with how to mend it. */
import { type Condition, compileCondition } from './conditions.ts'
import { isDate } from './dates.ts'
import type { CellValue, RegisterState, Row } from './evidence.ts'
import { dawn, never } from './knowledge.ts'
import { forbiddenKeys, nearest } from './loading/located.ts'
import type { Field, Register } from './pack.ts'
import { calendar, yearOfDay } from './period.ts'

export interface FieldError {
  /** Id of the field, or the unknown name that was given. */
  field: string
  label: string
  message: string
  remedy: string
  /** The offending text. */
  text: string
}

export type ParsedRow = { values: Record<string, CellValue> } | { errors: FieldError[] }

/** A cell, or why it is none. */
type Cell = { value: CellValue } | { message: string; remedy: string }

const longestText = 2000
const refused = (message: string, remedy: string): Cell => ({ message, remedy })

/** Checks a row given by field ids or labels. Blank cells are left out of the values. */
export function parseRow(register: Register, input: Readonly<Record<string, unknown>>): ParsedRow {
  const parsed = parseCells(register, input)
  if ('errors' in parsed) return parsed
  const errors = brokenChecks(register, parsed.values)
  return errors.length > 0 ? { errors } : parsed
}

const compiledChecks = new WeakMap<Register, { run: Condition; says: string; field: string }[]>()

/** Checks are compiled once a register; the first field a rule names is where the mistake is shown. */
function checksOf(register: Register): { run: Condition; says: string; field: string }[] {
  let checks = compiledChecks.get(register)
  if (!checks) {
    const named = (rule: string): string =>
      register.fields.find(({ id }) => new RegExp(`\\b${id}\\b`).test(rule))?.id ?? ''
    checks = register.checks.map(({ rule, says }) => ({
      run: compileCondition(rule, { kind: 'row', fields: register.fields }),
      says,
      field: named(rule),
    }))
    compiledChecks.set(register, checks)
  }
  return checks
}

function brokenChecks(register: Register, values: Record<string, CellValue>): FieldError[] {
  return checksOf(register)
    .filter(({ run }) => run({ ...noPeriod, row: values, closed: false }) === false)
    .map(({ says, field }) => ({
      field,
      label: register.fields.find(({ id }) => id === field)?.label ?? '',
      message: says,
      remedy: '核对后改正',
      text: '',
    }))
}

/** Checks compare the cells of one row, not the row with a period. */
const noPeriod = { periodStart: dawn, periodEnd: never, year: 0, holidays: { years: {} } }

/** A row that its year's list does not count; null when it does or has no date. */
export function outsideYear(
  register: Register,
  values: Record<string, CellValue>,
  year: number,
  from = calendar,
): FieldError | null {
  const field = register.fields.find(({ id }) => id === register.yearBy)
  const date = field && values[field.id]
  if (!field || typeof date !== 'string' || yearOfDay(date, from) === year) return null
  return {
    field: field.id,
    label: field.label,
    message: `${date}不在${year}年度`,
    remedy: `登记到${yearOfDay(date, from)}年度的台账，或者改正日期`,
    text: date,
  }
}

function parseCells(register: Register, input: Readonly<Record<string, unknown>>): ParsedRow {
  const values: Record<string, CellValue> = {}
  const errors: FieldError[] = []
  const given = new Map<string, string>()
  for (const name of Object.keys(input)) {
    const field = register.fields.find(({ id, label }) => id === name || label === name)
    const complaint = field ? twice(given.get(field.id)) : unknownField(register, name)
    if (!field || complaint) {
      errors.push({ field: field?.id ?? name, label: field?.label ?? name, text: name, ...complaint! })
      continue
    }
    given.set(field.id, name)
    const cell = parseCell(field, input[name])
    if ('value' in cell) {
      if (cell.value !== null) values[field.id] = cell.value
    } else errors.push({ field: field.id, label: field.label, text: shown(input[name]), ...cell })
  }
  for (const field of register.fields) {
    const wrong = errors.some((error) => error.field === field.id)
    if (!field.required || values[field.id] !== undefined || wrong) continue
    errors.push({
      field: field.id,
      label: field.label,
      message: '必填',
      remedy: howTo(field),
      text: '',
    })
  }
  return errors.length > 0 ? { errors } : { values }
}

const twice = (earlier: string | undefined) =>
  earlier === undefined ? undefined : { message: `填了两次（另一处写作“${earlier}”）`, remedy: '只保留一处' }

function unknownField(register: Register, name: string) {
  if (forbiddenKeys.has(name)) return { message: `“${name}”不能作字段名`, remedy: '删去这一项' }
  const labels = register.fields.map(({ label }) => label)
  const guess = nearest(name, [...labels, ...register.fields.map(({ id }) => id)])
  return {
    message: `台账“${register.title}”没有字段“${name}”`,
    remedy: `${guess ? `是不是想写“${guess}”？` : ''}字段有：${labels.join('、')}`,
  }
}

const shown = (value: unknown): string =>
  typeof value === 'string' ? value : value === undefined ? '' : (JSON.stringify(value) ?? '')

const isBlank = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0)

/** How a field is filled in, in words. */
function howTo(field: Field): string {
  switch (field.type) {
    case 'date':
      return '写日期，如2025-03-01'
    case 'number':
    case 'amount':
      return `写不小于0的数${field.unit ? `，单位${field.unit}` : ''}`
    case 'integer':
      return `写不小于0的整数${field.unit ? `，单位${field.unit}` : ''}`
    case 'flag':
      return '写是或者否'
    case 'choice':
      return `可选：${field.of?.join('、') ?? ''}`
    case 'set':
      return `可选（可多选）：${field.of?.join('、') ?? ''}`
    case 'ref':
    case 'text':
      return `写${field.label}`
  }
}

/** One cell of a row; null when it is blank. */
export function parseCell(field: Field, value: unknown): Cell {
  if (isBlank(value)) return { value: null }
  switch (field.type) {
    case 'date':
      return parseDateCell(value)
    case 'number':
    case 'integer':
    case 'amount':
      return parseNumberCell(value, field)
    case 'flag':
      return parseFlag(value)
    case 'choice': {
      const choice = typeof value === 'string' ? value.trim() : undefined
      if (choice !== undefined && field.of?.includes(choice)) return { value: choice }
      return refused(`没有“${shown(value)}”这个选项`, howTo(field))
    }
    case 'set':
      return parseSet(value, field)
    case 'ref':
    case 'text':
      return parseText(value, field)
  }
}

function parseText(value: unknown, field: Field): Cell {
  if (typeof value !== 'string' && typeof value !== 'number') {
    return refused('应当是文字', howTo(field))
  }
  const text = String(value).trim()
  if (text.length > longestText) return refused(`超过${longestText}字`, '写短一些，细节放在附件里')
  return { value: text }
}

const dateShape = /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?$/

/** A day as people write it: 2025-03-01, 2025/3/1, 2025年3月1日. */
export function parseDate(text: string): { date: string } | { message: string } {
  const plain = text.normalize('NFKC').replace(/\s+/g, '')
  // 20250301, as exports of other systems write it.
  const match = dateShape.exec(plain.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3'))
  if (!match) return { message: `“${text}”不是日期` }
  const [, year = '', month = '', day = ''] = match
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  if (Number(month) < 1 || Number(month) > 12)
    return { message: `“${text}”不是日历上的日期：没有${Number(month)}月` }
  if (!isDate(date)) {
    return { message: `“${text}”不是日历上的日期：${year}年${Number(month)}月没有${Number(day)}日` }
  }
  if (year < '1949' || year > '2100') return { message: `“${text}”的年份不对` }
  return { date }
}

function parseDateCell(value: unknown): Cell {
  const parsed =
    typeof value === 'string' ? parseDate(value.trim()) : { message: `“${shown(value)}”不是日期` }
  return 'date' in parsed ? { value: parsed.date } : refused(parsed.message, '写日历上有的日期，如2025-03-01')
}

/** A number as people write it: 1,200 and full-width digits are read; fifteen digits are exact. */
export function parseNumber(value: unknown): number | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined
  const text = String(value).normalize('NFKC').trim()
  const plain = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text
  if (!/^[+-]?\d+(\.\d+)?$/.test(plain)) return undefined
  return plain.replace(/\D/g, '').replace(/^0+/, '').length <= 15 ? Number(plain) : undefined
}

function parseNumberCell(value: unknown, field: Field): Cell {
  const number = parseNumber(value)
  if (number === undefined) return refused(`应当是数，不能是“${shown(value)}”`, howTo(field))
  if (number < 0) return refused(`不能是负数（${shown(value)}）`, howTo(field))
  if (field.type === 'integer' && !Number.isInteger(number)) {
    return refused(`应当是整数，不能是${shown(value)}`, howTo(field))
  }
  return { value: number }
}

const yes = new Set(['是', '有', 'true', '√', '✓'])
const no = new Set(['否', '无', 'false', '×'])

function parseFlag(value: unknown): Cell {
  if (typeof value === 'boolean') return { value }
  const text = typeof value === 'string' ? value.trim().toLowerCase() : ''
  if (yes.has(text)) return { value: true }
  if (no.has(text)) return { value: false }
  return refused(`“${shown(value)}”不是是或者否`, '写是或者否（也可写有、无、true、false、√、×）')
}

function parseSet(value: unknown, field: Field): Cell {
  const choices = field.of ?? []
  const items = Array.isArray(value)
    ? value
    : typeof value === 'string'
      ? splitChoices(value.trim(), choices)
      : [value]
  const wrong = items.find((item) => !choices.some((choice) => choice === item))
  if (wrong !== undefined) return refused(`没有“${shown(wrong)}”这个选项`, howTo(field))
  // In the order of the declaration, so that the same choice always gives the same bytes.
  return { value: choices.filter((choice) => items.includes(choice)) }
}

/** `甲、乙；丙`; a choice may itself hold a stop. */
const splitChoices = (text: string, choices: readonly string[]): string[] =>
  choices.includes(text)
    ? [text]
    : text
        .split(/[、；;，,\n]/)
        .map((part) => part.trim())
        .filter(Boolean)

export interface RegisterError {
  message: string
  remedy: string
  /** Ids of the rows concerned; empty when the register as a whole is wrong. */
  rows: string[]
}

/** What is wrong with a register as a whole: its state against its rows, and rows that are the same one twice. */
export function checkRegister(
  register: Register,
  state: RegisterState,
  rows: readonly Row[],
): RegisterError[] {
  const errors: RegisterError[] = []
  if (state === 'none' && rows.length > 0) {
    errors.push({
      message: `台账“${register.title}”报了零报告，却有${rows.length}条记录`,
      remedy: '删去记录，或者改为登记中、封账',
      rows: rows.map(({ id }) => id),
    })
  }
  if (state === 'closed' && rows.length === 0) {
    errors.push({
      message: `台账“${register.title}”没有记录，不能封账`,
      remedy: '确无此类事项的报零报告，否则先登记',
      rows: [],
    })
  }
  if (register.oneRow === 'year' && rows.length > 1) {
    errors.push({
      message: `台账“${register.title}”一年只有一条记录，现有${rows.length}条`,
      remedy: '合成一条',
      rows: rows.map(({ id }) => id),
    })
    return errors
  }
  return [...errors, ...sameKeys(register, rows)]
}

function sameKeys(register: Register, rows: readonly Row[]): RegisterError[] {
  if (register.key.length === 0) return []
  const seen = new Map<string, Row>()
  const labels = register.key.map((id) => register.fields.find((field) => field.id === id)?.label ?? id)
  return rows.flatMap((row): RegisterError[] => {
    const key = JSON.stringify(register.key.map((id) => row.values[id] ?? null))
    const earlier = seen.get(key)
    if (!earlier) {
      seen.set(key, row)
      return []
    }
    return [
      {
        message: `台账“${register.title}”有两条记录的${labels.join('、')}相同（${register.key.map((id) => shown(row.values[id])).join('，')}）`,
        remedy: '删去重复的一条，或者改正其中一条',
        rows: [earlier.id, row.id],
      },
    ]
  })
}
