/** The rows of a register as a table: what is asked of each, its cells, and correcting or deleting it. */
import { Fragment } from 'preact'
import type { CellValue } from '../../rules/evidence.ts'
import type { Field, Register } from '../../rules/pack.ts'
import type { StoredRow } from '../api.ts'
import { cellText, longDate } from '../format.ts'
import { RowMark } from './marks.tsx'

type Result = 'pass' | 'fail' | 'doubt'

/** Whether a row meets what the item asks, where a page knows it. */
export type RowResults = ReadonlyMap<string, Result>

/** A cell as a person reads it. */
export const shownCell = (field: Field, value: CellValue | undefined): string =>
  field.type === 'date' && typeof value === 'string' ? longDate(value) : cellText(value)

/** What a row is called: the field that names it. */
export const rowName = (register: Register, row: StoredRow): string => {
  const naming = register.fields.find((field) => field.namesRow) ?? register.fields[0]
  return naming ? shownCell(naming, row.values[naming.id]) : ''
}

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
  results,
  active,
  asked,
  ...actions
}: RowActions & {
  register: Register
  rows: readonly StoredRow[]
  results?: RowResults
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
              {index === 0 && results && <th scope="col">判断</th>}
            </Fragment>
          ))}
          {actions.editable && (
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
            {...actions}
            fields={register.fields}
            row={row}
            number={index + 1}
            name={rowName(register, row) || `第${index + 1}行`}
            {...(results ? { result: results.get(row.id) ?? null } : {})}
            active={active === row.id}
            asked={asked === row.id}
          />
        ))}
      </tbody>
    </table>
  </section>
)

const RowLines = ({
  fields,
  row,
  number,
  name,
  result,
  active,
  asked,
  editable,
  busy,
  onEdit,
  onAsk,
  onRemove,
}: RowActions & {
  fields: readonly Field[]
  row: StoredRow
  number: number
  name: string
  /** Absent where no column shows it; null for a row nothing is asked of. */
  result?: Result | null
  active: boolean
  asked: boolean
}) => (
  <>
    <tr class={active ? 'active' : undefined} id={`row-${row.id}`}>
      {fields.map((field, column) => {
        const text = shownCell(field, row.values[field.id])
        const cell = text === '' ? <span class="dim">空白</span> : text
        if (column > 0) return <td key={field.id}>{cell}</td>
        return (
          <Fragment key={field.id}>
            <th scope="row" class="freeze">
              <span class="rn">{number}</span>
              {cell}
            </th>
            {result !== undefined && <td>{result && <RowMark result={result} />}</td>}
          </Fragment>
        )
      })}
      {editable && (
        <td class="act">
          <button class="btn btn-s btn-plain" type="button" onClick={() => onEdit(row)}>
            更正<span class="sr">{name}</span>
          </button>
          <button class="btn btn-s btn-plain" type="button" onClick={() => onAsk(row.id)}>
            删除<span class="sr">{name}</span>
          </button>
        </td>
      )}
    </tr>
    {asked && editable && (
      <tr class="edit">
        <td colSpan={fields.length + (result === undefined ? 1 : 2)}>
          <p class="tools" role="alert">
            删除“{name}”这一行？删除的记录留有痕迹，可由管理员查阅。
            <button class="btn btn-s btn-main" type="button" onClick={() => onRemove(row)} disabled={busy}>
              确定删除
            </button>
            <button class="btn btn-s" type="button" onClick={() => onAsk(null)}>
              不删除
            </button>
          </p>
        </td>
      </tr>
    )}
  </>
)
