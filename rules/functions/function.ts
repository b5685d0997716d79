/** The shape every family of scoring functions has. */
import type { Outcome, RowRef } from '../assessment.ts'
import type { Environment, Scope } from '../conditions.ts'
import type { Fact } from '../fact.ts'
import type { Knowledge } from '../knowledge.ts'
import type { FactDeclaration, Field, Register, ScoreDeclaration } from '../pack.ts'
import type { Rational } from '../rational.ts'

/** The facts as one reading sees them: the interval, on record, or lapsed. */
export interface Reading {
  known(id: string): Knowledge
  fact(id: string): Fact
  environment: Environment
}

/** Points between which every completion of the facts lies. */
export interface Scored {
  low: Rational
  high: Rational
  /** The denominator is certainly zero: the item does not apply. */
  empty: boolean
  /** The denominator may still turn out to be zero; said only by functions whose denominator can be. */
  mayBeEmpty?: boolean
  /** Lines by matter, for a pool that counts the same matter once (M3); null: no matter is named. */
  matters?: { matter: string | null; low: Rational; high: Rational }[]
}

/** A value a sentence may use; its fact is where a reader is led from the number. */
export interface SayValue {
  text: string
  fact: string
  /** What names of this kind are counted in; left out: 个. */
  unit?: string
}

export interface Explanation {
  /** The arithmetic, one line each. */
  calculation: string[]
  /** The same in a few words, for a sentence. */
  brief: string
  /** Names the function offers to the item's sentences. */
  names: Record<string, SayValue | SayValue[]>
  /** A shortfall known only as a rate, or a deed known not to have been done, has its own sentence. */
  sentence: 'shortcoming' | 'shortcoming_rate' | 'shortcoming_none'
  /** Sentences of the part that falls short, where the function has parts. */
  says?: Record<string, string>
  /** What cost points beside what the sentence tells, instead of it where it would tell of nothing, or as what it means. */
  further?: { told: SayValue[]; how: 'beside' | 'alone' | 'explains' }
}

export interface CompiledScore {
  facts: string[]
  /** The least the function can give. */
  least: Rational
  /** The same where it differs by kind of township. */
  leastAt?(reading: Reading): Rational
  evaluate(value: Rational, reading: Reading): Scored
  /** Rows that are known to cost points, where the function judges rows by conditions of its own. */
  failing?(value: Rational, reading: Reading): RowRef[]
  explain(value: Rational, reading: Reading): Explanation
}

export interface ParameterProblem {
  path: (string | number)[]
  message: string
  remedy?: string
}

export type Parameters = Record<string, unknown>
/** The declared facts, and the fields of the rows that prove each. */
export interface Facts extends ReadonlyMap<string, FactDeclaration> {
  fieldsOf(fact: string): Field[]
}

/** The facts of a pack as functions ask for them. */
export function declaredFacts(registers: readonly Register[]): Facts {
  const facts = new Map(
    registers.flatMap((register) => register.facts.map((fact) => [fact.id, fact] as const)),
  )
  const fields = new Map(registers.map((register) => [register.id, register.fields]))
  return Object.assign(facts, { fieldsOf: (id: string) => fields.get(facts.get(id)?.register ?? '') ?? [] })
}

/** Where a condition over facts finds its names. */
export const factScope = (facts: Facts): Scope => ({
  kind: 'facts',
  facts: [...facts.values()],
  fieldsOf: facts.fieldsOf,
})

/** What a function scores for: an item or a part of one, and its points. */
export interface Holder {
  value: Rational
  part: boolean
  /** Points of the dimension and of the whole table an item of the base stands in: it may lose as much (M1). */
  within?: { dimension: Rational; total: Rational }
  /** MM-DD on which the period begins; left out: the calendar year. */
  periodFrom?: string
}

export interface ScoringFunction {
  name: string
  /** Names it offers to sentences; others are refused at load. */
  names: readonly string[]
  /** The function it is laid around, with its key among the parameters: its names and sentences are offered too. */
  wraps?(parameters: Parameters): ScoreDeclaration | null
  /** Whether its denominator can be empty, so that an item must say what then. */
  canBeEmpty(parameters: Parameters, facts: Facts): boolean
  /** Outcomes it can have, so that a pack's worked cases can be asked for. */
  outcomes(parameters: Parameters, facts: Facts, holder: Holder): Outcome[]
  check(parameters: Parameters, facts: Facts, holder: Holder): ParameterProblem[]
  facts(parameters: Parameters, facts: Facts): string[]
  compile(parameters: Parameters, facts: Facts, holder: Holder): CompiledScore
}

/** What falls short by name: rows that fail, or the choices nobody registered. */
export function namesOf(fact: Fact): SayValue[] {
  const failing = fact.rows.filter((row) => row.result === 'fail').map((row) => row.label)
  const names = failing.length > 0 ? failing : fact.absent
  const unit = failing.length > 0 ? unitOfNames(fact) : '个'
  return names.map((text) => ({ text, fact: fact.compiled.id, unit }))
}

/** What the rows of a fact are counted in; one that adds up a field counts something else in its unit. */
export const unitOfNames = ({ compiled }: Fact): string =>
  (compiled.field === undefined ? compiled.unit : '') || '个'
