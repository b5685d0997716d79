import { gapWords } from '../rules/wording.ts'
import type { TownshipGaps } from './assessments.ts'

// A spreadsheet runs a cell that begins so as a formula; the apostrophe makes it text.
const formula = /^[=+\-@\t\r]/

const cell = (value: string): string => {
  const text = formula.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** RFC 4180 with a byte order mark, without which spreadsheets read Chinese as another encoding. */
export const toCsv = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`

/** The gaps of a county as a table for a spreadsheet. */
export const gapsCsv = (townships: readonly TownshipGaps[]): string =>
  toCsv([
    [
      '乡镇（街道）',
      '考核要点',
      '差距',
      '说明',
      '已失',
      '逾期未举证',
      '可争取',
      '办理期限',
      '举证期限',
      '整改措施',
      '责任岗位',
      '涉及记录',
      '原因',
    ],
    ...townships.flatMap(({ name, gaps }) =>
      gaps.map((gap) => [
        name,
        gap.title,
        gapWords[gap.kind],
        gap.text,
        gap.lostKnown,
        gap.lostLapsed,
        gap.open,
        gap.actBy,
        gap.evidenceBy,
        gap.remedy.text,
        gap.remedy.post,
        gap.rows.map((row) => row.label).join('、'),
        gap.causes.find((cause) => cause.id === gap.cause)?.text ?? '',
      ]),
    ),
  ])
