/** F10 deadline: points in time, late, or not done at all. A missing date is unknown, never late (scoring.md §13). */
import { chineseDate, daysBetween } from '../dates.ts'
import { never } from '../knowledge.ts'
import { max, min, type Rational } from '../rational.ts'
import type { Explanation, Reading, SayValue, ScoringFunction } from './function.ts'
import { checkFact, dueDay, readDue, readNumber, unknownKeys } from './parameters.ts'

export const deadline: ScoringFunction = {
  name: 'deadline',
  names: ['date', 'due', 'late_days'],
  canBeEmpty: () => false,
  outcomes: ({ late, none }) =>
    late === none ? ['met', 'not_met', 'unknown'] : ['met', 'partly', 'not_met', 'unknown'],
  check(parameters, facts) {
    const problems = [
      ...unknownKeys(parameters, ['date', 'due', 'late', 'none']),
      ...checkFact(parameters, 'date', facts, ['date']),
    ]
    if (!readDue(parameters.due)) {
      problems.push({
        path: ['due'],
        message: '期限没有写明年份、日期或者当日怎样算',
        remedy: '例如 due: { year: period+1, date: 04-01, day_itself: in_time }',
      })
    }
    for (const key of ['late', 'none']) {
      if (!readNumber(parameters[key])) {
        problems.push({ path: [key], message: `没有写明“${key}”得几分`, remedy: `例如 ${key}: 0` })
      }
    }
    return problems
  },
  facts: (parameters) => [String(parameters.date)],
  compile(parameters) {
    const id = String(parameters.date)
    const due = readDue(parameters.due)!
    const late = readNumber(parameters.late)!
    const none = readNumber(parameters.none)!
    const inTime = (date: string, last: string): boolean =>
      due.dayItself === 'in_time' ? date <= last : date < last
    /** The exact point function. */
    const points = (value: Rational, date: string, last: string): Rational =>
      date === never ? none : inTime(date, last) ? value : late
    return {
      facts: [id],
      least: min(late, none),
      evaluate(value, reading) {
        const known = reading.known(id)
        if (known.kind !== 'date') throw new TypeError(`deadline cannot read ${known.kind}`)
        const last = dueDay(due, reading.environment.year)
        const reached = [points(value, known.low, last), points(value, known.high, last)]
        // Between the ends lie the last day in time and the first day late.
        if (known.low < last && last < known.high) reached.push(value, late)
        return { low: reached.reduce(min), high: reached.reduce(max), empty: false }
      },
      explain(_value, reading) {
        const last = dueDay(due, reading.environment.year)
        return explain(reading, id, last, due.dayItself === 'in_time')
      },
    }
  },
}

function explain(reading: Reading, id: string, last: string, dayCounts: boolean): Explanation {
  const known = reading.known(id)
  if (known.kind !== 'date') throw new TypeError(`deadline cannot read ${known.kind}`)
  const limit = `期限${chineseDate(last)}（${dayCounts ? '含' : '不含'}当日）`
  const verdict = (date: string): string => {
    if (date === never) return '未办理'
    const late = daysBetween(last, date)
    return late > 0 || (late === 0 && !dayCounts) ? `逾期${Math.max(late, 1)}日` : '按期'
  }
  const certain = known.low === known.high
  const inTime = known.high < last || (known.high === last && dayCounts)
  const found = certain ? verdict(known.low) : inTime ? '按期' : '日期未定'
  const day = certain
    ? known.low === never
      ? ''
      : `${chineseDate(known.low)}，`
    : inTime
      ? `${chineseDate(known.low)}至${chineseDate(known.high)}之间，`
      : ''
  const record = reading.fact(id).record
  const recorded = record.kind === 'date' && record.high !== never ? record.high : ''
  const say = (text: string): SayValue => ({ text, fact: id })
  return {
    calculation: [`${limit}；${day}${found}`],
    brief: `${limit}，${found}`,
    names: {
      date: say(recorded ? chineseDate(recorded) : ''),
      due: say(chineseDate(last)),
      late_days: say(recorded ? String(Math.max(0, daysBetween(last, recorded))) : ''),
    },
    sentence: record.kind === 'date' && record.low === never ? 'shortcoming_none' : 'shortcoming',
  }
}
