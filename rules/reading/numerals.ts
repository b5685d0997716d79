/** Numerals, Arabic and Chinese, with what 余 多 万 do to them. */
import type { Hedge } from '../evidence.ts'
import { isDigit } from './text.ts'

export interface Numeral {
  value: number
  /** The value as a decimal string in its own digits, for rates. */
  digits: string
  hedge?: Hedge
  end: number
  chinese: boolean
}

const digitOf: Record<string, number> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
const placeOf: Record<string, number> = { 十: 10, 百: 100, 千: 1000 }
/** Figures of accounts. Their characters stand in common words too (队伍, 大陆), so they never mix with the others. */
const formal = '壹贰叁肆伍陆柒捌玖拾佰仟'
const plain = '一二三四五六七八九十百千'
const formalRun =
  /[壹贰叁肆伍陆柒捌玖拾][壹贰叁肆伍陆柒捌玖拾佰仟零万亿]{0,15}(?![〇零一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟\d])/y
const largeOf: Record<string, number> = { 万: 10_000, 亿: 100_000_000 }
/** A longer run of numeral characters is no figure. */
const longestRun = 16

export const isChineseNumeral = (char: string): boolean =>
  char in digitOf || char in placeOf || char in largeOf || char === '廿' || char === '卅'

/** A figure may start with the character. */
export const startsNumeral = (char: string): boolean => isChineseNumeral(char) || formal.includes(char)

/** 二百三十五 → 235, 二〇二四 → 2024; undefined where the characters are no number (三五, 十百). */
export const chineseValue = (run: string): number | undefined => {
  if (/^[〇零一二三四五六七八九]{2,}$/.test(run)) {
    // Digits read one by one: only years and the like; 三五 or 八五 are names.
    return run.length >= 4 ? Number([...run].map((char) => digitOf[char]).join('')) : undefined
  }
  let total = 0
  let section = 0
  let digit = -1
  let lastPlace = 100_000
  let lastLarge = Number.POSITIVE_INFINITY
  for (const char of run.replace('廿', '二十').replace('卅', '三十')) {
    if (char in digitOf) {
      if (digit > 0) return undefined
      digit = digitOf[char]!
    } else if (char in placeOf) {
      const place = placeOf[char]!
      if (place >= lastPlace) return undefined
      if (digit === 0 && place !== 10) return undefined
      section += (digit <= 0 ? 1 : digit) * place
      lastPlace = place
      digit = -1
    } else {
      const large = largeOf[char]!
      const sum = section + Math.max(digit, 0)
      // 一亿二千万 is a sum, 一万亿 a product.
      if (sum > 0 && large < lastLarge) total += sum * large
      else if (sum === 0 && total > 0) total *= large
      else total = (total + (sum === 0 ? 1 : sum)) * large
      lastLarge = large
      section = 0
      digit = -1
      lastPlace = 100_000
    }
  }
  return total + section + Math.max(digit, 0)
}

/** The run of Chinese numeral characters at `at`. */
export const chineseRun = (text: string, at: number, end: number): string => {
  let to = at
  while (to < end && to - at <= longestRun && isChineseNumeral(text[to]!)) to++
  return text.slice(at, to)
}

const arabicNumber = /\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?/y

/** 余 多 几 after a figure: the figure is the least. */
const isMore = (char: string | undefined): boolean => char === '余' || char === '多' || char === '几'
/** 十来份, 20来名; but 来访, 来信. */
const about = /来(?![自访信源电函人到了])/y
const isAbout = (text: string, at: number, value: number): boolean => {
  about.lastIndex = at
  return value % 10 === 0 && value > 0 && about.test(text)
}
/** 3万5千, 3万5000: a smaller place follows. */
const tail = /(?:(\d)([百千])(?!分)|(\d{4})(?![\d.,]))/y

/** 伍万, 壹拾贰万. */
const formalValue = (text: string, at: number): { value: number; end: number } | null => {
  if (/[队大登着收捡失内水]/.test(text[at - 1] ?? '')) return null
  formalRun.lastIndex = at
  const run = formalRun.exec(text)?.[0]
  if (run === undefined || run.length > longestRun) return null
  const value = chineseValue(
    [...run].map((char) => (formal.includes(char) ? plain[formal.indexOf(char)] : char)).join(''),
  )
  return value === undefined ? null : { value, end: at + run.length }
}

/** The number that starts at `at`, with 余 and 万 worked in; null where none starts. */
export const readNumeral = (text: string, at: number, end: number): Numeral | null => {
  const code = text.charCodeAt(at)
  let value: number
  let digits = ''
  let to: number
  let chinese = false
  if (isDigit(code)) {
    arabicNumber.lastIndex = at
    const match = arabicNumber.exec(text)
    if (!match || match[0].length > longestRun) return null
    digits = match[0].replaceAll(',', '')
    value = Number(digits)
    to = at + match[0].length
  } else if (formal.includes(text[at]!)) {
    const found = formalValue(text, at)
    if (found === null) return null
    value = found.value
    digits = String(value)
    to = found.end
    chinese = true
  } else {
    const run = chineseRun(text, at, end)
    if (run === '' || run.length > longestRun) return null
    const found = chineseValue(run)
    if (found === undefined) return null
    value = found
    digits = String(found)
    to = at + run.length
    chinese = true
    const decimals =
      text[to] === '点' ? /^[〇零一二三四五六七八九]*/.exec(chineseRun(text, to + 1, end))![0] : ''
    // 三点五万, but 三点一是 and 两点五名.
    if (decimals !== '' && text[to + 1 + decimals.length] !== '是') {
      digits += `.${[...decimals].map((char) => digitOf[char]).join('')}`
      value = Number(digits)
      to += 1 + decimals.length
    }
  }
  let hedge: Hedge | undefined
  const blank = text[to] === ' ' ? 1 : 0
  let next = to + blank
  if (isMore(text[next])) {
    hedge = 'gte'
    next++
    to = next
  } else if (isAbout(text, next, value)) {
    hedge = 'approx'
    next++
    to = next
  }
  // 10余万, 1.2万, 5千: the place word follows the figure.
  let scaled = false
  while (
    next < end &&
    (text[next]! in largeOf || (!scaled && !chinese && text[next]! in placeOf && text[next + 1] !== '分'))
  ) {
    value = Math.round(value * (largeOf[text[next]!] ?? placeOf[text[next]!]!) * 1e6) / 1e6
    digits = String(value)
    next++
    to = next
    scaled = true
  }
  if (scaled && !chinese) {
    tail.lastIndex = to
    const rest = tail.exec(text)
    if (rest && value % 10_000 === 0) {
      value += rest[3] === undefined ? Number(rest[1]) * placeOf[rest[2]!]! : Number(rest[3])
      digits = String(value)
      to = next = to + rest[0].length
    }
  }
  if (scaled && isMore(text[next])) {
    hedge = 'gte'
    to = next + 1
  }
  return { value, digits, ...(hedge ? { hedge } : {}), end: to, chinese }
}

/** Shifts the point of a decimal string two places left: 99.5 → 0.995. */
export const percentToRate = (digits: string): string => {
  const [whole = '0', fraction = ''] = digits.split('.')
  const padded = whole.padStart(3, '0')
  const shifted = `${padded.slice(0, -2)}.${padded.slice(-2)}${fraction}`
  return shifted.replace(/^0+(?=\d)/, '').replace(/\.?0+$/, '') || '0'
}
