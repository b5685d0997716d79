/** One sheet of a workbook: which register it is of, which column is which field, what is wrong with its rows. */
import type { ImportChoices, ImportView } from '../api.ts'
import { WrongRows } from './import-wrong-rows.tsx'

type Plan = NonNullable<ImportView['plan']>
export type Sheet = Plan['sheets'][number]
export type SheetChoice = ImportChoices['sheets'][string]

/** Labels of a register's fields, by id, for the columns to choose from. */
export type Fields = ReadonlyMap<string, readonly { id: string; label: string }[]>

export interface ImportPlanProps {
  view: ImportView & { plan: Plan }
  fields: Fields
  townships: readonly { id: string; name: string }[]
  busy: boolean
  onChoose: (choices: ImportChoices) => void
}

const statuses: Record<Sheet['status'], string> = {
  ready: '可以导入',
  ask_register: '请选择是哪本台账',
  ask_columns: '请核对栏目',
  ask_township: '请选择是哪个单位的',
  no_table: '没有表格',
  left_out: '不导入',
}

const reasons: Record<NonNullable<Sheet['columns'][number]['why']>, string> = {
  name: '名称相同',
  similar: '名称相近',
  content: '按内容判断',
  remembered: '与上次相同',
  chosen: '已选定',
}

type SheetProps = ImportPlanProps & { sheet: Sheet; onSettle: (change: SheetChoice) => void }
type ChoiceProps = Pick<SheetProps, 'view' | 'sheet' | 'busy' | 'onSettle'>

export const ImportSheet = ({ view, sheet, fields, busy, onSettle }: SheetProps) => {
  // A list of ids is parted by blanks, which names of sheets have.
  const id = `sheet-${view.id}-${sheet.sheet.replace(/\s/g, '_')}`
  const takeHidden = view.choices.sheets[sheet.sheet]?.takeHidden ?? false
  const rejected = sheet.rows.filter(({ status }) => status === 'rejected')
  const asks = sheet.status !== 'ready' && sheet.status !== 'left_out'
  return (
    <section class="sheet flat" aria-labelledby={id}>
      <h3 id={id}>
        {sheet.sheet} <small class={asks ? 'red' : 'second'}>{statuses[sheet.status]}</small>
      </h3>
      <p class="tools">
        <RegisterChoice view={view} sheet={sheet} busy={busy} onSettle={onSettle} />
        {sheet.header && (
          <span class="second small">
            表头在第
            {sheet.header.from === sheet.header.to
              ? sheet.header.from
              : `${sheet.header.from}—${sheet.header.to}`}
            行{sheet.remembered && '，栏目与上次导入的同一种表相同'}
          </span>
        )}
      </p>
      {sheet.register && (
        <Columns sheet={sheet} fields={fields.get(sheet.register.id) ?? []} busy={busy} onSettle={onSettle} />
      )}
      {sheet.status === 'ask_columns' && sheet.missing.length === 0 && sheet.register && (
        <p class="tools">
          <button
            class="btn btn-s"
            type="button"
            disabled={busy}
            onClick={() => onSettle({ register: sheet.register!.id, mapping: mappingOf(sheet) })}
          >
            栏目对应无误
          </button>
        </p>
      )}
      {sheet.missing.length > 0 && (
        <p class="red">必填的{sheet.missing.map(({ label }) => `“${label}”`).join('、')}没有对应的栏目。</p>
      )}
      {rejected.length > 0 && (
        <WrongRows view={view} sheet={sheet} rejected={rejected} busy={busy} onSettle={onSettle} />
      )}
      {(takeHidden || sheet.skipped.some(({ why }) => why === 'hidden')) && (
        <p class="tools">
          <label>
            <input
              type="checkbox"
              checked={takeHidden}
              disabled={busy}
              onChange={(event) => onSettle({ takeHidden: event.currentTarget.checked })}
            />
            隐藏的行一并读入
          </label>
        </p>
      )}
      {sheet.skipped.length > 0 && (
        <details class="small second">
          <summary>没有当作记录的{sheet.skipped.length}行</summary>
          <p>
            {sheet.skipped.map(({ row }) => `第${row}行`).join('、')}（合计、说明、示例、空行或者隐藏的行）
          </p>
        </details>
      )}
      {sheet.notes.map((note) => (
        <p key={note} class="small second">
          {note}
        </p>
      ))}
    </section>
  )
}

/** What stands in the list while nobody chose. */
const unchosen = '?'

/** Which register a sheet is of: the likely ones first, and any other of the pack. */
const RegisterChoice = ({ view, sheet, busy, onSettle }: ChoiceProps) => {
  const { register, registers } = sheet
  const likely =
    register && !registers.some(({ id }) => id === register.id) ? [register, ...registers] : registers
  const others = view.plan.offered.filter(({ id }) => !likely.some((one) => one.id === id))
  const option = ({ id, title }: { id: string; title: string }) => (
    <option key={id} value={id}>
      {title}
    </option>
  )
  const asked = sheet.status === 'ask_register'
  return (
    <label>
      台账
      <select
        class="select"
        aria-label={`工作表${sheet.sheet}的台账`}
        value={register?.id ?? (asked ? unchosen : '')}
        disabled={busy}
        onChange={(event) => onSettle({ register: event.currentTarget.value || null })}
      >
        {asked && (
          <option value={unchosen} disabled>
            请选择
          </option>
        )}
        <option value="">不导入这张表</option>
        {likely.map(option)}
        {others.length > 0 && <optgroup label="其他台账">{others.map(option)}</optgroup>}
      </select>
    </label>
  )
}

/** Each column with the field it is matched with now. */
const mappingOf = (sheet: Sheet): Record<string, string | null> =>
  Object.fromEntries(
    sheet.columns.map(({ column, field }): [string, string | null] => [String(column), field]),
  )

const Columns = ({
  sheet,
  fields,
  busy,
  onSettle,
}: {
  sheet: Sheet
  fields: readonly { id: string; label: string }[]
  busy: boolean
  onSettle: SheetProps['onSettle']
}) => (
  <div class="scroll">
    <table class="tbl tbl-s">
      <thead>
        <tr>
          <th scope="col">列</th>
          <th scope="col">表里的栏目</th>
          <th scope="col">头几格</th>
          <th scope="col">对应台账栏目</th>
          <th scope="col">根据</th>
        </tr>
      </thead>
      <tbody>
        {sheet.columns.map((column) => (
          <tr key={column.column}>
            <td>{column.name}</td>
            <th scope="row">{column.header}</th>
            <td class="second">{column.samples.join('、')}</td>
            <td>
              <select
                class="select"
                aria-label={`${column.header}对应的台账栏目`}
                value={column.field ?? ''}
                disabled={busy}
                onChange={(event) => {
                  const field = event.currentTarget.value
                  const others = Object.entries(mappingOf(sheet)).map(
                    ([id, one]): [string, string | null] => [id, one === field ? null : one],
                  )
                  onSettle({
                    register: sheet.register?.id ?? null,
                    mapping: { ...Object.fromEntries(others), [String(column.column)]: field || null },
                  })
                }}
              >
                <option value="">不用</option>
                {fields.map(({ id, label }) => (
                  <option key={id} value={id}>
                    {label}
                  </option>
                ))}
              </select>
            </td>
            <td class={column.sure || column.field === null ? 'second' : 'red'}>
              {column.why ? reasons[column.why] : ''}
              {!column.sure && column.field !== null && '，请核对'}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)
