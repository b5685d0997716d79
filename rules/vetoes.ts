/**
 * Vetoes with their declared effects, red lines, and the grade at both ends.
 * On record a veto nobody declared does not exist; in the interval it may still come, so it only moves the low end.
 */
import type { CompiledPack, CompiledVeto } from './compile.ts'
import type { FactReader } from './fact.ts'
import { failingRows } from './gaps.ts'
import { never } from './knowledge.ts'
import type { Grade, PackTable, TownshipKind, VetoEffect } from './pack.ts'
import { cmp, max, min, type Rational, rational, sub, zero } from './rational.ts'
import type { ItemScore, Range, VetoState } from './result.ts'

/** The vetoes that hold or may hold. */
export function vetoStates(pack: CompiledPack, facts: FactReader): VetoState[] {
  return pack.vetoes.flatMap((veto): VetoState[] => {
    const holds = veto.when({ ...facts.environment, fact: (id) => facts.get(id).known })
    if (holds === false) return []
    const onRecord = veto.when({ ...facts.environment, fact: (id) => facts.get(id).record }) === true
    return [{ veto, holds, onRecord }]
  })
}

/** The total after vetoes that change points. */
export function vetoed(total: Range, vetoes: VetoState[], which: 'now' | 'onRecord'): Range {
  return vetoes.reduce((range, state) => {
    const { effect } = state.veto.table
    const applied: Range = { low: afterVeto(range.low, effect), high: afterVeto(range.high, effect) }
    if (which === 'onRecord') return state.onRecord ? applied : range
    return state.holds === true ? applied : { low: min(range.low, applied.low), high: range.high }
  }, total)
}

/** Points after a veto of this effect. */
export function afterVeto(points: Rational, effect: VetoEffect): Rational {
  // What is no longer scored has no points, whatever was earned before.
  if (effect.kind === 'stop_scoring') return zero
  if (effect.kind === 'deduct') return max(zero, sub(points, rational(effect.points)))
  if (effect.kind === 'set_score') return min(points, rational(effect.points))
  return points
}

/** The grades of a kind of township, best first: its group's own lines, else the table's. */
export function gradesOf(table: PackTable, kind: string): Grade[] {
  const group = table.groups.find(({ kinds }) => kinds.some((member) => member === kind))
  return [...(group?.grades ?? table.grades)].sort((a, b) => cmp(rational(b.from), rational(a.from)))
}

/** Grades only of an issued table, by the rounded total, then what vetoes and red lines leave of them. */
export function gradeRange(
  table: PackTable,
  kind: TownshipKind,
  at: { total: Range; base: Range },
  items: ItemScore[],
  vetoes: VetoState[],
): { low: string; high: string } | null {
  const grades = gradesOf(table, kind)
  if (!table.issued || grades.length === 0) return null
  const place = (end: 'low' | 'high'): number =>
    Math.max(placeOf(grades, at.total[end]), baseCap(grades, at.base[end]))
  // The grade earned is lowered first; a cap then holds whatever is left.
  const left = (earned: number, states: VetoState[], lines: number): number =>
    states.reduce(
      (worst, { veto }) => Math.max(worst, capOf(grades, veto)),
      lowered(grades, earned, loweringVetoes(states) + lines),
    )
  const certain = vetoes.filter((state) => state.holds === true)
  const lines = items.filter((item) => lowersGrade(item) && redLineState(item) !== false).length
  const low = Math.max(left(place('low'), vetoes, lines), redLineCap(grades, items))
  return { low: grades[low]!.title, high: grades[left(place('high'), certain, 0)]!.title }
}

/** The grade so many steps lower, at worst the last. */
export const lowered = (grades: readonly Grade[], earned: number, steps: number): number =>
  Math.min(grades.length - 1, earned + steps)

/** How many of the vetoes lower the grade, each by one. */
export const loweringVetoes = (states: readonly VetoState[]): number =>
  states.filter(({ veto }) => veto.table.effect.kind === 'lower_grade').length

/** Whether the red line of an item lowers the grade by one. */
export const lowersGrade = ({ item }: ItemScore): boolean => item.table.redLine?.effect === 'lower_grade'

/** The grade a rounded total earns. */
export const placeOf = (grades: readonly Grade[], total: Rational): number => {
  const found = grades.findIndex((grade) => cmp(total, rational(grade.from)) >= 0)
  return found < 0 ? grades.length - 1 : found
}

/** The best grade a rounded base allows, whatever the bonus: no grade is held above one that the base does not reach. */
export const baseCap = (grades: readonly Grade[], base: Rational): number =>
  1 +
  grades.findLastIndex(({ baseAtLeast }) => baseAtLeast !== undefined && cmp(base, rational(baseAtLeast)) < 0)

const indexOf = (grades: Grade[], title: string): number =>
  Math.max(
    0,
    grades.findIndex((grade) => grade.title === title),
  )

function capOf(grades: Grade[], { table: { effect } }: CompiledVeto): number {
  if (effect.kind === 'fail' || effect.kind === 'stop_scoring') return grades.length - 1
  return effect.kind === 'cap_grade' ? indexOf(grades, effect.grade) : 0
}

/**
 * Whether an item's red line is crossed: surely, perhaps (null), or not. `any_short` looks at what falls short, `none` only at
 * a deed that was not done at all (no yearly report at all, not a late one), a condition at the facts it names (refused, not late).
 */
export function redLineState(item: ItemScore): boolean | null {
  const line = item.item.table.redLine
  if (!line || item.applicable.n === 0n) return false
  // A line of a deduction pool that takes all it can is “met”: its condition alone tells.
  if (item.item.redLine) return item.item.redLine(item.reading)
  // Who bears the loss of points is nothing to a red line.
  const { outcome, high } = item.plain ?? item
  if (outcome === 'met') return false
  if (line.when !== 'none') return cmp(high, item.value) < 0 || failingRows(item).length > 0 ? true : null
  const dates = item.facts.flatMap(({ known }) => (known.kind === 'date' ? [known] : []))
  if (dates.some((day) => day.low === never)) return true
  return dates.every((day) => day.high !== never) ? false : null
}

/**
 * A red line caps the grade once it is verified; until then a shortfall that is known or may still come out only lowers
 * the low end.
 */
function redLineCap(grades: Grade[], items: ItemScore[]): number {
  return items.reduce((worst, item) => {
    const grade = item.item.table.redLine?.grade
    if (!grade || redLineState(item) === false) return worst
    return Math.max(worst, indexOf(grades, grade))
  }, 0)
}
