import { useEffect } from 'preact/hooks'
import type { Place } from '../api.ts'
import { getRegister, listFacts } from '../api.ts'
import { Frame, Main } from '../parts/frame.tsx'
import { ItemLinks } from '../parts/item-links.tsx'
import { Await, useLoad } from '../parts/load.tsx'
import { townshipHref } from '../parts/places.ts'
import { RegisterGrid } from '../parts/register-grid.tsx'
import { judgeRows } from '../parts/row-results.ts'
import { useTitle } from '../parts/title.ts'

/** One register, whole. */
export const RegisterPage = ({ at, register }: { at: Place; register: string }) => {
  const page = useLoad(register, async () => {
    const [answer, { facts }] = await Promise.all([getRegister(at, register), listFacts(at)])
    const read = facts.filter((fact) => fact.items.length > 0)
    return { answer, judged: judgeRows(register, read, new Map(read.map((fact) => [fact.id, fact.kind]))) }
  })
  const title = page.data?.answer.register.title ?? '台账'
  const there = page.data !== null
  useTitle(`${title} ${at.year}年度`)
  useEffect(() => {
    if (there && location.hash.startsWith('#row-'))
      document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView({ block: 'center' })
  }, [there])
  return (
    <Frame at={at} page="registers">
      <Main>
        <div class="head">
          <h1>{title}</h1>
          <p class="jump">
            <a href={townshipHref(at, 'registers')}>全部台账</a>
          </p>
        </div>
        <Await of={page} what="台账">
          {({ answer, judged }) => (
            <section class="sheet">
              <RegisterGrid at={at} answer={answer} judged={judged} titled={false} onChanged={page.reload} />
              {answer.items.length > 0 && (
                <p class="small second">
                  用于：
                  <ItemLinks at={at} items={answer.items} titled />
                </p>
              )}
            </section>
          )}
        </Await>
      </Main>
    </Frame>
  )
}
