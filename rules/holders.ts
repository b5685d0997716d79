/** What an item's points are held against: its value, and the points of what it stands in (M1). */
import type { Holder } from './functions/index.ts'
import { isRecord, type WideFloor, wideFloors } from './functions/parameters.ts'
import type { Item, PackTable } from './pack.ts'
import { rational, sum } from './rational.ts'

/** A line of a pool stands in no dimension. */
export function holderOf({ items, pools, period }: PackTable, item: Item): Holder {
  const holder = {
    value: rational(item.value),
    part: false,
    ...(period ? { periodFrom: period.from } : {}),
  }
  const inPool = (dimension: string): boolean => pools.some(({ id }) => id === dimension)
  if (inPool(item.dimension)) return holder
  const base = items.filter((other) => other.on && !inPool(other.dimension))
  const points = (of: Item[]) => sum(of.map(({ value }) => rational(value)))
  const dimension = points(base.filter((other) => other.dimension === item.dimension))
  return { ...holder, within: { dimension, total: points(base) } }
}

/** Where the deductions of an item stop beyond the item itself; of its versions, all that say so. */
export function wideFloorsOf({ versions }: Pick<Item, 'versions'>): ReadonlySet<WideFloor> {
  const found = new Set<WideFloor>()
  const look = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(look)
    if (!isRecord(value)) return
    const floor = wideFloors.find((wide) => wide === value.floor)
    if (floor) found.add(floor)
    Object.values(value).forEach(look)
  }
  for (const { score } of versions) look(score)
  return found
}
