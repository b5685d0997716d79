import { gapsByWorth, gapsSheet, headSheet } from './assessment-sheet.ts'
import { type Command, json, show } from './command.ts'
import { assessFiles } from './run.ts'

/** What is short, missing, open or undecided. */
export const gapsCommand: Command = {
  name: 'gaps',
  operands: 'FILE…',
  summary: {
    zh: '一个乡镇（街道）的差距，按涉及的分排列，并写明怎么办、何时办',
    en: 'The gaps of one township by worth, with what to do until when',
  },
  options: ['pack', 'year', 'kind', 'township', 'as-of', 'evidence', 'json', 'md'],
  examples: ['gaps 报告.txt 台账.yaml', 'gaps 台账.yaml --pack shandong --md'],
  async run(invocation) {
    const { assessment } = await assessFiles(invocation)
    const { pack, asOf, township, gaps } = assessment
    if (invocation.values.json)
      invocation.streams.out(json({ pack, asOf, township, gaps: gapsByWorth(gaps) }))
    else
      show(
        [...headSheet(assessment, invocation.words), ...gapsSheet(assessment, invocation.words)],
        invocation,
      )
    return 0
  },
}
