/** What the rows of a register say of a fact, taken as all there are and as a bound while more may come. */
import type { CompiledFact } from './compiled-facts.ts'
import type { Environment } from './conditions.ts'
import type { RegisterState } from './evidence.ts'
import type { Fact, RowMarks, RowWindow } from './fact.ts'
import type { Knowledge } from './knowledge.ts'
import type { RowContext, RowMode } from './row-context.ts'
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
  rateOfSums,
  unionSet,
} from './row-counts.ts'
import type { RowSet } from './row-sets.ts'
import { shareOfEach, shareOfRows } from './row-shares.ts'
import type { Get } from './stated-facts.ts'

/** What the rows of its register alone say of a fact. */
export interface RowReading {
  known: Knowledge
  record: Knowledge
  marks: RowMarks
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
  const set = context.rows(register, window)
  const any = set.rows.length > 0
  const open = state === 'open'
  if (open && !any) return null
  const asKept = countRows(context, compiled, set, {
    environment: context.reading(!open, false),
    get,
    record: false,
  })
  const ahead = countAhead(set, compiled, context.environment)
  const record =
    ahead === 0 && isItsOwnRecord(context, compiled, open, get)
      ? asKept.closed
      : countRows(context, compiled, set, {
          // What falls short of a share is named, so it must be known: a blank cell, or a unit not yet entered, is not.
          environment: context.reading(compiled.kind !== 'share' || !open, true),
          get: (id) => asRecorded(get(id)),
          record: true,
        }).closed
  return {
    known: open && !isWhole(compiled) ? asKept.open : asKept.closed,
    record,
    marks: asKept.marks,
    absent: asKept.absent,
    state,
    any,
    ahead,
    attached: set.attached(),
  }
}

/** A register that has its one row gets no other; of rows that are judged, an open list also says that blanks may be filled. */
const isWhole = ({ register, kind }: CompiledFact): boolean =>
  register.table.oneRow !== undefined && kind !== 'events'

/** Rows with a day of a deed that has not come. */
function countAhead(set: RowSet, { deeds }: CompiledFact, { asOf }: Environment): number {
  if (asOf === undefined || deeds.every((id) => set.latest(id) <= asOf)) return 0
  return set.rows.filter(({ values }) =>
    deeds.some((id) => {
      const value = values[id]
      return typeof value === 'string' && value > asOf
    }),
  ).length
}

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
const asRecorded = ({ compiled, record }: Fact) => ({ compiled, known: record })

function countRows(context: RowContext, fact: CompiledFact, set: RowSet, mode: RowMode): Counted {
  const { environment } = mode
  const tested = set.tested(fact.where, environment)
  switch (fact.kind) {
    case 'count':
    case 'amount':
      return fact.distinct ? countDistinct(fact, tested) : addUp(fact, tested)
    case 'share':
      return fact.each ? shareOfEach(context, fact, tested, mode) : shareOfRows(fact, set, tested, mode)
    case 'rate':
      return rateOfSums(fact, tested)
    case 'flag':
      return anyRow(fact, tested)
    case 'date':
      return pickDate(fact, tested, environment)
    case 'elapsed':
      return pickLength(fact, tested, environment)
    case 'dates':
      return listDates(fact, tested, environment)
    case 'choice':
      return oneChoice(fact, tested)
    case 'events':
      return listEvents(tested)
    case 'set':
      return unionSet(fact, tested, environment)
  }
}
