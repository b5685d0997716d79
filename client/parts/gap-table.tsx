/** Gaps by worth: kind, what can still be earned, what is lost, dates, post and remedy. */
import type { Gap, ItemResult } from '../../rules/assessment.ts'
import type { Place } from '../api.ts'
import { isZero, longDate, points } from '../format.ts'
import { dueOn } from './due.ts'
import { Worth } from './interval.tsx'
import { GapTag } from './marks.tsx'
import { townshipHref } from './places.ts'

const byWorth = (part: (gap: Gap) => string) => (a: Gap, b: Gap) => Number(part(b)) - Number(part(a))

/** What is lost for good: known on record, or lapsed with its date. */
const Lost = ({ gap }: { gap: Gap }) => {
  if (isZero(gap.lostKnown) && isZero(gap.lostLapsed)) return <span class="dim">0</span>
  return (
    <>
      {!isZero(gap.lostKnown) && <b>{points(gap.lostKnown)}</b>}
      {!isZero(gap.lostLapsed) && (
        <span class="small second lapsed">{points(gap.lostLapsed)}（逾期未举证）</span>
      )}
    </>
  )
}

/** The two parts of the list: what can still be earned, and what is only lost. */
export const GapTable = ({
  at,
  gaps,
  items,
  asOf,
}: {
  at: Place
  gaps: readonly Gap[]
  items: ReadonlyMap<string, Pick<ItemResult, 'number'>>
  asOf: string
}) => {
  const open = gaps.filter((gap) => !isZero(gap.open)).sort(byWorth((gap) => gap.open))
  const lost = gaps.filter((gap) => isZero(gap.open)).sort(byWorth((gap) => gap.lostKnown))
  return (
    <table class="tbl gaptbl">
      <thead>
        <tr>
          <th scope="col">考核要点和办法</th>
          <th scope="col">类别</th>
          <th scope="col" class="num">
            可争取
          </th>
          <th scope="col" class="num">
            已失
          </th>
          <th scope="col">期限和经办</th>
        </tr>
      </thead>
      {open.length > 0 && (
        <tbody>
          <tr class="grp" id="open">
            <th scope="rowgroup" colSpan={5}>
              还能争取的{open.length}项，按分值
            </th>
          </tr>
          {open.map((gap) => (
            <GapRow key={gap.item} at={at} gap={gap} number={items.get(gap.item)?.number} asOf={asOf} />
          ))}
        </tbody>
      )}
      {lost.length > 0 && (
        <tbody>
          <tr class="grp" id="lost">
            <th scope="rowgroup" colSpan={5}>
              只有已失的{lost.length}项，按分值
            </th>
          </tr>
          {lost.map((gap) => (
            <GapRow key={gap.item} at={at} gap={gap} number={items.get(gap.item)?.number} asOf={asOf} />
          ))}
        </tbody>
      )}
    </table>
  )
}

const GapRow = ({
  at,
  gap,
  number,
  asOf,
}: {
  at: Place
  gap: Gap
  number: string | undefined
  asOf: string
}) => {
  const due = dueOn(gap)
  return (
    <tr>
      <th scope="row">
        <a href={townshipHref(at, 'items', gap.item)}>
          {number} {gap.title}
        </a>
        <p class="second small">{gap.text}</p>
        {!isZero(gap.open) && <p class="second small">办法：{gap.remedy.text}</p>}
      </th>
      <td>
        <GapTag kind={gap.kind} />
      </td>
      <td class="num">
        <Worth value={gap.open} />
      </td>
      <td class="num">
        <Lost gap={gap} />
      </td>
      <td class="nowrap">
        {isZero(gap.open) ? (
          <span class="dim">{due < asOf ? '已过' : '本年度不能挽回'}</span>
        ) : (
          <>
            {longDate(due)}
            <br />
            <span class="second small">
              {gap.remedy.post}，{gap.remedy.effort}日
            </span>
          </>
        )}
      </td>
    </tr>
  )
}
