/** Points of a deed done late: one number, tiers by the days it is late, or a loss that grows by the day or month. */
import {
  addDays,
  daysBetween,
  type HolidayTable,
  lastWithinWorkdays,
  monthsBetween,
  workdays,
} from '../dates.ts'
import { cmp, max, min, mul, type Rational, rational, sub, toDecimal } from '../rational.ts'
import { intervalText, pointsText } from '../wording.ts'
import type { Holder, ParameterProblem, Parameters } from './function.ts'
import {
  checkLimits,
  checkNumber,
  checkPositive,
  deductionLimit,
  isRecord,
  readNumber,
  unknownKeys,
} from './parameters.ts'
import { checkChoice } from './rows.ts'

export interface LatePoints {
  /** `start`: the day lateness is counted from, itself not late. Both ends differ where a holiday table is missing. */
  at(start: string, date: string, holidays: HolidayTable): { low: Rational; high: Rational }
  /** Days on which a tier ends or may end. */
  tierEnds(start: string, holidays: HolidayTable): string[]
  /** The fewest points however late it is. */
  least: Rational
  /** The arithmetic, where there is any. */
  line(start: string, date: string, holidays: HolidayTable): string
  /** What it may bring within so many days, for the outcomes a pack must show. */
  sample(days: number): Rational[]
}

type Path = (string | number)[]

export function checkLate(late: unknown, holder: Holder): ParameterProblem[] {
  if (readNumber(late)) return checkNumber({ late }, 'late', '逾期得分', { most: holder.value })
  if (Array.isArray(late)) return checkTiers(late, holder)
  if (isRecord(late))
    return checkDecay(late, holder).map((problem) => ({ ...problem, path: ['late', ...problem.path] }))
  return [
    {
      path: ['late'],
      message: '没有写明“late”得几分',
      remedy:
        '例如 late: 0，或者 late: [{ within_days: 5, points: 1 }, { otherwise: 0 }]，或者 late: { per: day, deduct_each: 0.1, floor: item }',
    },
  ]
}

function checkTiers(tiers: readonly unknown[], { value }: Holder): ParameterProblem[] {
  const problems: ParameterProblem[] = []
  let before = 0
  const keys = Object.keys(tierUnits).filter((key) => tiers.some((tier) => isRecord(tier) && key in tier))
  if (keys.length > 1) {
    const message = '各档有的按日（within_days），有的按工作日（within_workdays）'
    problems.push({ path: ['late'], message, remedy: '各档统一写一种' })
  }
  const key = keys[0] ?? 'within_days'
  for (const [index, tier] of tiers.entries()) {
    const path: Path = ['late', index]
    const last = index === tiers.length - 1
    if (!isRecord(tier)) {
      problems.push({
        path,
        message: '逾期分档应当写成 { within_days, points }，按工作日的写 within_workdays',
      })
      continue
    }
    if (last) {
      problems.push(...unknownKeys(tier, ['otherwise'], path))
      problems.push(...checkNumber(tier, 'otherwise', '逾期更久得几分（otherwise）', { most: value, path }))
      continue
    }
    problems.push(...unknownKeys(tier, [...Object.keys(tierUnits), 'points'], path))
    problems.push(...checkNumber(tier, 'points', '得分', { most: value, path }))
    const days = daysOf(tier)
    if (!Number.isSafeInteger(days) || days <= before || days > longestTier) {
      problems.push({
        path: [...path, key],
        message: '逾期日数应当是逐档增大的整数',
        remedy: `写1到${longestTier}的整数，从小到大`,
      })
    }
    before = Number.isSafeInteger(days) ? days : before
  }
  return problems
}

/** The keys a tier may count its days by, with what it counts. */
const tierUnits = { within_days: '日', within_workdays: '个工作日' }

const daysOf = (tier: Parameters): number => Number(tier.within_days ?? tier.within_workdays)

/** The last day of a tier; null where a holiday table is missing. */
export const tierEnd = (tier: Parameters, start: string, holidays: HolidayTable): string | null =>
  tier.within_workdays === undefined
    ? addDays(start, daysOf(tier))
    : lastWithinWorkdays(start, daysOf(tier), holidays)

/** Ten years: no limit of any clause is longer. */
const longestTier = 3660

function checkDecay(decay: Parameters, holder: Holder): ParameterProblem[] {
  const monthly = decay.per === 'month'
  // It takes from the points of this one deed, never from what stands beside it.
  const own = { value: holder.value, part: holder.part }
  return [
    ...unknownKeys(decay, [
      'per',
      'deduct_each',
      'from',
      'cap',
      'floor',
      ...(monthly ? ['step_rounding'] : []),
    ]),
    ...checkChoice(decay.per, ['per'], '按日还是按月扣', ['day', 'month']),
    ...checkPositive(decay, 'deduct_each'),
    ...checkNumber(decay, 'from', '逾期起扣前的得分', { optional: true, most: holder.value }),
    ...checkLimits(decay, own, true),
    ...(monthly
      ? checkChoice(decay.step_rounding, ['step_rounding'], '不足一个月的怎样算', ['whole', 'any_part'])
      : []),
  ]
}

/** The compiled points of a checked declaration. */
export function latePoints(late: unknown, { value }: Holder): LatePoints {
  const fixed = readNumber(late)
  if (fixed) {
    const at = () => ({ low: fixed, high: fixed })
    return { at, tierEnds: () => [], least: fixed, line: () => '', sample: () => [fixed] }
  }
  return Array.isArray(late) ? tiered(late as Parameters[]) : decaying(late as Parameters, value)
}

function tiered(tiers: readonly Parameters[]): LatePoints {
  const otherwise = readNumber(tiers.at(-1)!.otherwise)!
  const written = tiers.slice(0, -1)
  const steps = written.map((tier) => ({ days: daysOf(tier), points: readNumber(tier.points)! }))
  const byWorkdays = written.some((tier) => tier.within_workdays !== undefined)
  const unit = byWorkdays ? tierUnits.within_workdays : tierUnits.within_days
  /** Days late; without a holiday table as many as the days of the first year and of the calendar allow. */
  const lateness = (start: string, date: string, holidays: HolidayTable): [number, number] => {
    const days = daysBetween(start, date)
    if (!byWorkdays) return [days, days]
    const exact = workdays(start, date, holidays)
    if (exact !== null) return [exact, exact]
    return [workdays(start, `${start.slice(0, 4)}-12-31`, holidays) ?? 0, days]
  }
  const all = [...steps.map((step) => step.points), otherwise]
  const placeOf = (days: number): number => {
    const place = steps.findIndex((step) => days <= step.days)
    return place < 0 ? steps.length : place
  }
  const at = (start: string, date: string, holidays: HolidayTable) => {
    const [fewest, most] = lateness(start, date, holidays)
    const reached = all.slice(placeOf(fewest), placeOf(most) + 1)
    return { low: reached.reduce(min), high: reached.reduce(max) }
  }
  return {
    at,
    // Fewer working days than days have passed: the tier can end no earlier than after that many.
    tierEnds: (start, holidays) =>
      written.flatMap((tier) => [
        addDays(start, daysOf(tier)),
        tierEnd(tier, start, holidays) ?? addDays(start, daysOf(tier)),
      ]),
    least: all.reduce(min),
    line: (start, date, holidays) => {
      const [fewest, most] = lateness(start, date, holidays)
      if (fewest !== most)
        return `逾期的工作日数待定（没有${missingYears(start, date, holidays)}的节假日安排）：${intervalText(at(start, date, holidays))}`
      const step = steps[placeOf(fewest)]
      const tier = step ? `逾期${step.days}${unit}以内` : '逾期更久'
      const count = byWorkdays ? `逾期${fewest}${unit}，` : ''
      return `${count}${tier}：${pointsText(at(start, date, holidays).low)}`
    },
    sample: () => all,
  }
}

/** 2027年、2028年 */
function missingYears(start: string, date: string, { years }: HolidayTable): string {
  const [first, last] = [start, date].map((day) => Number(day.slice(0, 4))) as [number, number]
  return Array.from({ length: last - first + 1 }, (_, index) => String(first + index))
    .filter((year) => !(year in years))
    .map((year) => `${year}年`)
    .join('、')
}

/** Lateness is sampled from the first day of some year. */
const sampled = '2025-01-01'

function decaying(decay: Parameters, value: Rational): LatePoints {
  const from = readNumber(decay.from) ?? value
  const deduct = readNumber(decay.deduct_each)!
  const limit = deductionLimit(decay, { value: from, part: false })!
  const unit = decay.per === 'month' ? '个月' : '日'
  const steps = (start: string, date: string): number =>
    decay.per === 'month'
      ? monthsBetween(start, date, decay.step_rounding === 'any_part')
      : daysBetween(start, date)
  const taken = (times: number): Rational => min(limit, mul(deduct, rational(times)))
  const left = (start: string, date: string): Rational => sub(from, taken(steps(start, date)))
  return {
    at: (start, date) => ({ low: left(start, date), high: left(start, date) }),
    tierEnds: () => [],
    least: sub(from, limit),
    sample: (days) => [
      sub(from, limit),
      ...Array.from({ length: days }, (_, index) => left(sampled, addDays(sampled, index + 1))),
    ],
    line: (start, date) => {
      const times = steps(start, date)
      const capped = cmp(mul(deduct, rational(times)), limit) > 0
      const product = capped ? `${toDecimal(limit)}（扣到上限）` : `${times} × ${toDecimal(deduct)}`
      return `计${times}${unit}：${pointsText(from)} - ${product} = ${pointsText(sub(from, taken(times)))}`
    },
  }
}
