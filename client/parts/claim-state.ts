/** How a claim stands on the page, and the order in which claims are listed. */
import type { StoredClaim } from '../api.ts'
import type { claimStates } from '../text.ts'

export type ClaimState = keyof typeof claimStates

/** A claim no item reads is shown as 不计分; all others by their status. */
export const stateOf = (claim: StoredClaim): ClaimState =>
  claim.items.length === 0 && claim.status !== 'refused' ? 'unscored' : claim.status

/** Contradictions first, then what waits for a person. */
export const stateOrder: readonly ClaimState[] = [
  'contradicted',
  'proposed',
  'accepted',
  'refused',
  'unscored',
]

/** Classes of the marks in the text. */
export const stateClasses: Record<ClaimState, string> = {
  contradicted: 'clash',
  proposed: 'prop',
  accepted: 'acc',
  refused: 'ref',
  unscored: 'none',
}

/** Claims with the number they carry in the text: the order in which they stand there. */
export const numbered = (claims: readonly StoredClaim[]): Map<string, number> => {
  const order = [...claims].sort((a, b) => a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1))
  return new Map(order.map((claim, index) => [claim.id, index + 1]))
}

/** Claims as the list shows them, group by group. */
export const grouped = (
  claims: readonly StoredClaim[],
  numbers: ReadonlyMap<string, number>,
): { state: ClaimState; claims: StoredClaim[] }[] => {
  const number = (claim: StoredClaim) => numbers.get(claim.id) ?? 0
  return stateOrder
    .map((state) => ({
      state,
      claims: claims
        .filter((claim) => stateOf(claim) === state)
        .sort((a, b) =>
          // Claims that contradict each other stand together.
          state === 'contradicted' && a.fact !== b.fact ? (a.fact < b.fact ? -1 : 1) : number(a) - number(b),
        ),
    }))
    .filter((group) => group.claims.length > 0)
}
