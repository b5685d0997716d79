/** A cell as people fill it in → what the register's own check of a field understands, or why it cannot be read. */
import type { Field } from '../../rules/pack.ts'
import { chineseValue, isChineseNumeral } from '../../rules/reading/numerals.ts'
import { bareWord, choiceMeant } from './choice-words.ts'
import { cellText, type GridCell, notCalculated } from './grid.ts'

export type PlainCell = { given: unknown } | { message: string; remedy: string }

/** How the cells of a column are read beyond what its field says. */
export interface ColumnReading {
  /** Tens by which the column's unit differs from the field's: a column in 万元 of a field in 元 has 4. */
  power: number
  /** What a person said about words of this column: 成功 is 调解成功. */
  words: Readonly<Record<string, string>>
  /** The year that the sheet names, for days written without one. */
  year: number | null
  /** The column asks whether there is what the field says there is not. */
  inverted: boolean
  /** The year assessed: a number far from it is no day of its registers. */
  assessed: number | null
}

export const plainReading: ColumnReading = {
  power: 0,
  words: {},
  year: null,
  inverted: false,
  assessed: null,
}

/** What a header, and what stands around its table, say about the cells of a field's column. */
export const readingOf = (
  { header, above, below }: { header: string; above: string; below: string },
  field: Field,
): ColumnReading => ({
  power: powerOf(header, `${above}\n${below}`, field),
  words: {},
  year: field.type === 'date' ? (yearIn(header) ?? yearIn(above)) : null,
  inverted: field.type === 'flag' && /没有/.test(field.label) && /有无|有没有|是否有|是否存在/.test(header),
  assessed: null,
})

/** The one year a text names, the days on which forms were filled in left out. */
function yearIn(text: string): number | null {
  const years = [...text.normalize('NFKC').matchAll(/(?<!\d)(20\d\d)年(?!\d{1,2}月)/g)]
  const [year, ...others] = new Set(years.map(([, digits]) => Number(digits)))
  return year === undefined || others.length > 0 ? null : year
}

/** Marks people put where there is nothing to write. */
const nothing = new Set(['/', '\\', '-', '—', '——', '－', '–', '--', '///'])

/** A formula that stands as text, from a file that holds no results: =SUM(B2:B9), =B2+B3. */
const formula = /^[=＝][+-]?\s*([A-Za-z][A-Za-z.]*\s*\(|\$?[A-Za-z]{1,3}\$?\d)/

/** Reads a cell for a field; the register's own check has the last word on what is given. */
export function plainCell(field: Field, cell: GridCell, reading: ColumnReading = plainReading): PlainCell {
  const text = cellText(cell)
  if (text === '') return { given: null }
  if (text === notCalculated || formula.test(text)) {
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
      return dateOf(cell, text, reading)
    case 'number':
    case 'integer':
    case 'amount':
      return { given: numberText(field, cell, text, reading.power) }
    case 'flag':
      return { given: flagText(field, cell, text, reading.inverted) }
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

/** The day that a cell counts as spreadsheets do; null for one that does not look like it. */
export function serialDay(cell: GridCell): string | null {
  const plain = cellText(cell).normalize('NFKC')
  return /^\d{5}(\.\d+)?$/.test(plain) && isSerial(Number(plain)) ? fromSerial(Number(plain)) : null
}

/** From the year before to the spring after: when what a year's registers tell of was done. */
export const isNear = (date: string, year: number): boolean =>
  date >= `${year - 1}-01-01` && date <= `${year + 1}-04-30`

function dateOf(cell: GridCell, text: string, { year, assessed }: ColumnReading): PlainCell {
  const counted = serialDay(cell)
  if (counted === null) return { given: dateText(text, year) }
  if (assessed === null || isNear(counted, assessed)) return { given: counted }
  return {
    message: `“${text}”是数字，按表格软件的日期序号是${counted}，离${assessed}年度很远`,
    remedy: `确实是这一天的，改写为${counted}；不是的，写实际日期`,
  }
}

function dateText(text: string, year: number | null): string | null {
  const plain = text.normalize('NFKC').replace(/\s+/g, ' ')
  if (plain === '无') return null
  const bare = arabicDate(plain)
    .replace(/(上午|下午)?[ T]*\d{1,2}[:时]\d{0,2}[:分]?\d{0,2}(\.\d+)?秒?$/, '')
    .replace(/号$/, '日')
    .replace(/(星期|周)[一二三四五六日天]/, '')
    .replace(/\(\)$/, '')
    .trim()
  // Numbers that no month has: 23.5.8 begins with its year.
  if (/^(1[3-9]|[23]\d)([.\-/年])\d{1,2}[.\-/月]\d{1,2}日?$/.test(bare)) return `20${bare}`
  return year !== null && /^\d{1,2}月\d{1,2}日$/.test(bare) ? `${year}年${bare}` : bare
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

const inBrackets = /[([【](?:金额|计量)?(?:单位)?[::]?([^()[\]【】]{1,6})[)\]】]/g
const inWords = /单位(?:均?为|是|[::])\s*([^\s()[\]【】,;、。]{1,6})/g

/**
 * How many tens lie between the field's unit and the one a header names, or a line of its own around the table
 * (单位：万元); 0 where neither names one of that kind.
 */
function powerOf(header: string, around: string, field: Field): number {
  if (field.unit === undefined) return 0
  const own = splitUnit(field.unit)
  const named = [header, around]
    .map((text) => text.normalize('NFKC'))
    .flatMap((text) => [...text.matchAll(inBrackets), ...text.matchAll(inWords)])
    .map(([, unit = '']) => splitUnit(unit.replace(/^人民币/, '')))
    .find(({ base }) => base === own.base)
  return named ? named.power - own.power : 0
}

function numberText(field: Field, cell: GridCell, text: string, power: number): unknown {
  // What a spreadsheet computed carries fifteen digits; the rest is noise of its arithmetic.
  if (typeof cell === 'number') return shifted(String(Number(cell.toPrecision(15))), power)
  const plain = text.normalize('NFKC').replace(/\s+/g, '').replace(/[¥￥]/, '')
  // Where the field asks for 0, 无 is one.
  if (/^(无|没有)$/.test(plain) && /没有[^，、）]*填0/.test(field.label)) return '0'
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

/** Whether a text repeats what the field says of a row (在岗 of 年末在岗), or denies it. */
function repeats(label: string, text: string): boolean | null {
  const said = bareWord(label)
  const denied = /^(不|未|没有|没|无|非)(.{2,})$/.exec(text)
  if (text.length >= 2 && said.endsWith(text)) return true
  return denied && said.endsWith(denied[2]!) ? false : null
}

function flagText(field: Field, cell: GridCell, text: string, inverted: boolean): unknown {
  const plain = text.normalize('NFKC')
  const said =
    typeof cell === 'boolean'
      ? cell
      : yes.test(plain)
        ? true
        : no.test(plain)
          ? false
          : repeats(field.label, bareWord(plain))
  return said === null ? text : said !== inverted
}

function choiceText(text: string, choices: readonly string[]): string | null {
  return choiceMeant(text, choices) ?? (bareWord(text) === '无' ? nothingOf(choices) : text)
}

/** 无 is the choice that says so, where there is one. */
const nothingOf = (choices: readonly string[]): string | null =>
  choices.find((choice) => choice === '没有') ?? null

const between = /[、;；,，\n+＋/／]| (?=\S)/

function setText(text: string, choices: readonly string[]): string | string[] | null {
  const given: string[] = []
  let rest = text
  // A choice may itself hold what parts two of them, and another choice.
  for (const choice of [...choices].sort((a, b) => b.length - a.length)) {
    if (!between.test(choice) || !rest.includes(choice)) continue
    given.push(choice)
    rest = rest.replace(choice, '、')
  }
  for (const part of rest.split(between)) {
    const meant = choiceText(part.trim(), choices)
    if (meant !== null && meant !== '') given.push(meant)
  }
  return given.length === 0 ? null : given
}
