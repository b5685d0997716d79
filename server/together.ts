/** Townships of one county scored together: items that compare them see the others of their group. */
import type { AssessOptions, AssessResult } from '../rules/assess.ts'
import { comparedFacts, eachOfCounty } from '../rules/county.ts'
import type { Evidence } from '../rules/evidence.ts'
import { hashOf } from './hash.ts'
import type { LoadedPack } from './packs.ts'

export interface EvidenceHashes {
  evidenceHash: string
  /** Of the evidence of the others in the group; left out where no item compares townships. */
  peersHash?: string
}

type Draw<T> = (result: AssessResult, index: number, hashes: EvidenceHashes) => T

/** Scores all townships and draws each result at once. */
export const mapTogether = <T>(
  pack: LoadedPack,
  evidences: readonly Evidence[],
  options: AssessOptions,
  draw: Draw<T>,
): T[] => [...eachTogether(pack, evidences, options, draw)]

/** The same one township at a time, for whoever has to look up between two. */
export function* eachTogether<T>(
  { pack, table }: LoadedPack,
  evidences: readonly Evidence[],
  options: AssessOptions,
  draw: Draw<T>,
): Generator<T, undefined> {
  const hashes = evidences.map(hashOf)
  const compares = comparedFacts(table).length > 0
  const groups = evidences.map(({ kind }) => table.groups.findIndex(({ kinds }) => kinds.includes(kind)))
  const peersHash = (own: number): string =>
    hashOf(hashes.filter((_, index) => index !== own && groups[index] === groups[own]).sort())
  yield* eachOfCounty(pack, evidences, options, (result, index) =>
    draw(result, index, {
      evidenceHash: hashes[index]!,
      ...(compares ? { peersHash: peersHash(index) } : {}),
    }),
  )
  return undefined
}
