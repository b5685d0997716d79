/** Goes through the body once: every quantity and every deed with its status and the frames that would take it. */

import { bagOf } from './bags.ts'
import { bracketsIn, leadOf } from './brackets.ts'
import { type Part, type Sentence, splitSentences } from './clauses.ts'
import { type Carried, type CarriedHeading, carriedHeading, type Mention, mentionsOf } from './context.ts'
import { deedsOf, type Told } from './deeds.ts'
import type { Outline } from './document.ts'
import { exceptedIn } from './exceptions.ts'
import { type CompiledReading, framesFor } from './frames.ts'
import type { Line } from './lines.ts'
import type { Range } from './lists.ts'
import { byPreference, labelsOf, type Match, type Miss, takersOf, tryFrame } from './match.ts'
import { isPartial } from './periods.ts'
import { findQuantities } from './quantities.ts'
import type { Quantity } from './quantity.ts'
import { clauseStatus, keptAside, opensPlan, type Status } from './status.ts'
import { findTables, rowFigures } from './tables.ts'

/** One quantity or deed of the text, with what became of it. */
export interface Finding {
  mention: Mention
  status: Status
  matches: Match[]
  misses: Miss[]
  /** Told among the shortcomings: it counts where nothing else tells the same. */
  aside?: true
  /** A deed that was not done. */
  undone?: true
}

/** A yearly report has some hundred figures; a text with more than this is read no further. */
export const mostQuantities = 20_000
/** Nor is anything beyond this many characters a yearly report. */
const longestText = 2_000_000
/** Longer first sentences of a numbered paragraph are prose. */
const longestHeading = 48
const longestPoint = 12

const isFigure = (quantity: Quantity): boolean =>
  quantity.kind !== 'all' && quantity.kind !== 'none' && !quantity.time

/** How much of a numbered line is its heading; 0 where the line begins with what was done. */
const headingOf = (normal: string, line: Line, figures: readonly Quantity[]): number => {
  if (line.level === 0) return line.start
  const length = line.headingEnd - line.start
  const more = line.headingEnd + 1 < line.end
  const longest = line.level <= 2 ? longestHeading : longestPoint
  const isHeading = length <= longest && (more || normal[line.headingEnd] !== '。')
  if (line.level === 1 && !more) return line.headingEnd
  if (!isHeading || figures.some((quantity) => isFigure(quantity) && quantity.start < line.headingEnd))
    return line.start
  return line.headingEnd
}

const longestTopic = 40
const sentenceTopicCost = 14
const sectionCost = 16

/** What a sentence is about, for the figures of the next one; null where it begins with no object. */
const topicOf = (text: string, sentence: Sentence, { vocabulary }: CompiledReading): Carried[] | null => {
  const first = sentence.parts[0]
  if (!first) return null
  const range = { start: first.start, end: Math.min(first.end, first.start + longestTopic) }
  const bag = bagOf(text, [range], vocabulary)
  return bag.ownObject ? [{ ...range, bag, cost: sentenceTopicCost, from: 'topic' }] : null
}

/** The facts that took the one number of each part of a sentence; a part as large as its total is the total again. */
const wholesIn = (findings: readonly Finding[], from: number): Map<Part, Told> => {
  const wholes = new Map<Part, Told>()
  const totals = new Map<string, number>()
  for (const { mention, status, matches } of findings.slice(from)) {
    const { quantity, part } = mention
    if (quantity.kind !== 'number' || quantity.time) continue
    const known = wholes.has(part)
    const first = matches[0]?.frame
    const told = !known && status === 'result' && quantity.value >= 1 && first
    const { over } = first?.fact ?? {}
    const facts = told ? [first.fact.id, ...(first.frame.also ?? [])] : []
    if (told && over !== undefined && totals.get(over) === quantity.value) facts.push(over)
    for (const fact of facts) if (!totals.has(fact)) totals.set(fact, quantity.value)
    wholes.set(part, { facts: new Set(facts), only: told && quantity.value === 1 ? first.register : null })
  }
  return wholes
}

const sectionStatus = (shape: Outline): ((at: number) => Status | null) => {
  let index = -1
  return (at) => {
    while (index + 1 < shape.sections.length && shape.sections[index + 1]!.start <= at) index++
    const status = shape.sections[index]?.section?.status
    return status === 'shortcoming' ? 'shortcoming' : status === 'plan' ? 'next_plan' : null
  }
}

/** A sentence of more clauses is not searched further for deeds. */
const mostClauses = 200
const deed: Quantity = { kind: 'none', value: 0, counter: '', start: 0, end: 0 }
const longestDeed = 180

/** Deeds without a figure (制定清单, 写入报告) for the facts that are yes or no. */
const flagMentions = (
  text: string,
  sentence: Sentence,
  reading: CompiledReading,
  heading: CarriedHeading | null,
): Mention[] => {
  const mentions: Mention[] = []
  let carried: Carried[] = []
  for (const clause of sentence.clauses.slice(0, mostClauses)) {
    const range = { start: clause.start, end: Math.min(clause.end, clause.start + longestDeed) }
    const own = bagOf(text, [range], reading.vocabulary)
    const part = clause.parts[0]!
    carried = carried.slice(0, 3).map((each) => ({ ...each, cost: each.cost + part.joint }))
    mentions.push({
      quantity: { ...deed, start: range.end, end: range.end },
      sentence,
      part,
      partIndex: 0,
      ranges: [range],
      own,
      whole: own,
      carried: [...carried, ...(heading ? [carriedHeading(heading)] : [])],
      within: false,
      beside: false,
      quoteStart: range.start,
      quoteEnd: range.end,
    })
    carried = [{ bag: own, cost: 0, start: range.start, end: range.end, from: 'part' }, ...carried]
  }
  return mentions
}

const captionOf = /^表[一二三四五六七八九十\d]{1,2}[ :、.]/
const longestCaption = 30
/** 执法。证件5本，人6个: a word or two that say what the paragraph is about. */
const longestLead = 12

/** What the headings over a line are about, for figures that stand under a label: its section, its table, its own first words. */
const headingsOver = (
  shape: Outline,
  reading: CompiledReading,
): ((line: Line, headingEnd: number) => Carried | undefined) => {
  const { normal } = shape
  let outer: Range[] = []
  let inner: Range[] = []
  return (line, headingEnd) => {
    const range = { start: line.start, end: headingEnd }
    const words = normal.slice(line.start, line.end)
    if (line.level === 1) [outer, inner] = [[range], []]
    else if (line.level === 2) inner = [range]
    else if (captionOf.test(words) && words.length <= longestCaption)
      inner = [{ start: line.start, end: line.end }]
    const stop = normal.indexOf('。', line.start)
    const led = line.level === 0 && stop > 0 && stop - line.start <= longestLead && stop < line.end - 1
    const ranges = [...outer, ...inner, ...(led ? [{ start: line.start, end: stop }] : [])].filter(
      ({ start, end }) => end > start,
    )
    if (ranges.length === 0) return undefined
    return {
      ...ranges[0]!,
      bag: bagOf(normal, ranges, reading.vocabulary),
      cost: sectionCost,
      from: 'section',
    }
  }
}

/** Reads the body; with `all` also what status rules out, and why frames failed. */
export const studyBody = (shape: Outline, reading: CompiledReading, all: boolean): Finding[] => {
  const { normal } = shape
  const findings: Finding[] = []
  const statusAt = sectionStatus(shape)
  const flags = reading.byTakes.get('flag')!
  const tables = findTables(normal, shape.lines, shape.year)
  const county = shape.kind === 'county_report'
  let heading: CarriedHeading | null = null
  let left = mostQuantities
  const over = headingsOver(shape, reading)
  for (const whole of shape.lines) {
    if (whole.start < shape.bodyFrom || whole.start >= longestText || left <= 0) continue
    const line = whole.end > longestText ? { ...whole, end: longestText } : whole
    const given = statusAt(line.start)
    const section =
      given === null && line.level === 0 && opensPlan(normal, line.start, line.end, shape.year)
        ? 'next_plan'
        : given
    if (line.level > 0) heading = null
    if (section === 'next_plan' && !all) continue
    const { quantities, years } = findQuantities(normal, line.start, line.end, shape.year, reading.lexicons)
    left -= quantities.length
    if (left < 0) quantities.length = Math.max(0, quantities.length + left)
    const headingEnd = headingOf(normal, line, quantities)
    if (headingEnd > line.start) {
      heading = {
        start: line.start,
        end: headingEnd,
        bag: bagOf(normal, [{ start: line.start, end: headingEnd }], reading.vocabulary),
      }
    }
    const figures = quantities.filter((quantity) => quantity.start >= headingEnd)
    const above = over(line, headingEnd)
    const context = { year: shape.year, years, county }
    const tell = (sentence: Sentence, mentions: readonly Mention[]): void => {
      const excepted = exceptedIn(normal, sentence)
      for (const mention of mentions) {
        const { quantity } = mention
        if (above) mention.section = above
        const clause = sentence.clauses[mention.part.clause]!
        const telling = { start: Math.min(sentence.key, sentence.start) }
        const own = clauseStatus(normal, clause, telling, quantity, context, mention.quoteStart)
        const told = section !== null && !(section === 'shortcoming' && own === 'result') ? section : own
        const status =
          told !== 'result'
            ? told
            : excepted.has(quantity)
              ? 'excepted'
              : isPartial(normal, mention)
                ? 'partial'
                : 'result'
        if (section === 'shortcoming' && !all && status !== 'result') continue
        const asked = section === 'shortcoming' && status === 'result' ? section : status
        if (asked === 'result' || asking[asked] || keptAside.has(asked) || all)
          findings.push(...attempt(normal, mention, asked, reading, all))
      }
    }
    const row = tables.get(line)
    if (row === null) continue
    if (row) {
      const table = rowFigures(normal, line, row, figures, reading.vocabulary, reading.lexicons.counters)
      for (const { mention, status } of table.figures) {
        const told = section ?? status ?? 'result'
        if (above) mention.section = above
        if (told === 'result' || all) findings.push(...attempt(normal, mention, told, reading, all))
      }
      for (const cell of table.prose) {
        const inside = figures.filter(({ start, end }) => start >= cell.start && end <= cell.end)
        for (const sentence of splitSentences(normal, cell.start, cell.end, inside, [], line.start))
          tell(sentence, mentionsOf(normal, sentence, reading.vocabulary, null, table.lead))
      }
      continue
    }
    const brackets = bracketsIn(normal, headingEnd, line.end, figures)
    const bracketed = new Set(brackets.flatMap((bracket) => bracket.quantities))
    const plain = bracketed.size > 0 ? figures.filter((quantity) => !bracketed.has(quantity)) : figures
    let topic: Carried[] = []
    for (const sentence of splitSentences(normal, headingEnd, line.end, plain, brackets)) {
      const from = findings.length
      tell(sentence, mentionsOf(normal, sentence, reading.vocabulary, heading, [], false, topic))
      for (const { mention, matches } of deedsOf(normal, sentence, wholesIn(findings, from), reading)) {
        const clause = sentence.clauses[mention.part.clause]!
        const status = section ?? clauseStatus(normal, clause, sentence, null, context)
        if (status === 'result' || all) findings.push({ mention, status, matches, misses: [] })
      }
      topic = topicOf(normal, sentence, reading) ?? topic
      for (const bracket of sentence.brackets) {
        const lead = leadOf(normal, sentence.start, bracket, reading.vocabulary)
        const inner = { start: bracket.start + 1, end: bracket.end - 1 }
        for (const part of splitSentences(
          normal,
          inner.start,
          inner.end,
          bracket.quantities,
          [],
          sentence.key,
        ))
          tell(part, mentionsOf(normal, part, reading.vocabulary, heading, lead, bracket.within))
      }
      if (left <= 0 || reading.deeds.apart(normal, sentence.start, sentence.end).length === 0) continue
      left -= sentence.clauses.length
      flagMentions(normal, sentence, reading, heading).forEach((mention, index) => {
        const able = flags.flatMap((frame) => tryFrame(normal, frame, mention).match ?? [])
        if (able.length === 0) return
        const status = section ?? clauseStatus(normal, sentence.clauses[index]!, sentence, null, context)
        const undone = status === 'negated' ? able.filter((match) => isUndone(normal, mention, match)) : []
        if (undone.length > 0)
          findings.push({
            mention,
            status: 'result',
            matches: undone.sort(byPreference),
            misses: [],
            undone: true,
          })
        else if (status === 'result' || all)
          findings.push({ mention, status, matches: able.sort(byPreference), misses: [] })
      })
    }
  }
  return findings
}

/** Whether a match rests on a word that itself names a part of the year: 5月民法典宣传月6场. */
const asksTime = (match: Match): boolean =>
  match.words.some((word) => /[月周]$|^\d+月|[二一]月|宪法日/.test(word))

/** Whether a match rests on a word that itself denies: 未公开事项0项. */
const asksDenial = (match: Match): boolean => match.words.some((word) => /未|无|没有|不/.test(word))

/** Words that make a figure the measure of a fault: 1件逾期, 仅1人, 缺考1人. */
const faulty = /逾期|超期|超时|缺|[未没仅]|只有|只能|漏|不[足够到及达符规]|尚|迟|滞后|错|瑕疵|退回|扣分|赋予/

/**
 * Whether a match holds among the shortcomings: on its own words, which name the fault itself (a lost suit), or where
 * they only say what was done before the fault is told (抽评案卷8件，2件说理不充分).
 */
const asksFault = (match: Match, own: string): boolean =>
  match.cost === 0 &&
  (match.words.some((word) => /败诉|被撤销|纠错|被纠正|确认违法/.test(word)) ||
    (match.frame.takes !== 'flag' && !faulty.test(own)))

/** Whether a match rests on a word that itself says what is due: 应出庭, 应参加. */
const asksDue = (match: Match): boolean => match.words.some((word) => word.startsWith('应'))

/** 没有制定普法责任清单: the deed itself is denied, of the whole office. */
const isUndone = (text: string, { part, ranges }: Mention, match: Match): boolean => {
  const { start, end } = ranges[0]!
  const said = text.slice(start, end)
  if (
    part.quantities.some(isFigure) ||
    /部分|个别|有的|一些|各别|的$|及时|按期|全面|完全|如果?|若/.test(said)
  )
    return false
  return match.words.some((word) =>
    /(?:(?<!尚)未|没有?)(?:单独|专门|曾)?$/.test(said.slice(0, Math.max(0, said.indexOf(word)))),
  )
}

/** Every word a figure could lean on. */
const wordsAround = ({ own, carried }: Mention): Set<number> => {
  const words = new Set(own.words.keys())
  for (const { bag } of carried) for (const id of bag.words.keys()) words.add(id)
  return words
}

/** Statuses that a frame may itself ask for. */
const asking: Partial<Record<Status, (match: Match, own: string) => boolean>> = {
  due: asksDue,
  partial: asksTime,
  denied: asksDenial,
  shortcoming: asksFault,
}

const attempt = (
  text: string,
  mention: Mention,
  status: Status,
  reading: CompiledReading,
  all: boolean,
): Finding[] => {
  const matches: Match[] = []
  const misses: Miss[] = []
  const words = all ? null : wordsAround(mention)
  for (const takes of takersOf[mention.quantity.kind]) {
    // Why other frames fail is told only where it is asked.
    const able = words ? framesFor(reading, takes, words) : reading.byTakes.get(takes)!
    const named = words ? labelsOf(text, mention).flatMap((name) => reading.byName.get(name) ?? []) : []
    for (const frame of [...able, ...named.filter((each) => each.takes === takes)]) {
      const tried = tryFrame(text, frame, mention)
      if (tried.match) matches.push(tried.match)
      else if (all) misses.push(tried.miss)
    }
  }
  matches.sort(byPreference)
  const asks = asking[status]
  if (!asks) return [{ mention, status, matches, misses }]
  const said = mention.ranges.map(({ start, end }) => text.slice(start, end)).join('')
  const due = matches.filter((match) => asks(match, said))
  const aside = status === 'shortcoming' ? { aside: true as const } : {}
  if (due.length > 0) return [{ mention, status: 'result', matches: due, misses, ...aside }]
  return all || keptAside.has(status) ? [{ mention, status, matches, misses }] : []
}
