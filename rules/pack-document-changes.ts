/** What the table of a year has otherwise than that of the year before. */
import type { CompiledItem } from './compile.ts'
import { countingLines } from './counting.ts'
import { chineseDate } from './dates.ts'
import type { Facts } from './functions/index.ts'
import type { ItemVersion, PackTable } from './pack.ts'
import { citationText } from './reasons.ts'
import { versionInForce } from './score-item.ts'
import { bindingWords } from './wording.ts'

/** One item that changed. */
export interface ItemChange {
  title: string
  /** The day its version begins; null: it ended. */
  from: string | null
  /** What changed, a sentence each. */
  changes: string[]
}

interface Reading {
  table: PackTable
  year: number
  facts: Facts
}

/** What the year before did not have, or had otherwise; at most one entry. */
export function changesOf(item: CompiledItem, reading: Reading): ItemChange[] {
  const { title, value } = item.table
  const before = versionInForce(item, reading.year - 1)?.table
  const after = versionInForce(item, reading.year)?.table
  if (before === after) return []
  if (!after) return [{ title, from: null, changes: ['不再施行，本年度不计分'] }]
  const changes = before ? differences(before, after, reading) : [`新施行，本年度起计分（${value}分）`]
  return changes.length > 0 ? [{ title, from: after.from, changes }] : []
}

function differences(before: ItemVersion, after: ItemVersion, { table, facts }: Reading): string[] {
  const [cited, nowCited] = [before, after].map(({ basis }) =>
    basis.map((citation) => citationText(table.laws, citation)),
  )
  const [counted, nowCounted] = [before, after].map(({ score }) => countingLines(score, facts).join('；'))
  const more = nowCited!.filter((text) => !cited!.includes(text))
  const fewer = cited!.filter((text) => !nowCited!.includes(text))
  return [
    ...basisChange(more, fewer),
    ...(before.binding === after.binding
      ? []
      : [`约束力由“${bindingWords[before.binding]}”改为“${bindingWords[after.binding]}”`]),
    ...(before.clause === after.clause ? [] : [`条款改为：${after.clause}`, `条款原为：${before.clause}`]),
    ...(before.clause !== after.clause || counted === nowCounted
      ? []
      : [`计分办法改为：${nowCounted}`, `计分办法原为：${counted}`]),
  ]
}

function basisChange(more: readonly string[], fewer: readonly string[]): string[] {
  if (more.length === 0 && fewer.length === 0) return []
  if (fewer.length === 0) return [`依据增加${more.join('、')}`]
  if (more.length === 0) return [`依据不再引用${fewer.join('、')}`]
  return [`依据改为${more.join('、')}`, `依据原为${fewer.join('、')}`]
}

/** “执法案卷评查”（自2026年2月1日起） */
export const changeHead = ({ title, from }: ItemChange): string =>
  `${title}${from === null ? '' : `（自${chineseDate(from)}起）`}`
