/** Scales of words, declared once in a pack: which it has, and the fields that take theirs from one. */
import type { PackTable } from '../pack.ts'
import { complain, type Notebook, nodeAt, offer } from './located.ts'
import type { PackYaml } from './pack-yaml.ts'
import { levelsOf } from './registers-yaml.ts'

/** Scales of the base and of the folder; one of the base keeps its order, since its items are written with it. */
export function levelsIn(
  base: PackTable | null,
  { levels }: PackYaml,
  book: Notebook,
): Pick<PackTable, 'levels'> {
  for (const id of Object.keys(levels ?? {})) {
    if (!Object.hasOwn(base?.levels ?? {}, id)) continue
    complain(book, nodeAt(book, levels!, id)!, {
      code: 'duplicate_id',
      message: `级别“${id}”在所扩展的指标体系里已经有了`,
      text: id,
      remedy: '换一个名称',
    })
  }
  const all = { ...base?.levels, ...levels }
  return Object.keys(all).length > 0 ? { levels: all } : {}
}

/** `of: levels.honour` becomes the words of the scale. */
export function useLevels({ registers, levels = {} }: PackTable, book: Notebook): void {
  for (const field of registers.flatMap(({ fields }) => fields)) {
    const name = field.of?.length === 1 && field.of[0]!.startsWith(levelsOf) ? field.of[0]! : null
    if (name === null) continue
    const id = name.slice(levelsOf.length)
    const words = Object.hasOwn(levels, id) ? levels[id] : undefined
    if (words && field.type === 'choice') Object.assign(field, { of: words, ordered: true })
    else
      complain(book, nodeAt(book, field, 'of')!, {
        code: 'unknown_levels',
        message: words
          ? `级别只用于choice字段，“${field.id}”是${field.type}`
          : `pack.yaml的levels里没有“${id}”`,
        text: name,
        remedy: words
          ? '改type为choice'
          : offer(
              name,
              Object.keys(levels).map((known) => `${levelsOf}${known}`),
              '级别有',
            ),
      })
  }
}
