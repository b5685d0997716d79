/** Several of a short list: ticked choices, kept in the order of the list. */
export const CheckSet = ({
  id,
  label,
  of,
  value,
  onInput,
}: {
  id: string
  label: string
  of: readonly string[]
  value: readonly string[]
  onInput: (value: string[]) => void
}) => (
  <fieldset class="set" id={id} tabIndex={-1} aria-label={label}>
    {of.map((choice) => (
      <label key={choice} class="check">
        <input
          type="checkbox"
          checked={value.includes(choice)}
          onChange={(event) =>
            onInput(
              event.currentTarget.checked
                ? of.filter((one) => one === choice || value.includes(one))
                : value.filter((one) => one !== choice),
            )
          }
        />
        {choice}
      </label>
    ))}
  </fieldset>
)
