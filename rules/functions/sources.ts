/**
 * Several sources of one score, each with its weight. One that was not assessed is no zero: it stays open,
 * or the pack says who takes its weight or what takes its place.
 */
import { isHeld } from '../fact.ts'
import type { KnowledgeOf } from '../knowledge.ts'
import { add, div, equal, isZero, max, min, mul, one, type Rational, sum, zero } from '../rational.ts'
import { percentText } from '../wording.ts'
import type { Facts, ParameterProblem, Parameters, Reading } from './function.ts'
import { checkFact, checkPositive, isRecord, readNumber, unknownKeys } from './parameters.ts'

/** A fact that is a score, and what full marks are there; a rate is one already. */
interface Marks {
  of: string
  scale: Rational
}

export type Missing =
  | { kind: 'undecided' | 'others' }
  | { kind: 'to'; title: string }
  | ({ kind: 'instead' } & Marks)

export interface Source extends Marks {
  title: string
  weight: Rational
  missing: Missing
}

/** The score of the table itself, where the total is made of sources. */
export const tableScore = 'base'

interface Ends {
  low: Rational
  high: Rational
}

/** What a source comes to, full marks being one. */
export interface SourceReading extends Ends {
  /** It was assessed; null: not yet known. */
  held: boolean | null
}

/** One way it can turn out which sources there are: what each weighs, and what those with marks of their own come to. */
export interface Way extends Ends {
  /** Of the score of the table itself. */
  table: Rational
}

const marksOf = (written: Parameters): Marks => ({
  of: String(written.of),
  scale: readNumber(written.scale) ?? one,
})

/** The sources of a checked list. */
export const readSources = (list: readonly unknown[]): Source[] =>
  list.filter(isRecord).map((source) => ({
    title: String(source.title),
    ...marksOf(source),
    weight: readNumber(source.weight)!,
    missing: readMissing(source.missing),
  }))

function readMissing(written: unknown): Missing {
  if (!isRecord(written)) return { kind: written === 'others' ? 'others' : 'undecided' }
  return written.to === undefined
    ? { kind: 'instead', ...marksOf(written) }
    : { kind: 'to', title: String(written.to) }
}

/** Facts that sources read, those that may take their place included. */
export const factsOfSources = (sources: readonly Source[]): string[] =>
  sources
    .flatMap(({ of, missing }) => (missing.kind === 'instead' ? [of, missing.of] : [of]))
    .filter((id) => id !== tableScore)

/** What sources are read from. */
export type SourceFacts = Pick<Reading, 'known' | 'fact'>

/** A source's marks, and whether it was assessed at all: a list that is closed without it says that it was not. */
export function readSource(from: SourceFacts, { of, scale }: Marks): SourceReading {
  return { ...rangeOf(from, { of, scale }), held: isHeld(from.fact(of), from.known(of)) }
}

function rangeOf(from: SourceFacts, { of, scale }: Marks): Ends {
  const { low, high } = from.known(of) as KnowledgeOf<'number'>
  const share = (marks: Rational | null): Rational => (marks === null ? one : min(one, div(marks, scale)))
  return { low: share(low), high: share(high) }
}

/** Every way the sources can turn out, null where none of them was assessed. */
export function waysOf(sources: readonly Source[], from: SourceFacts): (Way | null)[] {
  const readings = sources.map((source) => ({
    own: readOwn(source, from),
    other: source.missing.kind === 'instead' ? readSource(from, source.missing) : null,
  }))
  return readings
    .reduce(
      (ways, { own, other }) => ways.flatMap((way) => branches(own, other).map((taken) => [...way, taken])),
      [[]] as Taken[][],
    )
    .map((taken) => wayOf(sources, taken))
}

/** What a source gives in one way: its own marks, those in its place, or nothing. */
type Taken = Ends | null

/** A source that nothing replaces is there, and anything it can be until it is assessed. */
function readOwn({ missing, ...marks }: Source, from: SourceFacts): SourceReading {
  if (marks.of === tableScore) return { low: zero, high: zero, held: true }
  if (missing.kind !== 'undecided') return readSource(from, marks)
  const range = rangeOf(from, marks)
  // No marks at all are not marks of nothing.
  const open = isZero(range.high) && isHeld(from.fact(marks.of), from.known(marks.of)) === false
  return open ? { low: zero, high: one, held: true } : { ...range, held: true }
}

const branches = (own: SourceReading, other: SourceReading | null): Taken[] => [
  ...(own.held === false ? [] : [own]),
  ...(own.held === true ? [] : other ? branches(other, null) : [null]),
]

function wayOf(sources: readonly Source[], taken: readonly Taken[]): Way | null {
  const there = sources.filter((_, at) => taken[at] !== null)
  const whole = sum(there.map(({ weight }) => weight))
  if (isZero(whole)) return null
  const gone = sources.filter((_, at) => taken[at] === null)
  const heirOf = ({ missing }: Source): Source | undefined =>
    missing.kind === 'to' ? there.find(({ title }) => title === missing.title) : undefined
  const spread = sum(gone.filter((source) => !heirOf(source)).map(({ weight }) => weight))
  const way = { table: zero, low: zero, high: zero }
  for (const [at, source] of sources.entries()) {
    const marks = taken[at]
    if (!marks) continue
    const left = sum(gone.filter((other) => heirOf(other) === source).map(({ weight }) => weight))
    const weight = add(add(source.weight, left), div(mul(spread, source.weight), whole))
    if (source.of === tableScore) way.table = add(way.table, weight)
    way.low = add(way.low, mul(weight, marks.low))
    way.high = add(way.high, mul(weight, marks.high))
  }
  return way
}

/** What the ways come to for so much of the table itself, full marks being one; at least one of them must be. */
export const hullOf = (ways: readonly Way[], table: Ends): Ends => ({
  low: ways.map((way) => add(mul(way.table, table.low), way.low)).reduce(min),
  high: ways.map((way) => add(mul(way.table, table.high), way.high)).reduce(max),
})

/** What is said of a source that was not assessed. */
export function missingWords(
  { missing }: Source,
  { held }: SourceReading,
  facts: (id: string) => string,
): string {
  if (held === true) return ''
  const lead = held === false ? '没有评定' : '尚未评定'
  if (missing.kind === 'undecided') return `，${lead}，留作未定`
  const then = {
    others: '权重由其他来源按比例分担',
    to: `权重计入“${missing.kind === 'to' ? missing.title : ''}”`,
    instead: `以${missing.kind === 'instead' ? facts(missing.of) : ''}代替`,
  }[missing.kind]
  return held === false ? `，${lead}，${then}` : `，${lead}，没有评定的${then}`
}

// --- parameters --------------------------------------------------------------------------------------------------------

/** Every way of turning out is gone through. */
const mostSources = 6

const keys = ['title', 'of', 'scale', 'weight', 'missing']

/** What is wrong with a list of sources; `whole`: the score of the table itself must be one of them. */
export function checkSources(list: readonly unknown[], facts: Facts, whole: boolean): ParameterProblem[] {
  const sources = list.filter(isRecord)
  const titles = sources.map(({ title }) => String(title))
  const problems = sources.flatMap((source, index) =>
    checkSource(source, titles, facts, whole).map((problem) => ({
      ...problem,
      path: [index, ...problem.path],
    })),
  )
  const weights = sum(sources.map((source) => readNumber(source.weight) ?? zero))
  if (!equal(weights, one))
    problems.push({
      path: [],
      message: `各来源权重合计${percentText(weights)}，不是100%`,
      remedy: '改正权重',
    })
  if (sources.length > mostSources)
    problems.push({ path: [], message: `来源多于${mostSources}个`, remedy: '合并几个来源' })
  const tables = sources.filter(({ of }) => of === tableScore).length
  if (whole && tables !== 1)
    problems.push({
      path: [],
      message: tables === 0 ? '没有写本表得分占多少' : '本表得分写了两次',
      remedy: `写且只写一个 { title: 指标得分, of: ${tableScore}, weight: 70% }`,
    })
  return problems
}

function checkSource(
  source: Parameters,
  titles: readonly string[],
  facts: Facts,
  whole: boolean,
): ParameterProblem[] {
  const problems = [...unknownKeys(source, keys), ...checkPositive(source, 'weight')]
  if (titles.filter((title) => title === String(source.title)).length > 1)
    problems.push({ path: ['title'], message: `来源“${source.title}”写了两次`, remedy: '各来源名称不同' })
  if (whole && source.of === tableScore) {
    const needless = ['scale', 'missing'].filter((key) => source[key] !== undefined)
    return [
      ...problems,
      ...needless.map((key) => ({
        path: [key],
        message: `本表得分已经是百分制，也不会缺，用不到“${key}”`,
        remedy: '删去',
      })),
    ]
  }
  return [...problems, ...checkMarks(source, facts), ...checkMissing(source, titles, facts)]
}

/** A score with the full marks there; a rate has none. */
function checkMarks(written: Parameters, facts: Facts): ParameterProblem[] {
  const problems = checkFact(written, 'of', facts, ['count', 'amount', 'rate'])
  if (problems.length > 0) return problems
  if (facts.get(String(written.of))?.kind !== 'rate') return checkPositive(written, 'scale')
  if (written.scale === undefined) return []
  return [{ path: ['scale'], message: '比率本身就是得分率，没有满分', remedy: '删去scale' }]
}

function checkMissing(source: Parameters, titles: readonly string[], facts: Facts): ParameterProblem[] {
  const { missing } = source
  if (missing === undefined || missing === 'undecided' || missing === 'others') return []
  const under = (found: ParameterProblem[]): ParameterProblem[] =>
    found.map((problem) => ({ ...problem, path: ['missing', ...problem.path] }))
  if (!isRecord(missing))
    return [
      {
        path: ['missing'],
        message: `没有评定时怎样办，不能是“${missing}”`,
        remedy:
          '可用：undecided（留作未定）、others（权重由其他来源分担）、{ to: 来源名称 }（权重计入该来源）、{ of: 数据项, scale: 满分 }（以它代替）',
      },
    ]
  if (missing.to === undefined)
    return under([...unknownKeys(missing, ['of', 'scale']), ...checkMarks(missing, facts)])
  const others = titles.filter((title) => title !== String(source.title))
  const unknown = others.includes(String(missing.to))
    ? []
    : [{ path: ['to'], message: `没有另外的来源“${missing.to}”`, remedy: `可用：${others.join('、')}` }]
  return under([...unknownKeys(missing, ['to']), ...unknown])
}
