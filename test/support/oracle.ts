/**
 * The second oracle: items of every dimension scored by hand in plain TypeScript, from the clauses and not from the
 * engine, for a township whose registers are all closed or 零报告. It is also what the bench is measured against.
 */

import type { CellValue, Evidence, Row } from '../../rules/evidence.ts'
import { holidays } from '../../server/packs.ts'
import { scoreDecisions } from './oracle-decisions.ts'

/** Points as a fraction; null: the item does not apply. */
export type Fraction = readonly [numerator: number, denominator: number]
export type HandScores = Map<string, Fraction | null>

type Cells = Record<string, CellValue>

const none: Fraction = [0, 1]
const full = (value: Fraction): Fraction => value
const share = ([n, d]: Fraction, part: number, whole: number): Fraction => [n * part, d * whole]
const add = (a: Fraction, b: Fraction): Fraction => [a[0] * b[1] + b[0] * a[1], a[1] * b[1]]

const { table } = holidays()
const offDays = new Set(Object.values(table.years).flatMap((year) => year.off))
const workDays = new Set(Object.values(table.years).flatMap((year) => year.work))

function workingDays(from: string, to: string): number {
  let count = 0
  for (
    let at = Date.parse(`${from}T00:00:00Z`) + 86_400_000;
    at <= Date.parse(`${to}T00:00:00Z`);
    at += 86_400_000
  ) {
    const date = new Date(at)
    const day = date.toISOString().slice(0, 10)
    const weekend = date.getUTCDay() % 6 === 0
    if (workDays.has(day) || (!weekend && !offDays.has(day))) count++
  }
  return count
}

/** What the hand reads rows by. */
export interface Hand {
  rows(register: string): Cells[]
  inYear(register: string, field: string): Cells[]
  start: string
  end: string
  workingDays(from: string, to: string): number
}

/** Scores a township by hand. */
export function scoreByHand(evidence: Evidence): HandScores {
  const { year, kind } = evidence
  const start = `${year}-01-01`
  const end = `${year}-12-31`
  const rows = (register: string): Cells[] =>
    (evidence.registers[register]?.rows ?? []).map((row: Row) => row.values)
  const inYear = (register: string, field: string): Cells[] =>
    rows(register).filter((row) => String(row[field]) >= start && String(row[field]) <= end)
  const text = (value: CellValue | undefined): string =>
    value === null || value === undefined ? '' : String(value)
  const allYear = (row: Cells): boolean =>
    text(row.from) <= start && (text(row.to) === '' || text(row.to) >= end)
  const scores: HandScores = new Map()

  const body = inYear('leadership_meetings', 'held_on').filter(
    (row) => row.body === '法治建设议事协调机构会议',
  )
  const sound = body.some(
    (row) => row.member_list === true && row.office_named === true && row.secretary_head === true,
  )
  scores.set('lead-coordination-body', sound ? full([3, 2]) : none)

  const plans = rows('plans').filter(
    (row) => row.kind === '年度法治建设工作计划' && text(row.issued_on) !== '',
  )
  const earliest = plans.map((row) => text(row.issued_on)).sort()[0]
  scores.set('lead-annual-plan', earliest !== undefined && earliest <= `${year}-03-31` ? full([3, 2]) : none)

  if (kind !== '街道') {
    const told = rows('plans').some((row) => row.kind === '政府工作报告' && row.law_part === true)
    scores.set('lead-report-to-congress', told ? full([1, 1]) : none)
  }

  const reviewers = new Set(
    rows('staff')
      .filter((row) => row.post === '合法性审核' && allYear(row))
      .map((row) => row.code),
  )
  scores.set('lead-reviewer-post', reviewers.size >= 1 ? full([1, 1]) : none)

  const listed = rows('decision_catalog').some(
    (row) =>
      text(row.agreed_on) !== '' &&
      text(row.agreed_on) <= end &&
      text(row.published_on) !== '' &&
      text(row.published_on) <= end,
  )
  scores.set('dec-catalog', listed ? full([1, 1]) : none)

  const major = inYear('decisions', 'meeting_on').filter(
    (row) => row.in_catalogue === true || row.flagged_major === true,
  )
  const reviewed = major.filter(
    (row) =>
      text(row.review_on) !== '' &&
      text(row.review_on) < text(row.meeting_on) &&
      (row.review_result !== '不合法' || row.reform_risk_stated === true),
  )
  scores.set('dec-legality-review', major.length === 0 ? null : share([3, 1], reviewed.length, major.length))

  const requests = inYear('disclosure_requests', 'received_on')
  const answered = requests.filter((row) => {
    if (text(row.answered_on) === '') return false
    const days = workingDays(text(row.received_on), text(row.answered_on)) - Number(row.third_party_days)
    return days <= 20 || (row.extension_approved === true && row.extension_notified === true && days <= 40)
  })
  scores.set(
    'dis-request-20wd',
    requests.length === 0 ? null : share([2, 1], answered.length, requests.length),
  )

  scores.set('adv-government', rows('legal_advisers').some(allYear) ? full([3, 2]) : none)

  const villages = rows('villages').map((row) => text(row.name))
  const rural = rows('villages')
    .filter((row) => row.kind === '村')
    .map((row) => text(row.name))
  const covered = (value: Fraction, all: string[], have: (village: string) => boolean): Fraction | null =>
    all.length === 0 ? null : share(value, all.filter(have).length, all.length)
  const advised = rows('village_advisers').filter(
    (row) => text(row.from) <= end && (text(row.to) === '' || text(row.to) >= end),
  )
  const persons = rows('law_savvy_persons').filter((row) => row.active === true)
  const of = (village: string, role: string): number =>
    persons.filter((row) => row.village === village && row.role === role).length
  scores.set(
    'adv-village-coverage',
    covered([2, 1], villages, (name) => advised.some((row) => row.village === name)),
  )
  scores.set(
    'pub-law-savvy-3',
    covered([2, 1], rural, (name) => of(name, '法律明白人') >= 3),
  )
  scores.set(
    'pub-rol-leader',
    covered([1, 2], villages, (name) => of(name, '法治带头人') >= 1),
  )
  const usable = rows('venues').filter((row) => row.usable === true)
  scores.set(
    'pub-venue',
    covered([1, 1], villages, (name) => usable.some((row) => row.village === name)),
  )

  const sessions = inYear('study_sessions', 'held_on').filter(
    (row) => row.body === '理论学习中心组' && row.law_topic === true,
  )
  scores.set('learn-centre-group', share([2, 1], Math.min(sessions.length, 2), 2))

  const courses = inYear('trainings', 'held_on').filter((row) => row.audience === '全体工作人员')
  const due = courses.reduce((sum, row) => sum + Number(row.due), 0)
  const present = courses.reduce((sum, row) => sum + Number(row.present), 0)
  const attendance: Fraction =
    due === 0 ? none : present * 10 >= due * 9 ? [1, 2] : [present * 10, due * 9 * 2]
  scores.set('learn-training', add(courses.length >= 1 ? [1, 2] : none, attendance))

  const exams = inYear('exams', 'held_on')
  const examDue = exams.reduce((sum, row) => sum + Number(row.due), 0)
  const joined = exams.reduce((sum, row) => sum + Number(row.joined), 0)
  scores.set('learn-exam-join', examDue === 0 ? null : share([1, 1], joined, examDue))

  const hearings = inYear('hearings', 'held_on').filter(
    (row) => row.attended_by !== '未出庭' || row.excuse_proven !== true,
  )
  const attended = hearings.filter((row) => row.attended_by !== '未出庭')
  scores.set(
    'lit-head-appear',
    hearings.length === 0 ? null : share([2, 1], attended.length, hearings.length),
  )

  const [report] = rows('annual_report')
  const by = (value: CellValue | undefined, day: string, points: Fraction): Fraction =>
    text(value) !== '' && text(value) <= day ? points : none
  scores.set('rep-submit', by(report?.submitted_on, `${year + 1}-03-01`, [3, 2]))
  scores.set('rep-publish', by(report?.published_on, `${year + 1}-04-01`, [1, 1]))
  const parts = Array.isArray(report?.parts) ? report.parts : []
  const required = [
    '主要举措和成效',
    '存在的不足和原因',
    '党政主要负责人履行第一责任人职责情况',
    '下一年度主要安排',
  ]
  scores.set('rep-content', required.every((part) => parts.includes(part)) ? full([1, 1]) : none)

  const leaders = rows('law_reports').filter((row) => row.role !== '其他领导班子成员')
  const roles = new Set(leaders.map((row) => row.role))
  scores.set('rep-shufa', share([1, 1], Math.min(roles.size, 2), 2))
  scoreDecisions({ rows, inYear, start, end, workingDays }, scores)
  return scores
}
