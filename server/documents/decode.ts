/** Bytes of a file → its text, or a refusal that says what the file looks like. */
import { AppError } from '../errors.ts'
import type { OfficeFormat } from './converter.ts'

/** A report has some tens of kilobytes, a year's registers some megabytes; nothing sensible is larger. */
export const largestFile = 20 * 1024 * 1024
/** Reading takes a microsecond a character: seconds at most for a text far beyond any annual report. */
export const longestText = 2_000_000

const signatures: { bytes: number[]; what: string; instead: string; format?: OfficeFormat }[] = [
  {
    bytes: [0x25, 0x50, 0x44, 0x46],
    what: 'PDF文件',
    instead: '请打开后复制正文，另存为纯文本（.txt）',
    format: 'pdf',
  },
  {
    bytes: [0x50, 0x4b, 0x03, 0x04],
    what: 'Word、Excel文档（docx、xlsx）或压缩包（zip）',
    instead: '请在WPS或Word中另存为纯文本（.txt），压缩包请先解压',
    format: 'docx',
  },
  {
    bytes: [0xd0, 0xcf, 0x11, 0xe0],
    what: '旧版Word或Excel文档（doc、xls）',
    instead: '请在WPS或Word中另存为纯文本（.txt）',
    format: 'doc',
  },
  { bytes: [0x7b, 0x5c, 0x72, 0x74, 0x66], what: 'RTF文档', instead: '请在WPS或Word中打开，另存为.docx' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], what: '图片（PNG）', instead: '图片中的文字无法读取，请使用文字版' },
  { bytes: [0xff, 0xd8, 0xff], what: '图片（JPEG）', instead: '图片中的文字无法读取，请使用文字版' },
  { bytes: [0x47, 0x49, 0x46, 0x38], what: '图片（GIF）', instead: '图片中的文字无法读取，请使用文字版' },
  { bytes: [0x52, 0x61, 0x72, 0x21], what: '压缩包（rar）', instead: '请先解压' },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], what: '压缩包（7z）', instead: '请先解压' },
  { bytes: [0x1f, 0x8b], what: '压缩包（gz）', instead: '请先解压' },
]

const startsWith = (bytes: Uint8Array, prefix: readonly number[]) =>
  prefix.every((byte, index) => bytes[index] === byte)

/** What a file is by how it begins; null for what may be text. */
export const kindOf = (bytes: Uint8Array): string | null =>
  signatures.find((signature) => startsWith(bytes, signature.bytes))?.what ?? null

const damagedWords: { name: RegExp; what: string; instead: string }[] = [
  {
    name: /\.(docx?|wps)$/i,
    what: 'Word文档',
    instead: '请在WPS或Word中打开：打得开的，另存为.docx；打不开的，请提供的人重新发一份',
  },
  {
    name: /\.pdf$/i,
    what: 'PDF',
    instead: '请打开看看：打得开的，重新导出PDF或者用Word文档；打不开的，请提供的人重新发一份',
  },
  {
    name: /\.(xlsx?|et|ods)$/i,
    what: '工作簿',
    instead: '请在WPS或Excel中打开：打得开的，另存为Excel工作簿（.xlsx）；打不开的，请提供的人重新发一份',
  },
]

/** What to say of a file that its name calls an office document and that is none any more; null for another name. */
export function damagedText(name: string): string | null {
  const words = damagedWords.find((one) => one.name.test(name))
  return words ? `${name}：${words.what}已损坏，或者没有传完整，打不开。${words.instead}` : null
}

/** The format a report is read in other than as text, told by how the file begins and not by its name. */
export const officeFormat = (bytes: Uint8Array): OfficeFormat | null =>
  signatures.find((signature) => startsWith(bytes, signature.bytes))?.format ?? null

/** @throws AppError file_too_large; called with the size on disk, before anything is read. */
export function checkSize(bytes: number, name: string): void {
  if (bytes <= largestFile) return
  const size = (bytes / 1024 / 1024).toFixed(1)
  throw new AppError(
    'file_too_large',
    `${name}：文件有${size} MB，超过${largestFile / 1024 / 1024} MB的上限，没有读取。请确认选对了文件，或者只保留要用的部分`,
  )
}

/**
 * The text of a file: UTF-8, else gb18030; UTF-16 with its byte order mark. Line ends become `\n`, the mark goes.
 * @throws AppError unreadable_text, file_too_large, empty_file
 */
export function decodeBytes(bytes: Uint8Array, name: string): string {
  checkSize(bytes.length, name)
  const known = signatures.find((signature) => startsWith(bytes, signature.bytes))
  if (known) throw new AppError('unreadable_text', `${name}：这是${known.what}，不是纯文本。${known.instead}`)
  const text = decode(bytes, name)
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
  if (text.trim() === '') throw new AppError('empty_file', `${name}：文件是空的，没有可读的内容`)
  const control = controlCharacter(text)
  if (control) {
    throw new AppError(
      'unreadable_text',
      damagedText(name) ??
        `${name}：第${control.line}行有控制字符（${control.code}），看起来是二进制文件或者编码不明的文件，不是纯文本。请另存为UTF-8编码的纯文本（.txt）`,
    )
  }
  return text
}

/**
 * The text of a Chinese document. As `decodeBytes`, and refused when what is left without markup is hardly Chinese.
 * @throws AppError unreadable_text, file_too_large, empty_file, text_too_long
 */
export function decodeText(bytes: Uint8Array, name: string): string {
  const text = decodeBytes(bytes, name)
  checkChinese(withoutMarkup(text), name)
  return text
}

function decode(bytes: Uint8Array, name: string): string {
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])) {
    return strictly(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be', bytes, name, 'UTF-16')
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return strictly('gb18030', bytes, name, 'UTF-8，也不是GB 18030（GBK）')
  }
}

function strictly(encoding: string, bytes: Uint8Array, name: string, tried: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw new AppError(
      'unreadable_text',
      damagedText(name) ??
        `${name}：编码不是${tried}，看起来不是文本文件，或者文件已损坏。请另存为UTF-8编码的纯文本（.txt）`,
    )
  }
}

/** The first control character other than tab, line ends and page breaks. */
function controlCharacter(text: string): { line: number; code: string } | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  const found = /[\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F]/.exec(text)
  if (!found) return null
  const line = text.slice(0, found.index).split('\n').length
  return { line, code: `U+${found[0].codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}` }
}

/**
 * The 3755 characters of the first level of GB 2312: what Chinese prose is made of. Text decoded with the wrong
 * encoding is Chinese characters too, but rare ones: below a fifth of these, where real reports have four fifths.
 */
const commonHan: ReadonlySet<string> = (() => {
  const bytes: number[] = []
  for (let row = 0xb0; row <= 0xd7; row++) {
    for (let cell = 0xa1; cell <= (row === 0xd7 ? 0xf9 : 0xfe); cell++) bytes.push(row, cell)
  }
  return new Set(new TextDecoder('gb18030').decode(new Uint8Array(bytes)))
})()

/** @throws AppError unreadable_text when fewer than a third of the characters are common Chinese ones. */
export function checkChinese(text: string, name: string): void {
  if (text.length > longestText) {
    throw new AppError(
      'text_too_long',
      `${name}：正文有${text.length}字，超过${longestText}字的上限，不像一份年度报告。请只保留报告正文`,
    )
  }
  let counted = 0
  let common = 0
  let han = 0
  for (const character of text) {
    // Figures and the lines of a table say nothing about the language.
    if (/[\s\d|]/.test(character)) continue
    counted++
    if (commonHan.has(character)) common++
    if (/\p{Script=Han}/u.test(character)) han++
  }
  if (counted > 0 && common * 3 >= counted) return
  const looksLike =
    han * 3 >= counted && han > 0
      ? '多数是生僻汉字，看起来是用错误的编码保存或者转换过的乱码'
      : '汉字不到三分之一，看起来不是中文报告（可能是外文、程序代码、编码数据或者乱码）'
  throw new AppError('unreadable_text', `${name}：${looksLike}，无法读取。请另存为UTF-8编码的纯文本（.txt）`)
}

const opening = /<!--|<script\b|<style\b/gi
const closing: Record<string, RegExp> = { '<!--': /-->/g, '<script': /<\/script>/gi, '<style': /<\/style>/gi }

/** Scripts, styles and comments cut out in one pass over the text; one that never ends takes the rest with it. */
export function withoutScripts(text: string): string {
  const kept: string[] = []
  let at = 0
  for (;;) {
    opening.lastIndex = at
    const start = opening.exec(text)
    kept.push(text.slice(at, start?.index))
    if (!start) return kept.join(' ')
    const close = closing[start[0].toLowerCase()]!
    close.lastIndex = opening.lastIndex
    if (!close.test(text)) return kept.join(' ')
    at = close.lastIndex
  }
}

const withoutMarkup = (text: string) => withoutScripts(text).replace(/<[^<>]*>|&#?\w{1,8};/g, ' ')
