/** What a function measures of a fact: its number, or of a share the part, the rate or what is missing of the whole. */
import { isHeld } from '../fact.ts'
import { intersectNumbers, type Knowledge, type KnowledgeOf, type NumberRange } from '../knowledge.ts'
import {
  ceil,
  equal,
  floor,
  isPositive,
  max,
  min,
  mul,
  one,
  type Rational,
  rational,
  sub,
  zero,
} from '../rational.ts'
import type {
  CompiledScore,
  Explanation,
  Facts,
  Holder,
  ParameterProblem,
  Parameters,
  Reading,
  Scored,
} from './function.ts'
import { isCounted } from './measure-words.ts'
import {
  type Domain,
  extremes,
  outcomesOver,
  type PointFunction,
  type StepRounding,
  stepRoundings,
} from './points.ts'
import { checkChoice } from './rows.ts'

export interface Measure {
  id: string
  take: 'number' | 'part' | 'rate' | 'missing'
  /** Only whole numbers happen: rows are counted. */
  whole: boolean
  /** Written as a percentage. */
  percent: boolean
  unit: string
  /** It is read from rows, and of none there is nothing to measure. */
  rows: boolean
  /** The most it can ever be, whatever is still registered; null: no bound. */
  most: Rational | null
}

export interface Measured extends Domain {
  empty: boolean
  mayBeEmpty: boolean
}

/** Kinds of facts that can be measured. */
export const measurable = ['count', 'amount', 'share', 'rate'] as const
/** The same with how long something took, for functions that do not ask for as much as possible. */
export const measurableLength = [...measurable, 'elapsed'] as const

/** A share, a rate and a length of nothing do not apply. */
export const hasEmptiness = (id: unknown, facts: Facts): boolean =>
  ['share', 'rate', 'elapsed'].includes(facts.get(String(id))?.kind ?? '')

/** A number written with a percent sign: of a share it means the rate, without one the part. */
export const isPercent = (value: unknown): boolean => typeof value === 'string' && value.trim().endsWith('%')

/** How a declared fact is measured; a share as the caller says. */
export function measureOf(id: string, facts: Facts, share: 'part' | 'rate' | 'missing'): Measure {
  const fact = facts.get(id)
  const field = fact?.field ? facts.fieldsOf(id).find((candidate) => candidate.id === fact.field) : undefined
  const over = facts.get(fact?.over ?? '')
  const take = fact?.kind === 'share' ? share : 'number'
  const percent = take === 'rate' || fact?.kind === 'rate'
  const choices = fact?.kind === 'count' && fact.distinct ? choicesOf(id, fact.distinct, facts) : null
  return {
    id,
    take,
    whole:
      !percent && fact?.kind !== 'amount' && fact?.pick !== 'mean' && (!field || field.type === 'integer'),
    percent,
    rows: fact?.kind === 'elapsed',
    unit: percent ? '' : (fact?.unit ?? over?.unit ?? ''),
    most: percent ? one : choices,
  }
}

function choicesOf(id: string, distinct: string, facts: Facts): Rational | null {
  const of = facts.fieldsOf(id).find((field) => field.id === distinct)?.of
  return of && of.length > 0 ? rational(of.length) : null
}

/** Everything a measure can be before anything is known. */
export const fullDomain = (measure: Measure): Domain => ({
  low: zero,
  high: measure.most,
  whole: measure.whole,
})

/** The facts a measure reads: a share also reads its whole. */
export function measuredFacts(id: string, facts: Facts): string[] {
  const over = facts.get(id)?.over
  return over ? [id, over] : [id]
}

/** What is known of a measure. */
export function readMeasure(measure: Measure, known: Knowledge): Measured & { low: Rational } {
  const { whole } = measure
  if (known.kind === 'number') {
    const high = measure.most === null || known.high === null ? known.high : min(known.high, measure.most)
    return { low: known.low, high: high ?? measure.most, whole, ...emptinessOfRate(known) }
  }
  if (known.kind !== 'share') throw new TypeError(`cannot measure ${known.kind}`)
  const range =
    measure.take === 'rate'
      ? { ...known.rate, ...unreachedIn(known) }
      : measure.take === 'part'
        ? partOf(known, whole)
        : missingOf(known, whole)
  return { ...range, whole, empty: known.empty, mayBeEmpty: known.whole.low.n === 0n }
}

/** Of an endless list with one that passes the rate is never 0, with one that falls short never 1. */
function unreachedIn({ part, rate, lacking }: KnowledgeOf<'share'>): Pick<Domain, 'unreached'> {
  const low = isPositive(part.low) && rate.low.n === 0n
  const high = lacking !== undefined && equal(rate.high, one)
  return low || high ? { unreached: { low, high } } : {}
}

/** Whether there was anything to take a rate of; other numbers are of nothing else. */
export const emptinessOfRate = ({ held }: KnowledgeOf<'number'>): Pick<Measured, 'empty' | 'mayBeEmpty'> => ({
  empty: held === false,
  mayBeEmpty: held === null,
})

/** Part and rate are each known apart; together they say more. */
function partOf(known: KnowledgeOf<'share'>, whole: boolean): NumberRange {
  const fromRate = ofWhole(known.rate, known.whole, whole)
  return intersectNumbers(known.part, fromRate) ?? known.part
}

function missingOf(known: KnowledgeOf<'share'>, whole: boolean): NumberRange {
  const lacking = { low: sub(one, known.rate.high), high: sub(one, known.rate.low) }
  const fromRate = ofWhole(lacking, known.whole, whole)
  const apart = {
    low: known.part.high === null ? zero : max(zero, sub(known.whole.low, known.part.high)),
    high: known.whole.high === null ? null : max(zero, sub(known.whole.high, known.part.low)),
  }
  const found = intersectNumbers(apart, fromRate) ?? apart
  return known.lacking ? { ...found, low: max(found.low, known.lacking) } : found
}

/** A rate of a whole; of counted things only whole numbers. */
function ofWhole(rate: { low: Rational; high: Rational }, of: NumberRange, whole: boolean): NumberRange {
  const low = mul(rate.low, of.low)
  const high = rate.high.n === 0n ? zero : of.high === null ? null : mul(rate.high, of.high)
  return { low: whole ? ceil(low) : low, high: high !== null && whole ? floor(high) : high }
}

/** What a reading knows of a measure. */
export function measureIn(measure: Measure, reading: Reading): Measured & { low: Rational } {
  const measured = readMeasure(measure, reading.known(measure.id))
  return measure.rows ? { ...measured, ...emptinessOf(reading, measure.id) } : measured
}

/** Whether there is a row to measure. A reading that has settled what nobody told of has settled that there is one. */
function emptinessOf(reading: Reading, id: string): Pick<Measured, 'empty' | 'mayBeEmpty'> {
  const fact = reading.fact(id)
  const settled = fact.strength === null && reading.known(id) !== fact.known
  const held = settled || isHeld(fact, reading.known(id))
  return { empty: held === false, mayBeEmpty: held === null }
}

/** Points over a denominator: when that is nothing, the item does not apply; when it may be, the caller is told. */
export function orEmpty(scored: Scored, of: { empty: boolean; mayBeEmpty: boolean }): Scored {
  if (of.empty) return { low: zero, high: zero, empty: true }
  return of.mayBeEmpty ? { ...scored, mayBeEmpty: true } : scored
}

// --- a function of one measure -----------------------------------------------------------------------------------------

export interface MeasuredScore {
  measure: Measure
  facts: string[]
  points: PointFunction
  /** Default: the measure itself. */
  domain?: (reading: Reading) => Measured
  /** Default: everything the measure can be. */
  full?: Domain
  /** The arithmetic of one measure, with its points. */
  line(measure: Rational, points: Rational): string
  names(reading: Reading): Explanation['names']
}

/** The least points over everything a measure can be. */
export const leastOver = (score: Pick<MeasuredScore, 'measure' | 'points' | 'full'>): Rational =>
  extremes(score.points, score.full ?? fullDomain(score.measure)).low.points

/** The outcomes a function of one measure can have. */
export const measuredOutcomes = (
  score: Pick<MeasuredScore, 'measure' | 'points' | 'full'>,
  { value }: Holder,
) => outcomesOver(score.points, score.full ?? fullDomain(score.measure), value)

/** A point function of one measure as an item's compiled score. */
export function compileMeasured(score: MeasuredScore): CompiledScore {
  const { measure, points } = score
  const domain = score.domain ?? ((reading: Reading) => measureIn(measure, reading))
  return {
    facts: score.facts,
    least: leastOver(score),
    evaluate(_value, reading) {
      const measured = domain(reading)
      const { low, high } = extremes(points, measured)
      return orEmpty({ low: low.points, high: high.points, empty: false }, measured)
    },
    explain(_value, reading) {
      const measured = domain(reading)
      const { low, high } = extremes(points, measured)
      const line = (extreme: { measure: Rational; points: Rational }): string =>
        score.line(extreme.measure, extreme.points)
      const same = equal(low.points, high.points)
      const calculation = measured.empty
        ? ['分母为0，本项不适用']
        : same
          ? [line(low)]
          : [`下限 ${line(low)}`, `上限 ${line(high)}`]
      const fact = reading.fact(measure.id)
      const { record } = fact
      return {
        calculation,
        brief: calculation.join('；'),
        names: score.names(reading),
        sentence: record.kind === 'share' && !isCounted(fact) ? 'shortcoming_rate' : 'shortcoming',
      }
    },
  }
}

// --- words --------------------------------------------------------------------------------------------------------------

// --- parameters ---------------------------------------------------------------------------------------------------------

/** Part steps of a measure that need not be whole: how they count must be said, and of whole ones there are none. */
export function checkRounding(parameters: Parameters, measure: Measure): ParameterProblem[] {
  if (!measure.whole)
    return checkChoice(parameters.step_rounding, ['step_rounding'], '不足一档的怎样算', stepRoundings)
  if (parameters.step_rounding === undefined) return []
  return [{ path: ['step_rounding'], message: '按整数计的没有不足一档的情形', remedy: '删去step_rounding' }]
}

/** What is checked of it: whole measures have no part steps. */
export const roundingOf = (parameters: Parameters): StepRounding =>
  stepRoundings.find((rounding) => rounding === parameters.step_rounding) ?? 'proportional'
