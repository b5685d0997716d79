/**
 * F3 by the month, quarter or half-year: each must reach its own number, and what one has too many fills no other
 * (scoring.md §4). It reads the days of a list; days still to come can only fill what is missing.
 */
import type { Environment } from '../condition-names.ts'
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
  const read = (reading: Reading, which: 'known' | 'record'): Shortfall & { closed: boolean } => {
    const known = which === 'known' ? reading.known(of) : reading.fact(of).record
    if (known.kind !== 'dates') throw new TypeError(`per_missing cannot read ${known.kind} by the period`)
    return { ...shortfall(known.has, reading.environment, per, required), closed: known.closed }
  }
  return {
    facts: [of],
    least: points(allMissing(per, required)),
    evaluate(_value, reading) {
      const { missing, closed } = read(reading, 'known')
      return { low: points(missing), high: closed ? points(missing) : value, empty: false }
    },
    explain(_value, reading): Explanation {
      const { missing, short, closed } = read(reading, 'known')
      const each = readNumber(parameters.deduct_each)!
      const sum = deductionText(value, rational(missing), each, deductionLimit(parameters, holder))
      const named = short.length > 0 ? `（${short.join('、')}）` : ''
      const line = `各期应有${required}次，共缺${missing}次${named}：${sum}`
      const calculation = closed || missing === 0 ? [line] : [`下限 ${line}`, '上限 名单未齐，补齐的不扣']
      const record = read(reading, 'record')
      const fact = reading.fact(of).record
      const found = fact.kind === 'dates' ? fact.has.length : 0
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
