/**
 * Sentences of a pack are Liquid templates over the names a scoring function offers. Every number in a sentence leads to
 * its fact: values carry marks through the template, and the marks become spans.
 */
import { Liquid, LiquidError } from 'liquidjs'
import type { Span } from './assessment.ts'
import type { SayValue } from './functions/index.ts'
import { inKind } from './kind-words.ts'
import type { TownshipKind } from './pack.ts'

const open = '\uE000'
const middle = '\uE001'
const close = '\uE002'
const markShape = /\uE000([^\uE001]*)\uE001([^\uE002]*)\uE002/g

const engine = new Liquid({
  strictVariables: true,
  strictFilters: true,
  ownPropertyOnly: true,
  // Milliseconds by the clock: far from what a sentence takes, so that a busy machine refuses no pack.
  renderLimit: 10_000,
  memoryLimit: 200_000,
  parseLimit: 4_000,
  cache: true,
})

/** The filters a sentence may use. */
export const sentenceFilters = ['bracket', 'list'] as const

/** More names than this are counted, not listed. */
const mostNames = 10

/** Names as a filter gets them, with what they are counted in. */
type MarkedNames = string[] & { unit?: string }

const listed = (names: unknown): string => {
  if (!Array.isArray(names) || names.length === 0) return ''
  const shown = names.slice(0, mostNames).join('、')
  return names.length > mostNames ? `${shown}等${names.length}${(names as MarkedNames).unit ?? '个'}` : shown
}
engine.registerFilter('list', listed)
engine.registerFilter('bracket', (names: unknown) => {
  const text = listed(names)
  // Brackets inside brackets take another shape (GB/T 15834).
  const inner = text.includes('（')
  return text ? (inner ? `〔${text}〕` : `（${text}）`) : ''
})

export type SentenceNames = Record<string, SayValue | SayValue[]>

export interface Sentence {
  text: string
  facts: string[]
  spans: Span[]
}

const marked = (value: SayValue): string => `${open}${value.fact}${middle}${value.text}${close}`

function markedNames(values: SayValue[]): MarkedNames {
  const units = new Set(values.map(({ unit }) => unit))
  const [unit] = units
  return Object.assign(values.map(marked), units.size === 1 && unit ? { unit } : {})
}

/** Renders a template in the words of a kind of township; offsets of spans count code points. */
export function renderSentence(template: string, names: SentenceNames, kind?: TownshipKind): Sentence {
  const told = (value: SayValue): SayValue => ({ ...value, text: inKind(value.text, kind) })
  const values = Object.fromEntries(
    Object.entries(names).map(([name, value]) => [
      name,
      Array.isArray(value) ? markedNames(value.map(told)) : marked(told(value)),
    ]),
  )
  return readMarks(engine.parseAndRenderSync(inKind(template, kind), values))
}

function readMarks(rendered: string): Sentence {
  let text = ''
  let length = 0
  let last = 0
  const spans: Span[] = []
  const append = (piece: string): void => {
    text += piece
    length += [...piece].length
  }
  for (const match of rendered.matchAll(markShape)) {
    append(rendered.slice(last, match.index))
    const start = length
    append(match[2]!)
    if (match[1] && length > start) spans.push({ start, end: length, fact: match[1] })
    last = match.index + match[0].length
  }
  append(rendered.slice(last))
  return { text, spans, facts: [...new Set(spans.map((span) => span.fact))] }
}

/** What is wrong with a template that may use these names: message with line and column from Liquid; null when nothing. */
export function checkSentence(template: string, names: readonly string[]): string | null {
  const sample = Object.fromEntries(names.map((name) => [name, { text: '1', fact: 'x' }]))
  try {
    renderSentence(template, sample)
    return null
  } catch (error) {
    if (error instanceof LiquidError || error instanceof Error) {
      const unknown = /undefined variable: (\S+?),/.exec(`${error.message},`)
      if (unknown) return `句子用了“${unknown[1]}”，本项的计分函数不提供；可用：${names.join('、') || '无'}`
      const filter = /undefined filter: (\S+?),/.exec(`${error.message},`)
      if (filter) return `没有“${filter[1]}”这个过滤器；可用：${sentenceFilters.join('、')}`
      return `句子写法有误：${error.message.split('\n')[0]}`
    }
    throw error
  }
}

/** Moves a sentence's spans behind a prefix and closes it with a suffix. */
export function wrap(prefix: string, sentence: Sentence, suffix: string): Sentence {
  const shift = [...prefix].length
  return {
    text: `${prefix}${sentence.text}${suffix}`,
    facts: sentence.facts,
    spans: sentence.spans.map((span) => ({ ...span, start: span.start + shift, end: span.end + shift })),
  }
}
