/**
 * What each row of a list costs or earns: conditions with points, who it is laid to (M9), what excuses it (M7), and what
 * a repetition costs (M4). Three-valued: a doubtful row counts at one end and not at the other.
 */
import type { Condition } from '../conditions.ts'
import type { Field } from '../pack.ts'
import { add, cmp, max, min, type Rational, sum, zero } from '../rational.ts'
import { type Blanks, blankCells } from './blanks.ts'
import type { Facts, ParameterProblem, Parameters, Reading } from './function.ts'
import { isRecord, readNumber, unknownKeys } from './parameters.ts'
import { checkWorth, readWorth, type Worth } from './row-worth.ts'
import {
  checkChoice,
  checkField,
  checkRowCondition,
  type JudgedRow,
  rowCondition,
  rowsOf,
  wordIn,
} from './rows.ts'

export interface Branch {
  title: string
  worth: Worth
  test: Condition
}

/** What is known of one row: the branches that surely hold, those that may, and its points between the two. */
export interface RowPoints {
  row: JudgedRow
  sure: Branch[]
  possible: Branch[]
  low: Rational
  high: Rational
  /** Some branch surely holds, though a blank may leave open which. */
  counts: boolean
  excused: boolean
  /** Another row of its matter counts in its place (M3). */
  besides?: true
}

export interface RowTotal {
  rows: RowPoints[]
  low: Rational
  /** null: more rows may come. */
  high: Rational | null
}

interface Steps {
  by: string | undefined
  steps: Rational[]
  /** What a row costs once the steps have run out. */
  beyond: Rational
  /** How many groups there can be; null: any number. */
  groups: number | null
}

/** Keys of the rows' conditions, beside the branches themselves. */
export const rowKeys = ['several', 'excuse', 'only', 'escalate'] as const

/** Everything wrong with the branches `list` under `key` and what is laid around them. */
export function checkRowPoints(
  parameters: Parameters,
  key: string,
  fact: string,
  facts: Facts,
): ParameterProblem[] {
  const list = Array.isArray(parameters[key]) ? parameters[key] : []
  const escalates = parameters.escalate !== undefined
  const problems: ParameterProblem[] = []
  if (list.length === 0) {
    problems.push({
      path: [key],
      message: '没有写哪些记录计分',
      remedy: `例如 ${key}: [{ if: outcome == "败诉", points: 1, title: 败诉 }]`,
    })
  }
  for (const [index, entry] of list.entries())
    problems.push(...checkBranch(entry, [key, index], escalates, fact, facts))
  if (list.length > 1 && !escalates) {
    problems.push(
      ...checkChoice(parameters.several, ['several'], '一条记录符合几种情形时怎样计', ['add', 'highest']),
    )
  } else if (parameters.several !== undefined) {
    problems.push({
      path: ['several'],
      message: 'several只在有几种情形、且不逐次加重时用',
      remedy: '删去several',
    })
  }
  for (const condition of ['excuse', 'only'] as const) {
    if (parameters[condition] !== undefined)
      problems.push(...checkRowCondition(parameters[condition], [condition], fact, facts))
  }
  if (escalates) problems.push(...checkSteps(parameters.escalate, fact, facts))
  return problems
}

function checkBranch(
  entry: unknown,
  path: (string | number)[],
  escalates: boolean,
  fact: string,
  facts: Facts,
): ParameterProblem[] {
  if (!isRecord(entry)) return [{ path, message: '应当写成 { if: 条件, points: 分, title: 名称 }' }]
  const keys = escalates ? ['if', 'title'] : ['if', 'points', 'title']
  const problems = [
    ...unknownKeys(entry, keys, path),
    ...checkRowCondition(entry.if, [...path, 'if'], fact, facts),
  ]
  if (typeof entry.title !== 'string' || entry.title === '')
    problems.push({ path: [...path, 'title'], message: '没有写名称', remedy: '补上title，写这是什么情形' })
  if (!escalates) problems.push(...checkWorth(entry.points, [...path, 'points'], fact, facts))
  return problems
}

function checkSteps(written: unknown, fact: string, facts: Facts): ParameterProblem[] {
  const path = ['escalate']
  const remedy = '例如 escalate: { steps: [0.5, 1], beyond: last }'
  if (!isRecord(written)) return [{ path, message: 'escalate没有写各次扣几分', remedy }]
  const problems = unknownKeys(written, ['by', 'steps', 'beyond'], path)
  const steps = Array.isArray(written.steps) ? written.steps : []
  if (steps.length === 0) problems.push({ path: [...path, 'steps'], message: '没有写各次几分', remedy })
  for (const [index, step] of steps.entries()) {
    const points = readNumber(step)
    if (!points || cmp(points, zero) < 0)
      problems.push({ path: [...path, 'steps', index], message: '应当是不小于0的数', remedy })
  }
  problems.push(
    ...checkChoice(written.beyond, [...path, 'beyond'], '超过所列次数以后怎样计', ['last', 'nothing']),
  )
  if (written.by !== undefined) problems.push(...checkField(written.by, [...path, 'by'], fact, facts))
  return problems
}

/** One row of a fact → what it costs or earns by itself. */
export function compileRowJudge(
  parameters: Parameters,
  key: string,
  fact: string,
  facts: Facts,
): (row: JudgedRow) => RowPoints {
  const optional = (source: unknown): Condition | undefined =>
    source === undefined ? undefined : rowCondition(source, fact, facts)
  const branches = (parameters[key] as Record<string, unknown>[]).map(
    (entry): Branch => ({
      title: String(entry.title),
      worth: readWorth(entry.points, fact, facts),
      test: rowCondition(entry.if, fact, facts),
    }),
  )
  const only = optional(parameters.only)
  const excuse = optional(parameters.excuse)
  const blanks = blankCells(
    [
      ...(parameters[key] as Record<string, unknown>[]).flatMap((entry) => [
        entry.if,
        isRecord(entry.points) ? entry.points.of : undefined,
      ]),
      parameters.only,
      parameters.excuse,
    ],
    facts.fieldsOf(fact),
  )
  const highest = parameters.several === 'highest'
  const together = (hits: Branch[], row: JudgedRow, end: 'low' | 'high'): Rational => {
    const points = hits.map((branch) => branch.worth(row.environment)[end])
    return highest ? points.reduce(max, zero) : sum(points)
  }
  const judge = (row: JudgedRow): RowPoints => {
    const laid = only ? only(row.environment) : true
    const excused = excuse ? excuse(row.environment) : false
    const results = branches.map((branch) => ({ branch, holds: branch.test(row.environment) }))
    const certain = row.sure && laid === true && excused === false
    const can = laid !== false && excused !== true
    const sure = certain ? results.filter((one) => one.holds === true).map((one) => one.branch) : []
    const possible = can ? results.filter((one) => one.holds !== false).map((one) => one.branch) : []
    const hit = row.sure && laid !== false && results.some((one) => one.holds === true)
    return {
      row,
      sure,
      possible,
      low: together(sure, row, 'low'),
      high: together(possible, row, 'high'),
      counts: sure.length > 0,
      excused: hit && excused === true,
    }
  }
  return (row) => {
    const told = judge(row)
    return told.possible.length > told.sure.length || cmp(told.low, told.high) < 0
      ? asFilled(told, judge, blanks)
      : told
  }
}

/** Conditions that read the same blank are read together: whatever it turns out to say, it says to all of them. */
function asFilled(told: RowPoints, judge: (row: JudgedRow) => RowPoints, blanks: Blanks): RowPoints {
  const filled = blanks(told.row)?.map(judge)
  if (!filled) return told
  return {
    ...told,
    low: filled.map(({ low }) => low).reduce(min),
    high: filled.map(({ high }) => high).reduce(max),
    counts: filled.every(({ counts }) => counts),
  }
}

/** The rows of a fact → what they cost or earn. */
export function compileRowPoints(
  parameters: Parameters,
  key: string,
  fact: string,
  facts: Facts,
): (reading: Reading) => RowTotal {
  const judge = compileRowJudge(parameters, key, fact, facts)
  const steps = readSteps(parameters.escalate, facts.fieldsOf(fact))
  return (reading) => {
    const { rows, open } = rowsOf(reading, fact)
    const judged = rows.map(judge)
    const total = steps ? escalate(judged, steps) : addUp(judged)
    return { ...total, high: open ? null : total.high }
  }
}

const readSteps = (written: unknown, fields: readonly Field[]): Steps | null => {
  if (!isRecord(written)) return null
  const steps = (written.steps as unknown[]).map((step) => readNumber(step)!)
  return {
    by: written.by === undefined ? undefined : String(written.by),
    steps,
    beyond: written.beyond === 'last' ? steps.at(-1)! : zero,
    groups: fields.find(({ id }) => id === written.by)?.of?.length ?? null,
  }
}

const addUp = (rows: RowPoints[]) => ({
  rows,
  low: sum(rows.map((row) => row.low)),
  high: sum(rows.map((row) => row.high)),
})

/**
 * The first time costs the first step, the second the second (M4); what a row adds depends only on how many there are of
 * its group. A row whose group is not known adds at least the smallest and at most the largest step, whichever it joins.
 */
function escalate(rows: RowPoints[], { by, steps, beyond, groups }: Steps) {
  const step = (index: number): Rational => steps[index] ?? beyond
  const least = [...steps, beyond].reduce(min)
  const most = [...steps, beyond].reduce(max)
  const sure = new Map<string, number>()
  const possible = new Map<string, number>()
  let low = zero
  let high = zero
  /** The place of one more in its group. */
  const next = (counts: Map<string, number>, group: string): number => {
    const index = counts.get(group) ?? 0
    counts.set(group, index + 1)
    return index
  }
  const stepped = rows.map((row): RowPoints => {
    const group = by === undefined ? '' : wordIn(row.row.row, by)
    const own = { low: zero, high: zero }
    if (row.counts) own.low = group === null ? least : step(next(sure, group))
    if (row.possible.length > 0) own.high = group === null ? most : step(next(possible, group))
    low = add(low, own.low)
    high = add(high, own.high)
    return { ...row, ...own }
  })
  const joined = (
    counts: ReadonlyMap<string, number>,
    holds: (row: RowPoints) => boolean,
    best: typeof min,
  ) => {
    const unnamed = rows.filter((row) => holds(row) && by !== undefined && wordIn(row.row.row, by) === null)
    return unnamed.length === 0 || unnamed.length > mostUnnamed
      ? null
      : distributed([...counts.values()], unnamed.length, groups, step, best)
  }
  return {
    rows: stepped,
    low: joined(sure, ({ counts }) => counts, min) ?? low,
    high: joined(possible, ({ possible: some }) => some.length > 0, max) ?? high,
  }
}

/** For more rows without a group the bounds of each by itself must do. */
const mostUnnamed = 12

/** The least or the most that groups of so many rows cost once `more` rows have each joined one of them, or a new one. */
function distributed(
  counts: readonly number[],
  more: number,
  groups: number | null,
  step: (index: number) => Rational,
  best: (a: Rational, b: Rational) => Rational,
): Rational {
  const fresh = groups === null ? more : Math.min(more, Math.max(0, groups - counts.length))
  const costs = (from: number, to: number): Rational =>
    sum(Array.from({ length: to - from }, (_, at) => step(from + at)))
  let found: (Rational | undefined)[] = [sum(counts.map((count) => costs(0, count)))]
  for (const count of [...counts, ...Array<number>(fresh).fill(0)]) {
    found = Array.from({ length: more + 1 }, (_, rows) =>
      Array.from({ length: rows + 1 }, (_, joining) => {
        const before = found[rows - joining]
        return before && add(before, costs(count, count + joining))
      }).reduce((a, b) => (a && b ? best(a, b) : (a ?? b))),
    )
  }
  return found[more]!
}
