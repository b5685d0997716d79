/**
 * Why the total and the grade are what they are beside the points of the items: weights, caps on groups
 * of items, what holds a grade; one sentence each.
 */
import { missingWords, readSource, tableScore } from './functions/sources.ts'
import type { VetoEffect } from './pack.ts'
import { cmp, mul, rational, round } from './rational.ts'
import type { AssessResult, BranchScore, Range, VetoState } from './result.ts'
import { treatmentNotes } from './treatments.ts'
import { baseCap, gradesOf } from './vetoes.ts'
import { intervalText, percentText } from './wording.ts'

/** The sentences, in the order of the table. */
export function explainTotal(result: AssessResult): string[] {
  return [
    ...weightNotes(result),
    ...treatmentNotes(result),
    ...compositeNotes(result),
    ...result.dimensions.flatMap(capNotes),
    ...result.vetoes.map(vetoNote),
    ...gradeNotes(result),
  ]
}

/** What a veto does to the total or the grade, in words. */
export function vetoEffectText(effect: VetoEffect): string {
  if (effect.kind === 'cap_grade') return `年度等次不高于${effect.grade}`
  if (effect.kind === 'deduct') return `总分扣${effect.points}分`
  if (effect.kind === 'set_score') return `总分不高于${effect.points}分`
  return vetoWords[effect.kind]
}

const vetoWords = {
  fail: '年度等次为最低等次',
  stop_scoring: '停止计分，总分0分',
  lower_grade: '年度等次在应得的等次上降一等',
  rank_last: '列末位',
  bar_awards: '不得评优',
}

/** A veto that holds, or that may still come. */
function vetoNote({ veto: { table }, holds }: VetoState): string {
  const effect = vetoEffectText(table.effect)
  return `一票否决“${table.title}”（依据${table.approval}）：${holds ? `已成立，${effect}` : `尚未排除，如成立，${effect}`}`
}

/** How the dimensions weigh in the total. */
function weightNotes({ pack, dimensions }: AssessResult): string[] {
  const parts = dimensions.flatMap(({ id, title, weighed }): string[] => {
    const { weight } = pack.table.dimensions.find((dimension) => dimension.id === id)!
    return weight && weighed ? [`“${title}”占${weight}，计${intervalText(weighed)}分`] : []
  })
  return parts.length > 0 ? [`各一级指标按权重计入总分：${parts.join('；')}`] : []
}

/** What other sources make of the items. */
function compositeNotes({ pack, own, base, facts }: AssessResult): string[] {
  if (!pack.composite || !own || !base) return []
  const from = { fact: facts.get, known: (id: string) => facts.get(id).known }
  const parts = pack.composite.map((source) => {
    const weight = `占${percentText(source.weight)}`
    if (source.of === tableScore) return `“${source.title}”${weight}，${intervalText(own.exact)}分`
    const read = readSource(from, source)
    const marks = read.held === false ? '' : `，${intervalText(onHundred(read))}分`
    return `“${source.title}”${weight}${marks}${missingWords(source, read, (id) => `“${facts.get(id).compiled.title}”`)}`
  })
  return [`总分由各来源按权重合成（均折算成百分制）：${parts.join('；')}；合成${intervalText(base.exact)}分`]
}

const onHundred = ({ low, high }: Range): Range => ({
  low: mul(rational(100), low),
  high: mul(rational(100), high),
})

/** Groups whose items lost more together than they may (M2). */
const capNotes = ({ title, cap, deductMost, nodes }: BranchScore): string[] => [
  ...(cap ? [`“${title}”累计扣分最多${deductMost}分，超出的${intervalText(ordered(cap))}分不再扣`] : []),
  ...nodes.flatMap(capNotes),
]

/** More is lost at the low end, so more is given back there. */
const ordered = ({ low, high }: Range): Range =>
  cmp(low, high) <= 0 ? { low, high } : { low: high, high: low }

/** Grades the base does not reach, or may not, whatever the bonus. */
function gradeNotes({ pack: { table }, evidence, base, grade }: AssessResult): string[] {
  if (!base || !grade) return []
  const { places } = table.rounding
  const at = { low: round(base.exact.low, places), high: round(base.exact.high, places) }
  const told = `不计加分减分的基础分${intervalText(at)}分`
  const grades = gradesOf(table, evidence.kind)
  const heldAt = baseCap(grades, at.high)
  const held = grades[heldAt - 1]
  const open = grades.slice(heldAt, baseCap(grades, at.low)).filter(({ baseAtLeast }) => baseAtLeast)
  return [
    ...(held
      ? [
          `${told}，不到“${held.title}”要求的${held.baseAtLeast}分，无论加多少分，等次不高于“${grades[heldAt]!.title}”`,
        ]
      : []),
    ...open.map(
      ({ title, baseAtLeast }) =>
        `${told}，能否达到“${title}”要求的${baseAtLeast}分未定，不到的评不上“${title}”`,
    ),
  ]
}
