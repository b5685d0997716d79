/** How numbers, dates and values are written on pages. Points stay decimal strings: digits are moved, never computed. */
import type { Hedge } from '../rules/evidence.ts'
import type { ClaimValue } from '../rules/pack.ts'
import { hedges, unitless } from './text.ts'

/** A decimal string with this many places, half up (away from zero). */
export const decimal = (value: string, places: number): string => {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value)
  if (!match) return value
  const whole = match[2] ?? '0'
  const fraction = match[3] ?? ''
  const kept = fraction.slice(0, places)
  const digits = whole + kept + '0'.repeat(places - kept.length)
  const up = fraction.charCodeAt(places) >= 53 // '5'
  const rounded = (up ? BigInt(digits) + 1n : BigInt(digits)).toString()
  const padded = '0'.repeat(Math.max(0, places + 1 - rounded.length)) + rounded
  const head = padded.slice(0, padded.length - places)
  const text = places === 0 ? padded : `${head}.${padded.slice(padded.length - places)}`
  return match[1] === '-' && /[1-9]/.test(text) ? `−${text}` : text
}

/** Points with two places. */
export const points = (value: string): string => decimal(value, 2)

/** 1.80—1.93; one number only when both ends meet. Where two places would hide a difference, all six are written. */
export const range = (low: string, high: string): string => {
  if (low === high) return points(low)
  const from = points(low)
  const to = points(high)
  return from === to ? `${low}—${high}` : `${from}—${to}`
}

/** Points as a signed change: +0.07, −0.50. */
export const signed = (value: string): string =>
  value.startsWith('-') || value.startsWith('+') ? points(value.replace('+', '')) : `+${points(value)}`

/** No points at all, however many noughts it is written with. */
export const isZero = (value: string): boolean => !/[1-9]/.test(value)

const isoDate = /^(\d{4})-(\d{2})-(\d{2})$/

/** 2025-12-31 as 2025年12月31日. */
export const longDate = (iso: string): string => {
  const match = isoDate.exec(iso)
  return match ? `${match[1]}年${Number(match[2])}月${Number(match[3])}日` : iso
}

/** A span of days; the year is not said twice. */
export const dateSpan = (from: string, to: string): string => {
  if (from === to) return longDate(from)
  const end = longDate(to)
  return `${longDate(from)}—${from.slice(0, 4) === to.slice(0, 4) ? end.slice(5) : end}`
}

/** A share such as 0.95 as 95%: the point moves two digits to the right. */
export const percent = (rate: string): string => {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(rate)
  if (!match) return rate
  const fraction = `${match[2] ?? ''}00`
  const whole = `${match[1]}${fraction.slice(0, 2)}`.replace(/^0+(?=\d)/, '')
  const rest = fraction.slice(2).replace(/0+$/, '')
  return `${whole}${rest === '' ? '' : `.${rest}`}%`
}

const grouped = (value: number): string => {
  const [whole = '', fraction] = String(value).split('.')
  const text = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? text : `${text}.${fraction}`
}

/** A value of a claim or statement as a person reads it, its hedge in words. */
export const valueText = (value: ClaimValue | 'none' | null, unit?: string, hedge?: Hedge): string =>
  value === null ? unitless.unstated : (hedge === undefined ? '' : hedges[hedge]) + bareValue(value, unit)

const bareValue = (value: ClaimValue | 'none', unit = ''): string => {
  if (typeof value === 'number') return `${grouped(value)}${unit}`
  if (typeof value === 'boolean') return value ? unitless.yes : unitless.no
  if (Array.isArray(value)) return value.map(longDate).join('、')
  if (typeof value === 'object') return 'rate' in value ? percent(value.rate) : dateSpan(value.from, value.to)
  if (value === 'none') return unitless.none
  if (value === 'all') return unitless.all
  return longDate(value)
}

/** A cell of a register as a person reads it. */
export const cellText = (value: string | number | boolean | string[] | null | undefined): string => {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return value ? unitless.yes : unitless.no
  if (Array.isArray(value)) return value.join('、')
  return String(value)
}

/** HH:MM of a moment on the reader's clock. */
export const clock = (at: Date): string =>
  `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`

/** The day on the reader's calendar, yyyy-mm-dd. */
export const isoToday = (now: Date): string =>
  `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`
