/** The thread in which files of other people's programs are opened: whatever they hold, only this thread pays for it. */
import { parentPort, workerData } from 'node:worker_threads'
import { AppError, type ErrorCode } from '../errors.ts'
import { docToText } from './doc.ts'
import { docxToHtml } from './docx.ts'
import { pdfToText } from './pdf.ts'

export type OfficeFormat = 'docx' | 'doc' | 'pdf'

export interface Conversion {
  format: OfficeFormat
  bytes: Uint8Array
  name: string
}

export type Converted = { text: string; pages: number[] | null } | { problem: ErrorCode; message: string }

async function convert({ format, bytes, name }: Conversion): Promise<Converted> {
  switch (format) {
    case 'docx':
      return { text: await docxToHtml(bytes, name), pages: null }
    case 'doc':
      return { text: await docToText(bytes, name), pages: null }
    case 'pdf':
      return pdfToText(bytes, name)
  }
}

const answer = await convert(workerData as Conversion).catch((cause: unknown): Converted => {
  if (cause instanceof AppError) return { problem: cause.code, message: cause.message }
  const { name } = workerData as Conversion
  return {
    problem: 'unreadable_file',
    message: `${name}：文件内容不规范，打不开。请在WPS或Word中打开确认后另存一次，再上传`,
  }
})
parentPort!.postMessage(answer)
