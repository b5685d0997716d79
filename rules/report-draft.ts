/**
 * Facts, gaps and plans → the drafted annual report in the parts its pack names (scoring.md §15): what was met with the
 * figures it rests on, the drafted shortcomings, the measures of next year. What a township wrote itself stands apart.
 */
import type { AssessResult, ItemScore } from './assess.ts'
import type { DocumentView, DraftParagraph } from './assessment.ts'
import type { Draft } from './draft.ts'
import { viewFact } from './fact-view.ts'
import type { ReportSection } from './pack.ts'
import { renderSentence, type Sentence, wrap } from './sentences.ts'
import { chineseNumber } from './wording.ts'

/** Stands where a part has nothing on record to tell. */
export const blankPart = '【待填写】'

export interface ReportGroup {
  /** Of a part told by dimensions; null where the part is told as one. */
  title: string | null
  paragraphs: ReportParagraph[]
}

export interface ReportParagraph extends Omit<DraftParagraph, 'kind'> {
  kind: 'result' | 'shortcoming' | 'cause' | 'measure' | 'missing' | 'own' | 'blank'
}

export interface ReportPart {
  id: string
  title: string
  groups: ReportGroup[]
}

/** The parts a report must have, each drafted from what is known. */
export function draftReport(result: AssessResult, draft: Draft, document: DocumentView | null): ReportPart[] {
  const { sections } = result.pack.table.report
  const elsewhere = new Set(sections.flatMap(({ items }) => items ?? []))
  const results = sections.filter(({ status }) => status === 'result')
  return sections
    .filter(({ required }) => required)
    .map((section) => ({
      id: section.id,
      title: section.title,
      groups: filled(
        section === results[0]
          ? byDimension(result, elsewhere)
          : section.status === 'result'
            ? alone(metOf(result, section))
            : section.status === 'shortcoming'
              ? alone(draft.paragraphs.filter(({ kind }) => kind !== 'heading') as ReportParagraph[])
              : section.status === 'plan'
                ? alone([...measures(draft), ...ownWords(document, section)])
                : [],
      ),
    }))
}

const alone = (paragraphs: ReportParagraph[]): ReportGroup[] =>
  paragraphs.length > 0 ? [{ title: null, paragraphs }] : []

const filled = (groups: ReportGroup[]): ReportGroup[] =>
  groups.length > 0
    ? groups
    : [{ title: null, paragraphs: [{ kind: 'blank', text: blankPart, item: null, facts: [], spans: [] }] }]

/** What was met in each dimension, as a paragraph of one sentence an item. */
function byDimension(result: AssessResult, elsewhere: ReadonlySet<string>): ReportGroup[] {
  return result.pack.table.dimensions.flatMap((dimension): ReportGroup[] => {
    const paragraphs = result.items
      .filter(({ item }) => item.table.dimension === dimension.id && !elsewhere.has(item.table.id))
      .flatMap(metParagraph)
    return paragraphs.length > 0 ? [{ title: dimension.title, paragraphs }] : []
  })
}

const metOf = (result: AssessResult, section: ReportSection): ReportParagraph[] =>
  (section.items ?? [])
    .flatMap((id) => result.items.filter(({ item }) => item.table.id === id))
    .flatMap(metParagraph)

/** Only what was met and rests on something may be called a result. */
function metParagraph(score: ItemScore): ReportParagraph[] {
  if (score.outcome !== 'met' || score.strength === null) return []
  const sentence = metSentence(score)
  return [{ kind: 'result', ...sentence, item: score.item.table.id }]
}

/** The item's own sentence; one without a figure gets those it rests on. */
function metSentence(score: ItemScore): Sentence {
  const { table } = score.item
  const explained = score.version!.score.explain(score.item.value, score.reading)
  const sentence = renderSentence({ ...table.says, ...explained.says }.met ?? table.title, explained.names)
  if (/\d/.test(sentence.text)) return wrap('', sentence, '。')
  const figures = score.facts.map(viewFact).filter(({ state, text }) => state === 'known' && /\d/.test(text))
  if (figures.length === 0) return wrap('', sentence, '。')
  const template = figures.map((_, index) => `${figures[index]!.title}{{ f${index} }}`).join('，')
  const told = renderSentence(
    template,
    Object.fromEntries(figures.map(({ id, text }, index) => [`f${index}`, { text, fact: id }])),
  )
  return wrap('', joined(wrap('', sentence, '，'), told), '。')
}

const joined = (before: Sentence, after: Sentence): Sentence => {
  const shift = [...before.text].length
  return {
    text: before.text + after.text,
    facts: [...new Set([...before.facts, ...after.facts])],
    spans: [
      ...before.spans,
      ...after.spans.map((span) => ({ ...span, start: span.start + shift, end: span.end + shift })),
    ],
  }
}

/** The measure of each drafted shortcoming, numbered anew. */
function measures({ paragraphs }: Draft): ReportParagraph[] {
  return paragraphs
    .filter(({ kind }) => kind === 'measure')
    .map((paragraph, index) => {
      const text = paragraph.text.replace(/^\d+年措施：/, '')
      return {
        ...paragraph,
        kind: 'measure' as const,
        text: `（${chineseNumber(index + 1)}）${text}`,
        spans: [],
      }
    })
}

/** What the township's own report says in this part, without its heading, a paragraph each. */
function ownWords(document: DocumentView | null, section: ReportSection): ReportParagraph[] {
  if (!document) return []
  const characters = [...document.text]
  return document.sections
    .filter(({ kind }) => kind === section.id)
    .flatMap(({ heading, start, end }) => {
      const text = characters.slice(start, end).join('').trim()
      return (text.startsWith(heading) ? text.slice(heading.length) : text).split('\n')
    })
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map((text) => ({ kind: 'own' as const, text, item: null, facts: [], spans: [] }))
}
