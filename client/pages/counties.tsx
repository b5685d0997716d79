import type { CountyAnswer, CountyEntry, CountyPlace } from '../api.ts'
import { getCounty, listCounties } from '../api.ts'
import { Frame, Main } from '../parts/frame.tsx'
import { Await, Nothing, useLoad } from '../parts/load.tsx'
import { countyHref, townshipHref } from '../parts/places.ts'
import { useTitle } from '../parts/title.ts'

/** The front door: every county and year, its townships, and what each has given in. */
export const CountiesPage = () => {
  useTitle('单位和年度')
  const all = useLoad('counties', listCounties)
  return (
    <Frame at={null} page="">
      <Main>
        <div class="head">
          <h1>单位和年度</h1>
          <p class="second">事实登记一次，得分、理由、差距、不足草稿和比较都由公开的规则得出。</p>
        </div>
        <Await of={all} what="单位名单">
          {({ counties }) =>
            counties.length === 0 ? (
              <Nothing>
                <p>
                  还没有单位。用 <code>--demo</code> 启动服务，可以先看虚构的示例县。
                </p>
              </Nothing>
            ) : (
              counties.flatMap((county) => {
                // In January a year is written up while the next has begun; a table is a request.
                const earlier = county.years.slice(0, -2)
                return county.years
                  .slice(-2)
                  .map((year, index) => (
                    <Cycle
                      key={`${county.id}/${year}`}
                      entry={county}
                      year={year}
                      earlier={index === 0 ? earlier : []}
                    />
                  ))
              })
            )
          }
        </Await>
      </Main>
    </Frame>
  )
}

const Cycle = ({ entry, year, earlier }: { entry: CountyEntry; year: number; earlier: number[] }) => {
  const at = { county: entry.id, year: String(year) }
  const answer = useLoad(`${at.county}/${at.year}`, () => getCounty(at))
  const heading = `cycle-${entry.id}-${year}`
  return (
    <section class="sheet" aria-labelledby={heading}>
      <h2 id={heading}>
        {entry.name} {year}年度
        {answer.data && <small>指标体系：{answer.data.pack.title}</small>}
        <span class="tools">
          {earlier.map((one) => (
            <a key={one} href={countyHref({ ...at, year: String(one) })}>
              {one}年度
            </a>
          ))}
          <a class="btn btn-s" href={countyHref(at)}>
            看分组比较
          </a>
        </span>
      </h2>
      <Await of={answer} what="乡镇（街道）">
        {({ townships }) => <Townships at={at} townships={townships} />}
      </Await>
      {entry.code.startsWith('99') && (
        <p class="small second">示例数据：{entry.name}及所辖单位均为虚构，代码以99开头。</p>
      )}
    </section>
  )
}

const Townships = ({ at, townships }: { at: CountyPlace; townships: CountyAnswer['townships'] }) => (
  <table class="tbl">
    <thead>
      <tr>
        <th scope="col">乡镇（街道）</th>
        <th scope="col">类别</th>
        <th scope="col" class="num">
          台账记录
        </th>
        <th scope="col" class="num">
          年度报告
        </th>
      </tr>
    </thead>
    <tbody>
      {townships.map((one) => (
        <tr key={one.id}>
          <th scope="row">
            <a href={townshipHref({ ...at, township: one.id })}>{one.name}</a>
          </th>
          <td>{one.kind}</td>
          <td class="num">{one.rows}条</td>
          <td class="num">{one.documents === 0 ? <span class="dim">未提交</span> : `${one.documents}份`}</td>
        </tr>
      ))}
    </tbody>
  </table>
)
