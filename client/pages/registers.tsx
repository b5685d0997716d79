import type { Place } from '../api.ts'
import { listRegisters } from '../api.ts'
import { Frame, Main } from '../parts/frame.tsx'
import { ItemLinks } from '../parts/item-links.tsx'
import { Await, Nothing, useLoad } from '../parts/load.tsx'
import { townshipHref } from '../parts/places.ts'
import { useTitle } from '../parts/title.ts'
import { keepers, registerMeanings, registerStates } from '../text.ts'

/** 台账: every register with its state, its keeper and the items that use it. */
export const RegistersPage = ({ at }: { at: Place }) => {
  const list = useLoad('registers', () => listRegisters(at))
  useTitle(`台账 ${at.year}年度`)
  return (
    <Frame at={at} page="registers">
      <Main>
        <div class="head">
          <h1>台账</h1>
          <p class="second">登记一次，用到它的各项要点都算。</p>
        </div>
        <Await of={list} what="台账名单">
          {({ registers }) =>
            registers.length === 0 ? (
              <Nothing>
                <p>本指标体系没有要求登记的台账。</p>
              </Nothing>
            ) : (
              <>
                <table class="tbl">
                  <thead>
                    <tr>
                      <th scope="col">台账</th>
                      <th scope="col">状态</th>
                      <th scope="col" class="num">
                        记录
                      </th>
                      <th scope="col">由谁登记</th>
                      <th scope="col">用于</th>
                      <th scope="col">
                        <span class="sr">打开</span>
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {registers.map((one) => (
                      <tr key={one.id}>
                        <th scope="row">
                          <a href={townshipHref(at, 'registers', one.id)}>{one.title}</a>
                        </th>
                        <td>
                          <span class={`tag state-${one.state}`}>{registerStates[one.state]}</span>
                        </td>
                        <td class="num">{one.rows === 0 ? <span class="dim">0</span> : one.rows}</td>
                        <td class="second">
                          {one.keeper === 'county' ? (one.keeperUnit ?? keepers.county) : keepers.township}
                        </td>
                        <td class="items">
                          <ItemLinks at={at} items={one.items} />
                        </td>
                        <td class="act">
                          <a class="btn btn-s" href={townshipHref(at, 'registers', one.id)}>
                            {one.rows === 0 && one.state === 'open' ? '去登记' : '打开'}
                            <span class="sr">{one.title}</span>
                          </a>
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
                <dl class="meanings small second">
                  {(['open', 'closed', 'none'] as const).map((state) => (
                    <div key={state}>
                      <dt>
                        <span class={`tag state-${state}`}>{registerStates[state]}</span>
                      </dt>
                      <dd>{registerMeanings[state]}</dd>
                    </div>
                  ))}
                </dl>
              </>
            )
          }
        </Await>
      </Main>
    </Frame>
  )
}
