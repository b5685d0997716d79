/** What a county looks at side by side, as workbooks: the comparison, items × townships, the gaps. Not published, and marked so. */
import type { Ranking } from '../../rules/assessment.ts'
import { chineseDate } from '../../rules/dates.ts'
import { gapWords } from '../../rules/wording.ts'
import type { Matrix, TownshipGaps } from '../assessments.ts'
import { columnName } from '../workbooks/grid.ts'
import {
  dayCell,
  formats,
  formulaCell,
  heightOf,
  numberCell,
  type OutCell,
  type OutSheet,
  sheetName,
  textCell,
  toXlsx,
} from '../workbooks/write-sheet.ts'

export interface ListHead {
  /** Of the county, or whose list it is. */
  name: string
  year: number
  asOf: string
  pack: string
}

const noteOf = ({ asOf, pack }: ListHead): string =>
  `${pack}　截至${chineseDate(asOf)}　单位：分　未公布，仅供内部使用`

/** Title, note and header, then rows; the header is printed on every page. */
function listSheet(of: {
  name: string
  title: string
  note: string
  columns: readonly (readonly [header: string, width: number])[]
  rows: readonly (readonly (OutCell | null)[])[]
}): OutSheet {
  return {
    name: of.name,
    widths: of.columns.map(([, width]) => width),
    rows: [
      [textCell(of.title, 'title')],
      [textCell(of.note, 'note')],
      of.columns.map(([header]) => textCell(header, 'header')),
      ...of.rows,
    ],
    heights: {
      0: 28,
      1: heightOf(
        of.note,
        of.columns.reduce((sum, [, width]) => sum + width, 0),
      ),
    },
    wide: [0, 1],
    freeze: { rows: 3, columns: 2 },
    repeat: { from: 2, to: 2 },
  }
}

const firstRow = 4
const points = (value: string): OutCell => numberCell(Number(value), formats.points)
const placeText = ({ best, worst }: { best: number; worst: number }): string =>
  best === worst ? String(best) : `${best}—${worst}`
const gradeText = (grade: { low: string; high: string } | null): string =>
  grade === null ? '' : grade.low === grade.high ? grade.low : `${grade.low}—${grade.high}`

/** The comparison, a sheet each group, with the mean of both ends. */
export function rankingXlsx(ranking: Ranking, head: ListHead): Promise<Uint8Array<ArrayBuffer>> {
  const title = `${head.name}${head.year}年度法治政府建设考核情况（内部）`
  const taken = new Set<string>()
  const sheets = ranking.groups.map((group): OutSheet => {
    const name = sheetName(group.title, taken)
    taken.add(name)
    const { townships } = group
    const last = firstRow + townships.length - 1
    const mean = (column: string, values: readonly string[]): OutCell =>
      formulaCell(
        `AVERAGE(${column}${firstRow}:${column}${last})`,
        values.reduce((sum, value) => sum + Number(value), 0) / Math.max(values.length, 1),
        formats.points,
        'total',
      )
    return listSheet({
      name,
      title: `${title}：${group.title}`,
      note: `${noteOf(head)}　${ranking.notice}`,
      columns: [
        ['位次', 8],
        ['乡镇（街道）', 22],
        ['最低得分', 11],
        ['最高得分', 11],
        ['已得', 10],
        ['可争取', 10],
        ['已失', 10],
        ['等次', 14],
        ['差距', 8],
        ['主要失分', 50],
      ],
      rows: [
        ...townships.map((township) => [
          textCell(placeText(township.place), 'centre'),
          textCell(township.name),
          points(township.low),
          points(township.high),
          points(township.secured),
          points(township.open),
          points(township.lost),
          textCell(gradeText(township.grade), 'centre'),
          numberCell(township.gaps, formats.whole),
          textCell(
            township.losses
              .map(({ title: item, lost }) => `${item}（${Number(Number(lost).toFixed(2))}）`)
              .join('、'),
          ),
        ]),
        ...(townships.length > 0
          ? [
              [
                textCell('', 'label'),
                textCell('平均', 'label'),
                mean(
                  'C',
                  townships.map(({ low }) => low),
                ),
                mean(
                  'D',
                  townships.map(({ high }) => high),
                ),
                mean(
                  'E',
                  townships.map(({ secured }) => secured),
                ),
                mean(
                  'F',
                  townships.map(({ open }) => open),
                ),
                mean(
                  'G',
                  townships.map(({ lost }) => lost),
                ),
              ],
            ]
          : []),
      ],
    })
  })
  const empty = listSheet({
    name: '考核情况',
    title,
    note: noteOf(head),
    columns: [['乡镇（街道）', 22]],
    rows: [],
  })
  return toXlsx(sheets.length > 0 ? sheets : [empty], { title })
}

/** Items down, townships across: the points secured, and on a second sheet those still open. */
export function matrixXlsx(matrix: Matrix, head: ListHead): Promise<Uint8Array<ArrayBuffer>> {
  const title = `${head.name}${head.year}年度考核要点对照表`
  const of = (
    name: string,
    what: string,
    read: (cell: Matrix['cells'][string][string]) => number,
  ): OutSheet => {
    const columns: [string, number][] = [
      ['编号', 8],
      ['考核要点', 34],
      ['分值', 8],
      ...matrix.townships.map(({ name: township }): [string, number] => [township, 11]),
    ]
    const rows = matrix.items.map((item) => [
      textCell(item.number, 'centre'),
      textCell(item.title),
      numberCell(Number(item.value)),
      ...matrix.townships.map(({ id }) => {
        const cell = matrix.cells[id]?.[item.id]
        return cell ? numberCell(read(cell), formats.points) : textCell('—', 'centre')
      }),
    ])
    const last = firstRow + rows.length - 1
    const sums = ['value', ...matrix.townships.map(({ id }) => id)].map((id, index) => {
      const column = columnName(index + 2)
      const values = matrix.items.map((item) => {
        const cell = matrix.cells[id]?.[item.id]
        return id === 'value' && index === 0 ? Number(item.value) : cell ? read(cell) : 0
      })
      return formulaCell(
        `SUM(${column}${firstRow}:${column}${last})`,
        values.reduce((sum, value) => sum + value, 0),
        formats.points,
        'total',
      )
    })
    return {
      ...listSheet({
        name,
        title: `${title}：${what}`,
        note: noteOf(head),
        columns,
        rows: [
          ...rows,
          ...(rows.length > 0 ? [[textCell('', 'label'), textCell('合计', 'label'), ...sums]] : []),
        ],
      }),
      freeze: { rows: 3, columns: 3 },
    }
  }
  return toXlsx(
    [
      of('已得', '已得分', ({ low }) => Number(low)),
      of('可争取', '可争取的分', ({ low, high }) => Number(high) - Number(low)),
      of('已失', '已失分', ({ lost }) => Number(lost)),
    ],
    { title },
  )
}

/** The gaps of one or more townships, with sums of what they cost. */
export function gapsXlsx(
  townships: readonly TownshipGaps[],
  head: ListHead,
): Promise<Uint8Array<ArrayBuffer>> {
  const title = `${head.name}${head.year}年度差距清单`
  const gaps = townships.flatMap(({ name, gaps: own }) => own.map((gap) => ({ name, gap })))
  const last = firstRow + gaps.length - 1
  const sum = (column: string, read: (gap: (typeof gaps)[number]['gap']) => string): OutCell =>
    formulaCell(
      `SUM(${column}${firstRow}:${column}${last})`,
      gaps.reduce((total, { gap }) => total + Number(read(gap)), 0),
      formats.points,
      'total',
    )
  return toXlsx(
    [
      listSheet({
        name: '差距清单',
        title,
        note: noteOf(head),
        columns: [
          ['序号', 6],
          ['乡镇（街道）', 16],
          ['要点编号', 9],
          ['考核要点', 26],
          ['类别', 9],
          ['情况', 44],
          ['可争取', 9],
          ['按现有登记已失', 11],
          ['举证期限已过失分', 11],
          ['办理期限', 12],
          ['举证期限', 12],
          ['经办', 14],
          ['办法', 36],
        ],
        rows: [
          ...gaps.map(({ name, gap }, index) => [
            numberCell(index + 1, formats.whole, 'centre'),
            textCell(name),
            textCell(gap.number, 'centre'),
            textCell(gap.title),
            textCell(gapWords[gap.kind], 'centre'),
            textCell(gap.text),
            points(gap.open),
            points(gap.lostKnown),
            points(gap.lostLapsed),
            dayCell(gap.actBy),
            dayCell(gap.evidenceBy),
            textCell(gap.remedy.post),
            textCell(gap.remedy.text),
          ]),
          ...(gaps.length > 0
            ? [
                [
                  textCell('', 'label'),
                  textCell('合计', 'label'),
                  textCell('', 'label'),
                  textCell('', 'label'),
                  textCell('', 'label'),
                  textCell('', 'label'),
                  sum('G', ({ open }) => open),
                  sum('H', ({ lostKnown }) => lostKnown),
                  sum('I', ({ lostLapsed }) => lostLapsed),
                ],
              ]
            : []),
        ],
      }),
    ],
    { title },
  )
}
