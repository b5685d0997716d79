/** What a township would suffer or supply twice: one matter punished in two places, one document asked for by two items. */

import type { Facts } from './functions/index.ts'
import type { Finding, Looked } from './lint-look.ts'
import { isSamePunishment, type Punished, punishedRows, refersTo } from './lint-overlap.ts'
import type { Item, PackTable } from './pack.ts'
import { judgedFacts, leavesOf } from './scores.ts'

/** Who lowers a score by which facts. */
interface Punisher {
  title: string
  item?: string
  owner: object
  facts: string[]
  /** Where it takes points row by row. */
  rows: Punished[]
  pool?: string
}

/** What two of them punish alike, in words; null: nothing. */
function alike(first: Punisher, second: Punisher, facts: Facts): { text: string; said: string } | null {
  const twice = [...new Set(second.facts.filter((id) => first.facts.includes(id)))]
  const named = (id: string): string => `“${facts.get(id)?.title ?? id}”`
  if (twice.length > 0) return { text: twice[0]!, said: twice.map(named).join('、') }
  for (const a of first.rows) {
    for (const b of second.rows) {
      const text = b.place.fact
      if (isSamePunishment(a, b))
        return { text, said: `“${a.register.title}”的同一条记录（${named(a.place.fact)}和${named(text)}）` }
      const [from, to] = refersTo(a, b) ? [a, b] : [b, a]
      if (refersTo(from, to))
        return {
          text,
          said: `“${from.register.title}”所指的“${to.register.title}”的记录（${named(from.place.fact)}和${named(to.place.fact)}）`,
        }
    }
  }
  return null
}

export function punishedTwice({ table, facts, on }: Looked): Finding[] {
  const bonuses = new Set(table.pools.filter(({ sign }) => sign === 'plus').map(({ id }) => id))
  const pools = new Map(table.pools.map((pool) => [pool.id, pool]))
  const items = on
    .filter(({ dimension }) => !bonuses.has(dimension))
    .map((item): Punisher => {
      const version = item.versions.at(-1)
      const leaves = version ? leavesOf(item, version) : []
      const judged = leaves.flatMap((leaf) => judgedFacts(leaf, facts))
      const pool = pools.get(item.dimension)
      const rows = leaves.flatMap((leaf) => punishedRows(leaf, table, facts, pool?.sign === 'minus') ?? [])
      // Lines of one pool that counts the same matter once do not add up.
      const shared = pool?.sameMatter === 'highest' ? { pool: pool.id } : {}
      return { title: `考核要点“${item.title}”`, item: item.id, owner: item, facts: judged, rows, ...shared }
    })
  const vetoes = table.vetoes
    .filter(({ effect }) => effect.kind === 'deduct')
    .map(
      (veto): Punisher => ({
        title: `否决“${veto.title}”`,
        owner: veto,
        facts: [...facts.keys()].filter((id) => mentions(veto.when, id)),
        rows: [],
      }),
    )
  const all = [...items, ...vetoes]
  return all.flatMap((second, i) =>
    all.slice(0, i).flatMap((first): Finding[] => {
      if (first.pool !== undefined && first.pool === second.pool) return []
      if (isDeclared(table, first, second)) return []
      const twice = alike(first, second, facts)
      if (!twice) return []
      return [
        {
          severity: 'warning',
          code: 'punished_twice',
          ...(second.item === undefined ? {} : { item: second.item }),
          owner: second.owner,
          path: [],
          message: `同一件事扣两次分：${twice.said}在${first.title}和${second.title}里都影响得分`,
          text: twice.text,
          remedy: '只在一处计分，或者在matters里写明由哪一处扣；确实是两件事的，在acknowledge里写明理由',
        },
      ]
    }),
  )
}

/** The table says which of the two bears the loss. */
const isDeclared = ({ matters = [] }: PackTable, first: Punisher, second: Punisher): boolean =>
  matters.some(({ items }) => [first, second].every(({ item }) => item !== undefined && items.includes(item)))

const mentions = (condition: string, fact: string): boolean =>
  new RegExp(`(?<![\\w.])${fact.replace('.', '\\.')}(?![\\w])`).test(condition)

/** The same document for items of different registers is uploaded a second time; rows of one register share it. */
export function askedTwice({ facts, on }: Looked): Finding[] {
  const registersOf = (item: Item): string[] =>
    item.versions.flatMap((version) =>
      leavesOf(item, version).flatMap((leaf) =>
        judgedFacts(leaf, facts).flatMap((id) => facts.get(id)?.register ?? []),
      ),
    )
  const registers = new Map(on.map((item) => [item, registersOf(item)]))
  const apart = (a: Item, b: Item): boolean =>
    !registers.get(a)!.some((register) => registers.get(b)!.includes(register))
  const asked = new Map<string, Item[]>()
  for (const item of on)
    for (const name of new Set(item.evidence)) asked.set(name, [...(asked.get(name) ?? []), item])
  return [...asked].flatMap(([name, items]): Finding[] => {
    const second = items.find((item, i) => items.slice(0, i).some((earlier) => apart(earlier, item)))
    if (!second) return []
    // Whoever stands apart from any other would upload it once more.
    const all = items.filter((item) => items.some((other) => other !== item && apart(other, item)))
    return [
      {
        severity: 'warning',
        code: 'asked_twice',
        item: second.id,
        owner: second,
        path: ['evidence', second.evidence.indexOf(name)],
        message: `同一份材料要交${all.length}次：“${name}”，${all.map(({ title }) => `“${title}”`).join('、')}都要`,
        text: name,
        remedy: '只在一处要；不是同一份的，写明各是什么',
      },
    ]
  })
}
