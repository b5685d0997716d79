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
import type { AssessOptions, AssessResult, ItemScore } from './result.ts'
import { scaleBase } from './totals.ts'
import { baseCap, redLineState, vetoed } from './vetoes.ts'
import { type Action, agree, type Change, withChanges } from './what-if.ts'

/** A score, and for a grade also that nothing caps it below. */
export interface Goal {
  score: Rational
  grade: { index: number; grades: readonly Grade[] } | null
}

export interface WayModel {
  actions: readonly Action[]
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

/** Whether the low end of a result is at the goal. */
export function meets({ scaled, grade }: AssessResult, goal: Goal): boolean {
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
  const kept = new Map<string, AssessResult>()
  const run = (chosen: readonly number[]): AssessResult => {
    const sorted = [...chosen].sort((a, b) => a - b)
    const key = sorted.join(' ')
    const known = kept.get(key)
    if (known) return known
    const evidence = withChanges(result.evidence, changesOf(sorted))
    const found = assess(pack, evidence, { ...options, asOf: result.asOf })
    kept.set(key, found)
    return found
  }
  const together: number[] = []
  for (const index of actions.keys()) {
    if (together.every((other) => agrees(index, other))) together.push(index)
  }
  const common = { actions, together, agrees }
  const parts = partsOf(result, options, actions, agrees)
  if (!parts || !isAdditive(result, run(together), actions)) {
    return {
      ...common,
      reached: (chosen, goal) => meets(run(chosen), goal),
      gain: () => zero,
      most: () => null,
      need: () => zero,
    }
  }
  const base = scaleBase(result.items, pack.table.dimensions)!.exact.low
  const highest = poolsAt(result, rational(1000))
  return {
    ...common,
    gain: (chosen) => sum(parts.map((part) => part.gain(chosen))),
    most: (index) => sum(parts.map((part) => (part.touching.includes(index) ? part.most : zero))),
    need: (goal) => {
      const half = rational(1n, 2n * 10n ** BigInt(pack.table.rounding.places))
      return sub(sub(sub(goal.score, half), base), highest)
    },
    reached: (chosen, goal) => {
      const at = add(base, sum(parts.map((part) => part.gain(chosen))))
      const total = vetoed(
        addPools({ low: at, high: at }, pooled(result, at), 'now'),
        result.vetoes,
        'now',
      ).low
      if (cmp(round(total, pack.table.rounding.places), goal.score) < 0) return false
      if (!goal.grade) return true
      const held = baseCap(goal.grade.grades, round(at, pack.table.rounding.places)) <= goal.grade.index
      return held && !isCapped(result, goal.grade, parts, chosen)
    },
  }
}

// --- items ---------------------------------------------------------------------------------------------------------------

/** An item that some actions touch. */
interface Part {
  score: ItemScore
  touching: number[]
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
  return result.items.flatMap((score): Part[] => {
    const reads = score.version ? closureOf(result.pack, score.version.score.facts) : null
    const touching = [...actions.keys()].filter((index) => reads && touches(reads, actions[index]!.changes))
    if (touching.length === 0) return []
    const weight = mul(rational(100), div(score.effective, mul(score.value, whole)))
    const probe = probeOf(result, options, score)
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
      { score, touching, most, gain: (chosen) => at(chosen).gain, scored: (chosen) => at(chosen).score },
    ]
  })
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

/** Pools, vetoes and the weights of items are the same whatever is done, so that only items gain. */
function isAdditive(result: AssessResult, all: AssessResult, actions: readonly Action[]): boolean {
  const { pack } = result
  // A floor or cap around several items gives back what another of them lost; nor is the base a plain sum where an item that
  // may not apply stands beside one that can go below nothing or above its value.
  const { items } = result
  if (items.some(({ item }) => item.floors.size > 0) || pack.table.dimensions.some(isGroupCapped))
    return false
  const beyond = items.some(({ low, high, value }) => low.n < 0n || cmp(high, value) > 0)
  if (beyond && items.some(({ mayBeEmpty }) => mayBeEmpty)) return false
  const changes = actions.flatMap((action) => action.changes)
  const untouched = (ids: readonly string[]): boolean => !touches(closureOf(pack, ids), changes)
  const lines = result.pools.every(({ pool, lines: own }) => {
    const facts = own.flatMap((line) => line.version?.score.facts ?? [])
    // The gate of a pool that takes away looks at the high end as well.
    return untouched(facts) && (pool.table.sign === 'plus' || pool.table.gate === null)
  })
  const vetoes =
    result.vetoes.length === all.vetoes.length &&
    pack.vetoes.every(({ table }) => untouched(factsIn(table.when)))
  const weights = all.items.every((score, at) => cmp(score.effective, result.items[at]!.effective) === 0)
  return lines && vetoes && weights
}

const factsIn = (condition: string): string[] => condition.match(/[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*/g) ?? []

const pooled = (result: AssessResult, base: Rational) =>
  result.pools.map(({ pool, lines }) => {
    const range = { low: base, high: base }
    return scorePool(pool, lines, { exact: range, onRecord: range }, result.pack.table.rounding.places)
  })

/** What pools add at a base that opens every gate. */
const poolsAt = (result: AssessResult, base: Rational): Rational =>
  addPools({ low: zero, high: zero }, pooled(result, base), 'now').low

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
