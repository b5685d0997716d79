/** Deeds with due days as formulas. */
import { addDays } from '../dates.ts'
import type { Holder, Parameters, Reading } from '../functions/function.ts'
import { tierEnd } from '../functions/late-points.ts'
import { deductionLimit, dueDay, isRecord, readDue, readNumber } from '../functions/parameters.ts'
import type { Rational } from '../rational.ts'
import { cmp } from '../rational.ts'
import {
  type Cell,
  cell,
  type Expression,
  least,
  minus,
  number,
  plus,
  type Test,
  times,
  when,
  worthOf,
} from './expression.ts'
import { dayCells, type Ends, numberEnds } from './inputs.ts'
import type { Given } from './measured.ts'

const day = (value: string): Expression => ({ op: 'day', value })

/** One deed, or a series of them with what being reminded costs. */
export function deadline(given: Given): Ends | null {
  const { parameters, holder, reading } = given
  const series = Array.isArray(parameters.series) ? parameters.series.filter(isRecord) : null
  const each = series ? readNumber(parameters.each)! : holder.value
  const deeds = (series ?? [parameters]).map((deed) =>
    deedEnds(deed, parameters, { value: each, part: holder.part }, reading),
  )
  if (!series && parameters.reminders === undefined) return deeds[0] ?? null
  const limit = parameters.floor === undefined ? null : deductionLimit(parameters, holder)
  const end = (which: 'low' | 'high'): Expression | null => {
    const losses: Expression[] = []
    for (const deed of deeds) {
      const points = deed?.[which]
      if (!points) return null
      losses.push(minus(number(each), points))
    }
    if (isRecord(parameters.reminders)) {
      const reminded = numberEnds(reading, String(parameters.reminders.of))
      const count = which === 'low' ? reminded?.high : reminded?.low
      if (!count) return null
      losses.push(times(count, number(readNumber(parameters.reminders.deduct_each)!)))
    }
    const loss = plus(...losses)
    return minus(number(holder.value), limit === null ? loss : least(loss, number(limit)))
  }
  return { low: end('low'), high: end('high') }
}

/** The points of a deed at both ends of its day; a day before the window may bring less than a later one. */
function deedEnds(deed: Parameters, rule: Parameters, holder: Holder, reading: Reading): Ends | null {
  const cells = dayCells(reading, String(deed.date))
  const due = readDue(deed.due)
  if (!cells || !due) return null
  const opens = readDue(deed.opens)
  const { year, periodStart } = reading.environment
  const from = periodStart.slice(5)
  const named = dueDay(due, year, from)
  const last = due.dayItself === 'in_time' ? named : addDays(named, -1)
  const grace = addDays(last, Number(rule.grace_days ?? 0))
  const late = lateFormula(rule.late, holder.value, rule.late_from === 'grace' ? grace : last, reading)
  if (!late) return null
  const points = (at: Cell): Expression => {
    const inTime: Test = { op: '<=', of: [cell(at), day(grace)] }
    const done = when(inTime, number(readNumber(rule.in_time) ?? holder.value), late(cell(at)))
    const early: Test | null = opens ? { op: '<', of: [cell(at), day(dueDay(opens, year, from))] } : null
    const whole = early ? when(early, number(readNumber(rule.early) ?? holder.value), done) : done
    return when({ op: 'undone', cell: at }, number(readNumber(rule.none)!), whole)
  }
  const b = points(cells.high)
  if (!cells.low) return { low: b, high: null }
  const a = points(cells.low)
  const [first, second] = [worthOf(a), worthOf(b)]
  return first && second && cmp(first, second) > 0 ? { low: b, high: a } : { low: a, high: b }
}

/**
 * What being late leaves; null for a loss that grows by the month, whose months no formula counts as we do, and where a
 * holiday table is missing.
 */
function lateFormula(
  late: unknown,
  value: Rational,
  start: string,
  { environment }: Reading,
): ((at: Expression) => Expression) | null {
  const fixed = readNumber(late)
  if (fixed) return () => number(fixed)
  if (Array.isArray(late)) {
    const tiers = late.filter(isRecord)
    const otherwise = number(readNumber(tiers.at(-1)!.otherwise)!)
    const steps = tiers.slice(0, -1).flatMap((tier) => {
      const end = tierEnd(tier, start, environment.holidays)
      return end === null ? [] : [{ end, points: number(readNumber(tier.points)!) }]
    })
    if (steps.length < tiers.length - 1) return null
    return (at) =>
      steps.reduceRight<Expression>(
        (rest, { end, points }) => when({ op: '<=', of: [at, day(end)] }, points, rest),
        otherwise,
      )
  }
  if (!isRecord(late) || late.per !== 'day') return null
  const from = readNumber(late.from) ?? value
  const limit = deductionLimit(late, { value: from, part: false })
  return (at) => {
    const loss = times(number(readNumber(late.deduct_each)!), minus(at, day(start)))
    return minus(number(from), limit === null ? loss : least(loss, number(limit)))
  }
}
