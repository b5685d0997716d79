/** A PDF file → paragraphs and where its pages begin. Runs in the converter's own thread. */
import { getDocumentProxy } from 'unpdf'
import { AppError } from '../errors.ts'

/** An annual report has some tens of pages. */
const mostPages = 500

export interface PdfText {
  text: string
  /** For each page the UTF-16 offset in `text` of what first stands on it. */
  pages: number[]
}

/** A line as it stands on the page; lengths in points. */
interface PageLine {
  text: string
  left: number
  right: number
  height: number
}

/**
 * The text of a PDF, a line for each paragraph: the lines of the page are joined, the blanks that typesetting puts
 * around figures are taken out, page numbers are left out.
 * @throws AppError unreadable_file (password, broken), unreadable_text (scanned), text_too_long
 */
export async function pdfToText(bytes: Uint8Array, name: string): Promise<PdfText> {
  const pdf = await getDocumentProxy(bytes).catch((cause: unknown) => {
    throw cause instanceof Error && cause.name === 'PasswordException'
      ? new AppError('unreadable_file', `${name}：PDF有打开密码，无法读取。请取消密码后再上传`)
      : new AppError(
          'unreadable_file',
          `${name}：PDF不完整或者已损坏，打不开。请重新导出PDF，或者上传Word文档`,
          undefined,
          { cause },
        )
  })
  if (pdf.numPages > mostPages) {
    throw new AppError('text_too_long', `${name}：PDF有${pdf.numPages}页，超过${mostPages}页的上限，没有读取`)
  }
  const pages: PageLine[][] = []
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number)
    const { items } = await page.getTextContent()
    pages.push(withoutPageNumber(linesOf(items.filter((item) => 'str' in item))))
    page.cleanup()
  }
  if (pages.every((lines) => lines.length === 0)) {
    throw new AppError(
      'unreadable_text',
      `${name}：PDF共${pdf.numPages}页，没有文字，看起来是扫描件或者图片。请上传文字版（Word文档、由Word导出的PDF或者纯文本）`,
    )
  }
  return joinPages(pages)
}

interface Piece {
  str: string
  width: number
  height: number
  transform: number[]
  hasEOL: boolean
}

/** Pieces on one height are a line, in the order they stand in the file. */
function linesOf(pieces: readonly Piece[]): PageLine[] {
  const lines: (PageLine & { base: number })[] = []
  for (const { str, width, transform } of pieces) {
    if (str === '') continue
    const [, , , size = 0, left = 0, base = 0] = transform
    const last = lines.at(-1)
    if (last && Math.abs(last.base - base) < Math.max(last.height, size) * 0.5) {
      if (str.trim() === '') continue
      // Three characters' room and more is the rule between two cells of a table.
      last.text += left - last.right > size * 3 ? `\t${str}` : blankBetween(last, left, size) + str
      last.right = Math.max(last.right, left + width)
      last.height = Math.max(last.height, size)
    } else if (str.trim() !== '') {
      lines.push({ text: str, left, right: left + width, height: size, base })
    }
  }
  return lines.map(({ base: _, ...line }) => ({ ...line, text: tidy(line.text) }))
}

/** The blank of two Latin words; what typesetting leaves between characters is less. */
const blankBetween = (line: PageLine, left: number, size: number): string =>
  left - line.right > size * 0.15 ? ' ' : ''

/** Typesetting puts blanks around figures and between spread characters; a blank between two Latin words stays. */
const tidy = (text: string): string =>
  text
    .replace(/[^\S\t]+/g, ' ')
    .replace(/ (?=[^\x20-\x7E])|(?<=[^\x20-\x7E]) /g, '')
    .replace(/(?<=\d) (?=[\d.,%])/g, '')
    .trim()
    .replaceAll('\t', ' | ')

const pageNumber = /^[-—–―\s·.]*(第\s*)?\d{1,4}(\s*页)?(\s*[/／共]\s*\d{1,4}\s*页?)?[-—–―\s·.]*$/

function withoutPageNumber(lines: PageLine[]): PageLine[] {
  const kept = [...lines]
  if (kept.length > 0 && pageNumber.test(kept.at(-1)!.text)) kept.pop()
  if (kept.length > 0 && pageNumber.test(kept[0]!.text)) kept.shift()
  return kept
}

/** A numbered heading or point, or a bracketed line: begins a paragraph wherever it stands. */
const opensParagraph =
  /^([一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}(部分|章)|\d{1,2}[.、．]\D)/

/** A line that fills the column and does not end the paragraph is carried on by the next, also over the page's end. */
function joinPages(pages: readonly (readonly PageLine[])[]): PdfText {
  const all = pages.flat()
  const left = Math.min(...all.map((line) => line.left))
  const right = Math.max(...all.map((line) => line.right))
  let text = ''
  let previous: PageLine | null = null
  const starts: number[] = []
  for (const lines of pages) {
    let start: number | null = null
    for (const line of lines) {
      const carriesOn: boolean =
        previous !== null &&
        right - previous.right < previous.height * 2.5 &&
        line.left - left < line.height * 1.2 &&
        Math.abs(line.height - previous.height) < 1 &&
        !opensParagraph.test(line.text)
      if (previous !== null && !carriesOn) text += '\n'
      start ??= text.length
      text += carriesOn ? joint(text, line.text) : line.text
      previous = line
    }
    starts.push(start ?? text.length)
  }
  return { text: `${text}\n`, pages: starts }
}

/** Latin words need the blank the end of the line stood for, Chinese does not. */
const joint = (before: string, line: string): string =>
  /[A-Za-z]$/.test(before) && /^[A-Za-z]/.test(line) ? ` ${line}` : line
