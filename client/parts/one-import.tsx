/** One uploaded workbook: its plan until it is taken over, then what was taken and the way back. */
import type { ImportChoices, ImportPlace, ImportView } from '../api.ts'
import { commitImport, dropImport, errorsHref, getImport, getRegister, settleImport } from '../api.ts'
import { useDeed } from './deed.ts'
import { Counts } from './import-effects.tsx'
import { ImportPlan } from './import-plan.tsx'
import type { Fields } from './import-sheet.tsx'
import { Await, useLoad } from './load.tsx'

type Taking = NonNullable<ImportView['plan']>['counts']

/** Whether nothing has to be settled before it can be taken over. */
export const isReady = ({ plan, questions }: ImportView): boolean =>
  plan !== null && questions.length === 0 && plan.problems.length === 0

const willTake = ({ added, changed, rejected }: Taking): string =>
  `导入${added + changed}条${rejected > 0 ? `（有误的${rejected}条不导入）` : ''}`

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

export const OneImport = ({
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
