/** A scored item as formulas over the facts it reads. One is given only where it comes to exactly the engine's points. */

import { parametersOf } from '../functions/by-kind.ts'
import { compileScore, declaredFacts, type Facts, type Holder, type Reading } from '../functions/index.ts'
import { measureOf } from '../functions/measures.ts'
import { deductionLimit, isRecord, readNumber } from '../functions/parameters.ts'
import { holderOf } from '../holders.ts'
import type { PackTable, ScoreDeclaration } from '../pack.ts'
import { cmp, equal, type Rational, sub, sum, zero } from '../rational.ts'
import type { AssessResult, ItemScore } from '../result.ts'
import { testOf } from './conditions.ts'
import { deadline } from './dated.ts'
import {
  type Expression,
  inside,
  least,
  minus,
  most,
  number,
  plus,
  times,
  when,
  worthOf,
} from './expression.ts'
import { both, type Ends, measureEnds, numberEnds } from './inputs.ts'
import { bonus, evidenceSet, perRecord } from './listed.ts'
import { banded, type Given, measuredFormulas, shortfall, underLower } from './measured.ts'

/** The points at both ends as formulas; null where the number itself has to stand. */
export interface ItemFormulas {
  low: Expression | null
  high: Expression | null
}

const factsOf = new WeakMap<PackTable, Facts>()

/** The formulas of an item or of a line of a pool. */
export function itemFormulas({ pack }: AssessResult, score: ItemScore): ItemFormulas {
  const { version, item, reading } = score
  if (!version || score.applicable.n === 0n) return { low: null, high: null }
  let facts = factsOf.get(pack.table)
  if (!facts) {
    facts = declaredFacts(pack.table.registers)
    factsOf.set(pack.table, facts)
  }
  const ends = translate(version.table.score, { holder: holderOf(pack.table, item.table), facts, reading })
  const exactly = (points: Rational): Expression | null =>
    [ends?.low, ends?.high].find((one) => one && equal(worthOf(one) ?? unknown, points)) ?? null
  return { low: exactly(score.low), high: exactly(score.high) }
}

/** Equal to no number of points. */
const unknown: Rational = { n: 1n, d: 0n }

interface Context {
  holder: Holder
  facts: Facts
  reading: Reading
}

function translate(score: ScoreDeclaration, context: Context): Ends | null {
  const [name, declared] = Object.entries(score)[0] ?? ['', {}]
  const given: Given = { ...context, parameters: parametersOf(declared, context.reading.environment.kind) }
  const formula = Object.hasOwn(formulas, name) ? formulas[name] : undefined
  return formula ? formula(given) : null
}

const allOrNothing = ({ parameters, holder, facts, reading }: Given): Ends => {
  const list = Array.isArray(parameters.all) ? parameters.all : []
  const tests = list.map((entry) =>
    isRecord(entry)
      ? testOf(entry.if, String(entry.title ?? entry.if), facts, reading)
      : testOf(entry, String(entry), facts, reading),
  )
  const points = (which: 'sure' | 'possible') =>
    when({ op: 'and', of: tests.map((test) => test[which]) }, number(holder.value), number(zero))
  return { low: points('sure'), high: points('possible') }
}

const tieredChoice = ({ parameters, facts, reading }: Given): Ends | null => {
  const branches = (Array.isArray(parameters.branches) ? parameters.branches : []).filter(isRecord)
  const tests = branches.map((branch) => testOf(branch.if, String(branch.title ?? branch.if), facts, reading))
  const reached = tests.findIndex(({ result }) => result !== false)
  if (reached >= 0 && tests[reached]!.result === null) return null
  return both(
    branches.reduceRight<Expression>(
      (rest, branch, index) => when(tests[index]!.sure, number(readNumber(branch.points)!), rest),
      number(readNumber(parameters.otherwise)!),
    ),
  )
}

/** A part that is empty has the points it declares, or hands its value on to the others. */
const sumOfParts = ({ parameters, holder, facts, reading }: Given): Ends | null => {
  const parts = (Array.isArray(parameters.parts) ? parameters.parts : []).filter(isRecord)
  const present = parts.flatMap((part): { value: Rational; ends: Ends | null }[] => {
    const value = readNumber(part.value)!
    const entry = Object.entries(part).find(
      (one): one is [string, Record<string, unknown>] => Object.hasOwn(formulas, one[0]) && isRecord(one[1]),
    )
    if (!entry) return [{ value, ends: null }]
    const own = { value, part: true }
    const score = { [entry[0]]: entry[1] }
    if (!compileScore(score, facts, own).evaluate(value, reading).empty)
      return [{ value, ends: translate(score, { holder: own, facts, reading }) }]
    return part.empty === 'spread'
      ? []
      : [{ value, ends: both(number(part.empty === 'full' ? value : zero)) }]
  })
  const ends = present.map((part) => part.ends)
  const shared = sum(present.map(({ value }) => value))
  const whole = (points: Expression): Expression =>
    equal(shared, holder.value)
      ? points
      : { op: '/', of: [times(points, number(holder.value)), number(shared)] }
  const cap = readNumber(parameters.cap)
  const limit = parameters.floor === undefined ? (cap ?? null) : deductionLimit(parameters, holder)
  const nothing =
    parameters.nothing_if === undefined
      ? null
      : testOf(parameters.nothing_if, '本项不得分的情形', facts, reading)
  const end = (which: 'low' | 'high'): Expression | null => {
    const found = ends.map((part) => part?.[which] ?? null)
    if (found.length === 0 || found.includes(null)) return null
    const points = whole(plus(...found.filter((part) => part !== null)))
    const held = limit === null ? points : most(points, minus(number(holder.value), number(limit)))
    return nothing ? when(nothing[which === 'low' ? 'possible' : 'sure'], number(zero), held) : held
  }
  return { low: end('low'), high: end('high') }
}

const bandedJudgement = ({ parameters, holder, reading }: Given): Ends | null => {
  const grade = reading.known(String(parameters.grade))
  const mark = numberEnds(reading, String(parameters.of))
  const bands = (Array.isArray(parameters.bands) ? parameters.bands : []).filter(isRecord)
  const band = grade.kind === 'choice' ? bands.find(({ is }) => String(is) === grade.value) : undefined
  if (!band || !mark) return null
  const within = most(number(readNumber(band.from)!), least(number(readNumber(band.to)!), mark.low))
  return both(inside(times(within, number(readNumber(parameters.weight)!)), holder.value))
}

const inner = ({ parameters, ...context }: Given): Ends | null =>
  isRecord(parameters.score) ? translate(parameters.score as ScoreDeclaration, context) : null

const alternatePath = (given: Given): Ends | null => {
  const { parameters, holder, facts, reading } = given
  const first = inner(given)
  const open = testOf(parameters.when, '另一途径', facts, reading)
  const other = inside(number(readNumber(parameters.points)!), holder.value)
  const end = (points: Expression | null | undefined, test: typeof open.sure): Expression | null =>
    points ? when(test, most(points, other), points) : null
  return { low: end(first?.low, open.sure), high: end(first?.high, open.possible) }
}

const exempt = (given: Given): Ends | null => {
  const { parameters, holder, facts, reading } = given
  const first = inner(given)
  const free = testOf(parameters.when, '免检条件', facts, reading)
  const end = (points: Expression | null | undefined, test: typeof free.sure): Expression | null =>
    points ? when(test, number(holder.value), points) : null
  return { low: end(first?.low, free.sure), high: end(first?.high, free.possible) }
}

const falseReport = (given: Given): Ends | null => {
  const { parameters, reading } = given
  const first = inner(given)
  const reports = numberEnds(reading, String(parameters.of))
  if (!first || !reports) return null
  const each = parameters.effect === 'deduct_each' ? readNumber(parameters.points)! : null
  const after = (points: Expression | null, count: Expression | null): Expression | null => {
    if (!points || !count) return null
    const left = each ? minus(points, times(number(each), count)) : number(zero)
    const test = { op: '>' as const, of: [count, number(zero)] as const }
    return when(test, most(least(points, number(zero)), left), points)
  }
  return { low: after(first.low, reports.high), high: after(first.high, reports.low) }
}

/** What each reason takes, from full marks or from what the function inside gives. */
const deductions = (given: Given): Ends | null => {
  const { parameters, holder, facts, reading } = given
  const first = parameters.score === undefined ? both(number(holder.value)) : inner(given)
  const entries = (Array.isArray(parameters.list) ? parameters.list : []).filter(isRecord)
  const losses = entries.map((entry) => lossOf(entry, facts, reading))
  const cap = readNumber(parameters.cap)
  const wide = holder.within?.[parameters.floor as 'dimension' | 'total']
  const bottom = parameters.floor === 'none' ? null : number(wide ? sub(holder.value, wide) : zero)
  const end = (points: Expression | null | undefined, which: 'low' | 'high'): Expression | null => {
    const each = losses.map((loss) => loss?.[which] ?? null)
    if (!points || each.includes(null)) return null
    const loss = plus(number(zero), ...each.filter((one) => one !== null))
    const left = minus(points, cap ? least(number(cap), loss) : loss)
    return bottom ? most(least(points, bottom), left) : left
  }
  return { low: end(first?.low, 'high'), high: end(first?.high, 'low') }
}

function lossOf(entry: Record<string, unknown>, facts: Facts, reading: Reading): Ends | null {
  if (entry.if !== undefined) {
    const test = testOf(entry.if, String(entry.title), facts, reading)
    const taken = number(readNumber(entry.points)!)
    return { low: when(test.sure, taken, number(zero)), high: when(test.possible, taken, number(zero)) }
  }
  if (entry.given !== undefined) {
    const ends = numberEnds(reading, String(entry.given))
    const [lowest, highest] = [number(readNumber(entry.min)!), number(readNumber(entry.max)!)]
    const at = (given: Expression | null | undefined): Expression | null =>
      given
        ? when({ op: '>', of: [given, number(zero)] }, most(lowest, least(highest, given)), number(zero))
        : highest
    return { low: at(ends?.low), high: at(ends?.high) }
  }
  if (entry.of === undefined) return null
  const all = entry.required === 'all'
  const ends = measureEnds(measureOf(String(entry.of), facts, all ? 'missing' : 'part'), reading)
  const required = all ? undefined : readNumber(entry.required)
  const limit = readNumber(entry.cap)
  const at = (count: Expression | null | undefined): Expression | null => {
    if (!count) return required ? null : limit ? number(limit) : null
    const lacking = required ? most(number(zero), minus(number(required), count)) : count
    const loss = times(number(readNumber(entry.deduct_each)!), lacking)
    return limit ? least(number(limit), loss) : loss
  }
  return required
    ? { low: at(ends?.high), high: at(ends?.low) }
    : { low: at(ends?.low), high: at(ends?.high) }
}

/** The weighted share of answers, when all of them are counted. */
const survey = ({ parameters, holder, reading }: Given): Ends | null => {
  const answers = (Array.isArray(parameters.answers) ? parameters.answers : []).filter(isRecord)
  const counts = answers.map((answer) => {
    const ends = numberEnds(reading, String(answer.of))
    const low = ends && worthOf(ends.low)
    const high = ends?.high && worthOf(ends.high)
    return low && high && cmp(low, high) === 0 ? ends.low : null
  })
  if (counts.length === 0 || counts.includes(null)) return null
  const known = counts.filter((count) => count !== null)
  const total = plus(...known)
  const weighted = plus(
    ...known.map((count, index) => times(number(readNumber(answers[index]!.weight)!), count)),
  )
  const rate: Expression = { op: '/', of: [weighted, total] }
  const target = number(readNumber(parameters.target) ?? { n: 1n, d: 1n })
  const points = parameters.bands
    ? banded(parameters, false)(rate)
    : isRecord(parameters.shortfall)
      ? shortfall(parameters.shortfall, holder)(rate)
      : underLower(parameters, rate, (at) =>
          times(number(holder.value), least(number({ n: 1n, d: 1n }), { op: '/', of: [at, target] })),
        )
  const few = number(parameters.too_few === 'full' ? holder.value : zero)
  const enough = { op: '>=' as const, of: [total, number(readNumber(parameters.minimum)!)] as const }
  return both(when(enough, points, few))
}

const formulas: Record<string, (given: Given) => Ends | null> = {
  ...measuredFormulas,
  all_or_nothing: allOrNothing,
  tiered_choice: tieredChoice,
  deadline,
  sum_of_parts: sumOfParts,
  per_record: perRecord,
  bonus,
  evidence_set: evidenceSet,
  banded_judgement: bandedJudgement,
  alternate_path: alternatePath,
  exempt,
  false_report: falseReport,
  deductions,
  survey,
}
