/** pack.yaml, laws.yaml, reading.yaml and report.yaml: everything of a folder but its registers and items. */
import type {
  Dimension,
  Law,
  Pool,
  ReadingWords,
  ReportSection,
  SharedMatter,
  TableNode,
  TieBreaker,
  TotalSource,
  Veto,
  VetoEffect,
} from '../pack.ts'
import { acknowledgements } from './acknowledge.ts'
import type { GradeYaml } from './grade-lines.ts'
import { itemChange, itemDefaults } from './items-yaml.ts'
import { complain, type LocatedNode, type Notebook } from './located.ts'
import { parameters } from './parameters.ts'
import { idShape } from './registers-yaml.ts'
import {
  defaulted,
  either,
  flag,
  isScalarNode,
  type Key,
  list,
  named,
  oneOf,
  optional,
  positiveDecimal,
  record,
  required,
  type Shape,
  scalar,
  text,
  turned,
  wholeNumber,
} from './shape.ts'
import { dueDate, kinds, startDate, textOrTexts, texts } from './words.ts'

const packId = scalar(
  '指标体系的id',
  '',
  (source) => (/^[a-z][a-z0-9-]*$/.test(source) ? source : undefined),
  '用小写英文字母、数字和连字符',
)

const gradeLine = scalar(
  '等次分数线',
  '0',
  (source) => (/^\d{1,3}(\.\d{1,4})?$/.test(source) && Number(source) <= 100 ? source : undefined),
  '写0到100的数',
)

const pool: Shape<Pool> = turned(
  record('加分减分池', {
    id: required(
      scalar(
        '池的id',
        '',
        (source) => (/^[a-z][a-z0-9_]*$/.test(source) ? source : undefined),
        '写bonus、deductions……',
      ),
    ),
    title: required(text('title')),
    sign: required(oneOf('sign', ['plus', 'minus'])),
    cap: required(positiveDecimal('封顶cap')),
    same_matter: required(oneOf('same_matter', ['highest', 'each'])),
    gate: optional(
      record('gate', { base: required(gradeLine), line: required(oneOf('line', ['counts', 'excluded'])) }),
    ),
  }),
  ({ same_matter, gate, ...rest }) => ({ ...rest, sameMatter: same_matter, gate: gate ?? null }),
)

const vetoKinds = [
  'fail',
  'stop_scoring',
  'rank_last',
  'bar_awards',
  'lower_grade',
  'cap_grade',
  'deduct',
  'set_score',
] as const

const veto: Shape<Veto> = turned(
  record('否决', {
    id: required(text('id')),
    title: required(text('title')),
    when: required(text('when')),
    effect: required(oneOf('effect', vetoKinds)),
    grade: optional(text('grade')),
    points: optional(gradeLine),
    approval: required(text('approval')),
  }),
  ({ effect, grade, points, ...rest }, node, book) => ({
    ...rest,
    effect: vetoEffect(effect, grade, points, node, book),
  }),
)

function vetoEffect(
  kind: (typeof vetoKinds)[number],
  grade: string | undefined,
  points: string | undefined,
  node: LocatedNode,
  book: Notebook,
): VetoEffect {
  const lack = (key: string, remedy: string): void =>
    complain(book, node, { code: 'missing_key', message: `否决的效果是${kind}，却没有写${key}`, remedy })
  if (kind === 'cap_grade') {
    if (grade === undefined) lack('grade', '补上grade，写不高于哪个等次')
    return { kind, grade: grade ?? '' }
  }
  if (kind === 'deduct' || kind === 'set_score') {
    if (points === undefined) lack('points', '补上points，写扣几分或者定为几分')
    return { kind, points: points ?? '0' }
  }
  return { kind }
}

/** The field that names the matter, the same for all items or of each its own; `row`: the row itself. */
const matterBy = either<string, { id: string; value: string }[]>(
  text('by'),
  named('by', text('字段'), /^[a-z][a-z0-9-]*$/),
  isScalarNode,
)

const matter: Shape<SharedMatter> = turned(
  record('同一事项', {
    id: required(text('id')),
    items: required(texts('items', 2)),
    by: required(matterBy),
    bears: required(oneOf('bears', ['highest', 'first'])),
  }),
  ({ by, ...rest }) => ({
    ...rest,
    by:
      by === 'row'
        ? by
        : typeof by === 'string'
          ? Object.fromEntries(rest.items.map((item) => [item, by]))
          : Object.fromEntries(by.map(({ id, value }) => [id, value])),
  }),
)

const grades: Shape<GradeYaml[]> = list(
  'grades',
  record('等次', {
    title: required(text('title')),
    from: required(gradeLine),
    to: optional(gradeLine),
    base_at_least: optional(gradeLine),
  }),
)

const tieBreaker: Shape<TieBreaker> = turned(
  record('同分比较', {
    by: required(oneOf('by', ['bonus', 'dimension', 'red_lines', 'unmet_core'])),
    dimension: optional(text('dimension')),
  }),
  ({ by, dimension }, node, book) => {
    if (by !== 'dimension') return { by }
    if (dimension === undefined) {
      const remedy = '补上dimension，写比较哪个一级指标的得分'
      complain(book, node, { code: 'missing_key', message: '同分时比较一级指标，却没有写哪个', remedy })
    }
    return { by, dimension: dimension ?? '' }
  },
)

const percentage = scalar(
  '百分比',
  '100%',
  (source) => (/^(100|\d{1,2}(\.\d{1,2})?)%$/.test(source) ? source : undefined),
  '写百分比，如30%',
)

/** A period that is not the calendar year begins on the first of a month: quarters are counted from there. */
const period = either<'year', { from: string }>(
  oneOf('period', ['year']),
  record('period', {
    from: required(
      scalar(
        '评价周期的起点',
        '12-01',
        (source) => (/^(0[2-9]|1[0-2])-01$/.test(source) ? source : undefined),
        '写某月的1日，如12-01（上年12月1日至本年11月30日）；按公历年的写period: year',
      ),
    ),
  }),
  isScalarNode,
)

const marks = { of: text('of'), scale: positiveDecimal('满分scale') }

/** Who takes the weight of a source that is not assessed, or what takes its place. */
const missing = either<'undecided' | 'others', { to?: string; of?: string; scale?: string }>(
  oneOf('missing', ['undecided', 'others']),
  record('没有评定时', {
    to: optional(text('to')),
    of: optional(marks.of),
    scale: optional(marks.scale),
  }),
  isScalarNode,
)

const totalSource: Shape<TotalSource> = turned(
  record('总分的来源', {
    title: required(text('title')),
    of: required(marks.of),
    scale: optional(marks.scale),
    weight: required(percentage),
    missing: optional(missing),
  }),
  (value) => value as TotalSource,
)

/** Scales of words, the highest first. */
const levels: Shape<Record<string, string[]>> = turned(
  named('级别', texts('级别', 2), idShape),
  (entries, _node, book) => {
    for (const { id, value } of entries) {
      const twice = value.find((word, index) => value.indexOf(word) !== index)
      if (twice === undefined) continue
      complain(book, book.nodes.get(value)!, {
        code: 'duplicate_id',
        message: `级别“${id}”里“${twice}”写了两次，分不出高低`,
        text: twice,
        remedy: '从高到低，每级写一次',
      })
    }
    return Object.fromEntries(entries.map(({ id, value }) => [id, value]))
  },
)

/** Groups of items inside a dimension nest this deep below it. */
const nodesBelow = 4

function nodes(depth: number): Shape<TableNode[]> {
  const deeper: { nodes: Key<TableNode[], false> } | Record<string, never> =
    depth > 1 ? { nodes: optional(nodes(depth - 1)) } : {}
  const node = record('指标分组', {
    title: required(text('title')),
    items: optional(texts('items', 1)),
    deduct_most: optional(positiveDecimal('累计扣分deduct_most')),
    ...deeper,
  })
  return list('nodes', turned(node, branch), 1)
}

/** The words of the file → the words of the table. */
const branch = <T extends { deduct_most?: string }>({
  deduct_most,
  ...rest
}: T): Omit<T, 'deduct_most'> & { deductMost?: string } => ({
  ...rest,
  ...(deduct_most === undefined ? {} : { deductMost: deduct_most }),
})

const dimension: Shape<Dimension> = turned(
  record('一级指标', {
    id: required(
      scalar(
        '一级指标的id',
        '',
        (source) => (/^[a-z][a-z0-9]*$/.test(source) ? source : undefined),
        '写d1、d2……',
      ),
    ),
    title: required(text('title')),
    weight: optional(percentage),
    deduct_most: optional(positiveDecimal('累计扣分deduct_most')),
    nodes: optional(nodes(nodesBelow)),
  }),
  branch,
)

/** A pack that extends another leaves out what it does not change; extend.ts asks the others for all of it. */
export const packFile = record('pack.yaml', {
  id: required(packId),
  version: required(text('version')),
  title: required(text('title')),
  extends: optional(packId),
  places: optional(texts('places')),
  period: optional(period),
  issued: optional(flag('issued')),
  grades: optional(grades),
  groups: optional(
    list(
      'groups',
      record('组别', {
        id: required(text('id')),
        title: required(text('title')),
        kinds: required(kinds),
        grades: optional(grades),
      }),
      1,
    ),
  ),
  rounding: optional(record('rounding', { places: required(wholeNumber('places')) })),
  ties: optional(oneOf('ties', ['share'])),
  tie_breakers: optional(list('tie_breakers', tieBreaker)),
  quotas: optional(
    list('quotas', record('比例限制', { grade: required(text('grade')), most: required(percentage) })),
  ),
  top: optional(
    record('前几名', { n: required(wholeNumber('n')), edge: required(oneOf('edge', ['all_in', 'none'])) }),
  ),
  evidence_by: optional(dueDate('期限evidence_by')),
  causes: optional(named('causes', text('原因'), /^[a-z][a-z0-9_-]*$/)),
  missing: optional(text('missing')),
  changes: optional(texts('changes')),
  // Read before all else by parameters.ts, since the rest is written with them.
  parameters: optional(parameters),
  levels: optional(levels),
  dimensions: optional(list('dimensions', dimension, 1)),
  composite: optional(list('composite', totalSource, 2)),
  pools: optional(list('pools', pool)),
  vetoes: optional(list('vetoes', veto)),
  matters: optional(list('matters', matter)),
  defaults: optional(itemDefaults),
  set: optional(list('set', itemChange)),
  remove: optional(texts('remove', 1)),
  total: optional(positiveDecimal('总分total')),
  acknowledge: optional(acknowledgements),
})

export type PackYaml = typeof packFile extends Shape<infer T> ? T : never

/** What a pack without `extends` must say about itself: none of it may be assumed. */
export const declaredByBase = [
  'places',
  'period',
  'issued',
  'groups',
  'rounding',
  'ties',
  'evidence_by',
  'causes',
  'missing',
  'dimensions',
] as const satisfies readonly (keyof PackYaml)[]

const law = record('法律文件', {
  title: optional(text('title')),
  number: optional(text('number')),
  issuer: optional(text('issuer')),
  from: optional(startDate('from')),
  to: optional(startDate('to')),
  note: optional(text('note')),
  points: optional(list('points', text('points'))),
})

export const lawsFile: Shape<Law[]> = turned(
  named('laws.yaml', law, /^[a-z][a-z0-9-]*$/),
  (entries, _node, book) =>
    entries.map((entry) => {
      const result: Law = { id: entry.id, ...entry.value }
      const node = book.nodes.get(entry)
      if (result.title === undefined && result.note === undefined) {
        complain(book, book.nodes.get(entry.value) ?? node!, {
          code: 'missing_key',
          message: `法律文件“${entry.id}”没有写名称`,
          text: entry.id,
          remedy: '补上title；没有核实准确名称的，写issuer和note说明是什么文件',
        })
      }
      if (node) book.nodes.set(result, node)
      return result
    }),
)

const classes: Shape<Record<string, string[]>> = turned(
  named('词类', list('词类', text('词'), 1), idShape),
  (entries) => Object.fromEntries(entries.map(({ id, value }) => [id, value])),
)

export const readingFile: Shape<ReadingWords> = record('reading.yaml', {
  words: defaulted(classes, {}),
  bodies: defaulted(classes, {}),
  counters: defaulted(classes, {}),
})

const section: Shape<ReportSection> = turned(
  record('报告部分', {
    id: required(
      scalar('部分的id', '', (source) => (idShape.test(source) ? source : undefined), '用小写英文字母'),
    ),
    title: required(text('title')),
    required: defaulted(flag('required'), false),
    headings: required(list('headings', textOrTexts('标题用词'), 1)),
    status: required(oneOf('status', ['result', 'shortcoming', 'plan', 'other'])),
    items: optional(texts('items', 1)),
  }),
  ({ headings, items, ...rest }) => ({
    ...rest,
    ...(items ? { items } : {}),
    headings: headings.map((words) => (typeof words === 'string' ? [words] : words)),
  }),
)

export const reportFile: Shape<ReportSection[]> = turned(
  record('report.yaml', { sections: required(list('sections', section, 1)) }),
  ({ sections }, _node, book) => {
    const seen = new Set<string>()
    for (const { id } of sections) {
      const node = sections.find((s) => s.id === id)
      const place = node && book.nodes.get(node)
      if (seen.has(id) && place) {
        complain(book, place, {
          code: 'duplicate_id',
          message: `报告部分“${id}”写了两次`,
          text: id,
          remedy: '只保留一处',
        })
      }
      seen.add(id)
    }
    return sections
  },
)
