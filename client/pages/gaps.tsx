import { useState } from 'preact/hooks'
import type { Gap } from '../../rules/assessment.ts'
import type { Place } from '../api.ts'
import { type Choice, getAssessment, listChoices, setCause, setIncluded } from '../api.ts'
import { points, range } from '../format.ts'
import { Basis } from '../parts/basis.tsx'
import { useDeed } from '../parts/deed.ts'
import { Draft, type Wanted } from '../parts/draft.tsx'
import { Frame, Main } from '../parts/frame.tsx'
import { GapTable } from '../parts/gap-table.tsx'
import { IntervalBar, Threes } from '../parts/interval.tsx'
import { Await, Nothing, useLoad } from '../parts/load.tsx'
import { Papers } from '../parts/papers.tsx'
import { useTitle } from '../parts/title.ts'

/** 差距: what points are lost or open, by worth, and the drafted shortcomings. */
export const GapsPage = ({ at }: { at: Place }) => {
  const page = useLoad('gaps', async () => {
    const [assessment, { choices }] = await Promise.all([getAssessment(at), listChoices(at)])
    return { assessment, choices }
  })
  const [wanted, setWanted] = useState<Wanted | null>(null)
  const { error, run } = useDeed(() => '这一项刚在别处改过，已读取最新的状态，请再选一次。', page.reload)
  useTitle(`差距 ${page.data?.assessment.township.name ?? ''}${at.year}年度`)
  // Shown at once, so that a choice stays where it was put; one at a time.
  const choose = async (choice: Wanted, deed: () => Promise<unknown>) => {
    if (wanted !== null) return
    setWanted(choice)
    await run(deed)
    setWanted(null)
  }
  return (
    <Frame at={at} page="gaps">
      <Main>
        <Await of={page} what="差距">
          {({ assessment, choices }) => {
            const versionOf = (item: string, kind: Choice['kind']) =>
              choices.find((one) => one.item === item && one.kind === kind)?.version ?? 0
            const { raw, scaled } = assessment.score
            return (
              <>
                <div class="head">
                  <h1>差距</h1>
                  <p class="jump">
                    <a href="#gaps">差距{assessment.gaps.length}项</a>
                    <a href="#dr">不足草稿</a>
                    <a href="#ms">待补充材料{assessment.draft.missing.length}项</a>
                    <a href="#papers">导出</a>
                  </p>
                  <p class="tools">
                    <button class="btn btn-s" type="button" onClick={() => print()}>
                      打印
                    </button>
                  </p>
                </div>
                {error && (
                  <p class="note note-red" role="alert">
                    <b class="red">错误：</b>
                    {error}
                  </p>
                )}
                <section class="sheet now" aria-label="现在的得分">
                  <p>
                    百分制 <b>{range(scaled.low, scaled.high)}</b>
                    <span class="second aside">
                      原始分{range(raw.low, raw.high)}，满分{points(raw.applicable)}；下表是原始分
                    </span>
                  </p>
                  <IntervalBar node={raw} />
                  <Threes node={raw} />
                </section>
                <section id="gaps" aria-label="按分值排列的差距">
                  {assessment.gaps.length === 0 ? (
                    <Nothing>
                      <p>没有差距：每一项都已得满分。</p>
                    </Nothing>
                  ) : (
                    <GapTable at={at} gaps={assessment.gaps} />
                  )}
                </section>
                <Draft
                  at={at}
                  assessment={assessment}
                  wanted={wanted}
                  onCause={(gap: Gap, cause) =>
                    void choose({ item: gap.item, cause }, () =>
                      setCause(at, gap.item, versionOf(gap.item, 'cause'), cause),
                    )
                  }
                  onInclude={(item, included) =>
                    void choose({ item, included }, () =>
                      setIncluded(at, item, versionOf(item, 'included'), included),
                    )
                  }
                />
                <Papers at={at} />
                <Basis assessment={assessment} />
              </>
            )
          }}
        </Await>
      </Main>
    </Frame>
  )
}
