/** By hand: villages and communities, by the law before 2026 and since. */
import { type Cells, filled, type Hand, isWithin, notAfter, nothing, text } from './hand.ts'

const quarters = ['第一季度', '第二季度', '第三季度', '第四季度']
const amended = 2026

/** Adds the points of the eleventh dimension. */
export function scoreVillages(hand: Hand): void {
  const { year, rows, inYear, start, end } = hand
  const villages = rows('villages')
  const rural = villages.filter((row) => row.kind === '村')
  // A community made from a village is held to the province's rules for villages.
  const asVillage = villages.filter((row) => row.kind === '村' || row.converted === true)
  const since2026 = year >= amended

  const rules = rows('village_rules').filter((row) => notAfter(row.filed_on, end))
  hand.share('vil-rules-filed', [1, 1], villages, ({ name }) => rules.some((row) => row.village === name))
  hand.share(
    'vil-rules-reviewed',
    [1, 1],
    rules.filter((row) => since2026 || row.kind === '村规民约'),
    (row) => filled(row.reviewed_on) && row.review_result !== '违法未责令改正',
  )

  hand.share('vil-disclosure', [1, 1], since2026 ? villages : asVillage, (village) =>
    quarters.every((quarter) =>
      rows('village_disclosures').some(
        (row) =>
          row.village === village.name &&
          row.quarter === quarter &&
          isPosted(row, asVillage.includes(village), since2026),
      ),
    ),
  )

  const apart = (row: Cells): boolean => row.supervision_apart === true
  hand.share(
    'vil-supervision',
    [1, 2],
    since2026 ? villages : asVillage,
    (row) =>
      apart(row) &&
      (row.supervision === '村（居）务监督委员会' ||
        (!asVillage.includes(row) && row.supervision === '其他监督机构')),
  )
  const officers = since2026 ? villages : rural
  hand.share('vil-review-yearly', [1, 2], officers, (row) => isWithin(row.reviewed_on, start, end))

  const met = (row: Cells, times: number): boolean => Number(row.representative_meetings) >= times
  const represented = (row: Cells): boolean => row.has_representatives === true
  if (since2026)
    hand.share(
      'vil-meetings',
      [1, 2],
      villages.filter((row) => row.kind === '村' || represented(row)),
      (row) =>
        row.kind === '村'
          ? isWithin(row.assembly_on, start, end) && (!represented(row) || met(row, 4))
          : met(row, 2),
    )
  else hand.share('vil-meetings', [1, 2], rural.filter(represented), (row) => met(row, 4))

  if (!since2026) return
  const course = inYear('trainings', 'held_on').some((row) => row.audience === '村（社区）干部')
  const trained = villages.filter((row) => isWithin(row.officers_trained_on, start, end)).length
  if (villages.length === 0) hand.scores.set('vil-training', course ? [1, 2] : nothing)
  else hand.scores.set('vil-training', [(course ? villages.length : 0) + trained, villages.length * 4])
}

/** General matters every quarter and, of a village, its accounts every month; fifteen days long since 2026. */
function isPosted(row: Cells, asVillage: boolean, since2026: boolean): boolean {
  if (row.posted === '应公布未公布') return false
  if (asVillage && Number(row.finance_months) < 3) return false
  const nothingPosted = !asVillage && text(row.posted) === '没有应公布事项'
  return !since2026 || nothingPosted || Number(row.shortest_days) >= 15
}
