/** How numbers, outcomes and marks are written for people, the same wherever they are shown. */
import type { GapKind, Outcome, Strength } from './assessment.ts'
import type { ClaimStatus, Hedge, RegisterState } from './evidence.ts'
import type { Binding } from './pack.ts'
import { cmp, isExactDecimal, isPositive, type Rational, toDecimal } from './rational.ts'

/** Two decimals; an exact value that two places cannot write is marked as rounded. */
export const pointsText = (points: Rational): string =>
  `${toDecimal(points, 2, true)}${isExactDecimal(points, 2) ? '' : '（四舍五入）'}`

/** 90%, 93.33% */
export const percentText = (rate: Rational): string => `${toDecimal({ n: rate.n * 100n, d: rate.d }, 2)}%`

/** Points a person reads: two decimals, a range only while both ends differ. */
export function intervalText(range: { low: Rational; high: Rational }): string {
  const apart = [2, 3, 4, 5, 6].find((places) => !sameText(range.low, range.high, places))
  const places = cmp(range.low, range.high) === 0 ? 2 : (apart ?? 6)
  const text = (points: Rational): string => toDecimal(points, places, true)
  return sameText(range.low, range.high, places) ? text(range.low) : `${text(range.low)}—${text(range.high)}`
}

const sameText = (a: Rational, b: Rational, places: number): boolean =>
  toDecimal(a, places) === toDecimal(b, places)

/** Two decimals; what is there but rounds to nothing is said to be so. */
export const amountText = (points: Rational): string =>
  isPositive(points) && toDecimal(points, 2) === '0' ? '不足0.01' : toDecimal(points, 2, true)

const digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/** 零 … 九百九十九 */
export function chineseNumber(value: number): string {
  if (value < 10) return digits[value]!
  const hundreds = Math.floor(value / 100)
  const tens = Math.floor((value % 100) / 10)
  const ones = value % 10
  // Ten alone is 十; within a hundred it is 一十.
  const ten = tens === 1 && hundreds === 0 ? '' : digits[tens]!
  return [
    hundreds > 0 ? `${digits[hundreds]}百` : '',
    tens > 0 ? `${ten}十` : hundreds > 0 && ones > 0 ? '零' : '',
    ones > 0 ? digits[ones] : '',
  ].join('')
}

export const outcomeWords: Record<Outcome, string> = {
  met: '达标',
  partly: '部分达标',
  not_met: '未达标',
  unknown: '未定',
  not_applicable: '不适用',
  not_in_force: '未施行',
}

export const strengthWords: Record<Strength, string> = {
  claimed: '报告所述',
  recorded: '有登记',
  evidenced: '有佐证',
  verified: '已核查',
}

export const gapWords: Record<GapKind, string> = {
  shortcoming: '不足',
  missing: '待补证',
  pending: '待完成',
  undecided: '待认定',
}

/** What was decided about a claim. */
export const claimWords: Record<ClaimStatus, string> = {
  accepted: '已采信',
  refused: '不采信',
  proposed: '待定',
  contradicted: '矛盾',
}

/** Before a number that only bounds. */
export const hedgeWords: Record<Hedge, string> = {
  gte: '不少于',
  gt: '多于',
  lte: '不多于',
  lt: '少于',
  approx: '约',
}

export const registerStateWords: Record<RegisterState, string> = {
  open: '登记中',
  closed: '封账',
  none: '零报告',
}

export const bindingWords: Record<Binding, string> = {
  S: '法律法规',
  V: '村（居）组织法律',
  R: '参照执行',
  L: '地方性规定',
  P: '党内法规和政策文件',
  K: '评分约定',
}

/** Of the basis or of a number. */
export const checkedWords: Record<string, string> = {
  A: '核过原文',
  B: '见官方转述',
  C: '系惯例，须县级确认',
  N: '未核实',
}

/** A/C → 依据核过原文，数值惯例，须县级确认 */
export function checkedText(checked: string): string {
  const [basis, number] = checked.split('/')
  if (basis === number) return `依据和数值均${checkedWords[basis ?? ''] ?? '未核实'}`
  return `依据${checkedWords[basis ?? ''] ?? '未核实'}；数值${checkedWords[number ?? ''] ?? '未核实'}`
}
