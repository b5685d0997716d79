/** Grades as printed tables write them, `70–84`: refused where two overlap or a total falls between them. */
import type { Grade, Group } from '../pack.ts'
import { cmp, div, parseRational, type Rational, rational, sub, toDecimal } from '../rational.ts'
import { complain, type Notebook, nodeAt } from './located.ts'

export interface GradeYaml extends Omit<Grade, 'baseAtLeast'> {
  /** The highest total of the grade, as printed; only checked. */
  to?: string
  base_at_least?: string
}

/** Groups with lines of their own, checked alike. */
export const groupLines = (
  groups: readonly (Omit<Group, 'grades'> & { grades?: GradeYaml[] })[],
  places: number,
  book: Notebook,
): Group[] =>
  groups.map((group) => {
    const result: Group = group.grades
      ? { ...group, grades: gradeLines(group.grades, places, book) }
      : { ...group }
    const node = book.nodes.get(group)
    if (node) book.nodes.set(result, node)
    return result
  })

/** The grades of a table, highest first; totals have so many decimals. */
export function gradeLines(grades: readonly GradeYaml[], places: number, book: Notebook): Grade[] {
  return grades.map((grade, index) => {
    const above = grades[index - 1]
    if (grade.to !== undefined && above) checkEdge(above, grade, grade.to, places, book)
    const line: Grade = {
      title: grade.title,
      from: grade.from,
      ...(grade.base_at_least === undefined ? {} : { baseAtLeast: grade.base_at_least }),
    }
    const node = book.nodes.get(grade)
    if (node) book.nodes.set(line, node)
    return line
  })
}

function checkEdge(above: Grade, grade: GradeYaml, to: string, places: number, book: Notebook): void {
  const next = parseRational(above.from)
  const end = parseRational(to)
  const place = nodeAt(book, grade, 'to')
  if (!next || !end || !place) return
  const step: Rational = div(rational(1), rational(10n ** BigInt(places)))
  const last = sub(next, step)
  const order = cmp(end, last)
  if (order === 0) return
  const between = order < 0
  complain(book, place, {
    code: between ? 'grades_gap' : 'grades_overlap',
    message: between
      ? `${to}分和${above.from}分之间没有等次：总分保留${places}位小数，会出现${toDecimal(last)}`
      : `等次“${grade.title}”到${to}分，与“${above.title}”的${above.from}分起重叠`,
    text: to,
    remedy: `写to: ${toDecimal(last)}，或者不写to（到上一等次为止）`,
  })
}
