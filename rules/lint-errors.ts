/** What refuses a table although each of its files is well formed: lines finer than a total, days too late, nobody to supply. */
import { declaredFacts } from './functions/index.ts'
import { isRecord, type WideFloor } from './functions/parameters.ts'
import { wideFloorsOf } from './holders.ts'
import type { Finding, Looked } from './lint-look.ts'
import { type Item, type PackTable, townshipKinds } from './pack.ts'
import { judgedFacts, leavesOf, writtenIn } from './scores.ts'

export function gradePlaces({ grades, rounding }: PackTable): Finding[] {
  return grades
    .filter(({ from }) => (from.split('.')[1] ?? '').replace(/0+$/, '').length > rounding.places)
    .map((grade) => ({
      severity: 'error',
      code: 'grade_places',
      owner: grade,
      path: ['from'],
      message: `等次“${grade.title}”的分数线${grade.from}比总分保留的${rounding.places}位小数还细`,
      text: grade.from,
      remedy: '减少分数线的小数位，或者在rounding里多留几位',
    }))
}

/** A due date lies in the period or in the year after it. */
export function dueTooLate(item: Item): Finding[] {
  const found: Finding[] = []
  const search = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    const year = isRecord(value) ? value.year : undefined
    if (typeof year === 'string' && /^period\+([2-9]|\d{2,})$/.test(year)) {
      found.push({
        severity: 'error',
        code: 'due_out_of_range',
        item: item.id,
        owner: value,
        path: ['year'],
        message: `期限“${year}”在评价年度和次年之外`,
        text: year,
        remedy: '写period（评价年度）或者period+1（次年）',
      })
    }
    for (const inner of Object.values(value)) search(inner)
  }
  for (const { score } of item.versions) search(score)
  return found
}

/** An item for a kind of township whose register that kind does not keep. */
export function factsNobodySupplies(item: Item, { table, facts }: Looked): Finding[] {
  const registers = new Map(table.registers.map((register) => [register.id, register]))
  return item.versions.flatMap((version) =>
    leavesOf(item, version).flatMap((leaf) => {
      const lacking = judgedFacts(leaf, facts).flatMap((id) => {
        const fact = facts.get(id)
        const keepers = registers.get(fact?.register ?? '')?.kinds ?? townshipKinds
        const without = item.kinds.filter((kind) => !keepers.includes(kind))
        return fact && without.length > 0 ? [{ fact, without }] : []
      })
      return lacking.map(
        ({ fact, without }): Finding => ({
          severity: 'error',
          code: 'fact_unsupplied',
          item: item.id,
          owner: leaf.params,
          path: [],
          message: `考核要点“${item.title}”用到“${fact.title}”，${without.join('、')}却没有台账“${registers.get(fact.register)!.title}”，无人提供`,
          text: fact.id,
          remedy: `在考核要点里写kinds: [${item.kinds.filter((kind) => !without.includes(kind)).join(', ')}]，或者让${without.join('、')}也登记这本台账`,
        }),
      )
    }),
  )
}

/** In a dimension where deductions stop, another item's cannot go on below; nor in a table where they stop at the total. */
export function mixedFloors({ items, pools }: PackTable): Finding[] {
  const base = items.filter((item) => item.on && !pools.some(({ id }) => id === item.dimension))
  const stopping = (floor: WideFloor, among: Item[]): Item | undefined =>
    among.find((item) => wideFloorsOf(item).has(floor))
  return base.flatMap((item): Finding[] => {
    const inside = base.filter((other) => other.dimension === item.dimension)
    const beside = stopping('dimension', inside)
    const stopped = goesBelow(item)
      ? (beside ?? stopping('total', base))
      : wideFloorsOf(item).has('total') && beside
    if (!stopped) return []
    return [
      {
        severity: 'error',
        code: 'floor_mixed',
        item: item.id,
        owner: item,
        path: ['versions'],
        message: `考核要点“${item.title}”扣分不在本级为止，而“${stopped.title}”扣到${stopped === beside ? '一级指标' : '总分'}为止，合在一起扣到哪里说不清`,
        text: item.title,
        remedy: '这些考核要点的floor写成同一级',
      },
    ]
  })
}

/** A deduction that nothing stops (倒扣). */
function goesBelow({ versions }: Item): boolean {
  const look = (value: unknown): boolean => {
    if (Array.isArray(value)) return value.some(look)
    if (!isRecord(value)) return false
    // A sum says itself where its parts end.
    return 'parts' in value
      ? value.floor === 'none'
      : value.floor === 'none' || Object.values(value).some(look)
  }
  return versions.some(({ score }) => look(score))
}

/** Points handed on in a circle come to rest nowhere. */
export function transferCircles({ items }: PackTable): Finding[] {
  const next = new Map(
    items.flatMap(({ id, empty }) =>
      empty?.treat === 'transfer' && empty.to ? [[id, empty.to] as const] : [],
    ),
  )
  return items.flatMap((item): Finding[] => {
    const way = [item.id]
    for (let at = next.get(item.id); at !== undefined; at = next.get(at)) {
      if (at === item.id) {
        return [
          {
            severity: 'error',
            code: 'transfer_circle',
            item: item.id,
            owner: item,
            path: ['empty', 'to'],
            message: `分值转来转去回到原处：${[...way, item.id].join(' → ')}`,
            text: item.id,
            remedy: '把其中一个改为renormalise，或者转给圈外的考核要点',
          },
        ]
      }
      if (way.includes(at)) return []
      way.push(at)
    }
    return []
  })
}

const goals = new Set(['target', 'required', 'from', 'to', 'reference', 'below', 'lower'])

/** A share held against so many, where its clause says so many per cent: the number counts cases, not hundredths. */
export function percentsUnsigned({ items, registers }: PackTable): Finding[] {
  const facts = declaredFacts(registers)
  const versions = items.flatMap((item) => item.versions.map((version) => ({ item, version })))
  return versions.flatMap(({ item, version }) =>
    leavesOf(item, version)
      .filter(({ params }) => facts.get(String(params.of))?.kind === 'share')
      .flatMap(({ params }) =>
        writtenIn(params)
          .filter(({ path, value }) => goals.has(String(path.at(-1))) && saysPerCent(version.clause, value))
          .map(
            ({ path, value }): Finding => ({
              severity: 'error',
              code: 'percent_unsigned',
              item: item.id,
              owner: params,
              path,
              message: `条款写${value}%，“${path.at(-1)}: ${value}”指的是${value}个`,
              text: String(value),
              remedy: `写成百分数：${path.at(-1)}: ${value}%`,
            }),
          ),
      ),
  )
}

const saysPerCent = (clause: string, value: unknown): boolean =>
  /^(?!1$)[1-9]\d*(\.\d+)?$/.test(String(value)) &&
  [...clause.matchAll(/(\d+(?:\.\d+)?)[%％]/g)].some(([, number]) => number === String(value))
