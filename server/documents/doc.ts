/** A Word document of the old kind (.doc) → its text. Runs in the converter's own thread. */
import WordExtractor from 'word-extractor'
import { AppError } from '../errors.ts'

/** Names of streams are UTF-16; a protected docx is an old container around what cannot be read. */
const encryptedPackage = Buffer.from('EncryptedPackage', 'utf16le')
const workbook = Buffer.from('Workbook', 'utf16le')
const macros = Buffer.from('_VBA_PROJECT', 'utf16le')

/**
 * Text of the document's body, a line for each paragraph, cells of a table apart by `|`.
 * @throws AppError unreadable_file, unreadable_text
 */
export async function docToText(bytes: Uint8Array, name: string): Promise<string> {
  const buffer = Buffer.from(bytes)
  if (buffer.includes(encryptedPackage)) throw locked(name)
  if (buffer.includes(macros)) {
    throw new AppError('unreadable_file', `${name}：文件带有宏，没有读取。请另存为不带宏的Word文档（.docx）`)
  }
  if (buffer.includes(workbook)) {
    throw new AppError(
      'unreadable_text',
      `${name}：这是旧版Excel文档（xls），不是Word文档。报告请用Word文档、PDF或纯文本`,
    )
  }
  const document = await new WordExtractor().extract(buffer).catch((cause: unknown) => {
    if (/encrypt|password/i.test(String(cause))) throw locked(name)
    throw new AppError(
      'unreadable_file',
      `${name}：旧版Word文档（doc）不完整、已加密或者已损坏，打不开。请在WPS或Word中打开：打得开的，另存为.docx；打不开的，请提供的人重新发一份`,
      undefined,
      { cause },
    )
  })
  const body = document.getBody({ filterUnicode: false })
  return body
    .replace(/\r\n?|[\v\f]/g, '\n')
    .replace(/\t/g, ' | ')
    .replace(/ +$/gm, '')
}

const locked = (name: string) =>
  new AppError('unreadable_file', `${name}：文件有打开密码，无法读取。请取消密码后再上传`)
