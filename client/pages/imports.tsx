/** 导入: workbooks into registers, looked at first, mended in place, taken over, taken back. */
import { useRef, useState } from 'preact/hooks'
import type { ImportPlace, ImportView } from '../api.ts'
import {
  addImports,
  commitImport,
  countyWorkbookHref,
  getCounty,
  getImport,
  listImports,
  workbookHref,
} from '../api.ts'
import { useDeed } from '../parts/deed.ts'
import { DownloadEach } from '../parts/download-each.tsx'
import { Frame, Main } from '../parts/frame.tsx'
import { Await, useLoad } from '../parts/load.tsx'
import { isReady, OneImport } from '../parts/one-import.tsx'
import { useTitle } from '../parts/title.ts'

/** As the server refuses it; what is larger is not sent there. */
const largestFile = 20 * 1024 * 1024

const tooLarge = ({ size }: File): string =>
  `文件有${(size / 1024 / 1024).toFixed(1)} MB，超过20 MB的上限，没有上传。请确认选对了文件，或者只保留要导入的工作表。`

const statuses: Record<ImportView['status'], string> = { open: '待核对', done: '已导入', undone: '已撤销' }

const isOpen = ({ status }: { status: ImportView['status'] }): boolean => status === 'open'

export const ImportsPage = ({ at }: { at: ImportPlace }) => {
  const page = useLoad(`imports/${at.township ?? ''}`, async () => {
    const [{ imports }, county] = await Promise.all([listImports(at), getCounty(at)])
    return { imports, townships: county.townships }
  })
  const [open, setOpen] = useState<string | null>(null)
  const [refused, setRefused] = useState<{ file: string; message: string }[]>([])
  const { busy, error, run } = useDeed(() => '这次导入刚在别处改过，已读取最新的状态。', page.reload)
  useTitle(`导入台账 ${at.year}年度`)
  const [done, setDone] = useState<{ of: number; taken: number } | null>(null)
  const [reading, setReading] = useState<{ of: number; read: number } | null>(null)
  const stop = useRef(false)
  /** One after the other, so that it can be stopped between two; one that asks something waits for a person. */
  const takeAll = (waiting: readonly { id: string }[]) =>
    run(async () => {
      stop.current = false
      let taken = 0
      for (const { id } of waiting) {
        if (stop.current) break
        setDone({ of: waiting.length, taken })
        const { import: view } = await getImport(at, id)
        if (isReady(view)) {
          await commitImport(at, view)
          taken++
        }
      }
      setDone({ of: waiting.length, taken })
    })
  /** One after the other: each is at most a file long, one that is refused holds up no other, and it can be stopped. */
  const upload = (files: readonly File[]) =>
    run(async () => {
      stop.current = false
      setRefused([])
      const failed: typeof refused = []
      let first: string | null = null
      try {
        for (const [read, file] of files.entries()) {
          if (stop.current) break
          setReading({ of: files.length, read })
          const answers =
            file.size > largestFile
              ? [{ file: file.name, error: { message: tooLarge(file) } }]
              : (await addImports(at, [file])).imports
          for (const one of answers) {
            if ('error' in one) failed.push({ file: one.file, message: one.error.message })
            else first ??= one.import.id
          }
          setRefused([...failed])
        }
      } finally {
        setReading(null)
      }
      if (first !== null) setOpen(first)
    })
  return (
    <Frame at={at} page="registers">
      <Main>
        <div class="head">
          <h1>导入台账</h1>
          <p class="second">先核对、后导入：哪一行进哪本台账、对得分有什么影响，导入前都看得到。</p>
          <p class="tools">
            {at.township === undefined ? (
              <>
                <a class="btn btn-s" href={countyWorkbookHref(at)} download>
                  下载县级台账工作簿
                </a>
                <DownloadEach
                  label="下载各单位台账工作簿"
                  name={`${at.year}年度台账工作簿.zip`}
                  files={(page.data?.townships ?? []).map(({ id, name }) => ({
                    of: name,
                    href: workbookHref({ ...at, township: id }),
                  }))}
                />
              </>
            ) : (
              <a class="btn btn-s" href={workbookHref({ ...at, township: at.township })} download>
                下载台账工作簿
              </a>
            )}
          </p>
        </div>
        <p class="tools">
          <label class="btn btn-main file">
            选择工作簿（.xlsx、.xls、.ods、.csv，可以多选）
            <input
              class="sr"
              type="file"
              multiple
              accept=".xlsx,.xls,.ods,.csv"
              disabled={busy}
              onChange={(event) => {
                const files = Array.from(event.currentTarget.files ?? [])
                event.currentTarget.value = ''
                if (files.length > 0) void upload(files)
              }}
            />
          </label>
          <span class="second small">每份不超过20 MB</span>
          {reading && (
            <>
              <span class="second" role="status">
                正在读取…{reading.of > 1 && `第${reading.read + 1}份，共${reading.of}份`}
              </span>
              {reading.of > 1 && (
                <button class="btn btn-s" type="button" onClick={() => (stop.current = true)}>
                  停止
                </button>
              )}
            </>
          )}
        </p>
        {error && (
          <p class="note note-red" role="alert">
            <b class="red">错误：</b>
            {error}
          </p>
        )}
        {refused.length > 0 && (
          <ul class="note note-red" role="alert">
            {refused.map(({ file, message }) => (
              <li key={file}>
                <b class="red">没有读取：</b>
                {message.startsWith(file) ? message : `${file}：${message}`}
              </li>
            ))}
          </ul>
        )}
        <Await of={page} what="导入记录">
          {({ imports, townships }) => (
            <>
              {imports.filter(isOpen).length > 1 && (
                <p class="tools">
                  <button
                    class="btn"
                    type="button"
                    disabled={busy}
                    onClick={() => void takeAll(imports.filter(isOpen))}
                  >
                    全部导入（{imports.filter(isOpen).length}份待核对，要人核对的不导入）
                  </button>
                  {busy && done && (
                    <button class="btn" type="button" onClick={() => (stop.current = true)}>
                      停止
                    </button>
                  )}
                </p>
              )}
              {done && (
                <p role="status">
                  {done.of}份中已导入{done.taken}份{!busy && done.taken < done.of && '，其余的要先核对'}
                </p>
              )}
              <ul class="imports">
                {imports.map((one) => (
                  <li key={one.id} class="sheet">
                    <h2>
                      <button
                        class="btn-plain"
                        type="button"
                        aria-expanded={open === one.id}
                        onClick={() => setOpen(open === one.id ? null : one.id)}
                      >
                        {one.name}
                      </button>{' '}
                      <small class="second">{statuses[one.status]}</small>
                    </h2>
                    {open === one.id && (
                      <OneImport
                        key={`${one.id}/${one.version}`}
                        at={at}
                        id={one.id}
                        townships={townships}
                        reload={page.reload}
                      />
                    )}
                  </li>
                ))}
              </ul>
              {imports.length === 0 && <p class="second">还没有导入过工作簿。</p>}
            </>
          )}
        </Await>
      </Main>
    </Frame>
  )
}
