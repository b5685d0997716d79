/**
 * Places per group as ranges: best when everything open goes well here and badly elsewhere, worst the other way round.
 * What is equal in all that is compared shares a place and is listed by township code (semantics 20; scoring.md §6.7–6.8).
 */
import type { AssessmentOutline, Between, RankedTownship, Ranking, RankingGroup } from './assessment.ts'
import { settleAwards, settleGrades } from './awards.ts'
import type { Group, PackTable, TieBreaker } from './pack.ts'
import { cmp, type Rational, rational, round, sub, sum, toDecimal, zero } from './rational.ts'
import { fewestToPass } from './sensitivity.ts'

export interface RankEntry {
  id: string
  name: string
  code: string
  kind: string
  assessment: AssessmentOutline
}

/** requirements.md §8: Shandong township work regulations art. 19. */
export const internalNotice =
  '内部比较，不得公布。对外排名、通报须有国家或者省有关部门批准；位次为可能的范围，同分并列，不分先后。'

/** How many losses a row names. */
const namedLosses = 3

/** Ranks townships within the pack's groups by the rounded total, then by what the pack declares. */
export function rank(entries: RankEntry[], table: PackTable): Ranking {
  const first = entries[0]
  if (!first) throw new RangeError('nothing to rank')
  const groups = table.groups
    .map((group) =>
      rankGroup(
        entries.filter((entry) => group.kinds.some((kind) => kind === entry.kind)),
        table,
        group,
      ),
    )
    .filter((group) => group.townships.length > 0)
  return { pack: first.assessment.pack, asOf: first.assessment.asOf, notice: internalNotice, groups }
}

/** What is compared, first things first: not put last by a veto, the total, then the tie-breakers. */
export type Key = readonly Rational[]

export const keyOrder = (a: Key, b: Key): number => {
  for (const [index, own] of a.entries()) {
    const order = cmp(own, b[index]!)
    if (order !== 0) return order
  }
  return 0
}

/** A township between its worst and its best key. */
export interface Standing {
  entry: RankEntry
  worst: Key
  best: Key
}

function rankGroup(entries: RankEntry[], table: PackTable, group: Group): RankingGroup {
  const standings = entries.map((entry) => standingOf(entry, table))
  standings.sort(
    (a, b) =>
      keyOrder(b.worst, a.worst) || keyOrder(b.best, a.best) || (a.entry.code < b.entry.code ? -1 : 1),
  )
  const worst = standings.map((standing) => standing.worst).sort(keyOrder)
  const best = standings.map((standing) => standing.best).sort(keyOrder)
  const placed = standings.map((own, index): RankedTownship => {
    const { assessment, ...township } = own.entry
    const itself = isDecided(own) ? 0 : 1
    const last = lastOf(assessment)
    return {
      ...township,
      ...assessment.score.scaled,
      place: { best: countAbove(worst, own.best) + 1, worst: countAbove(best, own.worst) - itself + 1 },
      shared: [standings[index - 1], standings[index + 1]].some(
        (other) => other && isDecided(own) && isDecided(other) && keyOrder(own.best, other.best) === 0,
      ),
      grade: assessment.score.grade,
      losses: worstLosses(assessment),
      gaps: assessment.gaps.length,
      between: betweenOf(standings[index - 1], own, table),
      ...(last ? { last } : {}),
    }
  })
  const graded = settleGrades(placed, standings, table, group)
  const breakers = (table.tieBreakers ?? []).map((breaker) => breakerText(breaker, table))
  return {
    id: group.id,
    title: group.title,
    townships: settleAwards(graded.townships, standings, table),
    ...(breakers.length > 0 ? { tieBreakers: breakers } : {}),
    ...(graded.quotas.length > 0 ? { quotas: graded.quotas } : {}),
    ...(table.top ? { top: table.top } : {}),
  }
}

/** How many of the ascending keys are above one. */
export function countAbove(ascending: readonly Key[], key: Key): number {
  return ascending.length - firstWhere(ascending, (other) => keyOrder(other, key) > 0)
}

/** How many are above it or equal to it. */
export function countNotBelow(ascending: readonly Key[], key: Key): number {
  return ascending.length - firstWhere(ascending, (other) => keyOrder(other, key) >= 0)
}

function firstWhere(ascending: readonly Key[], holds: (key: Key) => boolean): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(ascending[middle]!)) high = middle
    else low = middle + 1
  }
  return low
}

export const isDecided = ({ worst, best }: Standing): boolean => keyOrder(worst, best) === 0

function standingOf(entry: RankEntry, table: PackTable): Standing {
  const { score } = entry.assessment
  const last = lastOf(entry.assessment)
  const breakers = (table.tieBreakers ?? []).map((breaker) => rangeOf(breaker, entry.assessment, table))
  const first = (held: boolean): Rational => (held ? zero : rational(1))
  return {
    entry,
    worst: [first(last !== undefined), rational(score.scaled.low), ...breakers.map(({ low }) => low)],
    best: [first(last === 'holds'), rational(score.scaled.high), ...breakers.map(({ high }) => high)],
  }
}

function lastOf({ score }: AssessmentOutline): 'holds' | 'open' | undefined {
  const vetoes = (score.vetoes ?? []).filter(({ effect }) => effect.kind === 'rank_last')
  if (vetoes.length === 0) return undefined
  return vetoes.some(({ holds }) => holds) ? 'holds' : 'open'
}

/** Tie-breakers compare printed figures, as the total is compared; of red lines and unmet items the fewer is the better. */
function rangeOf(breaker: TieBreaker, { score, dimensions, items }: AssessmentOutline, table: PackTable) {
  if (breaker.by === 'red_lines') {
    const lines = score.redLines ?? []
    return fewer(lines.filter(({ state }) => state === 'holds').length, lines.length)
  }
  if (breaker.by === 'unmet_core') {
    const counted = (outcome: string): number =>
      items.filter((item) => item.core && item.outcome === outcome).length
    return fewer(counted('not_met'), counted('not_met') + counted('unknown'))
  }
  const printed = (points: string): Rational => round(rational(points), table.rounding.places)
  const nodes =
    breaker.by === 'dimension'
      ? dimensions.filter(({ id }) => id === breaker.dimension)
      : score.pools.filter(({ sign }) => sign === 'plus')
  return {
    low: sum(nodes.map(({ low }) => printed(low))),
    high: sum(nodes.map(({ high }) => printed(high))),
  }
}

const fewer = (least: number, most: number) => ({ low: rational(-most), high: rational(-least) })

function breakerText(breaker: TieBreaker, { dimensions }: PackTable): string {
  if (breaker.by !== 'dimension') return breakerWords[breaker.by]
  const { dimension } = breaker
  return `${dimensions.find(({ id }) => id === dimension)?.title ?? dimension}得分`
}

const breakerWords = { bonus: '加分', red_lines: '红线事项少的在前', unmet_core: '未达标的核心要点少的在前' }

function betweenOf(upper: Standing | undefined, lower: Standing, table: PackTable): Between | null {
  if (!upper) return null
  const target = rational(upper.entry.assessment.score.scaled.low)
  const own = rational(lower.entry.assessment.score.scaled.low)
  // Nothing lifts a township that a veto puts last above one that is not.
  const heldDown = cmp(lower.best[0]!, upper.worst[0]!) < 0
  return {
    margin: toDecimal(sub(target, own)),
    items: heldDown ? null : fewestToPass(lower.entry.assessment, table, target),
  }
}

function worstLosses(assessment: AssessmentOutline): RankedTownship['losses'] {
  return assessment.items
    .filter((item) => cmp(rational(item.lost), rational(0)) > 0)
    .sort((a, b) => cmp(rational(b.lost), rational(a.lost)))
    .slice(0, namedLosses)
    .map((item) => ({ item: item.id, title: item.title, lost: item.lost }))
}
