/** Rows of a sheet with something wrong, to be mended where they stand. */
import { useState } from 'preact/hooks'
import type { ImportView } from '../api.ts'
import type { Sheet, SheetChoice } from './import-sheet.tsx'

/** Shows only so many wrong rows at once: mending them shows the next. */
const shownRows = 30

/** Of a column that the sheet does not have, or of the row as a whole, there is nothing to write into. */
const isCell = (address: string): boolean => /^[A-Z]/.test(address)

/** Rows with something wrong: each cell is mended where it stands, or the row left out. */
export const WrongRows = ({
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
  onSettle: (change: SheetChoice) => void
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
              {isCell(error.address) ? (
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
              ) : (
                <b>{error.label}</b>
              )}
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
