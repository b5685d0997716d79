/** Why an item, or a line of a pool, has its points → sheets. */
import type { Gap, ItemResult, PoolView, ReasonStep } from '../../rules/assessment.ts'
import { gapWords, outcomeWords, strengthWords } from '../../rules/wording.ts'
import { interval, points } from './figures.ts'
import type { Frame } from './frame.ts'
import type { Part, Sheet } from './sheet.ts'

/** Why a line of a pool has its points, and what the pool makes of it. */
export function lineSheet(pool: PoolView, line: PoolView['lines'][number], words: Frame): Sheet {
  const signed = (range: { low: string; high: string }): string =>
    `${pool.sign === 'plus' ? '+' : '-'}${interval(range)}`
  return [
    { kind: 'heading', text: `${pool.title} ${line.title}（${line.id}）` },
    { kind: 'fields', fields: [[words.points, `${signed(line)}（${pool.title}合计${signed(pool)}）`]] },
    {
      kind: 'fields',
      fields: [
        ...line.reason.steps.map((step): [string, string] => [words[step.kind], step.text]),
        ...(pool.notes ?? []).map((note): [string, string] => [words.note, note]),
      ],
    },
  ]
}

/** Why one item has its points, step by step. */
export function itemSheet(item: ItemResult, gap: Gap | undefined, words: Frame): Sheet {
  const label = (step: ReasonStep): string => words[step.kind]
  return [
    { kind: 'heading', text: `${item.number} ${item.title}（${item.id}）` },
    {
      kind: 'fields',
      fields: [
        [words.points, `${interval(item)}（${words.value}${points(item.value)}）`],
        [words.outcome, outcomeWords[item.outcome]],
        ...(item.strength ? [[words.strength, strengthWords[item.strength]] as [string, string]] : []),
        ...(gap ? [[words.gapKind, `${gapWords[gap.kind]}：${gap.text}`] as [string, string]] : []),
        [words.actBy, item.actBy],
        [words.evidenceBy, item.evidenceBy],
      ],
    },
    { kind: 'fields', fields: item.reason.steps.map((step) => [label(step), step.text]) },
    ...(item.rows.length > 0
      ? [
          {
            kind: 'fields',
            fields: [[words.rows, item.rows.map((row) => row.label).join('、')]],
          } satisfies Part,
        ]
      : []),
  ]
}
