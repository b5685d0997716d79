import { compareAssessments, type Difference } from '../../rules/compare.ts'
import { readSource } from '../documents/evidence-files.ts'
import { type Command, json, show, usage } from './command.ts'
import type { Sheet } from './sheet.ts'
import { parseStored } from './verify.ts'

/** Two stored assessments of one township: where points differ, which fact differs. */
export const compareCommand: Command = {
  name: 'compare',
  operands: 'FIRST.json SECOND.json',
  summary: {
    zh: '比较两份存档的评价结果（自评与核查、核查与申诉）：哪些要点得分不同，是哪个数据项不同',
    en: 'Compare two stored assessments: which items differ, and by which fact',
  },
  options: ['json', 'md'],
  examples: ['compare 自评.json 核查.json', 'compare 核查.json 申诉.json --json'],
  async run(invocation) {
    const [first, second, ...more] = invocation.args
    if (first === undefined || second === undefined || more.length > 0) {
      throw usage('应当写两份存档：assess --json存下的文件')
    }
    const read = async (name: string) => parseStored((await readSource(name, invocation.streams)).text, name)
    const differences = compareAssessments(await read(first), await read(second))
    if (invocation.values.json) invocation.streams.out(json({ first, second, differences }))
    else show(differenceSheet(differences), invocation)
    return 0
  },
}

function differenceSheet(differences: Difference[]): Sheet {
  if (differences.length === 0) return [{ kind: 'text', text: '各考核要点得分相同。' }]
  return [
    { kind: 'heading', text: `${differences.length}个考核要点得分不同` },
    { kind: 'list', items: differences.map(({ number, text }) => `${number} ${text}`) },
  ]
}
