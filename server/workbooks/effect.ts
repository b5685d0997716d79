/** What an import would do to the score, before it is taken over. */
import { applyChanges, type EvidenceChanges, type StoredEvidence } from '../../db/evidence.ts'
import { toDecimal } from '../../rules/rational.ts'
import type { AssessResult, ItemScore, Range } from '../../rules/result.ts'
import type { OpenPlace } from '../places.ts'
import { score } from '../scores.ts'

export interface Ends {
  low: string
  high: string
}

export interface ScoreEnds extends Ends {
  onRecord: Ends
}

export interface Effect {
  township: string
  name: string
  /** To 100; null where nothing applies. */
  before: ScoreEnds | null
  after: ScoreEnds | null
  /** Items whose points, as they are certain or on record, or whose result change. */
  items: {
    id: string
    title: string
    before: ScoreEnds & { outcome: string }
    after: ScoreEnds & { outcome: string }
  }[]
}

const endsOf = ({ low, high }: Range): Ends => ({ low: toDecimal(low), high: toDecimal(high) })
const scaledOf = ({ scaled }: AssessResult): ScoreEnds | null =>
  scaled && { ...endsOf(scaled), onRecord: endsOf(scaled.onRecord) }
const itemOf = (item: ItemScore) => ({
  ...endsOf(item),
  onRecord: endsOf(item.onRecord),
  outcome: item.outcome,
})

/** Scores a township as it stands and as it would stand after the changes. */
export function effectOf(
  open: OpenPlace,
  stored: StoredEvidence,
  changes: EvidenceChanges,
  day: string,
): Effect {
  const before = score(open, stored, day).result
  const after = score(open, applyChanges(stored, changes, { at: '', actor: open.actor }), day).result
  const items = after.items.flatMap((item) => {
    const earlier = before.items.find((one) => one.item === item.item)
    const ends = { before: earlier && itemOf(earlier), after: itemOf(item) }
    return ends.before && JSON.stringify(ends.before) !== JSON.stringify(ends.after)
      ? [{ id: item.item.table.id, title: item.item.table.title, before: ends.before, after: ends.after }]
      : []
  })
  return {
    township: open.township.id,
    name: open.township.name,
    before: scaledOf(before),
    after: scaledOf(after),
    items,
  }
}
