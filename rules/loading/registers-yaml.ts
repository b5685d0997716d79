/** registers/*.yaml: one 台账 a document, with its fields, its facts and how reports word them. */
import { isDate } from '../dates.ts'
import { elapsedUnits } from '../elapsed.ts'
import type { ClaimValue, ExpectedRows, FactDeclaration, Field, Frame, Register } from '../pack.ts'
import { parseRational } from '../rational.ts'
import { complain, type LocatedNode, type Notebook, wording } from './located.ts'
import {
  defaulted,
  either,
  flag,
  isScalarNode,
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
import { kinds, textOrTexts, texts } from './words.ts'

export const idShape = /^[a-z][a-z0-9_]*$/
const factIdShape = /^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/

/** A set of this name lists the titles of report.yaml's sections. */
export const reportSections = 'report.sections'
/** A choice of this name and a scale's takes the words of the scale. */
export const levelsOf = 'levels.'

const field = record('字段', {
  label: required(text('label')),
  type: required(
    oneOf('字段类型', ['text', 'date', 'number', 'integer', 'amount', 'flag', 'choice', 'set', 'ref']),
  ),
  required: defaulted(flag('required'), false),
  names_row: defaulted(flag('names_row'), false),
  of: optional(textOrTexts('of')),
  to: optional(text('to')),
  unit: optional(text('unit')),
  blank_when_closed: defaulted(oneOf('blank_when_closed', ['never', 'false', 'unknown']), 'unknown'),
  ahead: defaulted(flag('ahead'), false),
})

const fields: Shape<Field[]> = turned(named('字段', field, idShape), (entries, _node, book) =>
  entries.map((entry) => {
    const { id, value } = entry
    const result: Field = {
      id,
      label: value.label,
      type: value.type,
      required: value.required,
      namesRow: value.names_row,
      // `of: report.sections` is resolved once the report's sections are known.
      ...(value.of === undefined ? {} : { of: typeof value.of === 'string' ? [value.of] : value.of }),
      ...(value.to === undefined ? {} : { to: value.to }),
      ...(value.unit === undefined ? {} : { unit: value.unit }),
      blankWhenClosed: value.blank_when_closed,
      ...(value.ahead ? { ahead: true as const } : {}),
    }
    return keepPlace(book, entry, result)
  }),
)

/** The object made from a named entry stands where the entry stood. */
function keepPlace<T extends object>(book: Notebook, entry: object, result: T): T {
  const node = book.nodes.get(entry)
  if (node) book.nodes.set(result, node)
  return result
}

const truth: Shape<true> = scalar(
  '此项',
  true,
  (_, { value }) => (value === true ? true : undefined),
  '写true',
)

const wordGroups: Shape<(string | string[])[]> = list('词组', textOrTexts('词组'), 1)
/** A word, words of which one is enough, or groups of which each must be met. */
const wordChoice: Shape<string | (string | string[])[]> = either(text('词'), wordGroups, isScalarNode)

function claimValueOf(node: LocatedNode): ClaimValue | undefined {
  if (node.kind === 'list') {
    const items = node.items.map((item) => (item.kind === 'scalar' ? item.source : ''))
    return items.some((item) => item === '') ? undefined : items
  }
  if (node.kind === 'map') {
    const part = (key: string): string => {
      const value = node.entries.get(key)?.node
      return value?.kind === 'scalar' ? value.source : ''
    }
    if (isDate(part('from')) && isDate(part('to'))) return { from: part('from'), to: part('to') }
    return parseRational(part('rate')) ? { rate: part('rate') } : undefined
  }
  const { value } = node
  if (typeof value === 'number' || typeof value === 'boolean') return value
  if (value === null || value === '') return undefined
  // A percentage stays as written: the reader compares its digits with those of the text.
  return value
}

/** A value as an example writes it: 6, true, all, none, 95%, 2026-03-09, { from, to }, [a list]. */
export const claimValue: Shape<ClaimValue> = {
  blank: 0,
  schema: { type: ['number', 'boolean', 'string', 'array', 'object'] },
  read: (node, book) => {
    const value = claimValueOf(node)
    if (value !== undefined) return value
    complain(book, node, {
      code: 'bad_value',
      message: `例句的值不能是“${wording(node)}”`,
      text: wording(node),
      remedy: '写数字、true、false、all、none、百分比（如95%）、日期、{ from: 日期, to: 日期 }或者列表',
    })
    return 0
  },
}

/** The quantity a frame takes; each frame names exactly one. */
export const quantities = [
  'count',
  'share',
  'rate',
  'date',
  'dates',
  'money',
  'flag',
  'header',
  'section',
] as const

const frame: Shape<Frame> = turned(
  record('读法', {
    count: optional(textOrTexts('count')),
    share: optional(
      either(truth, textOrTexts('share'), (node) => node.kind === 'scalar' && node.value === true),
    ),
    rate: optional(truth),
    date: optional(
      either(truth, textOrTexts('date'), (node) => node.kind === 'scalar' && node.value === true),
    ),
    dates: optional(truth),
    money: optional(truth),
    flag: optional(truth),
    header: optional(texts('header', 1)),
    section: optional(truth),
    of: optional(wordChoice),
    with: optional(wordChoice),
    by: optional(textOrTexts('by')),
    not: optional(texts('not')),
    say: optional(textOrTexts('say')),
    label: optional(textOrTexts('label')),
    also: optional(texts('also')),
    sum: optional(flag('sum')),
    reads: required(named('例句', claimValue)),
    skips: defaulted(texts('skips'), []),
  }),
  (value, node, book) => {
    const taken = quantities.filter((name) => value[name] !== undefined)
    if (taken.length !== 1) {
      complain(book, node, {
        code: 'frame_quantity',
        message:
          taken.length === 0 ? '读法没有写明取哪种数量' : `读法同时写了${taken.join('、')}，只能取一种数量`,
        text: wording(node),
        remedy: `写且只写${quantities.join('、')}中的一个`,
      })
    }
    const { reads, of, ...rest } = value
    return {
      ...rest,
      ...(of === undefined ? {} : { of: of as string | string[] | string[][] }),
      reads: Object.fromEntries(reads.map(({ id, value: read }) => [id, read])),
    }
  },
)

const picks = ['earliest', 'latest', 'highest', 'longest', 'shortest', 'mean'] as const

const fact = record('数据项', {
  title: required(text('title')),
  kind: required(
    oneOf('数据项类型', [
      'count',
      'share',
      'amount',
      'elapsed',
      'rate',
      'date',
      'dates',
      'flag',
      'set',
      'choice',
      'events',
    ]),
  ),
  unit: optional(text('unit')),
  where: optional(text('where')),
  over: optional(text('over')),
  each: optional(text('each')),
  at_least: optional(wholeNumber('at_least', 1)),
  distinct: optional(text('distinct')),
  field: optional(text('field')),
  over_field: optional(text('over_field')),
  from: optional(text('from')),
  to: optional(text('to')),
  in: optional(oneOf('in', ['days', 'workdays', 'months'])),
  pick: optional(oneOf('pick', picks)),
  claims: defaulted(list('claims', frame), []),
})

type FactYaml = typeof fact extends Shape<infer T> ? T : never

function toFact(id: string, register: string, value: FactYaml): FactDeclaration {
  const { at_least: atLeast, over_field: overField, ...rest } = value
  return {
    id,
    register,
    ...rest,
    ...(rest.in === undefined || rest.unit !== undefined ? {} : { unit: elapsedUnits[rest.in] }),
    ...(atLeast === undefined ? {} : { atLeast }),
    ...(overField === undefined ? {} : { overField }),
  }
}

/** A document that adds to an inherited register; what it holds is laid into that register and read there. */
export const registerAddition = record('台账补充', {
  extends: required(text('extends')),
  fields: optional(fields),
  facts: optional(named('数据项', fact, factIdShape)),
  claims: optional(named('读法', list('claims', frame, 1), factIdShape)),
})

const rowCount = scalar(
  '条数rows',
  '0',
  (source) => (/^\d{1,5}(\.\d{1,2})?$/.test(source) ? source : undefined),
  '写不小于零的数，如12；几年才有一条的写小数，如0.5',
  { type: 'number', minimum: 0 },
)

/** So many rows, or so many by kind of township. */
const expected: Shape<ExpectedRows> = turned(
  record('expected', {
    rows: required(
      either(
        rowCount,
        record('各类乡镇的条数', {
          乡: required(rowCount),
          镇: required(rowCount),
          街道: required(rowCount),
        }),
        isScalarNode,
      ),
    ),
    per: required(text('per')),
    anew: optional(truth),
  }),
  ({ rows, per, anew }) => ({
    rows: typeof rows === 'string' ? { 乡: rows, 镇: rows, 街道: rows } : rows,
    per,
    ...(anew === undefined ? {} : { anew }),
  }),
)

const rowCheck = record('核对条件', { rule: required(text('rule')), says: required(text('says')) })

/** One register as its document writes it. */
export const register: Shape<Register> = turned(
  record('台账', {
    id: required(
      scalar(
        '台账的id',
        '',
        (source) => (idShape.test(source) ? source : undefined),
        '用小写英文字母、数字和下划线',
      ),
    ),
    title: required(text('title')),
    keeper: required(oneOf('keeper', ['township', 'county'])),
    keeper_unit: optional(text('keeper_unit')),
    key: defaulted(texts('key', 1), []),
    year_by: optional(text('year_by')),
    one_row: optional(oneOf('one_row', ['year'])),
    kinds: optional(kinds),
    expected: optional(expected),
    fields: required(fields),
    checks: defaulted(list('checks', rowCheck, 1), []),
    facts: defaulted(named('数据项', fact, factIdShape), []),
  }),
  (value, _node, book) => ({
    id: value.id,
    title: value.title,
    keeper: value.keeper,
    ...(value.keeper_unit === undefined ? {} : { keeperUnit: value.keeper_unit }),
    key: value.key,
    ...(value.year_by === undefined ? {} : { yearBy: value.year_by }),
    ...(value.one_row === undefined ? {} : { oneRow: value.one_row }),
    ...(value.kinds === undefined ? {} : { kinds: value.kinds }),
    ...(value.expected === undefined ? {} : { expected: value.expected }),
    fields: value.fields,
    checks: value.checks,
    facts: value.facts.map((entry) => keepPlace(book, entry, toFact(entry.id, value.id, entry.value))),
  }),
)
