/** Points over what a number can still turn out to be: one exact point function and the places where it bends. */
import type { Outcome } from '../assessment.ts'
import { add, ceil, cmp, div, floor, max, min, one, type Rational, rational, sub } from '../rational.ts'

export interface PointFunction {
  /** The points of one measure. */
  at(measure: Rational): Rational
  /**
   * Measures where it bends or jumps. Between two neighbours it runs one way up to both, or is constant; beyond the last
   * on an unbounded side it is constant.
   */
  breakpoints: readonly Rational[]
  /** Between two neighbours it is constant. */
  steps?: true
}

/** What a number can still be; null: no bound on that side. */
export interface Domain {
  low: Rational | null
  high: Rational | null
  /** Only whole numbers happen. */
  whole: boolean
  /** It comes as near to an end as one likes, and never to it. */
  unreached?: { low: boolean; high: boolean }
}

export interface Extreme {
  measure: Rational
  points: Rational
}

/** The fewest and the most points over a domain, and a measure that gives each. */
export function extremes(points: PointFunction, domain: Domain): { low: Extreme; high: Extreme } {
  const found = candidates(points, domain).map((measure) => ({ measure, points: points.at(measure) }))
  const first = found[0]!
  let low = first
  let high = first
  for (const extreme of found) {
    if (cmp(extreme.points, low.points) < 0) low = extreme
    if (cmp(extreme.points, high.points) > 0) high = extreme
  }
  return { low, high }
}

/** Both ends, each breakpoint inside, and a measure of each piece between them. */
function candidates({ breakpoints, steps }: PointFunction, domain: Domain): Rational[] {
  const { low, high } = ends(breakpoints, domain)
  if (cmp(low, high) >= 0) return [low]
  const inside = (measure: Rational): boolean => cmp(measure, low) > 0 && cmp(measure, high) < 0
  if (domain.whole) {
    const near = breakpoints.flatMap((at) => [sub(floor(at), one), floor(at), ceil(at), add(ceil(at), one)])
    return [low, ...near.filter(inside), high]
  }
  const stops = [low, ...breakpoints.filter(inside).sort(cmp), high]
  const middles = stops.slice(1).map((stop, index) => div(add(stops[index]!, stop), rational(2)))
  // What slopes up to an end that is never reached comes as near to its points; what steps there does not.
  const { unreached } = domain
  if (!steps || !unreached) return [...stops, ...middles]
  return [...stops.slice(unreached.low ? 1 : 0, unreached.high ? -1 : undefined), ...middles]
}

/** On an unbounded side one measure beyond the last breakpoint stands for all that follow. */
function ends(breakpoints: readonly Rational[], domain: Domain): { low: Rational; high: Rational } {
  const known = [...breakpoints, ...[domain.low, domain.high].filter((end) => end !== null)]
  const start = known[0] ?? one
  return {
    low: domain.low ?? sub(floor(known.reduce(min, start)), one),
    high: domain.high ?? add(ceil(known.reduce(max, start)), one),
  }
}

/** Longest run of whole numbers looked through for the outcomes a function can have. */
const longestRun = 400

/** The outcomes points over a whole domain can have. */
export function outcomesOver(points: PointFunction, domain: Domain, value: Rational): Outcome[] {
  const { low, high } = ends(points.breakpoints, domain)
  const run: Rational[] = candidates(points, domain)
  const step = domain.whole ? one : div(sub(high, low), rational(longestRun))
  for (let at = low, i = 0; i < longestRun && cmp(at, high) < 0; at = add(at, step), i++) run.push(at)
  return outcomesOf(run.map(points.at), value)
}

/** The outcomes of the points a function can give when all is known; and unknown, when it is not. */
export function outcomesOf(points: readonly Rational[], value: Rational): Outcome[] {
  const least = points.reduce(min)
  const met = points.some((given) => cmp(given, value) >= 0)
  const partly = points.some((given) => cmp(given, least) > 0 && cmp(given, value) < 0)
  const notMet = cmp(least, value) < 0
  return [
    ...(met ? (['met'] as const) : []),
    ...(partly ? (['partly'] as const) : []),
    ...(notMet ? (['not_met'] as const) : []),
    'unknown',
  ]
}

export const stepRoundings = ['whole', 'any_part', 'proportional'] as const
export type StepRounding = (typeof stepRoundings)[number]

/** 3.5 steps count as 3, as 4 or as 3.5; the text of a clause seldom says, so the pack must. */
export function stepsOf(quantity: Rational, rounding: StepRounding): Rational {
  if (rounding === 'proportional') return quantity
  return rounding === 'whole' ? floor(quantity) : ceil(quantity)
}

/** Between a floor and a ceiling; null: none. */
export function clip(points: Rational, least: Rational | null, most: Rational | null): Rational {
  const raised = least === null ? points : max(points, least)
  return most === null ? raised : min(raised, most)
}
