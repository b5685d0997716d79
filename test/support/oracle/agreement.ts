/** Compares what the engine makes of a township with what the hand makes of it. */
import { assess } from '../../../rules/assess.ts'
import type { CompiledPack } from '../../../rules/compile.ts'
import type { Evidence } from '../../../rules/evidence.ts'
import { cmp, equal, isZero, type Rational, rational, toFraction } from '../../../rules/rational.ts'
import type { AssessResult, ItemScore } from '../../../rules/result.ts'
import { holidays } from '../../../server/packs.ts'
import type { Fraction, Hand, HandScores } from './hand.ts'
import { totalByHand } from './totals.ts'

const { years } = holidays().table
/** What runs over into 2027, whose notice is not out, is counted from Monday to Friday, as the hand does. */
const options = { today: '2027-06-01', holidays: { years: { ...years, 2027: { off: [], work: [] } } } }

/** The engine's result after the cut-off of evidence. */
export const assessWhole = (pack: CompiledPack, evidence: Evidence): AssessResult =>
  assess(pack, evidence, options)
/** The engine's result on the last day evidence may be given. */
export const assessOpen = (pack: CompiledPack, evidence: Evidence): AssessResult =>
  assess(pack, evidence, { ...options, asOf: `${evidence.year + 1}-04-30` })

/** Items and lines of pools that are in force. */
export const scoresOf = ({ items, pools }: AssessResult): ItemScore[] =>
  [...items, ...pools.flatMap(({ lines }) => lines)].filter(({ outcome }) => outcome !== 'not_in_force')

/** Where the engine does not give the very points of the hand. */
export const disagreements = (result: AssessResult, byHand: HandScores): string[] =>
  differing(result, byHand, ({ low, high, outcome }, points) => {
    if (points === null) return outcome === 'not_applicable'
    const exact = rational(points[0], points[1])
    return outcome !== 'not_applicable' && equal(low, exact) && equal(high, exact)
  })

/** Where the engine's interval leaves out what the hand makes of the whole. */
export const escapes = (result: AssessResult, byHand: HandScores): string[] =>
  differing(result, byHand, ({ low, high, value, outcome }, points) => {
    // What may turn out not to apply stays in with all it could come to.
    if (points === null) return outcome === 'not_applicable' || (isZero(low) && equal(high, value))
    const exact = rational(points[0], points[1])
    return outcome !== 'not_applicable' && cmp(low, exact) <= 0 && cmp(exact, high) <= 0
  })

function differing(
  result: AssessResult,
  byHand: HandScores,
  fits: (score: ItemScore, points: Fraction | null) => boolean,
): string[] {
  return scoresOf(result).flatMap((score) => {
    const { id } = score.item.table
    const points = byHand.get(id)
    if (points !== undefined && fits(score, points)) return []
    const engine = `${score.outcome}, ${toFraction(score.low)}—${toFraction(score.high)}`
    return [
      `${id}: the engine says ${engine}, the hand ${points === undefined ? 'nothing' : points?.join('/')}`,
    ]
  })
}

/** Where the engine's sums are not those of the hand: dimensions, bonus, deductions and the total. */
export function wrongSums(result: AssessResult, hand: Hand): string[] {
  const byHand = totalByHand(
    hand,
    result.items.map(({ item }) => item.table),
  )
  const sums: [name: string, engine: { low: Rational; high: Rational } | null, hand: Rational | null][] =
    result.dimensions.map((dimension) => [
      dimension.id,
      dimension,
      byHand.dimensions.get(dimension.id)?.points ?? null,
    ])
  for (const { pool, now } of result.pools)
    sums.push([pool.table.id, now, pool.table.sign === 'plus' ? byHand.bonus : byHand.deductions])
  sums.push(['total', result.scaled, byHand.total])
  return sums.flatMap(([name, engine, exact]) => {
    if (engine === null || exact === null) return engine === exact ? [] : [`${name}: one of the two is none`]
    if (equal(engine.low, exact) && equal(engine.high, exact)) return []
    return [
      `${name}: the engine says ${toFraction(engine.low)}—${toFraction(engine.high)}, the hand ${toFraction(exact)}`,
    ]
  })
}
