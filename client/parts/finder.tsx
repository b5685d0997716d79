/** Finding one of many: by name, and by what state it is in. */

export const FindInput = ({
  label,
  hint,
  value,
  onChange,
}: {
  label: string
  hint: string
  value: string
  onChange: (value: string) => void
}) => (
  <input
    class="input"
    type="search"
    aria-label={label}
    placeholder={`查找：${hint}`}
    value={value}
    onInput={(event) => onChange(event.currentTarget.value)}
  />
)

/** A choice of views, each with how many it would show. */
export const ViewChoice = <View extends string>({
  label,
  views,
  value,
  count,
  unit,
  onChange,
}: {
  label: string
  views: Record<View, string>
  value: View
  count: (view: View) => number
  unit: string
  onChange: (view: View) => void
}) => (
  <label class="grow">
    <span class="sr">{label}</span>
    <select class="select" value={value} onChange={(event) => onChange(event.currentTarget.value as View)}>
      {(Object.keys(views) as View[]).map((each) => (
        <option key={each} value={each}>
          {views[each]}
          {count(each)}
          {unit}
        </option>
      ))}
    </select>
  </label>
)
