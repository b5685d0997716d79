/** By hand: reporting and supervision. */
import { addMonths, type Hand, members, notAfter, text } from './hand.ts'

const reportParts = [
  '主要举措和成效',
  '存在的不足和原因',
  '党政主要负责人履行第一责任人职责情况',
  '下一年度主要安排',
]

/** Adds the points of the tenth dimension. */
export function scoreReporting(hand: Hand): void {
  const { year, rows, inYear, end } = hand
  const [report] = rows('annual_report')
  hand.yesNo('rep-submit', [3, 2], notAfter(report?.submitted_on, `${year + 1}-03-01`))
  hand.yesNo(
    'rep-publish',
    [1, 1],
    report?.withheld === true || notAfter(report?.published_on, `${year + 1}-04-01`),
  )
  hand.yesNo(
    'rep-content',
    [1, 1],
    reportParts.every((name) => members(report?.parts).includes(name)),
  )

  const heads = ['党委（党工委）书记', '镇长（乡长、主任）']
  hand.share('rep-shufa', [1, 1], heads, (head) => rows('law_reports').some((row) => row.role === head))

  hand.share(
    'sup-rectify',
    [1, 1],
    inYear('findings', 'due_on').filter((row) => row.source === '法治督察'),
    (row) => notAfter(row.closed_on, end),
  )
  // A hard one of the last two months may still be within its time when the evidence closes.
  hand.share(
    'sup-deputy-proposals',
    [1, 2],
    inYear('proposals', 'assigned_on').filter(
      (row) => row.hard !== true || text(row.assigned_on) < `${year}-11-01`,
    ),
    (row) => notAfter(row.answered_on, addMonths(text(row.assigned_on), row.hard === true ? 6 : 3)),
  )
}
