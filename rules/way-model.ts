/**
 * What a set of actions comes to, without running the whole engine for every set: items are scored by the engine over
 * the evidence of the actions that touch them and kept, and pools, vetoes and rounding are the engine's own. Where that
 * would not be the same, the whole engine is run.
 */
import { probeOf } from './actions.ts'
import { assess } from './assess.ts'
import { isCapped as isGroupCapped } from './branches.ts'
import type { CompiledPack } from './compile.ts'
import type { Grade } from './pack.ts'
import { addPools, scorePool } from './pools.ts'
import { add, cmp, div, mul, type Rational, rational, round, sub, sum, zero } from './rational.ts'
import type { AssessOptions, AssessResult, ItemScore, PoolScore } from './result.ts'
import { scaleBase } from './totals.ts'
import { baseCap, lowered, loweringVetoes, lowersGrade, placeOf, redLineState, vetoed } from './vetoes.ts'
import { type Action, agree, type Change, withChanges } from './what-if.ts'

/** A score, and for a grade also that nothing caps it below. */
export interface Goal {
  score: Rational
  grade: { index: number; grades: readonly Grade[] } | null
}

export interface WayModel {
  actions: readonly Action[]
  /** Every set is run through the whole engine, which takes its time. */
  isWhole: boolean
  /** As many as can be done at once. */
  together: number[]
  agrees(a: number, b: number): boolean
  reached(chosen: readonly number[], goal: Goal): boolean
  /** Points of the hundred that a set adds before pools and rounding. */
  gain(chosen: readonly number[]): Rational
  /** The most an action can add in any company; null: not known. */
  most(index: number): Rational | null
  /** Less than this cannot be enough. */
  need(goal: Goal): Rational
}

/** What of a result a goal looks at. */
type Outcome = Pick<AssessResult, 'scaled' | 'grade'>

/** Whether the low end of a result is at the goal. */
export function meets({ scaled, grade }: Outcome, goal: Goal): boolean {
  if (!scaled || cmp(scaled.low, goal.score) < 0) return false
  if (!goal.grade) return true
  const low = goal.grade.grades.findIndex(({ title }) => title === grade?.low)
  return low >= 0 && low <= goal.grade.index
}

/** The model of one township's actions. */
export function modelOf(result: AssessResult, options: AssessOptions, actions: readonly Action[]): WayModel {
  const { pack } = result
  const registerOf = (fact: string): string => pack.facts.get(fact)?.register.id ?? ''
  const clashes = actions.map((one) =>
    actions.map((other) => one !== other && !agree(one.changes, other.changes, registerOf)),
  )
  const agrees = (a: number, b: number): boolean => !clashes[a]![b]!
  const changesOf = (chosen: readonly number[]): Change[] =>
    chosen.flatMap((index) => actions[index]!.changes)
  const run = (chosen: readonly number[]): AssessResult => {
    const evidence = withChanges(result.evidence, changesOf([...chosen].sort((a, b) => a - b)))
    return assess(pack, evidence, { ...options, asOf: result.asOf, foreseen: true })
  }
  const together: number[] = []
  for (const index of actions.keys()) {
    if (together.every((other) => agrees(index, other))) together.push(index)
  }
  const common = { actions, together, agrees }
  const parts = partsOf(result, options, actions, agrees)
  if (!parts || !isAdditive(result, run(together), actions)) {
    // Whole results of thousands of sets would not fit in memory.
    const kept = new Map<string, Outcome>()
    const outcome = (chosen: readonly number[]): Outcome => {
      const key = [...chosen].sort((a, b) => a - b).join(' ')
      const known = kept.get(key)
      if (known) return known
      const { scaled, grade } = run(chosen)
      kept.set(key, { scaled, grade })
      return { scaled, grade }
    }
    return {
      ...common,
      isWhole: true,
      reached: (chosen, goal) => meets(outcome(chosen), goal),
      gain: () => zero,
      most: () => null,
      need: () => zero,
    }
  }
  const base = scaleBase(result.items, pack.table.dimensions)!.exact.low
  const lines = linesOf(result, options, actions, agrees)
  const highest = mostOfPools(result, lines)
  return {
    ...common,
    isWhole: false,
    gain: (chosen) => sum(parts.map((part) => part.gain(chosen))),
    most: (index) => sum(parts.map((part) => (part.touching.includes(index) ? part.most : zero))),
    need: (goal) => {
      const half = rational(1n, 2n * 10n ** BigInt(pack.table.rounding.places))
      return sub(sub(sub(goal.score, half), base), highest)
    },
    reached: (chosen, goal) => {
      const at = add(base, sum(parts.map((part) => part.gain(chosen))))
      const total = vetoed(
        addPools({ low: at, high: at }, pooled(result, at, lines, chosen), 'now'),
        result.vetoes,
        'now',
      ).low
      if (cmp(round(total, pack.table.rounding.places), goal.score) < 0) return false
      if (!goal.grade) return true
      const { grades, index } = goal.grade
      const earned = Math.max(
        placeOf(grades, round(total, pack.table.rounding.places)),
        baseCap(grades, round(at, pack.table.rounding.places)),
      )
      const steps = loweringVetoes(result.vetoes) + loweringLines(result, [...parts, ...lines], chosen)
      return (
        lowered(grades, earned, steps) <= index && !isCapped(result, goal.grade, [...parts, ...lines], chosen)
      )
    },
  }
}

// --- items ---------------------------------------------------------------------------------------------------------------

/** An item, or a line of a pool, that some actions touch. */
interface Part {
  score: ItemScore
  touching: number[]
  /** They can all be done together. */
  peaceful: boolean
  /** Points of the hundred it can gain at most. */
  most: Rational
  gain(chosen: readonly number[]): Rational
  scored(chosen: readonly number[]): ItemScore
}

function partsOf(
  result: AssessResult,
  options: AssessOptions,
  actions: readonly Action[],
  agrees: WayModel['agrees'],
): Part[] | null {
  const whole = sum(result.items.map((score) => score.effective))
  if (!result.scaled || whole.n === 0n) return null
  return result.items.flatMap((score) => {
    // What is not in force has no value.
    const weight = score.version ? mul(rational(100), div(score.effective, mul(score.value, whole))) : zero
    return partOf(result, options, actions, agrees, score, weight, 'item')
  })
}

/** Lines of pools: they add nothing to the base. */
const linesOf = (
  result: AssessResult,
  options: AssessOptions,
  actions: readonly Action[],
  agrees: WayModel['agrees'],
): Part[] =>
  result.pools.flatMap((pool) =>
    pool.lines.flatMap((score) => partOf(result, options, actions, agrees, score, zero, 'line')),
  )

function partOf(
  result: AssessResult,
  options: AssessOptions,
  actions: readonly Action[],
  agrees: WayModel['agrees'],
  score: ItemScore,
  weight: Rational,
  role: 'item' | 'line',
): Part[] {
  const reads = score.version
    ? closureOf(result.pack, [...score.version.score.facts, ...(score.version.spares?.others ?? [])])
    : null
  const touching = [...actions.keys()].filter((index) => reads && touches(reads, actions[index]!.changes))
  if (touching.length === 0) return []
  const probe = probeOf(result, options, score, role)
  const kept = new Map<string, { score: ItemScore; gain: Rational }>()
  const at = (chosen: readonly number[]) => {
    const own = touching.filter((index) => chosen.includes(index))
    const key = own.join(' ')
    let found = kept.get(key)
    if (!found) {
      const scored = probe(own.flatMap((index) => actions[index]!.changes))
      found = { score: scored, gain: mul(weight, sub(scored.low, score.low)) }
      kept.set(key, found)
    }
    return found
  }
  const peaceful = touching.every((a) => touching.every((b) => a === b || agrees(a, b)))
  const most = peaceful ? at(touching).gain : mul(weight, sub(score.high, score.low))
  return [
    {
      score,
      touching,
      peaceful,
      most,
      gain: (chosen) => at(chosen).gain,
      scored: (chosen) => at(chosen).score,
    },
  ]
}

interface Reads {
  facts: Set<string>
  registers: Set<string>
}

/** Every fact and register an item's points can depend on. */
function closureOf(pack: CompiledPack, ids: readonly string[]): Reads {
  const facts = new Set<string>()
  const registers = new Set<string>()
  const walk = (id: string): void => {
    const fact = pack.facts.get(id)
    if (!fact || facts.has(id)) return
    facts.add(id)
    registers.add(fact.register.id)
    if (fact.each) registers.add(fact.each)
    if (fact.over) walk(fact.over)
  }
  ids.forEach(walk)
  return { facts, registers }
}

const touches = ({ facts, registers }: Reads, changes: readonly Change[]): boolean =>
  changes.some((change) =>
    change.kind === 'state' ? facts.has(change.statement.fact) : registers.has(change.register),
  )

// --- what is not items ---------------------------------------------------------------------------------------------------

/** Gates, vetoes and the weights of items are the same whatever is done, so that only items and lines of pools gain. */
function isAdditive(result: AssessResult, all: AssessResult, actions: readonly Action[]): boolean {
  const { pack } = result
  // Other sources weigh what items gain, and may be moved themselves.
  if (pack.composite) return false
  // A floor or cap around several items gives back what another of them lost; nor is the base a plain sum where an item that
  // may not apply stands beside one that can go below nothing or above its value.
  const { items } = result
  if (items.some(({ item }) => item.floors.size > 0) || pack.table.dimensions.some(isGroupCapped))
    return false
  const beyond = items.some(({ low, high, value }) => low.n < 0n || cmp(high, value) > 0)
  if (beyond && items.some(({ mayBeEmpty }) => mayBeEmpty)) return false
  const changes = actions.flatMap((action) => action.changes)
  const untouched = (ids: readonly string[]): boolean => !touches(closureOf(pack, ids), changes)
  // The gate of a pool that takes away looks at the high end as well.
  const gates = result.pools.every(({ pool }) => pool.table.sign === 'plus' || pool.table.gate === null)
  const vetoes =
    result.vetoes.length === all.vetoes.length &&
    pack.vetoes.every(({ table }) => untouched(factsIn(table.when)))
  const weights = all.items.every((score, at) => cmp(score.effective, result.items[at]!.effective) === 0)
  return gates && vetoes && weights
}

const factsIn = (condition: string): string[] => condition.match(/[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*/g) ?? []

const pooled = (
  result: AssessResult,
  base: Rational,
  touched: readonly Part[],
  chosen: readonly number[],
): PoolScore[] =>
  result.pools.map(({ pool, lines }) => {
    const range = { low: base, high: base }
    const now = lines.map((line) => touched.find(({ score }) => score === line)?.scored(chosen) ?? line)
    return scorePool(pool, now, { exact: range, onRecord: range }, result.pack.table.rounding.places)
  })

/** The most that pools can add, or the least they take, with every gate open and every deed done that touches them. */
function mostOfPools(result: AssessResult, touched: readonly Part[]): Rational {
  const open = rational(1000)
  const all = touched.flatMap(({ touching }) => touching)
  const none = { low: zero, high: zero }
  if (touched.every(({ peaceful }) => peaceful))
    return addPools(none, pooled(result, open, touched, all), 'now').low
  const isTouched = ({ lines }: PoolScore): boolean =>
    lines.some((line) => touched.some(({ score }) => score === line))
  const still = pooled(result, open, [], []).filter((pool) => !isTouched(pool))
  const moving = result.pools.filter((pool) => isTouched(pool) && pool.pool.table.sign === 'plus')
  return add(addPools(none, still, 'now').low, sum(moving.map(({ pool }) => rational(pool.table.cap))))
}

/** Red lines not surely kept that lower the grade. */
const loweringLines = (result: AssessResult, parts: readonly Part[], chosen: readonly number[]): number =>
  [...result.items, ...result.pools.flatMap((pool) => pool.lines)].filter(
    (score) =>
      lowersGrade(score) &&
      redLineState(parts.find((part) => part.score === score)?.scored(chosen) ?? score) !== false,
  ).length

/** A veto, or a red line that is not surely kept, holds the grade below the goal. */
function isCapped(
  result: AssessResult,
  { index, grades }: NonNullable<Goal['grade']>,
  parts: readonly Part[],
  chosen: readonly number[],
): boolean {
  const below = (title: string): boolean => grades.findIndex((grade) => grade.title === title) > index
  const byVeto = result.vetoes.some(({ veto: { table } }) => {
    if (table.effect.kind === 'fail' || table.effect.kind === 'stop_scoring') return index < grades.length - 1
    return table.effect.kind === 'cap_grade' && below(table.effect.grade)
  })
  return (
    byVeto ||
    [...result.items, ...result.pools.flatMap((pool) => pool.lines)].some((score) => {
      const { redLine } = score.item.table
      if (!redLine?.grade || !below(redLine.grade)) return false
      return redLineState(parts.find((part) => part.score === score)?.scored(chosen) ?? score) !== false
    })
  )
}
