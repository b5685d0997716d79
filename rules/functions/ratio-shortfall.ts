/**
 * F7 ratio_shortfall: so much off for each step below the target. Pieces may cost different rates, and steps above the
 * target may earn credit; under `lower` nothing is left. Whether part steps count is declared: 91.5% against 95% is 3, 4 or
 * 3.5 steps.
 */
import {
  add,
  cmp,
  div,
  isPositive,
  max,
  min,
  mul,
  one,
  type Rational,
  sub,
  sum,
  toDecimal,
  zero,
} from '../rational.ts'
import { pointsText } from '../wording.ts'
import type { Facts, Holder, ParameterProblem, Parameters, ScoringFunction } from './function.ts'
import { checkLower, lowerText, overLower, readLower } from './lower.ts'
import { checkScales } from './measure-checks.ts'
import { deductionText, goalNames, measureText, sayGoal } from './measure-words.ts'
import {
  compileMeasured,
  hasEmptiness,
  type Measure,
  type MeasuredScore,
  measurable,
  measuredFacts,
  measuredOutcomes,
  measureOf,
  roundingOf,
} from './measures.ts'
import {
  checkFact,
  checkLimits,
  checkPositive,
  deductionLimit,
  isRecord,
  readNumber,
  unknownKeys,
} from './parameters.ts'
import { stepRoundings, stepsOf } from './points.ts'
import { checkChoice } from './rows.ts'

/** What says how a shortfall costs, beside what falls short. */
export const shortfallKeys = [
  'target',
  'step',
  'deduct_each',
  'pieces',
  'step_rounding',
  'cap',
  'floor',
  'above',
  'lower',
] as const

export const ratioShortfall: ScoringFunction = {
  name: 'ratio_shortfall',
  names: goalNames,
  canBeEmpty: (parameters, facts) => hasEmptiness(parameters.of, facts),
  outcomes: (parameters, facts, holder) => measuredOutcomes(score(parameters, facts, holder), holder),
  check: (parameters, facts, holder) => [
    ...unknownKeys(parameters, ['of', ...shortfallKeys]),
    ...checkFact(parameters, 'of', facts, measurable),
    ...checkShortfall(parameters, holder, measured(parameters, facts)),
  ],
  facts: (parameters, facts) => measuredFacts(String(parameters.of), facts),
  compile: (parameters, facts, holder) => compileMeasured(score(parameters, facts, holder)),
}

/** What is wrong with the steps below the target of a measure. */
export function checkShortfall(parameters: Parameters, holder: Holder, measure: Measure): ParameterProblem[] {
  const { above } = parameters
  return [
    ...checkPositive(parameters, 'target'),
    ...checkPositive(parameters, 'step'),
    ...checkPositive(parameters, 'deduct_each'),
    ...checkPieces(parameters, measure),
    ...checkChoice(parameters.step_rounding, ['step_rounding'], '不足一档的怎样算', stepRoundings),
    ...checkLimits(parameters, holder, false),
    ...(above === undefined ? [] : checkAbove(above)),
    ...checkLower(parameters, 'target'),
    ...checkScales(parameters, ['target', 'step', 'lower'], measure),
  ]
}

function checkAbove(above: unknown): ParameterProblem[] {
  if (!isRecord(above)) {
    return [
      { path: ['above'], message: '超过目标怎样加分没有写明', remedy: 'above: { credit_each: 0.1, cap: 1 }' },
    ]
  }
  const inside = [
    ...unknownKeys(above, ['credit_each', 'cap']),
    ...checkPositive(above, 'credit_each'),
    ...checkPositive(above, 'cap'),
  ]
  return inside.map((problem) => ({ ...problem, path: ['above', ...problem.path] }))
}

function checkPieces(parameters: Parameters, measure: Measure): ParameterProblem[] {
  if (parameters.pieces === undefined) return []
  const example = 'pieces: [{ below: 90%, deduct_each: 1 }]'
  if (!Array.isArray(parameters.pieces) || parameters.pieces.length === 0)
    return [{ path: ['pieces'], message: '没有写各段怎样扣分', remedy: `例如 ${example}` }]
  let above = readNumber(parameters.target)
  return parameters.pieces.flatMap((piece: unknown, index): ParameterProblem[] => {
    const path = ['pieces', index]
    if (!isRecord(piece))
      return [{ path, message: '各段应当写成 { below, deduct_each }', remedy: `例如 ${example}` }]
    const below = readNumber(piece.below)
    const problems = [
      ...unknownKeys(piece, ['below', 'deduct_each']),
      ...checkPositive(piece, 'below'),
      ...checkScales(piece, ['below'], measure),
      ...checkPositive(piece, 'deduct_each'),
    ].map((problem) => ({ ...problem, path: [...path, ...problem.path] }))
    if (below && above && cmp(below, above) >= 0)
      problems.push({ path: [...path, 'below'], message: '各段应当从高到低写，并且都低于目标' })
    above = below
    return problems
  })
}

const measured = (parameters: Parameters, facts: Facts): Measure =>
  measureOf(String(parameters.of), facts, 'rate')

interface Piece {
  upper: Rational
  lower: Rational
  each: Rational
}

/** From the target down, each piece with its own rate. */
function piecesOf(parameters: Parameters): Piece[] {
  const written = Array.isArray(parameters.pieces) ? (parameters.pieces as Parameters[]) : []
  const starts = [
    { upper: readNumber(parameters.target)!, each: readNumber(parameters.deduct_each)! },
    ...written.map((piece) => ({ upper: readNumber(piece.below)!, each: readNumber(piece.deduct_each)! })),
  ]
  return starts.map((piece, index) => ({ ...piece, lower: starts[index + 1]?.upper ?? zero }))
}

function score(parameters: Parameters, facts: Facts, holder: Holder): MeasuredScore {
  const measure = measured(parameters, facts)
  return {
    measure,
    facts: measuredFacts(measure.id, facts),
    ...shortfallPoints(parameters, holder, measure),
    names: (reading) => sayGoal(reading, measure.id, readNumber(parameters.target)!),
  }
}

/** The points of a measure below or above its target, and how they are told. */
export function shortfallPoints(
  parameters: Parameters,
  holder: Holder,
  measure: Measure,
): Pick<MeasuredScore, 'points' | 'line'> {
  const { value } = holder
  const target = readNumber(parameters.target)!
  const step = readNumber(parameters.step)!
  const pieces = piecesOf(parameters)
  const limit = deductionLimit(parameters, holder)
  const rounding = roundingOf(parameters)
  const lower = readLower(parameters)
  const above = isRecord(parameters.above) ? parameters.above : null
  const credit = above && { each: readNumber(above.credit_each)!, cap: readNumber(above.cap)! }
  const steps = (distance: Rational): Rational => stepsOf(div(distance, step), rounding)
  const short = ({ upper, lower }: Piece, number: Rational): Rational =>
    steps(max(zero, sub(upper, max(number, lower))))
  const points = (number: Rational): Rational => {
    if (credit && cmp(number, target) > 0)
      return add(value, min(credit.cap, mul(credit.each, steps(sub(number, target)))))
    const full = sum(pieces.map((piece) => mul(piece.each, short(piece, number))))
    return sub(value, limit === null ? full : min(full, limit))
  }
  // Above the target the credit stops growing a step after its cap is reached.
  const last = credit ? [add(target, mul(step, add(div(credit.cap, credit.each), one)))] : []
  return {
    points: overLower({ at: points, breakpoints: [...pieces.map((piece) => piece.upper), ...last] }, lower),
    line: (number, given) => {
      const found = `目标${measureText(measure, target)}，为${measureText(measure, number)}`
      if (cmp(number, target) >= 0) {
        const more = sub(given, value)
        return `${found}，达到：${isPositive(more) ? `${pointsText(value)} + ${toDecimal(more)} = ` : ''}${pointsText(given)}`
      }
      if (lower?.under(number)) return `${found}，${lowerText(lower, (at) => measureText(measure, at))}`
      const gap = measure.percent
        ? `低${toDecimal(mul(sub(target, number), hundred), 2)}个百分点`
        : `低${measureText(measure, sub(target, number))}`
      const counted = pieces.filter((piece) => isPositive(short(piece, number)))
      const only = counted.length <= 1 ? (counted[0] ?? pieces[0]!) : null
      if (only)
        return `${found}，${gap}，计${toDecimal(short(only, number))}档：${deductionText(value, short(only, number), only.each, limit)}`
      const terms = counted.map((piece) => `${toDecimal(short(piece, number))} × ${toDecimal(piece.each)}`)
      return `${found}，${gap}，分段计：${pointsText(value)} - ${terms.join(' - ')} = ${pointsText(given)}`
    },
  }
}

const hundred = { n: 100n, d: 1n }
