/** F10 deadline: points in time, late, or not done at all. A missing date is unknown, never late (scoring.md §13). */
import { addDays, chineseDate, daysBetween } from '../dates.ts'
import { never } from '../knowledge.ts'
import type { DueDate } from '../pack.ts'
import { max, min, type Rational } from '../rational.ts'
import type { Explanation, Holder, Parameters, Reading, SayValue, ScoringFunction } from './function.ts'
import { checkLate, latePoints, sampleOfLate } from './late-points.ts'
import { checkFact, checkNumber, dueDay, readDue, readNumber, unknownKeys } from './parameters.ts'
import { outcomesOf } from './points.ts'
import { checkChoice } from './rows.ts'

/** Later than any tier or decay that makes a difference to the outcomes a pack shows. */
const sampledDays = 400

export const deadline: ScoringFunction = {
  name: 'deadline',
  names: ['date', 'due', 'late_days'],
  canBeEmpty: () => false,
  outcomes: ({ late, none, in_time: inTime }, _facts, holder) =>
    outcomesOf(
      [
        readNumber(inTime) ?? holder.value,
        readNumber(none)!,
        ...sampleOfLate(latePoints(late, holder), sampledDays),
      ],
      holder.value,
    ),
  check(parameters, facts, holder) {
    const { grace_days: grace, late } = parameters
    const problems = [
      ...unknownKeys(parameters, ['date', 'due', 'in_time', 'grace_days', 'late_from', 'late', 'none']),
      ...checkFact(parameters, 'date', facts, ['date']),
      ...checkNumber(parameters, 'in_time', '按时得分', { optional: true, most: holder.value }),
    ]
    if (!readDue(parameters.due)) {
      problems.push({
        path: ['due'],
        message: '期限没有写明年份、日期或者当日怎样算',
        remedy: '例如 due: { year: period+1, date: 04-01, day_itself: in_time }',
      })
    }
    if (grace !== undefined && !(Number.isSafeInteger(Number(grace)) && Number(grace) > 0)) {
      problems.push({
        path: ['grace_days'],
        message: '宽限日数应当是大于0的整数',
        remedy: '例如 grace_days: 5',
      })
    }
    if (grace !== undefined && !readNumber(late)) {
      problems.push(
        ...checkChoice(parameters.late_from, ['late_from'], '逾期日数从期限还是从宽限期满起算', [
          'due',
          'grace',
        ]),
      )
    } else if (parameters.late_from !== undefined) {
      problems.push({ path: ['late_from'], message: '没有宽限期，或者逾期不分长短', remedy: '删去late_from' })
    }
    return [...problems, ...checkLate(late, holder), ...checkNone(parameters, holder)]
  },
  facts: (parameters) => [String(parameters.date)],
  compile(parameters, _facts, holder) {
    const { value } = holder
    const id = String(parameters.date)
    const late = latePoints(parameters.late, holder)
    const none = readNumber(parameters.none)!
    // In a pool of deductions the deed in time takes nothing and the late one takes the more, the later it is.
    const inTime = readNumber(parameters.in_time) ?? value
    const terms = termsOf(parameters)
    /** The exact point function. */
    const points = (date: string, limits: Limits): Rational => {
      if (date === never) return none
      return date <= limits.grace ? inTime : late.at(limits.start, date)
    }
    return {
      facts: [id],
      least: [late.least, none, inTime].reduce(min),
      evaluate(_value, reading) {
        const { low, high } = dateOf(reading, id)
        const limits = terms(reading.environment.year)
        const inside = (date: string): boolean => low < date && date < high
        // The last day in time and of each tier, and the day after: between them the points go one way.
        const bends = [limits.grace, ...late.tierEnds.map((days) => addDays(limits.start, days))]
        const days = [low, high, ...bends.flatMap((date) => [date, addDays(date, 1)]).filter(inside)]
        const reached = days.map((date) => points(date, limits))
        if (low !== never && high === never) reached.push(late.least)
        return { low: reached.reduce(min), high: reached.reduce(max), empty: false }
      },
      explain(_value, reading) {
        const limits = terms(reading.environment.year)
        const isFixed = readNumber(parameters.late) !== undefined
        return explain(reading, id, limits, isFixed ? () => '' : (date) => late.line(limits.start, date))
      },
    }
  },
}

const checkNone = (parameters: Parameters, { value }: Holder) => [
  ...(readNumber(parameters.none)
    ? checkNumber(parameters, 'none', '未办理得分', { most: value })
    : [{ path: ['none'], message: '没有写明“none”得几分', remedy: '例如 none: 0' }]),
]

interface Limits {
  due: DueDate
  /** The date the clause names. */
  named: string
  /** The last day in time without grace. */
  last: string
  /** The last day that still counts as in time. */
  grace: string
  /** The day lateness is counted from. */
  start: string
}

function termsOf(parameters: Parameters): (year: number) => Limits {
  const due = readDue(parameters.due)!
  const days = Number(parameters.grace_days ?? 0)
  return (year) => {
    const named = dueDay(due, year)
    const last = due.dayItself === 'in_time' ? named : addDays(named, -1)
    const grace = addDays(last, days)
    return { due, named, last, grace, start: parameters.late_from === 'grace' ? grace : last }
  }
}

function dateOf(reading: Reading, id: string): { low: string; high: string } {
  const known = reading.known(id)
  if (known.kind !== 'date') throw new TypeError(`deadline cannot read ${known.kind}`)
  return known
}

function explain(
  reading: Reading,
  id: string,
  limits: Limits,
  arithmetic: (date: string) => string,
): Explanation {
  const known = dateOf(reading, id)
  const { named, last, grace } = limits
  const counts = limits.due.dayItself === 'in_time'
  const spare = grace === last ? '' : `，宽限至${chineseDate(grace)}`
  const limit = `期限${chineseDate(named)}（${counts ? '含' : '不含'}当日${spare}）`
  const verdict = (date: string): string => {
    if (date === never) return '未办理'
    if (date <= last) return '按期'
    return date <= grace ? '在宽限期内' : `逾期${daysBetween(limits.start, date)}日`
  }
  const certain = known.low === known.high
  const inTime = known.high <= grace
  const found = certain ? verdict(known.low) : inTime ? '按期' : '日期未定'
  const day = certain
    ? known.low === never
      ? ''
      : `${chineseDate(known.low)}，`
    : inTime
      ? `${chineseDate(known.low)}至${chineseDate(known.high)}之间，`
      : ''
  const sum = certain && known.low !== never && known.low > grace ? arithmetic(known.low) : ''
  const record = reading.fact(id).record
  const recorded = record.kind === 'date' && record.high !== never ? record.high : ''
  const say = (text: string): SayValue => ({ text, fact: id })
  return {
    calculation: [`${limit}；${day}${found}${sum ? `；${sum}` : ''}`],
    brief: `${limit}，${found}${sum ? `，${sum}` : ''}`,
    names: {
      date: say(recorded ? chineseDate(recorded) : ''),
      due: say(chineseDate(named)),
      late_days: say(recorded ? String(Math.max(0, daysBetween(limits.start, recorded))) : ''),
    },
    sentence: record.kind === 'date' && record.low === never ? 'shortcoming_none' : 'shortcoming',
  }
}
