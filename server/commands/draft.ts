import { draftSheet, findingsPart, headSheet } from './assessment-sheet.ts'
import { type Command, json, show } from './command.ts'
import { assessFiles } from './run.ts'

/** The section on shortcomings, drafted. */
export const draftCommand: Command = {
  name: 'draft',
  operands: 'FILE…',
  summary: {
    zh: '起草“存在的不足和原因”：只写已测得的不足，待补充的材料另列',
    en: 'Draft the section on shortcomings: measured ones only, missing evidence apart',
  },
  options: ['pack', 'year', 'kind', 'township', 'as-of', 'evidence', 'json', 'md'],
  examples: ['draft 台账.yaml --pack shandong', 'draft 报告.txt 台账.yaml --md'],
  async run(invocation) {
    const { assessment } = await assessFiles(invocation)
    const { pack, asOf, township, draft, findings } = assessment
    if (invocation.values.json) invocation.streams.out(json({ pack, asOf, township, draft, findings }))
    else
      show(
        [
          ...headSheet(assessment, invocation.words),
          ...draftSheet(assessment, invocation.words),
          ...findingsPart(assessment, invocation.words),
        ],
        invocation,
      )
    return 0
  },
}
