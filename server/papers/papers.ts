/** The papers of a township by name, for the pages, the API and the command line alike. */
import type { AssessResult } from '../../rules/assess.ts'
import type { Assessment, DocumentView } from '../../rules/assessment.ts'
import { draftShortcomings } from '../../rules/draft.ts'
import { findGaps } from '../../rules/gaps.ts'
import { draftReport, draftSection } from '../../rules/report-draft.ts'
import { annualReportDocx, shortcomingsDocx } from './annual-report.ts'
import { problemListDocx, scoreSheetDocx } from './score-sheet.ts'

export interface PaperInput {
  result: AssessResult
  assessment: Assessment
  document: DocumentView | null
  /** Of the county, where it is known. */
  county: string | null
  /** Whether the source of each figure follows the text. */
  sources: boolean
}

interface Paper {
  title: string
  make: (input: PaperInput) => Promise<Uint8Array<ArrayBuffer>>
}

const draftOf = ({ result, document }: PaperInput) => draftShortcomings(result, findGaps(result), document)

export const paperNames = ['annual-report', 'shortcomings', 'score-sheet', 'problem-list'] as const
export type PaperName = (typeof paperNames)[number]

export const papers: Record<PaperName, Paper> = {
  'annual-report': {
    title: '法治政府建设年度报告（草稿）',
    make: (input) =>
      annualReportDocx({ ...input, parts: draftReport(input.result, draftOf(input), input.document) }),
  },
  shortcomings: {
    title: '存在的不足和原因（草稿）',
    make: (input) => shortcomingsDocx({ ...input, section: draftSection(draftOf(input)) }),
  },
  'score-sheet': { title: '自评得分表', make: ({ assessment }) => scoreSheetDocx(assessment) },
  'problem-list': {
    title: '问题清单',
    make: ({ assessment, county }) => problemListDocx(assessment, county),
  },
}

/** What the file of a paper is called: 砚泠镇2025年度自评得分表.docx. */
export const paperFile = (
  { assessment: { township } }: Pick<PaperInput, 'assessment'>,
  name: PaperName,
): string => `${township.name ?? ''}${township.year}年度${papers[name].title}.docx`
