/** By hand: normative documents and contracts. */
import { askedLongEnough } from './d2.ts'
import {
  add,
  type Cells,
  daysBetween,
  filled,
  type Hand,
  isBefore,
  isWithin,
  nothing,
  text,
  times,
  workdays,
} from './hand.ts'

/** What was amended is in force as amended. */
const isInForce = (row: Cells): boolean => row.status !== '已废止或者失效'

/** Adds the points of the third dimension. */
export function scoreDocuments(hand: Hand): void {
  const { year, rows, inYear, start, end } = hand
  const documents = rows('normative_documents')
  const issued = documents.filter((row) => isWithin(row.issued_on, start, end))

  hand.share(
    'norm-legality-audit',
    [2, 1],
    issued,
    (row) => isBefore(row.audit_on, row.decided_on) && row.audit_result !== '不合法',
  )
  hand.share(
    'norm-consult',
    [1, 1],
    issued.filter((row) => row.business === true || row.consult_required === true),
    (row) => isBefore(row.consult_to, row.decided_on) && (askedLongEnough(row) || row.short_reason === true),
  )
  const older = documents.filter(
    (row) => text(row.issued_on) < start && row.business === true && isInForce(row),
  )
  hand.share(
    'norm-publish',
    [1, 1],
    [...issued, ...older],
    (row) =>
      filled(row.published_on) &&
      (workdays(row.issued_on, row.published_on) <= 20 ||
        (text(row.issued_on) < start && text(row.published_on) <= end)),
  )
  hand.share(
    'norm-file-15d',
    [1, 1],
    issued,
    (row) =>
      filled(row.filed_on) &&
      (!filled(row.published_on) || daysBetween(row.published_on, row.filed_on) <= 15),
  )
  hand.scores.set(
    'norm-no-illegal-burden',
    documents.length === 0 ? null : documents.some(isCorrected) ? nothing : [1, 2],
  )

  // Five years after it was issued a document is past its term whatever it says.
  const oldest = `${year - 5}${end.slice(4)}`
  const inForce = documents.filter((row) => text(row.issued_on) <= end && isInForce(row))
  const valid = inForce.filter(
    (row) => (!filled(row.expires_on) || text(row.expires_on) >= end) && text(row.issued_on) >= oldest,
  )
  const cleaned = rows('norm_cleanups').some((row) => isWithin(row.published_on, `${year - 2}-12-31`, end))
  if (!documents.some((row) => text(row.issued_on) <= end)) hand.scores.set('norm-term-cleanup', null)
  else if (inForce.length === 0) hand.yesNo('norm-term-cleanup', [1, 2], cleaned)
  else
    hand.scores.set(
      'norm-term-cleanup',
      add(times([1, 4], [valid.length, inForce.length]), cleaned ? [1, 4] : nothing),
    )

  // The local rule on contracts is in force from July 2025.
  hand.share(
    'contract-review',
    [1, 1],
    inYear('contracts', 'signed_on', '2025-07-01'),
    (row) => isBefore(row.review_on, row.signed_on) && row.review_result !== '不合法',
  )

  function isCorrected(row: Cells): boolean {
    // What is annulled costs a point among the deductions, which is more, and so nothing here.
    return !['没有', '被撤销'].includes(text(row.corrected)) && isWithin(row.corrected_on, start, end)
  }
}
