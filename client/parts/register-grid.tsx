/** One register: its state, its rows, and adding, correcting and deleting a row. */
import { type ComponentChildren, Fragment } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { CellValue, RegisterState } from '../../rules/evidence.ts'
import type { Field } from '../../rules/pack.ts'
import type { Place, RegisterAnswer, StoredRow } from '../api.ts'
import { type ApiError, addRow, changeRow, getRegister, removeRow, setRegisterState } from '../api.ts'
import { cellText, longDate } from '../format.ts'
import { registerMeanings, registerStates } from '../text.ts'
import type { ConflictLine } from './conflict.tsx'
import { Conflict } from './conflict.tsx'
import { asApiError } from './load.tsx'
import { RowMark } from './marks.tsx'
import type { FieldProblem } from './row-form.tsx'
import { RowForm } from './row-form.tsx'
import type { Draft } from './row-values.ts'
import { draftOf, valuesOf } from './row-values.ts'

type Editing = { row: StoredRow | null; start: Draft }
type Pending =
  | { kind: 'row'; values: Record<string, CellValue>; id: string; current: StoredRow }
  | { kind: 'remove'; id: string; current: StoredRow }
  | { kind: 'state'; wanted: RegisterState; current: { version: number; state: RegisterState } }

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const problemsOf = (error: ApiError): FieldProblem[] =>
  Array.isArray(error.details)
    ? error.details.filter(isRecord).map((one) => ({
        field: String(one.field ?? ''),
        message: String(one.message ?? error.message),
        ...(typeof one.remedy === 'string' ? { remedy: one.remedy } : {}),
      }))
    : [{ field: '', message: error.message }]

const currentOf = (error: ApiError): Record<string, unknown> | null =>
  error.status === 409 && isRecord(error.details) && isRecord(error.details.current)
    ? error.details.current
    : null

const storedRow = (id: string, current: Record<string, unknown>): StoredRow => ({
  id,
  version: Number(current.version),
  values: isRecord(current.values) ? (current.values as StoredRow['values']) : {},
})

const shown = (field: Field, value: CellValue | undefined): string =>
  field.type === 'date' && typeof value === 'string' ? longDate(value) : cellText(value)

/** Names that a `ref` field may take: the naming field of the rows it points to. */
const useChoices = (at: Place, fields: readonly Field[]): Record<string, readonly string[]> => {
  const [choices, setChoices] = useState<Record<string, readonly string[]>>({})
  const targets = fields.filter((field) => field.to !== undefined)
  const key = targets.map((field) => field.to).join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key names the registers pointed to
  useEffect(() => {
    let current = true
    for (const field of targets)
      void getRegister(at, field.to ?? '')
        .then((answer) => {
          const naming =
            answer.register.fields.find((one) => one.namesRow)?.id ?? answer.register.key[0] ?? ''
          const names = answer.rows.map((row) => cellText(row.values[naming])).filter((name) => name !== '')
          if (current) setChoices((old) => ({ ...old, [field.id]: names }))
        })
        // Without the list the name can still be typed; the server checks it.
        .catch(() => undefined)
    return () => {
      current = false
    }
  }, [key])
  return choices
}

/** Whether a row meets what the item asks, where a page knows it. */
export type RowResults = ReadonlyMap<string, 'pass' | 'fail' | 'doubt'>

export const RegisterGrid = ({
  at,
  answer,
  results,
  titled = true,
  onChanged,
}: {
  at: Place
  answer: RegisterAnswer
  results?: RowResults
  /** False where the page's own title names the register. */
  titled?: boolean
  onChanged: () => Promise<void>
}) => {
  const { register, rows, state, version } = answer
  const { fields } = register
  const [editing, setEditing] = useState<Editing | null>(null)
  const [removing, setRemoving] = useState<string | null>(null)
  const [problems, setProblems] = useState<FieldProblem[]>([])
  const [turn, setTurn] = useState(0)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [pending, setPending] = useState<Pending | null>(null)
  const choices = useChoices(at, fields)

  // One write at a time; `clash` says what to do about a version that is no longer the newest.
  const write = async (
    deed: () => Promise<unknown>,
    clash: (current: Record<string, unknown>) => Pending,
  ) => {
    setBusy(true)
    setFailure(null)
    try {
      await deed()
      setEditing(null)
      setRemoving(null)
      setPending(null)
      setProblems([])
      await onChanged()
    } catch (cause) {
      const error = asApiError(cause)
      const current = currentOf(error)
      if (current) setPending(clash(current))
      else if (editing && Array.isArray(error.details)) {
        setProblems(problemsOf(error))
        setTurn((old) => old + 1)
      } else setFailure(error.message)
    } finally {
      setBusy(false)
    }
  }

  const saveRow = (row: { id: string; version: number } | null, values: Record<string, CellValue>) =>
    write(
      () => (row ? changeRow(at, register.id, { ...row, values }) : addRow(at, register.id, values)),
      (current) => ({ kind: 'row', values, id: row?.id ?? '', current: storedRow(row?.id ?? '', current) }),
    )
  const deleteRow = (row: { id: string; version: number }) =>
    write(
      () => removeRow(at, register.id, row),
      (current) => ({ kind: 'remove', id: row.id, current: storedRow(row.id, current) }),
    )
  const saveState = (wanted: RegisterState, known: number) =>
    write(
      () => setRegisterState(at, register.id, known, wanted),
      (current) => ({
        kind: 'state',
        wanted,
        current: { version: Number(current.version), state: String(current.state) as RegisterState },
      }),
    )

  const open = (row: StoredRow | null) => {
    setProblems([])
    setFailure(null)
    setRemoving(null)
    setEditing({ row, start: draftOf(fields, row?.values) })
  }
  const discard = async () => {
    setPending(null)
    setEditing(null)
    setRemoving(null)
    await onChanged()
  }
  const conflictLines = (): ConflictLine[] => {
    if (pending === null) return []
    if (pending.kind === 'state')
      return [
        {
          label: '台账状态',
          yours: registerStates[pending.wanted],
          theirs: registerStates[pending.current.state] ?? '',
        },
      ]
    return fields.map((field) => ({
      label: field.label,
      yours: pending.kind === 'remove' ? '（删除）' : shown(field, pending.values[field.id]),
      theirs: shown(field, pending.current.values[field.id]),
    }))
  }
  const insist = () => {
    if (pending === null) return
    if (pending.kind === 'row')
      void saveRow({ id: pending.id, version: pending.current.version }, pending.values)
    else if (pending.kind === 'remove') void deleteRow({ id: pending.id, version: pending.current.version })
    else void saveState(pending.wanted, pending.current.version)
  }
  const naming = fields.find((field) => field.namesRow)?.id ?? fields[0]?.id ?? ''
  const readOnly = register.keeper === 'county'
  const nameOf = (row: StoredRow, index: number) => cellText(row.values[naming]) || `第${index + 1}行`
  const form = editing && (
    <RowForm
      key={editing.row?.id ?? 'new'}
      label={editing.row ? `更正一行：${cellText(editing.row.values[naming])}` : `加一行：${register.title}`}
      fields={fields}
      start={editing.start}
      problems={problems}
      turn={turn}
      choices={choices}
      busy={busy}
      onSave={(draft) => void saveRow(editing.row, valuesOf(fields, draft))}
      onCancel={() => setEditing(null)}
    />
  )
  const editable = state === 'open'
  const columns = fields.length + (editable ? 1 : 0) + (results ? 1 : 0)
  const full = register.oneRow === 'year' && rows.length > 0
  return (
    <div class="register">
      <StateChoice
        title={register.title}
        titled={titled}
        state={state}
        rows={rows.length}
        busy={busy}
        onChoose={(wanted) => void saveState(wanted, version)}
      />
      {readOnly && (
        <p class="small second">
          本台账由{register.keeperUnit ?? '县级单位'}登记；本乡镇（街道）所登记的仅供核对。
        </p>
      )}
      {failure && (
        <p class="note note-red" role="alert">
          <b class="red">错误：</b>
          {failure}
        </p>
      )}
      {pending && (
        <Conflict
          what={pending.kind === 'state' ? '台账状态' : '这一行'}
          lines={conflictLines()}
          keepYours={pending.kind === 'remove' ? '仍然删除' : '用您的版本保存'}
          keepTheirs={pending.kind === 'remove' ? '保留这一行' : '用已保存的版本'}
          onYours={insist}
          onTheirs={() => void discard()}
        />
      )}
      <p class="grid-tools tools">
        <span class="second">{rows.length === 0 ? '还没有记录' : `${rows.length}条记录`}</span>
        {editable && !full && (
          <button class="btn btn-s" type="button" onClick={() => open(null)} disabled={editing?.row === null}>
            加一行
          </button>
        )}
        {full && <span class="small second">本台账每年一行</span>}
        {!editable && <span class="small second">要改动记录，先改回“登记中”</span>}
      </p>
      {editing?.row === null && form}
      {rows.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        <section class="scroll grid-scroll" tabIndex={0} aria-label={`${register.title}，可滚动`}>
          <table class="tbl grid">
            <thead>
              <tr>
                {fields.map((field, index) => (
                  <Fragment key={field.id}>
                    <th scope="col" class={index === 0 ? 'freeze' : undefined}>
                      {field.label}
                    </th>
                    {index === 0 && results && <th scope="col">判断</th>}
                  </Fragment>
                ))}
                {editable && (
                  <th scope="col" class="act">
                    <span class="sr">操作</span>
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                <RowLines
                  key={row.id}
                  row={row}
                  index={index}
                  fields={fields}
                  name={nameOf(row, index)}
                  result={results?.get(row.id)}
                  withResult={results !== undefined}
                  columns={columns}
                  active={editing?.row?.id === row.id}
                  form={editing?.row?.id === row.id ? form : null}
                  asked={removing === row.id}
                  busy={busy}
                  editable={editable}
                  onEdit={() => open(row)}
                  onAsk={(ask) => setRemoving(ask ? row.id : null)}
                  onRemove={() => void deleteRow(row)}
                />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  )
}

const RowLines = ({
  row,
  index,
  fields,
  name,
  result,
  withResult,
  columns,
  active,
  form,
  asked,
  busy,
  editable,
  onEdit,
  onAsk,
  onRemove,
}: {
  row: StoredRow
  index: number
  fields: readonly Field[]
  name: string
  result: 'pass' | 'fail' | 'doubt' | undefined
  withResult: boolean
  columns: number
  active: boolean
  form: ComponentChildren
  asked: boolean
  busy: boolean
  editable: boolean
  onEdit: () => void
  onAsk: (ask: boolean) => void
  onRemove: () => void
}) => (
  <>
    <tr class={active ? 'active' : undefined} id={`row-${row.id}`}>
      {fields.map((field, column) => {
        const text = shown(field, row.values[field.id])
        const cell = text === '' ? <span class="dim">空白</span> : text
        return column === 0 ? (
          <Fragment key={field.id}>
            <th scope="row" class="freeze">
              <span class="rn">{index + 1}</span>
              {cell}
            </th>
            {withResult && <td>{result && <RowMark result={result} />}</td>}
          </Fragment>
        ) : (
          <td key={field.id}>{cell}</td>
        )
      })}
      {editable && (
        <td class="act">
          <button class="btn btn-s btn-plain" type="button" onClick={onEdit} disabled={busy}>
            更正<span class="sr">{name}</span>
          </button>
          <button class="btn btn-s btn-plain" type="button" onClick={() => onAsk(true)} disabled={busy}>
            删除<span class="sr">{name}</span>
          </button>
        </td>
      )}
    </tr>
    {form && (
      <tr class="edit">
        <td colSpan={columns}>{form}</td>
      </tr>
    )}
    {asked && (
      <tr class="edit">
        <td colSpan={columns}>
          <p class="tools" role="alert">
            删除“{name}”这一行？删除的记录留有痕迹，可由管理员查阅。
            <button class="btn btn-s btn-main" type="button" onClick={onRemove} disabled={busy}>
              确定删除
            </button>
            <button class="btn btn-s" type="button" onClick={() => onAsk(false)}>
              不删除
            </button>
          </p>
        </td>
      </tr>
    )}
  </>
)

const StateChoice = ({
  title,
  titled,
  state,
  rows,
  busy,
  onChoose,
}: {
  title: string
  titled: boolean
  state: RegisterState
  rows: number
  busy: boolean
  onChoose: (state: RegisterState) => void
}) => (
  <div class={`reg-head${titled ? '' : ' untitled'}`}>
    <h3 class={titled ? undefined : 'sr'}>{title}</h3>
    <div class="choice" role="radiogroup" aria-label={`${title}的状态`}>
      {(['open', 'closed', 'none'] as const).map((choice) => (
        <label key={choice} class={state === choice ? 'on' : undefined}>
          <input
            type="radio"
            name={`state-${title}`}
            checked={state === choice}
            disabled={busy || (choice === 'closed' && rows === 0) || (choice === 'none' && rows > 0)}
            onChange={() => onChoose(choice)}
          />
          {registerStates[choice]}
        </label>
      ))}
    </div>
    <p class="small second">
      <b>{registerStates[state]}</b>：{registerMeanings[state]}
      {state === 'open' &&
        rows === 0 &&
        '没有这类事项的，选“零报告”；登记完毕的，选“封账”（至少有一条记录）。'}
      {state === 'open' && rows > 0 && '登记完毕后选“封账”。已有记录的，不能零报告。'}
    </p>
  </div>
)
