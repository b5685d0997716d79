/** By hand: administrative enforcement. */
import {
  addDays,
  type Cells,
  filled,
  type Hand,
  members,
  notAfter,
  text,
  withinDays,
  withinWorkdays,
  workdays,
} from './hand.ts'

const coercionSteps = [
  '书面催告',
  '听取陈述申辩',
  '书面强制执行决定',
  '不在夜间和法定节假日实施或者情况紧急',
  '拆除已公告且复议诉讼期满或者不涉及拆除',
]
const ordersDue = '2026-02-01'

/** Adds the points of the fourth dimension. */
export function scoreEnforcement(hand: Hand): void {
  const { rows, inYear, start } = hand
  const cases = inYear('enforcement_cases', 'decided_on')
  const penalties = cases.filter((row) => row.kind === '行政处罚')

  // Compulsory measures may not be entrusted.
  hand.share('enf-authority', [2, 1], cases, (row) =>
    row.power === '书面委托'
      ? row.kind !== '行政强制措施'
      : ['法律法规规章规定的乡镇职权', '省人民政府决定赋予'].includes(text(row.power)),
  )
  hand.share('enf-cert', [2, 1], cases, (row) => row.certified === true)
  hand.share('enf-two-officers', [1, 2], cases, (row) => Number(row.officers) >= 2 || row.one_lawful === true)
  hand.share('enf-full-record', [3, 2], cases, (row) => row.record_complete === true)

  const items = rows('enforcement_items')
  allOrNothing(hand, 'enf-publicity', items, (row) => row.published === true)
  allOrNothing(
    hand,
    'enf-discretion',
    items.filter((row) => row.discretion !== '不涉及裁量'),
    (row) => text(row.discretion).startsWith('基准已公开'),
  )

  hand.share(
    'enf-result-publish',
    [1, 1],
    cases.filter((row) => row.publish_due === true),
    (row) =>
      withinWorkdays(row.decided_on, row.published_on, row.kind === '行政处罚' ? 7 : 20) &&
      (!filled(row.annulled_on) || withinWorkdays(row.annulled_on, row.withdrawn_on, 3)),
  )
  hand.share(
    'enf-legal-audit',
    [3, 2],
    cases.filter((row) => row.audit !== '不属于审核范围'),
    (row) => row.audit === '审核通过' && notAfter(row.audit_on, row.decided_on) && row.auditor_fit === true,
  )
  hand.share('enf-notice-defence', [1, 1], penalties, (row) => {
    if (!notAfter(row.notice_on, row.decided_on)) return false
    const asked = filled(row.hearing_asked_on) && workdays(row.notice_on, row.hearing_asked_on) <= 5
    return !asked || notAfter(row.hearing_held_on, row.decided_on)
  })
  scoreTime(hand)

  allOrNothing(
    hand,
    'enf-fine-separation',
    cases,
    (row) => !['违反规定自行收缴', '截留私分或者与预算考核挂钩'].includes(text(row.fine)),
  )
  hand.share(
    'enf-coercion',
    [1, 2],
    cases.filter((row) => row.kind === '行政强制执行'),
    (row) => coercionSteps.every((step) => members(row.coercion).includes(step)),
  )
  hand.share(
    'enf-inspection',
    [1, 2],
    inYear('inspections', 'done_on', '2025-01-03'),
    (row) =>
      row.qualified === true &&
      notAfter(row.approved_on, row.done_on) &&
      row.recorded === true &&
      row.over_cap === false,
  )
  // Thirty days by the province's rule; since the state's the day the letter names.
  hand.share(
    'enf-supervision-reply',
    [1, 2],
    inYear('suggestions', 'received_on').filter((row) =>
      ['执法监督意见书', '督办函'].includes(text(row.kind)),
    ),
    (row) =>
      text(row.received_on) < ordersDue
        ? withinDays(row.received_on, row.answered_on, 30)
        : notAfter(row.answered_on, row.due_on),
  )

  const sampled = cases.filter((row) => filled(row.file_review))
  const fit = sampled.filter((row) => row.file_review === '达到标准').length
  hand.scores.set(
    'enf-file-review',
    sampled.length === 0
      ? null
      : fit * 10 >= sampled.length * 9
        ? [1, 2]
        : [fit * 10, sampled.length * 9 * 2],
  )

  function scoreTime({ end }: Hand): void {
    const overrunOn = (row: Cells): string => addDays(text(row.opened_on), 91)
    const all = rows('enforcement_cases').filter((row) => row.kind === '行政处罚')
    // What ran over in an earlier year was counted there.
    const counted = all.filter((row) => {
      if (row.other_period === true) return text(row.decided_on) >= start && notAfter(row.decided_on, end)
      if (filled(row.decided_on) && text(row.decided_on) <= end)
        return text(row.decided_on) >= start && overrunOn(row) >= start
      return overrunOn(row) >= start && overrunOn(row) <= end
    })
    hand.share(
      'enf-90d',
      [1, 1],
      counted,
      (row) =>
        filled(row.decided_on) &&
        (row.other_period === true || text(row.decided_on) < overrunOn(row)) &&
        (row.handed_over === true || withinWorkdays(row.decided_on, row.served_on, 7)),
    )
  }
}

/** Half a point as long as nothing breaks the rule; without anything to look at it does not apply. */
function allOrNothing({ scores }: Hand, id: string, of: Cells[], good: (row: Cells) => boolean): void {
  scores.set(id, of.length === 0 ? null : of.every(good) ? [1, 2] : [0, 1])
}
