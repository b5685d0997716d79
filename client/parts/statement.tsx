/** 填报值: a total typed in by a person for a fact nobody has rows for, with the number of a document. */
import { useId, useState } from 'preact/hooks'
import type { Hedge } from '../../rules/evidence.ts'
import type { ClaimValue } from '../../rules/pack.ts'
import type { FactEntry, Place, StatementEntry } from '../api.ts'
import { currentOf, removeStatement, setStatement } from '../api.ts'
import { valueText } from '../format.ts'
import { hedges } from '../text.ts'
import { CheckSet } from './check-set.tsx'
import { Conflict } from './conflict.tsx'
import { FieldMessage } from './errors.tsx'
import { asApiError } from './load.tsx'
import type { Typed } from './statement-value.ts'
import { parseStatement, placeholders, typedOf } from './statement-value.ts'
import { useErrorTitle } from './title.ts'

/** What stands at the server: a statement, or that there is none. */
type Standing = Omit<StatementEntry, 'value'> & { value: StatementEntry['value'] | null }

/** What could not be written because somebody else was first. */
interface Clash {
  deed: 'save' | 'remove'
  mine: StatementEntry
  current: Standing
}

const isHedge = (text: unknown): text is Hedge => typeof text === 'string' && text in hedges

const standingOf = (current: Record<string, unknown>): Standing => ({
  version: Number(current.version),
  value: (current.value ?? null) as ClaimValue | null,
  ...(isHedge(current.hedge) ? { hedge: current.hedge } : {}),
  ...(typeof current.document === 'string' ? { document: current.document } : {}),
})

/** A statement as a person reads it: 不少于27个，×政发〔2025〕8号. */
export const statementText = (
  fact: Pick<FactEntry, 'unit'>,
  { value, hedge, document }: Pick<Standing, 'value' | 'hedge' | 'document'>,
): string => `${valueText(value, fact.unit, hedge)}${document ? `，${document}` : ''}`

/** Events are judged one by one: a total says nothing of them. */
export const canBeStated = (fact: Pick<FactEntry, 'kind'>): boolean => fact.kind !== 'events'

const hedged = new Set(['count', 'amount', 'elapsed', 'share', 'rate'])
const deniable = new Set(['count', 'amount', 'elapsed', 'share'])

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
  const [clash, setClash] = useState<Clash | null>(null)
  const id = useId()
  useErrorTitle(error !== null || clash !== null)

  const write = async (deed: Clash['deed'], mine: StatementEntry) => {
    setBusy(true)
    setError(null)
    try {
      if (deed === 'save') await setStatement(at, fact.id, mine)
      else await removeStatement(at, fact.id, mine.version)
      setClash(null)
      await onChanged()
    } catch (cause) {
      const failure = asApiError(cause)
      const current = currentOf(failure)
      if (!current) setError(failure.message)
      // Both took it back.
      else if (deed === 'remove' && current.value === null) await onChanged()
      else setClash({ deed, mine, current: standingOf(current) })
    } finally {
      setBusy(false)
    }
  }
  const save = () => {
    const parsed = none ? { value: 'none' as const } : parseStatement(fact.kind, typed)
    if ('error' in parsed) {
      setError(parsed.error)
      window.document.getElementById(id)?.focus()
      return
    }
    void write('save', {
      version: stored?.version ?? 0,
      value: parsed.value,
      ...(isHedge(hedge) && !none ? { hedge } : {}),
      ...(document.trim() === '' ? {} : { document: document.trim() }),
    })
  }
  return (
    <form
      class="statement"
      aria-label={`填报${fact.title}`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save()
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
      {hedged.has(fact.kind) && (
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
      {deniable.has(fact.kind) && (
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
            onClick={() => void write('remove', stored)}
          >
            撤回填报值
          </button>
        )}
      </p>
      <p class="small second">
        {stored ? `已填报：${statementText(fact, stored)}。` : '未填报。'}
        已有逐条记录的，记录为下限，封账后以记录为准。
      </p>
      {clash && (
        <Conflict
          what="填报值"
          lines={[
            {
              label: fact.title,
              yours: clash.deed === 'remove' ? '撤回' : statementText(fact, clash.mine),
              theirs: statementText(fact, clash.current),
            },
          ]}
          keepYours={clash.deed === 'remove' ? '仍然撤回' : '用您的版本保存'}
          keepTheirs={clash.deed === 'remove' ? '保留已保存的版本' : '用已保存的版本'}
          onYours={() => void write(clash.deed, { ...clash.mine, version: clash.current.version })}
          onTheirs={() => {
            const { value, hedge: bound, document: number } = clash.current
            setTyped(typedOf(value ?? undefined, fact.kind))
            setNone(value === 'none')
            setHedge(bound ?? '')
            setDocument(number ?? '')
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
  const of = fact.of ?? []
  if (fact.kind === 'set')
    return (
      <CheckSet
        id={id}
        label={fact.title}
        of={of}
        value={Array.isArray(value) ? value : []}
        onInput={onInput}
      />
    )
  if (fact.kind === 'flag' || fact.kind === 'choice')
    return (
      <select
        class="select"
        id={id}
        value={String(value)}
        onChange={(event) => onInput(event.currentTarget.value)}
        {...told}
      >
        <option value="">未填</option>
        {fact.kind === 'flag' ? (
          <>
            <option value="true">是</option>
            <option value="false">否</option>
          </>
        ) : (
          of.map((choice) => (
            <option key={choice} value={choice}>
              {choice}
            </option>
          ))
        )}
      </select>
    )
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
