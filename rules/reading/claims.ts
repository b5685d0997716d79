/** From findings to claims: one quantity one fact, conflicts settled, leftovers named `other.<noun>`. */
import type { Claim } from '../evidence.ts'
import type { ClaimValue } from '../pack.ts'
import type { Outline } from './document.ts'
import type { CompiledFrame, CompiledReading } from './frames.ts'
import { strongShares } from './lexicon.ts'
import type { Match } from './match.ts'
import { nameOf } from './names.ts'
import { findQuantities } from './quantities.ts'
import { addUp, settle } from './settle.ts'
import { isGrowth, keptAside } from './status.ts'
import type { Finding } from './study.ts'

/** A claim before its offsets are code points. */
export interface Draft {
  fact: string
  match: Match | null
  finding: Finding | null
  frame: CompiledFrame | null
  /** Other frames whose figures were added up into it. */
  added?: CompiledFrame[]
  value: ClaimValue
  hedge?: NonNullable<Claim['hedge']>
  unit?: string
  start: number
  end: number
}

/** The value a frame reads from a quantity. */
const valueFor = (frame: CompiledFrame, { mention: { quantity }, undone }: Finding): ClaimValue => {
  if (frame.takes === 'flag') return undone !== true
  if (quantity.kind === 'all') return frame.fact.kind === 'rate' ? { rate: '1' } : 'all'
  if (quantity.kind === 'rate') {
    return frame.fact.kind === 'share' && quantity.rate === '1' && !quantity.hedge
      ? 'all'
      : { rate: quantity.rate! }
  }
  if (quantity.kind === 'date' || quantity.kind === 'dates') {
    if (frame.takes === 'dates') return [...quantity.dates!].sort()
    return quantity.span ?? quantity.dates![0]!
  }
  return quantity.value
}

const numbering = /^(?:\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}是|\d{1,2}[.、](?!\d))/
const mark = /[\s,;:。、!?|和及与并]/

/** A quotation without marks at its ends. */
const trim = (text: string, from: number, to: number): { start: number; end: number } => {
  let start = from
  let end = to
  while (start < end && mark.test(text[start]!)) start++
  start += numbering.exec(text.slice(start, Math.min(end, start + 6)))?.[0].length ?? 0
  while (end > start && mark.test(text[end - 1]!)) end--
  return { start, end }
}

const longestQuote = 120

const draftOf = (text: string, finding: Finding, match: Match): Draft => {
  const { mention } = finding
  const { quantity } = mention
  const from = mention.quoteEnd - match.from <= longestQuote ? match.from : mention.quoteStart
  const value = valueFor(match.frame, finding)
  const unit = typeof value === 'number' ? match.frame.fact.unit || quantity.counter : ''
  return {
    fact: match.frame.fact.id,
    frame: match.frame,
    match,
    finding,
    value,
    ...(quantity.hedge ? { hedge: quantity.hedge } : {}),
    ...(unit ? { unit } : {}),
    ...trim(text, from, mention.quoteEnd),
  }
}

/** Facts in order of preference, each by the frame of its own that leaned least. */
const oneForEachFact = (matches: readonly Match[]): Match[] => {
  const best = new Map<string, Match>()
  for (const match of matches) {
    const known = best.get(match.frame.fact.id)
    if (!known || match.cost < known.cost) best.set(match.frame.fact.id, match)
  }
  return [...best.values()]
}

/**
 * A second fact of the same quantity: named by `also`, or share and total of one another (在全镇30个社区落实了顾问),
 * where the frame of the total sees a total: an object alone (审查重大行政决策5项) does not say that these are all.
 */
const mayShare = (first: Match, other: Match): boolean => {
  if (first.frame.frame.also?.includes(other.frame.fact.id)) return true
  const [share, total] =
    first.frame.takes === 'share' ? [first.frame, other.frame] : [other.frame, first.frame]
  return (
    share.takes === 'share' && share.fact.over === total.fact.id && total.with.length + total.say.length > 0
  )
}

const isChange = (text: string, finding: Finding): boolean =>
  isGrowth(text, finding.mention.part.start, finding.mention.quantity.start)

const isDeed = (finding: Finding): boolean => finding.matches[0]?.frame.takes === 'flag'

/** 共有25个村配备了…: of those there are, and no total; 全镇共有25个村均配备… is one. */
const isSome = (text: string, finding: Finding): boolean => {
  const { part, quantity } = finding.mention
  const behind = text.slice(quantity.end, part.end)
  return (
    /有$/.test(text.slice(Math.max(0, quantity.start - 1), quantity.start)) &&
    !/[均都各皆]|全部|全覆盖/.test(behind)
  )
}

/** What the frames make of a finding. */
const framed = (text: string, finding: Finding): Draft[] => {
  const { quantity } = finding.mention
  const shares = new Set(
    isSome(text, finding) ? finding.matches.flatMap(({ frame }) => frame.fact.over ?? []) : [],
  )
  const able = finding.matches.filter(
    ({ frame }) =>
      // A length of time is a figure only of a fact that counts days: 接访104天.
      (!quantity.time || frame.counters?.has(quantity.counter)) &&
      (frame.takes !== 'dates' || (quantity.dates !== undefined && !finding.mention.leadsIn)) &&
      !shares.has(frame.fact.id),
  )
  if (isDeed(finding)) return oneForEachFact(able).map((match) => draftOf(text, finding, match))
  if (isChange(text, finding)) return []
  const [first, ...others] = oneForEachFact(able)
  if (!first) return []
  return [first, ...others.filter((match) => mayShare(first, match))].map((match) =>
    draftOf(text, finding, match),
  )
}

/** A figure no fact names; null where it tells nothing a person would keep. */
const leftover = (text: string, finding: Finding): Draft | null => {
  const { mention } = finding
  const { quantity } = mention
  if (isDeed(finding) || quantity.kind === 'date' || quantity.kind === 'dates') return null
  if (quantity.time && !(quantity.counter === '年' && text.startsWith('连续', quantity.start - 2)))
    return null
  const change = isChange(text, finding)
  if (change && quantity.kind !== 'rate') return null
  const name = change ? { id: 'growth', known: true } : nameOf(text, mention)
  if (quantity.kind === 'all' && !(name.known && strongShares.includes(quantity.word ?? ''))) return null
  if ((quantity.kind === 'none' && !name.known) || quantity.about || quantity.bare) return null
  const value =
    quantity.kind === 'all' ? 'all' : quantity.kind === 'rate' ? { rate: quantity.rate! } : quantity.value
  return {
    fact: `other.${name.id}`,
    frame: null,
    match: null,
    finding,
    value,
    ...(quantity.hedge ? { hedge: quantity.hedge } : {}),
    ...(quantity.counter ? { unit: quantity.counter } : {}),
    ...trim(text, mention.quoteStart, mention.quoteEnd),
  }
}

/** Told among the shortcomings, where the results say another figure of the same fact. */
const isSecondHand = ({ fact, value, finding }: Draft, told: readonly Draft[]): boolean =>
  finding!.aside === true &&
  told.some((other) => other.fact === fact && !other.finding!.aside && other.value !== value)

/** Claims of the body. */
export const bodyClaims = (text: string, findings: readonly Finding[]): Draft[] => {
  const results = findings.filter((finding) => finding.status === 'result')
  const told = results.flatMap((finding) => framed(text, finding))
  const { kept, dropped } = settle(addUp(told.filter((draft) => !isSecondHand(draft, told))))
  const left = new Set(dropped.map((draft) => draft.finding!))
  const taken = new Set(kept.map((draft) => draft.finding!))
  const summed = new Set(results.filter((finding) => finding.matches[0]?.frame.frame.sum))
  const rest = findings
    .filter(
      (finding) =>
        keptAside.has(finding.status) ||
        (finding.status === 'result' &&
          !finding.aside &&
          !taken.has(finding) &&
          (left.has(finding) || !summed.has(finding))),
    )
    .flatMap((finding) => leftover(text, finding) ?? [])
  return [...kept, ...rest].sort((a, b) => a.start - b.start || a.end - b.end || (a.fact < b.fact ? -1 : 1))
}

/** Claims of header fields: a field sets only a fact that declares its label. */
export const headerClaims = (shape: Outline, reading: CompiledReading): Draft[] =>
  reading.byTakes.get('header')!.flatMap((frame) => {
    for (const label of frame.labels) {
      const field = shape.header.find((each) => each.label === label && each.value !== null)
      if (!field) continue
      const found = findQuantities(shape.normal, field.start, field.end, null, reading.lexicons)
      const date = found.quantities.find((quantity) => quantity.kind === 'date' && quantity.dates)
      if (!date) continue
      return [
        {
          fact: frame.fact.id,
          frame,
          match: null,
          finding: null,
          value: date.dates![0]!,
          ...trim(shape.normal, field.start, date.end),
        },
      ]
    }
    return []
  })

/** One claim for each section of the report that is there; a text with one section is an excerpt and says nothing of its parts. */
export const sectionClaims = (shape: Outline, reading: CompiledReading): Draft[] => {
  if (new Set(shape.sections.flatMap(({ section }) => section?.id ?? [])).size < 2) return []
  return reading.byTakes.get('section')!.flatMap((frame) => {
    const seen = new Set<string>()
    return shape.sections.flatMap(({ section, start, headingEnd }) => {
      if (!section || seen.has(section.id)) return []
      seen.add(section.id)
      return [
        {
          fact: frame.fact.id,
          frame,
          match: null,
          finding: null,
          value: [section.title],
          start,
          end: headingEnd,
        },
      ]
    })
  })
}
