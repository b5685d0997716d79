/**
 * What a pack adds to a register it inherits. One form: a document of registers/*.yaml that says `extends:` instead of
 * `id:` and writes only what is new,
 *
 *     extends: decisions
 *     fields: { amount: { label: 金额, type: amount, unit: 元 } }
 *     facts: { decisions.large: { title: 大额决策, kind: count, unit: 项, where: amount >= 1000000 } }
 *     claims: { decisions.major: [{ count: items, of: …, reads: { … } }] }   # more readings of a fact that is there
 *
 * It is laid into the tree of the register, which is then read again: every check and place is that of one register.
 */
import type { Register } from '../pack.ts'
import { complain, type Entry, type LocatedNode, type MapNode, type Notebook, offer } from './located.ts'
import { register, registerAddition } from './registers-yaml.ts'

export const isAddition = (node: LocatedNode): node is MapNode =>
  node.kind === 'map' && node.entries.has('extends')

/** The registers with the additions laid in, each in its place. */
export function withAdditions(
  registers: readonly Register[],
  additions: readonly MapNode[],
  book: Notebook,
): Register[] {
  return additions.reduce<Register[]>(
    (current, addition) => {
      const { extends: id } = registerAddition.read(addition, book)
      const place = current.findIndex((candidate) => candidate.id === id)
      const node = place < 0 ? undefined : book.nodes.get(current[place]!)
      if (node?.kind === 'map') return current.with(place, register.read(merged(node, addition, book), book))
      if (id !== '') {
        complain(book, addition.entries.get('extends')!.node, {
          code: 'unknown_register',
          message: `没有可以补充的台账“${id}”`,
          text: id,
          remedy: offer(
            id,
            current.map((candidate) => candidate.id),
            '台账有',
          ),
        })
      }
      return current
    },
    [...registers],
  )
}

function merged(base: MapNode, addition: MapNode, book: Notebook): MapNode {
  const entries = new Map(base.entries)
  put(entries, 'fields', addition, book)
  put(entries, 'facts', addition, book)
  const claims = addition.entries.get('claims')?.node
  if (claims?.kind === 'map') {
    for (const more of claims.entries.values()) addClaims(entries, more, book)
  }
  return { ...base, entries }
}

/** The entries an addition writes under a key, beside those that are there. */
function put(entries: MapNode['entries'], key: 'fields' | 'facts', addition: MapNode, book: Notebook): void {
  const more = addition.entries.get(key)
  if (more?.node.kind !== 'map') return
  const present = entries.get(key)?.node
  const all: MapNode['entries'] = new Map(present?.kind === 'map' ? present.entries : [])
  for (const entry of more.node.entries.values()) {
    const earlier = all.get(entry.key)
    if (earlier) {
      complain(book, entry.at, {
        code: 'duplicate_id',
        message: `${key === 'fields' ? '字段' : '数据项'}“${entry.key}”已经有了，见${earlier.at.file}第${earlier.at.line}行`,
        text: entry.key,
        remedy: key === 'facts' ? '要补充读法的，写在claims里；否则换一个名称' : '换一个名称',
      })
    } else all.set(entry.key, entry)
  }
  entries.set(key, {
    ...(entries.get(key) ?? more),
    node: { ...(present ?? more.node), kind: 'map', entries: all },
  })
}

function addClaims(register: MapNode['entries'], more: Entry, book: Notebook): void {
  const facts = register.get('facts')
  const known = facts?.node.kind === 'map' ? facts.node.entries : new Map<string, Entry>()
  const fact = known.get(more.key)
  if (facts?.node.kind !== 'map' || fact?.node.kind !== 'map') {
    complain(book, more.at, {
      code: 'unknown_fact',
      message: `这本台账没有数据项“${more.key}”`,
      text: more.key,
      remedy: offer(more.key, [...known.keys()], '数据项有'),
    })
    return
  }
  if (more.node.kind !== 'list') return
  const present = fact.node.entries.get('claims')
  const items = [...(present?.node.kind === 'list' ? present.node.items : []), ...more.node.items]
  const claims: Entry = {
    ...(present ?? more),
    key: 'claims',
    node: { ...(present?.node ?? more.node), kind: 'list', items },
  }
  const node: MapNode = { ...fact.node, entries: new Map([...fact.node.entries, ['claims', claims]]) }
  const entries = new Map([...facts.node.entries, [fact.key, { ...fact, node }]])
  register.set('facts', { ...facts, node: { ...facts.node, entries } })
}
