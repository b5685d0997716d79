/** 填报值: a total typed in by a person for a fact nobody has rows for, with the number of a document. */
import { useId, useState } from 'preact/hooks'
import type { Hedge } from '../../rules/evidence.ts'
import type { FactEntry, Place } from '../api.ts'
import { removeStatement, setStatement } from '../api.ts'
import { valueText } from '../format.ts'
import { hedges } from '../text.ts'
import { Conflict } from './conflict.tsx'
import { FieldMessage } from './errors.tsx'
import { asApiError } from './load.tsx'
import type { Typed } from './statement-value.ts'
import { parseStatement, placeholders, typedOf } from './statement-value.ts'
import { useErrorTitle } from './title.ts'

type Entry = NonNullable<FactEntry['statement']>

const isHedge = (text: string): text is Hedge => text in hedges

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const entryText = (fact: FactEntry, entry: Pick<Entry, 'value' | 'hedge' | 'document'>): string =>
  `${valueText(entry.value, fact.unit, entry.hedge)}${entry.document ? `，${entry.document}` : ''}`

export const StatementForm = ({
  at,
  fact,
  onChanged,
}: {
  at: Place
  fact: FactEntry
  onChanged: () => Promise<void>
}) => {
  const stored = fact.statement
  const [typed, setTyped] = useState<Typed>(typedOf(stored?.value, fact.kind))
  const [none, setNone] = useState(stored?.value === 'none')
  const [hedge, setHedge] = useState<string>(stored?.hedge ?? '')
  const [document, setDocument] = useState(stored?.document ?? '')
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [clash, setClash] = useState<{ mine: Entry; current: Entry } | null>(null)
  const id = useId()
  useErrorTitle(error !== null)

  const write = async (deed: () => Promise<unknown>, mine: Entry) => {
    setBusy(true)
    setError(null)
    try {
      await deed()
      setClash(null)
      await onChanged()
    } catch (cause) {
      const failure = asApiError(cause)
      const details = failure.details
      if (failure.status === 409 && isRecord(details) && isRecord(details.current))
        setClash({ mine, current: details.current as unknown as Entry })
      else setError(failure.message)
    } finally {
      setBusy(false)
    }
  }
  const save = (version: number) => {
    const parsed = none ? { value: 'none' as const } : parseStatement(fact.kind, typed)
    if ('error' in parsed) {
      setError(parsed.error)
      window.document.getElementById(id)?.focus()
      return
    }
    const entry: Entry = {
      version,
      value: parsed.value,
      ...(isHedge(hedge) && !none ? { hedge } : {}),
      ...(document.trim() === '' ? {} : { document: document.trim() }),
    }
    void write(() => setStatement(at, fact.id, entry), entry)
  }
  const hedged =
    fact.kind === 'count' || fact.kind === 'amount' || fact.kind === 'share' || fact.kind === 'rate'
  return (
    <form
      class="statement"
      aria-label={`填报${fact.title}`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save(stored?.version ?? 0)
      }}
    >
      <div class="field">
        <label for={id}>
          {fact.title}
          {fact.unit ? `（${fact.unit}）` : ''}
        </label>
        <ValueControl
          id={id}
          fact={fact}
          value={typed}
          disabled={none}
          invalid={error !== null}
          onInput={setTyped}
        />
        <FieldMessage id={`${id}-error`} message={error ?? undefined} />
      </div>
      {hedged && (
        <div class="field">
          <label for={`${id}-hedge`}>口径</label>
          <select
            class="select"
            id={`${id}-hedge`}
            value={hedge}
            disabled={none}
            onChange={(event) => setHedge(event.currentTarget.value)}
          >
            <option value="">准确数</option>
            {Object.entries(hedges).map(([key, word]) => (
              <option key={key} value={key}>
                {word}
              </option>
            ))}
          </select>
        </div>
      )}
      <div class="field">
        <label for={`${id}-document`}>依据的文号</label>
        <input
          class="input"
          id={`${id}-document`}
          value={document}
          placeholder="如：×政发〔2025〕8号"
          onInput={(event) => setDocument(event.currentTarget.value)}
        />
      </div>
      {(fact.kind === 'count' || fact.kind === 'amount' || fact.kind === 'share') && (
        <label class="check none-check">
          <input type="checkbox" checked={none} onChange={(event) => setNone(event.currentTarget.checked)} />
          本年度没有
        </label>
      )}
      <p class="tools">
        <button class="btn" type="submit" disabled={busy}>
          {stored ? '更正填报值' : '填报'}
        </button>
        {stored && (
          <button
            class="btn btn-plain"
            type="button"
            disabled={busy}
            onClick={() => void write(() => removeStatement(at, fact.id, stored.version), stored)}
          >
            撤回填报值
          </button>
        )}
      </p>
      <p class="small second">
        {stored ? `已填报：${entryText(fact, stored)}。` : '未填报。'}
        已有逐条记录的，记录为下限，封账后以记录为准。
      </p>
      {clash && (
        <Conflict
          what="填报值"
          lines={[
            { label: fact.title, yours: entryText(fact, clash.mine), theirs: entryText(fact, clash.current) },
          ]}
          keepYours="用您的版本保存"
          keepTheirs="用已保存的版本"
          onYours={() => save(clash.current.version)}
          onTheirs={() => {
            setTyped(typedOf(clash.current.value, fact.kind))
            setNone(clash.current.value === 'none')
            setHedge(clash.current.hedge ?? '')
            setDocument(clash.current.document ?? '')
            setClash(null)
            void onChanged()
          }}
        />
      )}
    </form>
  )
}

const ValueControl = ({
  id,
  fact,
  value,
  disabled,
  invalid,
  onInput,
}: {
  id: string
  fact: FactEntry
  value: Typed
  disabled: boolean
  invalid: boolean
  onInput: (value: Typed) => void
}) => {
  const told = invalid ? { 'aria-invalid': 'true' as const, 'aria-describedby': `${id}-error` } : {}
  if (fact.kind === 'flag')
    return (
      <select
        class="select"
        id={id}
        value={String(value)}
        onChange={(event) => onInput(event.currentTarget.value)}
        {...told}
      >
        <option value="">未填</option>
        <option value="true">是</option>
        <option value="false">否</option>
      </select>
    )
  if (fact.kind === 'set') {
    const ticked = Array.isArray(value) ? value : []
    return (
      <fieldset class="set" id={id} tabIndex={-1} aria-label={fact.title}>
        {(fact.of ?? []).map((choice) => (
          <label key={choice} class="check">
            <input
              type="checkbox"
              checked={ticked.includes(choice)}
              onChange={(event) =>
                onInput(
                  event.currentTarget.checked
                    ? (fact.of ?? []).filter((one) => one === choice || ticked.includes(one))
                    : ticked.filter((one) => one !== choice),
                )
              }
            />
            {choice}
          </label>
        ))}
      </fieldset>
    )
  }
  return (
    <input
      class={`input ${fact.kind === 'dates' ? 'long-input' : 'value-input'}`}
      id={id}
      value={String(value)}
      disabled={disabled}
      placeholder={placeholders[fact.kind]}
      autoComplete="off"
      onInput={(event) => onInput(event.currentTarget.value)}
      {...told}
    />
  )
}
