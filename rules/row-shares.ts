/** Shares read from rows, numerator and denominator together (semantics 10). */
import type { CompiledFact } from './compile.ts'
import type { Environment } from './conditions.ts'
import type { Row } from './evidence.ts'
import type { Fact, RowMark } from './facts.ts'
import { certainlyZero, intersectNumbers, type KnowledgeOf, type NumberRange, share } from './knowledge.ts'
import { add, cmp, div, isZero, min, one, rational, zero } from './rational.ts'
import { addUp, type Counted, mark, numberCell, type Passed, type RowContext } from './row-facts.ts'
import type { Get } from './stated-facts.ts'

/** A share read from the rows of its own register, jointly: lowest each doubtful row fails, highest each succeeds. */
export function shareOfRows(
  context: RowContext,
  fact: CompiledFact,
  rows: Row[],
  passes: (row: Row) => Passed,
  environment: Environment,
  get: Get,
): Counted {
  const over = context.pack.facts.get(fact.over!)!
  const belongs = (row: Row): Passed => (over.where ? over.where({ ...environment, row: row.values }) : true)
  if (over.register.id !== fact.register.id) {
    const counted = addUp(fact, rows, passes)
    return againstWhole(counted.closed as KnowledgeOf<'number'>, get(fact.over!), counted.rows)
  }
  let sure = zero
  let certainWhole = zero
  let lowWhole = zero
  let highPart = zero
  let highWhole = zero
  let allWhole = zero
  let failing = false
  const marks: RowMark[] = []
  for (const row of rows) {
    const inside = belongs(row)
    if (inside === false) continue
    const passed = passes(row)
    const weight = over.field ? (numberCell(row, over.field) ?? zero) : one
    const reached = fact.field ? (numberCell(row, fact.field) ?? (passed === false ? zero : null)) : one
    const certain = passed === true ? (reached ?? zero) : zero
    const possible = passed === false ? zero : (reached ?? weight)
    allWhole = add(allWhole, weight)
    if (inside === true) {
      certainWhole = add(certainWhole, weight)
      lowWhole = add(lowWhole, weight)
      sure = add(sure, certain)
      highPart = add(highPart, possible)
      highWhole = add(highWhole, weight)
    } else {
      if (passed !== true) lowWhole = add(lowWhole, weight)
      if (passed !== false) {
        highPart = add(highPart, possible)
        highWhole = add(highWhole, weight)
      }
    }
    const short = cmp(possible, weight) < 0
    if (inside === true && short) failing = true
    marks.push(
      mark(
        fact,
        row,
        short && inside === true
          ? false
          : inside === null || passed === null || reached === null
            ? null
            : true,
      ),
    )
  }
  const part = { low: sure, high: highPart }
  const whole = { low: certainWhole, high: allWhole }
  const rate = {
    low: isZero(lowWhole) ? (isZero(allWhole) ? zero : one) : min(one, div(sure, lowWhole)),
    high: isZero(highWhole) ? (failing ? zero : one) : min(one, div(highPart, highWhole)),
  }
  if (cmp(rate.low, rate.high) > 0) rate.low = rate.high
  return {
    closed: share(part, whole, isZero(allWhole), rate),
    open: share({ low: part.low, high: null }, { low: whole.low, high: null }, false, {
      low: zero,
      high: one,
    }),
    rows: marks,
    absent: [],
  }
}

/** The whole stands in another register: numerator and denominator are known apart. */
function againstWhole(part: NumberRange, over: Fact, rows: RowMark[]): Counted {
  const known = over.known as KnowledgeOf<'number'>
  const whole = intersectNumbers(known, { low: part.low, high: null }) ?? known
  const most =
    part.high === null || known.high === null ? (part.high ?? known.high) : min(part.high, known.high)
  return {
    closed: share({ low: part.low, high: most }, whole, certainlyZero(known)),
    open: share({ low: part.low, high: known.high }, whole, certainlyZero(known)),
    rows,
    absent: [],
  }
}

/** Villages (or other units of a register) that have what is asked for, each counted once (semantics 6). */
export function shareOfEach(
  context: RowContext,
  fact: CompiledFact,
  rows: Row[],
  passes: (row: Row) => Passed,
  environment: Environment,
  get: Get,
): Counted {
  const over = get(fact.over!)
  const whole = over.known as KnowledgeOf<'number'>
  const listRegister = context.pack.registers.get(fact.each!)!
  const wholeWhere = over.compiled.register.id === fact.each ? over.compiled.where : undefined
  const listed = context.evidence.registers[fact.each!]
  const nameOf = (row: Row): string => listRegister.label(row)
  const members = (listed?.state === 'none' ? [] : (listed?.rows ?? [])).filter(
    (row) => wholeWhere?.({ ...environment, closed: listed?.state !== 'open', row: row.values }) !== false,
  )
  const reference = fact.register.refTo(fact.each!)
  const tally = new Map<string, { certain: number; possible: number }>()
  for (const row of rows) {
    const name = reference ? String(row.values[reference] ?? '') : fact.register.label(row)
    const passed = passes(row)
    const entry = tally.get(name) ?? { certain: 0, possible: 0 }
    if (passed === true) entry.certain++
    if (passed !== false) entry.possible++
    tally.set(name, entry)
  }
  const needed = fact.atLeast ?? 1
  const known = listed?.state === 'closed'
  const names = known ? members.map(nameOf) : [...new Set([...members.map(nameOf), ...tally.keys()])]
  const rowOf = new Map(members.map((row) => [nameOf(row), row.id]))
  const marks = names.map((name): RowMark => {
    const entry = tally.get(name)
    const result =
      (entry?.certain ?? 0) >= needed ? 'pass' : (entry?.possible ?? 0) >= needed ? 'doubt' : 'fail'
    return {
      register: fact.each!,
      id: rowOf.get(name) ?? name,
      label: name,
      result: result === 'fail' && !environment.closed && !entry ? 'doubt' : result,
    }
  })
  const certain = rational(marks.filter((m) => m.result === 'pass').length)
  const possible = rational(marks.filter((m) => m.result !== 'fail').length)
  const counted = againstWhole({ low: certain, high: possible }, over, marks)
  const wholeHigh = whole.high
  return { ...counted, open: share({ low: certain, high: wholeHigh }, whole, certainlyZero(whole)) }
}
