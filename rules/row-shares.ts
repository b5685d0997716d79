/** Shares read from rows, numerator and denominator together. */
import type { CompiledFact } from './compiled-facts.ts'
import type { Row } from './evidence.ts'
import { type RowMark, type RowMarks, rowMarks } from './fact.ts'
import {
  certainlyZero,
  intersectNumbers,
  type Knowledge,
  type KnowledgeOf,
  type NumberRange,
  share,
} from './knowledge.ts'
import {
  add,
  cmp,
  div,
  isPositive,
  isZero,
  max,
  min,
  mul,
  one,
  type Rational,
  rational,
  sub,
  zero,
} from './rational.ts'
import type { RowContext, RowMode } from './row-context.ts'
import { addUp, type Counted, numberCell } from './row-counts.ts'
import { markOf, type Passed, type RowSet, type Tested } from './row-sets.ts'

/** A row of a share: what it weighs in the whole, what of it surely and possibly passes. A blank weight is unbounded. */
interface Weighed {
  inside: true | null
  weight: Rational | null
  certain: Rational
  possible: Rational | null
  result: RowMark['result']
}

/** A share read from the rows of its own register, jointly: lowest each doubtful row fails, highest each succeeds. */
export function shareOfRows(fact: CompiledFact, set: RowSet, tested: Tested, mode: RowMode): Counted {
  const over = mode.get(fact.over!).compiled
  if (over.register.id !== fact.register.id) {
    const counted = addUp(fact, tested)
    return againstWhole(counted.closed as KnowledgeOf<'number'>, mode.get(fact.over!), counted.marks)
  }
  const times = new Map<Weighed, number>()
  const counts = { pass: 0, fail: 0, doubt: 0 }
  const { entries } = set.tested(over.where, mode.environment)
  const results = entries.map(({ row, passed, at }) => {
    const entry = weigh(fact, over, row, passed, tested.passed[at]!)
    times.set(entry, (times.get(entry) ?? 0) + 1)
    counts[entry.result]++
    return entry.result
  })
  const range = shareOf(times)
  const open = share({ low: range.part.low, high: null }, { low: range.whole.low, high: null }, false, {
    low: zero,
    high: one,
  })
  return {
    closed: share(range.part, range.whole, range.empty, range.rate),
    open: lackingIn(open, shortOf(times)),
    marks: rowMarks(counts, () => entries.map(({ row }, at) => markOf(fact.register, row, results[at]!))),
    absent: [],
  }
}

function weigh(
  fact: CompiledFact,
  over: CompiledFact,
  row: Row,
  inside: true | null,
  passed: Passed,
): Weighed {
  if (!fact.field && !over.field) return unitOf(inside, passed)
  const weight = over.field ? numberCell(row, over.field) : one
  const reached = fact.field ? numberCell(row, fact.field) : one
  return weighed(inside, passed, weight, reached)
}

function weighed(
  inside: true | null,
  passed: Passed,
  weight: Rational | null,
  reached: Rational | null,
): Weighed {
  const certain = passed === true ? (reached ?? zero) : zero
  const possible = passed === false ? zero : (reached ?? weight)
  const short = weight !== null && possible !== null && cmp(possible, weight) < 0
  const sure = passed === true && reached !== null && weight !== null && inside === true
  const result = inside === true && short ? 'fail' : sure ? 'pass' : 'doubt'
  return { inside, weight, certain, possible, result }
}

const unitsOf = (inside: true | null) => ({
  pass: weighed(inside, true, one, one),
  fail: weighed(inside, false, one, one),
  doubt: weighed(inside, null, one, one),
})
const units = { inside: unitsOf(true), perhaps: unitsOf(null) }

/** Rows that are only counted weigh one each, so that only six kinds of them are told apart. */
function unitOf(inside: true | null, passed: Passed): Weighed {
  const kinds = inside ? units.inside : units.perhaps
  return passed === null ? kinds.doubt : passed ? kinds.pass : kinds.fail
}

const lackingIn = (known: KnowledgeOf<'share'>, lacking: Rational): KnowledgeOf<'share'> =>
  isPositive(lacking) ? { ...known, lacking } : known

/** What the rows that surely count fall short by, at the least. */
function shortOf(times: ReadonlyMap<Weighed, number>): Rational {
  let short = zero
  for (const [{ inside, weight, possible }, count] of times) {
    if (inside !== true || weight === null || possible === null || cmp(possible, weight) >= 0) continue
    short = add(short, mul(sub(weight, possible), rational(count)))
  }
  return short
}

/** The share of rows, each weighed as many times as there are rows like it. */
function shareOf(times: ReadonlyMap<Weighed, number>) {
  const rows = [...times.keys()]
  const total = (of: Weighed[], pick: (row: Weighed) => Rational | null): Rational | null =>
    of.reduce<Rational | null>((sum, row) => {
      const value = pick(row)
      return sum === null || value === null ? null : add(sum, mul(value, rational(times.get(row)!)))
    }, zero)
  const inside = rows.filter((row) => row.inside === true)
  const perhaps = rows.filter((row) => row.inside === null)
  const floor = (of: Weighed[]): Rational => total(of, (row) => row.weight ?? zero)!
  const whole: NumberRange = { low: floor(inside), high: total(rows, (row) => row.weight) }
  const part: NumberRange = {
    low: total(inside, (row) => row.certain)!,
    high: total(rows, (row) => row.possible),
  }
  const empty = whole.high !== null && isZero(whole.high)
  if (whole.high === null || part.high === null) {
    return {
      part,
      whole,
      empty: false,
      rate: { low: zero, high: highestOf(part, whole, perhaps.length === 0) },
    }
  }
  const weights = (of: Weighed[], pick: (row: Weighed) => Rational): Part[] =>
    of.map((row) => {
      const count = rational(times.get(row)!)
      return { reached: mul(pick(row), count), weight: mul(row.weight!, count) }
    })
  const best = mostExtreme(
    { reached: total(inside, (row) => row.possible)!, weight: whole.low },
    weights(
      perhaps.filter((row) => !isZero(row.possible!)),
      (row) => row.possible!,
    ),
    'highest',
  )
  const worst = mostExtreme(
    { reached: part.low, weight: whole.low },
    weights(perhaps, (row) => row.certain),
    'lowest',
  )
  const high = best ?? (inside.length > 0 || !empty ? one : zero)
  const low = worst ?? (empty ? zero : high)
  return { part, whole, empty, rate: { low: min(low, high), high } }
}

interface Part {
  reached: Rational
  weight: Rational
}

/**
 * The highest or lowest rate once each row that may belong belongs or not: one belongs as long as its own rate is beyond
 * that of those before it. null: there is nothing to take a rate of.
 */
function mostExtreme(sure: Part, perhaps: Part[], which: 'highest' | 'lowest'): Rational | null {
  /** Above 0: a is beyond b. */
  const beyond = (a: Part, b: Part): number =>
    cmp(mul(a.reached, b.weight), mul(b.reached, a.weight)) * (which === 'highest' ? 1 : -1)
  const ordered = perhaps
    .filter(({ reached, weight }) => !isZero(reached) || !isZero(weight))
    .sort((a, b) => beyond(b, a))
  let { reached, weight } = sure
  for (const row of ordered) {
    if (!isZero(weight) && beyond(row, { reached, weight }) <= 0) break
    reached = add(reached, row.reached)
    weight = add(weight, row.weight)
  }
  return isZero(weight) ? null : min(one, div(reached, weight))
}

/** Beside a blank weight the known ones stay in the whole; rows that may not belong could leave it. */
const highestOf = (part: NumberRange, whole: NumberRange, all: boolean): Rational =>
  !all || part.high === null || isZero(whole.low) ? one : min(one, div(part.high, whole.low))

/** The fact a share is taken of, as one mode reads it. */
type Whole = ReturnType<RowMode['get']>

/** The whole stands in another register: numerator and denominator are known apart. */
function againstWhole(part: NumberRange, over: Whole, marks: RowMarks): Counted {
  const known = over.known as KnowledgeOf<'number'>
  const whole = intersectNumbers(known, { low: part.low, high: null }) ?? known
  const most =
    part.high === null || known.high === null ? (part.high ?? known.high) : min(part.high, known.high)
  return {
    closed: share({ low: part.low, high: most }, whole, certainlyZero(known)),
    open: share({ low: part.low, high: known.high }, whole, certainlyZero(known)),
    marks,
    absent: [],
  }
}

/** Villages (or other units of a register) that have what is asked for, each counted once. */
export function shareOfEach(context: RowContext, fact: CompiledFact, tested: Tested, mode: RowMode): Counted {
  const over = mode.get(fact.over!)
  const units = listUnits(context, fact, over, mode)
  const tally = tallyRows(fact, tested)
  const names = units.complete
    ? [...units.rowOf.keys()]
    : [...new Set([...units.rowOf.keys(), ...tally.keys()])]
  const marks = names
    .filter((name) => !units.others.has(name))
    .map((name): RowMark => {
      const result = resultOf(fact, tally.get(name), mode.environment.closed === true)
      // A unit that no list knows may be of another kind than the ones that count.
      const stranger = units.narrowed && !units.rowOf.has(name)
      return {
        register: fact.each!,
        id: units.rowOf.get(name) ?? name,
        label: name,
        result: stranger && result === 'pass' && !mode.record ? 'doubt' : result,
      }
    })
  const count = (wanted: (result: RowMark['result']) => boolean): Rational =>
    rational(marks.filter((entry) => wanted(entry.result)).length)
  const certain = count((result) => result === 'pass')
  const possible = count((result) => result !== 'fail')
  const seen = units.narrowed ? over.known : withAtLeast(over.known, marks.length)
  const whole = { ...over, known: seen }
  const counts = { pass: 0, fail: 0, doubt: 0 }
  for (const { result } of marks) counts[result]++
  const counted = againstWhole(
    { low: certain, high: possible },
    whole,
    rowMarks(counts, () => marks),
  )
  const range = seen as KnowledgeOf<'number'>
  // Rows still to come may help all but the units that can no longer have enough.
  const lost = marks.filter(({ label }) => isLost(fact, tally.get(label)) && units.sure(label)).length
  const most = range.high === null ? null : max(zero, sub(range.high, rational(lost)))
  const open = share({ low: certain, high: most }, range, certainlyZero(range))
  return { ...counted, open: lackingIn(open, rational(lost)) }
}

interface Units {
  /** Names of the units that count, with the ids of their rows. */
  rowOf: Map<string, string>
  /** Listed units of a kind that does not count. */
  others: Set<string>
  /** The list is all there are. */
  complete: boolean
  /** Only some kinds of unit count (行政村, not 社区). */
  narrowed: boolean
  /** The unit surely is one of those that count. */
  sure: (name: string) => boolean
}

function listUnits(context: RowContext, fact: CompiledFact, over: Whole, mode: RowMode): Units {
  const register = context.pack.registers.get(fact.each!)!
  const evidence = context.evidence.registers[fact.each!]
  const where = over.compiled.register.id === fact.each ? over.compiled.where : undefined
  const rowOf = new Map<string, string>()
  const others = new Set<string>()
  const certain = new Set<string>()
  const closed = mode.record || evidence?.state !== 'open'
  const set = context.units(register)
  const { passed } = set.tested(where, context.reading(closed, mode.record))
  for (const [at, row] of set.rows.entries()) {
    const name = register.label(row)
    const belongs = passed[at]!
    if (belongs === false) others.add(name)
    else rowOf.set(name, row.id)
    if (belongs === true) certain.add(name)
  }
  const listed = rowOf.size > 0 || others.size > 0 || evidence?.state === 'none'
  const complete = listed && closed
  const narrowed = where !== undefined
  const sure = (name: string): boolean => !narrowed || certain.has(name)
  return { rowOf, others, complete, narrowed, sure }
}

interface Tally {
  certain: number
  possible: number
  /** Rows that surely do not count. */
  failed: number
}

function tallyRows(fact: CompiledFact, { rows, passed: results }: Tested): Map<string, Tally> {
  const reference = fact.register.refTo(fact.each!)
  const tally = new Map<string, Tally>()
  for (const [at, row] of rows.entries()) {
    const name = reference ? String(row.values[reference] ?? '') : fact.register.label(row)
    const passed = results[at]!
    const entry = tally.get(name) ?? { certain: 0, possible: 0, failed: 0 }
    if (passed === true) entry.certain++
    if (passed === false) entry.failed++
    else entry.possible++
    tally.set(name, entry)
  }
  return tally
}

/**
 * The most rows a unit can have, where the key tells its rows apart by choices alone (one a quarter); null when there
 * is no such limit.
 */
function mostRows(fact: CompiledFact): number | null {
  const { fields, table } = fact.register
  const others = table.key.filter((id) => fields.get(id)?.to !== fact.each)
  if (others.length === table.key.length) return null
  return others.reduce<number | null>((most, id) => {
    const field = fields.get(id)
    const choices = field?.type === 'choice' && field.required ? field.of?.length : undefined
    return most === null || choices === undefined ? null : most * choices
  }, 1)
}

/** So many of a unit's rows fall short that those still to come cannot make it up. */
function isLost(fact: CompiledFact, tally: Tally | undefined): boolean {
  const most = mostRows(fact)
  return most !== null && most - (tally?.failed ?? 0) < (fact.atLeast ?? 1)
}

/**
 * Too few rows of an open register fail nobody, since more may come; rows that are there and all fall short are a
 * failure that is known.
 */
function resultOf(fact: CompiledFact, tally: Tally | undefined, closed: boolean): RowMark['result'] {
  const needed = fact.atLeast ?? 1
  if ((tally?.certain ?? 0) >= needed) return 'pass'
  if ((tally?.possible ?? 0) >= needed) return 'doubt'
  if (closed || isLost(fact, tally)) return 'fail'
  return tally && needed === 1 ? 'fail' : 'doubt'
}

/** There are at least as many units as have been named. */
function withAtLeast(known: Knowledge, count: number): Knowledge {
  const range = known as KnowledgeOf<'number'>
  return { kind: 'number', ...(intersectNumbers(range, { low: rational(count), high: null }) ?? range) }
}
