import { adjustmentLines } from '../../rules/adjustments.ts'
import type { Assessment, Gap } from '../../rules/assessment.ts'
import type { Place } from '../api.ts'
import { getAssessment } from '../api.ts'
import { isoToday, isZero, longDate, points, range } from '../format.ts'
import { Basis } from '../parts/basis.tsx'
import { dueOn, dueState, dueText } from '../parts/due.ts'
import { Frame, Main } from '../parts/frame.tsx'
import { GapItem, PointsCell } from '../parts/gap-table.tsx'
import { IntervalBar, RulerBar, threeText } from '../parts/interval.tsx'
import { Await, Nothing, useLoad } from '../parts/load.tsx'
import { DueMark, GapTag, Mark } from '../parts/marks.tsx'
import { townshipHref } from '../parts/places.ts'
import { Pools } from '../parts/pools.tsx'
import { useTitle } from '../parts/title.ts'
import { dueStates, points3, units } from '../text.ts'

const shown = 12

/** 待办: what is due, with dates, worth and remedy; below it the three numbers and the dimensions. */
export const HomePage = ({ at }: { at: Place }) => {
  const assessment = useLoad('assessment', () => getAssessment(at))
  useTitle(`待办 ${assessment.data?.township.name ?? ''}${at.year}年度`)
  return (
    <Frame at={at} page="">
      <Main>
        <Await of={assessment} what="考核结果">
          {(data) => (
            <>
              <Todo at={at} assessment={data} />
              <Score at={at} assessment={data} />
              <Pools at={at} pools={data.score.pools} />
              <Dimensions at={at} assessment={data} />
              <Basis assessment={data} />
            </>
          )}
        </Await>
      </Main>
    </Frame>
  )
}

const Todo = ({ at, assessment }: { at: Place; assessment: Assessment }) => {
  const { asOf } = assessment
  // A year that has ended is judged on its last day for evidence. Until then days are counted from today; once that day
  // is past, nothing is “due soon” any more.
  const today = isoToday(new Date())
  const over = asOf < today
  const open = assessment.gaps.filter((gap) => !isZero(gap.open))
  // Within a day as the result sorts them, by worth.
  const byDate = [...open].sort((a, b) => (dueOn(a) === dueOn(b) ? 0 : dueOn(a) < dueOn(b) ? -1 : 1))
  const count = (state: 'late' | 'soon' | 'ok') =>
    open.filter((gap) => dueState(dueOn(gap), today) === state).length
  return (
    <>
      <div class="head">
        <h1>待办</h1>
        {!over && (
          <p class="counts">
            {(['late', 'soon', 'ok'] as const)
              .filter((state) => count(state) > 0)
              .map((state) => (
                <Mark key={state} shape={state} word={`${dueStates[state]} ${count(state)}`} />
              ))}
          </p>
        )}
        <p class="second tools">按{longDate(asOf)}计算</p>
      </div>
      {over && (
        <p class="note">
          <b>举证期限{longDate(asOf)}已过，以下按当日计算。</b>
        </p>
      )}
      {assessment.findings.length > 0 && (
        <section class="note note-amber" aria-labelledby="findings">
          <h2 id="findings">请先核对{assessment.findings.length}处</h2>
          <ul class="plain">
            {assessment.findings.map((finding) => (
              <li key={finding.text}>{finding.text}</li>
            ))}
          </ul>
        </section>
      )}
      {byDate.length === 0 ? (
        <Nothing>
          <p>
            没有还能争取的事项。<a href={townshipHref(at, 'gaps')}>看已失的分</a>
          </p>
        </Nothing>
      ) : (
        <section class="sheet first" aria-labelledby="todo">
          <h2 id="todo" class="sr">
            按期限排列的待办
          </h2>
          <table class="tbl todo">
            <thead>
              <tr>
                <th scope="col">期限</th>
                <th scope="col">要办的事和办法</th>
                <th scope="col">类别</th>
                <th scope="col" class="num">
                  可争取<small>{units.raw}</small>
                </th>
                <th scope="col">经办</th>
                <th scope="col">
                  <span class="sr">去办</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {byDate.slice(0, shown).map((gap) => (
                <TodoRow key={gap.item} at={at} gap={gap} today={over ? null : today} />
              ))}
            </tbody>
          </table>
          {byDate.length > shown && (
            <p>
              还有{byDate.length - shown}项，见<a href={townshipHref(at, 'gaps')}>全部差距</a>
            </p>
          )}
        </section>
      )}
    </>
  )
}

/** `today` is null once the year is over: a date is then only a date. */
const TodoRow = ({ at, gap, today }: { at: Place; gap: Gap; today: string | null }) => {
  const due = dueOn(gap)
  return (
    <tr>
      <td class="due">
        {today !== null && <DueMark state={dueState(due, today)} />} {longDate(due)}
        {today !== null && <span class="left">{dueText(due, today)}</span>}
      </td>
      <th scope="row">
        <GapItem
          at={at}
          gap={gap}
          lines={[gap.kind === 'missing' || gap.kind === 'undecided' ? gap.text : gap.remedy.text]}
        />
      </th>
      <td>
        <GapTag kind={gap.kind} />
      </td>
      <td class="num">
        <PointsCell value={gap.open} />
      </td>
      <td class="second">{gap.remedy.post}</td>
      <td class="act">
        <a class="btn" href={townshipHref(at, 'items', gap.item)}>
          去登记
          <span class="sr">{gap.title}</span>
        </a>
      </td>
    </tr>
  )
}

const Score = ({ at, assessment }: { at: Place; assessment: Assessment }) => {
  const { scaled, base, pools, onRecord, raw, grade, notes = [] } = assessment.score
  return (
    <section class="sheet keep" aria-labelledby="score">
      <h2 id="score">
        得分区间 <small>{units.scaled}。定案以前分数是一个区间</small>
        <span class="tools">
          <a href={townshipHref(at, 'items')}>逐项看理由</a>
        </span>
      </h2>
      <div class="threewrap">
        <dl class="three">
          {(['secured', 'open', 'lost'] as const).map((part) => (
            <div key={part}>
              <dt>
                <span class={`key key-${part[0]}`} aria-hidden="true" />
                {points3[part]}
              </dt>
              <dd>
                {points(scaled[part])}
                <small>分</small>
              </dd>
            </div>
          ))}
          {grade && (
            <div>
              <dt>等次</dt>
              <dd class="word">{grade.low === grade.high ? grade.low : `${grade.low}—${grade.high}`}</dd>
            </div>
          )}
        </dl>
        <div class="wide">
          <p>
            得分区间{range(scaled.low, scaled.high)}分。原始分{range(raw.low, raw.high)}，满分
            {points(raw.applicable)}
            ，折算为百分制{base ? `的基础分${range(base.low, base.high)}分` : ''}。
          </p>
          {base && pools.length > 0 && (
            <p>
              在基础分之外：
              {pools.map((pool) => `${pool.title}${range(pool.low, pool.high)}分`).join('，')}
              。合计可以高于100分或者低于0分。
            </p>
          )}
          <p>
            <span class="key key-r" aria-hidden="true" /> 按现有记录（今天全部封账）：
            {range(onRecord.low, onRecord.high)}分。
          </p>
          {notes.map((note) => (
            <p key={note}>{note}。</p>
          ))}
          {grade === null && <p>本指标体系尚未正式印发，只计分，不定等次。</p>}
        </div>
      </div>
      <RulerBar node={scaled} onRecord={onRecord} />
    </section>
  )
}

const Dimensions = ({ at, assessment }: { at: Place; assessment: Assessment }) => {
  const firstItem = (dimension: string) => assessment.items.find((item) => item.dimension === dimension)?.id
  return (
    <section class="sheet" aria-labelledby="dims">
      <h2 id="dims">
        各一级指标{' '}
        <small>
          {units.raw}，满分{points(assessment.score.raw.applicable)}
        </small>
      </h2>
      <table class="tbl tbl-s">
        <thead>
          <tr>
            <th scope="col">一级指标</th>
            <th scope="col" class="num">
              分值
            </th>
            <th scope="col" class="barcell">
              得分区间
            </th>
            {(['secured', 'open', 'lost'] as const).map((part) => (
              <th key={part} scope="col" class="num">
                {points3[part]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {assessment.dimensions.map((dimension) => (
            <tr key={dimension.id}>
              <th scope="row">
                <a href={townshipHref(at, 'items', firstItem(dimension.id))}>{dimension.title}</a>
                {adjustmentLines(dimension).map(({ text, low, high }) => (
                  <p key={text} class="second">
                    {text}
                    {range(low, high)}分
                  </p>
                ))}
              </th>
              <td class="num">{points(dimension.applicable)}</td>
              <td>
                <IntervalBar node={dimension} />
              </td>
              {(['secured', 'open', 'lost'] as const).map((part) => (
                <td key={part} class="num">
                  {isZero(dimension[part]) ? <span class="dim">0</span> : points(dimension[part])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">合计</th>
            <td class="num">{points(assessment.score.raw.applicable)}</td>
            <td>
              <span class="sr">{threeText(assessment.score.raw)}</span>
            </td>
            {(['secured', 'open', 'lost'] as const).map((part) => (
              <td key={part} class="num">
                {points(assessment.score.raw[part])}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </section>
  )
}
