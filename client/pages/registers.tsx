import { useState } from 'preact/hooks'
import type { Place } from '../api.ts'
import { listRegisters } from '../api.ts'
import { FindInput, ViewChoice } from '../parts/finder.tsx'
import { Frame, Main } from '../parts/frame.tsx'
import { ItemLinks } from '../parts/item-links.tsx'
import { Await, Nothing, useLoad } from '../parts/load.tsx'
import { townshipHref } from '../parts/places.ts'
import { useTitle } from '../parts/title.ts'
import { keepers, registerMeanings, registerStates } from '../text.ts'

type View = 'all' | 'empty' | 'open' | 'closed' | 'none' | 'mine' | 'county'

const views: Record<View, string> = {
  all: '全部',
  empty: '还没有记录的',
  open: registerStates.open,
  closed: registerStates.closed,
  none: registerStates.none,
  mine: '本单位登记的',
  county: '县级登记的',
}

type Entry = Awaited<ReturnType<typeof listRegisters>>['registers'][number]

const inView = (view: View, one: Entry): boolean => {
  switch (view) {
    case 'all':
      return true
    case 'empty':
      return one.state === 'open' && one.rows === 0
    case 'mine':
      return one.keeper === 'township'
    case 'county':
      return one.keeper === 'county'
    default:
      return one.state === view
  }
}

/** Found by its own name, or by an item that uses it. */
const named = (text: string, one: Entry): boolean =>
  text === '' ||
  one.title.includes(text) ||
  one.items.some(({ title, number }) => title.includes(text) || number === text)

/** 台账: every register with its state, its keeper and the items that use it. */
export const RegistersPage = ({ at }: { at: Place }) => {
  const list = useLoad('registers', () => listRegisters(at))
  const [wanted, setWanted] = useState('')
  const [view, setView] = useState<View>('all')
  useTitle(`台账 ${at.year}年度`)
  const fits = (one: Entry) => inView(view, one) && named(wanted.trim(), one)
  return (
    <Frame at={at} page="registers">
      <Main>
        <div class="head">
          <h1>台账</h1>
          <p class="second">登记一次，用到它的各项要点都算。</p>
          <p class="tools">
            <a class="btn btn-s" href={townshipHref(at, 'imports')}>
              用Excel导入、导出
            </a>
          </p>
        </div>
        <Await of={list} what="台账名单">
          {({ registers }) =>
            registers.length === 0 ? (
              <Nothing>
                <p>本指标体系没有要求登记的台账。</p>
              </Nothing>
            ) : (
              <>
                <p class="tools filter">
                  <FindInput label="查找台账" hint="台账、要点名称" value={wanted} onChange={setWanted} />
                  <ViewChoice
                    label="只看哪些台账"
                    views={views}
                    value={view}
                    count={(each) => registers.filter((one) => inView(each, one)).length}
                    unit="本"
                    onChange={setView}
                  />
                  <span class="second" role="status">
                    {registers.filter(fits).length}本
                  </span>
                </p>
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
                    {registers.filter(fits).map((one) => (
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
