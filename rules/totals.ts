/** Items → totals: what does not apply moves value, then the sum is scaled to the hundred. */
import { cappedSum, type Grouped, grouped, isCapped } from './branches.ts'
import type { CompiledItem } from './compile.ts'
import { type Composite, composed } from './composite.ts'
import type { WideFloor } from './functions/parameters.ts'
import type { Branch, Dimension, Item } from './pack.ts'
import { add, div, isZero, max, min, mul, type Rational, rational, round, sub, zero } from './rational.ts'
import type { AssessResult, BranchScore, ItemScore, NodeScore, Range } from './result.ts'

/** What limits a sum of nodes: the most it can lose (M2), then whether deductions stop at this level (M1). */
export interface Limits {
  /** The most it can lose, and the applicable value that stays whatever turns out not to apply. */
  cap?: { most: Rational; certain: Rational }
  floored?: boolean
}

/** Σ of nodes, field by field, with the lines by which its limits raise it. */
export function sumNodes(nodes: readonly NodeScore[], { cap, floored }: Limits = {}): NodeScore {
  const total = (pick: (node: NodeScore) => Rational): Rational => nodes.map(pick).reduce(add, zero)
  const sum: NodeScore = {
    value: total((each) => each.value),
    applicable: total((each) => each.applicable),
    low: total((node) => node.low),
    high: total((node) => node.high),
    onRecord: { low: total((node) => node.onRecord.low), high: total((node) => node.onRecord.high) },
  }
  const capped = cap
    ? raised(sum, 'cap', { low: sub(cap.certain, cap.most), high: sub(sum.applicable, cap.most) })
    : sum
  return floored ? raised(capped, 'floor', { low: zero, high: zero }) : capped
}

/** A node brought up to a least at each end, with the line that does it where there is one. */
function raised(node: NodeScore, line: 'cap' | 'floor', least: Range): NodeScore {
  const lift = ({ low, high }: Range): Range => ({
    low: max(zero, sub(least.low, low)),
    high: max(zero, sub(least.high, high)),
  })
  const added = { ...lift(node), onRecord: lift(node.onRecord) }
  if ([added, added.onRecord].every(({ low, high }) => isZero(low) && isZero(high))) return node
  const lifted = (range: Range, more: Range): Range => ({
    low: add(range.low, more.low),
    high: add(range.high, more.high),
  })
  return { ...node, ...lifted(node, added), onRecord: lifted(node.onRecord, added.onRecord), [line]: added }
}

/** A branch of the table with its nodes, each summed and limited. */
export function scoreBranch(
  { branch, all, own, nodes }: Grouped<ItemScore>,
  place: { id: string; title: string },
  floored = false,
): BranchScore {
  const below = nodes.map((node) =>
    scoreBranch(node, { id: `${place.id}.${node.index + 1}`, title: titleOf(node.branch) }),
  )
  const certain = all.filter(({ mayBeEmpty }) => !mayBeEmpty).map(({ applicable }) => applicable)
  const { deductMost } = branch
  const limits =
    deductMost === undefined
      ? { floored }
      : { floored, cap: { most: rational(deductMost), certain: certain.reduce(add, zero) } }
  return {
    ...place,
    items: [...all],
    nodes: below,
    ...(deductMost === undefined ? {} : { deductMost }),
    ...sumNodes([...own, ...below], limits),
  }
}

const titleOf = (branch: Branch & { title?: string }): string => branch.title ?? ''

/** Whether the deductions of one of the items stop at this level. */
export const stopsAt = (items: readonly FloorKnown[], floor: WideFloor): boolean =>
  items.some(({ item }) => item.floors.has(floor))

interface FloorKnown {
  item: Pick<CompiledItem, 'floors'>
}

/** What moving of value reads and writes of an item. */
export type Movable = Pick<ItemScore, 'value' | 'worth' | 'outcome' | 'effective' | 'full'> & {
  item: { table: Pick<Item, 'id' | 'dimension' | 'empty'> }
}

/**
 * What does not apply moves value, never points, in the order transfer, redistribute, renormalise; an empty scope
 * escalates to the whole, and a transfer to an absent target becomes renormalise.
 */
export function moveValues(items: Movable[]): void {
  const byId = new Map(items.map((item) => [item.item.table.id, item]))
  const gone = items.filter((item) => item.outcome === 'not_applicable')
  const scopeOf = (item: Movable): Movable[] => {
    const present = items.filter((other) => other.effective.n > 0n)
    if (item.item.table.empty?.within === 'total') return present
    const inside = present.filter((other) => other.item.table.dimension === item.item.table.dimension)
    return inside.length > 0 ? inside : present
  }
  const treated = (treat: string): Movable[] => gone.filter((item) => item.item.table.empty?.treat === treat)
  for (const item of treated('full')) {
    item.effective = item.worth
    item.full = true
  }
  const renormalised = treated('renormalise')
  for (const item of treated('transfer')) {
    const target = byId.get(item.item.table.empty?.to ?? '')
    if (target && target.effective.n > 0n) target.effective = add(target.effective, item.worth)
    else renormalised.push(item)
  }
  for (const item of treated('redistribute_equal')) {
    const scope = scopeOf(item)
    for (const other of scope) other.effective = add(other.effective, div(item.worth, rational(scope.length)))
  }
  // Together, so that the order of items in one scope cannot matter.
  const scopes = new Map<string, { scope: Movable[]; value: Rational }>()
  for (const item of renormalised) {
    const scope = scopeOf(item)
    const key = scope.map((other) => other.item.table.id).join(' ')
    const entry = scopes.get(key)
    if (entry) entry.value = add(entry.value, item.worth)
    else scopes.set(key, { scope, value: item.worth })
  }
  // A dimension within itself first, what escalates to the whole after it: the order of items in the table cannot matter.
  const narrowFirst = [...scopes.values()].sort((a, b) => a.scope.length - b.scope.length)
  for (const { scope, value } of narrowFirst) {
    const inside = scope.map((item) => item.effective).reduce(add, zero)
    if (isZero(inside)) continue
    const factor = div(add(inside, value), inside)
    for (const item of scope) item.effective = mul(item.effective, factor)
  }
}

const hundred = rational(100)

/** Σ points × effective ÷ value, to 100, exact; null when nothing applies. */
export function scaleBase(
  items: ItemScore[],
  dimensions: readonly Dimension[],
): { exact: Range; onRecord: Range } | null {
  const total = baseOf(items, dimensions)
  if (!total) return null
  return {
    exact: overApplicability(items, dimensions, {
      low: total((item) => item.low),
      high: total((item) => item.high),
    }),
    onRecord: { low: total((item) => item.onRecord.low), high: total((item) => item.onRecord.high) },
  }
}

/** So many items that may not apply are tried in every combination; for more there is a wider bound. */
const triedTogether = 8

/**
 * An item that may turn out not to apply stands in the base as anything up to its value. That holds every treatment only
 * while each item has between nothing and its value and none shares a cap; else the ways they can apply are gone through.
 */
function overApplicability(items: ItemScore[], dimensions: readonly Dimension[], applying: Range): Range {
  const open = items.filter((item) => item.mayBeEmpty)
  const beyond = items.some((item) => item.low.n < 0n || sub(item.high, item.value).n > 0n)
  if (open.length === 0 || !(beyond || dimensions.some(isCapped))) return applying
  if (open.length > triedTogether) return anyWeights(items, applying)
  return subsetsOf(open).reduce((range, absent) => {
    const moved = items.map((item): ItemScore => {
      const { full: _, ...rest } = item
      if (absent.includes(item)) return { ...rest, outcome: 'not_applicable', effective: zero }
      return { ...rest, effective: isZero(item.applicable) ? zero : item.worth }
    })
    moveValues(moved)
    const total = baseOf(moved, dimensions)
    if (!total) return range
    return {
      low: min(
        range.low,
        total((item) => item.low),
      ),
      high: max(
        range.high,
        total((item) => item.high),
      ),
    }
  }, applying)
}

/** However value moves, the base is a mean of what each item reaches of its own; full marks and floors reach 1 and 0. */
function anyWeights(items: ItemScore[], applying: Range): Range {
  const reached = (pick: (item: ItemScore) => Rational): Rational[] =>
    items.filter((item) => !isZero(item.applicable)).map((item) => mul(hundred, div(pick(item), item.value)))
  return {
    low: reached((item) => item.low).reduce(min, applying.low),
    high: reached((item) => item.high).reduce(max, max(hundred, applying.high)),
  }
}

function subsetsOf<T>(list: readonly T[]): T[][] {
  return Array.from({ length: 2 ** list.length - 1 }, (_, mask) =>
    list.filter((_entry, at) => ((mask + 1) >> at) & 1),
  )
}

/** What weighing of items into the hundred reads of each. */
export type Weighed = Movable & { item: { floors: ReadonlySet<WideFloor> } }

/** The hundred for any points of the items, deductions stopping where they say (M1); null when nothing applies. */
export function baseOf<T extends Weighed>(
  items: readonly T[],
  dimensions: readonly Dimension[],
): ((points: (item: T) => Rational) => Rational) | null {
  const counted = items.filter((item) => item.effective.n > 0n)
  const whole = counted.map((item) => item.effective).reduce(add, zero)
  if (isZero(whole)) return null
  const stopsInTotal = stopsAt(counted, 'total')
  const byDimension = dimensions.map((dimension) => {
    const inside = counted.filter(({ item }) => item.table.dimension === dimension.id)
    const groups = isCapped(dimension) ? grouped(dimension, inside) : null
    return { inside, groups, stops: stopsAt(inside, 'dimension') }
  })
  return (points) => {
    const weighed = (item: T): Rational =>
      div(mul(item.full ? item.value : points(item), item.effective), item.value)
    const sums = byDimension.map(({ inside, groups, stops }) => {
      const sum = groups ? cappedSum(groups, weighed) : inside.map(weighed).reduce(add, zero)
      return stops ? max(zero, sum) : sum
    })
    const base = mul(hundred, div(sums.reduce(add, zero), whole))
    return stopsInTotal ? max(zero, base) : base
  }
}

/** What so many points of an item add to the hundred: R(after) − R(before), never a sum of gains. */
export function gainOnHundred(result: AssessResult, item: ItemScore, points: Rational): Rational {
  const { scaled, pack, own, composite } = result
  if (!scaled || !own || isZero(item.effective)) return zero
  const raised = addedBy(result.items, result.pack.table.dimensions, item, points)
  const added = composite ? composedGain(own.exact.low, raised, composite) : raised
  return sub(round(add(scaled.exact.low, added), pack.table.rounding.places), scaled.low)
}

function composedGain(base: Rational, added: Rational, { now }: Composite): Rational {
  const at = (low: Rational): Rational => composed({ low, high: low }, now).low
  return sub(at(add(base, added)), at(base))
}

function addedBy(
  items: ItemScore[],
  dimensions: readonly Dimension[],
  item: ItemScore,
  points: Rational,
): Rational {
  // Without a floor or a cap around items what one gains is added whatever the others have.
  if (!dimensions.some(isCapped) && items.every(({ item: { floors } }) => floors.size === 0)) {
    const whole = items.map((other) => other.effective).reduce(add, zero)
    return mul(hundred, div(div(mul(points, item.effective), item.value), whole))
  }
  const base = baseOf(items, dimensions)!
  const after = base((other) => (other === item ? add(other.low, points) : other.low))
  return sub(
    after,
    base((other) => other.low),
  )
}

/** secured 已得, open 可争取, lost 已失, over: together the applicable value. */
export function split(node: { applicable: Rational; low: Rational; high: Rational }) {
  return {
    secured: node.low,
    open: sub(node.high, node.low),
    lost: max(zero, sub(node.applicable, node.high)),
    over: max(zero, sub(node.high, node.applicable)),
  }
}
