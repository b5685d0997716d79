/** Files as answers. */
import type { Context } from 'hono'

export const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
export const zipType = 'application/zip'

/** A file to be kept, under a Chinese name. */
export const download = (c: Context, bytes: Uint8Array<ArrayBuffer>, type: string, file: string) => {
  c.header('Content-Type', type)
  c.header('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file)}`)
  return c.body(bytes, 200)
}
