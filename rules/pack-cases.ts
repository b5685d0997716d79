/** Worked cases of a pack: given rows, statements or claims, the points and outcome a lawyer expects. */
import { compute } from './arithmetic.ts'
import { type AssessResult, assess } from './assess.ts'
import type { Outcome } from './assessment.ts'
import { type CompiledItem, type CompiledPack, compilePack } from './compile.ts'
import type { HolidayTable } from './dates.ts'
import type { Claim, Evidence } from './evidence.ts'
import { declaredFacts, type Facts, scoringFunctions } from './functions/index.ts'
import { dueDay } from './functions/parameters.ts'
import { holderOf } from './holders.ts'
import { asList, asMap, type EvidenceReader, isNull } from './loading/evidence-nodes.ts'
import { readRegisters } from './loading/evidence-registers.ts'
import { readStatement, readStatements } from './loading/evidence-statements.ts'
import {
  complain,
  type Entry,
  type LocatedNode,
  type Notebook,
  newNotebook,
  offer,
  type Place,
} from './loading/located.ts'
import {
  either,
  list,
  oneOf,
  optional,
  record,
  required,
  type Shape,
  text,
  turned,
  wholeNumber,
} from './loading/shape.ts'
import { civilDate } from './loading/words.ts'
import { parseYaml } from './loading/yaml.ts'
import type { PackTable, Problem, TownshipKind } from './pack.ts'
import { townshipKinds } from './pack.ts'
import { equal, type Rational, toFraction, zero } from './rational.ts'

export interface CaseFile {
  path: string
  text: string
}

export interface CaseFailure extends Place {
  title: string
  item: string
  /** What was expected and what came out. */
  message: string
}

export interface CaseReport {
  passed: number
  failures: CaseFailure[]
  /** Cases that cannot be read. */
  problems: Problem[]
  /** Outcomes an item's function can have and no case shows. */
  lacking: { item: string; title: string; outcomes: Outcome[] }[]
}

const outcomes = ['met', 'partly', 'not_met', 'unknown', 'not_applicable', 'not_in_force'] as const

const points: Shape<{ low: Rational; high: Rational; written: string[] }> = turned(
  either(
    turned(text('points'), (value) => [value]),
    list('points', text('points'), 2),
    (node) => node.kind === 'scalar',
  ),
  (written, node, book) => {
    const values = written.map((expression, i) => {
      const computed = compute(expression)
      if ('value' in computed) return computed.value
      const place = node.kind === 'list' ? (node.items[i] ?? node) : node
      complain(book, place, {
        code: 'arithmetic',
        message: `算式“${expression}”有误：${computed.message}`,
        text: expression,
        remedy: '只用数、+ - * /和括号，如3 * 5/6',
      })
      return zero
    })
    return { low: values[0] ?? zero, high: values.at(-1) ?? zero, written }
  },
)

/** Left as it is, to be read by the readers of evidence files. */
const node: Shape<LocatedNode | null> = { blank: null, schema: {}, read: (value) => value }

const caseShape = record('案例', {
  id: optional(text('id')),
  title: required(text('title')),
  item: required(text('item')),
  kind: optional(oneOf('kind', townshipKinds)),
  year: optional(wholeNumber('year', 2000)),
  as_of: optional(civilDate('as_of')),
  registers: optional(node),
  statements: optional(node),
  claims: optional(node),
  expect: required(
    record('expect', {
      points: required(points),
      // A line of a pool has points and no outcome.
      outcome: optional(oneOf('outcome', outcomes)),
      total: optional(points),
      grade: optional(text('grade')),
    }),
  ),
})

/** What cases/*.yaml hold, for editors. */
export const casesForm = list('案例文件', caseShape).schema

type Case = typeof caseShape extends Shape<infer T> ? T : never

const defaultYear = 2025
const defaultKind: TownshipKind = '镇'

/** A worked case as an example to be read: what is given, and what comes out. */
export interface Example {
  item: string
  title: string
  kind: TownshipKind
  year: number
  /** The arithmetic as its author wrote it; two of an interval. */
  written: string[]
  low: Rational
  high: Rational
  outcome: Outcome | null
}

/**
 * The cases of a pack as examples, those that it says again in place of its base's; what cannot be read is `pack test`'s
 * to tell.
 */
export function readExamples(files: readonly CaseFile[]): Example[] {
  return readCases(files, newNotebook()).map(({ worked: { item, title, kind, year, expect } }): Example => {
    const { points: found, outcome } = expect
    return {
      item,
      title,
      kind: kind ?? defaultKind,
      year: year ?? defaultYear,
      ...found,
      outcome: outcome ?? null,
    }
  })
}

/**
 * Runs the cases of a pack and says which outcomes of its items no case shows. A case takes the place of its base's of
 * the same item and id: a pack that changes an item says again what comes out. An item that is off is run as if it were
 * on, so that whoever adopts it finds it tried.
 */
export function runCases(pack: CompiledPack, files: readonly CaseFile[], holidays: HolidayTable): CaseReport {
  const book = newNotebook()
  const reader: EvidenceReader = { table: pack.table, book }
  const failures: CaseFailure[] = []
  const shown = new Map<string, Set<Outcome>>()
  const packFor = packsWithItem(pack)
  let passed = 0
  for (const { written, worked } of readCases(files, book)) {
    const before = book.problems.length
    const evidence = readEvidence(worked, reader)
    const used = packFor(worked.item)
    const item = used?.items.find(({ table }) => table.id === worked.item)
    if (!used) complainOfItem(worked, written, reader)
    if (item && worked.expect.outcome === undefined) complainOfOutcome(worked, written, reader)
    if (!used || book.problems.length > before) continue
    const result = resultOf(scoredFor(worked, used), worked, evidence, holidays)
    const { outcome } = worked.expect
    if (outcome) shown.set(worked.item, (shown.get(worked.item) ?? new Set()).add(outcome))
    const message = difference(worked, result)
    if (message === null) passed++
    else {
      const { file, line, column } = written
      failures.push({ file, line, column, title: worked.title, item: worked.item, message })
    }
  }
  return { passed, failures, problems: book.problems, lacking: lacking(pack, shown) }
}

interface ReadCase {
  written: LocatedNode
  worked: Case
}

/** The cases that can be read; of those of one item and id the last pack's. One without an id is never replaced. */
function readCases(files: readonly CaseFile[], book: Notebook): ReadCase[] {
  const kept = new Map<string, { folder: string; case: ReadCase }>()
  let unnamed = 0
  for (const { path, text: source } of files) {
    const folder = path.slice(0, path.indexOf('/'))
    for (const root of parseYaml(source, path, book)) {
      for (const written of asList(root, '案例文件', book)) {
        const before = book.problems.length
        const worked = caseShape.read(written, book)
        if (book.problems.length > before) continue
        const key = worked.id === undefined ? String(unnamed++) : `${worked.item} ${worked.id}`
        const earlier = kept.get(key)
        if (earlier?.folder === folder) complainOfTwice(worked, written, book)
        else kept.set(key, { folder, case: { written, worked } })
      }
    }
  }
  return [...kept.values()].map((entry) => entry.case)
}

function complainOfTwice({ id, item }: Case, at: Place, book: Notebook): void {
  complain(book, at, {
    code: 'duplicate_id',
    message: `考核要点“${item}”有两个案例编号“${id}”`,
    text: String(id),
    remedy: '换一个编号，同一指标体系里不重复',
  })
}

/** What a case is about: the whole pack where it names the total, else its item and those that share a matter with it. */
function scoredFor({ item, expect }: Case, pack: CompiledPack): CompiledPack {
  if (expect.total !== undefined || expect.grade !== undefined) return pack
  const sharing = (pack.table.matters ?? []).filter(({ items }) => items.includes(item))
  const kept = new Set([item, ...sharing.flatMap(({ items }) => items)])
  const within = ({ table: { id } }: CompiledItem): boolean => kept.has(id)
  return {
    ...pack,
    items: pack.items.filter(within),
    pools: pack.pools.map((pool) => ({ ...pool, items: pool.items.filter(within) })),
  }
}

/** The pack an item is scored in: the pack itself, or the same with an item switched on that is off in it. */
function packsWithItem(pack: CompiledPack): (id: string) => CompiledPack | null {
  const switchedOn = new Map<string, CompiledPack>()
  const { table } = pack
  return (id) => {
    const item = table.items.find((one) => one.id === id)
    if (!item || item.on) return item ? pack : null
    const known = switchedOn.get(id)
    if (known) return known
    const items = table.items.map((one) => (one.id === id ? { ...one, on: true } : one))
    const compiled = compilePack({ ...table, items })
    switchedOn.set(id, compiled)
    return compiled
  }
}

const entry = (value: LocatedNode | null | undefined, key: string): Entry | undefined =>
  value ? { key, at: value, node: value } : undefined

function readEvidence(worked: Case, reader: EvidenceReader): Evidence {
  const year = worked.year ?? defaultYear
  const kind = worked.kind ?? defaultKind
  return {
    township: '案例镇',
    kind,
    year,
    registers: readRegisters(entry(worked.registers, 'registers'), { kind, year }, reader),
    statements: readStatements(entry(worked.statements, 'statements'), year, reader),
    claims: readClaims(worked.claims, year, reader),
  }
}

/** A claim of a case is written like a statement, and counts as accepted; its quotation is not under test. */
function readClaims(written: LocatedNode | null | undefined, year: number, reader: EvidenceReader): Claim[] {
  if (!written || isNull(written)) return []
  return asList(written, 'claims', reader.book).flatMap((claim, index): Claim[] => {
    asMap(claim, 'claims', '写成{ fact: 数据项, value: 值 }', reader.book)
    const said = readStatement(claim, year, reader)
    if (!said) return []
    const { document: _, ...rest } = said
    return [{ id: String(index + 1), items: [], quote: '', start: 0, end: 0, status: 'accepted', ...rest }]
  })
}

function complainOfItem(worked: Case, at: Place, { table, book }: EvidenceReader): void {
  complain(book, at, {
    code: 'unknown_item',
    message: `没有考核要点“${worked.item}”`,
    text: worked.item,
    remedy: offer(
      worked.item,
      table.items.map(({ id }) => id),
      '考核要点有',
    ),
  })
}

function complainOfOutcome(worked: Case, at: Place, { book }: EvidenceReader): void {
  complain(book, at, {
    code: 'missing_key',
    message: `案例“${worked.title}”没有写结论outcome`,
    text: worked.title,
    remedy: `可选：${outcomes.join('、')}`,
  })
}

function resultOf(
  pack: CompiledPack,
  worked: Case,
  evidence: Evidence,
  holidays: HolidayTable,
): AssessResult {
  const asOf = worked.as_of ?? dueDay(pack.table.evidenceBy, evidence.year, pack.periodFrom)
  return assess(pack, evidence, { asOf, today: asOf, holidays })
}

const range = (low: Rational, high: Rational): string =>
  equal(low, high) ? `${toFraction(low)}分` : `${toFraction(low)}至${toFraction(high)}分`

type Points = { low: Rational; high: Rational }
const same = (a: Points, b: Points): boolean => equal(a.low, b.low) && equal(a.high, b.high)

function difference({ item, expect, kind }: Case, result: AssessResult): string | null {
  const lines = result.pools.flatMap((pool) => pool.lines)
  const score = [...result.items, ...lines].find((one) => one.item.table.id === item)
  if (!score) return `这个考核要点不适用于${kind ?? defaultKind}，没有结果`
  const outcome = expect.outcome ?? score.outcome
  if (!same(expect.points, score) || outcome !== score.outcome) {
    const expected = `${range(expect.points.low, expect.points.high)}、${outcome}`
    return `期望${expected}，算得${range(score.low, score.high)}、${score.outcome}`
  }
  return totalDifference(expect, result)
}

/** The hundred and the grade, where a case is about them: pools, gates, treatments, vetoes. */
function totalDifference(
  { total, grade }: Case['expect'],
  { scaled, grade: given }: AssessResult,
): string | null {
  if (total && !(scaled && same(total, scaled))) {
    const found = scaled ? range(scaled.low, scaled.high) : '没有总分'
    return `总分期望${range(total.low, total.high)}，算得${found}`
  }
  const found =
    given === null ? '没有等次' : given.low === given.high ? given.low : `${given.low}—${given.high}`
  return grade === undefined || grade === found ? null : `等次期望${grade}，算得${found}`
}

function lacking(
  pack: CompiledPack,
  shown: ReadonlyMap<string, ReadonlySet<Outcome>>,
): CaseReport['lacking'] {
  const facts = declaredFacts(pack.table.registers)
  return pack.items.flatMap((item) => {
    const absent = possibleOutcomes(item, facts, pack.table).filter(
      (outcome) => !shown.get(item.table.id)?.has(outcome),
    )
    return absent.length === 0 ? [] : [{ item: item.table.id, title: item.table.title, outcomes: absent }]
  })
}

/** What the functions of an item's versions can yield; an empty denominator too where there may be one. */
function possibleOutcomes(item: CompiledItem, facts: Facts, table: PackTable): Outcome[] {
  const possible = new Set<Outcome>()
  const holder = holderOf(table, item.table)
  for (const { table: version } of item.versions) {
    for (const [name, params] of Object.entries(version.score)) {
      const scoring = scoringFunctions[name]!
      for (const outcome of scoring.outcomes(params, facts, holder)) possible.add(outcome)
      if (scoring.canBeEmpty(params, facts)) possible.add('not_applicable')
    }
  }
  return outcomes.filter((outcome) => possible.has(outcome))
}
