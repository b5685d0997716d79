/**
 * What one row of a register costs an item (M3): whether it takes points, how many, and how the item reads its fact when
 * another item bears the loss. Only functions that take points row by row can share a matter.
 */
import type { CompiledFact } from './compiled-facts.ts'
import { and, not } from './condition-values.ts'
import type { Environment } from './conditions.ts'
import { levelPoints } from './functions/bonus.ts'
import { parametersOf } from './functions/by-kind.ts'
import type { Facts, Parameters } from './functions/function.ts'
import { readLower } from './functions/lower.ts'
import { isRecord, readNumber } from './functions/parameters.ts'
import { compileRowJudge } from './functions/row-points.ts'
import { certainlyZero, type Knowledge } from './knowledge.ts'
import { type ScoreDeclaration, type TownshipKind, townshipKinds } from './pack.ts'
import { add, cmp, div, isPositive, max, min, mul, one, type Rational, sub, zero } from './rational.ts'
import type { Range } from './result.ts'
import { rowTest } from './row-sets.ts'

/** What is known of a row's cost: that it takes points, and how many if it does. */
export interface Cost {
  costs: boolean | null
  points: Range
}

/** Where an item takes points row by row. */
export interface Place {
  fact: string
  register: string
  /** A row that is borne elsewhere is left out of what is counted, or counts as one that complies. */
  spare: 'drop' | 'pass'
  /** `known` reads a fact as a whole, as the item reads it without what is borne elsewhere. */
  cost(environment: Environment, known: (fact: string) => Knowledge): Cost
  /** Why two of them cannot be compared by their points; null: they can. */
  unequal: string | null
}

/** Reads a fact's compiled form: that of the version, where rows are chosen by their own day. */
type Compiled = (fact: string) => CompiledFact

interface Given {
  parameters: Parameters
  value: Rational
  facts: Facts
  compiled: Compiled
  /** In a pool that takes away. */
  minus: boolean
}

/** The place of an item, kind by kind of township, or why its rows cannot share a matter. */
export function placesOf(
  score: ScoreDeclaration,
  given: Omit<Given, 'parameters'>,
): ReadonlyMap<TownshipKind, Place> | string {
  const [name, declared] = Object.entries(score)[0] ?? ['', {}]
  const place = Object.hasOwn(placers, name) ? placers[name]! : null
  if (!place) return `${name}不是逐条扣分的函数`
  const found = new Map<TownshipKind, Place>()
  for (const kind of townshipKinds) {
    const own = place({ ...given, parameters: parametersOf(declared, kind) })
    if (typeof own === 'string') return own
    if (own.fact !== declared.of) return '各类乡镇的of不同'
    found.set(kind, own)
  }
  return found
}

const exactly = (points: Rational): Range => ({ low: points, high: points })

/** Whether a fact counts the row: what is entered for a day that has not come may still happen or not. */
const counts = ({ where, register }: CompiledFact, environment: Environment): boolean | null =>
  rowTest(where, environment, register)({ id: '', values: environment.row ?? {} })

function perOccurrence({ parameters, facts, compiled }: Given): Place | string {
  const fact = String(parameters.of)
  const declared = facts.get(fact)
  if (!declared || !['count', 'events'].includes(declared.kind) || declared.distinct || declared.field)
    return `“${fact}”不是逐条计数的数据项`
  if (declared.each) return `“${fact}”按名册计，不是逐条的`
  if (parameters.over === fact) return 'over和of是同一个数据项'
  const each = exactly(readNumber(parameters.deduct_each)!)
  return {
    fact,
    register: declared.register,
    spare: 'drop',
    unequal: null,
    cost: (environment) => ({ costs: counts(compiled(fact), environment), points: each }),
  }
}

function perRecord({ parameters, facts, compiled }: Given): Place | string {
  const fact = String(parameters.of)
  if (parameters.credit !== undefined) return '得分的记录不是扣分'
  if (parameters.over === fact) return 'over和of是同一个数据项'
  const judge = compileRowJudge(parameters, 'deduct', fact, facts)
  const steps = isRecord(parameters.escalate) ? parameters.escalate : null
  return {
    fact,
    register: facts.get(fact)!.register,
    spare: 'drop',
    unequal: steps ? '逐次加重的，一条扣几分要看是第几次' : null,
    cost(environment) {
      const counted = counts(compiled(fact), environment)
      const row = { row: { id: '', values: environment.row ?? {} }, sure: counted === true, environment }
      const { low, high, counts: hits, possible } = judge(row)
      if (steps) {
        const costs = counted === false || possible.length === 0 ? false : hits ? true : null
        return { costs, points: exactly(zero) }
      }
      const costs = counted === false || !isPositive(high) ? false : isPositive(low) ? true : null
      return { costs, points: { low, high } }
    },
  }
}

/** A line of a pool that takes away: points by level. */
function bonus({ parameters, facts, compiled, minus }: Given): Place | string {
  if (!minus) return '加分的记录不是扣分'
  const fact = String(parameters.of)
  const field = facts.fieldsOf(fact).find(({ id }) => id === parameters.level)
  const points = levelPoints(parameters, field)
  // A level in free words may be one that costs nothing.
  const all = [...points.values(), ...(field?.of ? [] : [zero])]
  return {
    fact,
    register: facts.get(fact)!.register,
    spare: 'drop',
    unequal: null,
    cost(environment) {
      const level = environment.row?.[String(parameters.level)]
      const written = level !== null && level !== undefined && level !== ''
      const range = written
        ? exactly(points.get(String(level)) ?? zero)
        : { low: all.reduce(min), high: all.reduce(max) }
      const some = isPositive(range.low) ? true : isPositive(range.high) ? null : false
      return { costs: and(counts(compiled(fact), environment), some), points: range }
    },
  }
}

/** A row that falls short of a share of rows. */
function sharePlace(
  { parameters, facts, compiled }: Given,
  unequal: string | null,
  points: (known: Knowledge) => Range,
): Place | string {
  const fact = String(parameters.of)
  const part = facts.get(fact)
  const whole = facts.get(part?.over ?? '')
  if (part?.kind !== 'share' || !whole) return `“${fact}”不是占比`
  if (part.each || part.field || whole.field || whole.distinct || part.register !== whole.register)
    return `“${fact}”不是逐条记录的占比`
  return {
    fact,
    register: part.register,
    spare: 'pass',
    unequal,
    cost: (environment, known) => ({
      costs: and(counts(compiled(whole.id), environment), not(counts(compiled(fact), environment))),
      points: points(known(fact)),
    }),
  }
}

/** What one more that complies would bring: exact where the share is, else no more than the whole it can be one of. */
function ratioLinear(given: Given): Place | string {
  const target = readNumber(given.parameters.target)!
  const { value } = given
  const lower = readLower(given.parameters)
  const reached = (part: Rational, whole: Rational): Rational => {
    const rate = div(part, whole)
    return lower?.under(rate) ? zero : mul(value, min(one, div(rate, target)))
  }
  return sharePlace(given, null, (known) => {
    if (known.kind !== 'share') return { low: zero, high: value }
    const whole = max(one, known.whole.low)
    const { part } = known
    const decided =
      part.high !== null &&
      cmp(part.low, part.high) === 0 &&
      known.whole.high !== null &&
      cmp(whole, known.whole.high) === 0
    // Over the line one more may bring all that is there already.
    if (!decided) return { low: zero, high: lower ? value : reached(one, whole) }
    return exactly(sub(reached(min(whole, add(part.low, one)), whole), reached(part.low, whole)))
  })
}

const ratioShortfall = (given: Given): Place | string =>
  sharePlace(given, '按档扣分的，一条扣几分要看差几档', () => exactly(zero))

const placers: Record<string, (given: Given) => Place | string> = {
  per_occurrence: perOccurrence,
  per_record: perRecord,
  bonus,
  ratio_linear: ratioLinear,
  ratio_shortfall: ratioShortfall,
}

/** A fact that says that nothing costs points at the place that reads it. */
export function costsNothing(known: Knowledge): boolean {
  if (known.kind === 'number') return certainlyZero(known)
  if (known.kind === 'rows') return !known.open && known.rows.length === 0
  return known.kind === 'share' && (known.empty || cmp(known.rate.low, one) === 0)
}
