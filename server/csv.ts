import { gapWords } from '../rules/wording.ts'
import type { TownshipGaps } from './assessments.ts'

// A spreadsheet runs a cell that begins so as a formula, a Chinese one in full width too; the apostrophe makes it text.
const formula = /^[=+\-@＝＋－＠\t\r\n]/

const cell = (value: string): string => {
  const text = formula.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** RFC 4180 with a byte order mark, without which spreadsheets read Chinese as another encoding. */
export const toCsv = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`

/** The gaps of a county as a table for a spreadsheet, in the order of the page and with the assessment's own decimals. */
export const gapsCsv = (year: number, townships: readonly TownshipGaps[]): string =>
  toCsv([
    [
      '乡镇（街道）',
      '年度',
      '要点编号',
      '考核要点',
      '类别',
      '情况',
      '可争取',
      '按现有登记已失',
      '举证期限已过失分',
      '办理期限',
      '举证期限',
      '经办',
      '办法',
    ],
    ...townships.flatMap(({ name, gaps }) =>
      gaps.map((gap) => [
        name,
        String(year),
        gap.number,
        gap.title,
        gapWords[gap.kind],
        gap.text,
        gap.open,
        gap.lostKnown,
        gap.lostLapsed,
        gap.actBy,
        gap.evidenceBy,
        gap.remedy.post,
        gap.remedy.text,
      ]),
    ),
  ])
