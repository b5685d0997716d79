/**
 * The way to a target: the cheapest set of open actions whose outcome, run through the engine again, has its low end at
 * the target. Gains are R(after) − R(before), step by step, so that they add up.
 */
import { foresee, openActions } from './actions.ts'
import { type AssessOptions, type AssessResult, assess } from './assess.ts'
import type { RedLineView } from './assessment.ts'
import type { CompiledPack } from './compile.ts'
import { workdays } from './dates.ts'
import type { Evidence } from './evidence.ts'
import { periodEnd } from './period.ts'
import { isPositive, type Rational, rational, sub, toDecimal } from './rational.ts'
import { type Cheapest, cheapest } from './search.ts'
import { gradesOf } from './vetoes.ts'
import { redLinesOf, type Waiting, waitingOf } from './way-apart.ts'
import { type Goal, meets, modelOf, type WayModel } from './way-model.ts'
import { type Action, whatIf } from './what-if.ts'

export type Target = { score: string } | { grade: string }

/** Points as they come out: the hundred, rounded, and the grade. */
export interface Standing {
  low: string
  high: string
  grade: { low: string; high: string } | null
}

export interface WayStep {
  action: Action
  /** What it adds to the hundred after the steps before it. */
  gain: string
  /** What it would add if nothing else were done. */
  alone: string
  /** The low end after it. */
  total: string
  /** Items that gain by it, in their own points. */
  items: { id: string; number: string; title: string; gain: string }[]
  /** Ids of actions that could take its place at the same effort. */
  swaps: string[]
}

export interface Way {
  asOf: string
  target: Target
  /** Only what can be done by this day was taken. */
  by: string | null
  /** With all that is entered for days to come done as planned. */
  now: Standing
  reached: boolean
  /** In the order of their dates. Out of reach: the cheapest set that brings the most. */
  steps: WayStep[]
  effort: number
  after: Standing
  /** With everything that is open done. */
  most: Standing
  /** No set that reaches it costs less; otherwise `bound` says how much less it could be. */
  proven: boolean
  bound: { effort: number }
  redLines: RedLineView[]
  waiting: Waiting[]
  /** All actions the set was chosen from. */
  actions: Action[]
}

/** Up to so many actions the search always ends. */
const exactUpTo = 20
const exactBudget = 2 ** 21
const budget = 5_000
/** So many sets where each is run through the whole engine. */
const wholeBudget = 200

/** The cheapest way to a score or a grade: least effort, then fewest actions, then the earliest last date. */
export function wayTo(
  pack: CompiledPack,
  evidence: Evidence,
  options: AssessOptions,
  target: Target,
  limits: { by?: string } = {},
): Way {
  const result = foresee(assess(pack, evidence, options), options)
  const run = (actions: readonly Action[]): AssessResult => whatIf(pack, evidence, options, actions)
  const { by } = limits
  const actions = openActions(result, options).filter(
    (action) => by === undefined || canBeDoneBy(result, options, action, by),
  )
  const model = modelOf(result, options, actions)
  const all = run(model.together.map((index) => actions[index]!))
  const goal = goalOf(pack, evidence, target)
  const found = solve(model, goal, run)
  const reached = found.chosen !== null
  const most: Goal = { score: all.scaled?.low ?? rational(0), grade: null }
  const { chosen, proven, leastEffort } = reached ? found : solve(model, most, run)
  const steps = stepsOf(result, run, model, reached ? goal : most, chosen ?? model.together)
  const done = steps.map((step) => step.action)
  return {
    asOf: result.asOf,
    target,
    by: by ?? null,
    now: standing(result),
    reached,
    steps,
    effort: done.reduce((sum, action) => sum + action.effort, 0),
    after: standing(run(done)),
    most: standing(all),
    proven: proven && (reached || found.proven),
    bound: { effort: leastEffort },
    redLines: redLinesOf(result),
    waiting: waitingOf(all),
    actions,
  }
}

/** @throws RangeError when the table has no such grade, or the score is none. */
function goalOf(pack: CompiledPack, evidence: Evidence, target: Target): Goal {
  if ('score' in target) return { score: rational(target.score), grade: null }
  const grades = pack.table.issued ? gradesOf(pack.table, evidence.kind) : []
  const index = grades.findIndex(({ title }) => title === target.grade)
  if (index < 0) {
    const names = grades.map(({ title }) => title).join('、')
    throw new RangeError(
      names ? `没有等次“${target.grade}”，等次有${names}` : '这个指标体系没有等次，只能写目标分',
    )
  }
  return { score: rational(grades[index]!.from), grade: { index, grades } }
}

/** A deed whose due date lies after the period cannot be done before the period ends. */
function canBeDoneBy(result: AssessResult, options: AssessOptions, action: Action, by: string): boolean {
  const end = periodEnd(result.evidence.year, result.pack.periodFrom)
  const later = action.kind === 'act' && action.actBy > end && result.asOf < end
  const start = later ? end : result.asOf
  if (by < start) return false
  // Without a holiday table of the year nobody can say that the days are too few.
  const days = workdays(start, by, options.holidays)
  return days === null || days >= action.effort
}

function solve(model: WayModel, goal: Goal, run: (actions: readonly Action[]) => AssessResult): Cheapest {
  const first = searchIn(
    model,
    goal,
    model.actions.map((_, index) => index),
  )
  if (!first.chosen || !first.proven) return confirmed(model, goal, first, run)
  // Of the cheapest sets the one whose last date is earliest.
  const cost = {
    effort: first.chosen.reduce((sum, index) => sum + model.actions[index]!.effort, 0),
    count: first.chosen.length,
  }
  const last = latest(model, first.chosen)
  const days = [...new Set(model.actions.map((action) => action.by))].sort().filter((day) => day < last)
  for (const day of days) {
    const early = model.actions.flatMap((action, index) => (action.by <= day ? [index] : []))
    const found = searchIn(model, goal, early, cost)
    if (found.chosen) return confirmed(model, goal, { ...first, chosen: found.chosen }, run)
  }
  return confirmed(model, goal, first, run)
}

const latest = (model: WayModel, chosen: readonly number[]): string =>
  chosen.map((index) => model.actions[index]!.by).reduce((a, b) => (a > b ? a : b), '')

function searchIn(
  model: WayModel,
  goal: Goal,
  indexes: readonly number[],
  limit?: { effort: number; count: number },
): Cheapest {
  const to = (chosen: readonly number[]): number[] => chosen.map((at) => indexes[at]!)
  const found = cheapest(
    {
      choices: indexes.map((index) => ({ effort: model.actions[index]!.effort, most: model.most(index) })),
      need: model.need(goal),
      gain: (chosen) => model.gain(to(chosen)),
      reached: (chosen) => model.reached(to(chosen), goal),
      agrees: (a, b) => model.agrees(indexes[a]!, indexes[b]!),
      budget: indexes.length <= exactUpTo ? exactBudget : model.isWhole ? wholeBudget : budget,
    },
    limit,
  )
  return { ...found, chosen: found.chosen && to(found.chosen) }
}

/** The engine has the last word: a set it does not confirm is none. */
function confirmed(
  model: WayModel,
  goal: Goal,
  found: Cheapest,
  run: (actions: readonly Action[]) => AssessResult,
): Cheapest {
  if (!found.chosen) return found
  const after = run(found.chosen.map((index) => model.actions[index]!))
  return meets(after, goal) ? found : { chosen: null, proven: false, leastEffort: found.leastEffort }
}

// --- telling it --------------------------------------------------------------------------------------------------------

const standing = ({ scaled, grade }: AssessResult): Standing => ({
  low: toDecimal(scaled?.low ?? rational(0)),
  high: toDecimal(scaled?.high ?? rational(0)),
  grade,
})

const lowOf = ({ scaled }: AssessResult): Rational => scaled?.low ?? rational(0)

function stepsOf(
  result: AssessResult,
  run: (actions: readonly Action[]) => AssessResult,
  model: WayModel,
  goal: Goal,
  chosen: readonly number[],
): WayStep[] {
  const { actions } = model
  const order = [...chosen].sort((a, b) => {
    const left = actions[a]!.by
    const right = actions[b]!.by
    return left < right ? -1 : left > right ? 1 : a - b
  })
  let before = result
  return order.map((index, at) => {
    const after = run(order.slice(0, at + 1).map((other) => actions[other]!))
    const step: WayStep = {
      action: actions[index]!,
      gain: toDecimal(sub(lowOf(after), lowOf(before))),
      alone: toDecimal(sub(lowOf(run([actions[index]!])), lowOf(result))),
      total: toDecimal(lowOf(after)),
      items: itemGains(before, after),
      swaps: swapsFor(model, goal, chosen, index),
    }
    before = after
    return step
  })
}

function itemGains(before: AssessResult, after: AssessResult): WayStep['items'] {
  return after.items.flatMap((score, at) => {
    const gain = sub(score.low, before.items[at]!.low)
    if (!isPositive(gain)) return []
    const { item } = score
    return [{ id: item.table.id, number: item.number, title: item.table.title, gain: toDecimal(gain) }]
  })
}

function swapsFor(model: WayModel, goal: Goal, chosen: readonly number[], index: number): string[] {
  const others = chosen.filter((other) => other !== index)
  return model.actions.flatMap((action, at) => {
    if (chosen.includes(at) || action.effort > model.actions[index]!.effort) return []
    if (!others.every((other) => model.agrees(at, other))) return []
    return model.reached([...others, at], goal) ? [action.id] : []
  })
}
