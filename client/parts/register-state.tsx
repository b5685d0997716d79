/** 登记中, 封账, 零报告: where a register stands, and what that means for the score. */
import type { RegisterState } from '../../rules/evidence.ts'
import { registerMeanings, registerStates } from '../text.ts'

export const StateChoice = ({
  title,
  titled,
  state,
  rows,
  onChoose,
}: {
  title: string
  titled: boolean
  state: RegisterState
  rows: number
  onChoose: (state: RegisterState) => void
}) => (
  <div class={`reg-head${titled ? '' : ' untitled'}`}>
    <h2 class={titled ? undefined : 'sr'}>{title}</h2>
    <div class="choice" role="radiogroup" aria-label={`${title}的状态`}>
      {(['open', 'closed', 'none'] as const).map((choice) => (
        <label key={choice} class={state === choice ? 'on' : undefined}>
          <input
            type="radio"
            name={`state-${title}`}
            checked={state === choice}
            disabled={(choice === 'closed' && rows === 0) || (choice === 'none' && rows > 0)}
            onChange={() => onChoose(choice)}
          />
          {registerStates[choice]}
        </label>
      ))}
    </div>
    <p class="small second">
      <b>{registerStates[state]}</b>：{registerMeanings[state]}
      {state === 'open' &&
        rows === 0 &&
        '没有这类事项的，选“零报告”；登记完毕的，选“封账”（至少有一条记录）。'}
      {state === 'open' && rows > 0 && '登记完毕后选“封账”。已有记录的，不能零报告。'}
    </p>
  </div>
)
