import { useState } from 'preact/hooks'
import type { RankedTownship } from '../../rules/assessment.ts'
import type { CountyPlace } from '../api.ts'
import { gapsCsvHref, getRanking, listHref, rankingHref, scoreSheetsHref } from '../api.ts'
import { longDate, points } from '../format.ts'
import { Frame, Main } from '../parts/frame.tsx'
import { RangeBar } from '../parts/interval.tsx'
import { Await, Nothing, useLoad } from '../parts/load.tsx'
import { countyHref, townshipHref } from '../parts/places.ts'
import { useTitle } from '../parts/title.ts'
import { units } from '../text.ts'

const axes = { 60: [60, 70, 80, 90, 100], 0: [0, 25, 50, 75, 100] } as const

/** 分组比较: places are ranges, ties share; internal comparison only. */
export const RankingPage = ({ at }: { at: CountyPlace }) => {
  const page = useLoad('ranking', () => getRanking(at))
  const [from, setFrom] = useState<0 | 60 | null>(null)
  useTitle(`分组比较 ${at.year}年度`)
  return (
    <Frame at={at} page="">
      <Main>
        <Await of={page} what="分组比较">
          {(ranking) => {
            const all = ranking.groups.flatMap((group) => group.townships)
            // The narrower scale tells close townships apart, but only if it holds them all.
            const scale = from ?? (all.every((one) => Number(one.low) >= 60) ? 60 : 0)
            return (
              <>
                <div class="head">
                  <h1>分组比较</h1>
                  <p class="jump">
                    {ranking.groups.map((group) => (
                      <a key={group.id} href={`#group-${group.id}`}>
                        {group.title}
                        {group.townships.length}个
                      </a>
                    ))}
                    <a href={countyHref(at, 'matrix')}>要点×乡镇</a>
                  </p>
                  <p class="tools">
                    <span class="second">按{longDate(ranking.asOf)}计算</span>
                    <ScaleChoice scale={scale} onChoose={setFrom} />
                    <a class="btn btn-s" href={gapsCsvHref(at)} download>
                      全部差距清单CSV
                    </a>
                    <a class="btn btn-s" href={listHref(at, 'ranking')} download>
                      Excel
                    </a>
                    <a class="btn btn-s" href={scoreSheetsHref(at)} download>
                      各单位得分表Excel
                    </a>
                    <a class="btn btn-s" href={rankingHref(at)} download>
                      考核情况Word（内部）
                    </a>
                    <button class="btn btn-s" type="button" onClick={() => print()}>
                      打印
                    </button>
                  </p>
                </div>
                <div class="note approval">
                  <p>
                    <b>内部比较，不得公布。</b>
                    {ranking.notice.replace(/^内部比较，不得公布。?/, '')}
                  </p>
                </div>
                {all.length === 0 && (
                  <Nothing>
                    <p>本年度还没有可以比较的乡镇（街道）。</p>
                  </Nothing>
                )}
                {ranking.groups.map((group) => (
                  <section key={group.id} class="sheet flat" aria-labelledby={`group-${group.id}`}>
                    <h2 id={`group-${group.id}`}>{group.title}</h2>
                    <table class="tbl rank">
                      <thead>
                        <tr>
                          <th scope="col">位次</th>
                          <th scope="col">乡镇（街道）</th>
                          <th scope="col" class="rcell">
                            <span class="sr">得分区间</span>
                            <Axis from={scale} />
                          </th>
                          <th scope="col" class="num">
                            已得<small>{units.scaled}</small>
                          </th>
                          <th scope="col" class="num">
                            上限<small>{units.scaled}</small>
                          </th>
                          {group.townships.some((one) => one.grade !== null) && <th scope="col">等次</th>}
                          <th scope="col">
                            主要失分<small>{units.raw}</small>
                          </th>
                          <th scope="col">
                            <span class="sr">差距清单</span>
                          </th>
                        </tr>
                      </thead>
                      <tbody>
                        {group.townships.map((one) => (
                          <Line
                            key={one.id}
                            at={at}
                            one={one}
                            from={scale}
                            graded={group.townships.some((other) => other.grade !== null)}
                          />
                        ))}
                      </tbody>
                    </table>
                  </section>
                ))}
              </>
            )
          }}
        </Await>
      </Main>
    </Frame>
  )
}

const ScaleChoice = ({ scale, onChoose }: { scale: 0 | 60; onChoose: (from: 0 | 60) => void }) => (
  <span class="choice small" role="radiogroup" aria-label="刻度">
    {([60, 0] as const).map((choice) => (
      <label key={choice} class={scale === choice ? 'on' : undefined}>
        <input
          type="radio"
          name="scale"
          class="sr"
          checked={scale === choice}
          onChange={() => onChoose(choice)}
        />
        {choice}—100
      </label>
    ))}
  </span>
)

const Axis = ({ from }: { from: 0 | 60 }) => (
  <span class="axis" aria-hidden="true">
    {axes[from].map((at, index) => (
      <span key={at} style={{ left: `${index * 25}%` }}>
        {at}
      </span>
    ))}
  </span>
)

const Line = ({
  at,
  one,
  from,
  graded,
}: {
  at: CountyPlace
  one: RankedTownship
  from: 0 | 60
  graded: boolean
}) => {
  const place = { ...at, township: one.id }
  const decided = one.low === one.high
  return (
    <tr>
      <td class="place">
        {one.shared && <small>并列 </small>}
        {one.place.best === one.place.worst ? one.place.best : `${one.place.best}—${one.place.worst}`}
      </td>
      <th scope="row">
        <a href={townshipHref(place)}>
          <b>{one.name}</b>
        </a>
      </th>
      <td class="rcell">
        <RangeBar low={one.low} high={one.high} from={from} />
      </td>
      <td class="num">
        <b>{points(one.secured)}</b>
      </td>
      <td class="num">{decided ? <span class="second">已定</span> : points(one.high)}</td>
      {graded && (
        <td class="nowrap">
          {one.grade &&
            (one.grade.low === one.grade.high ? one.grade.low : `${one.grade.low}—${one.grade.high}`)}
        </td>
      )}
      <td class="small">
        {one.losses.length === 0 ? (
          <span class="dim">没有已失的分</span>
        ) : (
          one.losses.slice(0, 3).map((loss, index) => (
            <span key={loss.item} class="nowrap">
              <a href={townshipHref(place, 'items', loss.item)}>{loss.title}</a> <b>−{points(loss.lost)}</b>
              {index < Math.min(one.losses.length, 3) - 1 && '；'}
            </span>
          ))
        )}
      </td>
      <td class="nowrap act">
        <a href={townshipHref(place, 'gaps')}>
          差距{one.gaps}项<span class="sr">：{one.name}</span>
        </a>
      </td>
    </tr>
  )
}
