import { expect } from 'vitest'
import { checkPack, type LoadResult } from '../../rules/loading/load.ts'
import type { PackTable } from '../../rules/pack.ts'
import { packFolders } from '../../server/packs.ts'

/** A built-in pack as its author checks it: every frame tried, every warning told. It must have no error. */
export function checkedPack(id: string): LoadResult & { table: PackTable } {
  const result = checkPack(packFolders(id))
  expect(result.problems.filter(({ severity }) => severity === 'error')).toEqual([])
  return { ...result, table: result.table! }
}
