/** The lines between a sum and its parts, as every sheet and page draws them: caps, floors and weights. */
import type { DimensionResult, NodePoints, NodeResult, PointsRange } from './assessment.ts'
import { cmp, rational } from './rational.ts'

export interface AdjustmentLine {
  text: string
  /** Points it comes to, the smaller first. */
  low: string
  high: string
}

/** What raises a node above the sum of what it holds. */
export const raisedLines = (node: NodePoints, title: string): AdjustmentLine[] => [
  ...(node.cap ? [{ text: `“${title}”累计扣分到上限，加回`, ...ordered(node.cap) }] : []),
  ...(node.floor ? [{ text: `“${title}”扣完为止，加回`, ...ordered(node.floor) }] : []),
]

/** The lines of a dimension, those of its groups first. */
export const adjustmentLines = (dimension: DimensionResult): AdjustmentLine[] => [
  ...(dimension.nodes ?? []).flatMap(nodeLines),
  ...raisedLines(dimension, dimension.title),
  ...(dimension.weighed
    ? [{ text: `“${dimension.title}”按权重${dimension.weight}计入合计`, ...ordered(dimension.weighed) }]
    : []),
]

const nodeLines = (node: NodeResult): AdjustmentLine[] => [
  ...(node.nodes ?? []).flatMap(nodeLines),
  ...raisedLines(node, node.title),
]

/** More is lost at the low end, so that more is given back there. */
const ordered = ({ low, high }: PointsRange): { low: string; high: string } =>
  cmp(rational(low), rational(high)) <= 0 ? { low, high } : { low: high, high: low }
