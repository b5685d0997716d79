/** What a township would suffer or supply twice: one matter punished in two places, one document asked for by two items. */
import type { Finding, Looked } from './lint-look.ts'
import type { Item } from './pack.ts'
import { judgedFacts, leavesOf } from './scores.ts'

/** Who lowers a score by which facts. */
interface Punisher {
  title: string
  item?: string
  owner: object
  facts: string[]
  pool?: string
}

export function punishedTwice({ table, facts, on }: Looked): Finding[] {
  const bonuses = new Set(table.pools.filter(({ sign }) => sign === 'plus').map(({ id }) => id))
  const pools = new Map(table.pools.map((pool) => [pool.id, pool]))
  const items = on
    .filter(({ dimension }) => !bonuses.has(dimension))
    .map((item): Punisher => {
      const version = item.versions.at(-1)
      const judged = version ? leavesOf(item, version).flatMap((leaf) => judgedFacts(leaf, facts)) : []
      const pool = pools.get(item.dimension)
      // Lines of one pool that counts the same matter once do not add up.
      const shared = pool?.sameMatter === 'highest' ? { pool: pool.id } : {}
      return { title: `考核要点“${item.title}”`, item: item.id, owner: item, facts: judged, ...shared }
    })
  const vetoes = table.vetoes
    .filter(({ effect }) => effect.kind === 'deduct')
    .map(
      (veto): Punisher => ({
        title: `否决“${veto.title}”`,
        owner: veto,
        facts: [...facts.keys()].filter((id) => mentions(veto.when, id)),
      }),
    )
  const all = [...items, ...vetoes]
  return all.flatMap((second, i) =>
    all.slice(0, i).flatMap((first): Finding[] => {
      if (first.pool !== undefined && first.pool === second.pool) return []
      const twice = second.facts.filter((id) => first.facts.includes(id))
      if (twice.length === 0) return []
      const named = [...new Set(twice)].map((id) => `“${facts.get(id)?.title ?? id}”`)
      return [
        {
          severity: 'warning',
          code: 'punished_twice',
          ...(second.item === undefined ? {} : { item: second.item }),
          owner: second.owner,
          path: [],
          message: `同一件事扣两次分：${named.join('、')}在${first.title}和${second.title}里都影响得分`,
          text: twice[0]!,
          remedy: '只在一处计分，或者放进同一个same_matter: highest的扣分池',
        },
      ]
    }),
  )
}

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
  const asked = on.map((item) => ({ item, registers: registersOf(item) }))
  return asked.flatMap(({ item, registers }, i) =>
    asked.slice(0, i).flatMap((earlier): Finding[] => {
      if (earlier.registers.some((register) => registers.includes(register))) return []
      return item.evidence
        .filter((name) => earlier.item.evidence.includes(name))
        .map((name) => ({
          severity: 'warning',
          code: 'asked_twice',
          item: item.id,
          owner: item,
          path: ['evidence', item.evidence.indexOf(name)],
          message: `同一份材料要交两次：“${name}”，考核要点“${earlier.item.title}”和“${item.title}”都要`,
          text: name,
          remedy: '只在一处要；不是同一份的，写明各是什么',
        }))
    }),
  )
}
