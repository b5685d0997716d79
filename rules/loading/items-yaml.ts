/** items/*.yaml: the requirements of one dimension, in the order of the printed table. */
import { scoringFunctions } from '../functions/index.ts'
import type { Binding, EmptyTreatment, Item, ItemVersion, ScoreDeclaration } from '../pack.ts'
import { townshipKinds } from '../pack.ts'
import { completeItem, type Defaults, itemDefaultKeys, versionDefaultKeys, versionKeys } from './defaults.ts'
import { complain, wording } from './located.ts'
import {
  defaulted,
  described,
  either,
  flag,
  isScalarNode,
  type JsonSchema,
  list,
  named,
  oneOf,
  optional,
  plain,
  positiveDecimal,
  record,
  required,
  rewritten,
  type Shape,
  scalar,
  text,
  turned,
  wholeNumber,
} from './shape.ts'
import { dueDate, kinds, startDate, textOrTexts, texts } from './words.ts'

const bindings = ['S', 'V', 'R', 'L', 'P', 'K'] as const satisfies readonly Binding[]

const itemId = scalar(
  '考核要点的id',
  '',
  (source) => (/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(source) ? source : undefined),
  '用小写英文字母、数字和连字符',
)

const checked = scalar(
  'checked',
  'N/N',
  (source) => (/^[ABCN]\s*\/\s*[ABCN]$/.test(source) ? source.replace(/\s/g, '') : undefined),
  '写两个字母，如A/C：前一个说依据，后一个说数字；只用A、B、C、N',
)

const citation = record('依据', {
  law: required(text('law')),
  articles: defaulted(texts('articles'), []),
  as: optional(text('as')),
})

/** Exactly one function by name; its parameters are the function's own to check. */
const scoreForm: JsonSchema = {
  type: 'object',
  title: '计分方式',
  description: '函数名: { 参数 }',
  minProperties: 1,
  maxProperties: 1,
  properties: Object.fromEntries(Object.keys(scoringFunctions).map((name) => [name, { type: 'object' }])),
  additionalProperties: false,
}

const score: Shape<ScoreDeclaration> = turned(described(plain, scoreForm), (value, node, book) => {
  const declaration: ScoreDeclaration = {}
  const entries =
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []
  if (entries.length !== 1) {
    complain(book, node, {
      code: 'score_form',
      message: '计分方式应当是且只是一个函数',
      text: wording(node),
      remedy: '写成“函数名: { 参数 }”',
    })
  }
  for (const [name, params] of entries) {
    if (typeof params === 'object' && params !== null && !Array.isArray(params)) declaration[name] = params
    else {
      complain(book, node, {
        code: 'score_form',
        message: `${name}的参数应当是“键: 值”的结构`,
        text: wording(node),
        remedy: `写成“${name}: { 参数: 值 }”`,
      })
    }
  }
  return declaration
})

const versionShapes = {
  from: startDate('from'),
  to: startDate('to'),
  binding: oneOf('binding', bindings),
  checked,
  basis: list('依据basis', citation, 1),
  clause: text('clause'),
  score,
}

const version: Shape<ItemVersion> = record('版本', {
  from: required(versionShapes.from),
  to: optional(versionShapes.to),
  binding: required(versionShapes.binding),
  checked: required(versionShapes.checked),
  basis: required(versionShapes.basis),
  clause: required(versionShapes.clause),
  score: required(versionShapes.score),
})

const empty: Shape<EmptyTreatment> = record('empty', {
  treat: required(oneOf('treat', ['full', 'renormalise', 'redistribute_equal', 'transfer'])),
  within: required(oneOf('within', ['dimension', 'total'])),
  to: optional(text('to')),
})

const redLine = record('red_line', {
  when: required(text('红线的when')),
  effect: required(oneOf('红线的effect', ['cap_grade', 'lower_grade'])),
  grade: optional(text('grade')),
})

const remedy = record('remedy', {
  post: required(text('post')),
  effort: required(wholeNumber('effort')),
  text: required(text('text')),
})

/** The sentences an item may have; which of them it must have depends on its function. */
export const sentenceNames = ['met', 'shortcoming', 'shortcoming_rate', 'shortcoming_none'] as const

const says: Shape<Record<string, string>> = turned(named('says', text('句子')), (entries) =>
  Object.fromEntries(entries.map(({ id, value }) => [id, value])),
)

const periodEnd = scalar(
  'act_by',
  'period_end' as const,
  (source) => (source === 'period_end' ? source : undefined),
  '写period_end，或者{ year: period+1, date: 04-01 }',
)

const actBy = either(periodEnd, dueDate('期限act_by'), isScalarNode)

/** The form without the keys that `defaults:` may give. */
function loosened(schema: JsonSchema, given: readonly string[]): JsonSchema {
  const needed = Array.isArray(schema.required) ? schema.required : []
  return { ...schema, required: needed.filter((key) => !given.some((name) => name === key)) }
}

/** Every key of an item but its id, with the shape it has in items/ and in a `set:` of pack.yaml alike. */
const itemShapes = {
  title: text('title'),
  core: flag('core'),
  on: flag('on'),
  value: positiveDecimal('分值'),
  kinds,
  by: textOrTexts('by'),
  versions: list('versions', described(version, loosened(version.schema, versionDefaultKeys)), 1),
  empty,
  red_line: redLine,
  evidence: texts('evidence', 1),
  scoring_unit: text('scoring_unit'),
  act_by: actBy,
  evidence_by: dueDate('期限evidence_by'),
  remedy,
  causes: texts('causes', 1),
  says,
}

/** An item as written, before it has a dimension; `after` is the item it follows. */
export interface PlacedItem {
  item: Item
  after: string | undefined
}

const itemRecord = record(
  '考核要点',
  {
    id: required(itemId),
    title: required(itemShapes.title),
    core: defaulted(itemShapes.core, false),
    on: defaulted(itemShapes.on, true),
    value: required(itemShapes.value),
    kinds: defaulted(itemShapes.kinds, [...townshipKinds]),
    by: required(itemShapes.by),
    after: optional(text('after')),
    versions: required(itemShapes.versions),
    empty: optional(itemShapes.empty),
    red_line: optional(itemShapes.red_line),
    evidence: required(itemShapes.evidence),
    scoring_unit: required(itemShapes.scoring_unit),
    act_by: required(itemShapes.act_by),
    evidence_by: optional(itemShapes.evidence_by),
    remedy: required(itemShapes.remedy),
    causes: required(itemShapes.causes),
    says: required(itemShapes.says),
  },
  versionKeys,
)

/** An item writes out its versions, or with one version writes it directly; what `defaults:` gives may be left out. */
const itemForm: JsonSchema = {
  title: '考核要点',
  anyOf: [
    loosened(itemRecord.schema, itemDefaultKeys),
    {
      ...itemRecord.schema,
      properties: Object.fromEntries(
        Object.entries({ ...itemShapes, id: itemId, after: text('after'), ...versionShapes })
          .filter(([key]) => key !== 'versions')
          .map(([key, shape]) => [key, shape.schema]),
      ),
      required: ['id', 'title', 'value', 'clause', 'score', 'says'],
    },
  ],
}

/** `defaults:` of pack.yaml: what its items, and their versions, leave out. */
export const itemDefaults = record('defaults', {
  core: optional(itemShapes.core),
  by: optional(itemShapes.by),
  empty: optional(itemShapes.empty),
  evidence: optional(itemShapes.evidence),
  scoring_unit: optional(itemShapes.scoring_unit),
  act_by: optional(itemShapes.act_by),
  evidence_by: optional(itemShapes.evidence_by),
  remedy: optional(itemShapes.remedy),
  causes: optional(itemShapes.causes),
  from: optional(versionShapes.from),
  binding: optional(versionShapes.binding),
  checked: optional(versionShapes.checked),
  basis: optional(versionShapes.basis),
} satisfies Record<(typeof itemDefaultKeys | typeof versionDefaultKeys)[number], unknown>)

export const itemsOf = (dimension: string, defaults: Defaults): Shape<PlacedItem[]> =>
  list(
    'items文件',
    rewritten(
      turned(itemRecord, ({ after, ...value }, node, book) => {
        const item: Item = {
          id: value.id,
          title: value.title,
          dimension,
          core: value.core,
          on: value.on,
          value: value.value,
          kinds: value.kinds,
          by: value.by,
          versions: value.versions,
          empty: value.empty ?? null,
          redLine: value.red_line ?? null,
          evidence: value.evidence,
          scoringUnit: value.scoring_unit,
          actBy: value.act_by,
          evidenceBy: value.evidence_by ?? null,
          remedy: value.remedy,
          causes: value.causes,
          says: value.says,
        }
        book.nodes.set(item, node)
        return { item, after }
      }),
      (node, book) => completeItem(node, defaults, book),
      itemForm,
    ),
  )

/** `set: [{ item, … }]` of a pack that extends another: what it changes in an item it inherits. */
export const itemChange = record('set', {
  item: required(text('item')),
  title: optional(itemShapes.title),
  core: optional(itemShapes.core),
  on: optional(itemShapes.on),
  value: optional(itemShapes.value),
  kinds: optional(itemShapes.kinds),
  versions: optional(itemShapes.versions),
  clause: optional(versionShapes.clause),
  parameters: optional(plain),
  empty: optional(itemShapes.empty),
  // A red line that a place does not want is switched off; the item and its points stay.
  red_line: optional(either(oneOf('red_line', ['off']), itemShapes.red_line, isScalarNode)),
  evidence: optional(itemShapes.evidence),
  scoring_unit: optional(itemShapes.scoring_unit),
  act_by: optional(itemShapes.act_by),
  evidence_by: optional(itemShapes.evidence_by),
  remedy: optional(itemShapes.remedy),
  causes: optional(itemShapes.causes),
  says: optional(itemShapes.says),
})

export type ItemChange = typeof itemChange extends Shape<infer T> ? T : never
