/** Points of a deed done late: one number, tiers by the days it is late, or a loss that grows by the day or month. */
import { addDays, daysBetween, monthsBetween } from '../dates.ts'
import { cmp, min, mul, type Rational, rational, sub, toDecimal } from '../rational.ts'
import { pointsText } from '../wording.ts'
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
  /** `start`: the day lateness is counted from, itself not late. */
  at(start: string, date: string): Rational
  /** Last days of tiers, in days after the start. */
  tierEnds: number[]
  /** The fewest points however late it is. */
  least: Rational
  /** The arithmetic, where there is any. */
  line(start: string, date: string): string
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
  for (const [index, tier] of tiers.entries()) {
    const path: Path = ['late', index]
    const last = index === tiers.length - 1
    if (!isRecord(tier)) {
      problems.push({ path, message: '逾期分档应当写成 { within_days, points }' })
      continue
    }
    if (last) {
      problems.push(...unknownKeys(tier, ['otherwise'], path))
      problems.push(...checkNumber(tier, 'otherwise', '逾期更久得几分（otherwise）', { most: value, path }))
      continue
    }
    problems.push(...unknownKeys(tier, ['within_days', 'points'], path))
    problems.push(...checkNumber(tier, 'points', '得分', { most: value, path }))
    const days = Number(tier.within_days)
    if (!Number.isSafeInteger(days) || days <= before || days > longestTier) {
      problems.push({
        path: [...path, 'within_days'],
        message: '逾期日数应当是逐档增大的整数',
        remedy: `写1到${longestTier}的整数，从小到大`,
      })
    }
    before = Number.isSafeInteger(days) ? days : before
  }
  return problems
}

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
  if (fixed) return { at: () => fixed, tierEnds: [], least: fixed, line: () => '' }
  return Array.isArray(late) ? tiered(late as Parameters[]) : decaying(late as Parameters, value)
}

function tiered(tiers: readonly Parameters[]): LatePoints {
  const otherwise = readNumber(tiers.at(-1)!.otherwise)!
  const steps = tiers
    .slice(0, -1)
    .map((tier) => ({ days: Number(tier.within_days), points: readNumber(tier.points)! }))
  const at = (start: string, date: string): Rational => {
    const days = daysBetween(start, date)
    return steps.find((step) => days <= step.days)?.points ?? otherwise
  }
  return {
    at,
    tierEnds: steps.map((step) => step.days),
    least: steps.map((step) => step.points).reduce(min, otherwise),
    line: (start, date) => {
      const days = daysBetween(start, date)
      const step = steps.find((candidate) => days <= candidate.days)
      const tier = step ? `逾期${step.days}日以内` : '逾期更久'
      return `${tier}：${pointsText(at(start, date))}`
    },
  }
}

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
  return {
    at: (start, date) => sub(from, taken(steps(start, date))),
    tierEnds: [],
    least: sub(from, limit),
    line: (start, date) => {
      const times = steps(start, date)
      const capped = cmp(mul(deduct, rational(times)), limit) > 0
      const product = capped ? `${toDecimal(limit)}（扣到上限）` : `${times} × ${toDecimal(deduct)}`
      return `计${times}${unit}：${pointsText(from)} - ${product} = ${pointsText(sub(from, taken(times)))}`
    },
  }
}

/** The points over the first so many days late, and the fewest there are, for the outcomes a pack must show. */
export function sampleOfLate(late: LatePoints, days: number): Rational[] {
  const start = '2025-01-01'
  return [
    late.least,
    ...Array.from({ length: days }, (_, index) => late.at(start, addDays(start, index + 1))),
  ]
}
