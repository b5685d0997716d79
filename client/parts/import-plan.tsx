/** What a workbook would do: registers told, columns matched, wrong cells to mend, and what becomes of the score. */
import { useState } from 'preact/hooks'
import type { ImportChoices, ImportView } from '../api.ts'
import { points, range } from '../format.ts'

type Plan = NonNullable<ImportView['plan']>
type Sheet = Plan['sheets'][number]
type SheetChoice = ImportChoices['sheets'][string]

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

/** Shows only so many wrong rows at once: mending them shows the next. */
const shownRows = 30

export const ImportPlan = (props: ImportPlanProps) => {
  const { view, townships, busy, onChoose } = props
  const { plan, choices } = view
  const settleSheet = (sheet: string, change: SheetChoice) => {
    const { mapping, ...rest } = choices.sheets[sheet] ?? {}
    // Columns were matched with the fields of another register.
    const kept = 'register' in change || mapping === undefined ? rest : { ...rest, mapping }
    onChoose({ ...choices, sheets: { ...choices.sheets, [sheet]: { ...kept, ...change } } })
  }
  return (
    <>
      <Counts counts={plan.counts} />
      <p class="tools">
        {view.township === null && (
          <label>
            这份工作簿是
            <select
              class="select"
              value={choices.township ?? plan.township ?? ''}
              disabled={busy}
              onChange={(event) => {
                const township = event.currentTarget.value
                const { township: _, ...rest } = choices
                onChoose(township === '' ? rest : { ...rest, township })
              }}
            >
              <option value="">（由封面或者各行写明）</option>
              {townships.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
            的
          </label>
        )}
        <label>
          <input
            type="radio"
            name={`mode-${view.id}`}
            checked={plan.mode === 'append'}
            disabled={busy}
            onChange={() => onChoose({ ...choices, mode: 'append' })}
          />
          追加：表里没有的记录保留
        </label>
        <label>
          <input
            type="radio"
            name={`mode-${view.id}`}
            checked={plan.mode === 'replace'}
            disabled={busy}
            onChange={() => onChoose({ ...choices, mode: 'replace' })}
          />
          替换：表里没有的记录删去
        </label>
      </p>
      {plan.notes.map((note) => (
        <p key={note} class="small second">
          {note}
        </p>
      ))}
      {plan.problems.map(({ sheet, address, message, remedy }) => (
        <p key={sheet + address} class="red small">
          {sheet}
          {address}：{message}。{remedy}
        </p>
      ))}
      {plan.sheets
        .filter(({ status }) => status !== 'no_table')
        .map((sheet) => (
          <SheetOf
            key={sheet.sheet}
            {...props}
            sheet={sheet}
            onSettle={(change) => settleSheet(sheet.sheet, change)}
          />
        ))}
      <Effects effects={view.effects} />
    </>
  )
}

export const Counts = ({ counts }: { counts: Plan['counts'] }) => (
  <p role="status">
    新增<b>{counts.added}</b>条，修改<b>{counts.changed}</b>条，相同<b>{counts.unchanged}</b>条
    {counts.removed > 0 && (
      <>
        ，删去<b>{counts.removed}</b>条
      </>
    )}
    {counts.rejected > 0 && (
      <>
        ，<b class="red">有误{counts.rejected}条</b>
      </>
    )}
  </p>
)

type SheetProps = ImportPlanProps & { sheet: Sheet; onSettle: (change: SheetChoice) => void }

const SheetOf = ({ view, sheet, fields, busy, onSettle }: SheetProps) => {
  const id = `sheet-${view.id}-${sheet.sheet}`
  const rejected = sheet.rows.filter(({ status }) => status === 'rejected')
  const asks = sheet.status !== 'ready' && sheet.status !== 'left_out'
  return (
    <section class="sheet flat" aria-labelledby={id}>
      <h3 id={id}>
        {sheet.sheet} <small class={asks ? 'red' : 'second'}>{statuses[sheet.status]}</small>
      </h3>
      <p class="tools">
        <label>
          台账
          <select
            class="select"
            value={sheet.register?.id ?? ''}
            disabled={busy}
            onChange={(event) => onSettle({ register: event.currentTarget.value || null })}
          >
            <option value="">不导入这张表</option>
            {(sheet.register && !sheet.registers.some((one) => one.id === sheet.register?.id)
              ? [sheet.register, ...sheet.registers]
              : sheet.registers
            ).map((one) => (
              <option key={one.id} value={one.id}>
                {one.title}
              </option>
            ))}
          </select>
        </label>
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
        <Wrong view={view} sheet={sheet} rejected={rejected} busy={busy} onSettle={onSettle} />
      )}
      {sheet.skipped.length > 0 && (
        <details class="small second">
          <summary>没有当作记录的{sheet.skipped.length}行</summary>
          <p>{sheet.skipped.map(({ row }) => `第${row}行`).join('、')}（合计、说明、示例或者空行）</p>
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

/** Rows with something wrong: each cell is mended where it stands, or the row left out. */
const Wrong = ({
  view,
  sheet,
  rejected,
  busy,
  onSettle,
}: {
  view: ImportView
  sheet: Sheet
  rejected: Sheet['rows']
  busy: boolean
  onSettle: SheetProps['onSettle']
}) => {
  const choice = view.choices.sheets[sheet.sheet]
  const [texts, setTexts] = useState<Record<string, string>>({})
  const given = Object.keys(texts).length
  return (
    <form
      class="wrong"
      aria-label={`${sheet.sheet}有误的行`}
      onSubmit={(event) => {
        event.preventDefault()
        onSettle({ cells: { ...choice?.cells, ...texts } })
        setTexts({})
      }}
    >
      <h4>有误的{rejected.length}行</h4>
      {rejected.slice(0, shownRows).map((row) => (
        <fieldset key={row.row} class="wrong-row">
          <legend>第{row.row}行</legend>
          {row.errors.map((error) => (
            <p key={error.address + error.field}>
              <label>
                <b>
                  {error.address} {error.label}
                </b>
                <input
                  class="input"
                  value={texts[error.address] ?? error.text}
                  disabled={busy}
                  onInput={(event) => setTexts({ ...texts, [error.address]: event.currentTarget.value })}
                />
              </label>
              <span class="red">
                <b>错误：</b>
                {error.message}。
              </span>
              <span class="second">{error.remedy}</span>
            </p>
          ))}
          <button
            class="btn btn-s"
            type="button"
            disabled={busy}
            onClick={() => onSettle({ leftOut: [...(choice?.leftOut ?? []), row.row] })}
          >
            不导入第{row.row}行
          </button>
        </fieldset>
      ))}
      {rejected.length > shownRows && (
        <p class="second">另有{rejected.length - shownRows}行，改好这些再列出。</p>
      )}
      <p class="tools">
        <button class="btn btn-main" type="submit" disabled={busy || given === 0}>
          按改好的{given > 0 ? `${given}格` : ''}重新核对
        </button>
      </p>
    </form>
  )
}

const Effects = ({ effects }: { effects: ImportView['effects'] }) => {
  if (effects.length === 0) return null
  return (
    <section class="sheet flat" aria-label="对得分的影响">
      <h3>导入以后的得分</h3>
      {effects.map(({ township, name, before, after, items }) => (
        <div key={township}>
          <p>
            {name}：百分制{before ? range(before.low, before.high) : '无'}→
            <b>{after ? range(after.low, after.high) : '无'}</b>
            {items.length === 0 && <span class="second">，没有要点的得分改变</span>}
          </p>
          {items.length > 0 && (
            <ul class="small">
              {items.map((item) => (
                <li key={item.id}>
                  {item.title}：{range(item.before.low, item.before.high)}→
                  <b>{range(item.after.low, item.after.high)}</b>
                  {item.before.low === item.after.low && item.before.high === item.after.high && (
                    <span class="second">
                      （按现有登记{points(item.before.onRecord.high)}→{points(item.after.onRecord.high)}）
                    </span>
                  )}
                </li>
              ))}
            </ul>
          )}
        </div>
      ))}
    </section>
  )
}
