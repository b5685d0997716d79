/** The whole table of a year as a document: every requirement with its clause, how it counts, basis, register and examples. */
import { itemsInForce } from './burden.ts'
import type { CompiledItem, CompiledPack } from './compile.ts'
import { asDeductions, countingLines } from './counting.ts'
import { conditionWords } from './counting-conditions.ts'
import { sourceLines } from './counting-sources.ts'
import { declaredFacts, type Facts } from './functions/index.ts'
import { dueDay } from './functions/parameters.ts'
import { factsIn } from './functions/rows.ts'
import type {
  Binding,
  Item,
  ItemVersion,
  PackTable,
  Parameter,
  Pool,
  Register,
  TownshipKind,
  Veto,
} from './pack.ts'
import { townshipKinds } from './pack.ts'
import type { Example } from './pack-cases.ts'
import { changesOf, type ItemChange } from './pack-document-changes.ts'
import { dimensionRules, gradeRules, matterRules } from './pack-document-rules.ts'
import { periodEnd, periodStart } from './period.ts'
import { add, type Rational, toDecimal, zero } from './rational.ts'
import { citationText } from './reasons.ts'
import { actByOf, versionInForce } from './score-item.ts'
import { factsOfVersion, registersOfFacts } from './uses.ts'

/** A version as the document prints it. */
export interface DocumentVersion {
  from: string
  binding: Binding
  checked: string
  clause: string
  counting: string[]
  basis: string[]
}

export interface DocumentItem {
  /** 6.3, as in the printed table. */
  number: string
  id: string
  title: string
  core: boolean
  value: string
  kinds: readonly TownshipKind[]
  version: DocumentVersion
  /** Versions that judge the earlier events of the year. */
  earlier: DocumentVersion[]
  registers: { title: string; keeper: string; fields: string[] }[]
  examples: Example[]
  parameters: Parameter[]
  empty: string | null
  redLine: string | null
  actBy: string
  evidenceBy: string
  evidence: string[]
  scoringUnit: string
  remedy: { post: string; effort: number; text: string }
}

export interface DocumentGroup {
  title: string
  points: string
  /** What it weighs, how its items are grouped, what they can lose together. */
  rules: string[]
  items: DocumentItem[]
}

export interface PackDocument {
  id: string
  version: string
  title: string
  issued: boolean
  year: number
  /** Written for one kind of township only. */
  kind: TownshipKind | null
  totals: { kind: TownshipKind; points: string; items: number; core: number }[]
  dimensions: DocumentGroup[]
  pools: (DocumentGroup & { pool: Pool })[]
  /** Items that begin after the year, and items that are switched off. */
  later: { title: string; from: string }[]
  off: { title: string; value: string }[]
  /** What the total is made of, a line a source; none where it is the table's own score. */
  sources: string[]
  vetoes: Veto[]
  /** Matters that several items could take points for. */
  matters: string[]
  /** Rounding, grades, groups, places. */
  grading: string[]
  /** Those that an item of the document is written with. */
  parameters: Parameter[]
  /** What differs from the year before, by the law of each. */
  changes: ItemChange[]
  /** What its editions changed, as the pack tells it. */
  revisions: string[]
}

/** The document of a year, for all kinds of township or for one. */
export function packDocument(
  pack: CompiledPack,
  examples: readonly Example[],
  { year, kind = null }: { year: number; kind?: TownshipKind | null },
): PackDocument {
  const { table } = pack
  const writer: Writer = { table, facts: declaredFacts(table.registers), examples, year }
  const kinds = kind ? [kind] : townshipKinds
  const wanted = (item: CompiledItem): boolean => item.table.kinds.some((one) => kinds.includes(one))
  const all = [...pack.items, ...pack.pools.flatMap(({ items }) => items)].filter(wanted)
  const group = (title: string, inside: readonly CompiledItem[], rules: string[] = []): DocumentGroup => {
    const items = inside.filter((item) => wanted(item) && versionInForce(item, year) !== null)
    return { title, points: pointsOf(items), rules, items: items.map((item) => written(item, writer)) }
  }
  const present = new Set(all.filter((item) => versionInForce(item, year)).map(({ table: { id } }) => id))
  return {
    id: table.id,
    version: table.version,
    title: table.title,
    issued: table.issued,
    year,
    kind,
    totals: kinds.map((one) => {
      const items = itemsInForce(pack, one, year).filter((item) => pack.items.includes(item))
      const core = items.filter((item) => item.table.core).length
      return { kind: one, points: pointsOf(items), items: items.length, core }
    }),
    dimensions: table.dimensions
      .map((dimension) =>
        group(
          dimension.title,
          pack.items.filter((item) => item.table.dimension === dimension.id),
          dimensionRules(dimension, table),
        ),
      )
      .filter(({ items }) => items.length > 0),
    pools: pack.pools.map(({ table: pool, items }) => ({ ...group(pool.title, items), pool })),
    later: all
      .filter((item) => versionInForce(item, year) === null)
      .map((item) => ({ title: item.table.title, from: item.table.versions[0]!.from })),
    off: table.items.filter(({ on }) => !on).map(({ title, value }) => ({ title, value })),
    sources: sourceLines(
      (table.composite ?? []).map((source) => ({ ...source })),
      writer.facts,
    ),
    vetoes: table.vetoes,
    matters: matterRules(table),
    grading: gradeRules(table),
    parameters: (table.parameters ?? []).filter(({ items }) => items.some((id) => present.has(id))),
    changes: all.flatMap((item) => changesOf(item, writer)),
    revisions: table.changes.map((change) => withoutIds(change, table)),
  }
}

/** What an edition changed names items for those who edit the pack, with their ids; a reader of the document has titles. */
const withoutIds = (change: string, { items, registers }: PackTable): string => {
  const ids = new Set([...items, ...registers].map(({ id }) => id))
  return change.replace(/（([a-z][a-z0-9_-]*)）/g, (whole, id: string) => (ids.has(id) ? '' : whole))
}

const pointsOf = (items: readonly CompiledItem[]): string =>
  toDecimal(items.reduce((total: Rational, { value }) => add(total, value), zero))

interface Writer {
  table: PackTable
  facts: Facts
  examples: readonly Example[]
  year: number
}

function written(item: CompiledItem, writer: Writer): DocumentItem {
  const { table, year, facts, examples } = writer
  const { id, title, core, value, kinds, evidence, scoringUnit, remedy } = item.table
  const version = versionInForce(item, year)!.table
  const cases = examples.filter((example) => example.item === id)
  const own = cases.filter((example) => versionInForce(item, example.year)?.table === version)
  // A version that changed no more than its citations counts as the one before did.
  const alike = cases.filter((example) => {
    const other = versionInForce(item, example.year)?.table
    return other && other !== version && countsAlike(other, version)
  })
  const more = own.length < enoughExamples ? alike.slice(0, enoughExamples - own.length) : []
  return {
    number: item.number,
    id,
    title,
    core,
    value,
    kinds,
    version: versionOf(version, item.table, writer),
    earlier: earlierVersions(item, year).map((other) => versionOf(other, item.table, writer)),
    registers: registersRead(item.table, version, table.registers, facts),
    examples: [...own, ...more],
    parameters: (table.parameters ?? []).filter(({ items }) => items.includes(id)),
    empty: emptyText(item, table),
    redLine: item.table.redLine ? redLineText(item.table.redLine, facts) : null,
    actBy: actByOf(item, year),
    evidenceBy: dueDay(item.table.evidenceBy ?? table.evidenceBy, year, item.periodFrom),
    evidence,
    scoringUnit,
    remedy,
  }
}

/** A reader sees from so many how an item counts; those of its own version are shown all. */
const enoughExamples = 6

const countsAlike = (one: ItemVersion, other: ItemVersion): boolean =>
  one.clause === other.clause && JSON.stringify(one.score) === JSON.stringify(other.score)

/** When a red line is crossed, and what that does to the grade. */
function redLineText({ when, effect, grade }: NonNullable<Item['redLine']>, facts: Facts): string {
  const plain: Record<string, string> = { any_short: '有不符合要求的情形', none: '始终没有办' }
  return `${plain[when] ?? conditionWords(when, facts)}，经县级核定的，年度等次${effect === 'lower_grade' ? '降一等' : `不高于${grade ?? ''}`}`
}

const versionOf = (version: ItemVersion, { dimension }: Item, { table, facts }: Writer): DocumentVersion => ({
  from: version.from,
  binding: version.binding,
  checked: version.checked,
  clause: version.clause,
  counting: countedIn(table, dimension, countingLines(version.score, facts)),
  basis: version.basis.map((citation) => citationText(table.laws, citation)),
})

/** In a pool that takes points the lines say so. */
const countedIn = ({ pools }: PackTable, dimension: string, lines: string[]): string[] =>
  pools.some(({ id, sign }) => id === dimension && sign === 'minus') ? asDeductions(lines) : lines

/** Where events are judged by their own days, the versions that ended within the year. */
function earlierVersions({ by, versions, periodFrom }: CompiledItem, year: number): ItemVersion[] {
  if (by.length === 0) return []
  const start = periodStart(year, periodFrom)
  const end = periodEnd(year, periodFrom)
  return versions.flatMap(({ table }, index) => {
    const next = versions[index + 1]?.table.from
    const ended = next !== undefined && next > start && next <= end
    return ended && table.from <= end ? [table] : []
  })
}

function emptyText({ table: { empty } }: CompiledItem, { items }: PackTable): string | null {
  if (!empty) return null
  const where = empty.within === 'dimension' ? '本一级指标' : '全部考核要点'
  switch (empty.treat) {
    case 'full':
      return '计满分'
    case 'renormalise':
      return `不计分，${where}的其他各项按比例放大`
    case 'redistribute_equal':
      return `分值平均加到${where}的其他各项`
    case 'transfer':
      return `分值转给“${items.find(({ id }) => id === empty.to)?.title ?? empty.to}”`
  }
}

// --- registers -----------------------------------------------------------------------------------------------------

const keeperText = ({ keeper, keeperUnit }: Register): string =>
  keeper === 'township' ? '乡镇登记' : `${keeperUnit ?? '县级部门'}登记`

/** The registers of a version with the fields that it asks for: what names a row, and what decides whether it counts. */
function registersRead(
  { redLine }: Item,
  version: ItemVersion,
  registers: readonly Register[],
  facts: Facts,
): DocumentItem['registers'] {
  const read = [...new Set([...factsOfVersion(version, facts), ...factsIn(redLine?.when, facts)])]
  const inScore = JSON.stringify(version.score)
  return registersOfFacts(read, facts).flatMap((id) => {
    const register = registers.find((one) => one.id === id)
    if (!register) return []
    const texts = read.flatMap((fact) => {
      const found = facts.get(fact)
      if (found?.register !== id) return []
      return [found.where, found.field, found.overField, found.distinct].filter((text) => text !== undefined)
    })
    const asked = register.fields.filter(
      (field) =>
        field.namesRow ||
        [...texts, inScore].some((text) => mentions(text, field.id)) ||
        (field.type === 'ref' && read.some((fact) => facts.get(fact)?.each === field.to)),
    )
    return [{ title: register.title, keeper: keeperText(register), fields: asked.map(({ label }) => label) }]
  })
}

/** Whether a condition or a function names a field; what stands in quotes inside a condition is a value. */
const mentions = (text: string, field: string): boolean =>
  new RegExp(`(?<![\\w.])(?:row\\.)?${field}(?![\\w.])`).test(text)
