/** Dates as reports write them: with and without a year, in Chinese numerals, in lists, by month. */
import { isDate } from '../dates.ts'
import { readNumeral } from './numerals.ts'
import type { Quantity } from './quantity.ts'

const fullDate =
  /(?:(\d{4}|[〇零一二三四五六七八九]{4})年)?(\d{1,2}|[一二三四五六七八九十]{1,3})月(?:(\d{1,2}|[一二三四五六七八九十]{1,3})[日号])?/y
const isoDate = /(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?!\d)/y
const dayOnly = /(\d{1,2})[日号]/y
export const yearOnly = /(\d{4}|[〇零一二三四五六七八九]{4})年(?:度)?/y

export const chineseSmall = (text: string): number => {
  if (/^\d+$/.test(text)) return Number(text)
  return readNumeral(text, 0, text.length)?.value ?? Number.NaN
}
export const pad = (value: number, width = 2): string => String(value).padStart(width, '0')
const iso = (year: number, month: number, day: number): string => `${pad(year, 4)}-${pad(month)}-${pad(day)}`
const lastDay = (year: number, month: number): string => {
  for (let day = 31; day > 27; day--) if (isDate(iso(year, month, day))) return iso(year, month, day)
  return iso(year, month, 28)
}

export const match = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at
  return pattern.exec(text)
}

interface DateRead {
  quantity: Quantity
  year: number
  month: number
}

const readDate = (text: string, at: number, year: number | null): DateRead | null => {
  const exact = match(isoDate, text, at)
  if (exact) {
    const value = iso(Number(exact[1]), Number(exact[2]), Number(exact[3]))
    if (!isDate(value)) return null
    const quantity: Quantity = {
      kind: 'date',
      value: 0,
      dates: [value],
      counter: '',
      start: at,
      end: at + exact[0].length,
    }
    return { quantity, year: Number(exact[1]), month: Number(exact[2]) }
  }
  const spoken = match(fullDate, text, at)
  if (!spoken) return null
  const named = spoken[1] === undefined ? year : chineseSmall(spoken[1])
  const month = chineseSmall(spoken[2]!)
  if (named === null || !(month >= 1 && month <= 12)) return null
  const end = at + spoken[0].length
  const common = { kind: 'date' as const, value: 0, counter: '', start: at, end }
  if (spoken[3] === undefined) {
    const span = { from: iso(named, month, 1), to: lastDay(named, month) }
    return { quantity: { ...common, span }, year: named, month }
  }
  const value = iso(named, month, chineseSmall(spoken[3]))
  return isDate(value) ? { quantity: { ...common, dates: [value] }, year: named, month } : null
}

/** A date, or several joined by 、 和 及 , whose later members leave out year or month. */
export const readDates = (text: string, at: number, end: number, year: number | null): Quantity | null => {
  const first = readDate(text, at, year)
  if (!first || first.quantity.span) return first?.quantity ?? null
  const dates = [...first.quantity.dates!]
  let to = first.quantity.end
  let { year: lastYear, month } = first
  for (;;) {
    const joint = /[、,和及与]/.test(text[to] ?? '') ? to + 1 : -1
    if (joint < 0 || joint >= end) break
    const next = readDate(text, joint, lastYear)
    if (next?.quantity.dates) {
      dates.push(...next.quantity.dates)
      lastYear = next.year
      month = next.month
      to = next.quantity.end
      continue
    }
    const day = next ? null : match(dayOnly, text, joint)
    const value = day ? iso(lastYear, month, Number(day[1])) : ''
    if (!day || !isDate(value)) break
    dates.push(value)
    to = joint + day[0].length
  }
  return { ...first.quantity, kind: dates.length > 1 ? 'dates' : 'date', dates, end: to }
}
