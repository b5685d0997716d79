/** The choices of fields that name rows of other registers. */
import { useEffect, useState } from 'preact/hooks'
import type { Field } from '../../rules/pack.ts'
import type { Place } from '../api.ts'
import { getRegister } from '../api.ts'
import { cellText } from '../format.ts'

/** Names that a `ref` field may take: the naming field of the rows it points to. */
export const useChoices = (at: Place, fields: readonly Field[]): Record<string, readonly string[]> => {
  const [choices, setChoices] = useState<Record<string, readonly string[]>>({})
  const targets = fields.filter((field) => field.to !== undefined)
  const key = targets.map((field) => field.to).join(' ')
  // The key names the registers pointed to
  useEffect(() => {
    let current = true
    for (const field of targets)
      void getRegister(at, field.to ?? '')
        .then((answer) => {
          const naming =
            answer.register.fields.find((one) => one.namesRow)?.id ?? answer.register.key[0] ?? ''
          const names = answer.rows.map((row) => cellText(row.values[naming])).filter((name) => name !== '')
          if (current) setChoices((old) => ({ ...old, [field.id]: names }))
        })
        // Without the list the name can still be typed; the server checks it.
        .catch(() => undefined)
    return () => {
      current = false
    }
  }, [key])
  return choices
}
