import { AppError } from '../errors.ts'
import { checkChinese, decodeText } from './decode.ts'
import { htmlToText, isHtml } from './html.ts'

/**
 * The text of a report as a person reads it, from a file or from what was pasted. What is judged is what counts: of a
 * page the text that is left without scripts, menus and footers.
 * @throws AppError file_too_large, empty_file, unreadable_text, text_too_long, page_too_complex
 */
export function readText(bytes: Uint8Array, name: string): string {
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
