/** Rows of one matter count once, at the highest (M3): 同一事项被多个部门通报的，按最重的一次扣分. */
import { add, cmp, max, type Rational, sub, sum, zero } from '../rational.ts'
import type { Facts, ParameterProblem, Parameters, Scored } from './function.ts'
import type { RowPoints, RowTotal } from './row-points.ts'
import { checkField, wordIn } from './rows.ts'

export type Matter = NonNullable<Scored['matters']>[number]

interface Ends {
  low: Rational
  high: Rational
}

/** A matter at its highest; rows that name none stay apart. */
export function groupByMatter(rows: readonly Matter[]): Matter[] {
  const named = new Map<string, Matter>()
  const unnamed: Matter[] = []
  for (const { matter, low, high } of rows) {
    const known = matter === null ? undefined : named.get(matter)
    if (known) {
      known.low = max(known.low, low)
      known.high = max(known.high, high)
    } else if (matter === null) unnamed.push({ matter, low, high })
    else named.set(matter, { matter, low, high })
  }
  return [...named.values(), ...unnamed]
}

/** A row of no named matter stands alone for the high end and joins the largest for the low. */
export function sumMatters(matters: readonly Matter[]): Ends {
  const named = matters.filter(({ matter }) => matter !== null)
  const alone = matters.filter(({ matter }) => matter === null)
  const largest = named.map(({ low }) => low).reduce(max, zero)
  const most = alone.map(({ low }) => low).reduce(max, zero)
  return {
    low: add(sum(named.map(({ low }) => low)), max(zero, sub(most, largest))),
    high: sum(matters.map(({ high }) => high)),
  }
}

// --- of a list whose rows have points of their own ---------------------------------------------------------------------

export interface SameMatter {
  field: string
  /** 同一“事项”只按最重的一次计 */
  text: string
}

/** What is wrong with `same_matter` of a list. */
export function checkSameMatter(parameters: Parameters, fact: string, facts: Facts): ParameterProblem[] {
  if (parameters.same_matter === undefined) return []
  const path = ['same_matter']
  for (const other of ['escalate', 'cap_each'])
    if (parameters[other] !== undefined)
      return [{ path, message: `same_matter不与${other}同用`, remedy: `删去其中一个` }]
  return checkField(parameters.same_matter, path, fact, facts, ['text', 'choice', 'ref', 'date'])
}

/** The checked declaration; null: each row counts by itself. */
export function readSameMatter(
  { same_matter: written, credit }: Parameters,
  fact: string,
  facts: Facts,
): SameMatter | null {
  if (written === undefined) return null
  const field = String(written)
  const label = facts.fieldsOf(fact).find(({ id }) => id === field)?.label ?? field
  return { field, text: `同一“${label}”只按最${credit === undefined ? '重' : '高'}的一次计` }
}

const matterOf = ({ row, low, high }: RowPoints, field: string): Matter => ({
  matter: wordIn(row.row, field),
  low,
  high,
})

/** The matters of a list, each at its highest. */
export const mattersOf = (rows: readonly RowPoints[], { field }: SameMatter): Matter[] =>
  groupByMatter(rows.map((row) => matterOf(row, field)))

/** What the rows come to with each matter once; a row that another of its matter outweighs for sure counts no more. */
export function onceEach({ rows, high }: RowTotal, same: SameMatter): RowTotal {
  const heaviest = new Map<string, RowPoints>()
  for (const row of rows) {
    const matter = wordIn(row.row.row, same.field)
    if (matter === null) continue
    const known = heaviest.get(matter)
    if (!known || cmp(row.low, known.low) > 0) heaviest.set(matter, row)
  }
  const counted = rows.map((row): RowPoints => {
    const matter = wordIn(row.row.row, same.field)
    const bearer = matter === null ? undefined : heaviest.get(matter)
    if (!bearer || bearer === row || row.possible.length === 0 || cmp(bearer.low, row.high) < 0) return row
    return { ...row, sure: [], possible: [], low: zero, high: zero, besides: true }
  })
  const total = sumMatters(mattersOf(rows, same))
  return { rows: counted, low: total.low, high: high === null ? null : total.high }
}
