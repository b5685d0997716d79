/** 登记中, 封账, 零报告: where a register stands, what that means for the score, and a yes before it changes. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { RegisterState } from '../../rules/evidence.ts'
import { registerMeanings, registerStates } from '../text.ts'

const yes: Record<RegisterState, string> = { open: '确认改回', closed: '确认封账', none: '确认零报告' }

const questionOf = (wanted: RegisterState, rows: number): string => {
  if (wanted === 'closed') return `封账：确认除所登记的${rows}条以外没有其他记录？`
  if (wanted === 'none') return '零报告：确认本年度没有这类事项？'
  return '改回“登记中”：没有登记的又按未知计，得分可能变成区间。确认改回？'
}

export const StateChoice = ({
  title,
  titled,
  state,
  rows,
  doubtful,
  onChoose,
}: {
  title: string
  titled: boolean
  state: RegisterState
  rows: number
  /** Rows that blanks leave undecided, each in words. */
  doubtful: readonly string[]
  onChoose: (state: RegisterState) => void
}) => {
  const [question, setQuestion] = useState<{ from: RegisterState; wanted: RegisterState } | null>(null)
  const box = useRef<HTMLDivElement>(null)
  // A state that changed meanwhile answers the question.
  const asked = question?.from === state ? question.wanted : null
  const answered = () => setQuestion(null)
  // Once the question is gone the radio of the state that holds is checked again; the next key must find it there.
  const wasAsked = useRef(false)
  useLayoutEffect(() => {
    if (wasAsked.current && asked === null) box.current?.querySelector<HTMLElement>('input:checked')?.focus()
    wasAsked.current = asked !== null
  }, [asked])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape in any of the controls inside says no
    <div
      class={`reg-head${titled ? '' : ' untitled'}`}
      ref={box}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && asked !== null) answered()
      }}
    >
      <h2 class={titled ? undefined : 'sr'}>{title}</h2>
      <div class="choice" role="radiogroup" aria-label={`${title}的状态`}>
        {(['open', 'closed', 'none'] as const).map((choice) => (
          <label key={choice} class={(asked ?? state) === choice ? 'on' : undefined}>
            <input
              type="radio"
              name={`state-${title}`}
              checked={(asked ?? state) === choice}
              disabled={(choice === 'closed' && rows === 0) || (choice === 'none' && rows > 0)}
              onChange={() => setQuestion(choice === state ? null : { from: state, wanted: choice })}
            />
            {registerStates[choice]}
          </label>
        ))}
      </div>
      {asked !== null && (
        <div class="note note-amber ask" role="alert">
          <p>
            <b>{questionOf(asked, rows)}</b>
          </p>
          {asked === 'closed' && doubtful.length > 0 && (
            <>
              <p>有{doubtful.length}条还不能判断，封账以前请补齐空白：</p>
              <ul class="plain">
                {doubtful.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </>
          )}
          <p class="tools">
            <button
              class="btn"
              type="button"
              onClick={() => {
                onChoose(asked)
                answered()
              }}
            >
              {yes[asked]}
            </button>
            <button class="btn" type="button" onClick={answered}>
              取消
            </button>
          </p>
        </div>
      )}
      <p class="small second">
        <b>{registerStates[state]}</b>：{registerMeanings[state]}
        {state === 'open' &&
          rows === 0 &&
          '没有这类事项的，选“零报告”；登记完毕的，选“封账”（至少有一条记录）。'}
        {state === 'open' && rows > 0 && '登记完毕后选“封账”。已有记录的，不能零报告。'}
      </p>
    </div>
  )
}
