/** Someone else changed the same thing first: both versions side by side, and the person chooses. */
import { useEffect, useRef } from 'preact/hooks'

export interface ConflictLine {
  label: string
  yours: string
  theirs: string
}

/** The two versions; nothing is written before a button is pressed. */
export const Conflict = ({
  what,
  lines,
  keepYours,
  keepTheirs,
  onYours,
  onTheirs,
}: {
  what: string
  lines: readonly ConflictLine[]
  keepYours: string
  keepTheirs: string
  onYours: () => void
  onTheirs: () => void
}) => {
  const box = useRef<HTMLElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <section
      class="note note-red conflict"
      role="alertdialog"
      aria-labelledby="conflict"
      tabIndex={-1}
      ref={box}
    >
      <p class="note-title" id="conflict">
        {what}刚被别人（或另一个窗口）改过，还没有保存您的修改
      </p>
      <p class="second">两个版本都在下面，不同之处标有“不同”。请选一个；选定以前什么都不会改动。</p>
      <table class="tbl tbl-s">
        <thead>
          <tr>
            <th scope="col">项目</th>
            <th scope="col">您的版本</th>
            <th scope="col">已保存的版本</th>
            <th scope="col">
              <span class="sr">比较</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => {
            const differs = line.yours !== line.theirs
            return (
              <tr key={line.label} class={differs ? 'differs' : undefined}>
                <th scope="row">{line.label}</th>
                <td>{line.yours === '' ? <span class="dim">空白</span> : line.yours}</td>
                <td>{line.theirs === '' ? <span class="dim">空白</span> : line.theirs}</td>
                <td>{differs && <b class="red">不同</b>}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <p class="tools">
        <button class="btn btn-main" type="button" onClick={onYours}>
          {keepYours}
        </button>
        <button class="btn" type="button" onClick={onTheirs}>
          {keepTheirs}
        </button>
      </p>
    </section>
  )
}
