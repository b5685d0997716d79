/** The items something counts for, by number; the title too where there is room for it. */
import type { ItemRef, Place } from '../api.ts'
import { townshipHref } from './places.ts'

export const ItemLinks = ({
  at,
  items,
  titled = false,
}: {
  at: Place
  items: readonly ItemRef[]
  titled?: boolean
}) => (
  <>
    {items.map((item, index) => (
      <span key={item.id}>
        {index > 0 && '、'}
        <a href={townshipHref(at, 'items', item.id)} title={titled ? undefined : item.title}>
          {item.number}
          {titled ? ` ${item.title}` : <span class="sr">{item.title}</span>}
        </a>
      </span>
    ))}
  </>
)
