/** 填报值: a total a person types in for a fact → the value as evidence carries it, or why it is none. */
import type { Hedge, Statement } from './evidence.ts'
import type { ClaimValue, FactDeclaration, Field } from './pack.ts'
import { parseCell, parseDate, parseNumber } from './registers.ts'

export type ParsedStatement<T> = { value: T } | { message: string; remedy: string; text: string }

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const shown = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))

const refuse = (value: unknown, message: string, remedy: string) => ({ message, remedy, text: shown(value) })

/** `95.0%` → `0.950`: the digits are kept, because a printed rate means ± half its last one. */
export function rateOfPercent(text: string): string | undefined {
  const match = /^(\d{1,3})(?:\.(\d{1,6}))?%$/.exec(text.normalize('NFKC').trim())
  if (!match) return undefined
  const [, whole = '', part = ''] = match
  const digits = whole.padStart(3, '0')
  return `${Number(digits.slice(0, -2))}.${digits.slice(-2)}${part}`
}

const noneWords = new Set(['none', '无', '没有', '零报告'])
const allWords = new Set(['all', '全部'])

/** The value of a statement about a fact; `fields` are those of the register that proves it. */
export function parseStatementValue(
  fact: FactDeclaration,
  fields: readonly Field[],
  year: number,
  value: unknown,
): ParsedStatement<Statement['value']> {
  const word = typeof value === 'string' ? value.trim() : ''
  if (noneWords.has(word)) return { value: fact.kind === 'flag' ? false : 'none' }
  switch (fact.kind) {
    case 'count':
    case 'amount':
    case 'elapsed':
      return parseAmount(fact, value)
    case 'share':
      return parseShare(fact, value, word)
    case 'rate':
      return parseRate(value)
    case 'date':
      return parseDay(value, word, year)
    case 'dates':
      return parseDays(value, word)
    case 'events':
      return refuse(value, `“${fact.title}”要逐条登记，不能填报`, '在台账中登记各条记录；没有的写“零报告”')
    case 'choice': {
      const words = fields.find(({ id }) => id === fact.field)?.of ?? []
      if (words.includes(word)) return { value: word }
      return refuse(value, `“${fact.title}”不能是“${shown(value)}”`, `可选：${words.join('、')}`)
    }
    case 'flag':
    case 'set':
      return parseWords(fact, fields, value)
  }
}

function parseAmount(fact: FactDeclaration, value: unknown): ParsedStatement<number> {
  const unit = fact.unit ? `，单位${fact.unit}` : ''
  const remedy = fact.kind === 'count' ? `写不小于0的整数${unit}；没有的写“零报告”` : `写不小于0的数${unit}`
  const number = parseNumber(value)
  if (number === undefined) return refuse(value, `“${fact.title}”应当是数，不能是“${shown(value)}”`, remedy)
  if (number < 0) return refuse(value, `“${fact.title}”不能是负数（${shown(value)}）`, remedy)
  if (fact.kind === 'count' && !Number.isInteger(number)) {
    return refuse(value, `“${fact.title}”应当是整数，不能是${shown(value)}`, remedy)
  }
  return { value: number }
}

function parseShare(fact: FactDeclaration, value: unknown, word: string): ParsedStatement<ClaimValue> {
  if (allWords.has(word)) return { value: 'all' }
  if (isMap(value) || word.endsWith('%')) return parseRate(value)
  const number = parseNumber(value)
  const remedy = '写符合的个数、百分比（如95%）或者“全部”；没有应当计算的对象的写“零报告”'
  if (number === undefined || number < 0 || !Number.isInteger(number)) {
    return refuse(value, `“${fact.title}”不能是“${shown(value)}”`, remedy)
  }
  return { value: number }
}

function parseRate(value: unknown): ParsedStatement<{ rate: string }> {
  const given = isMap(value) ? value.rate : value
  const text = typeof given === 'number' || typeof given === 'string' ? String(given).trim() : ''
  const rate = rateOfPercent(text) ?? (/^\d(\.\d{1,8})?$/.test(text) ? text : undefined)
  if (rate === undefined || Number(rate) > 1) {
    return refuse(value, `比率不能是“${shown(given)}”`, '写0到1之间的数（如0.95）或者百分比（如95%）')
  }
  return { value: { rate } }
}

function parseDay(value: unknown, word: string, year: number): ParsedStatement<ClaimValue> {
  if (word === '年初') return { value: { from: `${year}-01-01`, to: `${year}-03-31` } }
  if (!isMap(value)) return parseOneDay(value)
  const from = parseOneDay(value.from)
  const to = parseOneDay(value.to)
  if (!('value' in from)) return from
  if (!('value' in to)) return to
  if (from.value > to.value)
    return refuse(value, `起始日${from.value}晚于截止日${to.value}`, '改正from或者to')
  return { value: { from: from.value, to: to.value } }
}

function parseOneDay(value: unknown): ParsedStatement<string> {
  const parsed = parseDate(shown(value ?? ''))
  if ('date' in parsed) return { value: parsed.date }
  return refuse(value, parsed.message, '写日历上有的日期，如2025-03-01')
}

function parseDays(value: unknown, word: string): ParsedStatement<string[]> {
  const days = Array.isArray(value) ? value : word.split(/[、，,；;]/).filter((part) => part.trim() !== '')
  if (days.length === 0) return refuse(value, '没有写日期', '写[2025-03-01, 2025-09-10]')
  const read: string[] = []
  for (const day of days) {
    const parsed = parseOneDay(day)
    if (!('value' in parsed)) return parsed
    read.push(parsed.value)
  }
  return { value: [...new Set(read)].sort() }
}

function parseWords(
  fact: FactDeclaration,
  fields: readonly Field[],
  value: unknown,
): ParsedStatement<boolean | string[]> {
  const declared = fields.find(({ id }) => id === fact.field)
  const field: Field = {
    id: fact.id,
    label: fact.title,
    type: fact.kind === 'flag' ? 'flag' : 'set',
    required: true,
    namesRow: false,
    of: declared?.of ?? [],
    blankWhenClosed: 'unknown',
  }
  const cell = parseCell(field, value)
  if (!('value' in cell)) return refuse(value, cell.message, cell.remedy)
  if (typeof cell.value === 'boolean' || Array.isArray(cell.value)) return { value: cell.value }
  return refuse(value, `“${fact.title}”没有填`, fact.kind === 'flag' ? '写是或者否' : '写选项，或者none')
}

const hedges: ReadonlyMap<string, Hedge> = new Map([
  ['gte', 'gte'],
  ['不少于', 'gte'],
  ['gt', 'gt'],
  ['超过', 'gt'],
  ['lte', 'lte'],
  ['不超过', 'lte'],
  ['lt', 'lt'],
  ['少于', 'lt'],
  ['approx', 'approx'],
  ['约', 'approx'],
])

/** 不少于 → gte; only a number can be hedged. */
export function parseHedge(fact: FactDeclaration, hedge: unknown): ParsedStatement<Hedge> {
  const found = typeof hedge === 'string' ? hedges.get(hedge.trim()) : undefined
  if (found === undefined) {
    return refuse(
      hedge,
      `没有“${shown(hedge)}”这种约数`,
      '可选：gte（不少于）、gt（超过）、lte（不超过）、lt（少于）、approx（约）',
    )
  }
  if (!['count', 'amount', 'elapsed', 'share', 'rate'].includes(fact.kind)) {
    return refuse(hedge, `“${fact.title}”不是数，不能写约数`, '删去hedge')
  }
  return { value: found }
}
