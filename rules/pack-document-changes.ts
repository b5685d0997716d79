/** What the table of a year has otherwise than that of the year before. */
import type { CompiledItem } from './compile.ts'
import { countingLines } from './counting.ts'
import { quoted } from './counting-words.ts'
import { chineseDate } from './dates.ts'
import type { Facts } from './functions/index.ts'
import type { PackTable } from './pack.ts'
import { citationText } from './reasons.ts'
import { versionInForce } from './score-item.ts'
import { bindingWords } from './wording.ts'

const basisChange = (since: string, more: readonly string[], fewer: readonly string[]): string[] => {
  if (more.length === 0 && fewer.length === 0) return []
  if (fewer.length === 0) return [`${since}，依据增加${more.join('、')}`]
  if (more.length === 0) return [`${since}，依据不再引用${fewer.join('、')}`]
  return [`${since}，依据改为${more.join('、')}（原为${fewer.join('、')}）`]
}

/** What the year before did not have, or had otherwise. */
export function changesOf(
  item: CompiledItem,
  { table, year, facts }: { table: PackTable; year: number; facts: Facts },
): string[] {
  const before = versionInForce(item, year - 1)?.table
  const after = versionInForce(item, year)?.table
  const name = quoted(item.table.title)
  if (before === after) return []
  if (!before && after)
    return [`${name}自${chineseDate(after.from)}起施行，本年度起计分（${item.table.value}分）`]
  if (before && !after) return [`${name}不再施行，本年度不计分`]
  if (!before || !after) return []
  const since = `${name}自${chineseDate(after.from)}起`
  const [cited, nowCited] = [before, after].map(({ basis }) =>
    basis.map((citation) => citationText(table.laws, citation)),
  )
  const more = nowCited!.filter((text) => !cited!.includes(text))
  const fewer = cited!.filter((text) => !nowCited!.includes(text))
  const counted = [before, after].map(({ score }) => countingLines(score, facts).join('；'))
  return [
    ...basisChange(since, more, fewer),
    ...(before.binding === after.binding
      ? []
      : [`${since}，约束力由“${bindingWords[before.binding]}”改为“${bindingWords[after.binding]}”`]),
    ...(before.clause === after.clause
      ? []
      : [`${since}，条款改为：${after.clause}（原为：${before.clause}）`]),
    ...(before.clause !== after.clause || counted[0] === counted[1]
      ? []
      : [`${since}，计分办法改为：${counted[1]}（原为：${counted[0]}）`]),
  ]
}
