/** Colour + word + shape: the marks of outcomes, due dates, rows and gaps. The shapes are SVG symbols, so they print. */
import type { GapKind, Outcome, Strength } from '../../rules/assessment.ts'
import type { Binding } from '../../rules/pack.ts'
import {
  bindings,
  checkedText,
  dueStates,
  gapKinds,
  gapMeanings,
  outcomes,
  rowResults,
  strengths,
} from '../text.ts'

export type Shape =
  | 'met'
  | 'partly'
  | 'notmet'
  | 'unknown'
  | 'na'
  | 'notinforce'
  | 'late'
  | 'soon'
  | 'ok'
  | 'tick'
  | 'clash'

/** The symbols every page refers to; drawn once. */
export const Symbols = () => (
  <svg class="symbols" width="0" height="0" aria-hidden="true" focusable="false">
    <symbol id="met" viewBox="0 0 16 16">
      <circle cx="8" cy="8" r="7.5" />
      <path d="M4.3 8.3l2.6 2.6 4.9-5.4" fill="none" stroke="#fff" stroke-width="1.8" />
    </symbol>
    <symbol id="partly" viewBox="0 0 16 16">
      <circle cx="8" cy="8" r="6.75" fill="none" stroke="currentColor" stroke-width="1.5" />
      <path d="M8 1.5a6.5 6.5 0 0 0 0 13z" />
    </symbol>
    <symbol id="notmet" viewBox="0 0 16 16">
      <rect x="1" y="1" width="14" height="14" />
      <path d="M4.8 4.8l6.4 6.4M11.2 4.8l-6.4 6.4" stroke="#fff" stroke-width="1.8" />
    </symbol>
    <symbol id="unknown" viewBox="0 0 16 16">
      <circle
        cx="8"
        cy="8"
        r="6.6"
        fill="none"
        stroke="currentColor"
        stroke-width="1.7"
        stroke-dasharray="3 2.18"
      />
    </symbol>
    <symbol id="na" viewBox="0 0 16 16">
      <circle cx="8" cy="8" r="6.9" fill="none" stroke="currentColor" stroke-width="1.2" />
      <path d="M4.5 8h7" stroke="currentColor" stroke-width="1.6" />
    </symbol>
    <symbol id="notinforce" viewBox="0 0 16 16">
      <path d="M8 1.4L14.6 8 8 14.6 1.4 8z" fill="none" stroke="currentColor" stroke-width="1.3" />
    </symbol>
    <symbol id="late" viewBox="0 0 16 16">
      <path d="M8 .8L15.7 15H.3z" />
      <path d="M8 5.6v4.6" stroke="#fff" stroke-width="1.8" />
      <circle cx="8" cy="12.4" r="1.1" fill="#fff" />
    </symbol>
    <symbol id="soon" viewBox="0 0 16 16">
      <path d="M8 1L15 8l-7 7-7-7z" fill="none" stroke="currentColor" stroke-width="1.5" />
      <path d="M1.6 8h12.8L8 14.6z" />
    </symbol>
    <symbol id="ok" viewBox="0 0 16 16">
      <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2" />
    </symbol>
    <symbol id="tick" viewBox="0 0 16 16">
      <path d="M2.5 8.6l3.6 3.6 7.4-8.4" fill="none" stroke="currentColor" stroke-width="2" />
    </symbol>
    <symbol id="clash" viewBox="0 0 16 16">
      <path d="M8 .5L15.5 8 8 15.5.5 8z" />
      <path d="M5.2 6.4h5.6M5.2 9.6h5.6M10 4.6L6 11.4" stroke="#fff" stroke-width="1.3" />
    </symbol>
  </svg>
)

/** A symbol without words; a word must stand beside it. */
export const Icon = ({ shape }: { shape: Shape }) => (
  <svg aria-hidden="true">
    <use href={`#${shape}`} />
  </svg>
)

/** A shape and its word in the colour of the shape. */
export const Mark = ({ shape, word, small = false }: { shape: Shape; word: string; small?: boolean }) => (
  <span class={`mark ${shape}${small ? ' mark-s' : ''}`}>
    <Icon shape={shape} />
    {word}
  </span>
)

const outcomeShapes: Record<Outcome, Shape> = {
  met: 'met',
  partly: 'partly',
  not_met: 'notmet',
  unknown: 'unknown',
  not_applicable: 'na',
  not_in_force: 'notinforce',
}

/** Shape of an outcome, for places where its word stands elsewhere. */
export const outcomeShape = (outcome: Outcome): Shape => outcomeShapes[outcome]

/** 达标, 部分达标, 未达标, 未定, 不适用, 尚未施行. */
export const OutcomeMark = ({ outcome, small = false }: { outcome: Outcome; small?: boolean }) => (
  <Mark shape={outcomeShapes[outcome]} word={outcomes[outcome]} small={small} />
)

const resultShapes = { pass: 'met', counted: 'tick', fail: 'notmet', doubt: 'unknown' } as const

/** Whether a row meets what a fact asks of it, or only counts. */
export const RowMark = ({ result }: { result: keyof typeof rowResults }) => (
  <Mark shape={resultShapes[result]} word={rowResults[result]} small />
)

/** 逾期, 临期, 正常. */
export const DueMark = ({ state }: { state: 'late' | 'soon' | 'ok' }) => (
  <Mark shape={state} word={dueStates[state]} />
)

const gapClasses: Record<GapKind, string> = {
  shortcoming: 'tag-short',
  missing: 'tag-missing',
  pending: 'tag-pending',
  undecided: 'tag-undecided',
}

/** Kind of a gap, told apart by its border as well as its word. */
export const GapTag = ({ kind }: { kind: GapKind }) => (
  <span class={`tag ${gapClasses[kind]}`} title={gapMeanings[kind]}>
    {gapKinds[kind]}
  </span>
)

/** Binding and checked marks of a provision, the letters explained in words. */
export const BasisMarks = ({ binding, checked }: { binding?: Binding | null; checked?: string | null }) => (
  <p class="marks">
    {binding && (
      <span class="tag">
        {binding} {bindings[binding]}
      </span>
    )}
    {checked && <span class="tag">核对 {checked}</span>}
    {checked && <span class="small second">{checkedText(checked)}</span>}
  </p>
)

/** How well a result is proven. */
export const strengthText = (strength: Strength | null): string =>
  strength === null ? '尚无证据' : strengths[strength]
