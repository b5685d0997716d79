/** Error summary: on top, takes focus, each line leads to its field; the same words stand at the field. */
import { useEffect, useRef } from 'preact/hooks'
import { Icon } from './marks.tsx'
import { useErrorTitle } from './title.ts'

export interface FieldError {
  /** Id of the control. */
  target: string
  label: string
  message: string
}

/** The summary; `turn` grows with each attempt, so that it takes focus again. */
export const ErrorSummary = ({ errors, turn }: { errors: readonly FieldError[]; turn: number }) => {
  const box = useRef<HTMLDivElement>(null)
  // Focus moves once for each attempt
  useEffect(() => {
    if (errors.length > 0) box.current?.focus()
  }, [turn])
  useErrorTitle(errors.length > 0)
  if (errors.length === 0) return null
  return (
    <div class="errors" role="alert" tabIndex={-1} ref={box}>
      <p class="errors-title">
        <Icon shape="late" />有{errors.length}处错误
      </p>
      <ul>
        {errors.map((error) => (
          <li key={error.target}>
            <a
              href={`#${error.target}`}
              onClick={(event) => {
                event.preventDefault()
                document.getElementById(error.target)?.focus()
              }}
            >
              {error.label === '' ? '' : `“${error.label}”：`}
              {error.message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Words at the field itself. */
export const FieldMessage = ({ id, message }: { id: string; message: string | undefined }) =>
  message === undefined ? null : (
    <span class="err small field-msg" id={id}>
      错误：{message}
    </span>
  )
