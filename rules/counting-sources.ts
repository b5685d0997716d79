/** Sources of a composite in words: what each weighs, and what then if it was not assessed. */
import { type Params, title } from './counting-words.ts'
import type { Facts } from './functions/index.ts'
import { isRecord } from './functions/parameters.ts'
import { tableScore } from './functions/sources.ts'

/** A line a source. */
export const sourceLines = (sources: readonly Params[], facts: Facts): string[] =>
  sources.map(({ title: name, weight, missing, ...marks }) => {
    const own = marks.of === tableScore ? '本表得分' : marksWords(marks, facts)
    return `${String(name)}：${own}，权重${String(weight)}${missingWords(missing, facts)}`
  })

const marksWords = ({ of, scale }: Params, facts: Facts): string =>
  `${title(of, facts)}${scale === undefined ? '' : `（满分${String(scale)}）`}`

function missingWords(missing: unknown, facts: Facts): string {
  if (missing === 'others') return '；没有评定的，权重由其他来源按比例分担'
  if (!isRecord(missing)) return ''
  if (missing.to !== undefined) return `；没有评定的，权重计入“${String(missing.to)}”`
  return `；没有评定的，以${marksWords(missing, facts)}代替`
}
