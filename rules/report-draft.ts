/**
 * Facts, gaps and plans → the drafted annual report in the parts its pack names: what was met with the
 * figures it rests on, the drafted shortcomings, the measures of next year. What a township wrote itself stands apart.
 */
import type { AssessResult, ItemScore } from './assess.ts'
import type { DocumentView, DraftParagraph, FactView } from './assessment.ts'
import type { Draft } from './draft.ts'
import { explanationOf } from './explained.ts'
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
  // What concerns the report itself is not told in it: such items stand in the sections it need not have.
  const untold = new Set(sections.flatMap(({ required, items }) => (required ? [] : (items ?? []))))
  const told = toldParagraphs(draft, untold)
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
              ? alone(told.filter(({ kind }) => kind !== 'measure'))
              : section.status === 'plan'
                ? alone([...measures(told), ...ownWords(document, section)])
                : [],
      ),
    }))
}

const alone = (paragraphs: ReportParagraph[]): ReportGroup[] =>
  paragraphs.length > 0 ? [{ title: null, paragraphs }] : []

const filled = (groups: ReportGroup[]): ReportGroup[] =>
  groups.length > 0 ? groups : [{ title: null, paragraphs: [blankParagraph()] }]

const blankParagraph = (): ReportParagraph => ({
  kind: 'blank',
  text: blankPart,
  item: null,
  facts: [],
  spans: [],
})

/** 存在的不足和原因 as a paper of its own: whole, with what concerns the report itself. */
export function draftSection(draft: Draft): ReportParagraph[] {
  const told = toldParagraphs(draft, new Set())
  return told.length > 0 ? told : [blankParagraph()]
}

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
  if ((score.plain ?? score).outcome !== 'met' || score.strength === null) return []
  const sentence = metSentence(score)
  return [{ kind: 'result', ...sentence, item: score.item.table.id }]
}

/** The item's own sentence; one without a figure gets those it rests on in brackets. */
function metSentence(score: ItemScore): Sentence {
  const { table } = score.item
  const explained = explanationOf(score)
  const sentence = renderSentence(
    { ...table.says, ...explained.says }.met ?? table.title,
    explained.names,
    score.reading.environment.kind,
  )
  const figures = /\d/.test(sentence.text) ? [] : figuresOf(score)
  if (figures.length === 0) return wrap('', sentence, '。')
  const template = figures.map(({ title }, index) => `${figures.length > 1 ? title : ''}{{ f${index} }}`)
  const told = renderSentence(
    template.join('，'),
    Object.fromEntries(figures.map(({ id, text }, index) => [`f${index}`, { text, fact: id }])),
  )
  return wrap('', joined(sentence, wrap('（', told, '）')), '。')
}

/** Of what was met in full the whole says enough; of what never happened no figure says more than the sentence. */
function figuresOf({ facts }: ItemScore): FactView[] {
  const wholes = new Set(facts.flatMap(({ compiled }) => compiled.over ?? []))
  const views = facts
    .filter(({ compiled }) => compiled.over === undefined || !wholes.has(compiled.over))
    .map(viewFact)
    .filter(({ state }) => state !== 'unknown')
  if (views.some(({ state, value }) => state === 'none' || value === 0)) return []
  return views.filter(({ text }) => /\d/.test(text))
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

/** The drafted shortcomings without those of some items, numbered anew. */
function toldParagraphs({ paragraphs }: Draft, untold: ReadonlySet<string>): ReportParagraph[] {
  let number = 0
  return paragraphs.flatMap((paragraph): ReportParagraph[] => {
    const { kind, item } = paragraph
    if (kind === 'heading' || (item !== null && untold.has(item))) return []
    return [
      kind === 'shortcoming' || kind === 'missing'
        ? renumbered({ ...paragraph, kind }, ++number)
        : { ...paragraph, kind },
    ]
  })
}

function renumbered(paragraph: ReportParagraph, number: number): ReportParagraph {
  const before = /^（[^）]*）/.exec(paragraph.text)?.[0] ?? ''
  const after = `（${chineseNumber(number)}）`
  const shift = after.length - before.length
  return {
    ...paragraph,
    text: after + paragraph.text.slice(before.length),
    spans: paragraph.spans.map((span) => ({ ...span, start: span.start + shift, end: span.end + shift })),
  }
}

/** The measure of each drafted shortcoming, numbered anew: they are told among the plans, and there alone. */
function measures(paragraphs: readonly ReportParagraph[]): ReportParagraph[] {
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
  const lines = document.sections
    .filter(({ kind }) => kind === section.id)
    .flatMap(({ heading, start, end }) => {
      const text = characters.slice(start, end).join('').trim()
      return (text.startsWith(heading) ? text.slice(heading.length) : text).split('\n')
    })
    .map((text) => text.trim())
    .filter((text) => text !== '')
  return withoutClosing(lines).map((text) => ({ kind: 'own', text, item: null, facts: [], spans: [] }))
}

const closingLine =
  /^(?:特此报告[。！]?|\S{0,30}(?:委员会|人民政府|办事处|党工委|党委|镇政府|乡政府)|[\d〇○零一二三四五六七八九十\s]+年[\d一二三四五六七八九十\s]+月[\d一二三四五六七八九十\s]+日)$/

/** The report closes, signs and dates itself; the closing of the township's own would stand in it twice. */
function withoutClosing(lines: readonly string[]): string[] {
  const end = lines.findLastIndex((line) => !closingLine.test(line))
  return lines.slice(0, end + 1)
}
