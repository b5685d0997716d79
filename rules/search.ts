/** The cheapest set that is enough: exact branch and bound over what each member can bring at most. */
import { add, ceil, cmp, div, isPositive, mul, type Rational, rational, sub, zero } from './rational.ts'

export interface Choice {
  /** Working days. */
  effort: number
  /** The most it can add in any company; null: unknown. */
  most: Rational | null
}

export interface Problem {
  choices: readonly Choice[]
  /** What must be added; what a set adds is never more than the sum of `most`. */
  need: Rational
  /** What a set has added so far. */
  gain(chosen: readonly number[]): Rational
  /** Whether a set is enough; more members never make it less so, as long as they agree. */
  reached(chosen: readonly number[]): boolean
  agrees(a: number, b: number): boolean
  /** Sets looked at before the search gives up proving. */
  budget: number
}

export interface Cheapest {
  /** Null: no set is enough, or none was found. */
  chosen: number[] | null
  proven: boolean
  /** No set that is enough costs less. */
  leastEffort: number
}

interface Cost {
  effort: number
  count: number
}

const costOf = (problem: Problem, chosen: readonly number[]): Cost => ({
  effort: chosen.reduce((sum, index) => sum + problem.choices[index]!.effort, 0),
  count: chosen.length,
})

const costOrder = (a: Cost, b: Cost): number => a.effort - b.effort || a.count - b.count

/** Least effort, then fewest. `limit` asks only for sets that cost no more. */
export function cheapest(problem: Problem, limit?: Cost): Cheapest {
  const order = byWorth(problem)
  const first = greedy(problem, order)
  let best = first && (!limit || costOrder(costOf(problem, first), limit) <= 0) ? first : null
  let looked = 0
  let complete = true
  const cannotBeat = (bound: Cost): boolean => {
    if (best) return costOrder(bound, costOf(problem, best)) >= 0
    return limit !== undefined && costOrder(bound, limit) > 0
  }
  const visit = (chosen: number[], at: number): void => {
    if (looked >= problem.budget) {
      complete = false
      return
    }
    looked++
    const cost = costOf(problem, chosen)
    if (cannotBeat(cost)) return
    if (problem.reached(chosen)) {
      best = chosen
      return
    }
    const rest = order.slice(at).filter((index) => chosen.every((other) => problem.agrees(index, other)))
    const more = leastMore(problem, rest, sub(problem.need, problem.gain(chosen)))
    if (!more || cannotBeat({ effort: cost.effort + more.effort, count: cost.count + more.count })) return
    if (agreeing(problem, rest) && !problem.reached([...chosen, ...rest])) return
    const next = rest[0]!
    const after = order.indexOf(next) + 1
    visit([...chosen, next], after)
    visit(chosen, after)
  }
  visit([], 0)
  const root = leastMore(problem, order, problem.need)
  const effort = best ? costOf(problem, best).effort : 0
  return {
    chosen: best ? [...best].sort((a, b) => a - b) : null,
    proven: complete,
    leastEffort: complete ? effort : Math.min(root?.effort ?? 0, best ? effort : Number.POSITIVE_INFINITY),
  }
}

/** What brings most for its effort comes first; what costs nothing before all. */
function byWorth({ choices }: Problem): number[] {
  const worth = ({ most, effort }: Choice): Rational | null =>
    most === null || effort === 0 ? null : div(most, rational(effort))
  return choices
    .map((choice, index) => ({ index, worth: worth(choice) }))
    .sort((a, b) => {
      if (a.worth && b.worth) return cmp(b.worth, a.worth) || a.index - b.index
      return Number(a.worth !== null) - Number(b.worth !== null) || a.index - b.index
    })
    .map(({ index }) => index)
}

const agreeing = (problem: Problem, set: readonly number[]): boolean =>
  set.every((a, at) => set.slice(at + 1).every((b) => problem.agrees(a, b)))

/** A first set: by worth until it is enough, then without what it does not need. */
function greedy(problem: Problem, order: readonly number[]): number[] | null {
  let chosen: number[] = []
  for (const index of order) {
    if (problem.reached(chosen)) break
    if (chosen.every((other) => problem.agrees(index, other))) chosen = [...chosen, index]
  }
  if (!problem.reached(chosen)) return null
  const dearest = [...chosen].sort((a, b) => problem.choices[b]!.effort - problem.choices[a]!.effort)
  for (const index of dearest) {
    const without = chosen.filter((other) => other !== index)
    if (problem.reached(without)) chosen = without
  }
  return chosen
}

/**
 * The least that must still be done, if the best parts of the rest could be had by halves. Null: the rest cannot be
 * enough. Something must be done as long as the set is not enough, whatever the sums say.
 */
function leastMore({ choices }: Problem, rest: readonly number[], need: Rational): Cost | null {
  if (rest.length === 0) return null
  const cheapestOne = Math.min(...rest.map((index) => choices[index]!.effort))
  const atLeastOne: Cost = { effort: cheapestOne, count: 1 }
  const bounded = rest.map((index) => choices[index]!)
  if (!isPositive(need) || bounded.some(({ most }) => most === null)) return atLeastOne
  // `rest` is in the order of worth already.
  const effort = filled(bounded, need)
  if (effort === null) return null
  const largest = bounded.map(({ most }) => most!).sort((a, b) => cmp(b, a))
  let count = 0
  let total = zero
  while (cmp(total, need) < 0 && count < largest.length) total = add(total, largest[count++]!)
  return { effort: Math.max(cheapestOne, effort), count: Math.max(1, count) }
}

/** Efforts are whole days wherever they are declared so; a part of a day is a day. */
function filled(bounded: readonly Choice[], need: Rational): number | null {
  let effort = zero
  let left = need
  for (const choice of bounded) {
    if (cmp(left, zero) <= 0) break
    const most = choice.most!
    if (!isPositive(most)) continue
    const days = rational(choice.effort)
    if (cmp(most, left) >= 0) return roundedUp(add(effort, div(mul(days, left), most)), bounded)
    effort = add(effort, days)
    left = sub(left, most)
  }
  return cmp(left, zero) > 0 ? null : roundedUp(effort, bounded)
}

function roundedUp(effort: Rational, choices: readonly Choice[]): number {
  const whole = choices.every((choice) => Number.isInteger(choice.effort))
  return whole ? Number(ceil(effort).n) : Number(effort.n) / Number(effort.d)
}
