/** By hand: bonus and deductions, line by line and together. */
import { type Cells, daysBetween, filled, type Hand, type HandScores, isWithin, text } from './hand.ts'

/** Adds the points of the bonus lines and what the deduction lines take. */
export function scorePools(hand: Hand): void {
  scoreBonus(hand)
  scoreDeductions(hand)
}

/** Matters, each counted once. */
const countMatters = (rows: Cells[]): number => new Set(rows.map((row) => row.matter)).size

function scoreBonus({ rows, inYear, scores }: Hand): void {
  const honours = (kind: string, levels: string[]): Cells[] =>
    inYear('honours', 'granted_on').filter((row) => row.kind === kind && levels.includes(text(row.level)))

  const models = honours('法治政府建设示范', ['国家级', '省级'])
  const national = models.filter((row) => row.level === '国家级')
  const rest = models.filter((row) => !national.some(({ matter }) => matter === row.matter))
  scores.set('bonus-model', [Math.min(2 * countMatters(national) + countMatters(rest), 2), 1])

  const villages = honours('民主法治示范村（社区）', ['国家级', '省级'])
  scores.set('bonus-model-village', [Math.min(countMatters(villages), 10), 2])

  const practices = honours('经验做法推广', ['国家级', '省级', '市级'])
  scores.set('bonus-practice', [Math.min(practices.length, 1), 1])

  const due = inYear('hearings', 'held_on').filter(
    (row) => row.attended_by !== '未出庭' || row.excuse_proven !== true,
  )
  const chief = due.length > 0 && due.every((row) => row.attended_by === '主要负责人')
  scores.set('bonus-chief-appear', [chief ? 1 : 0, 2])

  const above = rows('satisfaction').some((row) => Number(row.score) > Number(row.mean))
  scores.set('bonus-satisfaction', [above ? 1 : 0, 2])
}

/** Rows that lose a point each, by the line that takes it. */
const lossesOf = ({ rows, inYear, start, end }: Hand): Record<string, Cells[]> => ({
  'ded-lawsuit': inYear('court_rulings', 'effective_on').filter(
    (row) => row.result === '败诉' && row.procedural === true,
  ),
  'ded-reconsideration': inYear('reconsiderations', 'received_on').filter(
    (row) => row.result === '因违反法定程序被纠正',
  ),
  'ded-norm-annulled': rows('normative_documents').filter(
    (row) => row.corrected === '被撤销' && isWithin(row.corrected_on, start, end),
  ),
  'ded-criticism': inYear('criticisms', 'issued_on'),
  'ded-head-absent': notedAbsences(inYear('hearings', 'held_on')),
})

/** Of one hearing alone the rate of attendance takes its two points, which is more. */
function notedAbsences(hearings: Cells[]): Cells[] {
  const due = hearings.filter((row) => row.attended_by !== '未出庭' || row.excuse_proven !== true)
  return due.length >= 2 ? hearings.filter((row) => row.court_noted === true) : []
}

function scoreDeductions(hand: Hand): void {
  const { year, rows, scores } = hand
  for (const [id, lost] of Object.entries(lossesOf(hand)))
    scores.set(id, [Math.min(countMatters(lost), 10), 1])

  const [report] = rows('annual_report')
  const late = filled(report?.submitted_on) ? daysBetween(`${year + 1}-03-01`, report?.submitted_on) : 0
  scores.set('ded-report-late', [Math.min(Math.max(Math.floor(late / 7), 0), 8), 2])

  const found = (result: string): number =>
    Math.min(2 * rows('evidence_checks').filter((row) => row.result === result).length, 10)
  scores.set('ded-evidence-untrue', [found('内容不实'), 1])
  scores.set('ded-evidence-forged', [found('伪造或者变造'), 1])
}

/** What a line comes to, in halves of a point. */
const halves = (scores: HandScores, id: string): number => {
  const [n, d] = scores.get(id) ?? [0, 1]
  return (n * 2) / d
}

/** All bonus in halves of a point, of townships whose matters are honoured in one way each. */
export function collectBonus({ scores }: Hand): number {
  const lines = ['model', 'model-village', 'practice', 'chief-appear', 'satisfaction']
  return Math.min(
    lines.reduce((sum, line) => sum + halves(scores, `bonus-${line}`), 0),
    10,
  )
}

/** All deductions in halves of a point: a matter that lost in several places loses once. */
export function collectDeductions(hand: Hand): number {
  const lost = countMatters(Object.values(lossesOf(hand)).flat())
  const others = ['ded-report-late', 'ded-evidence-untrue', 'ded-evidence-forged']
  return Math.min(lost * 2 + others.reduce((sum, id) => sum + halves(hand.scores, id), 0), 20)
}
