/** By hand: legal advisers and public legal services. */
import { add, coversYear, filled, type Hand, isWithin, nothing, part, text, times } from './hand.ts'

const quarters = ['第一季度', '第二季度', '第三季度', '第四季度']

/** Adds the points of the sixth dimension. */
export function scoreAdvisers(hand: Hand): void {
  const { rows, inYear, start, end } = hand
  hand.yesNo(
    'adv-government',
    [3, 2],
    rows('legal_advisers').some((row) => coversYear(row, start, end)),
  )
  const documents = rows('normative_documents').filter(
    (row) => isWithin(row.issued_on, start, end) && filled(row.audit_on),
  )
  const contracts = inYear('contracts', 'signed_on').filter((row) => filled(row.sent_on))
  hand.parts('adv-use', [
    part([1, 2], documents, (row) => row.adviser_opinion === true),
    part([1, 2], contracts, (row) => row.adviser_opinion === true),
  ])

  const villages = rows('villages')
  const advised = rows('village_advisers').filter(
    (row) => text(row.from) <= end && (!filled(row.to) || text(row.to) >= end),
  )
  hand.share('adv-village-coverage', [2, 1], villages, ({ name }) =>
    advised.some((row) => row.village === name),
  )

  const log = rows('village_service_log')
  const months = ['hours_first', 'hours_second', 'hours_third']
  hand.share('adv-village-hours', [1, 1], villages, ({ name }) =>
    quarters.every((quarter) =>
      log.some(
        (row) =>
          row.village === name && row.quarter === quarter && months.every((month) => Number(row[month]) >= 8),
      ),
    ),
  )
  hand.share('adv-village-lecture', [1, 2], villages, ({ name }) =>
    quarters.every((quarter) =>
      log.some((row) => row.village === name && row.quarter === quarter && Number(row.lectures) >= 1),
    ),
  )

  // Without a village the station alone counts.
  const station = rows('service_station').some((row) => row.usable === true)
  const studios = villages.filter((row) => row.legal_studio === true).length
  hand.scores.set(
    'pls-stations',
    villages.length === 0
      ? station
        ? [1, 1]
        : nothing
      : add(station ? [1, 2] : nothing, times([1, 2], [studios, villages.length])),
  )
}
