/** A number is an interval until decided: 已得 solid, 可争取 hatched, 已失 dotted, always with figures beside it. */

import type { Points, PointsRange } from '../../rules/assessment.ts'
import { isZero, points, range } from '../format.ts'
import { points3 } from '../text.ts'

type Three = Pick<Points, 'secured' | 'open' | 'lost'>

/** The three numbers as a screen reader says them. */
export const threeText = (node: Three): string =>
  `${points3.secured}${points(node.secured)}，${points3.open}${points(node.open)}，${points3.lost}${points(node.lost)}`

/** Segments as wide as their points. */
export const IntervalBar = ({ node, size = 'm' }: { node: Three; size?: 'm' | 'l' }) => (
  <span class={`bar bar-${size}`} role="img" aria-label={threeText(node)}>
    {!isZero(node.secured) && <i class="s" style={{ flexGrow: node.secured }} />}
    {!isZero(node.open) && <i class="o" style={{ flexGrow: node.open }} />}
    {!isZero(node.lost) && <i class="l" style={{ flexGrow: node.lost }} />}
  </span>
)

/** The three numbers in a line. */
export const Threes = ({ node }: { node: Three }) => (
  <p class="threes">
    <span>
      {points3.secured} <b>{points(node.secured)}</b>
    </span>
    <span>
      {points3.open} <b>{points(node.open)}</b>
    </span>
    <span>
      {points3.lost} <b>{points(node.lost)}</b>
    </span>
  </p>
)

// Where something is drawn, never what is said: a place on a scale in per cent.
const placeOn = (value: string, from: number, to: number): number =>
  Math.min(100, Math.max(0, ((Number(value) - from) / (to - from)) * 100))

/** The hundred as a ruler with the bar on it; the bracket above is what closing all registers today would give. */
export const RulerBar = ({ node, onRecord }: { node: Points; onRecord: PointsRange }) => {
  const left = placeOn(onRecord.low, 0, 100)
  const right = placeOn(onRecord.high, 0, 100)
  return (
    <div
      class="rulerbar"
      role="img"
      aria-label={`刻度0到100，得分区间${range(node.low, node.high)}，按现有记录${range(onRecord.low, onRecord.high)}`}
    >
      <span class="onrec" style={{ left: `${left}%`, width: `${Math.max(0.4, right - left)}%` }} />
      <IntervalBar node={node} size="l" />
      <span class="ruler" />
      <span class="ruler-n first">0</span>
      {['20', '40', '60', '80'].map((at) => (
        <span key={at} class="ruler-n" style={{ left: `${at}%` }}>
          {at}
        </span>
      ))}
      <span class="ruler-n last">100</span>
    </div>
  )
}

/** A township's interval on a shared scale; a decided score is a bob. */
export const RangeBar = ({ low, high, from }: { low: string; high: string; from: number }) => {
  const left = placeOn(low, from, 100)
  const right = placeOn(high, from, 100)
  return (
    <span class={`range${from === 0 ? ' tenths' : ''}`} role="img" aria-label={range(low, high)}>
      {low === high ? (
        <i class="pt" style={{ left: `${left}%` }} />
      ) : (
        <i class="iv" style={{ left: `${left}%`, width: `${right - left}%` }} />
      )}
    </span>
  )
}
