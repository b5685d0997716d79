/** The text of a report with its claims underlined by status; plans and shortcomings visibly not read as results. */
import type { ComponentChildren } from 'preact'
import type { DocumentView } from '../../rules/assessment.ts'
import type { StoredClaim } from '../api.ts'
import { claimStates } from '../text.ts'
import { stateClasses, stateOf, stateOrder } from './claim-state.ts'
import type { Paragraph, Piece } from './paper-segments.ts'
import { paragraphsOf } from './paper-segments.ts'

const unreadNotes = {
  shortcoming: '本部分是不足，不读作成效。自述的不足另存，写草稿时放在一边',
  plan: '本部分是计划，不读作结果',
} as const

interface Marks {
  /** Number of each claim, by id. */
  numbers: ReadonlyMap<string, number>
  current: string | null
  /** A number in the text leads to its claim in the list. */
  onFollow: (claim: StoredClaim) => void
}

export const Paper = ({
  view,
  claims,
  ...marks
}: Marks & { view: DocumentView; claims: readonly StoredClaim[] }) => {
  const paragraphs = paragraphsOf(view, claims)
  const title = view.title?.trim()
  return (
    <article class="doc" lang="zh-CN" aria-label="报告原文">
      {Object.keys(view.header).length > 0 && (
        <p class="docmeta">
          {Object.entries(view.header).map(([label, value]) => (
            <span key={label}>
              {label}：{value === null || value === '' ? <i>空白</i> : value}
            </span>
          ))}
        </p>
      )}
      {runs(paragraphs).map((run) =>
        run.unread === null ? (
          run.paragraphs.map((paragraph) => line(paragraph, title, marks))
        ) : (
          <div key={run.paragraphs[0]?.start} class="unread">
            <p class="side">{unreadNotes[run.unread]}</p>
            {run.paragraphs.map((paragraph) => line(paragraph, title, marks))}
          </div>
        ),
      )}
    </article>
  )
}

const runs = (paragraphs: readonly Paragraph[]) => {
  const found: { unread: Paragraph['unread']; paragraphs: Paragraph[] }[] = []
  for (const paragraph of paragraphs) {
    const last = found[found.length - 1]
    if (last && last.unread === paragraph.unread) last.paragraphs.push(paragraph)
    else found.push({ unread: paragraph.unread, paragraphs: [paragraph] })
  }
  return found
}

const line = (paragraph: Paragraph, title: string | undefined, marks: Marks): ComponentChildren => {
  const body = paragraph.pieces.map((piece, index) => (
    // Pieces of one paragraph never move.
    <PieceOf key={index} piece={piece} {...marks} />
  ))
  const text = paragraph.pieces.map((piece) => piece.text).join('')
  if (title !== undefined && text.trim() === title)
    return (
      <h2 key={paragraph.start} class="doctitle">
        {body}
      </h2>
    )
  return paragraph.heading ? <h3 key={paragraph.start}>{body}</h3> : <p key={paragraph.start}>{body}</p>
}

const PieceOf = ({ piece, numbers, current, onFollow }: Marks & { piece: Piece }) => {
  if (piece.claims.length === 0) return <>{piece.text}</>
  const states = piece.claims.map(stateOf)
  const state = stateOrder.find((one) => states.includes(one)) ?? 'proposed'
  return (
    <mark
      class={`cl ${stateClasses[state]}`}
      aria-current={piece.claims.some((claim) => claim.id === current) ? 'true' : undefined}
    >
      {piece.begins.map((claim) => (
        <a
          key={claim.id}
          class="cn"
          id={`text-${claim.id}`}
          href={`#claim-${claim.id}`}
          onClick={(event) => {
            event.preventDefault()
            onFollow(claim)
          }}
        >
          {numbers.get(claim.id)}
          <span class="sr">
            {claimStates[stateOf(claim)]}，到列表第{numbers.get(claim.id)}条
          </span>
        </a>
      ))}
      {piece.text}
    </mark>
  )
}

/** What each kind of underline means, with how many there are. */
export const Legend = ({ claims }: { claims: readonly StoredClaim[] }) => (
  <p class="legend">
    {stateOrder.map((state) => {
      const count = claims.filter((claim) => stateOf(claim) === state).length
      return count === 0 ? null : (
        <span key={state}>
          <mark class={`cl ${stateClasses[state]}`}>{claimStates[state]}</mark>
          {count}
        </span>
      )
    })}
  </p>
)
