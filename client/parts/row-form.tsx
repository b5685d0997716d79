/** The form of one row, generated from the register's fields. */
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { Field } from '../../rules/pack.ts'
import { CheckSet } from './check-set.tsx'
import type { FieldError } from './errors.tsx'
import { ErrorSummary, FieldMessage } from './errors.tsx'
import type { Draft } from './row-values.ts'

/** What the server says about a field: 422 details. */
export interface FieldProblem {
  field: string
  message: string
  remedy?: string
}

const hints: Partial<Record<Field['type'], string>> = {
  date: '如2025-03-12',
  amount: '元',
  integer: '整数',
}

const Control = ({
  field,
  id,
  value,
  invalid,
  choices,
  onInput,
}: {
  field: Field
  id: string
  value: string | string[]
  invalid: boolean
  choices: readonly string[]
  onInput: (value: string | string[]) => void
}) => {
  const common = {
    id,
    'aria-invalid': invalid ? ('true' as const) : undefined,
    'aria-describedby': invalid ? `${id}-error` : undefined,
    'aria-required': field.required ? ('true' as const) : undefined,
  }
  if (Array.isArray(value))
    return <CheckSet id={id} label={field.label} of={field.of ?? []} value={value} onInput={onInput} />
  if (field.type === 'flag' || field.type === 'choice') {
    const options = field.type === 'flag' ? [] : (field.of ?? [])
    return (
      <select
        class="select"
        {...common}
        value={value}
        onChange={(event) => onInput(event.currentTarget.value)}
      >
        <option value="">未填</option>
        {field.type === 'flag' && (
          <>
            <option value="true">是</option>
            <option value="false">否</option>
          </>
        )}
        {options.map((option) => (
          <option key={option} value={option}>
            {option}
          </option>
        ))}
      </select>
    )
  }
  const numeric = field.type === 'number' || field.type === 'integer' || field.type === 'amount'
  return (
    <>
      <input
        class={`input${field.type === 'date' || numeric ? ' short-input' : ''}`}
        {...common}
        value={value}
        inputMode={numeric ? 'decimal' : undefined}
        placeholder={hints[field.type]}
        list={choices.length > 0 ? `${id}-list` : undefined}
        autoComplete="off"
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {choices.length > 0 && (
        <datalist id={`${id}-list`}>
          {choices.map((choice) => (
            <option key={choice} value={choice} />
          ))}
        </datalist>
      )}
    </>
  )
}

/** The form; `problems` stand at their fields and in the summary on top. */
export const RowForm = ({
  label,
  fields,
  start,
  problems,
  turn,
  choices,
  busy,
  onSave,
  onCancel,
}: {
  label: string
  fields: readonly Field[]
  start: Draft
  problems: readonly FieldProblem[]
  turn: number
  /** Names a `ref` field may take, by field. */
  choices: Record<string, readonly string[]>
  busy: boolean
  onSave: (draft: Draft) => void
  onCancel: () => void
}) => {
  const [draft, setDraft] = useState(start)
  const base = useId()
  const idOf = (field: string) => `${base}-${field}`
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector<HTMLElement>('input, select')?.focus(), [])
  const place = (field: string) => fields.findIndex((one) => one.id === field)
  const known = new Map(fields.map((field) => [field.id, field]))
  const errors: FieldError[] = [...problems]
    .sort((a, b) => place(a.field) - place(b.field))
    .map((problem) => ({
      target: idOf(known.has(problem.field) ? problem.field : (fields[0]?.id ?? '')),
      label: known.get(problem.field)?.label ?? '',
      message: problem.message + (problem.remedy ? `，${problem.remedy}` : ''),
    }))
  const messageAt = (field: string) => errors.find((error) => error.target === idOf(field))?.message
  return (
    <form
      class="row-form"
      aria-label={label}
      noValidate
      ref={form}
      onSubmit={(event) => {
        event.preventDefault()
        onSave(draft)
      }}
    >
      <h3>{label}</h3>
      <ErrorSummary errors={errors} turn={turn} />
      <div class="fields">
        {fields.map((field) => (
          <div key={field.id} class={`field${field.type === 'text' ? ' grow' : ''}`}>
            <label for={idOf(field.id)}>
              {field.label}
              {field.unit ? `（${field.unit}）` : ''}
              {field.required && <span class="need">必填</span>}
            </label>
            <Control
              field={field}
              id={idOf(field.id)}
              value={draft[field.id] ?? ''}
              invalid={messageAt(field.id) !== undefined}
              choices={choices[field.id] ?? []}
              onInput={(value) => setDraft((old) => ({ ...old, [field.id]: value }))}
            />
            <FieldMessage id={`${idOf(field.id)}-error`} message={messageAt(field.id)} />
          </div>
        ))}
      </div>
      <p class="tools">
        <button class="btn btn-main" type="submit" disabled={busy}>
          保存
        </button>
        <button class="btn" type="button" onClick={onCancel}>
          取消
        </button>
      </p>
    </form>
  )
}
