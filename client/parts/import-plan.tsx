/** What a workbook would do: registers told, columns matched, wrong cells to mend, and what becomes of the score. */
import { registerStateWords } from '../../rules/wording.ts'
import { Counts, Effects } from './import-effects.tsx'
import { type ImportPlanProps, ImportSheet, type SheetChoice } from './import-sheet.tsx'

export const ImportPlan = (props: ImportPlanProps) => {
  const { view, townships, busy, onChoose } = props
  const { plan, choices } = view
  const settleSheet = (sheet: string, change: SheetChoice) => {
    const { mapping, ...rest } = choices.sheets[sheet] ?? {}
    // Columns were matched with the fields of another register.
    const kept = 'register' in change || mapping === undefined ? rest : { ...rest, mapping }
    onChoose({ ...choices, sheets: { ...choices.sheets, [sheet]: { ...kept, ...change } } })
  }
  const drawn = (sheet: (typeof plan.sheets)[number]) => (
    <ImportSheet
      key={sheet.sheet}
      {...props}
      sheet={sheet}
      onSettle={(change) => settleSheet(sheet.sheet, change)}
    />
  )
  const bare = plan.sheets.filter(({ status }) => status === 'no_table')
  const read = plan.sheets.filter(({ status }) => status !== 'no_table')
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
      {plan.states.length + plan.statements.length > 0 && (
        <ul class="small" aria-label="台账状态和填报值">
          {plan.states.map(({ township, register, title, state }) => (
            <li key={`${township} ${register}`}>
              {view.township === null && townships.find(({ id }) => id === township)?.name}《{title}》改为“
              {registerStateWords[state]}”
            </li>
          ))}
          {plan.statements.length > 0 && (
            <li>
              填报值{plan.statements.length}个：{plan.statements.map(({ title }) => title).join('、')}
            </li>
          )}
        </ul>
      )}
      {plan.problems.map(({ sheet, address, message, remedy }) => (
        <p key={sheet + address} class="red small">
          {sheet}
          {address}：{message}。{remedy}
        </p>
      ))}
      {read.map(drawn)}
      {bare.length > 0 && (
        <details>
          <summary>没有找到台账的工作表{bare.length}张</summary>
          {bare.map(drawn)}
        </details>
      )}
      <Effects effects={view.effects} />
    </>
  )
}
