/**
 * Named values of a pack (`parameters:` of pack.yaml), written into its files as `'${name}'`. They are put in place in the
 * trees, before anything is read: a pack that extends another sets a value, and the items of its base are read with it.
 */
import type { Facts } from '../functions/index.ts'
import type { Item, Parameter, ParameterOrigin } from '../pack.ts'
import { mul, rational, toDecimal } from '../rational.ts'
import { readersOfFacts } from '../uses.ts'
import {
  complain,
  excerpt,
  type LocatedNode,
  lostSomething,
  type MapNode,
  type Notebook,
  offer,
  type ScalarNode,
} from './located.ts'
import { named, oneOf, optional, record, required, type Shape, scalar, text } from './shape.ts'

const origins = ['law', 'local', 'convention', 'unverified'] as const satisfies readonly ParameterOrigin[]

/** What a parameter is written with. */
const opening = '${'

const valueShape: Shape<number | string> = scalar(
  '参数的值',
  '',
  (source, { value, quoted }) => {
    if (source.trim() === '' || source.includes(opening)) return undefined
    if (typeof value !== 'number' || quoted) return typeof value === 'string' ? source : undefined
    return /^\d{1,9}(\.\d{1,6})?$/.test(source) ? value : undefined
  },
  '写数、月-日（如03-31）或者文字；值里面不能再引用参数',
  { type: ['number', 'string'] },
)

export const parameterName = /^[a-z][A-Za-z0-9_]*(\.[a-z][A-Za-z0-9_]*)*$/

/** `parameters:` of pack.yaml; what it must say depends on whether the base has the name already. */
export const parameters = named(
  'parameters',
  record('参数', {
    title: optional(text('title')),
    value: required(valueShape),
    unit: optional(text('unit')),
    origin: optional(oneOf('origin', origins)),
    note: optional(text('note')),
  }),
  parameterName,
)

/** A parameter with the node of its value and what has been written with it. */
interface Held {
  parameter: Omit<Parameter, 'items'>
  scalar: ScalarNode
  /** Where it was last set. */
  at: LocatedNode
  used: Use[]
}

/** Who is written with a parameter: an item, or a fact of a register, or something else of the pack. */
export type Use = { item: string } | { fact: string } | null

export type HeldParameters = ReadonlyMap<string, Held>

interface Folder {
  id: string
  files: readonly { path: string; roots: readonly LocatedNode[] }[]
}

/** The parameters of all folders, the base first, each with its last value. */
export function collectParameters(folders: readonly Folder[], book: Notebook): HeldParameters {
  const held = new Map<string, Held>()
  for (const { id: pack, files } of folders) {
    const root = files.find(({ path }) => path === 'pack.yaml')?.roots[0]
    const written = root?.kind === 'map' ? root.entries.get('parameters') : undefined
    for (const entry of written ? parameters.read(written.node, book) : []) {
      const node = book.nodes.get(entry)
      const value = node?.kind === 'map' ? node.entries.get('value')?.node : undefined
      if (!node || value?.kind !== 'scalar') continue
      const earlier = held.get(entry.id)
      if (!earlier) complainOfLack(entry.value, entry.id, node, book)
      held.set(entry.id, {
        parameter: {
          id: entry.id,
          ...(earlier
            ? overridden(earlier.parameter, entry.value, pack)
            : { title: '', origin: 'unverified', pack, ...entry.value }),
          text: spoken(entry.value.value, entry.value.unit ?? earlier?.parameter.unit),
        },
        scalar: value,
        at: node,
        used: [],
      })
    }
  }
  return held
}

type Written = { value: number | string } & Partial<Pick<Parameter, 'title' | 'unit' | 'origin' | 'note'>>

/** What another pack sets is local unless it says otherwise; a note on the old value does not speak of the new one. */
function overridden({ title, unit, pack }: Held['parameter'], written: Written, by: string) {
  return {
    title,
    ...(unit === undefined ? {} : { unit }),
    origin: 'local' as const,
    pack,
    overriddenBy: by,
    ...written,
  }
}

function complainOfLack({ title, origin }: Written, id: string, node: LocatedNode, book: Notebook): void {
  for (const [key, value] of Object.entries({ title, origin })) {
    if (value !== undefined) continue
    complain(book, node, {
      code: 'missing_key',
      message: `参数“${id}”缺少“${key}”`,
      text: id,
      remedy: `补上“${key}: …”；只改所扩展的指标体系的参数时，名称要与它的一致`,
    })
  }
}

/** 03-31 → 3月31日; 0.9 of unit % → 90%; else as written. */
function spoken(value: number | string, unit: string | undefined): string {
  if (typeof value === 'number') {
    return unit === '%' && value <= 1 ? `${toDecimal(mul(rational(value), rational(100)))}%` : String(value)
  }
  const [, month, day] = /^(\d{2})-(\d{2})$/.exec(value) ?? []
  return month === undefined ? value : `${Number(month)}月${Number(day)}日`
}

/** A file's tree with the values in place. Its problems, and later ones of the values, stand where the name is written. */
export function withParameters(
  root: LocatedNode,
  path: string,
  held: HeldParameters,
  book: Notebook,
): LocatedNode {
  const put = (node: LocatedNode, use: Use): LocatedNode => {
    if (node.kind === 'scalar') return node.source.includes(opening) ? filled(node, use, held, book) : node
    if (node.kind === 'list') return { ...node, items: node.items.map((item) => put(item, use)) }
    return mapEntries(node, (child) => put(child, use))
  }
  if (path.startsWith('items/') && root.kind === 'list') return ofItems(root, 'id', put)
  if (path.startsWith('registers/') && root.kind === 'map') {
    return mapEntries(root, (node, key) =>
      (key === 'facts' || key === 'claims') && node.kind === 'map'
        ? mapEntries(node, (fact, id) => put(fact, { fact: id }))
        : put(node, null),
    )
  }
  if (path === 'pack.yaml' && root.kind === 'map') {
    return mapEntries(root, (node, key) => {
      if (key === 'parameters') return node
      return key === 'set' && node.kind === 'list' ? ofItems(node, 'item', put) : put(node, null)
    })
  }
  return put(root, null)
}

function ofItems(
  node: Extract<LocatedNode, { kind: 'list' }>,
  key: string,
  put: (node: LocatedNode, use: Use) => LocatedNode,
): LocatedNode {
  const items = node.items.map((item) => {
    const id = item.kind === 'map' ? item.entries.get(key)?.node : undefined
    return put(item, id?.kind === 'scalar' ? { item: id.source } : null)
  })
  return { ...node, items }
}

const mapEntries = (node: MapNode, turn: (node: LocatedNode, key: string) => LocatedNode): MapNode => ({
  ...node,
  entries: new Map([...node.entries].map(([key, entry]) => [key, { ...entry, node: turn(entry.node, key) }])),
})

/** A name, or a name to be said in words; anything else after `${` is a slip. */
const mark = /\$\{(?:([A-Za-z][\w.-]*)(:text)?\})?/g

function filled(node: ScalarNode, use: Use, held: HeldParameters, book: Notebook): ScalarNode {
  let faulty = false
  const pieces = node.source.replace(mark, (written, name: string | undefined, words: string | undefined) => {
    const found = name === undefined ? undefined : held.get(name)
    if (!found) {
      faulty = true
      complainOfMark(node, written, name, held, book)
      return written
    }
    found.used.push(use)
    return words ? found.parameter.text : found.scalar.source
  })
  if (faulty) return node
  const { file, line, column } = node
  const [whole, name, words] = new RegExp(`^(?:${mark.source})$`).exec(node.source.trim()) ?? []
  const only = whole === undefined || words !== undefined ? undefined : held.get(name!)?.scalar
  if (only) return { ...only, file, line, column, folded: true }
  // Offsets in what is put together are no columns of what is written.
  return { ...node, value: pieces, source: pieces, folded: true }
}

function complainOfMark(
  node: ScalarNode,
  written: string,
  name: string | undefined,
  held: HeldParameters,
  book: Notebook,
): void {
  if (name === undefined) {
    complain(book, node, {
      code: 'parameter_form',
      message: `“${opening}”后面应当是参数的名称和“}”`,
      text: excerpt(node.source),
      remedy: `写成'${opening}名称}'取值，或者${opening}名称:text}取中文说法，如${opening}report.publish:text}`,
    })
    return
  }
  // No news while the file that may declare it cannot be read.
  if (lostSomething(book)) return
  complain(book, node, {
    code: 'unknown_parameter',
    message: `没有参数“${name}”`,
    text: written,
    remedy: `在pack.yaml的parameters里写明它，或者改正名称；${offer(name, [...held.keys()], '参数有')}`,
  })
}

/** A value that nothing is written with misleads whoever sets it. */
export function complainOfUnused(held: HeldParameters, book: Notebook): void {
  for (const { parameter, at, used } of held.values()) {
    if (used.length > 0) continue
    complain(book, at, {
      code: 'parameter_unused',
      severity: 'warning',
      message: `参数“${parameter.id}”（${parameter.title}）没有用到`,
      text: parameter.id,
      remedy: `在要点或者台账里写'\${${parameter.id}}'，或者删去这个参数`,
    })
  }
}

/** The parameters as the table keeps them, with the items that each concerns. */
export function parametersOf(held: HeldParameters, items: readonly Item[], facts: Facts): Parameter[] {
  const readers = readersOfFacts(items, facts)
  return [...held.values()].map(({ parameter, used }) => {
    const users = new Set(
      used.flatMap((use) => (!use ? [] : 'item' in use ? [use.item] : (readers.get(use.fact) ?? []))),
    )
    return { ...parameter, items: items.map(({ id }) => id).filter((id) => users.has(id)) }
  })
}
