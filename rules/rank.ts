/**
 * Places per group as ranges: best when everything open goes well here and badly elsewhere, worst the other way round.
 * Equal decided scores share a place and are listed by township code (semantics 20; scoring.md §6.7–6.8).
 */
import type { Assessment, RankedTownship, Ranking } from './assessment.ts'
import type { PackTable } from './pack.ts'
import { cmp, type Rational, rational } from './rational.ts'

export interface RankEntry {
  id: string
  name: string
  code: string
  kind: string
  assessment: Assessment
}

/** requirements.md §8: Shandong township work regulations art. 19. */
export const internalNotice =
  '内部比较，不得公布。对外排名、通报须有国家或者省有关部门批准；位次为可能的范围，同分并列，不分先后。'

/** How many losses a row names. */
const namedLosses = 3

/** Ranks townships within the pack's groups by the rounded total. */
export function rank(entries: RankEntry[], table: PackTable): Ranking {
  const first = entries[0]
  if (!first) throw new RangeError('nothing to rank')
  const groups = table.groups
    .map((group) => ({
      id: group.id,
      title: group.title,
      townships: rankGroup(entries.filter((entry) => group.kinds.some((kind) => kind === entry.kind))),
    }))
    .filter((group) => group.townships.length > 0)
  return { pack: first.assessment.pack, asOf: first.assessment.asOf, notice: internalNotice, groups }
}

interface Scored {
  entry: RankEntry
  low: Rational
  high: Rational
}

function rankGroup(entries: RankEntry[]): RankedTownship[] {
  const scored: Scored[] = entries.map((entry) => ({
    entry,
    low: rational(entry.assessment.score.scaled.low),
    high: rational(entry.assessment.score.scaled.high),
  }))
  scored.sort((a, b) => cmp(b.low, a.low) || cmp(b.high, a.high) || (a.entry.code < b.entry.code ? -1 : 1))
  return scored.map((own) => {
    const others = scored.filter((other) => other !== own)
    const surelyAbove = others.filter((other) => cmp(other.low, own.high) > 0).length
    const perhapsAbove = others.filter((other) => cmp(other.high, own.low) > 0).length
    const { assessment, ...township } = own.entry
    return {
      ...township,
      ...assessment.score.scaled,
      place: { best: surelyAbove + 1, worst: perhapsAbove + 1 },
      shared: others.some((other) => isDecided(own) && isDecided(other) && cmp(own.low, other.low) === 0),
      grade: assessment.score.grade,
      losses: worstLosses(assessment),
      gaps: assessment.gaps.length,
    }
  })
}

const isDecided = (scored: Scored): boolean => cmp(scored.low, scored.high) === 0

function worstLosses(assessment: Assessment): RankedTownship['losses'] {
  return assessment.items
    .filter((item) => cmp(rational(item.lost), rational(0)) > 0)
    .sort((a, b) => cmp(rational(b.lost), rational(a.lost)))
    .slice(0, namedLosses)
    .map((item) => ({ item: item.id, title: item.title, lost: item.lost }))
}
