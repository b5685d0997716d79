/** By hand: bonus and deductions, line by line. */
import { type Cells, daysBetween, type Fraction, filled, type Hand, text } from './hand.ts'

/** Matters, each counted once. */
const countMatters = (rows: Cells[]): number => new Set(rows.map((row) => row.matter)).size

/** Adds the points of the bonus lines and what the deduction lines take. */
export function scorePools(hand: Hand): void {
  scoreBonus(hand)
  scoreDeductions(hand)
}

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

function scoreDeductions({ year, rows, inYear, scores, start, end }: Hand): void {
  const perMatter = (list: Cells[]): Fraction => [Math.min(countMatters(list), 10), 1]
  scores.set(
    'ded-lawsuit',
    perMatter(
      inYear('court_rulings', 'effective_on').filter(
        (row) => row.result === '败诉' && row.procedural === true,
      ),
    ),
  )
  scores.set(
    'ded-reconsideration',
    perMatter(
      inYear('reconsiderations', 'received_on').filter((row) => row.result === '因违反法定程序被纠正'),
    ),
  )
  scores.set(
    'ded-norm-annulled',
    perMatter(
      rows('normative_documents').filter(
        (row) =>
          row.corrected === '被撤销' && text(row.corrected_on) >= start && text(row.corrected_on) <= end,
      ),
    ),
  )
  scores.set('ded-criticism', perMatter(inYear('criticisms', 'issued_on')))
  scores.set(
    'ded-head-absent',
    perMatter(inYear('hearings', 'held_on').filter((row) => row.court_noted === true)),
  )

  const [report] = rows('annual_report')
  const late = filled(report?.submitted_on) ? daysBetween(`${year + 1}-03-01`, report?.submitted_on) : 0
  scores.set('ded-report-late', [Math.min(Math.max(Math.floor(late / 7), 0), 8), 2])

  const found = (result: string): Fraction => [
    Math.min(2 * rows('evidence_checks').filter((row) => row.result === result).length, 10),
    1,
  ]
  scores.set('ded-evidence-untrue', found('内容不实'))
  scores.set('ded-evidence-forged', found('伪造或者变造'))
}
