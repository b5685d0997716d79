/** A file of each township, made one after the other and saved as one archive; told while it lasts, and stopped. */
import { zipSync } from 'fflate'
import { useRef, useState } from 'preact/hooks'
import { downloadFile } from '../api.ts'
import { asApiError } from './load.tsx'

export interface DownloadEachProps {
  label: string
  /** Of the archive. */
  name: string
  /** Of whom each is, and its address. */
  files: readonly { of: string; href: string }[]
}

const save = (name: string, bytes: Uint8Array<ArrayBuffer>): void => {
  const href = URL.createObjectURL(new Blob([bytes], { type: 'application/zip' }))
  const link = document.createElement('a')
  link.href = href
  link.download = name
  link.click()
  // The browser still reads it when the click returns.
  setTimeout(() => URL.revokeObjectURL(href), 60_000)
}

export const DownloadEach = ({ label, name, files }: DownloadEachProps) => {
  const [making, setMaking] = useState<string | null>(null)
  const [told, setTold] = useState<string | null>(null)
  const stop = useRef<AbortController | null>(null)
  const make = async () => {
    const control = new AbortController()
    stop.current = control
    setTold(null)
    const made: Record<string, Uint8Array> = {}
    let current = ''
    try {
      for (const [done, { of, href }] of files.entries()) {
        current = of
        setMaking(`正在生成第${done + 1}份，共${files.length}份：${of}`)
        const file = await downloadFile(href, control.signal)
        made[file.name] = file.bytes
      }
      // Office files are packed already.
      save(name, zipSync(made, { level: 0 }) as Uint8Array<ArrayBuffer>)
      setTold(`已生成${files.length}份，保存为${name}`)
    } catch (cause) {
      const done = Object.keys(made).length
      setTold(
        control.signal.aborted
          ? `已停止：生成了${done}份，没有保存`
          : `错误：${current}的没有生成，全部没有保存。${asApiError(cause).message}`,
      )
    } finally {
      stop.current = null
      setMaking(null)
    }
  }
  return (
    <>
      <button
        class="btn btn-s"
        type="button"
        disabled={making !== null || files.length === 0}
        onClick={() => void make()}
      >
        {label}
      </button>
      {making !== null && (
        <button class="btn btn-s" type="button" onClick={() => stop.current?.abort()}>
          停止生成
        </button>
      )}
      <span class="second small" role="status">
        {making ?? told}
      </span>
    </>
  )
}
