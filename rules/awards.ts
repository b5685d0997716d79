/** What places decide beside themselves: grades under quotas, and who is among the first n. */
import type { RankedTownship, RankingGroup } from './assessment.ts'
import type { Group, PackTable } from './pack.ts'
import { floor, mul, rational } from './rational.ts'
import { countAbove, countNotBelow, isDecided, type Key, keyOrder, type Standing } from './standings.ts'
import { gradesOf } from './vetoes.ts'

/** Positions in the list of grades, best first. */
interface Held {
  best: number
  worst: number
}

/**
 * Quotas after bands, best grade first: who is beyond the allowed number falls one grade. Equals across the edge fall
 * together, because “not more than” allows no more.
 */
export function settleGrades(
  townships: readonly RankedTownship[],
  standings: readonly Standing[],
  table: PackTable,
  group: Group,
): { townships: RankedTownship[]; quotas: NonNullable<RankingGroup['quotas']> } {
  const titles = gradesOf(table, group.kinds[0]!).map(({ title }) => title)
  const declared = [...(table.quotas ?? [])].sort((a, b) => titles.indexOf(a.grade) - titles.indexOf(b.grade))
  if (declared.length === 0 || townships.some(({ grade }) => grade === null))
    return { townships: [...townships], quotas: [] }
  let held = townships.map(
    ({ grade }): Held => ({
      best: titles.indexOf(grade!.high),
      worst: titles.indexOf(grade!.low),
    }),
  )
  const by: (RankedTownship['quota'] | undefined)[] = townships.map(() => undefined)
  const quotas = declared.map(({ grade, most }) => {
    const limit = Number(floor(mul(rational(most), rational(townships.length))).n)
    const after = underQuota(held, standings, titles.indexOf(grade), limit, titles.length - 1)
    const changed = townships.flatMap(({ id, grade: before }, index): string[] => {
      if (after[index]!.best === held[index]!.best && after[index]!.worst === held[index]!.worst) return []
      by[index] ??= { before: before!, grade, most }
      return [id]
    })
    held = after
    return { grade, most, limit, changed }
  })
  return {
    quotas,
    townships: townships.map((township, index) => {
      const quota = by[index]
      if (!quota) return township
      const { best, worst } = held[index]!
      return { ...township, grade: { low: titles[worst]!, high: titles[best]! }, quota }
    }),
  }
}

function underQuota(
  held: readonly Held[],
  standings: readonly Standing[],
  at: number,
  limit: number,
  last: number,
): Held[] {
  const keysOf = (inGrade: (own: Held) => boolean, pick: (standing: Standing) => Key): Key[] =>
    standings
      .filter((_, index) => inGrade(held[index]!))
      .map(pick)
      .sort(keyOrder)
  const surely = keysOf(
    ({ best, worst }) => best === at && worst === at,
    (standing) => standing.worst,
  )
  const perhaps = keysOf(
    ({ best, worst }) => best <= at && at <= worst,
    (standing) => standing.best,
  )
  const below = Math.min(at + 1, last)
  return held.map((own, index) => {
    const standing = standings[index]!
    const isSure = own.best === at && own.worst === at
    const isPerhaps = own.best <= at && at <= own.worst
    if (!isPerhaps) return own
    // The township itself stands in the lists wherever its own key is counted.
    const itselfSure = isSure && isDecided(standing) ? 1 : 0
    const keepsAtBest = countNotBelow(surely, standing.best) - itselfSure < limit
    const keepsAtWorst = countNotBelow(perhaps, standing.worst) - 1 < limit
    return {
      best: own.best === at && !keepsAtBest ? below : own.best,
      worst: own.worst === at && !keepsAtWorst ? below : own.worst,
    }
  })
}

/** Who is among the first n: all that tie across the edge, or none of them, as the pack says. */
export function settleAwards(
  townships: readonly RankedTownship[],
  standings: readonly Standing[],
  { top }: PackTable,
): RankedTownship[] {
  const worst = standings.map((standing) => standing.worst).sort(keyOrder)
  const best = standings.map((standing) => standing.best).sort(keyOrder)
  return townships.map((township, index) => {
    const standing = standings[index]!
    const barred = barredFrom(standing)
    if (barred === 'holds') return { ...township, award: 'barred' }
    if (!top) return township
    const itself = isDecided(standing) ? 1 : 0
    const ahead =
      top.edge === 'all_in'
        ? { least: countAbove(worst, standing.best), most: countAbove(best, standing.worst) - (1 - itself) }
        : {
            least: countNotBelow(worst, standing.best) - itself,
            most: countNotBelow(best, standing.worst) - 1,
          }
    if (ahead.least >= top.n) return { ...township, award: 'out' }
    const sure = ahead.most < top.n && barred === null
    return { ...township, award: sure ? 'in' : 'open' }
  })
}

function barredFrom({ figures }: Standing): 'holds' | 'open' | null {
  const vetoes = (figures.vetoes ?? []).filter(({ effect }) => effect.kind === 'bar_awards')
  if (vetoes.length === 0) return null
  return vetoes.some(({ holds }) => holds) ? 'holds' : 'open'
}
