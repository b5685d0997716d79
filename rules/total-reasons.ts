/** Why the total and the grade are what they are beside the points of the items: what holds a grade, one sentence each. */
import { cmp, rational, round } from './rational.ts'
import type { AssessResult } from './result.ts'
import { gradesOf } from './vetoes.ts'
import { intervalText } from './wording.ts'

/** The sentences, in the order of the table. */
export function explainTotal(result: AssessResult): string[] {
  return gradeNotes(result)
}

/** Grades the base does not reach, or may not, whatever the bonus (scoring.md §6.6). */
function gradeNotes({ pack: { table }, evidence, base, grade }: AssessResult): string[] {
  if (!base || !grade) return []
  const { places } = table.rounding
  const at = { low: round(base.exact.low, places), high: round(base.exact.high, places) }
  return gradesOf(table, evidence.kind).flatMap(({ title, baseAtLeast }, index, grades): string[] => {
    if (baseAtLeast === undefined) return []
    const line = rational(baseAtLeast)
    const told = `不计加分减分的基础分${intervalText(at)}分`
    const next = grades[index + 1]!.title
    if (cmp(at.high, line) < 0)
      return [`${told}，不到“${title}”要求的${baseAtLeast}分，无论加多少分，等次不高于“${next}”`]
    if (cmp(at.low, line) < 0)
      return [`${told}，能否达到“${title}”要求的${baseAtLeast}分未定，不到的等次不高于“${next}”`]
    return []
  })
}
