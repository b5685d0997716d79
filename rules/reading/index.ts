/** Reads a report: structure and claims with exact quotations. Pure: the same text and pack give the same claims. */
import type { DocumentView } from '../assessment.ts'
import type { Claim } from '../evidence.ts'
import { bodyClaims, type Draft, headerClaims, sectionClaims } from './claims.ts'
import { documentView, type Outline, outline } from './document.ts'
import type { CompiledReading } from './frames.ts'
import { studyBody } from './study.ts'
import { codePointOffsets } from './text.ts'

export { checkFrames, type FrameProblem } from './check.ts'
export { explainReading, type ReadingExplanation } from './explain.ts'
export { type CompiledReading, compileReading } from './frames.ts'

/** Drafts of everything a text claims, in the order of the text. */
export const draftClaims = (shape: Outline, reading: CompiledReading): Draft[] => [
  ...headerClaims(shape, reading),
  ...[...sectionClaims(shape, reading), ...bodyClaims(shape.normal, studyBody(shape, reading, false))].sort(
    (a, b) => a.start - b.start,
  ),
]

const beyondAll = '比例超过100%，请核对原文'

/** 参训率102%: no share of a whole can be more than all of it. */
const isBeyondAll = ({ frame, value }: Draft): boolean =>
  frame !== null && typeof value === 'object' && 'rate' in value && Number(value.rate) > 1

/** Structure and claims of a text. Claims are proposals; those of a text of another kind are refused with the reason. */
export const readReport = (
  text: string,
  reading: CompiledReading,
): { document: DocumentView; claims: Claim[] } => {
  const shape = outline(text, reading.table.report.sections)
  const at = codePointOffsets(text)
  const county = shape.kind === 'county_report'
  const claims = draftClaims(shape, reading).map((draft, index): Claim => {
    const reason = shape.refusal ?? (isBeyondAll(draft) ? beyondAll : null)
    return {
      id: `c${index + 1}`,
      fact: draft.fact,
      items: county ? [] : [...(reading.items.get(draft.fact) ?? [])],
      value: draft.value,
      ...(draft.hedge ? { hedge: draft.hedge } : {}),
      ...(draft.unit ? { unit: draft.unit } : {}),
      quote: text.slice(draft.start, draft.end),
      start: at(draft.start),
      end: at(draft.end),
      status: reason === null ? 'proposed' : 'refused',
      ...(reason === null ? {} : { reason }),
    }
  })
  return { document: documentView(shape, at), claims }
}
