/**
 * Places per group as ranges: best when everything open goes well here and badly elsewhere, worst the other way round.
 * What is equal in all that is compared shares a place and is listed by township code.
 */
import type { AssessmentOutline, Between, RankedTownship, Ranking, RankingGroup } from './assessment.ts'
import { settleAwards, settleGrades } from './awards.ts'
import { type Contender, contenderReader, type Entrant } from './contenders.ts'
import type { Group, PackTable, TieBreaker } from './pack.ts'
import { cmp, isPositive, rational, sub, toDecimal } from './rational.ts'
import { fewestToPass } from './sensitivity.ts'
import { countAbove, isDecided, keyOrder, lastOf, type Standing, standingOf } from './standings.ts'

export interface RankEntry extends Entrant {
  assessment: AssessmentOutline
}

/** 《山东省乡镇人民政府工作条例》 art. 19 allows no ranking of townships without approval. */
export const internalNotice =
  '内部比较，不得公布。对外排名、通报须有国家或者省有关部门批准；位次为可能的范围，同分并列，不分先后。'

/** How many losses a row names. */
const namedLosses = 3

/** Ranks townships within the pack's groups by the rounded total, then by what the pack declares. */
export function rank(entries: RankEntry[], table: PackTable): Ranking {
  const first = entries[0]
  if (!first) throw new RangeError('nothing to rank')
  const read = contenderReader(table)
  const groups = rankContenders(
    entries.map(({ assessment, ...entry }) => ({ entry, figures: read(assessment) })),
    table,
  )
  return { pack: first.assessment.pack, asOf: first.assessment.asOf, notice: internalNotice, groups }
}

/** The same of townships whose figures are at hand. */
export const rankContenders = (
  contenders: readonly { entry: Entrant; figures: Contender }[],
  table: PackTable,
): RankingGroup[] =>
  table.groups
    .map((group) =>
      rankGroup(
        contenders
          .filter(({ entry }) => group.kinds.some((kind) => kind === entry.kind))
          .map(({ entry, figures }) => standingOf(entry, figures, table)),
        table,
        group,
      ),
    )
    .filter((group) => group.townships.length > 0)

function rankGroup(standings: Standing[], table: PackTable, group: Group): RankingGroup {
  standings.sort(
    (a, b) =>
      keyOrder(b.worst, a.worst) || keyOrder(b.best, a.best) || (a.entry.code < b.entry.code ? -1 : 1),
  )
  const worst = standings.map((standing) => standing.worst).sort(keyOrder)
  const best = standings.map((standing) => standing.best).sort(keyOrder)
  const placed = standings.map((own, index): RankedTownship => {
    const { figures } = own
    const itself = isDecided(own) ? 0 : 1
    const last = lastOf(figures)
    return {
      ...own.entry,
      ...figures.scaled,
      place: { best: countAbove(worst, own.best) + 1, worst: countAbove(best, own.worst) - itself + 1 },
      shared: [standings[index - 1], standings[index + 1]].some(
        (other) => other && isDecided(own) && isDecided(other) && keyOrder(own.best, other.best) === 0,
      ),
      grade: figures.grade,
      losses: worstLosses(figures),
      gaps: figures.gaps,
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

/** What parts equal totals, in words. */
export function breakerText(breaker: TieBreaker, { dimensions }: PackTable): string {
  if (breaker.by !== 'dimension') return breakerWords[breaker.by]
  const { dimension } = breaker
  return `${dimensions.find(({ id }) => id === dimension)?.title ?? dimension}得分`
}

const breakerWords = { bonus: '加分', red_lines: '红线事项少的在前', unmet_core: '未达标的核心要点少的在前' }

function betweenOf(upper: Standing | undefined, lower: Standing, table: PackTable): Between | null {
  if (!upper) return null
  const target = rational(upper.figures.scaled.low)
  const own = rational(lower.figures.scaled.low)
  // Nothing lifts a township that a veto puts last above one that is not.
  const heldDown = cmp(lower.best[0]!, upper.worst[0]!) < 0
  return {
    margin: toDecimal(sub(target, own)),
    items: heldDown ? null : fewestToPass(lower.figures, table, target),
  }
}

const worstLosses = ({ items }: Contender): RankedTownship['losses'] =>
  items
    .filter(({ lost }) => isPositive(lost))
    .sort((a, b) => cmp(b.lost, a.lost))
    .slice(0, namedLosses)
    .map(({ id, title, lost }) => ({ item: id, title, lost: toDecimal(lost) }))
