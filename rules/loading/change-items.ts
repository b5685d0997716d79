/** What a pack changes in the items it inherits: `set:` and `remove:` of pack.yaml. */
import { canonicalJson } from '../canonical.ts'
import type { Item, ItemVersion } from '../pack.ts'
import type { ItemChange } from './items-yaml.ts'
import { complain, excerpt, type LocatedNode, type MapNode, type Notebook, nodeAt, offer } from './located.ts'
import type { PackYaml } from './pack-yaml.ts'

/** A version takes the place of the one from the same day, else its place in time. */
function withVersion(versions: readonly ItemVersion[], version: ItemVersion): ItemVersion[] {
  const others = versions.filter(({ from }) => from !== version.from)
  const later = others.findIndex(({ from }) => from > version.from)
  const at = later < 0 ? others.length : later
  return [...others.slice(0, at), version, ...others.slice(at)]
}

/** `set: [{ item, … }]`: each change laid over the item it names. */
export function change(items: Item[], pack: PackYaml, book: Notebook): Item[] {
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
export function remove(items: Item[], pack: PackYaml, book: Notebook): Item[] {
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
    redLine: wanted.red_line === 'off' ? null : (wanted.red_line ?? item.redLine),
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
export function overlay(book: Notebook, result: object, below?: LocatedNode, above?: LocatedNode): void {
  if (below?.kind !== 'map') return
  const entries: MapNode['entries'] = new Map(below.entries)
  if (above?.kind === 'map') for (const [key, entry] of above.entries) entries.set(key, entry)
  book.nodes.set(result, { ...below, entries })
}
