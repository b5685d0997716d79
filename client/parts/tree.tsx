/** The tree of dimensions and items: points and state of each node; found by name; filter those still open. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { type AdjustmentLine, adjustmentLines, raisedLines } from '../../rules/adjustments.ts'
import type { Assessment, Gap, ItemResult, PoolView } from '../../rules/assessment.ts'
import type { Place } from '../api.ts'
import { isZero, points, range } from '../format.ts'
import { gapKinds, outcomes } from '../text.ts'
import { FindInput, ViewChoice } from './finder.tsx'
import { Icon, outcomeShape } from './marks.tsx'
import { townshipHref } from './places.ts'
import { poolPoints } from './pools.tsx'

/** What of the tree is shown: by state, or what is worth most. */
type View = 'all' | 'open' | 'worth' | Gap['kind'] | 'met'

const views: Record<View, string> = {
  all: '全部',
  open: '还能争取的',
  worth: '一分以上的差距',
  shortcoming: gapKinds.shortcoming,
  missing: gapKinds.missing,
  pending: gapKinds.pending,
  undecided: gapKinds.undecided,
  met: '已得满分的',
}

const inView = (view: View, item: ItemResult, gap: Gap | undefined): boolean => {
  switch (view) {
    case 'all':
      return true
    case 'open':
      return !isZero(item.open)
    case 'worth':
      return gap !== undefined && Number(gap.open) + Number(gap.lostKnown) + Number(gap.lostLapsed) >= 1
    case 'met':
      return item.outcome === 'met'
    default:
      return gap?.kind === view
  }
}

export const Tree = ({ at, assessment, current }: { at: Place; assessment: Assessment; current: string }) => {
  const [wanted, setWanted] = useState('')
  const [view, setView] = useState<View>('all')
  const [closed, setClosed] = useState<readonly string[]>([])
  const list = useRef<HTMLUListElement>(null)
  const gaps = new Map(assessment.gaps.map((gap) => [gap.item, gap]))
  const text = wanted.trim()
  const fits = (item: ItemResult) =>
    (text === '' || item.title.includes(text) || item.number.startsWith(text)) &&
    inView(view, item, gaps.get(item.id))
  const found = assessment.items.filter(fits)
  // The current item is brought into view when it changes
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [current])
  return (
    <nav class="pane tree" aria-label="指标树">
      <div class="pane-head">
        <FindInput label="查找要点" hint="编号、名称" value={wanted} onChange={setWanted} />
        <p class="tools">
          <ViewChoice
            label="只看哪些要点"
            views={views}
            value={view}
            count={(each) => assessment.items.filter((item) => inView(each, item, gaps.get(item.id))).length}
            unit="项"
            onChange={setView}
          />
          <button
            class="btn btn-s"
            type="button"
            onClick={() => setClosed(closed.length === 0 ? assessment.dimensions.map(({ id }) => id) : [])}
          >
            {closed.length === 0 ? '全部收起' : '全部展开'}
          </button>
        </p>
        <p class="sum" role="status">
          <span>
            {found.length === assessment.items.length ? `全部${found.length}项` : `找到${found.length}项`}
          </span>
          <span class="nowrap">
            <b>{range(assessment.score.raw.low, assessment.score.raw.high)}</b>
            <span class="of"> / {points(assessment.score.raw.applicable)}</span>
          </span>
        </p>
      </div>
      {found.length === 0 && <p class="pane-empty second">没有符合的要点。</p>}
      <ul class="nodes" ref={list}>
        {assessment.dimensions.map((dimension) => {
          const items = found.filter((item) => item.dimension === dimension.id)
          if (items.length === 0) return null
          const shut = closed.includes(dimension.id) && text === ''
          return (
            <li key={dimension.id}>
              <button
                type="button"
                aria-expanded={!shut}
                onClick={() =>
                  setClosed(shut ? closed.filter((id) => id !== dimension.id) : [...closed, dimension.id])
                }
              >
                <span class={`tw${shut ? ' shut' : ''}`} aria-hidden="true" />
                <span class="t">{dimension.title}</span>
                <span class="p">
                  {range(dimension.low, dimension.high)}
                  <br />
                  <span class="of">/ {points(dimension.applicable)}</span>
                </span>
              </button>
              {!shut && (
                <ul>
                  {items.map((item) => (
                    <Node
                      key={item.id}
                      at={at}
                      item={item}
                      kind={gaps.get(item.id)?.kind}
                      current={item.id === current}
                    />
                  ))}
                  {adjustmentLines(dimension).map((line) => (
                    <Line key={line.text} line={line} />
                  ))}
                </ul>
              )}
            </li>
          )
        })}
        {raisedLines(assessment.score.raw, '总分').map((line) => (
          <Line key={line.text} line={line} />
        ))}
        {assessment.score.pools.map((pool) => (
          <Pool key={pool.id} at={at} pool={pool} wanted={text} current={current} />
        ))}
      </ul>
    </nav>
  )
}

/** What stands between the items and their sum. */
const Line = ({ line }: { line: AdjustmentLine }) => (
  <li>
    <p>
      <span class="t">{line.text}</span>
      <span class="p">{range(line.low, line.high)}</span>
    </p>
  </li>
)

/** A pool stands below the items: what it adds or takes is no part of their points. */
const Pool = ({
  at,
  pool,
  wanted,
  current,
}: {
  at: Place
  pool: PoolView
  wanted: string
  current: string
}) => (
  <li>
    <p>
      <span class="t">{pool.title}</span>
      <span class="p">
        {poolPoints(pool.sign, pool)}
        <br />
        <span class="of">封顶{pool.cap}</span>
      </span>
    </p>
    <ul>
      {pool.lines
        .filter((line) => line.title.includes(wanted))
        .map((line) => (
          <li key={line.id}>
            <a
              href={townshipHref(at, 'items', line.id)}
              aria-current={line.id === current ? 'true' : undefined}
            >
              <span class="t">{line.title}</span>
              <span class="p">{poolPoints(pool.sign, line)}</span>
            </a>
          </li>
        ))}
    </ul>
  </li>
)

const Node = ({
  at,
  item,
  kind,
  current,
}: {
  at: Place
  item: ItemResult
  kind: keyof typeof gapKinds | undefined
  current: boolean
}) => {
  const shape = outcomeShape(item.outcome)
  const absent = item.outcome === 'not_in_force'
  return (
    <li>
      <a href={townshipHref(at, 'items', item.id)} aria-current={current ? 'true' : undefined}>
        <span class={`mark ${shape}`}>
          <Icon shape={shape} />
        </span>
        <span class="t">
          <span class="dim">{item.number}</span> {item.title}
          <br />
          <span class={`w ${shape}`}>
            {outcomes[item.outcome]}
            {kind && !absent ? ` · ${gapKinds[kind]}` : ''}
          </span>
        </span>
        <span class="p">
          {absent ? (
            <span class="of">不计</span>
          ) : (
            <>
              {range(item.low, item.high)}
              <br />
              <span class="of">/ {points(item.applicable)}</span>
            </>
          )}
        </span>
      </a>
    </li>
  )
}
