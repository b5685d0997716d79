/** `statements:`, `causes:` and `included:` of an evidence file. */
import type { Evidence, Statement } from '../evidence.ts'
import type { PackTable } from '../pack.ts'
import { parseHedge, parseStatementValue } from '../statements.ts'
import { asList, asMap, type EvidenceReader, given, isNull, sourceOf } from './evidence-nodes.ts'
import {
  complain,
  type Entry,
  excerpt,
  type LocatedNode,
  type Notebook,
  offer,
  type Place,
  wording,
} from './located.ts'
import { plain } from './shape.ts'

const statementKeys = ['fact', 'value', 'hedge', 'document']

/** Each fact may be stated once. */
export function readStatements(entry: Entry | undefined, year: number, reader: EvidenceReader): Statement[] {
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

/** One statement, also of a worked case's claim. */
export function readStatement(
  node: LocatedNode,
  year: number,
  { table, book }: EvidenceReader,
): Statement | null {
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

/** Causes a person chose, by item. */
export function readCauses(entry: Entry, { table, book }: EvidenceReader): Record<string, string> {
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

const answers: Record<string, boolean | null> = { '': null, accepted: true, refused: false }

/** Claims that an item does not apply: `item: { reason, county: accepted | refused }`; no answer yet when it is left out. */
export function readExemptions(
  entry: Entry,
  { table, book }: EvidenceReader,
): NonNullable<Evidence['notApplicable']> {
  const exempt: NonNullable<Evidence['notApplicable']> = {}
  for (const { key, at, node } of asMap(
    entry.node,
    'not_applicable',
    '写成“考核要点: { reason: … }”',
    book,
  ).values()) {
    if (!table.items.some(({ id }) => id === key)) {
      complainOfItem(key, at, table, book)
      continue
    }
    const map = asMap(node, 'not_applicable', '写成{ reason: 理由, county: accepted }', book)
    const reason = sourceOf(map.get('reason'))
    const county = sourceOf(map.get('county'))
    if (reason === '' || !Object.hasOwn(answers, county)) {
      complain(book, node, {
        code: 'not_applicable',
        message: reason === '' ? '申请不适用没有写理由' : `县级答复不能是“${county}”`,
        text: wording(node),
        remedy: '写{ reason: 理由 }；县级已答复的加county: accepted或者refused',
      })
      continue
    }
    exempt[key] = { reason, accepted: answers[county] ?? null }
  }
  return exempt
}

/** Items without material that are told in the section all the same. */
export function readIncluded(entry: Entry, { table, book }: EvidenceReader): string[] {
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
