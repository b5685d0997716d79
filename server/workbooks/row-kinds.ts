/** Rows below a header that are no records. */
import { cellText, type GridCell } from './grid.ts'

/** hidden: not shown by the sheet; header: repeated, or the numbers of the columns. */
export type SkipReason = 'hidden' | 'total' | 'note' | 'example' | 'header' | 'blank'

interface Around {
  headers: readonly string[]
  /** The lines of each header. */
  lines: readonly (readonly string[])[]
  /** Columns that the widest merged cell of the row spans. */
  wide: number
  /** Directly below the header. */
  first: boolean
}

const example = /^[（(【]?(填写)?(示例|样例|举例|例如|范例)/
const span =
  '(?:(?:本|全|上|下)?(?:页|月|季度?|半年|年度?)|全(?:镇|乡|县|区|街道)|第?[一二三四1-4]季度|(?:\\d{1,2}|[一二三四五六七八九十]{1,2})月份?|\\d{4}年|以上)'
const total = new RegExp(`^${span}?(合计|小计|总计|总数|共计|累计)(数|[:：].*|[（(].*|为?\\d+.{0,4})?$`)
/** What a system writes below its list: 共 5 条记录. */
const counted = /^(以上|总)?共(有|计)?\d+(条|件|行|项|场|人|次|个|户|份)(记录|数据|信息)?[。.]?$/
/** Months and quarters that head the rows below them. */
const stretch = new RegExp(`^${span}[:：]?$`)
const noted =
  /^[*※]?(注|备注|说明|填表说明|填报说明|填写说明|填表人|填报人|制表人?|审核人?|复核人?|负责人|单位负责人|主要负责人|联系人|联系电话|填报日期|填报时间|填报单位|填表日期|填表单位|制表日期|制表单位|单位[（(]盖章[)）]|报送单位|报送时间)\d?[:：]/
const heading = /^[（(]?[一二三四五六七八九十]+[)）、.．]/

/** Why a row is no record; null when it is one. */
export function kindOfRow(cells: readonly GridCell[], around: Around): SkipReason | null {
  const filled = cells
    .map((cell, column) => ({ text: cellText(cell), column }))
    .filter(({ text }) => text !== '')
  const first = filled[0]!
  const compact = first.text.replace(/\s/g, '')
  if (filled.slice(0, 2).some(({ text }) => example.test(text))) return 'example'
  if (total.test(compact) || (filled.length === 1 && counted.test(compact))) return 'total'
  if (noted.test(compact)) return 'note'
  // 合计 may stand behind a running number.
  if (filled.length > 1 && /^\d+$/.test(compact) && total.test(filled[1]!.text.replace(/\s/g, '')))
    return 'total'
  if (repeatsHeader(filled, around)) return 'header'
  const columns = around.headers.filter(Boolean).length
  const alone = filled.length === 1 && columns >= 3
  if (
    alone &&
    (around.wide >= 3 ||
      stretch.test(compact) ||
      heading.test(first.text) ||
      (first.text.length > 30 && first.column === 0))
  )
    return 'note'
  return null
}

function repeatsHeader(
  filled: readonly { text: string; column: number }[],
  { headers, lines, first }: Around,
): boolean {
  const same = filled.filter(({ text, column }) => headers[column] === text || lines[column]?.includes(text))
  if (same.length >= 2 && same.length * 3 >= filled.length * 2) return true
  if (!first || filled.length < 3) return false
  const plain = filled.map(({ text }) => text.normalize('NFKC').replace(/[()]/g, ''))
  const figures = plain.filter((text) => !/^[甲乙丙丁戊]$/.test(text))
  const start = Number(figures[0])
  return (
    (figures.length < plain.length || start === 1) &&
    figures.length >= 2 &&
    figures.every((text, index) => /^\d+$/.test(text) && Number(text) === start + index)
  )
}
