/** A read text cut into paragraphs and pieces, each piece with the claims that quote it. Offsets are code points. */
import type { DocumentView } from '../../rules/assessment.ts'
import type { StoredClaim } from '../api.ts'

export interface Piece {
  text: string
  /** Claims whose quotation holds this piece. */
  claims: StoredClaim[]
  /** Claims whose quotation begins here: their numbers stand before the piece. */
  begins: StoredClaim[]
}
export interface Paragraph {
  start: number
  pieces: Piece[]
  heading: boolean
  /** Why nothing here is read as a result. */
  unread: 'shortcoming' | 'plan' | null
}

const within = (start: number, spans: readonly { start: number; end: number }[]): boolean =>
  spans.some((span) => start >= span.start && start < span.end)

const unreadOf = (start: number, view: DocumentView): Paragraph['unread'] => {
  const section = view.sections.find((one) => start >= one.start && start < one.end)
  if (section?.kind.startsWith('shortcoming') || within(start, view.shortcomings)) return 'shortcoming'
  if (section?.kind.startsWith('plan') || within(start, view.plans)) return 'plan'
  return null
}

/** Paragraphs of the text; empty lines are left out, no character of the others is. */
export const paragraphsOf = (view: DocumentView, claims: readonly StoredClaim[]): Paragraph[] => {
  const characters = Array.from(view.text)
  const headings = new Set(
    [...view.sections, ...view.plans].map((one) => one.heading.trim()).filter((heading) => heading !== ''),
  )
  const sorted = [...claims].sort((a, b) => a.start - b.start)
  const paragraphs: Paragraph[] = []
  let start = 0
  while (start <= characters.length) {
    let end = start
    while (end < characters.length && characters[end] !== '\n') end += 1
    const line = characters.slice(start, end).join('')
    if (line.trim() !== '')
      paragraphs.push({
        start,
        pieces: piecesOf(characters, start, end, sorted),
        heading: headings.has(line.trim()),
        unread: unreadOf(start, view),
      })
    start = end + 1
  }
  return paragraphs
}

const piecesOf = (
  characters: readonly string[],
  start: number,
  end: number,
  claims: readonly StoredClaim[],
): Piece[] => {
  const touching = claims.filter((claim) => claim.start < end && claim.end > start)
  const cuts = new Set([start, end])
  for (const claim of touching) {
    cuts.add(Math.max(start, claim.start))
    cuts.add(Math.min(end, claim.end))
  }
  const edges = [...cuts].sort((a, b) => a - b)
  return edges.slice(0, -1).map((from, index) => {
    const to = edges[index + 1] ?? end
    const holding = touching.filter((claim) => claim.start <= from && claim.end >= to)
    return {
      text: characters.slice(from, to).join(''),
      claims: holding,
      begins: holding.filter((claim) => claim.start === from),
    }
  })
}
