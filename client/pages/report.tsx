import { useState } from 'preact/hooks'
import type { Assessment } from '../../rules/assessment.ts'
import type {
  ApiError,
  DocumentAnswer,
  DocumentEntry,
  FactEntry,
  ItemRef,
  Place,
  StoredClaim,
} from '../api.ts'
import {
  getAssessment,
  getDocument,
  listDocuments,
  listFacts,
  movedClaims,
  removeDocument,
  setClaim,
  setClaims,
} from '../api.ts'
import { longDate, range } from '../format.ts'
import type { Decision } from '../parts/claim-list.tsx'
import { ClaimList } from '../parts/claim-list.tsx'
import { numbered, stateOf } from '../parts/claim-state.ts'
import { useDeed } from '../parts/deed.ts'
import { Frame, Main } from '../parts/frame.tsx'
import { Await, useLoad } from '../parts/load.tsx'
import { otherTownships } from '../parts/named-townships.ts'
import { Legend, Paper } from '../parts/paper.tsx'
import { ReportInput } from '../parts/report-input.tsx'
import { useTitle } from '../parts/title.ts'
import { documentKinds } from '../text.ts'

interface Read {
  documents: DocumentEntry[]
  answer: DocumentAnswer | null
  assessment: Assessment
  facts: FactEntry[]
}

const readPage = async (at: Place, chosen: string | null): Promise<Read> => {
  const [{ documents }, assessment, { facts }] = await Promise.all([
    listDocuments(at),
    getAssessment(at),
    listFacts(at),
  ])
  const last = documents[documents.length - 1]
  const id = documents.find((one) => one.id === chosen)?.id ?? last?.id
  return { documents, answer: id === undefined ? null : await getDocument(at, id), assessment, facts }
}

/** 年度报告: the text left, its claims right, one index. */
export const ReportPage = ({ at }: { at: Place }) => {
  const [chosen, setChosen] = useState<string | null>(null)
  const [adding, setAdding] = useState(false)
  const page = useLoad(`report/${chosen ?? ''}`, () => readPage(at, chosen))
  useTitle(`年度报告 ${page.data?.assessment.township.name ?? ''}${at.year}年度`)
  const opened = async (id: string) => {
    setAdding(false)
    if (id === chosen) await page.reload()
    else setChosen(id)
  }
  const none = page.data !== null && page.data.answer === null
  const input = adding || none
  return (
    <Frame at={at} page="report">
      <Main desk={!input && page.data !== null}>
        <Await of={page} what="年度报告">
          {(data) =>
            input || data.answer === null ? (
              <>
                <div class="head">
                  <h1>年度报告</h1>
                  {none && <p class="second">还没有提交{at.year}年度的法治政府建设年度报告。</p>}
                </div>
                <ReportInput
                  at={at}
                  onRead={opened}
                  {...(none ? {} : { onCancel: () => setAdding(false) })}
                />
              </>
            ) : (
              <Reading
                key={data.answer.id}
                at={at}
                data={data}
                answer={data.answer}
                onChoose={setChosen}
                onAdd={() => setAdding(true)}
                reload={page.reload}
              />
            )
          }
        </Await>
      </Main>
    </Frame>
  )
}

const as =
  (status: Decision) =>
  ({ id, version }: StoredClaim) => ({ id, version, status })

const Reading = ({
  at,
  data,
  answer,
  onChoose,
  onAdd,
  reload,
}: {
  at: Place
  data: Read
  answer: DocumentAnswer
  onChoose: (id: string | null) => void
  onAdd: () => void
  reload: () => Promise<void>
}) => {
  const [current, setCurrent] = useState<string | null>(null)
  const [removing, setRemoving] = useState(false)
  const { assessment } = data
  const view = answer.document
  const items = new Map<string, ItemRef>(assessment.items.map((item) => [item.id, item]))
  // Whether claims contradict each other is a result of the assessment, not a stored status.
  const judged = new Map(assessment.claims.map((claim) => [claim.id, claim]))
  const claims: StoredClaim[] = answer.claims.map((claim) => {
    const seen = judged.get(claim.id)
    // Only the items of this kind of township: another's would be an id without a name.
    const own = { ...claim, items: claim.items.filter((id) => items.has(id)) }
    if (seen?.status === 'contradicted')
      return { ...own, status: 'contradicted', ...(seen.reason ? { reason: seen.reason } : {}) }
    return claim.items.length > 0 && own.items.length === 0 ? { ...own, reason: '本类单位不设这项要点' } : own
  })
  const numbers = numbered(claims)
  const facts = new Map(data.facts.map((fact) => [fact.id, fact]))
  const entry = data.documents.find((one) => one.id === answer.id)
  const waiting = claims.filter((claim) => stateOf(claim) === 'proposed')
  const decided = claims.filter((claim) => claim.items.length > 0 && claim.status !== 'proposed')
  const settleable = claims.filter((claim) => claim.items.length > 0)

  const moved = (failure: ApiError): string => {
    const which = movedClaims(failure).flatMap((id) => numbers.get(id) ?? [])
    return which.length === 0
      ? '这一条刚在别处改过，没有保存；已读取最新的状态，请再看一遍。'
      : `第${which.join('、')}条刚在别处改过，这次的各条都没有保存；已读取最新的状态，请再看一遍。`
  }
  const { busy, error, run } = useDeed(moved, reload)
  const decide = (claim: StoredClaim, decision: Decision) => void run(() => setClaim(at, claim, decision))
  const settle = (claim: StoredClaim) => {
    const others = claims.filter(
      (other) => other.fact === claim.fact && other.id !== claim.id && other.status === 'contradicted',
    )
    void run(() => setClaims(at, [...others.map(as('refused')), as('accepted')(claim)]))
  }
  const all = (status: Decision, of: readonly StoredClaim[]) =>
    void run(() => setClaims(at, of.map(as(status))))
  const show = (claim: StoredClaim) => {
    setCurrent(claim.id)
    const anchor = document.getElementById(`text-${claim.id}`)
    anchor?.scrollIntoView({ block: 'center' })
    anchor?.focus({ preventScroll: true })
  }
  const follow = (claim: StoredClaim) => {
    setCurrent(claim.id)
    document.getElementById(`claim-${claim.id}`)?.focus()
  }
  const { scaled } = assessment.score
  const kind = documentKinds[view.kind] ?? `不是年度报告（${view.kind.replace(/^other:/, '')}），所述不计分`
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling pane must be reachable by keyboard */}
      <section class="pane paper" aria-labelledby="dt" tabIndex={0}>
        <div class="paper-head">
          <h1 id="dt">年度报告</h1>
          <p class="second">
            {kind}，{entry ? `${longDate(entry.createdOn.slice(0, 10))}提交，` : ''}全文
            {Array.from(view.text).length}字
          </p>
          <p class="tools">
            {data.documents.length > 1 && (
              <select
                class="select"
                aria-label="选择报告"
                value={answer.id}
                onChange={(event) => onChoose(event.currentTarget.value)}
              >
                {data.documents.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.title ?? one.name}
                  </option>
                ))}
              </select>
            )}
            <button class="btn btn-s" type="button" onClick={onAdd}>
              粘贴或上传
            </button>
            {removing ? (
              <>
                <button
                  class="btn btn-s btn-main"
                  type="button"
                  onClick={() =>
                    void run(async () => {
                      await removeDocument(at, answer.id)
                      onChoose(null)
                    })
                  }
                >
                  确定撤下
                </button>
                <button class="btn btn-s" type="button" onClick={() => setRemoving(false)}>
                  不撤下
                </button>
              </>
            ) : (
              <button class="btn btn-s" type="button" onClick={() => setRemoving(true)}>
                撤下本报告
              </button>
            )}
          </p>
        </div>
        <Mismatch at={at} view={view} township={assessment.township.name} />
        <Legend claims={claims} />
        <Paper view={view} claims={claims} numbers={numbers} current={current} onFollow={follow} />
      </section>
      <section class="pane list" aria-labelledby="cl">
        <div class="effect">
          <h2 id="cl">读取陈述{claims.length}条</h2>
          <p>
            现在得分区间 <b>{range(scaled.low, scaled.high)}</b>
          </p>
          <p class="tools">
            <button
              class="btn btn-s"
              type="button"
              disabled={busy || waiting.length === 0}
              onClick={() => all('accepted', waiting)}
            >
              全部采信
            </button>
            <button
              class="btn btn-s"
              type="button"
              disabled={busy || settleable.every((claim) => claim.status === 'refused')}
              onClick={() => all('refused', settleable)}
            >
              全部不采信
            </button>
            <button
              class="btn btn-s btn-plain"
              type="button"
              disabled={busy || decided.length === 0}
              onClick={() => all('proposed', decided)}
            >
              全部撤回
            </button>
          </p>
          {error && (
            <p class="red" role="alert">
              <b>错误：</b>
              {error}
            </p>
          )}
        </div>
        {claims.length === 0 ? (
          <p>这份报告里没有读到可以计分或核对的陈述。</p>
        ) : (
          <ClaimList
            claims={claims}
            numbers={numbers}
            facts={facts}
            items={items}
            current={current}
            busy={busy}
            onCurrent={setCurrent}
            onDecide={decide}
            onSettle={settle}
            onShow={show}
            pages={view.pages}
            {...(view.kind === 'county_report'
              ? { unscored: '县级报告所述是全县的事，不计入本乡镇（街道）' }
              : {})}
          />
        )}
      </section>
    </>
  )
}

/** A report of another year or another place is read all the same, but a person should see it before accepting anything. */
const Mismatch = ({
  at,
  view,
  township,
}: {
  at: Place
  view: DocumentAnswer['document']
  township: string | null
}) => {
  const otherYear = view.year !== null && String(view.year) !== at.year
  const others = township === null ? [] : otherTownships(view, township)
  const unnamed = township !== null && view.kind === 'township_report' && !view.text.includes(township)
  if (!otherYear && others.length === 0 && !unnamed) return null
  return (
    <p class="note note-amber" role="status">
      <b>采信以前请核对：</b>
      {otherYear && `这份报告写的是${view.year}年度，现在是${at.year}年度。`}
      {others.length > 0
        ? `这份报告的标题或落款写的是${others.join('、')}，现在是${township}。`
        : unnamed && `全文没有提到${township}。`}
    </p>
  )
}
