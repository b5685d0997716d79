/** Dimensions and the groups inside them: items that are there once, caps that can bite, weights that make a whole. */
import { itemsUnder } from '../branches.ts'
import { wideFloorsOf } from '../holders.ts'
import type { Branch, Dimension, TableNode } from '../pack.ts'
import { cmp, equal, one, rational, sum, toDecimal } from '../rational.ts'
import { percentText } from '../wording.ts'
import type { Checker } from './check.ts'
import { offer } from './located.ts'

export function checkBranches(checker: Checker): void {
  for (const dimension of checker.table.dimensions) {
    const own = checker.table.items.filter((item) => item.dimension === dimension.id).map(({ id }) => id)
    checkCap(checker, dimension, dimension.title, own)
    const seen = new Map<string, string>()
    for (const node of dimension.nodes ?? []) checkNode(checker, dimension, node, own, seen)
  }
  checkWeights(checker)
}

function checkNode(
  checker: Checker,
  dimension: Dimension,
  node: TableNode,
  own: readonly string[],
  seen: Map<string, string>,
): void {
  const { at, table } = checker
  const { items = [], nodes = [], title } = node
  if (items.length === 0 && nodes.length === 0) {
    at(node, [], {
      code: 'node_empty',
      message: `指标分组“${title}”里什么都没有`,
      text: title,
      remedy: '写items: [考核要点id, …]，或者在nodes里再分组',
    })
  }
  items.forEach((id, index) => {
    const other = seen.get(id)
    const known = table.items.some((item) => item.id === id)
    if (own.includes(id) && other === undefined) seen.set(id, title)
    else
      at(node, ['items', index], {
        code: 'node_item',
        message: own.includes(id)
          ? `考核要点“${id}”已经在指标分组“${other}”里`
          : known
            ? `考核要点“${id}”不在一级指标“${dimension.title}”里`
            : `没有考核要点“${id}”`,
        text: id,
        remedy: own.includes(id) ? '只留一处' : offer(id, [...own], '本一级指标的考核要点有'),
      })
  })
  checkCap(checker, node, title, itemsUnder(node))
  for (const inner of nodes) checkNode(checker, dimension, inner, own, seen)
}

/** A cap as large as all there is to lose would never be met. */
function checkCap({ table, at }: Checker, branch: Branch, title: string, ids: readonly string[]): void {
  if (branch.deductMost === undefined) return
  const items = table.items.filter(({ id, on }) => on && ids.includes(id))
  const whole = sum(items.map(({ value }) => rational(value)))
  if (cmp(rational(branch.deductMost), whole) < 0) return
  at(branch, ['deduct_most'], {
    code: 'cap_useless',
    message: `“${title}”累计扣分最多${branch.deductMost}分，而它的分值合计只有${toDecimal(whole)}分`,
    text: branch.deductMost,
    remedy: '写小于分值合计的数，或者去掉deduct_most',
  })
}

/** Every dimension has a weight or none has, and they make a hundred. */
function checkWeights({ table, at }: Checker): void {
  const { dimensions, items, pools } = table
  const weights = dimensions.flatMap(({ weight }) => (weight === undefined ? [] : [rational(weight)]))
  if (weights.length === 0) return
  const lacking = dimensions.find(({ weight }) => weight === undefined)
  if (lacking) {
    at(lacking, [], {
      code: 'weight_missing',
      message: `有的一级指标写了weight，“${lacking.title}”没有写`,
      text: lacking.title,
      remedy: '每个一级指标都写weight，或者都不写',
    })
  } else if (!equal(sum(weights), one)) {
    at(dimensions[0]!, ['weight'], {
      code: 'weight_sum',
      message: `各一级指标权重合计${percentText(sum(weights))}，不是100%`,
      text: dimensions[0]!.weight!,
      remedy: '改正weight',
    })
  }
  for (const item of items) {
    if (pools.some(({ id }) => id === item.dimension) || !wideFloorsOf(item).has('total')) continue
    at(item, ['versions'], {
      code: 'floor_weighted',
      item: item.id,
      message: `考核要点“${item.title}”扣到总分为止，而各一级指标按权重计入，一分扣的不是总分的一分`,
      text: item.title,
      remedy: '写floor: item或者floor: dimension',
    })
  }
}
