/** What the rows of a register say of a fact, taken as all there are and as a bound while more may come. */
import type { CompiledFact, CompiledRegister } from './compiled-facts.ts'
import type { Environment } from './conditions.ts'
import type { RegisterState, Row } from './evidence.ts'
import type { Fact, RowMark, RowWindow } from './fact.ts'
import type { Knowledge } from './knowledge.ts'
import {
  addUp,
  anyRow,
  type Counted,
  countDistinct,
  listDates,
  listEvents,
  oneChoice,
  pickDate,
  pickLength,
  type RowContext,
  type RowMode,
  rateOfSums,
  rowTest,
  unionSet,
} from './row-counts.ts'
import { shareOfEach, shareOfRows } from './row-shares.ts'
import type { Get } from './stated-facts.ts'

/** What the rows of its register alone say of a fact. */
export interface RowReading {
  known: Knowledge
  record: Knowledge
  rows: RowMark[]
  absent: string[]
  state: RegisterState
  any: boolean
  /** Rows with a day of a deed that has not come. */
  ahead: number
  attached: boolean
}

/** Null when nothing is registered: no rows of an open register are unknown, never none. */
export function readRows(
  context: RowContext,
  compiled: CompiledFact,
  get: Get,
  window?: RowWindow,
): RowReading | null {
  const register = compiled.register
  const evidence = context.evidence.registers[register.id]
  if (!evidence) return null
  const { state } = evidence
  const rows = state === 'none' ? [] : rowsInPeriod(context, register, evidence.rows, window)
  if (state === 'open' && rows.length === 0) return null
  const open = state === 'open'
  const asKept = countRows(context, compiled, rows, {
    environment: { ...context.environment, closed: !open },
    get,
    record: false,
  })
  const ahead = rows.filter((row) => isAhead(row, compiled, context.environment)).length
  const record =
    ahead === 0 && isItsOwnRecord(context, compiled, open, get)
      ? asKept.closed
      : countRows(context, compiled, rows, {
          // What falls short of a share is named, so it must be known: a blank cell, or a unit not yet entered, is not.
          environment: {
            ...context.environment,
            closed: compiled.kind !== 'share' || !open,
            undone: true,
            record: true,
          },
          get: (id) => asRecorded(get(id)),
          record: true,
        }).closed
  return {
    known: open && !isWhole(compiled) ? asKept.open : asKept.closed,
    record,
    rows: asKept.rows,
    absent: asKept.absent,
    state,
    any: rows.length > 0,
    ahead,
    attached: rows.length > 0 && rows.every((row) => row.attached === true),
  }
}

/** A register that has its one row gets no other; of rows that are judged, an open list also says that blanks may be filled. */
const isWhole = ({ register, kind }: CompiledFact): boolean =>
  register.table.oneRow !== undefined && kind !== 'events'

const isAhead = ({ values }: Row, { deeds }: CompiledFact, { asOf }: Environment): boolean =>
  asOf !== undefined &&
  deeds.some((id) => {
    const value = values[id]
    return typeof value === 'string' && value > asOf
  })

/** A decided register reads the same for the record, as long as what else it reads does. */
function isItsOwnRecord(context: RowContext, fact: CompiledFact, open: boolean, get: Get): boolean {
  // Who bears a matter is read from other registers as well.
  if (open || fact.spared) return false
  if (fact.over === undefined) return true
  const over = get(fact.over)
  const list = fact.each === undefined ? 'closed' : context.evidence.registers[fact.each]?.state
  return over.known === over.record && list !== undefined && list !== 'open'
}

/** The fact as the record has it: what else is read for the record must be read so too. */
const asRecorded = (fact: Fact): Fact => ({ ...fact, known: fact.record })

/** Rows of the period; every fact of a register reads the same ones, so they are picked once. */
function rowsInPeriod(
  context: RowContext,
  register: CompiledRegister,
  rows: Row[],
  window: RowWindow | undefined,
): Row[] {
  const inside = rowsOfYear(context, register, rows)
  const field = window?.fields.get(register.id)
  return window && field ? inside.filter((row) => dated(row, field, window.from, null)) : inside
}

/** Rows of a register in the period. */
export function rowsOfYear(context: RowContext, register: CompiledRegister, rows: Row[]): Row[] {
  const { periodStart, periodEnd } = context.environment
  const field = register.table.yearBy
  if (!field) return rows
  const picked = context.rowsOfPeriod.get(register.id)
  if (picked) return picked
  const inside = rows.filter((row) => dated(row, field, periodStart, periodEnd))
  context.rowsOfPeriod.set(register.id, inside)
  return inside
}

/** A row without a date may belong. */
function dated({ values }: Row, field: string, from: string, to: string | null): boolean {
  const date = values[field]
  return typeof date !== 'string' || date === '' || (date >= from && (to === null || date <= to))
}

function countRows(context: RowContext, fact: CompiledFact, rows: Row[], mode: RowMode): Counted {
  const { environment } = mode
  const passes = rowTest(fact.where, environment, fact.register)
  switch (fact.kind) {
    case 'count':
    case 'amount':
      return fact.distinct ? countDistinct(fact, rows, passes) : addUp(fact, rows, passes)
    case 'share':
      return fact.each
        ? shareOfEach(context, fact, rows, passes, mode)
        : shareOfRows(fact, rows, passes, mode)
    case 'rate':
      return rateOfSums(fact, rows, passes)
    case 'flag':
      return anyRow(fact, rows, passes)
    case 'date':
      return pickDate(fact, rows, passes, environment)
    case 'elapsed':
      return pickLength(fact, rows, passes, environment)
    case 'dates':
      return listDates(fact, rows, passes, environment)
    case 'choice':
      return oneChoice(fact, rows, passes)
    case 'events':
      return listEvents(fact, rows, passes)
    case 'set':
      return unionSet(fact, rows, passes, environment)
  }
}
