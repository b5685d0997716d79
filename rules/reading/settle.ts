/** Drafts against each other: added up, told apart from parts of a total, and two values for one fact settled. */
import type { Draft } from './claims.ts'
import { byPreference } from './match.ts'

/** The same value, or a count beside a rate of the same share: they do not contradict each other by themselves. */
const agree = (a: Draft, b: Draft): boolean => {
  if (JSON.stringify(a.value) === JSON.stringify(b.value)) return true
  return a.frame?.fact.kind === 'share' && (typeof a.value === 'number') !== (typeof b.value === 'number')
}

/** Figures of one sentence that a `sum:` frame adds up: 党委文件3个、政府文件5个. */
export const addUp = (drafts: Draft[]): Draft[] => {
  const sums = new Map<string, Draft>()
  return drafts.filter((draft) => {
    if (!draft.frame?.frame.sum || typeof draft.value !== 'number') return true
    const { sentence, part, within } = draft.finding!.mention
    if (within) return true
    const key = `${draft.fact} ${sentence.key} ${part.clause}`
    const sum = sums.get(key)
    if (!sum) {
      sums.set(key, draft)
      return true
    }
    sum.value = (sum.value as number) + draft.value
    sum.added = [...(sum.added ?? []), draft.frame]
    sum.start = Math.min(sum.start, draft.start)
    sum.end = Math.max(sum.end, draft.end)
    if (draft.hedge && !sum.hedge) sum.hedge = draft.hedge
    return false
  })
}

const isWithin = (draft: Draft): boolean => draft.finding!.mention.within

/** A total before what is part of one (其中…), then as frames are preferred. */
const better = (a: Draft, b: Draft): boolean =>
  isWithin(a) === isWithin(b) ? byPreference(a.match!, b.match!) < 0 : isWithin(b)

/** Facts that the text says there was none of, and nothing else. */
const saidNone = (drafts: readonly Draft[]): Set<string> => {
  const none = new Set<string>()
  const some = new Set<string>()
  for (const draft of drafts) (draft.value === 0 ? none : some).add(draft.fact)
  return new Set([...none].filter((fact) => !some.has(fact)))
}

/** A rate or all of nothing says nothing: 未发生行政诉讼，出庭率100%. */
const isVacuous = (draft: Draft, none: ReadonlySet<string>): boolean =>
  none.has(draft.frame?.fact.over ?? '') && draft.value !== 0

/**
 * Two values for one fact are usually two facts: in one sentence the better match stays, across sentences one that
 * leaned on other parts yields to one that did not. Two full matches stay and contradict each other.
 */
export const settle = (drafts: Draft[]): { kept: Draft[]; dropped: Draft[] } => {
  const bySentence = new Map<string, Draft>()
  const surest = new Map<string, Draft>()
  for (const draft of drafts) {
    if (!draft.match) continue
    const key = `${draft.fact} ${draft.finding!.mention.sentence.key}`
    const best = bySentence.get(key)
    if (!best || better(draft, best)) bySentence.set(key, draft)
    const sure = surest.get(draft.fact)
    if (!sure || draft.match.cost < sure.match!.cost) surest.set(draft.fact, draft)
  }
  const kept: Draft[] = []
  const dropped: Draft[] = []
  const seen = new Set<string>()
  const none = saidNone(drafts)
  for (const draft of drafts) {
    const best = bySentence.get(`${draft.fact} ${draft.finding!.mention.sentence.key}`)
    const sure = surest.get(draft.fact)!
    const yields =
      isVacuous(draft, none) ||
      (best !== draft && !agree(best!, draft)) ||
      (draft.match!.cost > sure.match!.cost && !agree(sure, draft))
    const key = `${draft.fact} ${JSON.stringify(draft.value)} ${draft.start} ${draft.end}`
    const again = seen.has(key) || (draft.value === true && seen.has(draft.fact))
    if (yields) dropped.push(draft)
    else if (!again) kept.push(draft)
    seen.add(key)
    seen.add(draft.fact)
  }
  return { kept, dropped }
}
