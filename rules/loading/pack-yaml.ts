/** pack.yaml, laws.yaml, reading.yaml and report.yaml: everything of a folder but its registers and items. */
import type { Law, ReadingWords, ReportSection } from '../pack.ts'
import { itemChange } from './items-yaml.ts'
import { complain } from './located.ts'
import { idShape } from './registers-yaml.ts'
import {
  defaulted,
  flag,
  list,
  named,
  oneOf,
  optional,
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

/** A pack that extends another leaves out what it does not change; extend.ts asks the others for all of it. */
export const packFile = record('pack.yaml', {
  id: required(packId),
  version: required(text('version')),
  title: required(text('title')),
  extends: optional(packId),
  places: optional(texts('places')),
  period: optional(oneOf('period', ['year'])),
  issued: optional(flag('issued')),
  grades: optional(
    list('grades', record('等次', { title: required(text('title')), from: required(gradeLine) })),
  ),
  groups: optional(
    list(
      'groups',
      record('组别', { id: required(text('id')), title: required(text('title')), kinds: required(kinds) }),
      1,
    ),
  ),
  rounding: optional(record('rounding', { places: required(wholeNumber('places')) })),
  ties: optional(oneOf('ties', ['share'])),
  evidence_by: optional(dueDate('期限evidence_by')),
  causes: optional(named('causes', text('原因'), /^[a-z][a-z0-9_-]*$/)),
  missing: optional(text('missing')),
  changes: optional(texts('changes')),
  dimensions: optional(
    list(
      'dimensions',
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
      }),
      1,
    ),
  ),
  set: optional(list('set', itemChange)),
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
  title: required(text('title')),
  number: optional(text('number')),
  issuer: optional(text('issuer')),
  from: optional(startDate('from')),
  to: optional(startDate('to')),
  note: optional(text('note')),
})

export const lawsFile: Shape<Law[]> = turned(
  named('laws.yaml', law, /^[a-z][a-z0-9-]*$/),
  (entries, _node, book) =>
    entries.map((entry) => {
      const result: Law = { id: entry.id, ...entry.value }
      const node = book.nodes.get(entry)
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
  }),
  ({ headings, ...rest }) => ({
    ...rest,
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
