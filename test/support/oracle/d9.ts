/** By hand: disputes, review, litigation and petitions. */
import {
  addDays,
  addMonths,
  type Cells,
  filled,
  type Hand,
  notAfter,
  part,
  text,
  withinDays,
  withinWorkdays,
} from './hand.ts'

/** Adds the points of the ninth dimension. */
export function scoreDisputes(hand: Hand): void {
  scoreMediation(hand)
  scoreReview(hand)
  scoreSuits(hand)
  scoreLetters(hand)
  scorePetitions(hand)
}

function scoreMediation(hand: Hand): void {
  const { rows, inYear } = hand
  const committees = rows('mediation_committees').filter(
    (row) =>
      row.form === '人口少的村由村民委员会成员负责' ||
      (Number(row.members) >= 3 && Number(row.members) <= 9 && Number(row.women) >= 1),
  )
  hand.share('med-committee', [1, 1], rows('villages'), ({ name }) =>
    committees.some((row) => row.village === name),
  )
  hand.share(
    'med-file',
    [1, 2],
    inYear('mediation_cases', 'opened_on').filter((row) => row.kind === '人民调解'),
    (row) => row.record_kept === true && (row.result !== '达成协议' || row.agreement_kept === true),
  )
  // The measures are in force from May 2025.
  const cases = inYear('mediation_cases', 'opened_on', '2025-05-01').filter((row) => row.kind === '行政调解')
  hand.yesNo(
    'adm-mediation',
    [1, 2],
    rows('plans').some((row) => row.kind === '行政调解事项清单') &&
      cases.every((row) => row.record_kept === true && row.no_fee === true),
  )
}

/** Carried out by the day set for it, if one is. */
const isDone = (row: Cells, day: string): boolean =>
  filled(row[day]) && (!filled(due(row)) || notAfter(row[day], due(row)))
const due = (row: Cells) => row.perform_by ?? row.comply_by

function scoreReview(hand: Hand): void {
  const { inYear, year } = hand
  const cases = inYear('reconsiderations', 'received_on')
  hand.share('rec-reply', [1, 1], cases, (row) =>
    withinWorkdays(row.received_on, row.replied_on, row.procedure === '简易程序' ? 5 : 10),
  )
  const letters = inYear('suggestions', 'received_on').filter((row) => row.kind === '复议意见书')
  hand.parts('rec-comply', [
    part(
      [1, 2],
      cases.filter((row) => row.to_comply === true && isDueSoon(row, year)),
      (row) => isDone(row, 'complied_on'),
    ),
    part([1, 2], letters, (row) => withinDays(row.received_on, row.answered_on, 60)),
  ])
}

/** What falls due more than four months after the year is not looked at yet. */
const isDueSoon = (row: Cells, year: number): boolean =>
  !filled(due(row)) || text(due(row)) <= `${year + 1}-04-30`

function scoreSuits(hand: Hand): void {
  const { inYear, year } = hand
  hand.share('lit-defence-15d', [1, 1], inYear('lawsuits', 'received_on'), (row) =>
    filled(row.extended_to)
      ? notAfter(row.defence_on, row.extended_to)
      : withinDays(row.received_on, row.defence_on, 15),
  )
  const hearings = inYear('hearings', 'held_on')
  const attended = (row: Cells): boolean => row.attended_by !== '未出庭'
  const due = hearings.filter((row) => attended(row) || row.excuse_proven !== true)
  hand.share(
    'lit-head-appear',
    [2, 1],
    due,
    // The one point among the deductions is no less than 2 ÷ n here as soon as two are due.
    (row) => attended(row) || (row.court_noted === true && due.length >= 2),
  )
  hand.share(
    'lit-staff-not-only-lawyer',
    [1, 2],
    hearings,
    (row) => attended(row) || row.staff_present === true,
  )
  hand.share(
    'lit-judgment-done',
    [1, 1],
    inYear('court_rulings', 'effective_on').filter((row) => row.to_perform === true && isDueSoon(row, year)),
    (row) => isDone(row, 'performed_on'),
  )
}

function scoreLetters(hand: Hand): void {
  const letters = hand.inYear('suggestions', 'received_on')
  const twoMonths = (row: Cells): string => addMonths(text(row.received_on), 2)
  hand.share(
    'sug-judicial-2m',
    [1, 2],
    letters.filter((row) => row.kind === '司法建议'),
    (row) => notAfter(row.answered_on, filled(row.due_on) ? row.due_on : twoMonths(row)),
  )
  // The day a procurator names counts only when it is the earlier one.
  hand.share(
    'sug-procuratorial-2m',
    [1, 2],
    letters.filter((row) => text(row.kind).endsWith('检察建议')),
    (row) => {
      const limit = row.kind === '检察建议' ? twoMonths(row) : addDays(text(row.received_on), 15)
      return (
        notAfter(row.answered_on, limit) && (!filled(row.due_on) || notAfter(row.answered_on, row.due_on))
      )
    },
  )
}

function scorePetitions(hand: Hand): void {
  const petitions = hand.inYear('petitions', 'received_on')
  const foreign = petitions.filter((row) => row.handling === '转送来的不属于本机关职权')
  const own = petitions.filter((row) => !foreign.includes(row))
  hand.parts('pet-deadlines', [
    part(
      [2, 5],
      own.filter((row) => row.contact_unclear !== true),
      (row) => withinDays(row.received_on, row.told_on, 15),
    ),
    part(
      [2, 5],
      own.filter((row) => row.handling === '按第31条第6项受理办理'),
      (row) => withinDays(row.accepted_on, row.closed_on, row.extended === true ? 90 : 60),
    ),
    part([1, 5], foreign, (row) => withinWorkdays(row.received_on, row.objected_on, 5)),
  ])
  const days = new Set(hand.inYear('reception_days', 'held_on').map((row) => row.held_on))
  hand.scores.set('pet-leader-reception', [Math.min(days.size, 12), 24])
}
