/** Lays a folder over its base: `extends` adds, and `set:` changes what the base declares. */
import { canonicalJson } from '../canonical.ts'
import type {
  Dimension,
  Item,
  ItemVersion,
  PackTable,
  Pool,
  ReadingWords,
  ReportSection,
  Veto,
} from '../pack.ts'
import { equal, parseRational, sum, toDecimal } from '../rational.ts'
import type { FolderYaml } from './folder.ts'
import { gradeLines, groupLines } from './grade-lines.ts'
import type { ItemChange, PlacedItem } from './items-yaml.ts'
import {
  complain,
  excerpt,
  type LocatedNode,
  type MapNode,
  type Notebook,
  nodeAt,
  offer,
  type Place,
} from './located.ts'
import { declaredByBase, type PackYaml } from './pack-yaml.ts'
import { withAdditions } from './register-additions.ts'
import { reportSections } from './registers-yaml.ts'

/** A version takes the place of the one from the same day, else its place in time. */
function withVersion(versions: readonly ItemVersion[], version: ItemVersion): ItemVersion[] {
  const others = versions.filter(({ from }) => from !== version.from)
  const later = others.findIndex(({ from }) => from > version.from)
  const at = later < 0 ? others.length : later
  return [...others.slice(0, at), version, ...others.slice(at)]
}

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
    rounding: pack.rounding ?? base?.rounding ?? { places: 2 },
    ties: pack.ties ?? base?.ties ?? 'share',
    ...comparing(base, pack),
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
  checkTotal(table, pack, book)
  const sectionTitles = table.report.sections.map(({ title }) => title)
  for (const register of table.registers) {
    for (const field of register.fields) if (field.of?.[0] === reportSections) field.of = sectionTitles
  }
  return table
}

/** Rules of comparison that need not be there; a pack without them keeps its hash. */
function comparing(
  base: PackTable | null,
  pack: PackYaml,
): Pick<PackTable, 'tieBreakers' | 'quotas' | 'top'> {
  const tieBreakers = pack.tie_breakers ?? base?.tieBreakers
  const quotas = pack.quotas ?? base?.quotas
  const top = pack.top ?? base?.top
  return { ...(tieBreakers ? { tieBreakers } : {}), ...(quotas ? { quotas } : {}), ...(top ? { top } : {}) }
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

function change(items: Item[], pack: PackYaml, book: Notebook): Item[] {
  const result = [...items]
  for (const wanted of pack.set ?? []) {
    const at = result.findIndex(({ id }) => id === wanted.item)
    if (at >= 0) result[at] = changed(result[at]!, wanted, book)
    else if (wanted.item !== '') {
      complain(book, nodeAt(book, wanted, 'item')!, {
        code: 'unknown_item',
        message: `没有考核要点“${wanted.item}”`,
        text: wanted.item,
        remedy: offer(
          wanted.item,
          result.map(({ id }) => id),
        ),
      })
    }
  }
  return result
}

/** `remove: [ids]`: inherited items that are not scored here. */
function remove(items: Item[], pack: PackYaml, book: Notebook): Item[] {
  const ids = items.map(({ id }) => id)
  for (const [i, id] of (pack.remove ?? []).entries()) {
    if (id === '' || ids.includes(id)) continue
    complain(book, nodeAt(book, pack, 'remove', i)!, {
      code: 'unknown_item',
      message: `没有考核要点“${id}”`,
      text: id,
      remedy: offer(id, ids),
    })
  }
  return items.map((item) => {
    if (!pack.remove?.includes(item.id)) return item
    const off: Item = { ...item, on: false }
    const node = book.nodes.get(item)
    if (node) book.nodes.set(off, node)
    return off
  })
}

/** The total that the printed table declares (semantics 12); lines of pools are beside it. */
function checkTotal({ items, pools }: PackTable, pack: PackYaml, book: Notebook): void {
  const declared = parseRational(pack.total ?? '')
  const place = nodeAt(book, pack, 'total')
  if (!declared || !place) return
  const counted = items.filter(({ on, dimension }) => on && !pools.some(({ id }) => id === dimension))
  const total = sum(counted.flatMap(({ value }) => parseRational(value) ?? []))
  if (equal(total, declared)) return
  complain(book, place, {
    code: 'total_mismatch',
    message: `各考核要点合计${toDecimal(total)}分，与写明的总分${pack.total}分不符`,
    text: pack.total,
    remedy: '核对各考核要点的分值，或者改正total',
  })
}

function changed(item: Item, wanted: ItemChange, book: Notebook): Item {
  const versions = (wanted.versions ?? []).reduce(withVersion, item.versions)
  const result: Item = {
    ...item,
    title: wanted.title ?? item.title,
    core: wanted.core ?? item.core,
    on: wanted.on ?? item.on,
    value: wanted.value ?? item.value,
    kinds: wanted.kinds ?? item.kinds,
    versions: versions.map((version) => withClause(withParameters(version, wanted, book), wanted, book)),
    empty: wanted.empty ?? item.empty,
    redLine: wanted.red_line ?? item.redLine,
    evidence: wanted.evidence ?? item.evidence,
    scoringUnit: wanted.scoring_unit ?? item.scoringUnit,
    actBy: wanted.act_by ?? item.actBy,
    evidenceBy: wanted.evidence_by ?? item.evidenceBy,
    remedy: wanted.remedy ?? item.remedy,
    causes: wanted.causes ?? item.causes,
    says: { ...item.says, ...wanted.says },
  }
  overlay(book, result, book.nodes.get(item), book.nodes.get(wanted))
  return result
}

/** Sets parameters of the version's function; the function checks them as if they had been written there. */
function withParameters(
  version: ItemVersion,
  { parameters, ...wanted }: ItemChange,
  book: Notebook,
): ItemVersion {
  if (typeof parameters !== 'object' || parameters === null || Array.isArray(parameters)) return version
  const [name] = Object.keys(version.score)
  const current = name === undefined ? undefined : version.score[name]
  if (name === undefined || current === undefined) return version
  const params = { ...current, ...parameters }
  const result: ItemVersion = { ...version, score: { [name]: params } }
  overlay(book, params, book.nodes.get(current), book.nodes.get(parameters))
  if (wanted.clause === undefined && canonicalJson(params) !== canonicalJson(current)) {
    complain(book, nodeAt(book, wanted, 'parameters') ?? nodeAt(book, version)!, {
      code: 'clause_unchanged',
      severity: 'warning',
      item: wanted.item,
      message: `改了“${wanted.item}”的参数，条款还是原来的：${excerpt(version.clause)}`,
      text: Object.keys(parameters).join('、'),
      remedy: '同时写clause，把条款里的数字改过来',
    })
  }
  overlay(book, result, book.nodes.get(version), book.nodes.get(wanted))
  return result
}

function withClause(version: ItemVersion, wanted: ItemChange, book: Notebook): ItemVersion {
  if (wanted.clause === undefined) return version
  const result: ItemVersion = { ...version, clause: wanted.clause }
  overlay(book, result, book.nodes.get(version), book.nodes.get(wanted))
  return result
}

/** An object made of two places: each key stands where it was last written. */
function overlay(book: Notebook, result: object, below?: LocatedNode, above?: LocatedNode): void {
  if (below?.kind !== 'map') return
  const entries: MapNode['entries'] = new Map(below.entries)
  if (above?.kind === 'map') for (const [key, entry] of above.entries) entries.set(key, entry)
  book.nodes.set(result, { ...below, entries })
}
