/** A cell as people fill it in → what the register's own check of a field understands, or why it cannot be read. */
import type { Field } from '../../rules/pack.ts'
import { chineseValue, isChineseNumeral } from '../../rules/reading/numerals.ts'
import { cellText, type GridCell, notCalculated } from './grid.ts'

export type PlainCell = { given: unknown } | { message: string; remedy: string }

/** How the cells of a column are read beyond what its field says. */
export interface ColumnReading {
  /** Tens by which the column's unit differs from the field's: a column in 万元 of a field in 元 has 4. */
  power: number
  /** What a person said about words of this column: 成功 is 调解成功. */
  words: Readonly<Record<string, string>>
}

export const plainReading: ColumnReading = { power: 0, words: {} }

/** Marks people put where there is nothing to write. */
const nothing = new Set(['/', '\\', '-', '—', '——', '－', '–', '--', '///'])

/** Reads a cell for a field; the register's own check has the last word on what is given. */
export function plainCell(field: Field, cell: GridCell, reading: ColumnReading = plainReading): PlainCell {
  const text = cellText(cell)
  if (text === '') return { given: null }
  if (text === notCalculated) {
    return { message: '公式没有计算结果', remedy: '在Excel或WPS中打开，保存一次再上传，或者直接填写结果' }
  }
  if (/^#(REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!)/.test(text)) {
    return { message: `公式出错（${text}）`, remedy: '改正公式，或者直接填写结果' }
  }
  const said = Object.hasOwn(reading.words, text) ? reading.words[text]! : undefined
  if (said !== undefined) return { given: said }
  if (nothing.has(text)) return { given: null }
  switch (field.type) {
    case 'date':
      return { given: dateText(cell, text) }
    case 'number':
    case 'integer':
    case 'amount':
      return { given: numberText(field, cell, text, reading.power) }
    case 'flag':
      return { given: flagText(cell, text) }
    case 'choice':
      return { given: choiceText(text, field.of ?? []) }
    case 'set':
      return { given: setText(text, field.of ?? []) }
    case 'ref':
      return { given: text === '无' ? null : text }
    case 'text':
      return { given: typeof cell === 'string' ? cell.trim() : text }
  }
}

const day = 86_400_000
/** Day 0 of spreadsheets; days before March 1900 are off by one there and no date of a register. */
const epoch = Date.UTC(1899, 11, 30)

const fromSerial = (serial: number): string =>
  new Date(epoch + Math.floor(serial) * day).toISOString().slice(0, 10)

/** From 1954 to 2119: numbers of five digits that a date column shows as a date. */
const isSerial = (value: number): boolean => value >= 20_000 && value < 80_000

function dateText(cell: GridCell, text: string): string | null {
  if (typeof cell === 'number' && isSerial(cell)) return fromSerial(cell)
  const plain = text.normalize('NFKC').replace(/\s+/g, ' ')
  if (/^\d{5}(\.\d+)?$/.test(plain) && isSerial(Number(plain))) return fromSerial(Number(plain))
  if (plain === '无') return null
  return arabicDate(plain)
    .replace(/(上午|下午)?[ T]*\d{1,2}[:时]\d{0,2}[:分]?\d{0,2}(\.\d+)?秒?$/, '')
    .replace(/号$/, '日')
    .replace(/(星期|周)[一二三四五六日天]/, '')
    .replace(/\(\)$/, '')
    .trim()
}

/** 二〇二五年三月二日 → 2025年3月2日 */
function arabicDate(text: string): string {
  const match =
    /^([〇零○Oo一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号]$/.exec(
      text,
    )
  if (!match) return text
  const [, year = '', month = '', date = ''] = match
  return `${chineseValue(year.replace(/[○Oo]/g, '〇'))}年${chineseValue(month)}月${chineseValue(date)}日`
}

/** Counters that mean the same kind of thing: a column of 名 is one of 人. */
const unitFamilies = [
  ['人', '名', '位', '人次', '人员'],
  [
    '个',
    '件',
    '次',
    '场',
    '项',
    '份',
    '条',
    '起',
    '处',
    '宗',
    '例',
    '期',
    '场次',
    '件次',
    '村',
    '个村',
    '家',
    '户',
    '所',
    '节',
    '部',
    '篇',
  ],
  ['元', '块', '圆', '元整'],
  ['小时', '学时', '课时'],
  ['分钟'],
  ['天', '日', '个工作日', '工作日'],
  ['分'],
  ['%'],
]

const familyOf = (unit: string): number => unitFamilies.findIndex((family) => family.includes(unit))

const powers: Record<string, number> = { 百: 2, 千: 3, 万: 4, 百万: 6, 千万: 7, 亿: 8 }

/** 万元 → 元 and four tens. */
function splitUnit(unit: string): { base: string; power: number } {
  const match = /^(百万|千万|百|千|万|亿)?(.*)$/.exec(unit)!
  return { base: match[2]!, power: match[1] ? powers[match[1]]! : 0 }
}

/** How many tens lie between the unit a header names and the field's; 0 where it names none or another kind of thing. */
export function powerOf(header: string, field: Field): number {
  if (field.unit === undefined) return 0
  const own = splitUnit(field.unit)
  const named = [...header.normalize('NFKC').matchAll(/[([【](?:单位)?[::]?([^()[\]【】]{1,4})[)\]】]/g)]
    .map(([, unit = '']) => splitUnit(unit))
    .find(({ base }) => base === own.base)
  return named ? named.power - own.power : 0
}

function numberText(field: Field, cell: GridCell, text: string, power: number): unknown {
  // What a spreadsheet computed carries fifteen digits; the rest is noise of its arithmetic.
  if (typeof cell === 'number') return shifted(String(Number(cell.toPrecision(15))), power)
  const plain = text.normalize('NFKC').replace(/\s+/g, '').replace(/[¥￥]/, '')
  const arabic = /^([+-]?\d[\d,]*(?:\.\d+)?)(.*)$/.exec(plain)
  let run = 0
  while (!arabic && run < plain.length && isChineseNumeral(plain[run]!)) run++
  const chinese = run > 0 ? chineseValue(plain.slice(0, run)) : undefined
  if (!arabic && chinese === undefined) return text
  const figure = arabic ? arabic[1]! : String(chinese)
  const tail = arabic ? arabic[2]! : plain.slice(run)
  if (tail === '') return shifted(figure, power)
  const { base, power: own } = splitUnit(tail)
  const wanted = splitUnit(field.unit ?? '')
  const same = base === '' || base === wanted.base || familyOf(base) === familyOf(wanted.base)
  const known = base === '' || familyOf(base) >= 0 || base === wanted.base
  if (!known || (field.unit !== undefined && !same)) return text
  // 3.5万 in a column headed 万元 would be the unit twice.
  return shifted(figure, own === 0 ? (base === '' ? power : -wanted.power) : own - wanted.power)
}

/** A decimal moved by tens, exactly. */
function shifted(figure: string, power: number): string {
  if (power === 0) return figure
  const [whole = '', part = ''] = figure.replaceAll(',', '').split('.')
  const sign = /^[+-]/.test(whole) ? whole[0]! : ''
  const digits = whole.slice(sign.length)
  if (power > 0) {
    const padded = part.padEnd(power, '0')
    const rest = padded.slice(power)
    return `${sign}${digits}${padded.slice(0, power)}${rest ? `.${rest}` : ''}`
  }
  const padded = digits.padStart(1 - power, '0')
  return `${sign}${padded.slice(0, power)}.${padded.slice(power)}${part}`.replace(/\.?0+$/, '')
}

const yes = /^(是|有|对|√|✓|✔|☑|y|yes|true|1|已[^未不没]{0,4})$/i
const no = /^(否|无|×|✗|✘|x|n|no|false|0|未[^已]{0,4}|没有|不是)$/i

function flagText(cell: GridCell, text: string): unknown {
  if (typeof cell === 'boolean') return cell
  const plain = text.normalize('NFKC')
  return yes.test(plain) ? true : no.test(plain) ? false : text
}

/** Words as they are compared: without numbering, brackets, marks and spaces. */
export const bareWord = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/^[\s([]*([0-9]{1,2}|[A-Za-z])[).、．\]:]\s*/, '')
    .replace(/[\s"'“”‘’()[\]【】《》,。、;:·\-—/]/g, '')

function choiceText(text: string, choices: readonly string[]): string | null {
  if (choices.includes(text)) return text
  const bare = bareWord(text)
  const found = choices.find((choice) => bareWord(choice) === bare)
  return found ?? (bare === '无' ? null : text)
}

function setText(text: string, choices: readonly string[]): string | string[] | null {
  if (choices.includes(text)) return text
  const whole = wholeChoices(text, choices)
  if (whole) return whole
  const parts = text.split(/[、;；,，\n+＋]| (?=\S)/).map((part) => choiceText(part.trim(), choices))
  const given = parts.filter((part): part is string => part !== null && part !== '')
  return given.length === 0 ? null : given
}

/** Choices that stand in a text word for word: a choice may itself hold the mark that stands between two. */
function wholeChoices(text: string, choices: readonly string[]): string[] | null {
  const longest = [...choices].sort((a, b) => b.length - a.length)
  const found: string[] = []
  let rest = text
  while (rest !== '') {
    const next = longest.find(
      (choice) => rest.startsWith(choice) && /^$|^[、;；,，\n+＋ ]/.test(rest.slice(choice.length)),
    )
    if (next === undefined) return null
    found.push(next)
    rest = rest.slice(next.length).replace(/^[、;；,，\n+＋ ]+/, '')
  }
  return found
}
