/** Dates as reports write them: with and without a year, in Chinese numerals, in lists, by month. */
import { isDate } from '../dates.ts'
import { readNumeral } from './numerals.ts'
import type { Quantity } from './quantity.ts'

const fullDate =
  /(?:(\d{4}|[〇零一二三四五六七八九]{4}) ?年 ?)?(\d{1,2}|[一二三四五六七八九十]{1,3}|元) ?月(?: ?(\d{1,2}|[一二三四五六七八九十廿]{1,3}) ?[日号])?/y
const isoDate = /(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?!\d)/y
const dayOnly = /(\d{1,2}|[一二三四五六七八九十廿]{1,3})[日号]/y
/** 3月5、6日; 3月5—8日: the sign of the day stands behind the last. */
const sharedDay = /(?:(\d{4})年)?(\d{1,2})月(\d{1,2}(?:[、,和及与]\d{1,2})+)[日号]/y
const dayRange = /(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[-—–~至到]{1,2}(\d{1,2})[日号]/y
const monthRange =
  /(?:(\d{4})年)?(\d{1,2}|[一二三四五六七八九十]{1,2})(?:月份?)?([-—–~至到、和]{1,2})(\d{1,2}|[一二三四五六七八九十]{1,2})月(?!\d|[一二三四五六七八九十]+[日号])/y
const rangeJoint = /起?[-—–~至到]{1,2}/y
/** A third of a month. */
const third = /(?:上旬|初(?![步次审级稿])|中旬|下旬|底(?![部线册])|末)/y
const thirds: Record<string, [number, number]> = {
  上: [1, 10],
  初: [1, 10],
  中: [11, 20],
  下: [21, 31],
  底: [21, 31],
  末: [21, 31],
}
export const yearOnly = /(\d{4}|[〇零一二三四五六七八九]{4}) ?年(?:度)?/y

export const chineseSmall = (text: string): number => {
  if (/^\d+$/.test(text)) return Number(text)
  if (text === '元') return 1
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

/** The year that a date without one belongs to: 去年3月5日 is of the year before. */
export const yearAt = (text: string, at: number, year: number | null): number | null => {
  if (year === null) return null
  const before = text.slice(Math.max(0, at - 3), at)
  if (/(?:去年|上年|上一年)$/.test(before)) return year - 1
  return /(?:明年|次年|下一?年|来年)$/.test(before) ? year + 1 : year
}

const spanOf = (from: string, to: string, start: number, end: number): Quantity => ({
  kind: 'date',
  value: 0,
  counter: '',
  start,
  end,
  span: { from, to },
})

/** Ranges and lists whose members share a month or the sign of the day. */
const readJoined = (text: string, at: number, year: number | null): Quantity | null => {
  const list = match(sharedDay, text, at)
  const days = list ?? match(dayRange, text, at)
  const named = days?.[1] === undefined ? yearAt(text, at, year) : Number(days[1])
  if (days && named !== null) {
    const numbers = list ? list[3]!.split(/[、,和及与]/) : [days[3]!, days[4]!]
    const dates = numbers.map((day) => iso(named, Number(days[2]), Number(day)))
    if (!dates.every(isDate)) return null
    const end = at + days[0].length
    return list
      ? { kind: 'dates', value: 0, counter: '', start: at, end, dates }
      : { ...spanOf(dates[0]!, dates[1]!, at, end), range: true }
  }
  const months = match(monthRange, text, at)
  const own = months?.[1] === undefined ? yearAt(text, at, year) : Number(months[1])
  if (!months || own === null) return null
  const from = chineseSmall(months[2]!)
  const to = chineseSmall(months[4]!)
  if (!(from >= 1 && from < to && to <= 12)) return null
  // 5、6月 are one stretch; 4月和10月, 3月、4月 are two dates.
  if (/[、和]/.test(months[3]!) && (to !== from + 1 || months[0].indexOf('月') < months[0].length - 1))
    return null
  const quantity = spanOf(iso(own, from, 1), lastDay(own, to), at, at + months[0].length)
  // 1至12月 is the whole year.
  return from === 1 && to === 12 ? { ...quantity, range: true } : quantity
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
  const named = spoken[1] === undefined ? yearAt(text, at, year) : chineseSmall(spoken[1])
  const month = chineseSmall(spoken[2]!)
  if (named === null || !(month >= 1 && month <= 12)) return null
  const end = at + spoken[0].length
  const common = { kind: 'date' as const, value: 0, counter: '', start: at, end }
  if (spoken[3] === undefined) {
    const part = match(third, text, text[end] === '份' ? end + 1 : end)
    if (!part) {
      const span = { from: iso(named, month, 1), to: lastDay(named, month) }
      return { quantity: { ...common, span }, year: named, month }
    }
    const [first, last] = thirds[part[0][0]!]!
    const to = iso(named, month, last)
    const span = { from: iso(named, month, first), to: isDate(to) ? to : lastDay(named, month) }
    const after = end + (text[end] === '份' ? 1 : 0) + part[0].length
    return { quantity: { ...common, end: after, span }, year: named, month }
  }
  const value = iso(named, month, chineseSmall(spoken[3]))
  return isDate(value) ? { quantity: { ...common, dates: [value] }, year: named, month } : null
}

/** A date, or several joined by 、 和 及 , whose later members leave out year or month. */
export const readDates = (text: string, at: number, end: number, year: number | null): Quantity | null => {
  const joined = readJoined(text, at, year)
  if (joined) return joined
  const first = readDate(text, at, year)
  if (!first || first.quantity.span) return first?.quantity ?? null
  const range = match(rangeJoint, text, first.quantity.end)
  if (range) {
    const behind = first.quantity.end + range[0].length
    const last = readDate(text, behind, first.year)?.quantity
    const day = last ? null : match(dayOnly, text, behind)
    const to = day ? iso(first.year, first.month, chineseSmall(day[1]!)) : last?.dates?.[0]
    const from = first.quantity.dates![0]!
    if (to !== undefined && isDate(to) && from < to)
      return { ...spanOf(from, to, at, last?.end ?? behind + day![0].length), range: true }
  }
  const dates = [...first.quantity.dates!]
  let to = first.quantity.end
  let { year: lastYear, month } = first
  for (;;) {
    const blank = text[to] === ' ' ? 1 : 0
    const joint = /[、,和及与 ]/.test(text[to] ?? '') ? to + 1 : -1
    if (joint < 0 || joint >= end) break
    const next = readDate(text, joint, lastYear)
    if (next?.quantity.dates) {
      dates.push(...next.quantity.dates)
      lastYear = next.year
      month = next.month
      to = next.quantity.end
      continue
    }
    const day = next || blank ? null : match(dayOnly, text, joint)
    const value = day ? iso(lastYear, month, chineseSmall(day[1]!)) : ''
    if (!day || !isDate(value)) break
    dates.push(value)
    to = joint + day[0].length
  }
  return { ...first.quantity, kind: dates.length > 1 ? 'dates' : 'date', dates, end: to }
}
