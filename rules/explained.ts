/** How an item came to its points, in the words of its function. */
import type { Explanation } from './functions/index.ts'
import type { ItemScore } from './result.ts'

const kept = new WeakMap<ItemScore, Explanation>()

/** The explanation of an item with a version, made once for all the sentences that draw on it. */
export function explanationOf(score: ItemScore): Explanation {
  const known = kept.get(score)
  if (known) return known
  const explained = score.version!.score.explain(score.item.value, score.reading)
  kept.set(score, explained)
  return explained
}
