/** Lays a folder over its base: what it adds, and what it changes. */
import { itemsUnder } from '../branches.ts'
import type {
  Branch,
  Dimension,
  Item,
  PackTable,
  Pool,
  ReadingWords,
  ReportSection,
  SharedMatter,
  Veto,
} from '../pack.ts'
import { equal, parseRational, rational, sum, toDecimal } from '../rational.ts'
import { change, overlay, remove } from './change-items.ts'
import type { FolderYaml } from './folder.ts'
import { gradeLines, groupLines } from './grade-lines.ts'
import type { PlacedItem } from './items-yaml.ts'
import { levelsIn, useLevels } from './levels.ts'
import { complain, type Notebook, nodeAt, offer, type Place } from './located.ts'
import { declaredByBase, type PackYaml } from './pack-yaml.ts'
import { withAdditions } from './register-additions.ts'
import { reportSections } from './registers-yaml.ts'

/** The table of a folder alone, or of a folder over the table it extends. */
export function layOver(base: PackTable | null, folder: FolderYaml, book: Notebook): PackTable {
  const { pack } = folder
  const top: Place = book.nodes.get(pack) ?? { file: `${folder.id}/pack.yaml`, line: 1, column: 1 }
  checkAncestry(base, folder, top, book)
  const places = (pack.rounding ?? base?.rounding)?.places ?? 2
  const table: PackTable = {
    id: pack.id,
    version: pack.version,
    title: pack.title,
    places: [...new Set([...(base?.places ?? []), ...(pack.places ?? [])])],
    extends: pack.extends ?? null,
    issued: pack.issued ?? base?.issued ?? false,
    grades: pack.grades ? gradeLines(pack.grades, places, book) : (base?.grades ?? []),
    groups: pack.groups ? groupLines(pack.groups, places, book) : (base?.groups ?? []),
    ...periodOf(base, pack),
    rounding: pack.rounding ?? base?.rounding ?? { places: 2 },
    ties: pack.ties ?? base?.ties ?? 'share',
    ...comparing(base, pack),
    ...levelsIn(base, pack, book),
    evidenceBy: pack.evidence_by ??
      base?.evidenceBy ?? { yearOffset: 1, date: '04-30', dayItself: 'in_time' },
    causes: {
      ...base?.causes,
      ...Object.fromEntries((pack.causes ?? []).map(({ id, value }) => [id, value])),
    },
    missing: pack.missing ?? base?.missing ?? '',
    changes: pack.changes ?? [],
    pools: mergeById<Pool>(base?.pools ?? [], pack.pools ?? []),
    vetoes: mergeById<Veto>(base?.vetoes ?? [], pack.vetoes ?? []),
    ...mattersOf(base, pack),
    dimensions: mergeById<Dimension>(base?.dimensions ?? [], pack.dimensions ?? []),
    items: base?.items ?? [],
    registers: [...(base?.registers ?? [])],
    laws: [...(base?.laws ?? [])],
    reading: addWords(base?.reading, folder.reading),
    report: { sections: mergeById<ReportSection>(base?.report.sections ?? [], folder.sections ?? []) },
  }
  overlay(book, table, (base && book.nodes.get(base)) ?? book.nodes.get(pack), book.nodes.get(pack))
  addUnique(table.laws, folder.laws, '法律文件', book)
  addUnique(table.registers, folder.registers, '台账', book)
  table.registers = withAdditions(table.registers, folder.additions, book)
  table.items = remove(change(placeItems(table.items, folder.items, book), pack, book), pack, book)
  const removed = new Set(pack.remove ?? [])
  if (removed.size > 0)
    table.dimensions = table.dimensions.map((dimension) =>
      pack.dimensions?.includes(dimension) ? dimension : without(dimension, removed, book),
    )
  checkTotal(table, pack, book)
  table.report.sections = table.report.sections.map((section) => tellingItems(section, folder, table, book))
  const sectionTitles = table.report.sections.map(({ title }) => title)
  for (const register of table.registers) {
    for (const field of register.fields) if (field.of?.[0] === reportSections) field.of = sectionTitles
  }
  useLevels(table, book)
  return table
}

/** A branch whose groups no longer name the items this folder removes; a group of them alone is gone too. */
function without<T extends Branch>(branch: T, removed: ReadonlySet<string>, book: Notebook): T {
  if (!branch.items && !branch.nodes) return branch
  const { items, nodes, ...rest } = branch
  const left = items?.filter((id) => !removed.has(id)) ?? []
  const inner = (nodes ?? [])
    .map((node) => without(node, removed, book))
    .filter((node) => itemsUnder(node).length > 0)
  const result = {
    ...rest,
    ...(left.length > 0 ? { items: left } : {}),
    ...(inner.length > 0 ? { nodes: inner } : {}),
  } as T
  const node = book.nodes.get(branch)
  if (node) book.nodes.set(result, node)
  return result
}

/** A part of the report with the items it tells that the table has; one this folder names and nobody knows is a mistake. */
function tellingItems(
  section: ReportSection,
  folder: FolderYaml,
  { items }: PackTable,
  book: Notebook,
): ReportSection {
  if (!section.items) return section
  const known = new Set(items.map(({ id }) => id))
  const removed = new Set(folder.pack.remove ?? [])
  for (const id of section.items) {
    if (known.has(id) || removed.has(id) || !folder.sections?.includes(section)) continue
    complain(book, nodeAt(book, section, 'items') ?? book.nodes.get(folder.pack)!, {
      code: 'unknown_item',
      message: `报告部分“${section.title}”写的要点“${id}”不存在`,
      text: id,
      remedy: '写items/中已有的要点id',
    })
  }
  return { ...section, items: section.items.filter((id) => known.has(id)) }
}

function periodOf(base: PackTable | null, { period }: PackYaml): Pick<PackTable, 'period'> {
  const declared = period === 'year' ? undefined : (period ?? base?.period)
  return declared ? { period: declared } : {}
}

/** A pack without any keeps its hash. */
function mattersOf(base: PackTable | null, pack: PackYaml): Pick<PackTable, 'matters'> {
  const matters = mergeById<SharedMatter>(base?.matters ?? [], pack.matters ?? [])
  return matters.length > 0 ? { matters } : {}
}

/** Rules of the total and of comparison that need not be there; a pack without them keeps its hash. */
function comparing(
  base: PackTable | null,
  pack: PackYaml,
): Pick<PackTable, 'tieBreakers' | 'quotas' | 'top' | 'composite'> {
  const tieBreakers = pack.tie_breakers ?? base?.tieBreakers
  const quotas = pack.quotas ?? base?.quotas
  const top = pack.top ?? base?.top
  const composite = pack.composite ?? base?.composite
  return {
    ...(tieBreakers ? { tieBreakers } : {}),
    ...(quotas ? { quotas } : {}),
    ...(top ? { top } : {}),
    ...(composite ? { composite } : {}),
  }
}

function checkAncestry(base: PackTable | null, { pack }: FolderYaml, top: Place, book: Notebook): void {
  if (pack.extends !== undefined && pack.extends !== base?.id) {
    complain(book, nodeAt(book, pack, 'extends') ?? top, {
      code: 'unknown_base',
      message: `找不到所扩展的指标体系“${pack.extends}”`,
      text: pack.extends,
      remedy: '写已有指标体系的id，如national',
    })
  }
  if (pack.extends !== undefined) return
  for (const name of declaredByBase) {
    if (pack[name] !== undefined || !book.nodes.has(pack)) continue
    complain(book, top, {
      code: 'missing_key',
      message: `pack.yaml缺少“${name}”`,
      remedy: `补上“${name}: …”；不写明的不作推定`,
    })
  }
  for (const key of ['set', 'remove'] as const) {
    if (pack[key] === undefined) continue
    complain(book, nodeAt(book, pack, key) ?? top, {
      code: 'set_without_base',
      message: `${key}只能用在扩展（extends）别的指标体系时`,
      remedy: '直接在items里修改',
    })
  }
}

const mergeById = <T extends { id: string }>(base: readonly T[], more: readonly T[]): T[] => [
  ...base.map((entry) => more.find(({ id }) => id === entry.id) ?? entry),
  ...more.filter((entry) => !base.some(({ id }) => id === entry.id)),
]

function addWords(base: ReadingWords | undefined, more: ReadingWords | null): ReadingWords {
  const merged = (kind: keyof ReadingWords): Record<string, string[]> => {
    const classes: Record<string, string[]> = { ...base?.[kind] }
    for (const [name, words] of Object.entries(more?.[kind] ?? {})) {
      classes[name] = [...new Set([...(classes[name] ?? []), ...words])]
    }
    return classes
  }
  return { words: merged('words'), bodies: merged('bodies'), counters: merged('counters') }
}

function addUnique<T extends { id: string }>(
  into: T[],
  more: readonly T[],
  what: string,
  book: Notebook,
): void {
  for (const entry of more) {
    const earlier = entry.id !== '' && into.find(({ id }) => id === entry.id)
    if (earlier) complainOfTwin(entry, earlier, what, book)
    else into.push(entry)
  }
}

function complainOfTwin(entry: { id: string }, earlier: { id: string }, what: string, book: Notebook): void {
  const place = nodeAt(book, entry, 'id')
  const first = book.nodes.get(earlier)
  if (!place) return
  complain(book, place, {
    code: 'duplicate_id',
    message: `${what}“${entry.id}”已经有了${first ? `，见${first.file}第${first.line}行` : ''}`,
    text: entry.id,
    remedy: '换一个id，或者只保留一处',
  })
}

function placeItems(base: readonly Item[], more: readonly PlacedItem[], book: Notebook): Item[] {
  const items = [...base]
  for (const { item, after } of more) {
    const earlier = items.find(({ id }) => id === item.id && id !== '')
    if (earlier) {
      complainOfTwin(item, earlier, '考核要点', book)
      continue
    }
    const target = after === undefined ? -1 : items.findIndex(({ id }) => id === after)
    if (after !== undefined && (target < 0 || items[target]!.dimension !== item.dimension)) {
      complain(book, nodeAt(book, item, 'after')!, {
        code: 'unknown_item',
        message: target < 0 ? `没有考核要点“${after}”` : `考核要点“${after}”不在同一个一级指标里`,
        text: after,
        remedy: offer(
          after,
          items.filter(({ dimension }) => dimension === item.dimension).map(({ id }) => id),
        ),
      })
    }
    if (target < 0) items.push(item)
    else items.splice(target + 1, 0, item)
  }
  return items
}

/** The total that the printed table declares; lines of pools are beside it. */
function checkTotal({ items, pools, dimensions }: PackTable, pack: PackYaml, book: Notebook): void {
  const declared = parseRational(pack.total ?? '')
  const place = nodeAt(book, pack, 'total')
  if (!declared || !place) return
  const counted = items.filter(({ on, dimension }) => on && !pools.some(({ id }) => id === dimension))
  const weighed = dimensions.some(({ weight }) => weight !== undefined)
  const total = weighed ? rational(100) : sum(counted.flatMap(({ value }) => parseRational(value) ?? []))
  if (equal(total, declared)) return
  complain(book, place, {
    code: 'total_mismatch',
    message: `${weighed ? '各一级指标按权重' : '各考核要点'}合计${toDecimal(total)}分，与写明的总分${pack.total}分不符`,
    text: pack.total,
    remedy: '核对各考核要点的分值，或者改正total',
  })
}
