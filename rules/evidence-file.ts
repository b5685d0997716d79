/** An evidence file, YAML or JSON: envelopes of townships, each checked against the pack (semantics 25). */
import type { Evidence, RegisterEvidence, RegisterState, Row, Statement } from './evidence.ts'
import { parseJson } from './loading/json.ts'
import {
  complain,
  type Entry,
  excerpt,
  type LocatedNode,
  type MapNode,
  type Notebook,
  newNotebook,
  offer,
  type Place,
  wording,
} from './loading/located.ts'
import { plain } from './loading/shape.ts'
import { parseYaml } from './loading/yaml.ts'
import type { PackTable, Problem, Register, TownshipKind } from './pack.ts'
import { townshipKinds } from './pack.ts'
import { checkRegister, parseRow } from './registers.ts'
import { parseHedge, parseStatementValue } from './statements.ts'

interface Reader {
  table: PackTable
  book: Notebook
}

/** Reads the envelopes of a file. One with an error is left out; warnings leave it in. */
export function parseEvidence(
  text: string,
  file: string,
  table: PackTable,
): { envelopes: Evidence[]; problems: Problem[] } {
  const book = newNotebook()
  const roots = readRoots(text, file, book)
  if (roots.length === 0 && book.problems.length === 0) {
    complain(
      book,
      { file, line: 1, column: 1 },
      { code: 'empty_file', message: '文件是空的', remedy: envelopeForm },
    )
  }
  const envelopes = roots.flatMap((root) => {
    const before = errorsIn(book)
    const envelope = readEnvelope(root, { table, book })
    return errorsIn(book) === before ? [envelope] : []
  })
  return { envelopes: book.problems.some(isSyntax) ? [] : envelopes, problems: book.problems }
}

const envelopeForm =
  '写明township、kind、year、registers，如{ township: 某镇, kind: 镇, year: 2025, registers: {} }'
const errorsIn = (book: Notebook): number =>
  book.problems.filter(({ severity }) => severity === 'error').length
/** A file that cannot be parsed to its end may have lost anything, so nothing of it counts. */
const isSyntax = ({ code }: Problem): boolean =>
  ['yaml_syntax', 'json_syntax', 'too_large', 'too_deep', 'alias', 'tag', 'merge_key'].includes(code)

function readRoots(text: string, file: string, book: Notebook): LocatedNode[] {
  if (file.endsWith('.json')) return list(parseJson(text, file, book))
  if (/^\s*[[{]/.test(text)) {
    // A pipe has no name to tell JSON by; a YAML mapping in braces is read as YAML.
    const attempt = newNotebook()
    const root = parseJson(text, file, attempt)
    if (root) {
      book.problems.push(...attempt.problems)
      return list(root)
    }
  }
  return parseYaml(text, file, book)
}

/** A JSON list holds an envelope a township, as YAML documents do. */
const list = (root: LocatedNode | undefined): LocatedNode[] =>
  root === undefined ? [] : root.kind === 'list' ? root.items : [root]

const envelopeKeys = ['township', 'kind', 'year', 'registers', 'statements', 'causes', 'included']

function readEnvelope(root: LocatedNode, reader: Reader): Evidence {
  const { book } = reader
  const map = asMap(root, '证据文件', envelopeForm, book)
  for (const { key, at } of map.values()) {
    if (envelopeKeys.includes(key)) continue
    complain(book, at, {
      code: 'unknown_key',
      message: `证据文件没有“${key}”这个键`,
      text: key,
      remedy: offer(key, envelopeKeys, '可用的键'),
    })
  }
  const township = readTownship(map, root, book)
  const year = readYear(map, root, book)
  const kind = readKind(map, root, township, book)
  const registers = readRegisters(map.get('registers'), kind, reader)
  const evidence: Evidence = {
    township,
    kind,
    year,
    registers,
    statements: readStatements(map.get('statements'), year, reader),
    claims: [],
  }
  const causes = map.get('causes')
  if (causes) evidence.causes = readCauses(causes, reader)
  const included = map.get('included')
  if (included) evidence.included = readIncluded(included, reader)
  warnOfLooseRefs(registers, map.get('registers')?.node, reader)
  return evidence
}

const noEntries: ReadonlyMap<string, Entry> = new Map()

function asMap(node: LocatedNode, what: string, remedy: string, book: Notebook): ReadonlyMap<string, Entry> {
  if (node.kind === 'map') return node.entries
  complain(book, node, {
    code: 'not_a_mapping',
    message: `${what}应当是“键: 值”的结构`,
    text: wording(node),
    remedy,
  })
  return noEntries
}

function asList(node: LocatedNode, what: string, book: Notebook): readonly LocatedNode[] {
  if (node.kind === 'list') return node.items
  complain(book, node, {
    code: 'not_a_list',
    message: `${what}应当是列表`,
    text: wording(node),
    remedy: '每条前面写“- ”',
  })
  return []
}

const sourceOf = (entry: Entry | undefined): string =>
  entry?.node.kind === 'scalar' ? entry.node.source.trim() : ''

function missing(root: Place, name: string, remedy: string, book: Notebook): void {
  complain(book, root, { code: 'missing_key', message: `证据文件缺少“${name}”`, remedy })
}

function readTownship(map: ReadonlyMap<string, Entry>, root: Place, book: Notebook): string {
  const name = sourceOf(map.get('township'))
  if (name === '')
    missing(map.get('township')?.node ?? root, 'township', '写乡镇名称，如township: 某某镇', book)
  return name
}

function readYear(map: ReadonlyMap<string, Entry>, root: Place, book: Notebook): number {
  const entry = map.get('year')
  const source = sourceOf(entry)
  if (/^(19|20)\d{2}$/.test(source)) return Number(source)
  if (!entry) missing(root, 'year', '写考核年度，如year: 2025', book)
  else {
    complain(book, entry.node, {
      code: 'bad_value',
      message: `年度不能是“${wording(entry.node)}”`,
      text: wording(entry.node),
      remedy: '写四位年份，如2025',
    })
  }
  return 2025
}

/** The kind may be left out where the name ends in it. */
function readKind(
  map: ReadonlyMap<string, Entry>,
  root: Place,
  township: string,
  book: Notebook,
): TownshipKind {
  const entry = map.get('kind')
  const said = entry ? sourceOf(entry) : township.replace(/办事处$/, '')
  const found = townshipKinds.find((kind) => (entry ? said === kind : said.endsWith(kind)))
  if (found) return found
  if (!entry) missing(root, 'kind', '写kind: 乡、镇或者街道', book)
  else {
    complain(book, entry.node, {
      code: 'bad_choice',
      message: `kind不能是“${said}”`,
      text: said,
      remedy: `可选：${townshipKinds.join('、')}`,
    })
  }
  return '镇'
}

// --- registers -----------------------------------------------------------------------------------------------------

const states: ReadonlyMap<string, RegisterState> = new Map([
  ['open', 'open'],
  ['登记中', 'open'],
  ['closed', 'closed'],
  ['封账', 'closed'],
  ['已封账', 'closed'],
  ['none', 'none'],
  ['零报告', 'none'],
])

function readRegisters(
  entry: Entry | undefined,
  kind: TownshipKind,
  reader: Reader,
): Record<string, RegisterEvidence> {
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
    result[register.id] = readRegister(register, node, at, book)
  }
  return result
}

const isNull = (node: LocatedNode): boolean => node.kind === 'scalar' && node.value === null

function readRegister(register: Register, node: LocatedNode, at: Place, book: Notebook): RegisterEvidence {
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
  const read = nodes.map((row, index) => readRow(register, row, index, places, book))
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
  places: Map<string, Place>,
  book: Notebook,
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
  const evidenced = attached?.node.kind === 'scalar' && attached.node.value === true
  return { id, values: parsed.values, ...(evidenced ? { attached: true } : {}) }
}

/** A cell as written: a code such as 007 stays 007, whatever YAML makes of it. */
function given(node: LocatedNode): unknown {
  if (node.kind === 'scalar') return node.value === null ? null : node.source
  if (node.kind === 'list') return node.items.map(given)
  return wording(node)
}

/** A reference that meets no row is most often a misspelt name, and would silently count for nobody. */
function warnOfLooseRefs(
  registers: Record<string, RegisterEvidence>,
  node: LocatedNode | undefined,
  { table, book }: Reader,
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

// --- statements, causes, included ----------------------------------------------------------------------------------

const statementKeys = ['fact', 'value', 'hedge', 'document']

function readStatements(entry: Entry | undefined, year: number, reader: Reader): Statement[] {
  if (!entry || isNull(entry.node)) return []
  const statements: Statement[] = []
  for (const node of asList(entry.node, 'statements', reader.book)) {
    const statement = readStatement(node, year, reader)
    if (!statement) continue
    if (statements.some(({ fact }) => fact === statement.fact)) {
      complain(reader.book, node, {
        code: 'duplicate_id',
        message: `数据项“${statement.fact}”填报了两次`,
        text: statement.fact,
        remedy: '只保留一个填报值',
      })
    } else statements.push(statement)
  }
  return statements
}

function readStatement(node: LocatedNode, year: number, { table, book }: Reader): Statement | null {
  const map = asMap(node, '填报值', '写成{ fact: 数据项, value: 值, document: 文号 }', book)
  for (const { key, at } of map.values()) {
    if (statementKeys.includes(key)) continue
    complain(book, at, {
      code: 'unknown_key',
      message: `填报值没有“${key}”这个键`,
      text: key,
      remedy: offer(key, statementKeys, '可用的键'),
    })
  }
  const id = sourceOf(map.get('fact'))
  const register = table.registers.find(({ facts }) =>
    facts.some((fact) => fact.id === id || fact.title === id),
  )
  const fact = register?.facts.find((candidate) => candidate.id === id || candidate.title === id)
  if (!register || !fact) {
    const all = table.registers.flatMap(({ facts }) => facts.map((candidate) => candidate.id))
    complain(book, map.get('fact')?.node ?? node, {
      code: 'unknown_fact',
      message: id === '' ? '填报值没有写fact' : `没有数据项“${id}”`,
      text: id,
      remedy: offer(id, all, '数据项有'),
    })
    return null
  }
  const valueEntry = map.get('value')
  if (!valueEntry) {
    complain(book, node, { code: 'missing_key', message: `“${fact.title}”没有写value`, remedy: '补上value' })
    return null
  }
  const written =
    valueEntry.node.kind === 'scalar' ? given(valueEntry.node) : plain.read(valueEntry.node, book)
  const value = parseStatementValue(fact, register.fields, year, written)
  const hedgeEntry = map.get('hedge')
  const hedge = hedgeEntry && parseHedge(fact, sourceOf(hedgeEntry))
  for (const [part, at] of [
    [value, valueEntry.node],
    [hedge, hedgeEntry?.node],
  ] as const) {
    if (part && at && !('value' in part))
      complain(book, at, { code: 'statement', ...part, text: excerpt(part.text) })
  }
  if (!('value' in value) || (hedge && !('value' in hedge))) return null
  const document = sourceOf(map.get('document'))
  return {
    fact: fact.id,
    value: value.value,
    ...(hedge ? { hedge: hedge.value } : {}),
    ...(document === '' ? {} : { document }),
  }
}

function readCauses(entry: Entry, { table, book }: Reader): Record<string, string> {
  const causes: Record<string, string> = {}
  for (const { key, at, node } of asMap(entry.node, 'causes', '写成“考核要点: 原因”', book).values()) {
    const item = table.items.find(({ id }) => id === key)
    const cause = node.kind === 'scalar' ? node.source : ''
    if (!item) complainOfItem(key, at, table, book)
    else if (!item.causes.includes(cause)) {
      complain(book, node, {
        code: 'unknown_cause',
        message: `“${item.title}”没有原因“${wording(node)}”`,
        text: wording(node),
        remedy: offer(cause, item.causes, '可选'),
      })
    } else causes[key] = cause
  }
  return causes
}

function readIncluded(entry: Entry, { table, book }: Reader): string[] {
  return asList(entry.node, 'included', book).flatMap((node) => {
    const id = node.kind === 'scalar' ? node.source : ''
    if (table.items.some((item) => item.id === id)) return [id]
    complainOfItem(id, node, table, book)
    return []
  })
}

function complainOfItem(id: string, at: Place, table: PackTable, book: Notebook): void {
  complain(book, at, {
    code: 'unknown_item',
    message: `没有考核要点“${id}”`,
    text: id,
    remedy: offer(
      id,
      table.items.map((item) => item.id),
      '考核要点有',
    ),
  })
}
