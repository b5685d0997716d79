/**
 * The score sheet as a workbook: the facts in cells of their own, each item's points as a formula over them. Where no
 * formula comes to exactly the engine's points the number stands, and the sheet says so.
 */
import { chineseDate } from '../../rules/dates.ts'
import type { AssessResult } from '../../rules/result.ts'
import {
  formats,
  formulaCell,
  numberCell,
  type OutSheet,
  quoted,
  sheetName,
  textCell,
  toXlsx,
} from '../workbooks/write-sheet.ts'
import { asNumber, type Named, newData } from './score-data-xlsx.ts'
import { gradeText, scoreHeaders, scoreRows } from './score-rows-xlsx.ts'

export interface ScoreSheetInput {
  result: AssessResult
  /** Of the township. */
  name: string
}

/** One township: its score sheet and its facts. */
export function scoreSheetXlsx({ result, name }: ScoreSheetInput): Promise<Uint8Array<ArrayBuffer>> {
  const sheets = sheetsOf(result, name, { score: '得分', data: '数据', named: true })
  return toXlsx(sheets.list, { title: titleOf(result, name), names: sheets.names })
}

/** Several townships, two sheets each, behind a sheet that compares them. */
export function scoreSheetsXlsx(inputs: readonly ScoreSheetInput[]): Promise<Uint8Array<ArrayBuffer>> {
  const taken = new Set(['汇总'])
  const each = inputs.map(({ result, name }) => {
    const score = sheetName(name, taken)
    taken.add(score)
    const data = sheetName(`${name}数据`, taken)
    taken.add(data)
    return { name, result, score, sheets: sheetsOf(result, name, { score, data, named: false }) }
  })
  const year = inputs[0]?.result.evidence.year ?? ''
  const title = `${year}年度法治政府建设自评得分汇总`
  const summary: OutSheet = {
    name: '汇总',
    widths: [6, 22, 14, 14, 14],
    rows: [
      [textCell(title, 'title')],
      [textCell(noteOf(inputs[0]?.result), 'note')],
      ['序号', '乡镇（街道）', '最低得分', '最高得分', '等次'].map((header) => textCell(header, 'header')),
      ...each.map(({ name, result: { scaled, grade }, score, sheets: { total } }, index) => [
        numberCell(index + 1, formats.whole, 'centre'),
        textCell(name),
        scaled ? formulaCell(`${quoted(score)}!${total.low}`, asNumber(scaled.low)) : textCell('—', 'centre'),
        scaled
          ? formulaCell(`${quoted(score)}!${total.high}`, asNumber(scaled.high))
          : textCell('—', 'centre'),
        textCell(gradeText(grade), 'centre'),
      ]),
    ],
    heights: { 0: 28 },
    wide: [0, 1],
    freeze: { rows: 3, columns: 2 },
    repeat: { from: 2, to: 2 },
    upright: true,
  }
  return toXlsx([summary, ...each.flatMap(({ sheets }) => sheets.list)], { title })
}

const titleOf = ({ evidence: { year } }: AssessResult, name: string): string =>
  `${name}${year}年度法治政府建设自评得分表`

const noteOf = (result: AssessResult | undefined): string =>
  result
    ? `${result.pack.table.title}（${result.pack.table.version}）　截至${chineseDate(result.asOf)}　单位：分　未公布，供内部核对`
    : ''

function sheetsOf(result: AssessResult, name: string, names: Named) {
  const data = newData(names)
  const { rows, total } = scoreRows(result, data)
  const score: OutSheet = {
    name: names.score,
    widths: [8, 40, 9, 11, 11, 11, 11, 11, 44],
    rows: [
      [textCell(titleOf(result, name), 'title')],
      [textCell(noteOf(result), 'note')],
      scoreHeaders.map((header) => textCell(header, 'header')),
      ...rows,
    ],
    heights: { 0: 28 },
    wide: [0, 1],
    freeze: { rows: 3, columns: 2 },
    repeat: { from: 2, to: 2 },
  }
  return { list: [score, data.sheet(name)], names: data.names(), total }
}
