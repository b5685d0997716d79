import { assessmentSheet } from './assessment-sheet.ts'
import { type Command, json, show } from './command.ts'
import { assessFiles } from './run.ts'

/** Everything about one township. */
export const assessCommand: Command = {
  name: 'assess',
  operands: 'FILE…',
  summary: {
    zh: '评价一个乡镇（街道）的一个年度：得分区间、理由、差距和不足草稿。文件为至多一份报告加若干台账（.yaml、.json，或者填好的.xlsx、.ods、.csv）',
    en: 'Assess one township in one year: score, reasons, gaps and the drafted shortcomings',
  },
  options: ['pack', 'year', 'kind', 'township', 'as-of', 'evidence', 'json', 'md'],
  examples: [
    'assess 报告.txt',
    'assess 报告.txt 台账.yaml --as-of 2026-01-20',
    'assess 台账.json --pack shandong --json',
    'assess 报告.docx 砚泠镇2025年度台账.xlsx',
    'assess - --evidence recorded < 台账.yaml',
  ],
  async run(invocation) {
    const { assessment } = await assessFiles(invocation)
    if (invocation.values.json) invocation.streams.out(json(assessment))
    else show(assessmentSheet(assessment, invocation.words), invocation)
    return 0
  },
}
