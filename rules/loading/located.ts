/** A document as a tree that remembers where every value stands, whatever syntax it was written in. */
import type { Problem } from '../pack.ts'

export interface Place {
  file: string
  line: number
  column: number
}

export interface ScalarNode extends Place {
  kind: 'scalar'
  value: string | number | boolean | null
  /** As written: `1.50` stays `1.50`. */
  source: string
  quoted: boolean
  /** Written over several lines, so that offsets in it are not columns. */
  folded?: boolean
}

export interface ListNode extends Place {
  kind: 'list'
  items: LocatedNode[]
}

export interface Entry {
  key: string
  at: Place
  node: LocatedNode
}

export interface MapNode extends Place {
  kind: 'map'
  /** A Map, so that a key such as `__proto__` could never reach an object's prototype. */
  entries: Map<string, Entry>
}

export type LocatedNode = ScalarNode | ListNode | MapNode

/** Keys that name an object's machinery in JavaScript; nothing of a pack or a register is called so. */
export const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** What reading a document leaves besides its values: the problems, and the node each object was read from. */
export interface Notebook {
  problems: Problem[]
  nodes: WeakMap<object, LocatedNode>
}

export const newNotebook = (): Notebook => ({ problems: [], nodes: new WeakMap() })

export interface Complaint {
  code: string
  message: string
  remedy?: string | undefined
  text?: string | undefined
  severity?: 'warning'
  item?: string | undefined
}

const longestText = 60

/** The offending text, short enough for one line. */
export function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > longestText ? `${line.slice(0, longestText)}…` : line
}

/** What a node says, for a message. */
export function wording(node: LocatedNode): string {
  if (node.kind === 'scalar') return excerpt(node.source)
  if (node.kind === 'list') return excerpt(`[${node.items.map(wording).join(', ')}]`)
  return excerpt(`{ ${[...node.entries.values()].map((e) => `${e.key}: ${wording(e.node)}`).join(', ')} }`)
}

/** Writes a problem down. */
export function complain(
  book: Notebook,
  place: Place,
  { severity, code, item, message, remedy, text }: Complaint,
): void {
  book.problems.push({
    severity: severity ?? 'error',
    code,
    ...(item === undefined ? {} : { item }),
    file: place.file,
    line: place.line,
    column: place.column,
    ...(text === undefined ? {} : { text }),
    message,
    ...(remedy === undefined ? {} : { remedy }),
  })
}

/** Whether a key may stand in a mapping; YAML and JSON refuse the same ones. */
export function keepsKey(key: string, at: Place, entries: MapNode['entries'], book: Notebook): boolean {
  const earlier = entries.get(key)
  if (forbiddenKeys.has(key)) {
    complain(book, at, {
      code: 'forbidden_key',
      message: `“${key}”不能作键名`,
      text: key,
      remedy: '换一个名称',
    })
  } else if (earlier) {
    complain(book, at, {
      code: 'duplicate_key',
      message: `键“${key}”写了两次，第一次在第${earlier.at.line}行`,
      text: key,
      remedy: '只保留一处',
    })
  }
  return !earlier && !forbiddenKeys.has(key)
}

/** The place of an object's value: the deepest node on the path that exists. */
export function nodeAt(
  book: Notebook,
  owner: object,
  ...path: readonly (string | number)[]
): LocatedNode | undefined {
  let node = book.nodes.get(owner)
  for (const step of path) {
    const next: LocatedNode | undefined =
      node?.kind === 'map'
        ? node.entries.get(String(step))?.node
        : node?.kind === 'list'
          ? node.items[Number(step)]
          : undefined
    if (!next) break
    node = next
  }
  return node
}

/** The candidate nearest to a misspelt word, if any is near; else the shortest that the word begins. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined
  let longer: string | undefined
  let bestDistance = Math.max(2, Math.floor(word.length / 3)) + 1
  for (const candidate of candidates) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase(), bestDistance)
    if (distance < bestDistance && distance < Math.max(word.length, candidate.length)) {
      best = candidate
      bestDistance = distance
    }
    const begun = word.length >= 3 && candidate.startsWith(word)
    if (begun && (longer === undefined || candidate.length < longer.length)) longer = candidate
  }
  return best ?? longer
}

function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + change))
    }
    row = next
  }
  return row[b.length]!
}

/** More than these are counted, not listed: nobody reads forty registers in an error. */
const mostOffered = 24

/**
 * `是不是想写“甲”？可用的有：甲、乙`. A choice may go by two names, as in `某台账（甲）`: the one that is nearer is the guess.
 */
export function offer(word: string, choices: readonly string[], what = '可用的有'): string {
  if (choices.length === 0) return '这里还没有任何可用的项'
  const guess = nearest(word, choices.flatMap((choice) => choice.split(/[（）]/)).filter(Boolean))
  const more = choices.length > mostOffered ? `等${choices.length}个` : ''
  const list = `${what}：${choices.slice(0, mostOffered).join('、')}${more}`
  return guess ? `是不是想写“${guess}”？${list}` : list
}

/** Faults by which part of a document is lost, so that what it holds cannot be judged. */
const losing = new Set(['yaml_syntax', 'json_syntax', 'too_large', 'too_deep', 'alias', 'tag', 'merge_key'])

/** Whether a document could not be read to its end. */
export const lostSomething = ({ problems }: Notebook): boolean =>
  problems.some(({ code }) => losing.has(code))
