/** 低于60%不得分: a line under which a measure brings nothing, whatever the rest of its rule would give; on the line it counts. */
import { cmp, min, type Rational, zero } from '../rational.ts'
import type { ParameterProblem, Parameters } from './function.ts'
import { checkPositive, readNumber } from './parameters.ts'
import type { PointFunction } from './points.ts'

/** What is wrong with `lower`, beside what it must lie under. */
export function checkLower(parameters: Parameters, most: 'target' | 'scale'): ParameterProblem[] {
  if (parameters.lower === undefined) return []
  const lower = readNumber(parameters.lower)
  const top = readNumber(parameters[most])
  const problems = checkPositive(parameters, 'lower')
  if (lower && top && cmp(lower, top) > 0)
    problems.push({
      path: ['lower'],
      message: `lower（${String(parameters.lower)}）高于${most}（${String(parameters[most])}），达到了也不得分`,
      remedy: `lower是低于多少不得分，不高于${most}`,
    })
  return problems
}

export interface Lower {
  at: Rational
  under(measure: Rational): boolean
}

/** The checked line; null: none is declared. */
export function readLower(parameters: Parameters): Lower | null {
  const at = readNumber(parameters.lower)
  return at ? { at, under: (measure) => cmp(measure, at) < 0 } : null
}

/** What is left under the line: nothing, or less where more was taken than there was. */
export function overLower(points: PointFunction, lower: Lower | null): PointFunction {
  if (!lower) return points
  return {
    at: (measure) => (lower.under(measure) ? min(zero, points.at(measure)) : points.at(measure)),
    breakpoints: [...points.breakpoints, lower.at],
  }
}

/** 低于60%，不得分 */
export const lowerText = (lower: Lower, text: (measure: Rational) => string): string =>
  `低于${text(lower.at)}，不得分`
