import type { HonoRequest } from 'hono'
import { z } from 'zod'
import type { Upload } from './documents.ts'
import { AppError } from './errors.ts'

/** Twenty townships' workbooks have some megabytes together, a scanned report seldom more than the most one file may have. */
export const largestUpload = 40 * 1024 * 1024
export const uploadLimits = '一次共不能超过40 MB，每份不能超过20 MB'

const pasted = z.object({ name: z.string().trim().min(1).max(200), text: z.string() })

const unreadable = (message: string) => (cause: unknown) => {
  throw new AppError('malformed_body', message, undefined, { cause })
}

/** A report as JSON `{ name, text }` or as the field `file` of a form. */
export const readUpload = async (req: HonoRequest): Promise<Upload> => {
  const type = req.header('content-type') ?? ''
  if (type.startsWith('multipart/form-data')) {
    const { file } = await req.parseBody({ all: true }).catch(unreadable('上传的内容不完整，请重新上传。'))
    if (Array.isArray(file)) throw new AppError('malformed_body', '一次只能上传一份文件，请逐份上传。')
    if (!(file instanceof File))
      throw new AppError('invalid_input', '没有收到文件。', [{ field: 'file', message: '请选择一个文件' }])
    return { name: file.name.slice(-200), bytes: new Uint8Array(await file.arrayBuffer()) }
  }
  const given = pasted.safeParse(await req.json().catch(unreadable('提交的内容不是完整的 JSON。')))
  if (!given.success)
    throw new AppError('invalid_input', '请填写报告的名称和正文。', [
      { field: 'text', message: '请填写报告的名称和正文' },
    ])
  return { name: given.data.name, bytes: new TextEncoder().encode(given.data.text) }
}

/** How many workbooks one request may bring: more than a county has townships. */
const mostFiles = 60

/** Workbooks as the fields `file` of a form. */
export const readWorkbookUploads = async (req: HonoRequest): Promise<Upload[]> => {
  const form = await req.parseBody({ all: true }).catch(unreadable('上传的内容不完整，请重新上传。'))
  const files = [form.file].flat().filter((file) => file instanceof File)
  if (files.length === 0)
    throw new AppError('invalid_input', '没有收到文件。', [{ field: 'file', message: '请选择文件' }])
  if (files.length > mostFiles)
    throw new AppError('invalid_input', `一次最多上传${mostFiles}个文件，请分几次上传。`)
  return Promise.all(
    files.map(async (file) => ({
      name: file.name.slice(-200),
      bytes: new Uint8Array(await file.arrayBuffer()),
    })),
  )
}
