/** A fact of a township: what is known of it, what is on record, how strong, and the rows it rests on. */
import type { FactState, Finding, RowRef, Strength } from './assessment.ts'
import type { CompiledFact } from './compiled-facts.ts'
import type { Environment } from './conditions.ts'
import type { Claim, Statement } from './evidence.ts'
import { certainlyZero, type Knowledge } from './knowledge.ts'

export interface RowMark extends RowRef {
  result: 'pass' | 'fail' | 'doubt'
}

/** How many rows of each kind a fact has; each by name when somebody asks. */
export interface RowMarks extends Record<RowMark['result'], number> {
  list(): RowMark[]
}

/** Marks that are drawn once they are asked for. */
export function rowMarks(counts: Record<RowMark['result'], number>, draw: () => RowMark[]): RowMarks {
  let drawn: RowMark[] | undefined
  const list = (): RowMark[] => {
    drawn ??= draw()
    return drawn
  }
  return { ...counts, list }
}

export const noMarks: RowMarks = rowMarks({ pass: 0, fail: 0, doubt: 0 }, () => [])

export interface Fact {
  compiled: CompiledFact
  state: FactState
  known: Knowledge
  record: Knowledge
  strength: Strength | null
  /** Rows that pass, fall short or may do either; for shares of villages these are the villages. */
  marks: RowMarks
  /** The same by name. */
  readonly rows: RowMark[]
  /** A count's values still missing from its choices (which of the two leaders did not report). */
  absent: string[]
  claims: Claim[]
  statement: Statement | null
  notes: string[]
  findings: Finding[]
}

/** Rows dated within the versions of an item that are chosen by row date. */
export interface RowWindow {
  /** Windows of the same name are the same. */
  key: string
  /** Date field of each register's rows. */
  fields: ReadonlyMap<string, string>
  from: string
  /** Facts whose rows are chosen by the version of their day, instead of the table's. */
  facts: ReadonlyMap<string, CompiledFact>
}

export interface FactReader {
  get(id: string, window?: RowWindow): Fact
  environment: Environment
}

/** Whether there was something to tell of: a closed list without it says that there was not; null: not yet known. */
export function isHeld(fact: Fact, known: Knowledge): boolean | null {
  if (known.kind === 'number' && known.held !== undefined) return known.held
  if (fact.strength === null) return null
  const told = [fact.statement, ...fact.claims].some((said) => said && said.value !== 'none')
  const { pass, fail, doubt } = fact.marks
  if (told || pass > 0) return true
  return fail + doubt === 0 && known.kind === 'number' && certainlyZero(known) ? false : null
}
