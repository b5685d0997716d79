/** How long papers take: an annual report to Word, the score sheets of two hundred townships to one workbook. */
import type { AssessResult } from '../../rules/assess.ts'
import type { Assessment } from '../../rules/assessment.ts'
import { papers } from '../../server/papers/papers.ts'
import { scoreSheetsXlsx } from '../../server/papers/score-sheet-xlsx.ts'
import { atMost, type Figure, timeOfAsync } from './figures.ts'

export async function paperFigures(result: AssessResult, assessment: Assessment): Promise<Figure[]> {
  const report = () =>
    papers['annual-report'].make({ result, assessment, document: null, county: '桥梁县', sources: true })
  const townships = Array.from({ length: 200 }, (_, index) => ({ result, name: `第${index + 1}镇` }))
  return [
    atMost('annual report to Word', await timeOfAsync(report, 10), 'ms', 300),
    atMost(
      'score sheets of 200 townships to one workbook',
      (await timeOfAsync(() => scoreSheetsXlsx(townships), 3)) / 1000,
      's',
      5,
    ),
  ]
}
