import { useEffect } from 'preact/hooks'
import type { Place } from '../api.ts'
import { getRegister } from '../api.ts'
import { Frame, Main } from '../parts/frame.tsx'
import { Await, useLoad } from '../parts/load.tsx'
import { townshipHref } from '../parts/places.ts'
import { RegisterGrid } from '../parts/register-grid.tsx'
import { useTitle } from '../parts/title.ts'

/** One register, whole. */
export const RegisterPage = ({ at, register }: { at: Place; register: string }) => {
  const answer = useLoad(register, () => getRegister(at, register))
  const title = answer.data?.register.title ?? '台账'
  const there = answer.data !== null
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
        <Await of={answer} what="台账">
          {(data) => (
            <section class="sheet">
              <RegisterGrid at={at} answer={data} titled={false} onChanged={answer.reload} />
              {data.items.length > 0 && (
                <p class="small second">
                  用于：
                  {data.items.map((item, index) => (
                    <span key={item.id}>
                      {index > 0 && '、'}
                      <a href={townshipHref(at, 'items', item.id)}>
                        {item.number} {item.title}
                      </a>
                    </span>
                  ))}
                </p>
              )}
            </section>
          )}
        </Await>
      </Main>
    </Frame>
  )
}
