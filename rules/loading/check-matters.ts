/** Matters that count once across items (M3): items that take points row by row, and a field that names the matter in each. */
import { factCompiler } from '../compiled-facts.ts'
import { declaredFacts, type Facts, scoringFunctions } from '../functions/index.ts'
import { holderOf } from '../holders.ts'
import { type Place, placesOf } from '../matter-places.ts'
import type { Item, ItemVersion, PackTable, SharedMatter } from '../pack.ts'
import type { Checker } from './check.ts'
import { offer } from './located.ts'

export function checkMatters(checker: Checker): void {
  const { table, at } = checker
  const seen = new Map<string, string>()
  for (const matter of table.matters ?? []) {
    const placed = matter.items.flatMap((id, index): [string, Place][] => {
      const complain = (message: string, remedy: string): [] => {
        at(matter, ['items', index], { code: 'matter', message, text: id, remedy })
        return []
      }
      const other = seen.get(id)
      if (other !== undefined)
        return complain(`考核要点“${id}”已经在同一事项“${other}”里`, '几处同一事项的，写在一条里')
      seen.set(id, matter.id)
      const item = table.items.find((one) => one.id === id)
      if (!item)
        return complain(
          `没有考核要点“${id}”`,
          offer(
            id,
            table.items.map((one) => one.id),
          ),
        )
      const place = placeOf(table, item, matter)
      if (place === null) return []
      if (typeof place === 'string')
        return complain(
          `考核要点“${item.title}”不能和别的要点合计一次：${place}`,
          '只用于逐条扣分的per_occurrence、per_record、bonus（减分池）、ratio_linear和ratio_shortfall（占比）',
        )
      return [[id, place]]
    })
    if (placed.length === matter.items.length) checkNames(checker, matter, placed)
  }
}

/** Where an item takes points row by row, the same in all its versions, or why it cannot share a matter; null: told elsewhere. */
function placeOf(table: PackTable, item: Item, { bears }: SharedMatter): Place | string | null {
  const pool = table.pools.find(({ id }) => id === item.dimension)
  if (pool?.gate) return '所在的池有门槛，不到门槛就没有扣'
  const facts = declaredFacts(table.registers)
  const found = item.versions.map((version) => placeOfVersion(table, item, version, facts))
  const wrong = found.find((place) => typeof place === 'string')
  if (wrong !== undefined) return wrong
  const places = found.filter((place) => place !== null && typeof place !== 'string')
  const [first] = places
  if (!first || places.length < found.length) return null
  if (places.some(({ register }) => register !== first.register)) return '各版本的台账不同'
  const unequal = places.find((place) => place.unequal !== null)?.unequal
  return bears === 'highest' && unequal ? `${unequal}，不能比较哪一处扣得多，改写bears: first` : first
}

function placeOfVersion(
  table: PackTable,
  item: Item,
  version: ItemVersion,
  facts: Facts,
): Place | string | null {
  const { value } = holderOf(table, item)
  const [name, parameters] = Object.entries(version.score)[0] ?? ['', {}]
  // A function that is itself mistaken is told of where it stands.
  const scoring = Object.hasOwn(scoringFunctions, name) ? scoringFunctions[name] : undefined
  if (!scoring || scoring.check(parameters, facts, holderOf(table, item)).length > 0) return null
  const found = placesOf(version.score, {
    value,
    facts,
    compiled: factCompiler(table.registers, facts),
    minus: table.pools.some(({ id, sign }) => id === item.dimension && sign === 'minus'),
  })
  return typeof found === 'string' ? found : [...found.values()][0]!
}

/** One row is one matter only in one register; else each register has a field for it. */
function checkNames({ table, at }: Checker, matter: SharedMatter, placed: [string, Place][]): void {
  const titleOf = (id: string): string => table.registers.find((one) => one.id === id)?.title ?? id
  if (matter.by === 'row') {
    const registers = [...new Set(placed.map(([, { register }]) => register))]
    if (registers.length === 1) return
    at(matter, ['by'], {
      code: 'matter',
      message: `同一事项“${matter.id}”写by: row，而记录在${registers.map((id) => `“${titleOf(id)}”`).join('、')}几本台账`,
      text: 'row',
      remedy: '写记着事项编号或者指向案件的字段，例如 by: matter，各本不同的写 by: { 要点id: 字段 }',
    })
    return
  }
  for (const [item, { register }] of placed) {
    const field = matter.by[item]
    const fields = table.registers.find((one) => one.id === register)?.fields.map(({ id }) => id) ?? []
    if (field !== undefined && fields.includes(field)) continue
    at(matter, ['by'], {
      code: 'matter',
      message:
        field === undefined
          ? `同一事项“${matter.id}”没有写“${item}”以哪个字段为事项`
          : `“${titleOf(register)}”没有字段“${field}”`,
      text: field ?? item,
      remedy: offer(field ?? '', fields, '可用'),
    })
  }
}
