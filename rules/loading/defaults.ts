/**
 * What `defaults:` of pack.yaml says once for all items (it counts as declared), and the short form of an
 * item that has one version. Both are laid under the written tree before it is read, so that every check and every place
 * is that of the full form. A pack's own items take the defaults of its bases too, its own first.
 */
import { complain, type Entry, type LocatedNode, type MapNode, type Notebook } from './located.ts'

export type Defaults = ReadonlyMap<string, Entry>

/** What an item may take from `defaults:`. */
export const itemDefaultKeys = [
  'core',
  'by',
  'empty',
  'evidence',
  'scoring_unit',
  'act_by',
  'evidence_by',
  'remedy',
  'causes',
] as const

/** What each version of an item may take from `defaults:`. */
export const versionDefaultKeys = ['from', 'binding', 'checked', 'basis'] as const

/** Keys of a version that an item with one version writes itself. */
export const versionKeys = [...versionDefaultKeys, 'to', 'clause', 'score'] as const

/** The defaults of a folder: those it inherits, under those its pack.yaml writes. */
export function layDefaults(inherited: Defaults, pack: LocatedNode | undefined): Defaults {
  const written = pack?.kind === 'map' ? pack.entries.get('defaults')?.node : undefined
  return written?.kind === 'map' ? new Map([...inherited, ...written.entries]) : inherited
}

/** An item as its file writes it → the full form. */
export function completeItem(node: LocatedNode, defaults: Defaults, book: Notebook): LocatedNode {
  if (node.kind !== 'map') return node
  const item = fill(inOneForm(node, book), defaults, itemDefaultKeys)
  return completeVersions(item, defaults)
}

/** pack.yaml with the defaults laid under the versions that its `set:` adds. */
export function completeSet(pack: LocatedNode, defaults: Defaults): LocatedNode {
  const set = pack.kind === 'map' ? pack.entries.get('set') : undefined
  if (pack.kind !== 'map' || set?.node.kind !== 'list') return pack
  const items = set.node.items.map((item) => (item.kind === 'map' ? completeVersions(item, defaults) : item))
  return withEntry(pack, { ...set, node: { ...set.node, items } })
}

function completeVersions(item: MapNode, defaults: Defaults): MapNode {
  const versions = item.entries.get('versions')
  if (versions?.node.kind !== 'list') return item
  const items = versions.node.items.map((version) =>
    version.kind === 'map' ? fill(version, defaults, versionDefaultKeys) : version,
  )
  return withEntry(item, { ...versions, node: { ...versions.node, items } })
}

/** The keys of a version that stand in the item itself become its only version. */
function inOneForm(item: MapNode, book: Notebook): MapNode {
  const short = versionKeys.flatMap((key) => item.entries.get(key) ?? [])
  const first = short[0]
  if (!first) return item
  const entries = new Map(item.entries)
  for (const { key } of short) entries.delete(key)
  const { file, line, column } = item
  const place = { file, line, column }
  if (entries.has('versions')) {
    complain(book, first.at, {
      code: 'two_forms',
      message: `写了versions，就不能再在外面写“${first.key}”`,
      text: first.key,
      remedy: '把它写进各个版本；只有一个版本的，去掉versions，直接写from、basis、clause、score',
    })
  } else {
    const version: MapNode = {
      kind: 'map',
      entries: new Map(short.map((entry) => [entry.key, entry])),
      ...place,
    }
    entries.set('versions', {
      key: 'versions',
      at: place,
      node: { kind: 'list', items: [version], ...place },
    })
  }
  return { ...item, entries }
}

function fill(node: MapNode, defaults: Defaults, keys: readonly string[]): MapNode {
  const entries = new Map(node.entries)
  for (const key of keys) {
    const entry = defaults.get(key)
    if (entry && !entries.has(key)) entries.set(key, entry)
  }
  return { ...node, entries }
}

const withEntry = (node: MapNode, entry: Entry): MapNode => ({
  ...node,
  entries: new Map([...node.entries, [entry.key, entry]]),
})
