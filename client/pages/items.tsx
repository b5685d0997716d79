import { useEffect } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { Assessment, ItemResult } from '../../rules/assessment.ts'
import type { FactEntry, Place } from '../api.ts'
import { getAssessment, getRegister, listFacts } from '../api.ts'
import { points, range } from '../format.ts'
import { datesText, Explanation } from '../parts/explanation.tsx'
import { Frame, Main } from '../parts/frame.tsx'
import { Await, useLoad } from '../parts/load.tsx'
import { OutcomeMark } from '../parts/marks.tsx'
import { townshipHref } from '../parts/places.ts'
import { RegisterGrid } from '../parts/register-grid.tsx'
import type { RowResults } from '../parts/register-rows.tsx'
import { StatementForm } from '../parts/statement.tsx'
import { useTitle } from '../parts/title.ts'
import { Tree } from '../parts/tree.tsx'

const anchored = (): string | null =>
  location.hash.startsWith('#fact-') ? decodeURIComponent(location.hash.slice(6)) : null

/** 考核要点: tree, entry and explanation side by side, each scrolling alone. */
export const ItemsPage = ({ at, item: wanted }: { at: Place; item: string | undefined }) => {
  const both = useLoad('items', async () => {
    const [assessment, { facts }] = await Promise.all([getAssessment(at), listFacts(at)])
    return { assessment, facts }
  })
  const items = both.data?.assessment.items ?? []
  const item = wanted === undefined ? items[0] : items.find((one) => one.id === wanted)
  useTitle(
    `${item ? `${item.number} ${item.title}` : '考核要点'} ${both.data?.assessment.township.name ?? ''}${at.year}年度`,
  )
  return (
    <Frame at={at} page="items">
      <Main desk>
        <Await of={both} what="考核要点">
          {({ assessment, facts }) =>
            item === undefined ? (
              <>
                <Tree at={at} assessment={assessment} current="" />
                <section class="pane entry">
                  <h1>没有这个考核要点</h1>
                  <p>本指标体系里没有编号“{wanted}”的要点，或者它不适用于这类单位。请从左边的树里选。</p>
                </section>
              </>
            ) : (
              <Desk at={at} assessment={assessment} facts={facts} item={item} reload={both.reload} />
            )
          }
        </Await>
      </Main>
    </Frame>
  )
}

const Desk = ({
  at,
  assessment,
  facts,
  item,
  reload,
}: {
  at: Place
  assessment: Assessment
  facts: FactEntry[]
  item: ItemResult
  reload: () => Promise<void>
}) => {
  const { url } = useLocation()
  const marked = anchored()
  // A link to a fact leads to it each time it is followed
  useEffect(() => {
    if (marked === null) return
    const target = document.getElementById(`fact-${marked}`)
    target?.scrollIntoView({ block: 'center' })
    target?.focus({ preventScroll: true })
  }, [url, item.id])
  return (
    <>
      <Tree at={at} assessment={assessment} current={item.id} />
      <Entry key={item.id} at={at} assessment={assessment} facts={facts} item={item} reload={reload} />
      <aside class="pane why" aria-labelledby="why">
        <Explanation key={item.id} at={at} item={item} assessment={assessment} marked={marked} />
      </aside>
    </>
  )
}

const Entry = ({
  at,
  assessment,
  facts,
  item,
  reload,
}: {
  at: Place
  assessment: Assessment
  facts: FactEntry[]
  item: ItemResult
  reload: () => Promise<void>
}) => {
  const index = assessment.items.findIndex((one) => one.id === item.id)
  const before = assessment.items[index - 1]
  const after = assessment.items[index + 1]
  const dimension = assessment.dimensions.find((one) => one.id === item.dimension)
  const mine = facts.filter((fact) => item.facts.some((one) => one.id === fact.id))
  const registers = [...new Set(item.facts.map((fact) => fact.register))].filter((id) => id !== '')
  const clause = item.reason.steps.find((step) => step.kind === 'clause')
  return (
    <section class="pane entry" aria-labelledby="it">
      <p class="crumb">
        <span>{dimension?.title}</span>
        <span class="tools">
          {before && <a href={townshipHref(at, 'items', before.id)}>上一项</a>}
          {after && <a href={townshipHref(at, 'items', after.id)}>下一项</a>}
        </span>
      </p>
      <h1 id="it" class="item-title">
        {item.number}　{item.title} {item.core && <span class="tag">核心</span>}
      </h1>
      <p class="item-meta">
        <OutcomeMark outcome={item.outcome} />
        {item.outcome !== 'not_in_force' && (
          <>
            <span>
              分值 <b>{points(item.value)}</b>
            </span>
            <span>
              自评 <b>{range(item.low, item.high)}</b>
            </span>
          </>
        )}
      </p>
      {clause && <blockquote class="clause">{clause.text}</blockquote>}
      <p class="small second">
        {datesText(item)}
        {item.scoringUnit === '' ? '' : `，${item.scoringUnit}评分`}
      </p>
      {registers.map((register) => (
        <ItemRegister key={register} at={at} register={register} item={item} reload={reload} />
      ))}
      {mine.length > 0 && (
        <section class="statements" aria-labelledby="st">
          <h2 id="st">暂无逐条记录时，可以填报</h2>
          {mine.map((fact) => (
            <StatementForm
              key={`${fact.id}/${fact.statement?.version ?? 0}`}
              at={at}
              fact={fact}
              onChanged={reload}
            />
          ))}
        </section>
      )}
    </section>
  )
}

const worst = { fail: 2, doubt: 1, pass: 0 } as const

const ItemRegister = ({
  at,
  register,
  item,
  reload,
}: {
  at: Place
  register: string
  item: ItemResult
  reload: () => Promise<void>
}) => {
  const answer = useLoad(register, () => getRegister(at, register))
  const results = new Map<string, 'pass' | 'fail' | 'doubt'>()
  for (const row of item.facts.flatMap((fact) => fact.rows)) {
    const old = results.get(row.id)
    if (row.register === register && (old === undefined || worst[row.result] > worst[old]))
      results.set(row.id, row.result)
  }
  const known: RowResults | undefined = results.size > 0 ? results : undefined
  return (
    <Await of={answer} what="台账">
      {(data) => (
        <>
          <RegisterGrid
            at={at}
            answer={data}
            {...(known ? { results: known } : {})}
            onChanged={async () => {
              await Promise.all([answer.reload(), reload()])
            }}
          />
          <p class="small second">
            同一台账用于：
            {data.items.map((one) => `${one.number} ${one.title}`).join('、')}。登记一次，各处都算。
            <a href={townshipHref(at, 'registers', register)}>打开整本台账</a>
          </p>
        </>
      )}
    </Await>
  )
}
