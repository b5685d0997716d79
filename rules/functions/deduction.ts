/** One reason to deduct among several: a condition, so much for each that happened or is missing, or what another function takes. */

import type { RowRef } from '../assessment.ts'
import { cmp, equal, isPositive, max, min, mul, type Rational, sub, toDecimal, zero } from '../rational.ts'
import { intervalText, pointsText } from '../wording.ts'
import type { Facts, Holder, ParameterProblem, Parameters, Reading, SayValue } from './function.ts'
import { compileScore, scoringFunctions } from './index.ts'
import { measureText } from './measure-words.ts'
import { type Measure, measuredFacts, measureOf, readMeasure } from './measures.ts'
import { checkFact, checkNumber, checkPositive, isRecord, readNumber, unknownKeys } from './parameters.ts'
import { checkFactCondition, factCondition, factsIn } from './rows.ts'

export interface Deduction {
  /** The most it can take; null: no end. */
  most: Rational | null
  range(reading: Reading): { low: Rational; high: Rational | null }
  /** How it is told in the arithmetic; null: it surely takes nothing. */
  line(reading: Reading): string | null
  /** What the drafted shortcoming says of it, as it is on record. */
  told(recorded: Reading): SayValue[]
  failing(reading: Reading): RowRef[]
}

type Path = (string | number)[]

const functionKey = (entry: Parameters): string | undefined =>
  Object.keys(entry).find((key) => Object.hasOwn(scoringFunctions, key))

const forms =
  '成立就扣的写 { title, if, points }，每一起扣的写 { title, of, deduct_each }，每少一个扣的另写 required，由人酌定的写 { title, given, min, max }，别的写 { title, value, 函数 }'

/** What is wrong with one entry of the list. */
export function checkDeduction(entry: unknown, path: Path, facts: Facts, holder: Holder): ParameterProblem[] {
  if (!isRecord(entry)) return [{ path, message: '扣分应当写成 { title, … }', remedy: forms }]
  const under = (problems: ParameterProblem[]): ParameterProblem[] =>
    problems.map((problem) => ({ ...problem, path: [...path, ...problem.path] }))
  const title: ParameterProblem[] =
    typeof entry.title === 'string'
      ? []
      : [{ path: [...path, 'title'], message: '没有写名称', remedy: '补上title，写这是什么情形' }]
  const named = functionKey(entry)
  if (named) return [...title, ...under(checkFunction(entry, named, facts))]
  if (entry.given !== undefined) return [...title, ...under(checkGiven(entry, facts))]
  if (entry.if !== undefined)
    return [
      ...title,
      ...unknownKeys(entry, ['title', 'if', 'points'], path),
      ...checkFactCondition(entry.if, [...path, 'if'], facts),
      ...under(checkPositive(entry, 'points')),
    ]
  if (entry.of === undefined) return [...title, { path, message: '没有写什么情形扣分', remedy: forms }]
  return [
    ...title,
    ...unknownKeys(entry, ['title', 'of', 'required', 'deduct_each', 'cap'], path),
    ...under(checkFact(entry, 'of', facts, entry.required === undefined ? ['count'] : ['count', 'share'])),
    ...under(checkRequired(entry, facts)),
    ...under(checkPositive(entry, 'deduct_each')),
    ...checkNumber(entry, 'cap', '累计扣分', { optional: true, path, most: holder.value }),
  ]
}

function checkRequired(entry: Parameters, facts: Facts): ParameterProblem[] {
  if (entry.required === undefined) return []
  if (entry.required !== 'all') return checkPositive(entry, 'required')
  return facts.get(String(entry.of))?.kind === 'share'
    ? []
    : [{ path: ['required'], message: 'required: all 只用于占比（share）', remedy: '写要求几个' }]
}

function checkFunction(entry: Parameters, name: string, facts: Facts): ParameterProblem[] {
  const value = readNumber(entry.value)
  const inside = entry[name]
  return [
    ...unknownKeys(entry, ['title', 'value', name]),
    ...checkPositive(entry, 'value').map((problem) => ({
      ...problem,
      remedy: '写这一种最多扣几分，例如 value: 1',
    })),
    ...(isRecord(inside)
      ? scoringFunctions[name]!.check(inside, facts, { value: value ?? zero, part: true }).map((problem) => ({
          ...problem,
          path: [name, ...problem.path],
        }))
      : [{ path: [name], message: `“${name}”没有写参数` }]),
  ]
}

/** The facts an entry reads. */
export function deductionFacts(entry: unknown, facts: Facts): string[] {
  if (!isRecord(entry)) return []
  const named = functionKey(entry)
  if (named) return isRecord(entry[named]) ? scoringFunctions[named]!.facts(entry[named], facts) : []
  if (entry.given !== undefined) return [String(entry.given)]
  return entry.if === undefined ? measuredFacts(String(entry.of), facts) : factsIn(entry.if, facts)
}

/** One entry of a checked list; null: it is not one. */
export function readDeduction(entry: unknown, facts: Facts, holder: Holder): Deduction | null {
  if (!isRecord(entry)) return null
  const named = functionKey(entry)
  if (named)
    return readNumber(entry.value) && isRecord(entry[named]) ? byFunction(entry, named, facts, holder) : null
  if (entry.given !== undefined)
    return readNumber(entry.min) && readNumber(entry.max) ? byPerson(entry, facts) : null
  if (entry.if !== undefined) return readNumber(entry.points) ? byCondition(entry, facts) : null
  return readNumber(entry.deduct_each) && facts.has(String(entry.of)) ? byNumber(entry, facts) : null
}

function checkGiven(entry: Parameters, facts: Facts): ParameterProblem[] {
  const [min, max] = [readNumber(entry.min), readNumber(entry.max)]
  const problems = [
    ...unknownKeys(entry, ['title', 'given', 'min', 'max']),
    ...checkFact(entry, 'given', facts, ['amount']),
    ...checkPositive(entry, 'min'),
    ...checkPositive(entry, 'max'),
  ]
  if (min && max && cmp(min, max) > 0)
    problems.push({
      path: ['max'],
      message: '最多扣的比最少扣的还少',
      remedy: 'min是最少扣几分，max是最多扣几分',
    })
  return problems
}

/** 视情扣0.5—2分: what somebody decided to take, nothing where it was found in order; inside its range. */
function byPerson(entry: Parameters, facts: Facts): Deduction {
  const title = String(entry.title)
  const of = String(entry.given)
  const measure = measureOf(of, facts, 'part')
  const [least, most] = [readNumber(entry.min)!, readNumber(entry.max)!]
  const taken = (given: Rational): Rational => (isPositive(given) ? max(least, min(most, given)) : zero)
  const range = (reading: Reading) => {
    const { low, high } = readMeasure(measure, reading.known(of))
    return { low: taken(low), high: high === null ? most : taken(high) }
  }
  return {
    most,
    range,
    line(reading) {
      const loss = range(reading)
      const within = `在${pointsText(least)}至${pointsText(most)}分之间酌定`
      return isPositive(loss.high) ? `${title}（${within}），扣${intervalText(loss)}分` : null
    },
    told: (recorded) => (isPositive(range(recorded).low) ? [{ text: title, fact: of }] : []),
    failing: () => [],
  }
}

function byCondition(entry: Parameters, facts: Facts): Deduction {
  const title = String(entry.title)
  const points = readNumber(entry.points)!
  const [fact = ''] = factsIn(entry.if, facts)
  const holds = factCondition(entry.if, facts)
  return {
    most: points,
    range(reading) {
      const held = holds(reading)
      return { low: held === true ? points : zero, high: held === false ? zero : points }
    },
    line(reading) {
      const held = holds(reading)
      return held === false
        ? null
        : `${title}${held ? '' : '（未定）'}，扣${held ? '' : '0.00—'}${pointsText(points)}分`
    },
    told: (recorded) => (holds(recorded) === true ? [{ text: title, fact }] : []),
    failing: () => [],
  }
}

function byNumber(entry: Parameters, facts: Facts): Deduction {
  const title = String(entry.title)
  const of = String(entry.of)
  const all = entry.required === 'all'
  const required = all ? null : (readNumber(entry.required) ?? null)
  const measure = measureOf(of, facts, all ? 'missing' : 'part')
  const each = readNumber(entry.deduct_each)!
  const cap = readNumber(entry.cap) ?? null
  const counted = (reading: Reading): { low: Rational; high: Rational | null } => {
    const { low, high } = readMeasure(measure, reading.known(of))
    if (required === null) return { low, high }
    const lacking = (number: Rational | null): Rational =>
      number === null ? zero : max(zero, sub(required, number))
    return { low: lacking(high), high: lacking(low) }
  }
  const held = (loss: Rational): Rational => (cap === null ? loss : min(cap, loss))
  const range = (reading: Reading) => {
    const { low, high } = counted(reading)
    return { low: held(mul(each, low)), high: high === null ? cap : held(mul(each, high)) }
  }
  const missing = all || required !== null
  const before = missing ? `${title}少` : title
  const endless = required === null ? measure.most : required
  return {
    most: endless === null ? cap : held(mul(each, endless)),
    range,
    line(reading) {
      const number = counted(reading)
      if (number.high !== null && !isPositive(number.high)) return null
      const limit = cap === null ? '' : `，最多${pointsText(cap)}分`
      const loss = range(reading)
      const one =
        number.high !== null && equal(number.low, number.high) && equal(number.low, { n: 1n, d: 1n })
      const rate = one ? '' : `，每${measure.unit || '个'}扣${pointsText(each)}分`
      return `${before}${numberText(measure, number)}${rate}${limit}，扣${intervalText({ low: loss.low, high: loss.high ?? loss.low })}分${loss.high === null ? '以上' : ''}`
    },
    told(recorded) {
      const { low } = counted(recorded)
      if (!isPositive(low)) return []
      const names = missing ? '' : namesText(recorded, of, low)
      return [{ text: `${before}${measureText(measure, low)}${names}`, fact: of }]
    },
    failing: () => [],
  }
}

const numberText = (measure: Measure, { low, high }: { low: Rational; high: Rational | null }): string =>
  high === null
    ? `${measureText(measure, low)}以上`
    : equal(low, high)
      ? measureText(measure, low)
      : `${toDecimal(low)}—${measureText(measure, high)}`

/** More names than this are only counted. */
const mostNames = 5

/** （甲、乙）, where each that is counted is known by name. */
function namesText(recorded: Reading, of: string, count: Rational): string {
  const names = recorded
    .fact(of)
    .rows.filter(({ result }) => result === 'pass')
    .map(({ label }) => label)
  const known =
    names.length > 0 && names.length <= mostNames && cmp({ n: BigInt(names.length), d: 1n }, count) === 0
  return known ? `（${names.join('、')}）` : ''
}

/** What is left of the entry's value by its function is not taken. */
function byFunction(entry: Parameters, name: string, facts: Facts, holder: Holder): Deduction {
  const title = String(entry.title)
  const value = readNumber(entry.value)!
  const own: Holder = { value, part: true, ...(holder.periodFrom ? { periodFrom: holder.periodFrom } : {}) }
  const score = compileScore({ [name]: entry[name] as Parameters }, facts, own)
  const [fact = ''] = score.facts
  const range = (reading: Reading) => {
    const scored = score.evaluate(value, reading)
    if (scored.empty) return { low: zero, high: zero }
    const low = max(zero, sub(value, scored.high))
    return { low: scored.mayBeEmpty ? zero : low, high: max(zero, sub(value, scored.low)) }
  }
  return {
    most: max(zero, sub(value, score.least)),
    range,
    line(reading) {
      const loss = range(reading)
      return isPositive(loss.high)
        ? `${title}（${score.explain(value, reading).brief}），扣${intervalText(loss)}分`
        : null
    },
    told: (recorded) => (isPositive(range(recorded).low) ? [{ text: title, fact }] : []),
    failing: (reading) => score.failing?.(value, reading) ?? [],
  }
}
