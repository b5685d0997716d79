/** A Word document (.docx) → the page a browser would show of it. Runs in the converter's own thread. */
import { zipSync } from 'fflate'
import mammoth from 'mammoth'
import { AppError } from '../errors.ts'
import { unzipWithin } from './zip.ts'

/** What the text hangs on; pictures, embedded files and previews stay packed. */
const textParts = /^(\[Content_Types\]\.xml|_rels\/.*|word\/[^/]*\.xml|word\/_rels\/.*)$/

/**
 * HTML of the document's text: paragraphs, headings, lists, tables; accepted insertions, no deletions.
 * @throws AppError unreadable_file, file_too_large
 */
export async function docxToHtml(bytes: Uint8Array, name: string): Promise<string> {
  const parts = unzipWithin(bytes, name, (path) => textParts.test(path) || /vbaProject\.bin$/i.test(path))
  if ([...parts.keys()].some((path) => /vbaProject\.bin$/i.test(path))) {
    throw new AppError('unreadable_file', `${name}：文件带有宏，没有读取。请另存为不带宏的Word文档（.docx）`)
  }
  if (!parts.has('word/document.xml')) {
    const what = parts.has('[Content_Types].xml') ? 'Excel、PPT或其他Office文档' : '压缩包（zip）'
    throw new AppError(
      'unreadable_text',
      `${name}：这是${what}，不是Word文档。${what.startsWith('压') ? '请先解压' : '报告请用Word文档、PDF或纯文本'}`,
    )
  }
  const buffer = Buffer.from(zipSync(Object.fromEntries(parts), { level: 0 }))
  const { value } = await mammoth.convertToHtml(
    { buffer },
    // Pictures are not asked for: they stay out of the archive given to the reader.
    { convertImage: mammoth.images.imgElement(async () => ({ src: '' })) },
  )
  return value
}
