/**
 * F3 by the month, quarter or half-year: each must reach its own number, and what one has too many fills no other.
 * It reads the days of a list; days still to come can only fill what is missing.
 */
import type { Environment } from '../condition-names.ts'
import type { Knowledge, KnowledgeOf } from '../knowledge.ts'
import { min, mul, type Rational, rational, sub, toDecimal } from '../rational.ts'
import type { CompiledScore, Explanation, Holder, Parameters, Reading } from './function.ts'
import { deductionText } from './measure-words.ts'
import { deductionLimit, readNumber } from './parameters.ts'
import { outcomesOf } from './points.ts'

/** Months of each kind of period. */
const lengths: Record<string, number> = { month: 1, quarter: 3, half_year: 6 }
export const periods = Object.keys(lengths)

const quarters = ['一', '二', '三', '四']

/** 3月, 第三季度, 下半年; with their months where they are not the calendar's. */
function periodText(per: string, index: number, firstMonth: number): string {
  const month = (at: number): string => `${((firstMonth - 1 + at) % 12) + 1}月`
  if (per === 'month') return month(index)
  const name = per === 'quarter' ? `第${quarters[index]}季度` : index === 0 ? '上半年' : '下半年'
  const length = lengths[per]!
  return firstMonth === 1 ? name : `${name}（${month(index * length)}至${month((index + 1) * length - 1)}）`
}

interface Shortfall {
  /** How many are missing in all. */
  missing: number
  /** The periods that fall short. */
  short: string[]
}

/** Months, quarters and half-years are counted from the first day of the period. */
function shortfall(
  days: readonly string[],
  { periodStart, periodEnd }: Environment,
  per: string,
  required: number,
): Shortfall {
  const [firstYear, firstMonth] = periodStart.split('-').map(Number) as [number, number]
  const length = lengths[per]!
  const counts = Array.from({ length: 12 / length }, () => 0)
  for (const day of days) {
    if (day < periodStart || day > periodEnd) continue
    const month = (Number(day.slice(0, 4)) - firstYear) * 12 + Number(day.slice(5, 7)) - firstMonth
    counts[Math.floor(month / length)]!++
  }
  const lacking = counts.map((count) => Math.max(0, required - count))
  return {
    missing: lacking.reduce((sum, lack) => sum + lack, 0),
    short: lacking.flatMap((lack, index) => (lack > 0 ? [periodText(per, index, firstMonth)] : [])),
  }
}

/** The most that can be missing: a year without a day. */
const allMissing = (per: string, required: number): number => (12 / lengths[per]!) * required

function pointsOf(parameters: Parameters, holder: Holder): (missing: number) => Rational {
  const each = readNumber(parameters.deduct_each)!
  const limit = deductionLimit(parameters, holder)
  return (missing) => {
    const full = mul(each, rational(missing))
    return sub(holder.value, limit === null ? full : min(full, limit))
  }
}

/** The outcomes points by the period can have. */
export function periodOutcomes(parameters: Parameters, holder: Holder) {
  const points = pointsOf(parameters, holder)
  const most = allMissing(String(parameters.per), Number(parameters.required))
  return outcomesOf(
    Array.from({ length: most + 1 }, (_, missing) => points(missing)),
    holder.value,
  )
}

export function compilePerPeriod(parameters: Parameters, holder: Holder): CompiledScore {
  const { value } = holder
  const of = String(parameters.of)
  const per = String(parameters.per)
  const required = Number(parameters.required)
  const points = pointsOf(parameters, holder)
  const daysIn = (known: Knowledge): KnowledgeOf<'dates'> => {
    if (known.kind !== 'dates') throw new TypeError(`per_missing cannot read ${known.kind} by the period`)
    return known
  }
  const lacking = (days: readonly string[], { environment }: Reading): Shortfall =>
    shortfall(days, environment, per, required)
  /** The fewest that can be missing in the end. */
  const fewest = ({ has, closed, perhaps }: KnowledgeOf<'dates'>, reading: Reading): number => {
    if (!closed && !perhaps) return 0
    return lacking([...has, ...(perhaps ?? [])], reading).missing
  }
  return {
    facts: [of],
    least: points(allMissing(per, required)),
    evaluate(_value, reading) {
      const known = daysIn(reading.known(of))
      return {
        low: points(lacking(known.has, reading).missing),
        high: points(fewest(known, reading)),
        empty: false,
      }
    },
    explain(_value, reading): Explanation {
      const known = daysIn(reading.known(of))
      const each = readNumber(parameters.deduct_each)!
      const lineOf = ({ missing, short }: Shortfall): string => {
        const named = short.length > 0 ? `（${short.join('、')}）` : ''
        const sum = deductionText(value, rational(missing), each, deductionLimit(parameters, holder))
        return `各期应有${required}次，共缺${missing}次${named}：${sum}`
      }
      const now = lacking(known.has, reading)
      const most = known.perhaps ? lineOf(lacking([...known.has, ...known.perhaps], reading)) : null
      const decided = known.closed || now.missing === 0 || most === lineOf(now)
      const calculation = decided
        ? [lineOf(now)]
        : [`下限 ${lineOf(now)}`, `上限 ${most ? `未定的都计入，${most}` : '名单未齐，补齐的不扣'}`]
      const fact = daysIn(reading.fact(of).record)
      const record = lacking(fact.has, reading)
      const found = fact.has.length
      const say = (text: string) => ({ text, fact: of })
      return {
        calculation,
        brief: calculation.join('；'),
        names: {
          of: say(String(found)),
          over: say(String(allMissing(per, required))),
          target: say(toDecimal(rational(required))),
          short: say(String(record.missing)),
          rate: say(''),
          names: record.short.map(say),
        },
        sentence: 'shortcoming',
      }
    },
  }
}
