/** Assessment → sheets. Every figure comes out of the result object; nothing is computed here but order and rounding. */
import { type AdjustmentLine, adjustmentLines, raisedLines } from '../../rules/adjustments.ts'
import type { Assessment, Gap, NodePoints, NodeResult, PoolView } from '../../rules/assessment.ts'
import { add, cmp, rational, toDecimal } from '../../rules/rational.ts'
import { claimWords, gapWords, outcomeWords, strengthWords } from '../../rules/wording.ts'
import { interval, points } from './figures.ts'
import { documentWords, type Frame } from './frame.ts'
import type { Part, Sheet } from './sheet.ts'

/** First of all: the day, where there is one, the pack, its hash and why it was chosen. */
export const headSheet = (
  { pack, asOf }: { pack: Assessment['pack']; asOf?: string },
  words: Frame,
): Sheet => [
  {
    kind: 'fields',
    fields: [
      ...(asOf === undefined ? [] : [[words.asOf, asOf] satisfies [string, string]]),
      [words.pack, `${pack.title}（${pack.id} ${pack.version}）`],
      [words.hash, pack.hash],
      [words.why, pack.why],
    ],
  },
]

/** The whole assessment. */
export const assessmentSheet = (assessment: Assessment, words: Frame): Sheet => [
  ...headSheet(assessment, words),
  ...documentPart(assessment, words),
  ...scorePart(assessment, words),
  ...dimensionsPart(assessment, words),
  ...itemsPart(assessment, words),
  ...poolsPart(assessment, words),
  ...gapsSheet(assessment, words),
  ...draftSheet(assessment, words),
  ...findingsPart(assessment, words),
]

function documentPart({ document, township, claims }: Assessment, words: Frame): Sheet {
  const own: [string, string] = [
    words.township,
    `${township.name ?? words.none}（${township.kind}） ${township.year}年度`,
  ]
  if (!document) return [{ kind: 'fields', fields: [own] }]
  const statuses = Object.entries(claimWords).flatMap(([status, word]) => {
    const count = claims.filter((claim) => claim.status === status).length
    return count > 0 ? [`${word}${count}`] : []
  })
  return [
    {
      kind: 'fields',
      fields: [
        own,
        [words.document, document.title ?? words.none],
        [words.issuer, document.organisation ?? words.none],
        [words.kind, documentWords(document.kind)],
        [
          words.sections,
          `${document.sections.length}节；自述不足${document.shortcomings.length}条，下一步安排${document.plans.length}条`,
        ],
        [words.claims, `${claims.length}条${statuses.length > 0 ? `（${statuses.join('、')}）` : ''}`],
      ],
    },
  ]
}

function scorePart({ score }: Assessment, words: Frame): Sheet {
  const { raw, scaled, base, pools } = score
  const row = (name: string, value: string, node: Assessment['score']['scaled']): string[] => [
    name,
    value,
    interval(node),
    points(node.secured),
    points(node.open),
    points(node.lost),
  ]
  return [
    { kind: 'heading', text: words.score },
    {
      kind: 'table',
      columns: [{ title: '' }, ...pointColumns(words)],
      rows: [
        row(words.raw, points(raw.applicable), raw),
        ...(base
          ? [
              row(words.base, '100.00', base),
              ...pools.map((pool) => [pool.title, '', poolInterval(pool), '', '', '']),
              row(words.grandTotal, '', scaled),
            ]
          : [row(words.scaled, '100.00', scaled)]),
      ],
    },
    {
      kind: 'fields',
      fields: [
        [words.onRecord, interval(score.onRecord)],
        ...(score.grade
          ? [[words.grade, [...new Set([score.grade.low, score.grade.high])].join('—')] as [string, string]]
          : []),
      ],
    },
    ...(score.notes ? [{ kind: 'list', items: score.notes } satisfies Part] : []),
  ]
}

const pointColumns = (words: Frame) =>
  [words.value, words.points, words.secured, words.open, words.lost].map((title) => ({ title, right: true }))

/** What does not apply has no points, and no value beside them. */
const pointCells = (node: NodePoints): string[] => [
  points(node.applicable),
  interval(node),
  points(node.secured),
  points(node.open),
  points(node.lost),
]

/** A group of items stands under its dimension, further in. */
const nodeRows = (node: NodeResult, depth: number): string[][] => [
  [`${'　'.repeat(depth)}${node.title}`, ...pointCells(node)],
  ...(node.nodes ?? []).flatMap((inner) => nodeRows(inner, depth + 1)),
]

const lineRow = ({ text, low, high }: AdjustmentLine): string[] => [
  text,
  '',
  interval({ low, high }),
  '',
  '',
  '',
]

function dimensionsPart({ dimensions, score }: Assessment, words: Frame): Sheet {
  return [
    { kind: 'heading', text: words.dimensions },
    {
      kind: 'table',
      columns: [{ title: words.dimension, wide: true }, ...pointColumns(words)],
      rows: [
        ...dimensions.flatMap((dimension) => [
          [dimension.title, ...pointCells(dimension)],
          ...(dimension.nodes ?? []).flatMap((node) => nodeRows(node, 1)),
          ...adjustmentLines(dimension).map(lineRow),
        ]),
        ...raisedLines(score.raw, words.total).map(lineRow),
        [words.total, ...pointCells(score.raw)],
      ],
    },
  ]
}

function itemsPart({ items }: Assessment, words: Frame): Sheet {
  return [
    { kind: 'heading', text: words.items },
    {
      kind: 'table',
      columns: [
        { title: words.number },
        { title: words.item, wide: true },
        { title: words.value, right: true },
        { title: words.points, right: true },
        { title: words.outcome },
        { title: words.strength },
      ],
      rows: items.map((item) => [
        item.number,
        item.title,
        points(item.value),
        interval(item),
        outcomeWords[item.outcome],
        item.strength ? strengthWords[item.strength] : '—',
      ]),
      notes: { title: words.reason, texts: items.map((item) => item.reason.text) },
    },
  ]
}

const poolInterval = ({ sign, low, high }: Pick<PoolView, 'sign' | 'low' | 'high'>): string =>
  `${sign === 'plus' ? '+' : '-'}${interval({ low, high })}`

/** Bonuses and deductions, each with its lines: those outside the hundred are told nowhere else. */
const poolsPart = ({ score }: Assessment, words: Frame): Sheet =>
  score.pools.flatMap((pool): Sheet => {
    const signed = (range: { low: string; high: string }): string => poolInterval({ ...pool, ...range })
    return [
      { kind: 'heading', text: pool.title },
      {
        kind: 'table',
        columns: [
          { title: words.item, wide: true },
          { title: words.points, right: true },
        ],
        rows: [...pool.lines.map((line) => [line.title, signed(line)]), [words.total, signed(pool)]],
        notes: {
          title: words.reason,
          texts: [...pool.lines.map(({ reason }) => reason.text), (pool.notes ?? []).join('；')],
        },
      },
    ]
  })

/** What is lost on record may be open still, and counts once. */
const worthOf = (gap: Gap) => add(rational(gap.lost), rational(gap.open))

/** Gaps, the worthiest first. */
export function gapsByWorth(gaps: readonly Gap[]): Gap[] {
  return [...gaps].sort((a, b) => cmp(worthOf(b), worthOf(a)))
}

/** What is short, missing, open or undecided, by worth, with what to do until when. */
export function gapsSheet({ gaps, asOf }: Pick<Assessment, 'gaps' | 'asOf'>, words: Frame): Sheet {
  const heading: Part = { kind: 'heading', text: words.gaps }
  if (gaps.length === 0) return [heading, { kind: 'text', text: words.none }]
  const sorted = gapsByWorth(gaps)
  return [
    heading,
    {
      kind: 'table',
      columns: [
        { title: words.gapKind },
        { title: words.worth, right: true },
        { title: words.item, wide: true },
        { title: words.actBy },
        { title: words.evidenceBy },
      ],
      rows: sorted.map((gap) => [
        gapWords[gap.kind],
        toDecimal(worthOf(gap), 2, true),
        gap.title,
        asOf > gap.actBy ? `${gap.actBy}（已过）` : gap.actBy,
        gap.evidenceBy,
      ]),
      notes: {
        title: words.what,
        texts: sorted.map(
          ({ text, remedy }) =>
            `${text}；${remedy.text}${remedy.effort > 0 ? `（${remedy.post}，${remedy.effort}个工作日）` : ''}`,
        ),
      },
    },
  ]
}

/** The drafted section, and apart from it what is merely not proven. */
export function draftSheet({ draft }: Pick<Assessment, 'draft'>, words: Frame): Sheet {
  const own = draft.paragraphs.filter((paragraph) => paragraph.kind === 'own')
  const drafted = draft.paragraphs.filter(({ kind }) => kind !== 'own' && kind !== 'heading')
  const sheet: Sheet = [{ kind: 'heading', text: words.draft }]
  if (drafted.length === 0) sheet.push({ kind: 'text', text: words.noShortcoming })
  else sheet.push(...drafted.map(({ text }): Part => ({ kind: 'text', text })))
  if (own.length > 0) {
    sheet.push({ kind: 'heading', text: words.own }, { kind: 'list', items: own.map(({ text }) => text) })
  }
  if (draft.missing.length > 0) {
    const items = draft.missing.map(({ text }) => text)
    sheet.push({ kind: 'heading', text: words.missing }, { kind: 'list', items })
  }
  return sheet
}

/** What does not agree, or a person should look at. */
export function findingsPart({ findings }: Pick<Assessment, 'findings'>, words: Frame): Sheet {
  if (findings.length === 0) return []
  const items = findings.map(({ text }) => text)
  return [
    { kind: 'heading', text: words.findings },
    { kind: 'list', items },
  ]
}
