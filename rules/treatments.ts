/** What becomes of the value of an item that does not apply, in words. */
import { cmp, div, isZero, mul, type Rational, rational, sum } from './rational.ts'
import type { AssessResult, ItemScore, Range } from './result.ts'
import { intervalText } from './wording.ts'

/** 按合理缺项处理 and how; where nothing is left in the scope declared, what the whole table does instead. */
export function treatmentText({ items, pack }: AssessResult, score: ItemScore): string {
  const { table } = score.item
  const present = items.filter((other) => other.outcome !== 'not_applicable' && !isZero(other.effective))
  const inside = present.some(({ item }) => item.table.dimension === table.dimension)
  const dimension = pack.table.dimensions.find(({ id }) => id === table.dimension)
  const scope = table.empty?.within === 'dimension' && inside && dimension ? `“${dimension.title}”` : '全表'
  const target = present.find(({ item }) => item.table.id === table.empty?.to)
  const how = (): string => {
    if (table.empty?.treat === 'full') return '按满分计'
    if (table.empty?.treat === 'transfer' && target) return `分值并入“${target.item.table.title}”`
    if (table.empty?.treat === 'redistribute_equal') return `分值由${scope}其余考核要点平均分担`
    return `分值由${scope}其余考核要点按比例分担`
  }
  return `按合理缺项处理，${how()}`
}

/** The items that do not apply, and the arithmetic that leads from the points to the hundred. */
export function treatmentNotes(result: AssessResult): string[] {
  const gone = result.items.filter(({ outcome }) => outcome === 'not_applicable')
  if (gone.length === 0 || !result.own) return []
  const each = gone.map((score) => `“${score.item.table.title}”${treatmentText(result, score)}`)
  return [`不适用的考核要点：${each.join('；')}；${arithmetic(result, result.own.exact)}`]
}

const hundred = rational(100)

/** Points ÷ what applies × 100, where that is all the treatments come to. */
function arithmetic({ raw, items }: AssessResult, own: Range): string {
  const onHundred = (points: Rational): Rational => div(mul(hundred, points), raw.applicable)
  const same = (range: Range): boolean =>
    !isZero(raw.applicable) &&
    cmp(onHundred(range.low), own.low) === 0 &&
    cmp(onHundred(range.high), own.high) === 0
  const result = `${intervalText(own)}分`
  if (same(raw)) {
    const applicable = intervalText({ low: raw.applicable, high: raw.applicable })
    return `得分合计${bracketed(raw)}÷适用分值${applicable}×100＝${result}`
  }
  const whole = sum(items.map(({ effective }) => effective))
  const value = intervalText({ low: whole, high: whole })
  return `各考核要点按分担后的分值（合计${value}分）计算，折算${result}`
}

/** Of two ends both are divided. */
const bracketed = (range: Range): string =>
  cmp(range.low, range.high) === 0 ? intervalText(range) : `（${intervalText(range)}）`
