import type { Assessment, DraftParagraph } from '../rules/assessment.ts'
import { markdownText } from './markdown.ts'

const written = ({ kind, text }: DraftParagraph): string =>
  kind === 'heading' ? `## ${markdownText(text)}` : markdownText(text)

/** The drafted 存在的不足和原因 as Markdown; the township's own words and what is merely missing stand apart. */
export const draftMarkdown = ({
  draft,
  township,
  pack,
  asOf,
}: Pick<Assessment, 'draft' | 'township' | 'pack' | 'asOf'>): string => {
  const own = draft.paragraphs.filter(({ kind }) => kind === 'own')
  const blocks = [
    ...draft.paragraphs.filter(({ kind }) => kind !== 'own').map(written),
    ...(own.length > 0
      ? ['## 本单位自述的不足（报告原文）', ...own.map(({ text }) => `> ${markdownText(text)}`)]
      : []),
    ...(draft.missing.length > 0
      ? ['## 待补充材料', draft.missing.map(({ text }) => `- ${markdownText(text)}`).join('\n')]
      : []),
    `${markdownText(township.name ?? '')}，${markdownText(pack.title)}（${markdownText(pack.version)}），截至${asOf}。草稿，供人核改。`,
  ]
  return `${blocks.join('\n\n')}\n`
}
