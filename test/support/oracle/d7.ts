/** By hand: learning the law. */
import { add, type Cells, filled, type Hand, isWithin, nothing } from './hand.ts'

const total = (rows: Cells[], field: string): number => rows.reduce((sum, row) => sum + Number(row[field]), 0)

/** Adds the points of the seventh dimension. */
export function scoreLearning(hand: Hand): void {
  const { rows, inYear, scores, start, end } = hand
  const sessions = inYear('study_sessions', 'held_on').filter((row) => row.law_topic === true)
  const held = (body: string): number => Math.min(sessions.filter((row) => row.body === body).length, 2)
  scores.set('learn-centre-group', [held('理论学习中心组') * 2, 2])
  scores.set('learn-lecture', [held('领导班子专题讲座'), 2])

  const courses = inYear('trainings', 'held_on').filter((row) => row.audience === '全体工作人员')
  const due = total(courses, 'due')
  const present = total(courses, 'present')
  scores.set(
    'learn-training',
    add(
      courses.length >= 1 ? [1, 2] : nothing,
      due === 0 ? nothing : present * 10 >= due * 9 ? [1, 2] : [present * 10, due * 9 * 2],
    ),
  )

  const exams = inYear('exams', 'held_on')
  const [examined, joined, passed] = ['due', 'joined', 'passed'].map((field) => total(exams, field))
  scores.set('learn-exam-join', examined === 0 ? null : [joined!, examined!])
  scores.set(
    'learn-exam-pass',
    joined === 0 ? null : passed! * 10 >= joined! * 9 ? [1, 2] : [passed! * 10, joined! * 9 * 2],
  )

  hand.yesNo(
    'learn-must-know-list',
    [1, 1],
    rows('law_lists').some((row) => isWithin(row.updated_on, start, end)),
  )
  hand.share('learn-oath', [1, 2], inYear('oaths', 'appointed_on'), (row) => filled(row.sworn_on))
  hand.share('learn-in-year-report', [1, 2], rows('law_reports'), (row) => row.study_part === true)
}
