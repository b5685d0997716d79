import { useState } from 'preact/hooks'
import type { CountyPlace } from '../api.ts'
import { gapsCsvHref, getCountyGaps, listHref, paperHref } from '../api.ts'
import { DownloadEach } from '../parts/download-each.tsx'
import { Frame, Main } from '../parts/frame.tsx'
import { GapTable } from '../parts/gap-table.tsx'
import { Await, Nothing, useLoad } from '../parts/load.tsx'
import { useTitle } from '../parts/title.ts'

/** 差距清单: of one township or of all together, to print or to save as CSV. */
export const CountyGapsPage = ({ at }: { at: CountyPlace }) => {
  const page = useLoad('county-gaps', () => getCountyGaps(at))
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
            <a class="btn btn-s" href={listHref(at, 'gaps')} download>
              Excel
            </a>
            <button class="btn btn-s" type="button" onClick={() => print()}>
              打印
            </button>
            <DownloadEach
              label="各单位问题清单Word"
              name={`${at.year}年度问题清单.zip`}
              files={(page.data?.townships ?? []).map(({ id, name }) => ({
                of: name,
                href: paperHref({ ...at, township: id }, 'problem-list'),
              }))}
            />
          </p>
        </div>
        <div class="note approval">
          <p>
            <b>内部比较，不得公布。</b>
          </p>
        </div>
        <Await of={page} what="差距清单">
          {({ townships }) =>
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
                    {one.gaps.length === 0 ? (
                      <p>没有差距。</p>
                    ) : (
                      <GapTable at={{ ...at, township: one.id }} gaps={one.gaps} />
                    )}
                  </section>
                ))
            )
          }
        </Await>
      </Main>
    </Frame>
  )
}
