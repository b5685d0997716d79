/** The second oracle for decisions, normative documents and contracts: each clause as plain arithmetic over the rows. */
import type { CellValue } from '../../rules/evidence.ts'
import type { Fraction, Hand, HandScores } from './oracle.ts'

type Cells = Record<string, CellValue>

const half: Fraction = [1, 2]
const quarter: Fraction = [1, 4]
const nothing: Fraction = [0, 1]

const text = (value: CellValue | undefined): string =>
  value === null || value === undefined ? '' : String(value)
const members = (value: CellValue | undefined): readonly string[] => (Array.isArray(value) ? value : [])

/** Days from one date to the other. */
const days = (from: CellValue | undefined, to: CellValue | undefined): number =>
  (Date.parse(text(to)) - Date.parse(text(from))) / 86_400_000

/** Thirty days, both counted, or a stated reason for less. */
const askedLongEnough = (row: Cells): boolean =>
  text(row.consult_to) !== '' && days(row.consult_from, row.consult_to) + 1 >= 30

const isBefore = (a: CellValue | undefined, b: CellValue | undefined): boolean =>
  text(a) !== '' && text(a) < text(b)
const notAfter = (a: CellValue | undefined, b: CellValue | undefined): boolean =>
  text(a) !== '' && text(a) <= text(b)
/** Before what has not happened too. */
const isAhead = (a: CellValue | undefined, b: CellValue | undefined): boolean =>
  text(a) !== '' && (text(b) === '' || text(a) < text(b))

/** Adds the points of the second and third dimension. */
export function scoreDecisions({ rows, inYear, start, end, workingDays }: Hand, scores: HandScores): void {
  const set = (id: string, value: Fraction, of: Cells[], good: (row: Cells) => boolean): void => {
    scores.set(id, of.length === 0 ? null : [value[0] * of.filter(good).length, value[1] * of.length])
  }
  const decisions = inYear('decisions', 'meeting_on')
  const major = decisions.filter((row) => row.in_catalogue === true || row.flagged_major === true)
  const open = major.filter((row) => row.secret !== true)
  const asked = (row: Cells): boolean => text(row.consult_from) !== ''

  set(
    'dec-participation',
    [1, 1],
    open,
    (row) => isBefore(row.consult_from, row.meeting_on) || members(row.participation).length > 0,
  )
  set(
    'dec-consult-30d',
    [1, 1],
    open.filter((row) => asked(row) || members(row.participation).includes('向社会公开征求意见')),
    (row) => isBefore(row.consult_to, row.meeting_on) && (askedLongEnough(row) || row.short_reason === true),
  )
  set(
    'dec-expert',
    [1, 1],
    major.filter((row) => row.professional === true),
    (row) => row.expert_opinion === '有书面意见并签名盖章',
  )
  set(
    'dec-risk',
    [1, 1],
    major.filter((row) => row.stability_risk === true),
    (row) => isBefore(row.risk_report_on, row.meeting_on),
  )
  set(
    'dec-review-7wd',
    half,
    major.filter((row) => text(row.sent_on) !== '' || text(row.review_on) !== ''),
    (row) => row.short_review_reason === true || workingDays(text(row.sent_on), text(row.meeting_on)) >= 7,
  )
  set(
    'dec-adviser',
    [1, 1],
    major.filter((row) => text(row.review_on) !== ''),
    (row) => row.adviser_opinion === true,
  )
  set(
    'dec-collective',
    [3, 2],
    major,
    (row) =>
      ['镇长（乡长、主任）办公会议', '党政联席会议'].includes(text(row.meeting_body)) &&
      row.views_recorded === true &&
      row.head_last === true,
  )
  set(
    'dec-party-report',
    half,
    major,
    (row) => notAfter(row.party_report_on, row.meeting_on) || isAhead(row.party_report_on, row.published_on),
  )
  set(
    'dec-publish',
    half,
    open,
    (row) =>
      text(row.published_on) !== '' &&
      workingDays(text(row.meeting_on), text(row.published_on)) <= 20 &&
      ((row.wide_concern !== true && row.professional !== true) || row.adoption_explained === true),
  )
  set('dec-archive', half, major, (row) => {
    const kept = members(row.archive)
    const due = ['启动材料', '合法性审查材料', '集体讨论记录']
    if (row.secret !== true) due.push('公众参与材料', '公布材料')
    if (row.professional === true) due.push('专家论证材料')
    if (row.stability_risk === true) due.push('风险评估材料')
    return due.every((part) => kept.includes(part))
  })

  const documents = rows('normative_documents')
  const isOfYear = (row: Cells): boolean => text(row.issued_on) >= start && text(row.issued_on) <= end
  const issued = documents.filter(isOfYear)

  const business = decisions.filter((row) => row.business === true)
  const fair = business.filter(
    (row) => notAfter(row.competition_on, row.meeting_on) || isAhead(row.competition_on, row.published_on),
  )
  const trading = issued.filter((row) => row.business === true)
  const fairDocuments = trading.filter((row) => notAfter(row.competition_on, row.issued_on))
  const shares = [
    [fair.length, business.length],
    [fairDocuments.length, trading.length],
  ].filter(([, whole]) => whole !== 0)
  const whole = shares.reduce((product, [, count]) => product * count!, 1)
  const part = shares.reduce((sum, [good, count]) => sum + (good! * whole) / count!, 0)
  // What has none of its kind leaves its points to the other.
  scores.set('dec-fair-competition', shares.length === 0 ? null : [part, whole * shares.length * 2])

  set(
    'norm-legality-audit',
    [2, 1],
    issued,
    (row) => isBefore(row.audit_on, row.decided_on) && row.audit_result !== '不合法',
  )
  set(
    'norm-consult',
    [1, 1],
    issued.filter((row) => row.business === true || row.consult_required === true),
    (row) => isBefore(row.consult_to, row.decided_on) && (askedLongEnough(row) || row.short_reason === true),
  )
  const older = documents.filter(
    (row) => text(row.issued_on) < start && row.business === true && row.status !== '已废止或者失效',
  )
  set(
    'norm-publish',
    [1, 1],
    [...issued, ...older],
    (row) =>
      text(row.published_on) !== '' &&
      (workingDays(text(row.issued_on), text(row.published_on)) <= 20 ||
        (text(row.issued_on) < start && text(row.published_on) <= end)),
  )
  set(
    'norm-file-15d',
    [1, 1],
    issued,
    (row) =>
      text(row.filed_on) !== '' &&
      (text(row.published_on) === '' || days(row.published_on, row.filed_on) <= 15),
  )
  scores.set('norm-no-illegal-burden', burden(documents, start, end))

  // Five years after it was issued a document is past its term whatever it says.
  const oldest = `${Number(start.slice(0, 4)) - 5}${end.slice(4)}`
  const inForce = documents.filter((row) => text(row.issued_on) <= end && row.status !== '已废止或者失效')
  const valid = inForce.filter(
    (row) => (text(row.expires_on) === '' || text(row.expires_on) >= end) && text(row.issued_on) >= oldest,
  )
  const cleaned = rows('norm_cleanups').some(
    (row) =>
      notAfter(row.published_on, end) &&
      text(row.published_on) >= `${Number(start.slice(0, 4)) - 2}${end.slice(4)}`,
  )
  if (!documents.some((row) => text(row.issued_on) <= end)) scores.set('norm-term-cleanup', null)
  else if (inForce.length === 0) scores.set('norm-term-cleanup', cleaned ? half : nothing)
  else {
    const [n, d] = [quarter[0] * valid.length, quarter[1] * inForce.length]
    scores.set('norm-term-cleanup', cleaned ? [n * 4 + d, d * 4] : [n, d])
  }

  // The local rule on contracts is in force from July 2025.
  const signed = inYear('contracts', 'signed_on').filter((row) => text(row.signed_on) >= '2025-07-01')
  set(
    'contract-review',
    [1, 1],
    signed,
    (row) => isBefore(row.review_on, row.signed_on) && row.review_result !== '不合法',
  )
}

function burden(documents: Cells[], start: string, end: string): Fraction | null {
  if (documents.length === 0) return null
  const corrected = documents.some(
    (row) =>
      text(row.corrected) !== '没有' && text(row.corrected_on) >= start && text(row.corrected_on) <= end,
  )
  return corrected ? nothing : half
}
