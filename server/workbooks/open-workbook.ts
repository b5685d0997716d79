/** The bytes of a workbook → its sheets as plain cells. Runs in the workbook thread. */
import { zipSync } from 'fflate'
import { damagedText, decodeBytes, kindOf } from '../documents/decode.ts'
import { unzipWithin } from '../documents/zip.ts'
import { AppError } from '../errors.ts'
import { csvRows } from './csv-grid.ts'
import { type Grid, type GridCell, notCalculated } from './grid.ts'
import { type CellValue, readOds, readXls, readXlsx, type Sheet, type Workbook } from './hucre.ts'
import { withHidden, withRowsUngrouped } from './ods-content.ts'

/** Cells that hold something, in all sheets: a county's list of 5,000 cases has some 60,000. */
const mostCells = 500_000
/** Characters in all of them: they are kept until the import is settled. */
const mostCharacters = 8_000_000
const mostSheets = 200

/** Sheets of an Excel, WPS, ODS or CSV file. @throws AppError naming the file and what to do */
export async function openWorkbook(bytes: Uint8Array, name: string): Promise<Grid[]> {
  const grids = await readGrids(bytes, name)
  if (grids.length > mostSheets) throw tooLarge(name, `有${grids.length}张工作表`)
  let cells = 0
  let characters = 0
  for (const row of grids.flatMap(({ rows }) => rows)) {
    for (const cell of row) {
      if (cell !== null) cells++
      if (typeof cell === 'string') characters += cell.length
    }
  }
  if (cells > mostCells) throw tooLarge(name, `有${cells}个单元格`)
  if (characters > mostCharacters) throw tooLarge(name, `有${characters}个字`)
  if (cells === 0) throw new AppError('empty_file', `${name}：工作簿是空的，没有可读的内容`)
  return grids
}

async function readGrids(bytes: Uint8Array, name: string): Promise<Grid[]> {
  if (startsWith(bytes, [0x50, 0x4b])) return readZip(bytes, name)
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return readOld(bytes, name)
  if (/^\s*<(!doctype|html|\?xml|table)/i.test(new TextDecoder('latin1').decode(bytes.subarray(0, 200)))) {
    throw new AppError(
      'unreadable_text',
      `${name}：这其实是网页或者XML文件，不是工作簿。请在WPS或Excel中打开，另存为Excel工作簿（.xlsx）再上传`,
    )
  }
  return [
    {
      name: sheetName(name),
      hidden: false,
      rows: csvRows(decodeTable(bytes, name)),
      hiddenRows: [],
      merges: [],
    },
  ]
}

const startsWith = (bytes: Uint8Array, prefix: readonly number[]) =>
  prefix.every((byte, index) => bytes[index] === byte)

const sheetName = (file: string): string => file.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '')

function decodeTable(bytes: Uint8Array, name: string): string {
  try {
    return decodeBytes(bytes, name)
  } catch (cause) {
    if (!(cause instanceof AppError) || cause.code !== 'unreadable_text') throw cause
    const kind = kindOf(bytes)
    throw new AppError(
      'unreadable_text',
      kind !== null
        ? `${name}：这是${kind}，不是工作簿。台账请用Excel工作簿（.xlsx）或CSV`
        : (damagedText(name) ??
            `${name}：不是工作簿，也不是文本表格，或者文件已损坏。请在WPS或Excel中打开确认，另存为Excel工作簿（.xlsx）或CSV再上传`),
      undefined,
      { cause },
    )
  }
}

/** What cells hang on; pictures, charts and embedded files stay packed. */
const excelParts =
  /^(\[Content_Types\]\.xml|_rels\/[^/]*|xl\/(_rels\/)?[^/]*\.(xml|rels)|xl\/worksheets\/[^/]*\.xml|xl\/theme\/[^/]*\.xml)$/i
const odsParts = /^(mimetype|content\.xml|meta\.xml|META-INF\/manifest\.xml)$/
const macroParts = /vbaProject\.bin$|^Basic\/.+|^Scripts\/.+/i

async function readZip(bytes: Uint8Array, name: string): Promise<Grid[]> {
  const parts = unzipWithin(
    bytes,
    name,
    (path) => excelParts.test(path) || odsParts.test(path) || macroParts.test(path),
  )
  const paths = [...parts.keys()]
  if (paths.some((path) => /vbaProject\.bin$/i.test(path))) throw withMacros(name)
  if (/encryption-data/.test(textOf(parts.get('META-INF/manifest.xml')))) throw locked(name)
  const packed = () => zipSync(Object.fromEntries(parts), { level: 0 })
  if (parts.has('xl/workbook.xml')) {
    // Links between parts that are not taken along would be looked for in vain.
    return fromLibrary(readXlsx(packed()), name)
  }
  if (parts.has('content.xml') && textOf(parts.get('mimetype')).includes('spreadsheet')) {
    if (paths.some((path) => macroParts.test(path) && /\.xml$/.test(path) && !/-lc\.xml$/.test(path)))
      throw withMacros(name)
    const content = withRowsUngrouped(textOf(parts.get('content.xml')))
    parts.set('content.xml', new TextEncoder().encode(content))
    return withHidden(await fromLibrary(readOds(packed()), name), content)
  }
  const what = paths.some((path) => /\[Content_Types\]\.xml|content\.xml/.test(path))
    ? 'Word、PPT或其他文档'
    : '压缩包（zip）或者不完整的文件'
  throw new AppError(
    'unreadable_text',
    `${name}：这是${what}，不是工作簿。${what.startsWith('压') ? '压缩包请先解压，再上传其中的工作簿' : '台账请用Excel工作簿（.xlsx）或CSV'}`,
  )
}

const textOf = (bytes: Uint8Array | undefined): string => (bytes ? new TextDecoder().decode(bytes) : '')

async function readOld(bytes: Uint8Array, name: string): Promise<Grid[]> {
  if (holds(bytes, 'EncryptedPackage') || encryptedOld(bytes)) throw locked(name)
  if (holds(bytes, '_VBA_PROJECT_CUR')) throw withMacros(name)
  return fromLibrary(readXls(bytes), name)
}

/** A stream's name stands in the directory of the file, two bytes a character. */
const holds = (bytes: Uint8Array, stream: string): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(Buffer.from(stream, 'utf16le'))

/** The record that says “with a password” follows the first one of the workbook, or the one after that. */
function encryptedOld(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const start = buffer.indexOf(Buffer.from([0x09, 0x08, 0x10, 0x00, 0x00, 0x06, 0x05, 0x00]))
  for (let at = start; start >= 0 && at + 4 <= buffer.length && at < start + 400; ) {
    if (buffer.readUInt16LE(at) === 0x2f) return true
    at += 4 + buffer.readUInt16LE(at + 2)
  }
  return false
}

const withMacros = (name: string) =>
  new AppError('unreadable_file', `${name}：文件带有宏，没有读取。请另存为不带宏的Excel工作簿（.xlsx）再上传`)
const locked = (name: string) =>
  new AppError('unreadable_file', `${name}：文件有密码，打不开。请在WPS或Excel中取消密码，另存一次再上传`)
const tooLarge = (name: string, what: string) =>
  new AppError('file_too_large', `${name}：工作簿${what}，不像一份台账，没有读取。请只保留要导入的工作表`)

async function fromLibrary(reading: Promise<Workbook>, name: string): Promise<Grid[]> {
  const { sheets } = await reading.catch((cause: unknown) => {
    throw new AppError(
      'unreadable_file',
      `${name}：工作簿不完整、已损坏或者版本太旧，打不开。请在WPS或Excel中打开：打得开的，另存为Excel工作簿（.xlsx）；打不开的，请填报的人重新发一份`,
      undefined,
      { cause },
    )
  })
  return sheets.map(toGrid)
}

function toGrid(sheet: Sheet): Grid {
  const rows = Array.from(sheet.rows, (row) => trimmed(Array.from(row ?? [], toCell)))
  for (const [place, { formula, value }] of sheet.cells ?? []) {
    if (formula === undefined || (value !== null && value !== '')) continue
    const [row = 0, column = 0] = place.split(',').map(Number)
    const cells = rows[row]
    if (!cells || value === '') continue
    while (cells.length <= column) cells.push(null)
    cells[column] = notCalculated
  }
  while (rows.length > 0 && rows.at(-1)!.length === 0) rows.pop()
  const hiddenRows = [...(sheet.rowDefs ?? [])].filter(([, { hidden }]) => hidden).map(([row]) => row)
  return {
    name: sheet.name,
    hidden: sheet.hidden === true || sheet.veryHidden === true,
    rows,
    hiddenRows: hiddenRows.filter((row) => row < rows.length).sort((a, b) => a - b),
    merges: (sheet.merges ?? []).map(({ startRow, startCol, endRow, endCol }) => ({
      top: startRow,
      left: startCol,
      bottom: endRow,
      right: endCol,
    })),
  }
}

function trimmed(cells: GridCell[]): GridCell[] {
  let length = cells.length
  while (length > 0 && cells[length - 1] === null) length--
  return length === cells.length ? cells : cells.slice(0, length)
}

const lastDay = Date.UTC(2200, 0, 1)

function toCell(value: CellValue | undefined): GridCell {
  if (value === undefined || value === null) return null
  if (typeof value === 'string') return value.trim() === '' ? null : value
  if (!(value instanceof Date)) return value
  if (Number.isNaN(value.getTime())) return null
  // 20250302 in a cell that is formatted as a date is no day of the year 57343.
  if (value.getTime() > lastDay) return Math.round((value.getTime() - Date.UTC(1899, 11, 30)) / 86_400_000)
  // A date of a spreadsheet has no zone; the library gives it as if it were one of Greenwich.
  const text = value.toISOString()
  return text.slice(11, 16) === '00:00' ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 16)}`
}
