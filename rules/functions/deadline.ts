/**
 * F10 deadline: points in time, early, late, or not done at all; of one deed or of a series, each with its own due day; and
 * what being reminded costs. A missing date is unknown, never late.
 */
import type { KnowledgeOf } from '../knowledge.ts'
import { add, cmp, min, mul, type Rational, rational, sub, sum, toDecimal, zero } from '../rational.ts'
import { intervalText, pointsText } from '../wording.ts'
import { checkWindow, type Deed, type Timing, timingOf } from './due-dates.ts'
import type {
  Explanation,
  Facts,
  Holder,
  ParameterProblem,
  Parameters,
  Reading,
  ScoringFunction,
} from './function.ts'
import { checkLate, latePoints } from './late-points.ts'
import {
  checkFact,
  checkLimits,
  checkNumber,
  checkPositive,
  deductionLimit,
  isRecord,
  readDue,
  readNumber,
  unknownKeys,
} from './parameters.ts'
import { outcomesOf } from './points.ts'
import { checkChoice } from './rows.ts'

/** Later than any tier or decay that makes a difference to the outcomes a pack shows. */
const sampledDays = 400

const single = ['date', 'due', 'opens', 'in_time']
const common = ['early', 'grace_days', 'late_from', 'late', 'none', 'reminders', 'cap', 'floor']
const seriesExample =
  'series: [{ title: 上半年, date: reports.first, due: { year: period, date: 07-10 } }, …], each: 0.5'

const isSeries = (parameters: Parameters): boolean => parameters.series !== undefined

const written = (parameters: Parameters): Record<string, unknown>[] =>
  Array.isArray(parameters.series) ? parameters.series.filter(isRecord) : []

/** What one deed brings at most: the value, or in a series as much as it says. */
const holderOfEach = (parameters: Parameters, holder: Holder): Holder => ({
  value: isSeries(parameters) ? (readNumber(parameters.each) ?? holder.value) : holder.value,
  part: holder.part,
})

export const deadline: ScoringFunction = {
  name: 'deadline',
  names: ['date', 'due', 'late_days', 'names', 'count'],
  canBeEmpty: () => false,
  outcomes(parameters, _facts, holder) {
    const each = holderOfEach(parameters, holder)
    const deeds = deedsOf(parameters).length
    const early = readNumber(parameters.early)
    const given = [
      readNumber(parameters.in_time) ?? each.value,
      readNumber(parameters.none)!,
      ...(early ? [early] : []),
      ...latePoints(parameters.late, each).sample(sampledDays),
    ]
    const limit = limitOf(parameters, holder)
    const after = (loss: Rational): Rational => sub(holder.value, limit === null ? loss : min(loss, limit))
    const times = Array.from({ length: deeds + 1 }, (_, count) => rational(count))
    const losses = given.flatMap((points) => times.map((count) => mul(count, sub(each.value, points))))
    const reminded = remindersOf(parameters) && limit !== null ? [after(limit)] : []
    return outcomesOf([...losses.map(after), ...reminded], holder.value)
  },
  check,
  facts: (parameters) => {
    const reminders = remindersOf(parameters)
    return [
      ...new Set([...deedsOf(parameters).map(({ fact }) => fact), ...(reminders ? [reminders.of] : [])]),
    ]
  },
  compile(parameters, facts, holder) {
    const { value } = holder
    const each = holderOfEach(parameters, holder)
    const deeds = deedsOf(parameters)
    const timing = timingOf(parameters, each)
    const limit = limitOf(parameters, holder)
    const reminders = remindersOf(parameters)
    const after = (loss: Rational): Rational => sub(value, limit === null ? loss : min(loss, limit))
    const lossOf = (reading: Reading, deed: Deed) => {
      const { low, high } = timing.range(reading, deed)
      return { low: sub(each.value, high), high: sub(each.value, low) }
    }
    /** What being reminded costs; null: without end. */
    const reminded = (reading: Reading): { low: Rational; high: Rational | null } => {
      if (!reminders) return { low: zero, high: zero }
      const { low, high } = countOf(reading, reminders)
      return { low: mul(low, reminders.each), high: high && mul(high, reminders.each) }
    }
    const range = (reading: Reading): { low: Rational; high: Rational } => {
      const losses = [...deeds.map((deed) => lossOf(reading, deed)), reminded(reading)]
      const least = sum(losses.map(({ low }) => low))
      // Without an end to the reminders, as much as can be taken.
      const most = losses.reduce<Rational | null>((all, { high }) => all && high && add(all, high), zero)
      return { low: after(most ?? limit!), high: after(least) }
    }
    const worst = mul(rational(deeds.length), sub(each.value, timing.least))
    return {
      facts: deadline.facts(parameters, facts),
      least: after(reminders ? limit! : worst),
      evaluate: (_value, reading) => ({ ...range(reading), empty: false }),
      explain: (_value, reading) => {
        const told = explainDeeds(reading, deeds, timing, each.value, isSeries(parameters))
        if (!reminders && !isSeries(parameters)) return told
        const lines = reminders
          ? [`被催报${countText(countOf(reading, reminders))}次，每次扣${pointsText(reminders.each)}分`]
          : []
        const total = `${pointsText(value)}分，扣后得${intervalText(range(reading))}`
        return {
          ...told,
          calculation: [...told.calculation, ...lines, total],
          brief: [told.brief, ...lines].join('；'),
        }
      },
    }
  },
}

// --- declarations ------------------------------------------------------------------------------------------------------

function deedsOf(parameters: Parameters): Deed[] {
  const list = isSeries(parameters) ? written(parameters) : [parameters]
  return list.map((deed) => ({
    title: String(deed.title ?? ''),
    fact: String(deed.date),
    due: readDue(deed.due)!,
    opens: readDue(deed.opens) ?? null,
  }))
}

interface Reminders {
  of: string
  each: Rational
}

function remindersOf({ reminders }: Parameters): Reminders | null {
  if (!isRecord(reminders)) return null
  return { of: String(reminders.of), each: readNumber(reminders.deduct_each)! }
}

/** Losses that stay within the value need no floor. */
const limitOf = (parameters: Parameters, holder: Holder): Rational | null =>
  parameters.floor === undefined ? null : deductionLimit(parameters, holder)

function check(parameters: Parameters, facts: Facts, holder: Holder): ParameterProblem[] {
  const series = isSeries(parameters)
  const each = holderOfEach(parameters, holder)
  return [
    ...unknownKeys(parameters, [...(series ? ['series', 'each'] : single), ...common]),
    ...(series ? checkSeries(parameters, facts, holder) : checkDeed(parameters, facts, parameters, each)),
    ...checkGrace(parameters),
    ...checkLate(parameters.late, each),
    ...(readNumber(parameters.none)
      ? checkNumber(parameters, 'none', '未办理得分', { most: each.value })
      : [{ path: ['none'], message: '没有写明“none”得几分', remedy: '例如 none: 0' }]),
    ...checkReminders(parameters, facts),
    ...checkBottom(parameters, holder, each.value),
  ]
}

function checkDeed(
  deed: Parameters,
  facts: Facts,
  { early }: Parameters,
  { value, periodFrom }: Partial<Holder>,
): ParameterProblem[] {
  const problems = [
    ...checkFact(deed, 'date', facts, ['date']),
    ...checkNumber(deed, 'in_time', '按时得分', { optional: true, ...(value ? { most: value } : {}) }),
  ]
  if (!readDue(deed.due)) {
    problems.push({
      path: ['due'],
      message: '期限没有写明年份、日期或者当日怎样算',
      remedy: '例如 due: { year: period+1, date: 04-01, day_itself: in_time }',
    })
  }
  return [...problems, ...checkWindow(deed, early, value, periodFrom)]
}

function checkSeries(parameters: Parameters, facts: Facts, { periodFrom }: Holder): ParameterProblem[] {
  const list = Array.isArray(parameters.series) ? parameters.series : []
  if (list.length < 2)
    return [{ path: ['series'], message: '没有写各次的期限', remedy: `例如 ${seriesExample}` }]
  const each = readNumber(parameters.each)
  return [
    ...checkPositive(parameters, 'each'),
    ...list.flatMap((deed: unknown, index): ParameterProblem[] => {
      const path = ['series', index]
      if (!isRecord(deed))
        return [{ path, message: '各次应当写成 { title, date, due }', remedy: `例如 ${seriesExample}` }]
      const problems = [
        ...unknownKeys(deed, ['title', 'date', 'due', 'opens']),
        ...(typeof deed.title === 'string' ? [] : [{ path: ['title'], message: '没有写是哪一次' }]),
        ...checkDeed(deed, facts, parameters, {
          ...(each ? { value: each } : {}),
          ...(periodFrom ? { periodFrom } : {}),
        }),
      ]
      return problems.map((problem) => ({
        ...problem,
        path: problem.path[0] === 'early' ? problem.path : [...path, ...problem.path],
      }))
    }),
  ]
}

function checkGrace({ grace_days: grace, late, late_from: from }: Parameters): ParameterProblem[] {
  const problems: ParameterProblem[] = []
  if (grace !== undefined && !(Number.isSafeInteger(Number(grace)) && Number(grace) > 0)) {
    problems.push({
      path: ['grace_days'],
      message: '宽限日数应当是大于0的整数',
      remedy: '例如 grace_days: 5',
    })
  }
  if (grace !== undefined && !readNumber(late))
    problems.push(...checkChoice(from, ['late_from'], '逾期日数从期限还是从宽限期满起算', ['due', 'grace']))
  else if (from !== undefined)
    problems.push({ path: ['late_from'], message: '没有宽限期，或者逾期不分长短', remedy: '删去late_from' })
  return problems
}

function checkReminders({ reminders }: Parameters, facts: Facts): ParameterProblem[] {
  if (reminders === undefined) return []
  if (!isRecord(reminders)) {
    const remedy = '例如 reminders: { of: reports.reminded, deduct_each: 0.2 }'
    return [{ path: ['reminders'], message: '没有写被催报怎样扣分', remedy }]
  }
  return [
    ...unknownKeys(reminders, ['of', 'deduct_each']),
    ...checkFact(reminders, 'of', facts, ['count']),
    ...checkPositive(reminders, 'deduct_each'),
  ].map((problem) => ({ ...problem, path: ['reminders', ...problem.path] }))
}

/** Where the losses can be more than there is, it must be said where they stop. */
function checkBottom(parameters: Parameters, holder: Holder, each: Rational): ParameterProblem[] {
  const reminded = parameters.reminders !== undefined
  if (isSeries(parameters) && !readNumber(parameters.each)) return []
  const together = mul(rational(Math.max(1, written(parameters).length)), each)
  if (reminded || cmp(together, holder.value) > 0) return checkLimits(parameters, holder, reminded)
  return ['cap', 'floor']
    .filter((key) => parameters[key] !== undefined)
    .map((key) => ({ path: [key], message: '扣分不会超过分值，用不到', remedy: `删去${key}` }))
}

// --- in words ----------------------------------------------------------------------------------------------------------

function countOf(reading: Reading, { of }: Reminders): KnowledgeOf<'number'> {
  const known = reading.known(of)
  if (known.kind !== 'number') throw new TypeError(`deadline cannot count ${known.kind}`)
  return known
}

function countText({ low, high }: KnowledgeOf<'number'>): string {
  if (high === null) return `${toDecimal(low)}以上`
  return cmp(low, high) === 0 ? toDecimal(low) : `${toDecimal(low)}—${toDecimal(high)}`
}

/** Each deed with its limit; sentences speak of those that fall short on record, the worst by name. */
function explainDeeds(
  reading: Reading,
  deeds: readonly Deed[],
  timing: Timing,
  each: Rational,
  series: boolean,
): Explanation {
  const onRecord: Reading = { ...reading, known: (id) => reading.fact(id).record }
  const read = deeds.map((deed) => {
    const points = timing.range(reading, deed)
    const recorded = timing.range(onRecord, deed).high
    return { deed, points, recorded, told: timing.told(reading, deed), record: timing.record(reading, deed) }
  })
  const worst = read.reduce((a, b) => (cmp(b.recorded, a.recorded) < 0 ? b : a))
  const short = read.filter(({ recorded }) => cmp(recorded, each) < 0)
  const say = (text: string) => ({ text, fact: worst.deed.fact })
  const line = ({ deed, points, told: { limit, found, sum: arithmetic } }: (typeof read)[number]): string =>
    series
      ? `${deed.title}：${limit}；${found}${arithmetic ? `；${arithmetic}` : `：${intervalText(points)}`}`
      : `${limit}；${found}${arithmetic ? `；${arithmetic}` : ''}`
  const { told } = worst
  return {
    calculation: read.map(line),
    brief: series
      ? read.map(({ deed, told: { found } }) => `${deed.title}${found}`).join('；')
      : // The day itself stands before, as a fact.
        `${told.limit}，${told.verdict}${told.sum ? `，${told.sum}` : ''}`,
    names: {
      date: say(worst.record.date),
      due: say(worst.record.due),
      late_days: say(worst.record.lateDays),
      names: series ? short.map(({ deed }) => ({ text: deed.title, fact: deed.fact })) : [],
      count: say(String(short.length)),
    },
    sentence: !series && worst.record.none ? 'shortcoming_none' : 'shortcoming',
  }
}
