/** The rows of a register as a table: what is asked of each, its cells, and correcting or deleting it. */
import { Fragment } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { Field, Register } from '../../rules/pack.ts'
import type { StoredRow } from '../api.ts'
import { RowMark } from './marks.tsx'
import type { Judgement, Judgements } from './row-results.ts'
import { rowName, shownCell, whyOf } from './row-results.ts'

interface RowActions {
  editable: boolean
  busy: boolean
  onEdit: (row: StoredRow) => void
  onAsk: (row: string | null) => void
  onRemove: (row: StoredRow) => void
}

export const RowTable = ({
  register,
  rows,
  judged,
  active,
  asked,
  ...actions
}: RowActions & {
  register: Register
  rows: readonly StoredRow[]
  /** Whether each row meets what is asked of it, where a page knows that. */
  judged?: Judgements
  /** The row in the form. */
  active: string | null
  /** The row whose deletion waits for a yes. */
  asked: string | null
}) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
  <section class="scroll grid-scroll" tabIndex={0} aria-label={`${register.title}，可滚动`}>
    <table class="tbl grid">
      <thead>
        <tr>
          {register.fields.map((field, index) => (
            <Fragment key={field.id}>
              <th scope="col" class={index === 0 ? 'freeze' : undefined}>
                {field.label}
              </th>
              {index === 0 && judged && <th scope="col">判断</th>}
            </Fragment>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <RowLines
            key={row.id}
            {...actions}
            register={register}
            row={row}
            number={index + 1}
            name={rowName(register, row) || `第${index + 1}行`}
            {...(judged ? { judgement: judged.get(row.id) ?? null } : {})}
            active={active === row.id}
            asked={asked === row.id}
          />
        ))}
      </tbody>
    </table>
  </section>
)

const Cell = ({ field, row }: { field: Field; row: StoredRow }) => {
  const text = shownCell(field, row.values[field.id])
  if (text === '') return <span class="dim">空白</span>
  // A long text is cut to a few lines; its whole stands in the form and in the title.
  return field.type === 'date' ? (
    <span class="nowrap">{text}</span>
  ) : (
    <span class="clamp" title={text.length > 40 ? text : undefined}>
      {text}
    </span>
  )
}

const RowLines = ({
  register,
  row,
  number,
  name,
  judgement,
  active,
  asked,
  editable,
  busy,
  onEdit,
  onAsk,
  onRemove,
}: RowActions & {
  register: Register
  row: StoredRow
  number: number
  name: string
  /** Absent where no column shows it; null for a row nothing is asked of. */
  judgement?: Judgement | null
  active: boolean
  asked: boolean
}) => {
  const { fields } = register
  const remove = useRef<HTMLButtonElement>(null)
  const why = judgement ? whyOf(register, row, judgement) : ''
  return (
    <>
      <tr class={active ? 'active' : undefined} id={`row-${row.id}`}>
        {fields.map((field, column) =>
          column > 0 ? (
            <td key={field.id}>
              <Cell field={field} row={row} />
            </td>
          ) : (
            <Fragment key={field.id}>
              <th scope="row" class="freeze">
                <span class="named">
                  <span class="rn">{number}</span>
                  <Cell field={field} row={row} />
                </span>
                {editable && (
                  <span class="row-acts">
                    <button class="btn btn-s btn-plain" type="button" onClick={() => onEdit(row)}>
                      更正<span class="sr">{name}</span>
                    </button>
                    <button
                      class="btn btn-s btn-plain"
                      type="button"
                      ref={remove}
                      onClick={() => onAsk(row.id)}
                    >
                      删除<span class="sr">{name}</span>
                    </button>
                  </span>
                )}
              </th>
              {judgement !== undefined && (
                <td class="judged">
                  {judgement && <RowMark result={judgement.result} />}
                  {why !== '' && <span class="small second clamp">{why}</span>}
                </td>
              )}
            </Fragment>
          ),
        )}
      </tr>
      {asked && editable && (
        <tr class="edit">
          <td colSpan={fields.length + (judgement === undefined ? 0 : 1)}>
            <AskRemoval
              name={name}
              busy={busy}
              onYes={() => onRemove(row)}
              onNo={() => {
                onAsk(null)
                remove.current?.focus()
              }}
            />
          </td>
        </tr>
      )}
    </>
  )
}

/** Whether a row is to go: in view, with the focus, Escape says no. */
const AskRemoval = ({
  name,
  busy,
  onYes,
  onNo,
}: {
  name: string
  busy: boolean
  onYes: () => void
  onNo: () => void
}) => {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    box.current?.focus({ preventScroll: true })
    box.current?.closest('tr')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [])
  return (
    <div
      class="tools ask-removal"
      role="alertdialog"
      aria-label={`删除${name}`}
      tabIndex={-1}
      ref={box}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onNo()
      }}
    >
      <span class="clamp">删除“{name}”这一行？删除的记录留有痕迹，可由管理员查阅。</span>
      <button class="btn btn-s" type="button" onClick={onYes} disabled={busy}>
        确定删除
      </button>
      <button class="btn btn-s" type="button" onClick={onNo}>
        不删除
      </button>
    </div>
  )
}
