/** Clauses name the three kinds of township at once; what is said to one of them names it alone. */
import type { TownshipKind } from './pack.ts'

const forms: readonly (readonly [RegExp, Record<TownshipKind, string>])[] = [
  [/镇长（乡长、主任）/g, { 乡: '乡长', 镇: '镇长', 街道: '办事处主任' }],
  [/党委（党工委）/g, { 乡: '党委', 镇: '党委', 街道: '党工委' }],
  [/政府（办事处）/g, { 乡: '政府', 镇: '政府', 街道: '办事处' }],
  [/本乡镇（街道）/g, { 乡: '本乡', 镇: '本镇', 街道: '本街道' }],
]

/** 党委（党工委）书记 → 党工委书记 for a subdistrict; as it is written where the kind is not known. */
export const inKind = (text: string, kind: TownshipKind | undefined): string =>
  // Every form has brackets, and most texts have none.
  kind === undefined || !text.includes('（')
    ? text
    : forms.reduce((said, [form, words]) => said.replace(form, words[kind]), text)
