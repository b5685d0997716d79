/**
 * A small declarative walker: a shape says what a node must be, reads it, and writes down all that is wrong.
 * A wrong value yields the shape's blank, so that one mistake never hides the next; a table with problems is never used.
 */
import { complain, type LocatedNode, type MapNode, type Notebook, offer, wording } from './located.ts'

export interface Shape<T> {
  read: (node: LocatedNode, book: Notebook) => T
  blank: T
  /** The same form for editors: what `pack schema` prints, so that no form is declared twice. */
  schema: JsonSchema
}

/** A JSON Schema (2020-12) or a part of one. */
export interface JsonSchema {
  [keyword: string]: JsonSchemaValue
}
type JsonSchemaValue = string | number | boolean | null | JsonSchema | JsonSchemaValue[]

/** One key of a record. `always` keys are in the result whether written or not. */
export interface Key<T, Always extends boolean> {
  shape: Shape<T>
  always: Always
  required: boolean
}

type Value<K> = K extends Key<infer T, boolean> ? T : never
type AlwaysIn<S> = { [K in keyof S]: S[K] extends Key<unknown, true> ? K : never }[keyof S]
export type RecordOf<S> = { [K in AlwaysIn<S>]: Value<S[K]> } & {
  [K in Exclude<keyof S, AlwaysIn<S>>]?: Value<S[K]>
}

export const required = <T>(shape: Shape<T>): Key<T, true> => ({ shape, always: true, required: true })
export const optional = <T>(shape: Shape<T>): Key<T, false> => ({ shape, always: false, required: false })
export const defaulted = <T>(shape: Shape<T>, value: T): Key<T, true> => ({
  shape: { read: shape.read, blank: value, schema: withDefault(shape.schema, value) },
  always: true,
  required: false,
})

const withDefault = (schema: JsonSchema, value: unknown): JsonSchema =>
  typeof value === 'string' || typeof value === 'boolean' ? { ...schema, default: value } : schema

/** A mapping with exactly these keys; `elsewhere` are keys a rewriting takes away before it is read. */
export function record<S extends Record<string, Key<unknown, boolean>>>(
  what: string,
  keys: S,
  elsewhere: readonly string[] = [],
): Shape<RecordOf<S>> {
  const names = Object.keys(keys)
  const read = (node: LocatedNode, book: Notebook): RecordOf<S> => {
    const values: Record<string, unknown> = {}
    const entries = asMap(node, book, what)?.entries
    for (const [name, key] of Object.entries(keys)) {
      const entry = entries?.get(name)
      if (entry) values[name] = key.shape.read(entry.node, book)
      else if (key.always) values[name] = key.shape.blank
      if (entries && !entry && key.required) {
        complain(book, node, {
          code: 'missing_key',
          message: `${what}缺少“${name}”`,
          text: wording(node),
          remedy: `补上“${name}: …”`,
        })
      }
    }
    for (const { key, at } of entries?.values() ?? []) {
      if (Object.hasOwn(keys, key)) continue
      complain(book, at, {
        code: 'unknown_key',
        message: `${what}没有“${key}”这个键`,
        text: key,
        remedy: offer(key, [...names, ...elsewhere], '可用的键'),
      })
    }
    book.nodes.set(values, node)
    return values as RecordOf<S>
  }
  const blank = Object.fromEntries(
    Object.entries(keys).flatMap(([name, key]) => (key.always ? [[name, key.shape.blank]] : [])),
  ) as RecordOf<S>
  const needed = names.filter((name) => keys[name]!.required)
  const schema: JsonSchema = {
    type: 'object',
    title: what,
    properties: Object.fromEntries(names.map((name) => [name, keys[name]!.shape.schema])),
    ...(needed.length > 0 ? { required: needed } : {}),
    additionalProperties: false,
  }
  return { read, blank, schema }
}

function asMap(node: LocatedNode, book: Notebook, what: string): MapNode | undefined {
  if (node.kind === 'map') return node
  complain(book, node, {
    code: 'not_a_mapping',
    message: `${what}应当是“键: 值”的结构`,
    text: wording(node),
    remedy: '写成“键: 值”',
  })
  return undefined
}

/** What a named collection yields: each value with the key it stood under. */
export interface Named<T> {
  id: string
  value: T
}

/** A mapping from ids to values of one shape. */
export function named<T>(what: string, shape: Shape<T>, idShape?: RegExp): Shape<Named<T>[]> {
  return {
    blank: [],
    schema: {
      type: 'object',
      title: what,
      ...(idShape ? { propertyNames: { pattern: idShape.source } } : {}),
      additionalProperties: shape.schema,
    },
    read: (node, book) =>
      [...(asMap(node, book, what)?.entries.values() ?? [])].map(({ key, at, node: value }) => {
        if (idShape && !idShape.test(key)) {
          complain(book, at, {
            code: 'bad_id',
            message: `“${key}”不能作${what}的名称`,
            text: key,
            remedy: '用小写英文字母、数字和下划线（或连字符），以字母开头',
          })
        }
        const named = { id: key, value: shape.read(value, book) }
        book.nodes.set(named, value)
        return named
      }),
  }
}

/** A list; `atLeast` 1 refuses an empty one. */
export function list<T>(what: string, shape: Shape<T>, atLeast = 0): Shape<T[]> {
  return {
    blank: [],
    schema: {
      type: 'array',
      title: what,
      items: shape.schema,
      ...(atLeast > 0 ? { minItems: atLeast } : {}),
    },
    read: (node, book) => {
      if (node.kind !== 'list') {
        complain(book, node, {
          code: 'not_a_list',
          message: `${what}应当是列表`,
          text: wording(node),
          remedy: '写成[甲, 乙]或者每行一个“- ”',
        })
        return []
      }
      if (node.items.length < atLeast) {
        complain(book, node, { code: 'empty_list', message: `${what}不能为空`, remedy: `至少写${atLeast}项` })
      }
      const values = node.items.map((item) => shape.read(item, book))
      book.nodes.set(values, node)
      return values
    },
  }
}

/** A scalar that a function understands; undefined from it means it does not. */
export function scalar<T>(
  what: string,
  blank: T,
  understand: (source: string, node: { value: unknown; quoted: boolean }) => T | undefined,
  remedy: string,
  form: JsonSchema = { type: ['string', 'number', 'boolean'] },
): Shape<T> {
  return {
    blank,
    schema: { title: what, description: remedy, ...form },
    read: (node, book) => {
      const value = node.kind === 'scalar' ? understand(node.source, node) : undefined
      if (value !== undefined) return value
      complain(book, node, {
        code: 'bad_value',
        message: `${what}不能是“${wording(node)}”`,
        text: wording(node),
        remedy,
      })
      return blank
    },
  }
}

export const text = (what: string): Shape<string> =>
  scalar(what, '', (source) => (source.trim() === '' ? undefined : source), '写一段文字', {
    type: ['string', 'number', 'boolean'],
    minLength: 1,
  })

export const flag = (what: string): Shape<boolean> =>
  scalar(what, false, (_, { value }) => (typeof value === 'boolean' ? value : undefined), '写true或者false', {
    type: 'boolean',
  })

export const wholeNumber = (what: string, least = 0): Shape<number> =>
  scalar(
    what,
    least,
    (source) => (/^\d{1,9}$/.test(source) && Number(source) >= least ? Number(source) : undefined),
    `写不小于${least}的整数`,
    { type: 'integer', minimum: least },
  )

/** Points: kept as the decimal text written, never through a binary number. */
export const positiveDecimal = (what: string): Shape<string> =>
  scalar(
    what,
    '0',
    (source) => (/^\d{1,6}(\.\d{1,6})?$/.test(source) && /[1-9]/.test(source) ? source : undefined),
    '写大于零的小数或整数，如2或者0.5',
    {
      anyOf: [
        { type: 'number', exclusiveMinimum: 0 },
        { type: 'string', pattern: '^\\d{1,6}(\\.\\d{1,6})?$' },
      ],
    },
  )

export const oneOf = <const T extends string>(what: string, choices: readonly T[]): Shape<T> => ({
  blank: choices[0]!,
  // YAML reads a bare `false` as no word.
  schema: {
    title: what,
    enum: choices.flatMap((choice) => (choice === 'false' ? [choice, false] : [choice])),
  },
  read: (node, book) => {
    const source = node.kind === 'scalar' ? node.source : undefined
    const found = choices.find((choice) => choice === source)
    if (found !== undefined) return found
    complain(book, node, {
      code: 'bad_choice',
      message: `${what}不能是“${wording(node)}”`,
      text: wording(node),
      remedy: offer(wording(node), choices, '可选'),
    })
    return choices[0]!
  },
})

/** Reads with one shape, then turns the value into another; the new object keeps its place. */
export function turned<T, U>(
  shape: Shape<T>,
  turn: (value: T, node: LocatedNode, book: Notebook) => U,
): Shape<U> {
  return {
    schema: shape.schema,
    get blank() {
      return turn(shape.blank, blankNode, { problems: [], nodes: new WeakMap() })
    },
    read: (node, book) => {
      const value = turn(shape.read(node, book), node, book)
      if (typeof value === 'object' && value !== null) book.nodes.set(value, node)
      return value
    },
  }
}

const blankNode: LocatedNode = {
  kind: 'scalar',
  value: null,
  source: '',
  quoted: false,
  file: '',
  line: 1,
  column: 1,
}

/** Chooses the shape by what stands there. */
export const either = <T, U>(
  first: Shape<T>,
  second: Shape<U>,
  isFirst: (node: LocatedNode) => boolean,
): Shape<T | U> => ({
  blank: first.blank,
  schema: { anyOf: [first.schema, second.schema] },
  read: (node, book) => (isFirst(node) ? first.read(node, book) : second.read(node, book)),
})

/** A shape whose node is rewritten first (defaults, short forms); editors are shown the form that a person writes. */
export const rewritten = <T>(
  shape: Shape<T>,
  rewrite: (node: LocatedNode, book: Notebook) => LocatedNode,
  schema: JsonSchema,
): Shape<T> => ({
  get blank() {
    return shape.blank
  },
  schema,
  read: (node, book) => shape.read(rewrite(node, book), book),
})

/** A shape with a form for editors that says more than its parts do. */
export const described = <T>(shape: Shape<T>, schema: JsonSchema): Shape<T> =>
  rewritten(shape, (node) => node, schema)

export const isScalarNode = (node: LocatedNode): boolean => node.kind === 'scalar'

export type Plain = string | number | boolean | null | Plain[] | { [key: string]: Plain }

/**
 * Parameters whose form a scoring function checks itself. A number must be one that JavaScript prints back as
 * written, so that reading it as a decimal stays exact.
 */
export const plain: Shape<Plain> = {
  blank: null,
  schema: {},
  read: (node, book) => {
    if (node.kind === 'scalar') {
      if (typeof node.value !== 'number' || node.quoted) return node.value
      if (isExactNumber(node.source)) return node.value
      complain(book, node, {
        code: 'bad_number',
        message: `数字“${node.source}”无法精确表示`,
        text: node.source,
        remedy: '写成普通小数，不超过15位有效数字',
      })
      return 0
    }
    if (node.kind === 'list') {
      const values = node.items.map((item) => plain.read(item, book))
      book.nodes.set(values, node)
      return values
    }
    const values: { [key: string]: Plain } = {}
    for (const { key, node: value } of node.entries.values()) values[key] = plain.read(value, book)
    book.nodes.set(values, node)
    return values
  },
}

const isExactNumber = (source: string): boolean =>
  /^[+-]?\d+(\.\d+)?$/.test(source) && source.replace(/[^0-9]/g, '').replace(/^0+/, '').length <= 15
