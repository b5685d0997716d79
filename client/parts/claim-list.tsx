/** The list of claims: A accepts, R refuses, U takes back, ↑↓ move, Enter shows the place in the text. */
import { useEffect, useRef } from 'preact/hooks'
import type { FactEntry, ItemRef, StoredClaim } from '../api.ts'
import { valueText } from '../format.ts'
import { chooseSingleKeys, singleKeys } from '../state.ts'
import { claimStates } from '../text.ts'
import type { ClaimState } from './claim-state.ts'
import { grouped, stateOf } from './claim-state.ts'
import { Mark } from './marks.tsx'

export type Decision = 'accepted' | 'refused' | 'proposed'

export interface ClaimListProps {
  claims: readonly StoredClaim[]
  numbers: ReadonlyMap<string, number>
  /** Titles and units of facts, by id. */
  facts: ReadonlyMap<string, Pick<FactEntry, 'title' | 'unit'>>
  items: ReadonlyMap<string, ItemRef>
  /** Where the pages of the document begin, of one that has pages. */
  pages?: readonly number[] | undefined
  current: string | null
  busy: boolean
  onCurrent: (id: string) => void
  onDecide: (claim: StoredClaim, decision: Decision) => void
  /** One of several that contradict each other is right; the others are refused. */
  onSettle: (claim: StoredClaim) => void
  onShow: (claim: StoredClaim) => void
  /** Why claims do not count, where it is not that no item reads them. */
  unscored?: string
}

const notes: Partial<Record<ClaimState, string>> = {
  contradicted: '同一数据项的几处陈述不能都对。认定一处以前，按未知计',
  unscored: '没有要点使用，不计分，留作核对',
  refused: '不计分，可以改为采信',
}

/** The page on which a place of the document stands, from 1. */
const pageOf = (pages: readonly number[], start: number): number =>
  pages.filter((page) => page <= start).length

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName)

export const ClaimList = (props: ClaimListProps) => {
  const { claims, numbers, current, onCurrent, onDecide, onSettle, onShow } = props
  const kept = useRef(false)
  const groups = grouped(claims, numbers)
  const order = groups.flatMap((group) => group.claims)
  const at = order.find((claim) => claim.id === current) ?? order[0]

  const moveTo = (claim: StoredClaim | undefined) => {
    if (!claim) return
    onCurrent(claim.id)
    document.getElementById(`claim-${claim.id}`)?.focus()
  }
  // A decision moves the claim to another group; focus goes on to the next one that waits, so that keys can follow keys.
  const decide = (claim: StoredClaim, decision: Decision) => {
    const index = order.findIndex((one) => one.id === claim.id)
    const waiting = [...order.slice(index + 1), ...order.slice(0, index)].find(
      (one) => one.status === 'proposed' && stateOf(one) === 'proposed',
    )
    if (decision === 'accepted' && claim.status === 'contradicted') onSettle(claim)
    else onDecide(claim, decision)
    kept.current = true
    if (decision !== 'proposed') moveTo(waiting)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const { target } = event
    if (!singleKeys.value || event.ctrlKey || event.altKey || event.metaKey || typing(target)) return
    const entry = target instanceof HTMLElement ? target.closest('fieldset') : null
    const index = order.findIndex((one) => `claim-${one.id}` === entry?.id)
    const claim = order[index]
    if (!claim) return
    const key = event.key.toLowerCase()
    if (key === 'arrowdown') moveTo(order[index + 1])
    else if (key === 'arrowup') moveTo(order[index - 1])
    else if (key === 'enter' && target === entry) onShow(claim)
    else if (key === 'a' && canAccept(claim)) decide(claim, 'accepted')
    else if (key === 'r' && canRefuse(claim)) decide(claim, 'refused')
    else if (key === 'u' && canUndo(claim)) decide(claim, 'proposed')
    else return
    event.preventDefault()
  }
  // The entry of a decided claim is drawn anew in another group; focus must not be lost with the old one.
  useEffect(() => {
    if (!kept.current || document.activeElement !== document.body) return
    document.getElementById(`claim-${at?.id}`)?.focus()
  })
  // The page of an item links to a claim by its address.
  // Once, when the list is first there
  useEffect(() => {
    const id = location.hash.startsWith('#claim-') ? decodeURIComponent(location.hash.slice(7)) : null
    moveTo(order.find((one) => one.id === id))
  }, [])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the claims inside bubble up here
    <div onKeyDown={onKeyDown}>
      <p class="small second keysrow">
        <kbd>↑</kbd>
        <kbd>↓</kbd> 换条　<kbd>A</kbd> 采信　<kbd>R</kbd> 不采信　<kbd>Enter</kbd> 看原文　<kbd>U</kbd> 撤回
        <label class="check">
          <input
            type="checkbox"
            checked={singleKeys.value}
            onChange={(event) => chooseSingleKeys(event.currentTarget.checked)}
          />
          单键操作
        </label>
      </p>
      {groups.map((group) => (
        <section key={group.state} aria-labelledby={`group-${group.state}`}>
          <h3 class="part" id={`group-${group.state}`}>
            {group.state === 'contradicted' ? (
              <Mark shape="clash" word={`矛盾${group.claims.length}条`} />
            ) : (
              `${claimStates[group.state]}${group.claims.length}条`
            )}
            <small>{(group.state === 'unscored' && props.unscored) || notes[group.state]}</small>
          </h3>
          <ul>
            {group.claims.map((claim) => (
              <ClaimEntry
                key={claim.id}
                {...props}
                claim={claim}
                focusable={claim.id === at?.id}
                marked={claim.id === current}
                onDecide={decide}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

const canAccept = (claim: StoredClaim) => claim.status !== 'accepted' && claim.items.length > 0
const canRefuse = (claim: StoredClaim) => claim.status !== 'refused' && claim.items.length > 0
const canUndo = (claim: StoredClaim) => claim.status !== 'proposed' && claim.items.length > 0

const ClaimEntry = ({
  claim,
  numbers,
  pages,
  facts,
  items,
  busy,
  focusable,
  marked,
  onCurrent,
  onDecide,
  onShow,
}: ClaimListProps & { claim: StoredClaim; focusable: boolean; marked: boolean }) => {
  const fact = facts.get(claim.fact)
  const title = fact?.title ?? '其他陈述'
  const number = numbers.get(claim.id)
  const value = valueText(claim.value, claim.unit ?? fact?.unit, claim.hedge)
  const state = stateOf(claim)
  return (
    <li>
      <fieldset
        class={`claim${state === 'contradicted' ? ' clash' : ''}`}
        id={`claim-${claim.id}`}
        aria-label={`第${number}条，${claimStates[state]}：${title}，${value}`}
        aria-current={marked ? 'true' : undefined}
        tabIndex={focusable ? 0 : -1}
        onFocus={(event) => {
          if (event.target === event.currentTarget) onCurrent(claim.id)
        }}
      >
        <p class="claim-head">
          <a
            class="cn"
            href={`#text-${claim.id}`}
            onClick={(event) => {
              event.preventDefault()
              onShow(claim)
            }}
          >
            {number}
            <span class="sr">看原文</span>
          </a>
          <b>{title}</b>
          <b class="value">{value}</b>
          <span class="to second">
            {claim.items.map((id) => {
              const item = items.get(id)
              return (
                <span key={id} class="nowrap">
                  {item ? `${item.number} ${item.title}` : id}
                </span>
              )
            })}
          </span>
        </p>
        {claim.reason && <p class="small second">{claim.reason}</p>}
        <div class="claim-body">
          <p class="qrow">
            “{claim.quote}”{pages && <span class="second">（第{pageOf(pages, claim.start)}页）</span>}
          </p>
          {claim.items.length > 0 && (
            <p class="act-row">
              {canAccept(claim) && (
                <button
                  class="btn btn-s"
                  type="button"
                  disabled={busy}
                  onClick={() => onDecide(claim, 'accepted')}
                >
                  {state === 'contradicted' ? '认定这一处' : '采信'}
                  <span class="sr">第{number}条</span> <kbd>A</kbd>
                </button>
              )}
              {canRefuse(claim) && (
                <button
                  class="btn btn-s"
                  type="button"
                  disabled={busy}
                  onClick={() => onDecide(claim, 'refused')}
                >
                  不采信
                  <span class="sr">第{number}条</span> <kbd>R</kbd>
                </button>
              )}
              {canUndo(claim) && (
                <button
                  class="btn btn-s btn-plain"
                  type="button"
                  disabled={busy}
                  onClick={() => onDecide(claim, 'proposed')}
                >
                  撤回
                  <span class="sr">第{number}条</span>
                </button>
              )}
            </p>
          )}
        </div>
      </fieldset>
    </li>
  )
}
