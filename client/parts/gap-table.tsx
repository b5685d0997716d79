/** Gaps by worth: kind, what can still be earned, what is lost, dates, post and remedy. */
import type { Gap } from '../../rules/assessment.ts'
import type { Place } from '../api.ts'
import { isZero, longDate, points } from '../format.ts'
import { units } from '../text.ts'
import { dueOn } from './due.ts'
import { GapTag } from './marks.tsx'
import { townshipHref } from './places.ts'

/** Points, or a nought that does not shout. */
export const PointsCell = ({ value }: { value: string }) =>
  isZero(value) ? <span class="dim">0</span> : <b>{points(value)}</b>

/** The item of a gap by number and name, with what is to be said of it. */
export const GapItem = ({ at, gap, lines }: { at: Place; gap: Gap; lines: readonly string[] }) => (
  <>
    <a href={townshipHref(at, 'items', gap.item)}>
      {gap.number} {gap.title}
    </a>
    {lines.map((line) => (
      <p key={line} class="second small">
        {line}
      </p>
    ))}
  </>
)

/** What the item has lost; rows still to come may make up for what falls short on record. */
const Lost = ({ gap }: { gap: Gap }) => (
  <>
    <PointsCell value={gap.lost} />
    {gap.lostKnown !== gap.lost && isZero(gap.lostLapsed) && (
      <span class="small second line-below">按现有登记差{points(gap.lostKnown)}</span>
    )}
    {!isZero(gap.lostLapsed) && (
      <span class="small second line-below">逾期未举证{points(gap.lostLapsed)}</span>
    )}
  </>
)

/** The two parts of the list, each as the result sorts it: what can still be earned, and what is only lost. */
export const GapTable = ({ at, gaps }: { at: Place; gaps: readonly Gap[] }) => {
  const parts = [
    { words: '还能争取的', of: gaps.filter((gap) => !isZero(gap.open)) },
    { words: '只有已失的', of: gaps.filter((gap) => isZero(gap.open)) },
  ]
  return (
    <table class="tbl gaptbl">
      <thead>
        <tr>
          <th scope="col">考核要点和办法</th>
          <th scope="col">类别</th>
          <th scope="col" class="num">
            可争取
            <small>{units.raw}</small>
          </th>
          <th scope="col" class="num">
            已失
            <small>{units.raw}</small>
          </th>
          <th scope="col">期限和经办</th>
        </tr>
      </thead>
      {parts
        .filter(({ of }) => of.length > 0)
        .map(({ words, of }) => (
          <tbody key={words}>
            <tr class="grp">
              <th scope="rowgroup" colSpan={5}>
                {words}
                {of.length}项，按分值
              </th>
            </tr>
            {of.map((gap) => (
              <GapRow key={gap.item} at={at} gap={gap} />
            ))}
          </tbody>
        ))}
    </table>
  )
}

const GapRow = ({ at, gap }: { at: Place; gap: Gap }) => {
  const open = !isZero(gap.open)
  return (
    <tr>
      <th scope="row">
        <GapItem at={at} gap={gap} lines={open ? [gap.text, `办法：${gap.remedy.text}`] : [gap.text]} />
      </th>
      <td>
        <GapTag kind={gap.kind} />
      </td>
      <td class="num">
        <PointsCell value={gap.open} />
      </td>
      <td class="num">
        <Lost gap={gap} />
      </td>
      <td class="nowrap">
        {open ? longDate(dueOn(gap)) : <span class="dim">不能再争取</span>}
        <span class="small second line-below">
          {gap.remedy.post}
          {open && gap.remedy.effort > 0 && `，${gap.remedy.effort}日`}
        </span>
      </td>
    </tr>
  )
}
