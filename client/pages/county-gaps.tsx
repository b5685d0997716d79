import { useState } from 'preact/hooks'
import type { Gap } from '../../rules/assessment.ts'
import type { CountyPlace } from '../api.ts'
import { gapsCsvHref, getCountyGaps, getMatrix } from '../api.ts'
import { isZero, longDate, points } from '../format.ts'
import { dueOn } from '../parts/due.ts'
import { Frame, Main } from '../parts/frame.tsx'
import { Await, Nothing, useLoad } from '../parts/load.tsx'
import { GapTag } from '../parts/marks.tsx'
import { townshipHref } from '../parts/places.ts'
import { useTitle } from '../parts/title.ts'

const readPage = async (at: CountyPlace) => {
  const [{ townships }, { items }] = await Promise.all([getCountyGaps(at), getMatrix(at)])
  return { townships, numbers: new Map(items.map((item) => [item.id, item.number])) }
}

/** 差距清单: of one township or of all together, to print or to save as CSV. */
export const CountyGapsPage = ({ at }: { at: CountyPlace }) => {
  const page = useLoad('county-gaps', () => readPage(at))
  const [only, setOnly] = useState('')
  useTitle(`差距清单 ${at.year}年度`)
  return (
    <Frame at={at} page="gaps">
      <Main>
        <div class="head">
          <h1>差距清单</h1>
          <p class="tools">
            <label>
              <span class="sr">看哪个单位</span>
              <select class="select" value={only} onChange={(event) => setOnly(event.currentTarget.value)}>
                <option value="">全部乡镇（街道）</option>
                {(page.data?.townships ?? []).map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}
                  </option>
                ))}
              </select>
            </label>
            <a class="btn btn-s" href={gapsCsvHref(at)} download>
              全部差距清单CSV
            </a>
            <button class="btn btn-s" type="button" onClick={() => print()}>
              打印
            </button>
          </p>
        </div>
        <div class="note approval">
          <p>
            <b>内部比较，不得公布。</b>
          </p>
        </div>
        <Await of={page} what="差距清单">
          {({ townships, numbers }) =>
            townships.length === 0 ? (
              <Nothing>
                <p>本年度还没有乡镇（街道）。</p>
              </Nothing>
            ) : (
              townships
                .filter((one) => only === '' || one.id === only)
                .map((one, index) => (
                  <section
                    key={one.id}
                    class={`sheet flat${index > 0 ? ' newpage' : ''}`}
                    aria-labelledby={`of-${one.id}`}
                  >
                    <h2 id={`of-${one.id}`}>
                      {one.name} <small>{one.gaps.length}项</small>
                    </h2>
                    <List at={at} township={one.id} gaps={one.gaps} numbers={numbers} />
                  </section>
                ))
            )
          }
        </Await>
      </Main>
    </Frame>
  )
}

const List = ({
  at,
  township,
  gaps,
  numbers,
}: {
  at: CountyPlace
  township: string
  gaps: readonly Gap[]
  numbers: ReadonlyMap<string, string>
}) => {
  if (gaps.length === 0) return <p>没有差距。</p>
  const sorted = [...gaps].sort(
    (a, b) => Number(b.lostKnown) - Number(a.lostKnown) || Number(b.open) - Number(a.open),
  )
  return (
    <table class="tbl tbl-s cgaps">
      <thead>
        <tr>
          <th scope="col">考核要点</th>
          <th scope="col">类别</th>
          <th scope="col">情况和办法</th>
          <th scope="col" class="num">
            可争取
          </th>
          <th scope="col" class="num">
            已失
          </th>
          <th scope="col">期限</th>
          <th scope="col">经办</th>
        </tr>
      </thead>
      <tbody>
        {sorted.map((gap) => (
          <tr key={gap.item}>
            <th scope="row">
              <a href={townshipHref({ ...at, township }, 'items', gap.item)}>
                {numbers.get(gap.item)} {gap.title}
              </a>
            </th>
            <td>
              <GapTag kind={gap.kind} />
            </td>
            <td class="small">
              {gap.text}
              <br />
              <span class="second">{gap.remedy.text}</span>
            </td>
            <td class="num">{isZero(gap.open) ? <span class="dim">0</span> : points(gap.open)}</td>
            <td class="num">{isZero(gap.lostKnown) ? <span class="dim">0</span> : points(gap.lostKnown)}</td>
            <td>{isZero(gap.open) ? <span class="dim">本年度不能挽回</span> : longDate(dueOn(gap))}</td>
            <td>{gap.remedy.post}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
