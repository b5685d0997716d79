/** By hand: major administrative decisions. */
import {
  type Cells,
  daysBetween,
  filled,
  type Hand,
  isBefore,
  isWithin,
  members,
  notAfter,
  part,
  text,
  withinWorkdays,
  workdays,
} from './hand.ts'

/** Thirty days, both counted. */
export const askedLongEnough = (row: Cells): boolean =>
  filled(row.consult_to) && daysBetween(row.consult_from, row.consult_to) + 1 >= 30

/** Before the other day, or before what has not happened. */
const isAhead = (row: Cells, day: string, other: string): boolean =>
  filled(row[day]) && (!filled(row[other]) || text(row[day]) < text(row[other]))

/** Adds the points of the second dimension. */
export function scoreDecisions(hand: Hand): void {
  const { rows, inYear, start, end } = hand
  hand.yesNo(
    'dec-catalog',
    [1, 1],
    rows('decision_catalog').some((row) => notAfter(row.agreed_on, end) && notAfter(row.published_on, end)),
  )

  const decisions = inYear('decisions', 'meeting_on')
  const major = decisions.filter((row) => row.in_catalogue === true || row.flagged_major === true)
  const open = major.filter((row) => row.secret !== true)

  hand.share(
    'dec-participation',
    [1, 1],
    open,
    (row) => isBefore(row.consult_from, row.meeting_on) || members(row.participation).length > 0,
  )
  hand.share(
    'dec-consult-30d',
    [1, 1],
    open.filter(
      (row) => filled(row.consult_from) || members(row.participation).includes('向社会公开征求意见'),
    ),
    (row) => isBefore(row.consult_to, row.meeting_on) && (askedLongEnough(row) || row.short_reason === true),
  )
  hand.share(
    'dec-expert',
    [1, 1],
    major.filter((row) => row.professional === true),
    (row) => row.expert_opinion === '有书面意见并签名盖章',
  )
  hand.share(
    'dec-risk',
    [1, 1],
    major.filter((row) => row.stability_risk === true),
    (row) => isBefore(row.risk_report_on, row.meeting_on),
  )
  hand.share(
    'dec-legality-review',
    [3, 1],
    major,
    (row) =>
      isBefore(row.review_on, row.meeting_on) &&
      (row.review_result !== '不合法' || row.reform_risk_stated === true),
  )
  hand.share(
    'dec-review-7wd',
    [1, 2],
    major.filter((row) => filled(row.sent_on) || filled(row.review_on)),
    (row) => row.short_review_reason === true || workdays(row.sent_on, row.meeting_on) >= 7,
  )
  hand.share(
    'dec-adviser',
    [1, 1],
    major.filter((row) => filled(row.review_on)),
    (row) => row.adviser_opinion === true,
  )
  hand.share(
    'dec-collective',
    [3, 2],
    major,
    (row) =>
      ['镇长（乡长、主任）办公会议', '党政联席会议'].includes(text(row.meeting_body)) &&
      row.views_recorded === true &&
      row.head_last === true,
  )
  hand.share(
    'dec-party-report',
    [1, 2],
    major,
    (row) => notAfter(row.party_report_on, row.meeting_on) || isAhead(row, 'party_report_on', 'published_on'),
  )
  hand.share(
    'dec-publish',
    [1, 2],
    open,
    (row) =>
      withinWorkdays(row.meeting_on, row.published_on, 20) &&
      ((row.wide_concern !== true && row.professional !== true) || row.adoption_explained === true),
  )
  hand.share('dec-archive', [1, 2], major, (row) =>
    dueParts(row).every((name) => members(row.archive).includes(name)),
  )

  const trading = rows('normative_documents').filter(
    (row) => row.business === true && isWithin(row.issued_on, start, end),
  )
  hand.parts('dec-fair-competition', [
    part([1, 4], trading, (row) => notAfter(row.competition_on, row.issued_on)),
    part(
      [1, 4],
      decisions.filter((row) => row.business === true),
      (row) => notAfter(row.competition_on, row.meeting_on) || isAhead(row, 'competition_on', 'published_on'),
    ),
  ])
}

function dueParts(row: Cells): string[] {
  const due = ['启动材料', '合法性审查材料', '集体讨论记录']
  if (row.secret !== true) due.push('公众参与材料', '公布材料')
  if (row.professional === true) due.push('专家论证材料')
  if (row.stability_risk === true) due.push('风险评估材料')
  return due
}
