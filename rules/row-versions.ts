/**
 * Versions of an item chosen by row date: each row is judged by the version in force on its own day.
 * What the versions say of single rows, which of them count and what each costs, is laid together by that day; what they
 * say of all rows together is one version's, so it may change only where a year's rows all fall under one version.
 */
import type { ParameterProblem } from './functions/function.ts'
import { type Facts, scoringFunctions } from './functions/index.ts'
import { isRecord } from './functions/parameters.ts'
import type { FactDeclaration, Item, ItemVersion, Register, ScoreDeclaration } from './pack.ts'

/** Where an item's rows carry the date by which their version is chosen. */
export interface RowDates {
  register: string
  field: string
}

/** The date fields an item's versions are chosen by; none: by the end of the period. */
export const rowDatesOf = ({ by }: Pick<Item, 'by'>): RowDates[] =>
  [by].flat().flatMap((written) => {
    const [register = '', field] = written.split('.')
    return field === undefined ? [] : [{ register, field }]
  })

/** One version with those before it laid in by the date of each row. */
export interface Spliced {
  score: ScoreDeclaration
  /** Facts whose rows are chosen by the version of their day. */
  facts: FactDeclaration[]
}

interface Earlier {
  version: ItemVersion
  /** Rows from this day on are under the next version. */
  until: string
}

interface Context {
  facts: Facts
  by: RowDates[]
  registers: ReadonlyMap<string, Register>
  earlier: readonly Earlier[]
  /** MM-DD on which the period begins. */
  periodFrom: string
  /** Per fact of the last version: the fact that stood in its place in each earlier one. */
  places: Map<string, string[]>
  problems: ParameterProblem[]
}

type Path = (string | number)[]

/** The last of the versions with the earlier ones laid in, and what cannot be laid together. */
export function spliceVersions(
  item: Pick<Item, 'by'>,
  versions: readonly ItemVersion[],
  registers: ReadonlyMap<string, Register>,
  facts: Facts,
  periodFrom: string,
): Spliced & { problems: ParameterProblem[] } {
  const last = versions.at(-1)!
  const by = rowDatesOf(item)
  const earlier = versions
    .slice(0, -1)
    .map((version, index) => ({ version, until: versions[index + 1]!.from }))
  if (by.length === 0 || earlier.length === 0) return { score: last.score, facts: [], problems: [] }
  const context: Context = { facts, by, registers, earlier, periodFrom, places: new Map(), problems: [] }
  const score = lay(
    context,
    earlier.map(({ version }) => version.score),
    last.score,
    [],
    '',
  )
  const spliced = [...context.places].flatMap(([id, before]) => layFact(context, id, before))
  return { score: score as ScoreDeclaration, facts: spliced, problems: context.problems }
}

/** Words for people change with the version in force. */
const spoken = new Set(['says', 'title', 'reason'])
/** Conditions on one row, of the functions that judge each. */
const rowConditions = new Set(['only', 'excuse'])
const rowLists = new Set(['deduct', 'credit'])

function lay(context: Context, before: unknown[], last: unknown, path: Path, fn: string): unknown {
  const key = String(path.at(-1) ?? '')
  if (spoken.has(key) || before.every((other) => JSON.stringify(other) === JSON.stringify(last))) {
    noteFacts(context, last)
    return last
  }
  if (fn === 'per_record' && (rowConditions.has(key) || rowLists.has(key))) {
    const dates = datesOf(context, path)
    if (!dates) return last
    if (rowConditions.has(key))
      return choose(
        context,
        dates,
        [...before, last].map((source) => String(source ?? true)),
      )
    return layBranches(context, dates, [...before, last])
  }
  if (isRecord(last) && before.every(isRecord)) return layRecord(context, before, last, path, fn)
  if (Array.isArray(last) && before.every((other) => Array.isArray(other) && other.length === last.length)) {
    return last.map((entry, at) =>
      lay(
        context,
        before.map((other) => (other as unknown[])[at]),
        entry,
        [...path, at],
        fn,
      ),
    )
  }
  if (isFact(context, last) && before.every((other) => isFact(context, other))) {
    place(context, last, before as string[], path)
    return last
  }
  tellWhole(context, before, last, path)
  return last
}

function layRecord(
  context: Context,
  before: Record<string, unknown>[],
  last: Record<string, unknown>,
  path: Path,
  fn: string,
): Record<string, unknown> {
  const keys = [...new Set([...Object.keys(last), ...before.flatMap((other) => Object.keys(other))])]
  const of = fn === 'per_record' ? String(last.of) : undefined
  return Object.fromEntries(
    keys.flatMap((key): [string, unknown][] => {
      const inner = Object.hasOwn(scoringFunctions, key) ? key : fn
      const laid = lay(
        of === undefined
          ? context
          : { ...context, by: context.by.filter((dates) => holds(context, dates, of)) },
        before.map((other) => other[key]),
        last[key],
        [...path, key],
        inner,
      )
      return laid === undefined ? [] : [[key, laid]]
    }),
  )
}

const holds = ({ facts }: Context, { register }: RowDates, fact: string): boolean =>
  facts.get(fact)?.register === register

const isFact = ({ facts }: Context, value: unknown): value is string =>
  typeof value === 'string' && facts.has(value)

// --- by the date of a row ----------------------------------------------------------------------------------------------

/** The date field of the rows that are judged; the path is told when they have none. */
function datesOf({ by, problems }: Context, path: Path): RowDates | null {
  if (by.length === 1) return by[0]!
  problems.push({
    path,
    message: '按记录日期选用的版本在这里不同，而这些记录所在的台账没有写在by里',
    remedy: '在by里写上这本台账的日期字段',
  })
  return null
}

/** `day < date("2024-01-01") ? a : b`, as many days as there are versions. */
function choose({ earlier }: Context, { field }: RowDates, sources: readonly string[]): string {
  return earlier.reduceRight(
    (rest, { until }, at) => `row.${field} < date("${until}") ? (${sources[at]}) : (${rest})`,
    sources.at(-1)!,
  )
}

/** The branches of every version, each for the rows of its own days. */
function layBranches(context: Context, dates: RowDates, lists: readonly unknown[]): unknown[] {
  return lists.flatMap((list, at) => {
    const inForce = choose(
      context,
      dates,
      lists.map((_, index) => String(index === at)),
    )
    const branches = Array.isArray(list) ? list.filter(isRecord) : []
    return branches.map((branch) => ({ ...branch, if: `(${inForce}) && (${String(branch.if)})` }))
  })
}

// --- facts -------------------------------------------------------------------------------------------------------------

/** A fact that all versions read stays in its place. */
function noteFacts(context: Context, value: unknown): void {
  if (Array.isArray(value)) for (const entry of value) noteFacts(context, entry)
  else if (isRecord(value)) for (const entry of Object.values(value)) noteFacts(context, entry)
  else if (isFact(context, value))
    place(
      context,
      value,
      context.earlier.map(() => value),
      [],
    )
}

function place(context: Context, id: string, before: string[], path: Path): void {
  const known = context.places.get(id)
  if (known && known.join(' ') !== before.join(' ')) {
    context.problems.push({
      path,
      message: `数据项“${id}”在各版本里对应不同的数据项，按记录日期合不到一起`,
      remedy: '为不同的用处各写一个数据项',
    })
    return
  }
  context.places.set(id, before)
  // A share brings the whole it is of.
  const wholes = [...before, id].map((fact) => context.facts.get(fact)?.over)
  const whole = wholes.at(-1)
  if (whole !== undefined && wholes.every((other) => other !== undefined))
    place(context, whole, wholes.slice(0, -1) as string[], path)
}

/** How a fact counts, but for the condition on its rows. */
const countedBy = ({
  kind,
  register,
  each,
  atLeast,
  distinct,
  field,
  overField,
  pick,
  ...fact
}: FactDeclaration) =>
  JSON.stringify([
    kind,
    register,
    each,
    atLeast,
    distinct,
    field,
    overField,
    pick,
    fact.from,
    fact.to,
    fact.in,
  ])

function layFact(context: Context, id: string, before: string[]): FactDeclaration[] {
  if (before.every((other) => other === id)) return []
  const { facts, by, problems } = context
  const last = facts.get(id)!
  const all = [...before, id].map((fact) => facts.get(fact)!)
  const dates = by.find((candidate) => candidate.register === last.register)
  if (!dates || all.some((fact) => countedBy(fact) !== countedBy(last))) {
    problems.push({
      path: [],
      message: `数据项“${[...new Set([...before, id])].join('”“')}”按记录日期合不到一起`,
      remedy: '各版本的数据项只可以条件（where）不同，所在台账的日期字段要写在by里',
    })
    return []
  }
  return [
    {
      ...last,
      where: choose(
        context,
        dates,
        all.map((fact) => fact.where ?? 'true'),
      ),
    },
  ]
}

// --- what is said of all rows together ---------------------------------------------------------------------------------

/** A number of the whole may change with the year, for then no year has rows of both. */
function tellWhole(context: Context, before: unknown[], last: unknown, path: Path): void {
  const values = [...before, last]
  const apart = context.earlier.every(({ until }, at) => {
    const same = JSON.stringify(values[at]) === JSON.stringify(values[at + 1])
    return same || (until.endsWith(`-${context.periodFrom}`) && yearIsBy(context))
  })
  if (apart) return
  context.problems.push({
    path,
    message: '按记录日期选用的版本在年中改了这个参数，而它不是逐条记录计算的',
    remedy:
      '逐条不同的写成数据项的条件、per_record的情形；汇总以后才用的数，从评价周期的第一天起改，或者写by: period_end',
  })
}

/** A row's year is told by the same date as its version. */
const yearIsBy = ({ by, registers }: Context): boolean =>
  by.every(({ register, field }) => registers.get(register)?.yearBy === field)
