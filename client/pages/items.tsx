import { useEffect } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { Assessment, FactView, ItemResult, PoolView, RowRef } from '../../rules/assessment.ts'
import type { FactEntry, Place } from '../api.ts'
import { getAssessment, getRegister, listFacts } from '../api.ts'
import { points, range } from '../format.ts'
import { datesText, Explanation, ItemResultLines, reasonTitle } from '../parts/explanation.tsx'
import { Frame, Main } from '../parts/frame.tsx'
import { Await, useLoad } from '../parts/load.tsx'
import { OutcomeMark } from '../parts/marks.tsx'
import { townshipHref } from '../parts/places.ts'
import { poolPoints } from '../parts/pools.tsx'
import { RegisterGrid } from '../parts/register-grid.tsx'
import { judgeRows } from '../parts/row-results.ts'
import { canBeStated, StatementForm } from '../parts/statement.tsx'
import { useTitle } from '../parts/title.ts'
import { Tree } from '../parts/tree.tsx'

const anchored = (): string | null =>
  location.hash.startsWith('#fact-') ? decodeURIComponent(location.hash.slice(6)) : null

/** What the page shows: an item, or a line of a pool. */
type Subject =
  | { kind: 'item'; id: string; item: ItemResult }
  | { kind: 'line'; id: string; pool: PoolView; line: PoolView['lines'][number] }

interface Shown {
  at: Place
  assessment: Assessment
  facts: FactEntry[]
  subject: Subject
  reload: () => Promise<void>
}

/** Items in the order of the table, then the lines of the pools. */
const subjectsOf = (assessment: Assessment): Subject[] => [
  ...assessment.items.map((item): Subject => ({ kind: 'item', id: item.id, item })),
  ...assessment.score.pools.flatMap((pool) =>
    pool.lines.map((line): Subject => ({ kind: 'line', id: line.id, pool, line })),
  ),
]

const titleOf = (subject: Subject): string =>
  subject.kind === 'item' ? `${subject.item.number} ${subject.item.title}` : subject.line.title

/** 考核要点: tree, entry and explanation side by side, each scrolling alone. */
export const ItemsPage = ({ at, item: wanted }: { at: Place; item: string | undefined }) => {
  const both = useLoad('items', async () => {
    const [assessment, { facts }] = await Promise.all([getAssessment(at), listFacts(at)])
    return { assessment, facts }
  })
  const subjects = both.data ? subjectsOf(both.data.assessment) : []
  const subject = wanted === undefined ? subjects[0] : subjects.find((one) => one.id === wanted)
  useTitle(
    `${subject ? titleOf(subject) : '考核要点'} ${both.data?.assessment.township.name ?? ''}${at.year}年度`,
  )
  return (
    <Frame at={at} page="items">
      <Main desk>
        <Await of={both} what="考核要点">
          {({ assessment, facts }) =>
            subject === undefined ? (
              <>
                <Tree at={at} assessment={assessment} current="" />
                <section class="pane entry">
                  <h1>没有这个考核要点</h1>
                  <p>本指标体系里没有这个要点，或者本类单位不设。请从左边的树里选。</p>
                </section>
              </>
            ) : (
              <Desk at={at} assessment={assessment} facts={facts} subject={subject} reload={both.reload} />
            )
          }
        </Await>
      </Main>
    </Frame>
  )
}

const Desk = (shown: Shown) => {
  const { at, assessment, facts, subject } = shown
  const { url } = useLocation()
  const marked = anchored()
  // A link to a fact leads to it each time it is followed
  useEffect(() => {
    if (marked === null) return
    const target = document.getElementById(`fact-${marked}`)
    target?.scrollIntoView({ block: 'center' })
    target?.focus({ preventScroll: true })
  }, [url, subject.id])
  const around = { at, assessment, marked, entries: new Map(facts.map((fact) => [fact.id, fact])) }
  return (
    <>
      <Tree at={at} assessment={assessment} current={subject.id} />
      <Entry key={subject.id} {...shown} />
      <aside class="pane why" aria-labelledby="why">
        {subject.kind === 'item' ? (
          <Explanation
            key={subject.id}
            {...around}
            title={reasonTitle(subject.item, subject.item.outcome)}
            steps={subject.item.reason.steps}
            facts={subject.item.facts}
          >
            <ItemResultLines item={subject.item} />
          </Explanation>
        ) : (
          <Explanation
            key={subject.id}
            {...around}
            title={reasonTitle(subject.line)}
            steps={subject.line.reason.steps}
            facts={subject.line.facts}
          >
            <p>
              {subject.pool.title}合计{poolPoints(subject.pool.sign, subject.pool)}，封顶{subject.pool.cap}。
            </p>
          </Explanation>
        )}
      </aside>
    </>
  )
}

const Entry = ({ at, assessment, facts, subject, reload }: Shown) => {
  const order = subjectsOf(assessment)
  const index = order.findIndex((one) => one.id === subject.id)
  const before = order[index - 1]
  const after = order[index + 1]
  const { facts: views, reason } = subject.kind === 'item' ? subject.item : subject.line
  const mine = facts.filter((fact) => canBeStated(fact) && views.some((one) => one.id === fact.id))
  const registers = [...new Set(views.map((fact) => fact.register))].filter((id) => id !== '')
  const clause = reason.steps.find((step) => step.kind === 'clause')
  return (
    <section class="pane entry" aria-labelledby="it">
      <p class="crumb">
        <span>
          {subject.kind === 'item'
            ? assessment.dimensions.find((one) => one.id === subject.item.dimension)?.title
            : subject.pool.title}
        </span>
        <span class="tools">
          {before && <a href={townshipHref(at, 'items', before.id)}>上一项</a>}
          {after && <a href={townshipHref(at, 'items', after.id)}>下一项</a>}
        </span>
      </p>
      {subject.kind === 'item' ? <ItemHead item={subject.item} /> : <LineHead {...subject} />}
      {clause && <blockquote class="clause">{clause.text}</blockquote>}
      {subject.kind === 'item' && (
        <p class="small second">
          {datesText(subject.item)}
          {subject.item.scoringUnit === '' ? '' : `，${subject.item.scoringUnit}评分`}
        </p>
      )}
      {registers.map((register) => (
        <ItemRegister
          key={register}
          at={at}
          register={register}
          views={views}
          facts={facts}
          failing={subject.kind === 'item' ? subject.item.rows : []}
          reload={reload}
        />
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

const ItemHead = ({ item }: { item: ItemResult }) => (
  <>
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
  </>
)

const LineHead = ({ pool, line }: { pool: PoolView; line: PoolView['lines'][number] }) => (
  <>
    <h1 id="it" class="item-title">
      {line.title}
    </h1>
    <p class="item-meta">
      <span>
        自评 <b>{poolPoints(pool.sign, line)}</b>
      </span>
      <span>
        {pool.title}封顶 <b>{pool.cap}</b>
      </span>
    </p>
  </>
)

const ItemRegister = ({
  at,
  register,
  views,
  facts,
  failing,
  reload,
}: {
  at: Place
  register: string
  views: readonly FactView[]
  facts: readonly FactEntry[]
  failing: readonly RowRef[]
  reload: () => Promise<void>
}) => {
  const answer = useLoad(register, () => getRegister(at, register))
  const judged = judgeRows(register, views, new Map(facts.map((fact) => [fact.id, fact.kind])), failing)
  return (
    <Await of={answer} what="台账">
      {(data) => (
        <>
          <RegisterGrid
            at={at}
            answer={data}
            {...(judged.size > 0 ? { judged } : {})}
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
