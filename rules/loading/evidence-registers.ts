/** `registers:` of an evidence file: states and rows, checked as the pack declares them. */
import type { RegisterEvidence, RegisterState, Row } from '../evidence.ts'
import type { Register, TownshipKind } from '../pack.ts'
import { periodFrom } from '../period.ts'
import { checkRegister, outsideYear, parseRow } from '../registers.ts'
import { asList, asMap, type EvidenceReader, given, isNull, sourceOf } from './evidence-nodes.ts'
import {
  complain,
  type Entry,
  excerpt,
  type LocatedNode,
  type MapNode,
  type Notebook,
  offer,
  type Place,
  wording,
} from './located.ts'

const states: ReadonlyMap<string, RegisterState> = new Map([
  ['open', 'open'],
  ['登记中', 'open'],
  ['closed', 'closed'],
  ['封账', 'closed'],
  ['已封账', 'closed'],
  ['none', 'none'],
  ['零报告', 'none'],
])

/** The registers by their ids; each may be named by id or title. */
export function readRegisters(
  entry: Entry | undefined,
  of: { kind: TownshipKind; year: number },
  reader: EvidenceReader,
): Record<string, RegisterEvidence> {
  const { kind, year } = of
  const result: Record<string, RegisterEvidence> = {}
  if (!entry || isNull(entry.node)) return result
  const { book, table } = reader
  for (const { key, at, node } of asMap(
    entry.node,
    'registers',
    '写成“台账: { state: …, rows: […] }”',
    book,
  ).values()) {
    const register = table.registers.find(({ id, title }) => id === key || title === key)
    if (!register) {
      complain(book, at, {
        code: 'unknown_register',
        message: `没有台账“${key}”`,
        text: key,
        remedy: offer(
          key,
          table.registers.map(({ id, title }) => `${title}（${id}）`),
          '台账有',
        ),
      })
      continue
    }
    if (result[register.id]) {
      complain(book, at, {
        code: 'duplicate_id',
        message: `台账“${register.title}”写了两次`,
        text: key,
        remedy: '合成一处',
      })
      continue
    }
    if (register.kinds && !register.kinds.includes(kind)) {
      complain(book, at, {
        code: 'not_for_kind',
        severity: 'warning',
        message: `台账“${register.title}”不适用于${kind}`,
        text: key,
        remedy: `只用于${register.kinds.join('、')}，可以删去`,
      })
    }
    result[register.id] = readRegister(register, node, at, { year, from: periodFrom(table) }, book)
  }
  return result
}

/** Whose rows count: the year, and the MM-DD on which its period begins. */
interface Period {
  year: number
  from: string
}

function readRegister(
  register: Register,
  node: LocatedNode,
  at: Place,
  period: Period,
  book: Notebook,
): RegisterEvidence {
  const map = asMap(node, `台账“${register.title}”`, '写成{ state: open, rows: [] }', book)
  for (const { key, at: keyAt } of map.values()) {
    if (key === 'state' || key === 'rows') continue
    complain(book, keyAt, {
      code: 'unknown_key',
      message: `台账“${register.title}”下面没有“${key}”这个键`,
      text: key,
      remedy: '可用的键：state、rows',
    })
  }
  const stateEntry = map.get('state')
  // Without a state nobody has signed anything: the register is open, which claims least.
  const state = stateEntry ? states.get(sourceOf(stateEntry)) : 'open'
  if (state === undefined) {
    complain(book, stateEntry!.node, {
      code: 'bad_choice',
      message: `台账“${register.title}”的状态不能是“${wording(stateEntry!.node)}”`,
      text: wording(stateEntry!.node),
      remedy: '可选：open（登记中）、closed（封账）、none（零报告）',
    })
  }
  const rowsEntry = map.get('rows')
  const nodes =
    rowsEntry && !isNull(rowsEntry.node) ? asList(rowsEntry.node, `台账“${register.title}”的rows`, book) : []
  const places = new Map<string, Place>()
  const read = nodes.map((row, index) => readRow(register, row, index, { period, places, book }))
  const rows = read.filter((row) => row !== null)
  if (state !== undefined && rows.length === read.length) {
    for (const error of checkRegister(register, state, rows)) {
      complain(book, places.get(error.rows.at(-1) ?? '') ?? at, {
        code: 'register',
        message: error.message,
        remedy: error.remedy,
      })
    }
  }
  return { state: state ?? 'open', rows }
}

function readRow(
  register: Register,
  node: LocatedNode,
  index: number,
  { period, places, book }: { period: Period; places: Map<string, Place>; book: Notebook },
): Row | null {
  const where = `台账“${register.title}”第${index + 1}条`
  if (node.kind !== 'map') {
    asMap(node, where, '写成“字段: 值”', book)
    return null
  }
  const idEntry = node.entries.get('id')
  const id = sourceOf(idEntry) || `${register.id}#${index + 1}`
  if (places.has(id)) {
    complain(book, idEntry?.node ?? node, {
      code: 'duplicate_id',
      message: `${where}的id“${id}”与前面的记录相同`,
      text: id,
      remedy: '换一个id，或者不写id',
    })
  }
  places.set(id, node)
  const attached = node.entries.get('attached')
  const cells = [...node.entries.values()].filter(({ key }) => key !== 'id' && key !== 'attached')
  const parsed = parseRow(
    register,
    Object.fromEntries(cells.map(({ key, node: cell }) => [key, given(cell)])),
  )
  if ('errors' in parsed) {
    for (const error of parsed.errors) {
      const cell = cells.find(({ key }) => key === error.field || key === error.label)
      complain(book, cell?.node ?? node, {
        code: 'cell',
        message: `${where}，${error.label}：${error.message}`,
        text: excerpt(error.text),
        remedy: error.remedy,
      })
    }
    return null
  }
  const outside = outsideYear(register, parsed.values, period.year, period.from)
  if (outside) {
    const cell = cells.find(({ key }) => key === outside.field || key === outside.label)
    complain(book, cell?.node ?? node, {
      code: 'other_year',
      severity: 'warning',
      message: `${where}，${outside.label}：${outside.message}，不计入`,
      text: outside.text,
      remedy: outside.remedy,
    })
  }
  const evidenced = attached?.node.kind === 'scalar' && attached.node.value === true
  return { id, values: parsed.values, ...(evidenced ? { attached: true } : {}) }
}

/** A reference that meets no row is most often a misspelt name, and would silently count for nobody. */
export function warnOfLooseRefs(
  registers: Record<string, RegisterEvidence>,
  node: LocatedNode | undefined,
  { table, book }: EvidenceReader,
): void {
  for (const register of table.registers) {
    for (const field of register.fields) {
      const target = field.to === undefined ? undefined : table.registers.find(({ id }) => id === field.to)
      const members = target && registers[target.id]
      if (!target || !members || members.rows.length === 0) continue
      const names = new Set(members.rows.flatMap(({ values }) => target.key.map((key) => values[key])))
      for (const [i, row] of (registers[register.id]?.rows ?? []).entries()) {
        const name = row.values[field.id]
        if (name === undefined || names.has(name)) continue
        complain(book, rowPlace(node, register, i), {
          code: 'unknown_ref',
          severity: 'warning',
          message: `台账“${register.title}”第${i + 1}条，${field.label}：“${target.title}”里没有“${String(name)}”`,
          text: String(name),
          remedy: offer(String(name), [...names].map(String).slice(0, 40), '已登记的有'),
        })
      }
    }
  }
}

function rowPlace(node: LocatedNode | undefined, register: Register, index: number): Place {
  const entries = (node as MapNode).entries
  const own = (entries.get(register.id) ?? entries.get(register.title))!
  const rows = own.node.kind === 'map' ? own.node.entries.get('rows')?.node : undefined
  return (rows?.kind === 'list' ? rows.items[index] : undefined) ?? own.at
}
