/** One date against its window and due day: in time, early, within grace, late or never; the points of each. */
import type { Environment } from '../condition-names.ts'
import { addDays, chineseDate, daysBetween } from '../dates.ts'
import { never } from '../knowledge.ts'
import type { DueDate } from '../pack.ts'
import { calendar } from '../period.ts'
import { max, min, type Rational } from '../rational.ts'
import type { Holder, ParameterProblem, Parameters, Reading } from './function.ts'
import { latePoints } from './late-points.ts'
import { checkNumber, dueDay, readDue, readNumber } from './parameters.ts'

/** A deed with a date of its own. */
export interface Deed {
  /** What it is called among several. */
  title: string
  /** The fact that holds its date. */
  fact: string
  due: DueDate
  /** Done before this day it is too early; null: never too early. */
  opens: DueDate | null
}

interface Limits {
  due: DueDate
  /** The first day in time. */
  opens: string | null
  /** The date the clause names. */
  named: string
  /** The last day in time without grace. */
  last: string
  /** The last day that still counts as in time. */
  grace: string
  /** The day lateness is counted from. */
  start: string
}

/** What a date brings, out of so many points. */
export interface Timing {
  /** The fewest points whatever the date. */
  least: Rational
  /** Points between which every date that is still possible lies. */
  range(reading: Reading, deed: Deed): { low: Rational; high: Rational }
  /** 期限…, the day and what comes of it, or beside the day only 按期; with the arithmetic of a late day. */
  told(reading: Reading, deed: Deed): { limit: string; found: string; verdict: string; sum: string }
  /** On record: the date, the days it is late, and whether it falls short. */
  record(reading: Reading, deed: Deed): { date: string; due: string; lateDays: string; none: boolean }
}

/** What is wrong with the day from which a deed counts, and with what it brings before. */
export function checkWindow(
  written: Parameters,
  early: unknown,
  most: Rational | undefined,
  from = calendar,
): ParameterProblem[] {
  if (written.opens === undefined) return []
  const opens = readDue(written.opens)
  if (!opens) {
    return [
      {
        path: ['opens'],
        message: '办理时间从哪天起没有写明年份、日期',
        remedy: '例如 opens: { year: period, date: 11-01 }',
      },
    ]
  }
  const due = readDue(written.due)
  if (due && dueDay(opens, 2025, from) > dueDay(due, 2025, from))
    return [{ path: ['opens'], message: '办理时间的起点晚于期限', remedy: '改正 opens 或者 due' }]
  return checkNumber({ early }, 'early', '早于办理时间得几分', most ? { most } : {})
}

/** The compiled rule of dates: `parameters` say what late, early and never bring. */
export function timingOf(parameters: Parameters, holder: Holder): Timing {
  const { value } = holder
  const late = latePoints(parameters.late, holder)
  const none = readNumber(parameters.none)!
  // In a pool of deductions the deed in time takes nothing and the late one takes the more, the later it is.
  const inTime = readNumber(parameters.in_time) ?? value
  const early = readNumber(parameters.early) ?? inTime
  const days = Number(parameters.grace_days ?? 0)
  const isFixed = readNumber(parameters.late) !== undefined
  const limitsOf = ({ due, opens }: Deed, { year, periodStart }: Environment): Limits => {
    const day = (of: DueDate): string => dueDay(of, year, periodStart.slice(5))
    const named = day(due)
    const last = due.dayItself === 'in_time' ? named : addDays(named, -1)
    const grace = addDays(last, days)
    const start = parameters.late_from === 'grace' ? grace : last
    return { due, opens: opens && day(opens), named, last, grace, start }
  }
  /** The exact points of a day, or both ends where a holiday table is missing. */
  const points = (date: string, limits: Limits, { holidays }: Environment): Rational[] => {
    if (date === never) return [none]
    if (limits.opens !== null && date < limits.opens) return [early]
    if (date <= limits.grace) return [inTime]
    const ends = late.at(limits.start, date, holidays)
    return [ends.low, ends.high]
  }
  return {
    least: [late.least, none, early, inTime].reduce(min),
    range(reading, deed) {
      const { low, high } = dateOf(reading, deed.fact)
      const limits = limitsOf(deed, reading.environment)
      // The last day in time and of each tier, and the day after: between them the points go one way.
      const bends = [limits.grace, ...late.tierEnds(limits.start, reading.environment.holidays)]
      const edges = limits.opens === null ? bends : [addDays(limits.opens, -1), ...bends]
      const inside = (date: string): boolean => low < date && date < high
      const tried = [low, high, ...edges.flatMap((date) => [date, addDays(date, 1)]).filter(inside)]
      const reached = tried.flatMap((date) => points(date, limits, reading.environment))
      if (low !== never && high === never) reached.push(late.least)
      return { low: reached.reduce(min), high: reached.reduce(max) }
    },
    told(reading, deed) {
      const known = dateOf(reading, deed.fact)
      const limits = limitsOf(deed, reading.environment)
      const { grace } = limits
      const certain = known.low === known.high
      const sure = certain && known.low !== never
      return {
        limit: limitText(limits),
        found: foundText(known, limits),
        verdict: verdictText(known, limits),
        sum:
          sure && known.low > grace && !isFixed
            ? late.line(limits.start, known.low, reading.environment.holidays)
            : '',
      }
    },
    record(reading, deed) {
      const { record } = reading.fact(deed.fact)
      const limits = limitsOf(deed, reading.environment)
      const recorded = record.kind === 'date' && record.high !== never ? record.high : ''
      return {
        date: recorded ? chineseDate(recorded) : '',
        due: chineseDate(limits.named),
        lateDays: recorded ? String(Math.max(0, daysBetween(limits.start, recorded))) : '',
        none: record.kind === 'date' && record.low === never,
      }
    },
  }
}

function dateOf(reading: Reading, id: string): { low: string; high: string } {
  const known = reading.known(id)
  if (known.kind !== 'date') throw new TypeError(`deadline cannot read ${known.kind}`)
  return known
}

function limitText({ due, opens, named, last, grace }: Limits): string {
  const spare = grace === last ? '' : `，宽限至${chineseDate(grace)}`
  const from = opens === null ? '期限' : `应在${chineseDate(opens)}至`
  return `${from}${chineseDate(named)}（${due.dayItself === 'in_time' ? '含' : '不含'}当日${spare}）`
}

type Days = { low: string; high: string }

const isEarly = (date: string, { opens }: Limits): boolean => opens !== null && date < opens

/** 按期, 逾期3日, 未办理; 日期未定 where it cannot be told. */
function verdictText({ low, high }: Days, limits: Limits): string {
  const { last, grace, start } = limits
  if (low !== high) return high <= grace && !isEarly(low, limits) ? '按期' : '日期未定'
  if (low === never) return '未办理'
  if (isEarly(low, limits)) return '早于办理时间'
  if (low <= last) return '按期'
  return low <= grace ? '在宽限期内' : `逾期${daysBetween(start, low)}日`
}

/** The same with the day. */
function foundText(days: Days, limits: Limits): string {
  const { low, high } = days
  const verdict = verdictText(days, limits)
  if (low === high) return low === never ? verdict : `${chineseDate(low)}，${verdict}`
  return verdict === '按期' ? `${chineseDate(low)}至${chineseDate(high)}之间，${verdict}` : verdict
}
