/** Words for the parameters of functions: facts by their titles, amounts with their units, limits, days. */
import type { Facts } from './functions/index.ts'
import { isRecord, readDue, readNumber } from './functions/parameters.ts'
import type { DueDate } from './pack.ts'
import { toDecimal } from './rational.ts'

export type Params = Record<string, unknown>

/** The mappings of a list; anything else is none. */
export const list = (value: unknown): Params[] => (Array.isArray(value) ? value.filter(isRecord) : [])

/** Quotation marks inside quotation marks are single ones. */
export const quoted = (text: string): string => `“${text.replaceAll('“', '‘').replaceAll('”', '’')}”`

/** A fact by its title, in quotation marks. */
export function title(id: unknown, facts: Facts): string {
  const found = facts.get(String(id))
  return found ? quoted(found.title) : String(id)
}

/** What a fact is counted in; a share in the unit of its whole. */
export const unitOf = (id: unknown, facts: Facts): string => {
  const found = facts.get(String(id))
  return found?.unit ?? facts.get(found?.over ?? '')?.unit ?? (found?.kind === 'dates' ? '次' : '')
}

/** A number as written; 1 of a share is 100%. */
export function amount(value: unknown, of: unknown, facts: Facts): string {
  const number = readNumber(value)
  const kind = facts.get(String(of))?.kind
  if (value === 'all') return '全部'
  if (!number || String(value).includes('%')) return String(value)
  if (kind === 'share' || kind === 'rate') {
    const percent = { n: number.n * 100n, d: number.d }
    if (number.n <= number.d) return `${toDecimal(percent)}%`
  }
  return `${toDecimal(number)}${unitOf(of, facts)}`
}

/** 0.5分 */
export const points = (value: unknown): string => `${String(value)}分`

const floors: Record<string, string> = {
  item: '扣完为止',
  part: '本分项扣完为止',
  dimension: '扣到本一级指标分值扣完为止',
  total: '扣到总分扣完为止',
  none: '可以倒扣',
}

/** How far a deduction or a credit goes, after the rule. */
export function limits({ cap, floor, step_rounding: rounding }: Params): string {
  const parts = [
    ...(cap === undefined || cap === 'none' ? [] : [`最多${points(cap)}`]),
    ...(Object.hasOwn(floors, String(floor)) ? [floors[String(floor)]!] : []),
    ...(rounding === 'whole' ? ['不足一档的不计'] : []),
    ...(rounding === 'any_part' ? ['不足一档的按一档计'] : []),
    ...(rounding === 'proportional' ? ['不足一档的按比例计'] : []),
  ]
  return parts.map((part) => `，${part}`).join('')
}

/** What it happens in; without any the item does not apply. */
export const within = ({ over }: Params, facts: Facts): string =>
  over === undefined ? '' : `；没有${title(over, facts)}的，不适用`

/** 次年3月1日以前（含当日）, or from the day it may be done. */
export function due(value: unknown, opens?: unknown): string {
  const read = readDue(value)
  if (!read) return ''
  const from = readDue(opens)
  const span = from ? `${dayText(from)}至${dayText(read)}` : `${dayText(read)}以前`
  return `${span}（${read.dayItself === 'in_time' ? '含' : '不含'}当日）`
}

function dayText({ yearOffset, date }: DueDate): string {
  const [month, day] = date.split('-').map(Number)
  return `${yearOffset === 0 ? '当年' : '次年'}${month}月${day}日`
}

/** What a deed in time gives. */
export const inTime = (gives: unknown): string => (gives === undefined ? '得满分' : outcome(gives, ''))

/** Parts of a year in which something is asked each time. */
export const stretch: Record<string, string> = {
  month: '每月',
  quarter: '每季度',
  half_year: '每半年',
  day: '每日',
}

/** 得1分, or 不得分. */
export const outcome = (gives: unknown, what: string): string =>
  readNumber(gives) && String(gives) !== '0' ? `${what}得${points(gives)}` : `${what}不得分`
