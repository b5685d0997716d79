import type { ItemResult } from '../../rules/assessment.ts'
import { nearest } from '../../rules/loading/located.ts'
import { headSheet } from './assessment-sheet.ts'
import { type Command, json, show, usage } from './command.ts'
import { itemSheet, lineSheet } from './item-sheet.ts'
import { assessFiles } from './run.ts'

/** More than these are no help. */
const mostOffered = 5

/** Items whose name holds what was asked for, of the dimension it numbers, or with an id or name near to it. */
function nearestItems(wanted: string, items: readonly ItemResult[]): ItemResult[] {
  const holding = items.filter(
    ({ id, number, title }) =>
      title.includes(wanted) ||
      wanted.includes(title) ||
      id.includes(wanted) ||
      number.startsWith(`${wanted}.`),
  )
  const guess = nearest(
    wanted,
    items.flatMap(({ id, title }) => [id, title]),
  )
  const near = items.filter(({ id, title }) => id === guess || title === guess)
  return [...new Set([...near, ...holding])].slice(0, mostOffered)
}

/** Why one item has its points. */
export const explainCommand: Command = {
  name: 'explain',
  operands: 'ITEM FILE…',
  summary: {
    zh: '说明一个考核要点的得分：条款、依据、数据、计算、结果，以及怎样改变。ITEM为名称、编号或序号',
    en: 'Explain the points of one item: clause, basis, facts, arithmetic, result, what would change it',
  },
  options: ['pack', 'year', 'kind', 'township', 'as-of', 'evidence', 'json', 'md'],
  examples: [
    'explain rep-publish 报告.txt',
    'explain 2.2 台账.yaml --pack shandong',
    'explain 年度报告公开 报告.txt --json',
  ],
  async run(invocation) {
    const [wanted, ...files] = invocation.args
    if (wanted === undefined) throw usage('没有写考核要点：请写编号（如rep-publish）、序号（如2.2）或者名称')
    const { assessment } = await assessFiles({ ...invocation, args: files })
    const { pack, asOf, items, score } = assessment
    const item = items.find(({ id, number, title }) => [id, number, title].includes(wanted))
    const lines = score.pools.flatMap((pool) => pool.lines.map((line) => ({ pool, line })))
    const found = lines.find(({ line: { id, title } }) => [id, title].includes(wanted))
    if (!item && found) {
      const { pool, line } = found
      if (invocation.values.json) invocation.streams.out(json({ pack, asOf, pool: pool.id, line }))
      else
        show(
          [...headSheet(assessment, invocation.words), ...lineSheet(pool, line, invocation.words)],
          invocation,
        )
      return 0
    }
    if (!item) {
      const near = nearestItems(wanted, items)
      const offered = near.map(({ id, number, title }) => `${number} ${title}（${id}）`)
      throw usage(
        `没有考核要点“${wanted}”；${offered.length > 0 ? `是不是：${offered.join('、')}` : '全部考核要点见assess'}`,
      )
    }
    const gap = assessment.gaps.find((candidate) => candidate.item === item.id)
    if (invocation.values.json) {
      invocation.streams.out(json({ pack, asOf, item, gap: gap ?? null }))
    } else
      show(
        [...headSheet(assessment, invocation.words), ...itemSheet(item, gap, invocation.words)],
        invocation,
      )
    return 0
  },
}
