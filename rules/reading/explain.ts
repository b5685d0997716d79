/** Answers for each quantity of a text: which frame took it and on what words, or what stood in the way. */
import { bodyClaims, type Draft } from './claims.ts'
import { outline } from './document.ts'
import type { CompiledReading } from './frames.ts'
import { byPreference, type Miss } from './match.ts'
import { statusText } from './status.ts'
import { type Finding, studyBody } from './study.ts'
import { codePointOffsets } from './text.ts'

export interface ReadingExplanation {
  quote: string
  start: number
  end: number
  /** The fact that took it, null where none did. */
  fact: string | null
  /** Facts that took it too: a total beside its share, or what `also` names. */
  also: string[]
  words: string[]
  runnerUp: { fact: string; words: string[] } | null
  nearest: { fact: string; lacked: string } | null
  /** The status that ruled it out; null for a result. */
  ruledOut: string | null
  text: string
}

const closest = (misses: readonly Miss[]): Miss | undefined =>
  misses.reduce<Miss | undefined>((best, miss) => (miss.met > (best?.met ?? 0) ? miss : best), undefined)

const explain = (finding: Finding, drafts: readonly Draft[], title: (fact: string) => string) => {
  const [draft, ...others] = drafts
  const taken = new Set(drafts.map((each) => each.fact))
  const status = finding.status === 'result' ? null : statusText[finding.status]
  const match = draft?.match ?? null
  const sorted = [...finding.matches].sort(byPreference)
  const second = sorted.find(({ frame }) => !taken.has(frame.fact.id))
  const miss = match ? undefined : closest(finding.misses)
  const runnerUp = second ? { fact: second.frame.fact.id, words: second.words } : null
  const nearest = miss ? { fact: miss.frame.fact.id, lacked: miss.lacked } : null
  const lines: string[] = []
  if (status !== null) lines.push(draft ? `${status}，记为${draft.fact}` : `未采用：${status}`)
  else if (match) lines.push(`计入“${title(match.frame.fact.id)}”，依据：${match.words.join('、')}`)
  else if (draft) lines.push(`没有数据项与之对应，记为${draft.fact}`)
  else lines.push('未采用')
  const also = status === null ? others.map((each) => each.fact) : []
  if (also.length > 0) lines.push(`同时计入：${also.map((fact) => `“${title(fact)}”`).join('、')}`)
  if (runnerUp) lines.push(`其次：“${title(runnerUp.fact)}”（${runnerUp.words.join('、')}）`)
  if (nearest) lines.push(`最接近：“${title(nearest.fact)}”，${nearest.lacked}`)
  return {
    fact: draft?.fact ?? null,
    also,
    words: match?.words ?? [],
    runnerUp,
    nearest,
    ruledOut: status,
    text: lines.join('；'),
  }
}

/** Explains every quantity and every deed that a frame knows, also those in sections that are no results. */
export const explainReading = (text: string, reading: CompiledReading): ReadingExplanation[] => {
  const shape = outline(text, reading.table.report.sections)
  const at = codePointOffsets(text)
  const findings = studyBody(shape, reading, true)
  const drafts = new Map<Finding, Draft[]>()
  for (const draft of bodyClaims(shape.normal, findings)) {
    const known = drafts.get(draft.finding!)
    if (known) known.push(draft)
    else drafts.set(draft.finding!, [draft])
  }
  const title = (fact: string): string => reading.facts.get(fact)?.title ?? fact
  return findings.map((finding) => {
    const own = drafts.get(finding) ?? []
    const start = own[0]?.start ?? finding.mention.quoteStart
    const end = own[0]?.end ?? finding.mention.quoteEnd
    return {
      quote: text.slice(start, end),
      start: at(start),
      end: at(end),
      ...explain(finding, own, title),
    }
  })
}
