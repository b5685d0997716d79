/** What is typed for a fact nobody has rows for, turned into the value of a statement and back. */
import { isDate } from '../../rules/dates.ts'
import type { ClaimValue, FactKind } from '../../rules/pack.ts'
import { percent } from '../format.ts'
import { isoOf } from './row-values.ts'

export type Typed = string | string[]
export type Parsed = { value: ClaimValue | 'none' } | { error: string }

const number = /^\d+(\.\d+)?$/
const share = /^(\d+(?:\.\d+)?)\s*[%％]$/

// 92.5 as 0.925: the point moves two digits to the left.
const rateOf = (text: string): string => {
  const [whole = '', fraction = ''] = text.split('.')
  const padded = whole.padStart(3, '0')
  const rate = `${padded.slice(0, -2)}.${padded.slice(-2)}${fraction}`.replace(/0+$/, '').replace(/\.$/, '')
  return rate.replace(/^0+(?=\d)/, '')
}

/** Reads a typed value by the kind of its fact. */
export const parseStatement = (kind: FactKind, typed: Typed): Parsed => {
  if (Array.isArray(typed)) return typed.length > 0 ? { value: typed } : { error: '至少选一项' }
  const text = typed.trim()
  if (text === '') return { error: '还没有填' }
  if (kind === 'choice') return { value: text }
  if (kind === 'flag')
    return text === 'true' || text === 'false' ? { value: text === 'true' } : { error: '选“是”或“否”' }
  if (kind === 'date') {
    const iso = isoOf(text)
    return isDate(iso) ? { value: iso } : { error: `“${text}”不是日历上的日期，写成年-月-日，如2025-03-12` }
  }
  if (kind === 'dates') {
    const days = text.split(/[、,，;；\s]+/).map(isoOf)
    const wrong = days.find((day) => !isDate(day))
    return wrong === undefined
      ? { value: days }
      : { error: `“${wrong}”不是日历上的日期，写成年-月-日，几个日期用顿号分开` }
  }
  const rate = share.exec(text)
  if ((kind === 'share' || kind === 'rate') && rate) return { value: { rate: rateOf(rate[1] ?? '') } }
  if (kind === 'share' && text === '全部') return { value: 'all' }
  if (kind === 'rate') return { error: `“${text}”不是比例，写成百分数，如95%` }
  const plain = text.replace(/[,，]/g, '')
  if (!number.test(plain)) return { error: `“${text}”不是数，写成阿拉伯数字，如30` }
  if (kind !== 'amount' && kind !== 'elapsed' && plain.includes('.')) return { error: '应为整数' }
  return { value: Number(plain) }
}

/** The typed form of a stored value. */
export const typedOf = (value: ClaimValue | 'none' | undefined, kind: FactKind): Typed => {
  if (value === undefined || value === 'none') return kind === 'set' ? [] : ''
  if (Array.isArray(value)) return kind === 'set' ? value : value.join('、')
  if (typeof value === 'object') return 'rate' in value ? percent(value.rate) : value.from
  return value === 'all' ? '全部' : String(value)
}

/** What the field asks for. */
export const placeholders: Record<FactKind, string> = {
  count: '如30',
  share: '如27、90%、全部',
  amount: '如100000',
  elapsed: '如15',
  rate: '百分数，如95%',
  date: '年-月-日，如2025-03-12',
  dates: '几个日期用顿号分开',
  flag: '',
  set: '',
  choice: '',
  events: '逐条登记',
}
