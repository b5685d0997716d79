/** The digits of a clause beside the numbers of its rule: what one says and the other does not. */
import { type Facts, scoringFunctions } from './functions/index.ts'
import { readDue, readNumber } from './functions/parameters.ts'
import type { DueDate, FactDeclaration, Item, ItemVersion, Pool } from './pack.ts'
import { add, div, equal, isZero, mul, one, parseRational, type Rational, rational } from './rational.ts'
import { chineseValue } from './reading/numerals.ts'
import { writtenIn } from './scores.ts'

/** A number with what stands for it where it was written; a clause's may be meant in several ways. */
interface Spoken {
  text: string
  ways: Rational[]
  /** Said of points: 0.5分. */
  points: boolean
}

interface Numbers {
  numbers: Spoken[]
  /** MM-DD */
  dates: { text: string; day: string }[]
}

export interface Disagreement {
  /** Numbers of the clause that the rule has not. */
  clause: string[]
  /** Numbers of the rule, with their names, that the clause has not. */
  rule: string[]
}

/** Numbers of hotlines, documents, articles, years and list marks say nothing about the rule. */
const notMeant =
  /(?<!\d)(?:12345|12348|12309|12389)(?!\d)|第\d+|〔\d{4}〕\d*|(?:19|20)\d{2}年|[（(]\d+[）)]|(?:^|[。；\n])\s*\d+[.．、](?!\d)/g
const monthAndDay = /(\d{1,2})月(\d{1,2})日/g
const digits = /(\d+(?:\.\d+)?)(%|％|‰|个百分点|万)?(分(?!之))?/g

const hundred = rational(100)
const scaled = (value: Rational, unit: string | undefined): Rational[] => {
  if (unit === '%' || unit === '％' || unit === '个百分点') return [div(value, hundred), value]
  if (unit === '‰') return [div(value, rational(1000)), value]
  if (unit === '万') return [mul(value, rational(10_000)), value]
  return [value]
}

const monthDay = (month: string, day: string): string => `${month.padStart(2, '0')}-${day.padStart(2, '0')}`

function numbersOf(clause: string): Numbers {
  const meant = clause.replace(notMeant, ' ')
  const dates = [...meant.matchAll(monthAndDay)].map(([text, month, day]) => ({
    text,
    day: monthDay(month!, day!),
  }))
  const numbers = [...meant.replace(monthAndDay, ' ').matchAll(digits)].map(
    ([, number, unit = '', points]): Spoken => ({
      text: `${number}${unit}`,
      ways: scaled(rational(number!), unit),
      points: points !== undefined,
    }),
  )
  return { numbers, dates }
}

/** 不少于三次, 两人: a clause may write a small number so. */
const inChinese = (clause: string): Rational[] =>
  (clause.match(/[零〇一二两三四五六七八九十百千万]+/g) ?? []).flatMap((run) => {
    const value = chineseValue(run)
    return value === undefined ? [] : [rational(value), div(rational(value), hundred)]
  })

/** 每月1次 is twelve a year. */
const periods: readonly [RegExp, number][] = [
  [/每个?月/, 12],
  [/每个?季度?/, 4],
  [/每半年/, 2],
]
const aYear = (clause: string): Rational[] =>
  periods.flatMap(([words, times]) => (words.test(clause) ? [rational(times)] : []))

/** A number of the rule; `hidden` ones need not stand in the clause, though the clause may name them. */
interface Ruled {
  text: string
  value: Rational
  hidden: boolean
}

/** date(year, 7, 15), or a day in quotes. */
const dayCall = /date\(\s*[^,()]+,\s*(\d+)\s*,\s*(\d+)\s*\)|["']\d{4}-(\d\d)-(\d\d)["']/g

/** Days that a condition names, as MM-DD. */
const daysIn = (condition: string): string[] =>
  [...condition.matchAll(dayCall)].map((match) => monthDay(match[1] ?? match[3]!, match[2] ?? match[4]!))

/** Literals of a condition, without days, what stands in quotes and the digits of names. */
const literals = (condition: string): string[] =>
  condition
    .replace(dayCall, ' ')
    .replace(/"[^"]*"|'[^']*'/g, ' ')
    .match(/(?<![\w.])\d+(?:\.\d+)?(?![\w.])/g) ?? []

function rulesNumbers(item: Item, version: ItemVersion, facts: Facts): { ruled: Ruled[]; dates: string[] } {
  const value = rational(item.value)
  const ruled: Ruled[] = []
  const dates = dueDates(item, version)
  const put = (name: string, text: string, number: Rational): void => {
    // Nothing, one, and the full points are said in words: 不得分, 全部, 得满分.
    const hidden = isZero(number) || equal(number, one) || equal(number, value)
    // A deduction may be written as a negative credit.
    ruled.push({ text: `${name} ${text}`, value: absolute(number), hidden })
  }
  for (const [name, params] of Object.entries(version.score)) {
    for (const { path, value: written } of writtenIn(params)) {
      const key = [...path].reverse().find((step) => typeof step === 'string')
      if (key === 'date' || key === 'year' || typeof written === 'boolean') continue
      const number = readNumber(written)
      if (number) put(String(key), String(written), number)
      else {
        dates.push(...daysIn(String(written)))
        for (const literal of literals(String(written))) put('条件', literal, rational(literal))
      }
    }
    for (const fact of readBy(name, params, facts)) {
      dates.push(...daysIn(fact.where ?? ''))
      for (const literal of literals(fact.where ?? '')) put(`“${fact.title}”`, literal, rational(literal))
      if (fact.atLeast !== undefined) put(`“${fact.title}”`, String(fact.atLeast), rational(fact.atLeast))
    }
  }
  return { ruled, dates }
}

function readBy(name: string, params: Record<string, unknown>, facts: Facts): FactDeclaration[] {
  const scoring = Object.hasOwn(scoringFunctions, name) ? scoringFunctions[name] : undefined
  return (scoring?.facts(params, facts) ?? []).flatMap((id) => facts.get(id) ?? [])
}

/** Days by which the item's deed is due, wherever they are written. */
function dueDates(item: Item, version: ItemVersion): string[] {
  const found: DueDate[] = item.actBy === 'period_end' ? [] : [item.actBy]
  const look = (value: unknown): void => {
    const due = readDue(value)
    if (due) found.push(due)
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(look)
  }
  look(version.score)
  return found.map(({ date }) => date)
}

const among = (ways: readonly Rational[], numbers: readonly Rational[]): boolean =>
  ways.some((way) => numbers.some((number) => equal(way, number)))

const sumsOf = (values: readonly Rational[]): Rational[] =>
  values.flatMap((a) => values.map((b) => add(a, b)))

const absolute = ({ n, d }: Rational): Rational => ({ n: n < 0n ? -n : n, d })

/** What a line's clause may say of its pool: 最多加3分, 基础分达到80分的方可加分. */
const poolNumbers = (pool: Pool | undefined): Rational[] =>
  pool ? [pool.cap, ...(pool.gate ? [pool.gate.base] : [])].flatMap((text) => parseRational(text) ?? []) : []

/** What the clause of a version and its rule say differently; null when each number of one is in the other. */
export function compareNumbers(
  item: Item,
  version: ItemVersion,
  facts: Facts,
  pool?: Pool,
): Disagreement | null {
  const { numbers, dates } = numbersOf(version.clause)
  const { ruled, dates: due } = rulesNumbers(item, version, facts)
  const ruledValues = [...ruled.map(({ value }) => value), ...poolNumbers(pool)]
  const full = rational(item.value)
  const daysAndMonths = due.flatMap((date) => date.split('-').flatMap((part) => parseRational(part) ?? []))
  const said = [
    ...numbers.flatMap(({ ways }) => ways),
    ...inChinese(version.clause),
    ...aYear(version.clause),
  ]
  // 20 working days and 20 more are 40 from the first.
  const sums = sumsOf(said)
  const unsaid = ruled.filter(({ value, hidden }) => !hidden && !among([value], said))
  const unruled = numbers
    // 每1次, 缺1项: the unit that is counted in.
    .filter(({ text }) => text !== '1' && text !== '0')
    .filter(({ ways, points }) => !among(ways, [...ruledValues, ...daysAndMonths, ...(points ? [full] : [])]))
  // 10 and 5 more may be written as 15, and 15 as 10 and 5, where neither says the other's.
  const parts = (whole: Rational, own: Spoken): boolean =>
    unruled.some(
      (other) =>
        other !== own && other.ways.some((way) => own.ways.some((ours) => equal(add(way, ours), whole))),
    )
  const made = unsaid.flatMap((a) => unsaid.flatMap((b) => (a === b ? [] : [add(a.value, b.value)])))
  const clause = [
    ...unruled
      .filter((own) => !among(own.ways, made) && !unsaid.some(({ value }) => parts(value, own)))
      .map(({ text }) => text),
    ...dates.filter(({ day }) => !due.includes(day)).map(({ text }) => text),
  ]
  const rule = unsaid
    .filter(
      (own) =>
        !among([own.value], sums) &&
        !unsaid.some(
          (other) => other !== own && unruled.some(({ ways }) => among(ways, [add(own.value, other.value)])),
        ),
    )
    .map(({ text }) => text)
  if (clause.length === 0 && rule.length === 0) return null
  return { clause: [...new Set(clause)], rule: [...new Set(rule)] }
}
