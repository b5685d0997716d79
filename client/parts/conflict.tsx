/** Someone else changed the same thing first: both versions side by side, and the person chooses. */
import { useEffect, useRef } from 'preact/hooks'

export interface ConflictLine {
  label: string
  yours: string
  theirs: string
  /** Which of the two would be saved, where they are merged. */
  kept?: 'yours' | 'theirs'
}

const keptWords = { yours: '：用您改的', theirs: '：用已保存的' } as const

/** The two versions; nothing is written before a button is pressed, and neither button is the first choice. */
export const Conflict = ({
  what,
  note,
  lines,
  keepYours,
  keepTheirs,
  onYours,
  onTheirs,
}: {
  what: string
  /** What the first button does, where it is more than its words say. */
  note?: string
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
                <td>
                  {differs && (
                    <b class="red">
                      不同
                      {line.kept && keptWords[line.kept]}
                    </b>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {note && <p>{note}</p>}
      <p class="tools">
        <button class="btn" type="button" onClick={onYours}>
          {keepYours}
        </button>
        <button class="btn" type="button" onClick={onTheirs}>
          {keepTheirs}
        </button>
      </p>
    </section>
  )
}
