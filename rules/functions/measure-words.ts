/** What a measure comes to in words: its value, the arithmetic of a deduction, and what sentences may say of it. */
import { lengthText } from '../elapsed.ts'
import type { Fact } from '../fact.ts'
import type { Knowledge } from '../knowledge.ts'
import { cmp, equal, mul, type Rational, rational, sub, toDecimal, zero } from '../rational.ts'
import { percentText, pointsText } from '../wording.ts'
import { type Explanation, namesOf, type Reading, type SayValue, unitOfNames } from './function.ts'
import type { Measure } from './measures.ts'

/** A measure as people read it: 3次, 92.5%. */
export const measureText = (measure: Measure, number: Rational): string =>
  measure.percent
    ? percentText(number)
    : measure.rows
      ? lengthText(number, measure.unit)
      : `${toDecimal(number)}${measure.unit}`

/** `2.00 - 3 × 0.10`, the deduction capped where a cap bites. */
export function deductionText(
  value: Rational,
  times: Rational,
  each: Rational,
  limit: Rational | null,
): string {
  const full = mul(times, each)
  const capped = limit !== null && cmp(full, limit) > 0
  const taken = capped ? limit : full
  const most = capped
    ? `（${toDecimal(times)} × ${toDecimal(each)}超过${toDecimal(limit)}，按${toDecimal(limit)}计）`
    : ''
  const product = capped ? toDecimal(taken) : `${toDecimal(times)} × ${toDecimal(each)}`
  return `${pointsText(value)} - ${product} = ${pointsText(sub(value, taken))}${most}`
}

/** A sentence can count: there is a whole number of both on record, or what falls short is known by name. */
export const isCounted = (fact: Fact): boolean => hasCounts(fact.record) || namedShort(fact) !== null

/** So many are known to fall short, each by name, while others are still undecided; null where sums are shared. */
function namedShort({ compiled, record, rows }: Fact): Rational | null {
  if (hasCounts(record) || compiled.field !== undefined) return null
  const failing = rows.filter(({ result }) => result === 'fail').length
  return failing > 0 ? rational(failing) : null
}

/** On record there is a whole number of both. */
function hasCounts(record: Knowledge): boolean {
  return (
    record.kind === 'share' &&
    record.whole.high !== null &&
    record.part.high !== null &&
    equal(record.whole.low, record.whole.high) &&
    equal(record.part.low, record.part.high)
  )
}

/** Names of a function that holds a measure against a goal. */
export const goalNames = ['of', 'over', 'short', 'rate', 'target', 'names'] as const
/** Names of a function that only counts, and of one that may read a rate. */
export const plainNames = ['of', 'names'] as const
export const ratedNames = ['of', 'rate', 'names'] as const

/** Sentences speak of what is on record: only that is drafted. */
export function sayGoal(reading: Reading, of: string, target: Rational): Explanation['names'] {
  const fact = reading.fact(of)
  const record = fact.record
  const say = (value: string, id = of): SayValue => ({ text: value, fact: id })
  const common = { names: namesOf(fact), target: say(toDecimal(target)) }
  if (record.kind === 'share') {
    const over = fact.compiled.over!
    const named = namedShort(fact)
    const short = named ?? sub(record.whole.low, record.part.low)
    const some = fact.compiled.field === undefined && cmp(rational(common.names.length), short) < 0
    return {
      ...common,
      names: some ? andOthers(common.names) : common.names,
      of: say(toDecimal(record.part.low)),
      over: say(toDecimal(record.whole.low), over),
      short: say(toDecimal(short)),
      // What is still undecided may all come right, but not what is known to fall short.
      rate: say(named ? `不超过${percentText(record.rate.high)}` : percentText(record.rate.low)),
    }
  }
  if (record.kind !== 'number') return common
  const short = sub(target, record.low)
  const percent = fact.compiled.kind === 'rate'
  const text = (number: Rational): string =>
    percent
      ? percentText(number)
      : fact.compiled.elapsed
        ? lengthText(number, fact.compiled.unit)
        : toDecimal(number)
  return {
    ...common,
    of: say(text(record.low)),
    over: say(text(target)),
    short: say(short.n > 0n ? text(short) : '0'),
    rate: say(text(record.low)),
    target: say(text(target)),
  }
}

/** Not all that fall short are known by name. */
const andOthers = (names: SayValue[]): SayValue[] =>
  names.map((name, index) => (index === names.length - 1 ? { ...name, text: `${name.text}等` } : name))

/** The same without a goal; `counted`: the rows counted are what is spoken of, not those that fall short. */
export function sayMeasure(reading: Reading, of: string, counted = false): Explanation['names'] {
  const { of: measured, rate, names } = sayGoal(reading, of, zero)
  const fact = reading.fact(of)
  const passing = fact.rows
    .filter((row) => row.result === 'pass')
    .map((row): SayValue => ({ text: row.label, fact: of, unit: unitOfNames(fact) }))
  return { of: measured!, rate: rate!, names: counted ? passing : names! }
}
