/** A register as a sheet to be filled in: marker, title, notes, header, an example that is never read back, its rows. */
import type { CellValue } from '../../rules/evidence.ts'
import type { Field, Register } from '../../rules/pack.ts'
import type { NeededRegister } from './needed-registers.ts'
import { exampleMark, registerMark, townshipHeader } from './own-workbook.ts'
import {
  type DropDown,
  dayCell,
  formats,
  halfWidths,
  heightOf,
  numberCell,
  type OutCell,
  type OutSheet,
  rangeOf,
  textCell,
} from './write-sheet.ts'

/** A row to fill in, of the township named where the sheet holds several. */
export interface FilledRow {
  values: Readonly<Record<string, CellValue>>
  township?: string
}

export interface RegisterSheetInput {
  needed: NeededRegister
  name: string
  rows: readonly FilledRow[]
  year: number
  /** Who fills it in: the townships to choose from where it holds several. */
  townships?: readonly string[]
  /** The range that lists the choices of a field, or the rows a reference may name. */
  listOf: (field: Field) => string | null
  /** The range that lists the townships. */
  townshipList?: string
}

/** Rows of a register sheet before its records: marker, title, notes, header, example. */
const before = { mark: 0, title: 1, notes: 2, header: 3, example: 4 }
/** The first row of records, from 0. */
export const firstRecord = 5
/** Formatted and ready below the rows that are there. */
const spareRows = 60
/** As far down as drop-downs reach. */
const lastRow = 2000

/** What a field is headed by: its label, its unit, and a star where it must be filled in. */
export const headerOf = ({ label, unit, required }: Field): string =>
  `${label}${unit ? `（${unit}）` : ''}${required ? ' *' : ''}`

/** The sheet of one register. */
export function registerSheet(input: RegisterSheetInput): OutSheet {
  const { needed, rows, townships, year } = input
  const { register } = needed
  const lead = townships ? ['序号', townshipHeader] : ['序号']
  const headers = [...lead, ...register.fields.map(headerOf)]
  const widths = widthsOf(register, headers, lead.length)
  const width = widths.reduce((sum, each) => sum + each, 0)
  const notes = notesOf(needed, year, townships !== undefined)
  const filled = rows.map((row, index) => recordRow(register, row, index + 1, townships !== undefined))
  const blank = (): OutCell[] => [
    numberCell(null, formats.whole, 'centre'),
    ...(townships ? [textCell(null)] : []),
    ...register.fields.map((field) => cellOf(field, null)),
  ]
  const spare = register.oneRow && !townships ? Math.max(0, 1 - rows.length) : spareRows
  return {
    name: input.name,
    widths,
    rows: [
      [textCell(`${registerMark}${register.id}`, 'mark')],
      [textCell(register.title, 'title')],
      [textCell(notes, 'note')],
      headers.map((header) => textCell(header, 'header')),
      [
        textCell(exampleMark, 'example'),
        ...(townships ? [textCell(townships[0] ?? '', 'example')] : []),
        ...register.fields.map((field) => exampleOf(field, year)),
      ],
      ...filled,
      ...Array.from({ length: spare }, blank),
    ],
    heights: { [before.title]: 28, [before.notes]: heightOf(notes, width) },
    hiddenRows: [before.mark],
    wide: [before.title, before.notes],
    freeze: { rows: firstRecord - 1, columns: 1 },
    repeat: { from: before.header, to: before.header },
    dropDowns: dropDownsOf(input, lead.length),
  }
}

const typeWidths: Record<Field['type'], number> = {
  text: 24,
  ref: 18,
  date: 12,
  number: 11,
  integer: 11,
  amount: 13,
  flag: 8,
  choice: 16,
  set: 28,
}

const widthsOf = ({ fields }: Register, headers: readonly string[], lead: number): number[] => [
  6,
  ...(lead > 1 ? [14] : []),
  ...fields.map(({ type }, index) =>
    Math.max(typeWidths[type], Math.min(20, Math.ceil(halfWidths(headers[lead + index]!) / 2) + 2)),
  ),
]

function notesOf({ register, items }: NeededRegister, year: number, several: boolean): string {
  const shown = items.slice(0, 6).map(({ number, title }) => `${number} ${title}`)
  const more = items.length > shown.length ? `等${items.length}个考核要点` : ''
  const must = register.fields.some(({ required }) => required) ? '带*的必填。' : ''
  const whose = several ? '每行写明乡镇（街道）。' : ''
  const dated = register.fields.find(({ id }) => id === register.yearBy)
  const of = dated ? `只登记${dated.label}在${year}年度的。` : `登记${year}年度的。`
  const once = register.oneRow && !several ? '每年只有一条记录。' : ''
  return `用于：${shown.join('、')}${more}。${of}${once}${must}${whose}日期写成${year}-03-01，是否用“是”“否”，可多选的用“、”隔开。示例行不会读入。`
}

function recordRow(register: Register, { values, township }: FilledRow, number: number, several: boolean) {
  return [
    numberCell(number, formats.whole, 'centre'),
    ...(several ? [textCell(township ?? '')] : []),
    ...register.fields.map((field) => cellOf(field, values[field.id] ?? null)),
  ]
}

/** A cell of a record; a blank one still has its format, so that 2025-3 typed into a text stays text. */
function cellOf(field: Field, value: CellValue): OutCell {
  switch (field.type) {
    case 'date':
      return dayCell(typeof value === 'string' ? value : null)
    case 'integer':
      return numberCell(typeof value === 'number' ? value : null, formats.whole)
    case 'number':
    case 'amount':
      return numberCell(typeof value === 'number' ? value : null)
    case 'flag':
      return textCell(value === null ? null : value === true ? '是' : '否', 'centre')
    case 'choice':
      return textCell(value === null ? null : String(value), 'centre')
    case 'set':
      return textCell(Array.isArray(value) ? value.join('、') : null)
    case 'text':
    case 'ref':
      return textCell(value === null ? null : String(value))
  }
}

function exampleOf(field: Field, year: number): OutCell {
  switch (field.type) {
    case 'date':
      return dayCell(`${year}-03-01`, 'example')
    case 'integer':
      return numberCell(12, formats.whole, 'example')
    case 'number':
      return numberCell(1.5, formats.plain, 'example')
    case 'amount':
      return numberCell(20000, formats.plain, 'example')
    case 'flag':
      return textCell('是', 'example')
    case 'choice':
      return textCell(field.of?.[0] ?? '', 'example')
    case 'set':
      return textCell((field.of ?? []).slice(0, 2).join('、'), 'example')
    case 'text':
    case 'ref':
      return textCell(`（${field.label}）`, 'example')
  }
}

function dropDownsOf({ needed, listOf, townshipList }: RegisterSheetInput, lead: number): DropDown[] {
  const down = (column: number) => rangeOf({ row: firstRecord, column }, { row: lastRow, column })
  const own = needed.register.fields.flatMap((field, index): DropDown[] => {
    const range = down(lead + index)
    if (field.type === 'flag') return [{ range, of: ['是', '否'], strict: true }]
    const of = listOf(field)
    // Several choices of a set, and names that are still to come, are typed in.
    return of === null ? [] : [{ range, of, strict: field.type === 'choice' }]
  })
  return townshipList ? [{ range: down(1), of: townshipList, strict: true }, ...own] : own
}
