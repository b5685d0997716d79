/** The names a condition may use, and what reading one gives: cells of a row, facts of a township, the period. */
import type { ASTNode } from '@marcbachmann/cel-js'
import { anyDay, anywhere, type Days, type Members, point, type Range } from './condition-values.ts'
import { addDays, type HolidayTable } from './dates.ts'
import type { CellValue, Row } from './evidence.ts'
import type { Fact, RowWindow } from './fact.ts'
import { type Knowledge, type KnowledgeOf, type NumberRange, never, noLevel } from './knowledge.ts'
import type { FactDeclaration, Field, TownshipKind } from './pack.ts'
import type { Peers } from './peers.ts'
import { cellNumber, rational } from './rational.ts'

export type Scope =
  | { kind: 'row'; fields: Field[] }
  | { kind: 'facts'; facts: readonly FactDeclaration[]; fieldsOf(fact: string): readonly Field[] }

/** Fact → its value in each township of the group. */
export type PeerValues = ReadonlyMap<string, Peers>

/** What a condition is evaluated in. */
export interface Environment {
  periodStart: string
  periodEnd: string
  year: number
  holidays: HolidayTable
  /** Kind of the township, where parameters differ by kind. */
  kind?: TownshipKind
  /** Row scope: the cells, and whether their register is closed. */
  row?: Record<string, CellValue>
  closed?: boolean
  /** Days after it have not come: what is entered for them is not done yet. */
  asOf?: string
  /** For the record: what is not done yet is not done. */
  undone?: boolean
  /** The other townships' values of compared facts; absent until the county's second pass. */
  peers?: PeerValues
  /** Facts scope. */
  fact?: (id: string) => Knowledge
  /** What of the same evidence stands elsewhere: other items ask for it by whom a matter is borne. */
  elsewhere?: Elsewhere
  /** Lists are taken as complete: the reading for the record. */
  record?: boolean
}

/** The evidence beside the row that is judged. */
export interface Elsewhere {
  fact(id: string, window?: RowWindow): Fact
  /** Rows of the period of a register, and whether more may come. */
  rows(register: string): { rows: readonly Row[]; open: boolean }
  /** Whether an item is said not to apply: true accepted, null without an answer yet. */
  exempt(item: string): boolean | null
}

/** Three-valued: null is unknown. */
export type Condition = (environment: Environment) => boolean | null

export type Text = string | null

/** Words with an order: all of them from the highest down, and how high the one read is, the lowest being 1 and none 0. */
export interface Scale {
  levels: readonly string[]
  height(e: Environment): Range
}

/** How high a word stands. */
export const heightOf = (word: string, levels: readonly string[]): number =>
  levels.includes(word) ? levels.length - levels.indexOf(word) : 0

/** The only words that can be read, and of what. */
export interface Options {
  of: string
  words: readonly string[]
}

/** A typed expression: the static type says which closure it carries. */
export type Typed =
  | { type: 'flag'; run: Condition }
  /** `rate`: of a share, what part of the whole it is. */
  | { type: 'number'; run: (e: Environment) => Range; rate?: (e: Environment) => Range }
  | { type: 'date'; run: (e: Environment) => Days }
  | { type: 'text'; run: (e: Environment) => Text; literal?: string; scale?: Scale; options?: Options }
  | { type: 'set'; run: (e: Environment) => Members; options?: Options }

export const typeNames: Record<Typed['type'], string> = {
  flag: '是否',
  number: '数值',
  date: '日期',
  text: '文字',
  set: '多选',
}

export class Refusal extends Error {
  readonly node: ASTNode
  readonly remedy: string | undefined
  constructor(node: ASTNode, message: string, remedy?: string) {
    super(message)
    this.node = node
    this.remedy = remedy
  }
}

export type Reader = (path: string[], node: ASTNode) => Typed
const cellTypes: Record<Field['type'], Typed['type']> = {
  text: 'text',
  choice: 'text',
  ref: 'text',
  date: 'date',
  number: 'number',
  integer: 'number',
  amount: 'number',
  flag: 'flag',
  set: 'set',
}

/** How the names of a scope are read: cells of a row, facts, and the period. */
export function scopeReader(scope: Scope): Reader {
  if (scope.kind === 'facts') {
    const facts = new Map(scope.facts.map((fact) => [fact.id, fact]))
    return (path, node) => periodName(path) ?? factName(facts, scope.fieldsOf, path, node)
  }
  const fields = new Map(scope.fields.map((field) => [field.id, field]))
  return (path, node) => {
    const name = path[0] === 'row' ? path[1] : path[0]
    const field = name === undefined ? undefined : fields.get(name)
    if (field && path.length === (path[0] === 'row' ? 2 : 1)) return cell(field)
    return periodName(path) ?? refuseName(node, path.join('.'), [...fields.keys()])
  }
}

/** The names of a path: `row.field`, `noun.fact` or `row["field"]`. */
export function pathOf(node: ASTNode): string[] {
  if (node.op === 'id') return [node.args]
  if (node.op === '.') return [...pathOf(node.args[0]), node.args[1]]
  if (node.op === '[]' && node.args[1].op === 'value' && typeof node.args[1].args === 'string') {
    return [...pathOf(node.args[0]), node.args[1].args]
  }
  throw new Refusal(node, '这里应当是字段或者数据项的名称')
}

function refuseName(node: ASTNode, name: string, choices: string[]): never {
  throw new Refusal(
    node,
    `没有“${name}”这个名称`,
    `可用：${[...choices, 'period_start', 'period_end', 'year'].join('、')}`,
  )
}

function periodName(path: string[]): Typed | undefined {
  if (path.length !== 1) return undefined
  if (path[0] === 'period_start')
    return { type: 'date', run: (e) => ({ low: e.periodStart, high: e.periodStart }) }
  if (path[0] === 'period_end') return { type: 'date', run: (e) => ({ low: e.periodEnd, high: e.periodEnd }) }
  if (path[0] === 'year') return { type: 'number', run: (e) => point(rational(e.year)) }
  return undefined
}

const sameDay = (day: string): Days => ({ low: day, high: day })

/** The day of a deed; one that has not come may still be any later day, or none. */
export function dayOf(day: string, { asOf, undone }: Pick<Environment, 'asOf' | 'undone'>): Days {
  if (asOf === undefined || day <= asOf || day === never) return sameDay(day)
  return { low: undone ? never : addDays(asOf, 1), high: never }
}

/** Nothing is written in the cell. */
export const isBlank = (value: CellValue | undefined): value is null | undefined =>
  value === undefined || value === null || value === ''

function cell(field: Field): Typed {
  const { id } = field
  const closedBlank = field.blankWhenClosed
  switch (cellTypes[field.type]) {
    case 'date':
      return {
        type: 'date',
        run: (e) => {
          const value = e.row?.[id]
          if (!isBlank(value)) return field.ahead ? sameDay(String(value)) : dayOf(String(value), e)
          return e.closed && closedBlank === 'never' ? { low: never, high: never } : anyDay
        },
      }
    case 'number':
      return {
        type: 'number',
        run: (e) => {
          const value = e.row?.[id]
          return isBlank(value) ? anywhere : point(cellNumber(value))
        },
      }
    case 'flag':
      return {
        type: 'flag',
        run: (e) => {
          const value = e.row?.[id]
          if (!isBlank(value)) return value === true
          return e.closed && closedBlank === 'false' ? false : null
        },
      }
    case 'set':
      return {
        type: 'set',
        run: (e) => {
          const value = e.row?.[id]
          return Array.isArray(value) ? { has: value, closed: true } : { has: [], closed: false }
        },
        ...optionsOf(field),
      }
    default: {
      const run = (e: Environment): Text => {
        const value = e.row?.[id]
        return isBlank(value) ? null : String(value)
      }
      const levels = levelsIn(field)
      if (!levels) return { type: 'text', run, ...optionsOf(field) }
      const any = { low: rational(1), high: rational(levels.length) }
      const height = (e: Environment): Range => {
        const word = run(e)
        return word === null ? any : point(rational(heightOf(word, levels)))
      }
      return { type: 'text', run, scale: { levels, height }, ...optionsOf(field) }
    }
  }
}

/** What a cell of the field can say; `more` can be said of the fact that picks one. */
function optionsOf(field: Field | undefined, more: readonly string[] = []): { options?: Options } {
  return field?.of ? { options: { of: `“${field.label}”`, words: [...field.of, ...more] } } : {}
}

const levelsIn = (field: Field | undefined): readonly string[] | undefined =>
  field?.ordered ? field.of : undefined

/** A word told of a fact; of a scale also how high it is, or can still be. */
function factWord(
  field: Field | undefined,
  more: readonly string[],
  read: (e: Environment) => KnowledgeOf<'choice'>,
): Typed {
  const levels = levelsIn(field)
  const run = (e: Environment): Text => read(e).value
  if (!levels) return { type: 'text', run, ...optionsOf(field, more) }
  const height = (e: Environment): Range => {
    const { value, among = [levels[0]!, noLevel] } = read(e)
    if (value !== null) return point(rational(heightOf(value, levels)))
    return { low: rational(heightOf(among.at(-1)!, levels)), high: rational(heightOf(among[0]!, levels)) }
  }
  return { type: 'text', run, scale: { levels, height }, ...optionsOf(field, more) }
}

function factName(
  facts: Map<string, FactDeclaration>,
  fieldsOf: (fact: string) => readonly Field[],
  path: string[],
  node: ASTNode,
): Typed {
  const id = path.join('.')
  const fact = facts.get(id)
  if (!fact) return refuseName(node, id, [...facts.keys()])
  const read = (e: Environment): Knowledge => e.fact!(id)
  const field = fieldsOf(id).find((candidate) => candidate.id === fact.field)
  switch (fact.kind) {
    case 'flag':
      return { type: 'flag', run: (e) => (read(e) as { value: boolean | null }).value }
    case 'date':
      return { type: 'date', run: (e) => read(e) as Days }
    case 'set':
    case 'dates':
      return { type: 'set', run: (e) => read(e) as Members, ...optionsOf(field) }
    case 'choice':
      return factWord(
        field,
        fact.pick === 'highest' ? [noLevel] : [],
        (e) => read(e) as KnowledgeOf<'choice'>,
      )
    case 'events':
      return { type: 'number', run: (e) => rowCount(read(e) as KnowledgeOf<'rows'>) }
    case 'share':
      return {
        type: 'number',
        run: (e) => (read(e) as KnowledgeOf<'share'>).part,
        rate: (e) => rateOf(read(e) as KnowledgeOf<'share'>),
      }
    default:
      return { type: 'number', run: (e) => read(e) as NumberRange }
  }
}

/** Of nothing there is no rate: a condition over it stays undecided. */
const rateOf = ({ rate, empty }: KnowledgeOf<'share'>): Range =>
  empty ? { low: rational(0), high: rational(1) } : rate

const rowCount = (known: KnowledgeOf<'rows'>): Range => ({
  low: rational(known.rows.filter((entry) => entry.sure).length),
  high: known.open ? null : rational(known.rows.length),
})
