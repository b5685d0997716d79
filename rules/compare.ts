/** Two runs of the same rules over two sets of facts (自评, 核查, 申诉): where points differ, the fact that differs is named. */
import type { Assessment, FactView, ItemResult } from './assessment.ts'
import { strengthWords } from './wording.ts'

export interface Difference {
  item: string
  number: string
  title: string
  /** Points in the first and in the second run, low and high. */
  points: [first: { low: string; high: string }, second: { low: string; high: string }]
  facts: { id: string; title: string; first: string; second: string }[]
  /** One sentence, the same wherever it is shown. */
  text: string
}

/** Items whose points differ, in the order of the table; an item only one of the runs has is told with blanks. */
export function compareAssessments(first: Assessment, second: Assessment): Difference[] {
  const others = new Map(second.items.map((item) => [item.id, item]))
  return first.items.flatMap((item): Difference[] => {
    const other = others.get(item.id)
    if (!other || (other.low === item.low && other.high === item.high)) return []
    const facts = differingFacts(item, other)
    return [
      {
        item: item.id,
        number: item.number,
        title: item.title,
        points: [
          { low: item.low, high: item.high },
          { low: other.low, high: other.high },
        ],
        facts,
        text: sentence(item, other, facts),
      },
    ]
  })
}

function differingFacts(item: ItemResult, other: ItemResult): Difference['facts'] {
  const facts = new Map(other.facts.map((fact) => [fact.id, fact]))
  return item.facts.flatMap((fact) => {
    const counterpart = facts.get(fact.id)
    if (!counterpart || same(fact, counterpart)) return []
    return [{ id: fact.id, title: fact.title, first: told(fact), second: told(counterpart) }]
  })
}

const same = (a: FactView, b: FactView): boolean => a.text === b.text && a.state === b.state

const told = (fact: FactView): string =>
  fact.strength === null ? fact.text : `${fact.text}（${strengthWords[fact.strength]}）`

const range = ({ low, high }: { low: string; high: string }): string =>
  low === high ? low : `${low}—${high}`

function sentence(item: ItemResult, other: ItemResult, facts: Difference['facts']): string {
  const points = `${item.title}由${range(item)}分变为${range(other)}分`
  if (facts.length === 0) return `${points}：数据项相同，指标体系或者评价日期不同。`
  const why = facts.map(({ title, first, second }) => `“${title}”前为${first}，后为${second}`).join('；')
  return `${points}：${why}。`
}
