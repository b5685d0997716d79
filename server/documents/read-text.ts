import type { DocumentView } from '../../rules/assessment.ts'
import { AppError } from '../errors.ts'
import { convert } from './convert.ts'
import { checkChinese, checkSize, decodeText, officeFormat } from './decode.ts'
import { htmlToText, isHtml } from './html.ts'

export interface ReadText {
  text: string
  /** For each page of a PDF the UTF-16 offset in `text` of what first stands on it; null where there are no pages. */
  pages: number[] | null
}

/**
 * The text of a report as a person reads it, from a file (text, web page, Word, PDF) or from what was pasted. What is
 * judged is what counts: of a page the text that is left without scripts, menus and footers.
 * @throws AppError file_too_large, empty_file, unreadable_text, unreadable_file, text_too_long, page_too_complex
 */
export async function readText(bytes: Uint8Array, name: string): Promise<ReadText> {
  checkSize(bytes.length, name)
  const format = officeFormat(bytes)
  if (format === null) return { text: textOrPage(bytes, name), pages: null }
  const converted = await convert({ format, bytes, name })
  const text = format === 'docx' ? htmlToText(converted.text, name) : converted.text
  if (text.trim() === '') {
    throw new AppError('empty_file', `${name}：文件里没有文字（图片中的文字无法读取）。请使用文字版`)
  }
  checkChinese(text, name)
  return { text, pages: converted.pages }
}

function textOrPage(bytes: Uint8Array, name: string): string {
  const text = decodeText(bytes, name)
  if (!isHtml(text, name)) return text
  const lines = htmlToText(text, name)
  if (lines.trim() === '') {
    throw new AppError(
      'empty_file',
      `${name}：网页里没有正文（脚本、导航和页脚不算）。请复制正文，另存为纯文本（.txt）`,
    )
  }
  checkChinese(lines, name)
  return lines
}

/** The document with its pages, where its file had some: offsets as everywhere in it, in Unicode code points. */
export function withPages(document: DocumentView, pages: number[] | null): DocumentView {
  if (pages === null) return document
  let points = 0
  let at = 0
  const starts = pages.map((page) => {
    for (; at < page; points++) at += document.text.codePointAt(at)! > 0xffff ? 2 : 1
    return points
  })
  return { ...document, pages: starts }
}
