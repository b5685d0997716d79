/** Scales of words, the highest first: what is picked from one, and what 省级以上 stands for. */
import type { CompiledFact } from './compiled-facts.ts'
import { noLevel } from './knowledge.ts'

/** What a level picked among rows can be: the words of its field from the highest down, or none at all. */
export const levelsOf = ({ register, field }: CompiledFact): readonly string[] => [
  ...(register.fields.get(field ?? '')?.of ?? []),
  noLevel,
]

/** The words that 省级, 省级以上 or 市级以下 stands for, the level itself among them; null: not of the scale. */
export function levelsNamed(name: string, levels: readonly string[]): string[] | null {
  if (levels.includes(name)) return [name]
  const place = levels.indexOf(name.slice(0, -2))
  if (place < 0) return null
  if (name.endsWith('以上')) return levels.slice(0, place + 1)
  return name.endsWith('以下') ? levels.slice(place) : null
}
