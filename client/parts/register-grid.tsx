/** One register: its state, its rows, and adding, correcting and deleting a row. */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { RegisterState } from '../../rules/evidence.ts'
import type { Place, RegisterAnswer, StoredRow } from '../api.ts'
import { type ApiError, addRow, changeRow, currentOf, isRecord, removeRow, setRegisterState } from '../api.ts'
import { Conflict } from './conflict.tsx'
import { asApiError } from './load.tsx'
import { useChoices } from './ref-choices.ts'
import {
  conflictLines,
  insistWords,
  mergeNote,
  type Pending,
  storedRow,
  type Values,
} from './register-pending.ts'
import { RowTable } from './register-rows.tsx'
import { StateChoice } from './register-state.tsx'
import type { FieldProblem } from './row-form.tsx'
import { RowForm } from './row-form.tsx'
import { type Judgements, rowName, whyOf } from './row-results.ts'
import type { Draft } from './row-values.ts'
import { draftOf, mergeValues, valuesOf } from './row-values.ts'
import { useErrorTitle } from './title.ts'

type Editing = { row: StoredRow | null; start: Draft }

const problemsOf = (error: ApiError): FieldProblem[] =>
  Array.isArray(error.details)
    ? error.details.filter(isRecord).map((one) => ({
        field: String(one.field ?? ''),
        message: String(one.message ?? error.message),
        ...(typeof one.remedy === 'string' ? { remedy: one.remedy } : {}),
      }))
    : [{ field: '', message: error.message }]

const countText = (state: RegisterState, rows: number): string => {
  if (rows > 0) return `${rows}条记录`
  return state === 'none' ? '本年度没有这类事项' : '还没有记录'
}

export const RegisterGrid = ({
  at,
  answer,
  judged,
  titled = true,
  onChanged,
}: {
  at: Place
  answer: RegisterAnswer
  judged?: Judgements
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
  const [failure, setFailure] = useState<ApiError | null>(null)
  const [pending, setPending] = useState<Pending | null>(null)
  // Shown while it is written, so that the choice stays where it was put.
  const [wantedState, setWantedState] = useState<RegisterState | null>(null)
  const choices = useChoices(at, fields)
  useErrorTitle(failure !== null || pending !== null)

  const box = useRef<HTMLDivElement>(null)
  // What the form was opened for: when it is gone, the keyboard goes on there.
  const opened = useRef<string | null>(null)
  useEffect(() => {
    if (editing !== null || opened.current === null) return
    const row = document.getElementById(opened.current)
    ;(row ?? box.current)?.querySelector('button')?.focus()
    opened.current = null
  }, [editing])

  // One write at a time; `clash` says what to do about a version that is no longer the newest.
  const write = async (
    deed: () => Promise<unknown>,
    clash: (current: Record<string, unknown>) => Pending,
    done: () => void,
  ) => {
    if (busy) return
    setBusy(true)
    setFailure(null)
    try {
      await deed()
      setPending(null)
      done()
      await onChanged()
    } catch (cause) {
      const error = asApiError(cause)
      const current = currentOf(error)
      if (current) setPending(clash(current))
      else if (editing && Array.isArray(error.details)) {
        setProblems(problemsOf(error))
        setTurn((old) => old + 1)
      } else setFailure(error)
    } finally {
      setBusy(false)
    }
  }

  const saveRow = (
    row: { id: string; version: number } | null,
    values: Values,
    opened: StoredRow['values'],
    mine = values,
  ) =>
    write(
      () => (row ? changeRow(at, register.id, { ...row, values }) : addRow(at, register.id, values)),
      (current) => ({
        kind: 'row',
        opened,
        values: mine,
        id: row?.id ?? '',
        current: storedRow(row?.id ?? '', current),
      }),
      () => {
        setEditing(null)
        setProblems([])
      },
    )
  const deleteRow = (row: { id: string; version: number }) =>
    write(
      () => removeRow(at, register.id, row),
      (current) => ({ kind: 'remove', id: row.id, current: storedRow(row.id, current) }),
      () => {
        setRemoving(null)
        box.current?.querySelector('button')?.focus()
      },
    )
  const saveState = async (wanted: RegisterState, known: number) => {
    setWantedState(wanted)
    await write(
      () => setRegisterState(at, register.id, known, wanted),
      (current) => ({
        kind: 'state',
        wanted,
        current: { version: Number(current.version), state: String(current.state) as RegisterState },
      }),
      () => setRemoving(null),
    )
    setWantedState(null)
  }

  const open = (row: StoredRow | null) => {
    setProblems([])
    setFailure(null)
    setRemoving(null)
    opened.current = row ? `row-${row.id}` : ''
    setEditing({ row, start: draftOf(fields, row?.values) })
  }
  const discard = async () => {
    if (pending?.kind !== 'state') setEditing(null)
    setPending(null)
    setRemoving(null)
    await onChanged()
  }
  const insist = () => {
    if (pending === null) return
    if (pending.kind === 'row') {
      const { opened, values, current } = pending
      const merged = mergeValues(fields, opened, values, current.values)
      void saveRow({ id: pending.id, version: current.version }, merged, opened, values)
    } else if (pending.kind === 'remove') void deleteRow({ id: pending.id, version: pending.current.version })
    else void saveState(pending.wanted, pending.current.version)
  }
  const doubtful = rows.flatMap((row, index) => {
    const judgement = judged?.get(row.id)
    if (judgement?.result !== 'doubt') return []
    return [`${rowName(register, row) || `第${index + 1}行`}：${whyOf(register, row, judgement) || '未定'}`]
  })
  const readOnly = register.keeper === 'county'
  const form = editing && (
    <RowForm
      key={editing.row?.id ?? 'new'}
      label={editing.row ? `更正一行：${rowName(register, editing.row)}` : `加一行：${register.title}`}
      fields={fields}
      start={editing.start}
      problems={problems}
      turn={turn}
      choices={choices}
      busy={busy}
      onSave={(draft) => void saveRow(editing.row, valuesOf(fields, draft), editing.row?.values ?? {})}
      onCancel={() => setEditing(null)}
    />
  )
  const editable = state === 'open'
  const full = register.oneRow === 'year' && rows.length > 0
  return (
    <div class="register" ref={box}>
      <StateChoice
        title={register.title}
        titled={titled}
        state={wantedState ?? state}
        rows={rows.length}
        doubtful={doubtful}
        onChoose={(wanted) => void saveState(wanted, version)}
      />
      {readOnly && (
        <p class="small second">
          本台账以{register.keeperUnit ?? '县级单位'}的记录为准；单机使用时照其记录登记。
        </p>
      )}
      {failure && (
        <p class="note note-red" role="alert">
          <b class="red">错误：</b>
          {failure.message}
          {failure.code === 'register_not_open' && (
            <>
              {editing && '表单里已经填写的内容都保留着。'}
              <button
                class="btn btn-s"
                type="button"
                onClick={() => void onChanged().then(() => setFailure(null))}
              >
                重新读取台账状态
              </button>
            </>
          )}
        </p>
      )}
      {pending && (
        <Conflict
          what={pending.kind === 'state' ? '台账状态' : '这一行'}
          lines={conflictLines(fields, pending)}
          {...(pending.kind === 'row' ? { note: mergeNote(fields, pending) } : {})}
          keepYours={insistWords[pending.kind]}
          keepTheirs={pending.kind === 'remove' ? '保留这一行' : '用已保存的版本'}
          onYours={insist}
          onTheirs={() => void discard()}
        />
      )}
      <p class="grid-tools tools">
        <span class="second">{countText(state, rows.length)}</span>
        {editable && !full && (
          <button class="btn btn-s" type="button" onClick={() => open(null)}>
            加一行
          </button>
        )}
        {full && <span class="small second">本台账每年一行</span>}
        {!editable && <span class="small second">要改动记录，先改回“登记中”</span>}
      </p>
      {form}
      {rows.length > 0 && (
        <RowTable
          register={register}
          rows={rows}
          {...(judged ? { judged } : {})}
          editable={editable}
          busy={busy}
          active={editing?.row?.id ?? null}
          asked={removing}
          onEdit={open}
          onAsk={setRemoving}
          onRemove={(row) => void deleteRow(row)}
        />
      )}
    </div>
  )
}
