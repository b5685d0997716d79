import type { CountyEntry } from '../api.ts'
import { getCounty, listCounties } from '../api.ts'
import { Frame, Main } from '../parts/frame.tsx'
import { Await, Nothing, useLoad } from '../parts/load.tsx'
import { countyHref, townshipHref } from '../parts/places.ts'
import { useTitle } from '../parts/title.ts'

const readAll = async () => {
  const { counties } = await listCounties()
  return Promise.all(
    counties.flatMap((county) =>
      county.years.map(async (year) => ({
        entry: county,
        year,
        answer: await getCounty({ county: county.id, year: String(year) }),
      })),
    ),
  )
}

/** The front door: every county and year, its townships, and what each has given in. */
export const CountiesPage = () => {
  useTitle('单位和年度')
  const all = useLoad('counties', readAll)
  return (
    <Frame at={null} page="">
      <Main>
        <div class="head">
          <h1>单位和年度</h1>
          <p class="second">事实登记一次，得分、理由、差距、不足草稿和比较都由公开的规则得出。</p>
        </div>
        <Await of={all} what="单位名单">
          {(list) =>
            list.length === 0 ? (
              <Nothing>
                <p>
                  还没有单位。用 <code>--demo</code> 启动服务，可以先看虚构的示例县。
                </p>
              </Nothing>
            ) : (
              list.map((one) => <Cycle key={`${one.entry.id}/${one.year}`} {...one} />)
            )
          }
        </Await>
      </Main>
    </Frame>
  )
}

const Cycle = ({
  entry,
  year,
  answer,
}: {
  entry: CountyEntry
  year: number
  answer: Awaited<ReturnType<typeof getCounty>>
}) => {
  const at = { county: entry.id, year: String(year) }
  const heading = `cycle-${entry.id}-${year}`
  return (
    <section class="sheet" aria-labelledby={heading}>
      <h2 id={heading}>
        {entry.name} {year}年度 <small>指标体系：{answer.pack.title}</small>
        <span class="tools">
          <a class="btn btn-s" href={countyHref(at)}>
            看分组比较
          </a>
        </span>
      </h2>
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
          {answer.townships.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <a href={townshipHref({ ...at, township: one.id })}>{one.name}</a>
              </th>
              <td>{one.kind}</td>
              <td class="num">{one.rows}条</td>
              <td class="num">
                {one.documents === 0 ? <span class="dim">未提交</span> : `${one.documents}份`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {entry.code.startsWith('99') && (
        <p class="small second">示例数据：{entry.name}及所辖单位均为虚构，代码以99开头。</p>
      )}
    </section>
  )
}
