/** Sheets as they are written: what their cells hold and how they look, in the few looks all our workbooks share. */
import { columnName } from './grid.ts'
import { type CellValue, type WriteSheet, writeXlsx } from './hucre.ts'

export type Look =
  | 'title'
  | 'note'
  | 'mark'
  | 'header'
  | 'text'
  | 'centre'
  | 'number'
  | 'example'
  | 'total'
  | 'label'

export interface OutCell {
  value: CellValue
  look: Look
  /** A format of numbers or dates. */
  format?: string
  /** Without its sign; `value` is its result. */
  formula?: string
}

export const formats = { day: 'yyyy-mm-dd', points: '0.00', whole: '0', plain: '0.######', text: '@' }

/** Text stays text whatever it begins with; nothing a person typed is ever written as a formula. */
export const textCell = (value: string | null, look: Look = 'text'): OutCell => ({
  value: value === '' ? null : value,
  look,
  format: formats.text,
})

export const numberCell = (value: number | null, format = formats.plain, look: Look = 'number'): OutCell => ({
  value,
  look,
  format,
})

/** A civil day; the library counts days as Greenwich does. */
export const dayCell = (date: string | null, look: Look = 'centre'): OutCell => ({
  value: date === null ? null : new Date(`${date}T00:00:00Z`),
  look,
  format: formats.day,
})

export const formulaCell = (
  formula: string,
  value: number | string,
  format = formats.points,
  look: Look = 'number',
): OutCell => ({ value, look, format, formula })

export interface DropDown {
  /** E5:E200 */
  range: string
  /** Choices, or the range that lists them. */
  of: readonly string[] | string
  /** Whether other words are refused. */
  strict: boolean
}

export interface OutSheet {
  name: string
  /** In characters of half width, a column each. */
  widths: readonly number[]
  rows: readonly (readonly (OutCell | null)[])[]
  /** Points, by row. */
  heights?: Readonly<Record<number, number>>
  hiddenRows?: readonly number[]
  hidden?: boolean
  /** Rows whose first cell spans the sheet. */
  wide?: readonly number[]
  /** Rows and columns that stay where they are. */
  freeze?: { rows: number; columns: number }
  /** Rows printed on every page, from 0, both included. */
  repeat?: { from: number; to: number }
  dropDowns?: readonly DropDown[]
  upright?: boolean
}

const line = { style: 'thin', color: { rgb: '808080' } } as const
const box = { top: line, bottom: line, left: line, right: line }
const grey = { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E7E9EC' } } as const
const plain = { name: '宋体', size: 10.5 }
const heavy = { name: '黑体', size: 10.5 }

const looks = {
  title: { font: { name: '黑体', size: 16 }, alignment: { horizontal: 'center', vertical: 'center' } },
  note: { font: plain, alignment: { vertical: 'center', wrapText: true } },
  mark: { font: { name: '宋体', size: 6, color: { rgb: 'FFFFFF' } } },
  header: {
    font: heavy,
    fill: grey,
    border: box,
    alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
  },
  text: { font: plain, border: box, alignment: { vertical: 'center', wrapText: true } },
  centre: {
    font: plain,
    border: box,
    alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
  },
  number: { font: plain, border: box, alignment: { horizontal: 'right', vertical: 'center' } },
  example: {
    font: { ...plain, italic: true, color: { rgb: '606060' } },
    fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'F5F5F0' } },
    border: box,
    alignment: { vertical: 'center', wrapText: true },
  },
  total: { font: heavy, border: box, alignment: { horizontal: 'right', vertical: 'center' } },
  label: { font: heavy, border: box, alignment: { vertical: 'center', wrapText: true } },
} as const satisfies Record<Look, object>

/** A name a sheet may have: 31 characters, none that spreadsheets refuse, none that is taken. */
export function sheetName(title: string, taken: ReadonlySet<string>): string {
  const legal = title.replace(/[\\/?*:[\]]/g, '·').replace(/^'+|'+$/g, '')
  for (let n = 1; ; n++) {
    const mark = n === 1 ? '' : `（${n}）`
    const name = `${legal.slice(0, 31 - mark.length)}${mark}`
    if (!taken.has(name)) return name
  }
}

/** A sheet's name as formulas and ranges write it. */
export const quoted = (name: string): string => `'${name.replaceAll("'", "''")}'`

/** How high a line must be to show a text over so many half-width characters. */
export const heightOf = (text: string, width: number): number => {
  const lines = text
    .split('\n')
    .reduce((sum, part) => sum + Math.max(1, Math.ceil(halfWidths(part) / Math.max(width, 1))), 0)
  return Math.min(400, lines === 1 ? lineHeight : lines * 14 + 4)
}

/** Characters of half width a text takes. */
export const halfWidths = (text: string): number =>
  [...text].reduce((sum, character) => sum + (character.codePointAt(0)! > 0xff ? 2 : 1), 0)

/** Twenty millimetres around, in inches. */
const margins = { top: 0.79, bottom: 0.79, left: 0.71, right: 0.71, header: 0.3, footer: 0.4 }

const styles = new Map<string, object>()

/** One object a look and format: a workbook has a hundred thousand cells and a dozen styles. */
function styleOf(look: Look, format: string | undefined): object {
  const key = `${look} ${format ?? ''}`
  const known = styles.get(key)
  if (known) return known
  const style = format ? { ...looks[look], numFmt: format } : looks[look]
  styles.set(key, style)
  return style
}

const lineHeight = 16

const wrappedHeight = (cell: OutCell | null, width: number): number =>
  typeof cell?.value === 'string' && cell.look !== 'mark' ? heightOf(cell.value, width - 1) : lineHeight

function toWriteSheet(sheet: OutSheet): WriteSheet {
  const cells: WriteSheet['cells'] = new Map()
  sheet.rows.forEach((row, at) => {
    row.forEach((cell, column) => {
      if (!cell) return
      const style = styleOf(cell.look, cell.format)
      const content =
        cell.formula === undefined
          ? { value: cell.value }
          : { value: cell.value, formula: cell.formula, formulaResult: cell.value }
      cells.set(`${at},${column}`, { ...content, style })
    })
  })
  const last = sheet.widths.length - 1
  const rowDefs = new Map<number, { height?: number; hidden?: boolean }>()
  sheet.rows.forEach((row, at) => {
    const whole = sheet.wide?.includes(at) ? sheet.widths.reduce((sum, width) => sum + width, 0) : null
    const height = Math.max(
      ...row.map((cell, column) => wrappedHeight(cell, whole ?? sheet.widths[column] ?? 10)),
    )
    // Spreadsheets measure a wrapped line themselves only when it is typed in.
    if (height > lineHeight) rowDefs.set(at, { height })
  })
  for (const [row, height] of Object.entries(sheet.heights ?? {})) rowDefs.set(Number(row), { height })
  for (const row of sheet.hiddenRows ?? []) rowDefs.set(row, { hidden: true })
  return {
    name: sheet.name,
    columns: sheet.widths.map((width) => ({ width })),
    rows: sheet.rows.map(() => []),
    cells,
    rowDefs,
    merges:
      last > 0
        ? (sheet.wide ?? []).map((row) => ({ startRow: row, startCol: 0, endRow: row, endCol: last }))
        : [],
    ...(sheet.freeze ? { freezePane: sheet.freeze } : {}),
    ...(sheet.hidden ? { hidden: true } : {}),
    dataValidations: (sheet.dropDowns ?? []).map(({ range, of, strict }) => ({
      type: 'list' as const,
      range,
      allowBlank: true,
      showErrorMessage: strict,
      errorTitle: '不在选项中',
      errorMessage: '请从下拉选项中选择',
      ...(typeof of === 'string' ? { formula1: of } : { values: [...of] }),
    })),
    pageSetup: {
      paperSize: 'a4',
      orientation: sheet.upright ? 'portrait' : 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      margins,
      horizontalCentered: true,
    },
    headerFooter: { oddFooter: '&C第&P页　共&N页' },
  }
}

/** The bytes of a workbook; `names` are cells that formulas call by name. */
export const toXlsx = (
  sheets: readonly OutSheet[],
  { title, names = [] }: { title: string; names?: readonly { name: string; range: string }[] },
): Promise<Uint8Array<ArrayBuffer>> =>
  writeXlsx({
    sheets: sheets.map(toWriteSheet),
    properties: { title, creator: '准绳' },
    defaultFont: { name: '宋体', size: 10.5 },
    namedRanges: [
      ...names,
      // The library would leave the sheet's name unquoted, which spreadsheets refuse for most Chinese titles.
      ...sheets.flatMap(({ name, repeat }) =>
        repeat
          ? [
              {
                name: '_xlnm.Print_Titles',
                range: `${quoted(name)}!$${repeat.from + 1}:$${repeat.to + 1}`,
                scope: name,
              },
            ]
          : [],
      ),
    ],
  }).then((bytes) => new Uint8Array(bytes))

/** A1:C9, from 0, both included. */
export const rangeOf = (
  from: { row: number; column: number },
  to: { row: number; column: number },
  absolute = false,
): string => {
  const address = ({ row, column }: typeof from) =>
    absolute ? `$${columnName(column)}$${row + 1}` : `${columnName(column)}${row + 1}`
  return `${address(from)}:${address(to)}`
}
