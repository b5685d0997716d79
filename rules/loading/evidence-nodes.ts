/** What the parts of an evidence file are read with. */
import type { PackTable } from '../pack.ts'
import { complain, type Entry, type LocatedNode, type Notebook, wording } from './located.ts'

export interface EvidenceReader {
  table: PackTable
  book: Notebook
}

const noEntries: ReadonlyMap<string, Entry> = new Map()

export function asMap(
  node: LocatedNode,
  what: string,
  remedy: string,
  book: Notebook,
): ReadonlyMap<string, Entry> {
  if (node.kind === 'map') return node.entries
  complain(book, node, {
    code: 'not_a_mapping',
    message: `${what}应当是“键: 值”的结构`,
    text: wording(node),
    remedy,
  })
  return noEntries
}

export function asList(node: LocatedNode, what: string, book: Notebook): readonly LocatedNode[] {
  if (node.kind === 'list') return node.items
  complain(book, node, {
    code: 'not_a_list',
    message: `${what}应当是列表`,
    text: wording(node),
    remedy: '每条前面写“- ”',
  })
  return []
}

export const sourceOf = (entry: Entry | undefined): string =>
  entry?.node.kind === 'scalar' ? entry.node.source.trim() : ''

export const isNull = (node: LocatedNode): boolean => node.kind === 'scalar' && node.value === null

/** A cell as written: a code such as 007 stays 007, whatever YAML makes of it. */
export function given(node: LocatedNode): unknown {
  if (node.kind === 'scalar') return node.value === null ? null : node.source
  if (node.kind === 'list') return node.items.map(given)
  return wording(node)
}
