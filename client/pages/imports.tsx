/** 导入: workbooks into registers, looked at first, mended in place, taken over, taken back. */
import { useRef, useState } from 'preact/hooks'
import type { ImportChoices, ImportPlace, ImportView } from '../api.ts'
import {
  addImports,
  commitImport,
  countyWorkbookHref,
  dropImport,
  errorsHref,
  getCounty,
  getImport,
  getRegister,
  listImports,
  settleImport,
  workbookHref,
} from '../api.ts'
import { useDeed } from '../parts/deed.ts'
import { Frame, Main } from '../parts/frame.tsx'
import { Counts, type Fields, ImportPlan } from '../parts/import-plan.tsx'
import { Await, useLoad } from '../parts/load.tsx'
import { useTitle } from '../parts/title.ts'

const statuses: Record<ImportView['status'], string> = { open: '待核对', done: '已导入', undone: '已撤销' }

const isOpen = ({ status }: { status: ImportView['status'] }): boolean => status === 'open'

type Taking = NonNullable<ImportView['plan']>['counts']

const isReady = ({ plan, questions }: ImportView): boolean =>
  plan !== null && questions.length === 0 && plan.problems.length === 0

const willTake = ({ added, changed, rejected }: Taking): string =>
  `导入${added + changed}条${rejected > 0 ? `（有误的${rejected}条不导入）` : ''}`

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
  const upload = (files: readonly File[]) =>
    run(async () => {
      const { imports } = await addImports(at, files)
      setRefused(
        imports.flatMap((one) => ('error' in one ? [{ file: one.file, message: one.error.message }] : [])),
      )
      const first = imports.find((one) => 'import' in one)
      if (first && 'import' in first) setOpen(first.import.id)
    })
  return (
    <Frame at={at} page="registers">
      <Main>
        <div class="head">
          <h1>导入台账</h1>
          <p class="second">先核对、后导入：哪一行进哪本台账、对得分有什么影响，导入前都看得到。</p>
          <p class="tools">
            <a class="btn btn-s" href={workbookHref(at)} download>
              {at.township === undefined ? '下载各单位台账工作簿' : '下载台账工作簿'}
            </a>
            {at.township === undefined && (
              <a class="btn btn-s" href={countyWorkbookHref(at)} download>
                下载县级台账工作簿
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
          {busy && (
            <span class="second" role="status">
              正在读取…
            </span>
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
                      <One
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

/** The fields of the registers a plan speaks of; they are the same for every township of the county. */
const readFields = async (
  at: ImportPlace,
  view: ImportView,
  township: string | undefined,
): Promise<Fields> => {
  const ids = new Set(view.plan?.sheets.flatMap(({ register }) => (register ? [register.id] : [])) ?? [])
  if (township === undefined) return new Map()
  const read = await Promise.all(
    [...ids].map(async (id) => {
      const { register } = await getRegister({ ...at, township }, id)
      return [id, register.fields.map(({ id: field, label }) => ({ id: field, label }))] as const
    }),
  )
  return new Map(read)
}

const One = ({
  at,
  id,
  townships,
  reload,
}: {
  at: ImportPlace
  id: string
  townships: readonly { id: string; name: string }[]
  reload: () => Promise<void>
}) => {
  const some = at.township ?? townships[0]?.id
  const page = useLoad(`import/${id}`, async () => {
    const { import: view } = await getImport(at, id)
    return { view, fields: await readFields(at, view, some) }
  })
  const { busy, error, run } = useDeed(
    () => '台账或者这次导入刚在别处改过，已重新核对，请再看一遍。',
    page.reload,
  )
  const choose = (view: ImportView, choices: ImportChoices) => run(() => settleImport(at, view, choices))
  return (
    <Await of={page} what="这次导入">
      {({ view, fields }) => (
        <>
          {error && (
            <p class="note note-red" role="alert">
              <b class="red">错误：</b>
              {error}
            </p>
          )}
          {view.plan ? (
            <>
              <ImportPlan
                view={{ ...view, plan: view.plan }}
                fields={fields}
                townships={townships}
                busy={busy}
                onChoose={(choices) => void choose(view, choices)}
              />
              {view.questions.length > 0 && (
                <ul class="note">
                  {view.questions.map((question) => (
                    <li key={question}>{question}</li>
                  ))}
                </ul>
              )}
              <p class="tools">
                <button
                  class="btn btn-main"
                  type="button"
                  disabled={busy || !isReady(view)}
                  onClick={() =>
                    void run(async () => {
                      await commitImport(at, view)
                      await reload()
                    })
                  }
                >
                  {isReady(view) ? willTake(view.plan.counts) : '还不能导入，先解决上面的问题'}
                </button>
                <button
                  class="btn"
                  type="button"
                  disabled={busy}
                  onClick={() =>
                    void run(async () => {
                      await dropImport(at, view)
                      await reload()
                    })
                  }
                >
                  取消
                </button>
                {view.plan.counts.rejected > 0 && (
                  <a class="btn" href={errorsHref(at, view.id)} download>
                    下载标明错误的工作簿
                  </a>
                )}
              </p>
            </>
          ) : (
            <>
              {view.counts && <Counts counts={view.counts} />}
              {view.status === 'done' && (
                <p class="tools">
                  <button
                    class="btn"
                    type="button"
                    disabled={busy || view.fixed !== null}
                    onClick={() =>
                      void run(async () => {
                        await dropImport(at, view)
                        await reload()
                      })
                    }
                  >
                    撤销这次导入
                  </button>
                  {view.fixed !== null && <span class="second">{view.fixed}</span>}
                </p>
              )}
            </>
          )}
        </>
      )}
    </Await>
  )
}
