/** By hand: party leadership and the duties of the first persons. */
import { coversYear, filled, type Hand, members, notAfter, text } from './hand.ts'

const acts = ['重要工作亲自部署', '重大问题亲自过问', '重点环节亲自协调', '重要任务亲自督办']

/** Adds the points of the first dimension. */
export function scoreLeadership(hand: Hand): void {
  const { kind, rows, inYear, start, end } = hand
  const meetings = inYear('leadership_meetings', 'held_on')

  hand.yesNo(
    'lead-coordination-body',
    [3, 2],
    meetings.some(
      (row) =>
        row.body === '法治建设议事协调机构会议' &&
        row.member_list === true &&
        row.office_named === true &&
        row.secretary_head === true,
    ),
  )

  const plans = rows('plans').filter((row) => row.kind === '年度法治建设工作计划')
  hand.yesNo(
    'lead-annual-plan',
    [3, 2],
    plans.some((row) => notAfter(row.issued_on, `${hand.year}-03-31`)),
  )

  // A meeting with several matters is one meeting.
  const minuted = new Set(
    meetings
      .filter((row) => ['党委（党工委）会议', '政府（办事处）会议'].includes(text(row.body)))
      .filter((row) => filled(row.minutes_no))
      .map((row) => `${row.held_on} ${row.body}`),
  )
  hand.scores.set('lead-agenda-count', [5 * Math.min(minuted.size, 2), 4])

  let told = 0
  for (const head of ['党委（党工委）书记', '镇长（乡长、主任）'])
    for (const act of acts)
      if (meetings.some((row) => row.chair === head && members(row.acts).includes(act))) told++
  hand.scores.set('lead-four-personal', [3 * told, 16])

  const reviewers = rows('staff').filter((row) => row.post === '合法性审核' && coversYear(row, start, end))
  hand.yesNo('lead-reviewer-post', [1, 1], reviewers.length >= 1)

  if (kind === '街道') return
  hand.yesNo(
    'lead-report-to-congress',
    [1, 1],
    rows('plans').some((row) => row.kind === '政府工作报告' && row.law_part === true),
  )
  hand.yesNo(
    'lead-duty-list',
    [1, 1],
    rows('duty_items').some((row) => notAfter(row.published_on, end)),
  )
}
