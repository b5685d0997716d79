/** Which column of a table is which field of a register: by name, by the pack's words, by what the cells hold. */
import type { Field, Register } from '../../rules/pack.ts'
import { parseCell } from '../../rules/registers.ts'
import { plainCell, readingOf } from './cell-value.ts'
import { bareWord } from './choice-words.ts'
import type { TableColumn } from './find-table.ts'
import { cellText, columnName } from './grid.ts'
import { asksPerson, bareHeader, contrary, likeness, namingLikeness } from './header-words.ts'

export type MatchReason = 'name' | 'similar' | 'content' | 'remembered' | 'chosen'

export interface ColumnMatch {
  column: number
  /** A, B, AA. */
  name: string
  header: string
  /** The first cells of the column, as they stand. */
  samples: string[]
  field: string | null
  /** The field's label. */
  label: string | null
  why: MatchReason | null
  /** A person need not look at it. */
  sure: boolean
  /** Other fields it could be, the likeliest first. */
  others: string[]
}

/** Field ids by column; null for a column that is left out. */
export type Mapping = Readonly<Record<string, string | null>>

interface Candidate {
  column: number
  field: Field
  score: number
  why: MatchReason
}

const lowest = 0.45
const sureFrom = 0.8
const margin = 0.12

/** Columns that number the rows, or say what no register asks. */
const ofForms = /^(序号|行号|no|备注|说明|附件|页码)$/i

/** Matches the columns of a table with the fields of a register, each at most once. */
export function matchColumns(register: Register, columns: readonly TableColumn[]): ColumnMatch[] {
  const candidates = columns
    .flatMap((column) => register.fields.flatMap((field) => candidateOf(column, field) ?? []))
    .sort((a, b) => b.score - a.score || a.column - b.column)
  const taken = new Map<number, Candidate>()
  const used = new Set<string>()
  for (const candidate of candidates) {
    if (taken.has(candidate.column) || used.has(candidate.field.id)) continue
    taken.set(candidate.column, candidate)
    used.add(candidate.field.id)
  }
  return columns.map((column) => {
    const match = taken.get(column.column)
    const rivals = candidates.filter(
      (other) => other.column === column.column && other.field.id !== match?.field.id,
    )
    // A field that another column fits better is no rival.
    const open = rivals.filter(({ field }) => !used.has(field.id))
    const clear = !open.some(({ score }) => match && match.score - score < margin)
    return {
      column: column.column,
      name: columnName(column.column),
      header: column.header,
      samples: column.samples.slice(0, 3).map(cellText),
      field: match?.field.id ?? null,
      label: match?.field.label ?? null,
      why: match?.why ?? null,
      sure: match ? match.score >= sureFrom && clear : true,
      others: rivals.slice(0, 4).map(({ field }) => field.id),
    }
  })
}

/** The columns as a person or an earlier import of the form said. */
export function applyMapping(
  register: Register,
  matches: readonly ColumnMatch[],
  mapping: Mapping,
  why: 'remembered' | 'chosen',
): ColumnMatch[] {
  const claimed = new Set(Object.values(mapping).filter((field) => field !== null))
  const unmatched = { field: null, label: null, why: null, sure: true }
  return matches.map((match) => {
    const said = mapping[String(match.column)]
    const field = register.fields.find(({ id }) => id === said)
    if (field) return { ...match, field: field.id, label: field.label, why, sure: true }
    if (said === null) return { ...match, ...unmatched }
    return match.field !== null && claimed.has(match.field) ? { ...match, ...unmatched } : match
  })
}

function candidateOf(column: TableColumn, field: Field): Candidate | null {
  const alike = likenessOf(column, field)
  const told = { column: column.column, field }
  if (alike < 1) {
    // An empty column is a field's only by its very name.
    if (column.samples.length === 0 || column.bare.some((bare) => ofForms.test(bare))) return null
    // What any text, number or mark would fit tells nothing about a column of another name.
    if (alike < lowest && !tellingTypes.has(field.type)) return null
  }
  const fit = fitOf(column, field)
  // A column of the very name is the field's, whatever people write in it.
  if (alike >= 1) return { ...told, score: 0.9 + 0.1 * fit, why: 'name' }
  const score = Math.max(alike * (0.45 + 0.55 * fit), fit >= 0.8 ? contentScore(field, alike) : 0)
  return score < lowest ? null : { ...told, score, why: alike >= 0.5 ? 'similar' : 'content' }
}

const tellingTypes = new Set<Field['type']>(['choice', 'set', 'date'])

/** What the cells alone say: words of a choice are its own, dates could be any date. */
function contentScore({ type }: Field, alike: number): number {
  if (type === 'choice' || type === 'set') return 0.5 + 0.3 * alike
  return type === 'date' ? 0.46 + 0.3 * alike : 0
}

const likenessOf = (column: TableColumn, field: Field): number => {
  const words = wordsOf(field)
  // 申请人 is not the 申请编号, however much of it they share.
  const person = field.type === 'text' && !asksPerson(words[0]!) && column.bare.every(asksPerson)
  if (person) return 0
  const alike = column.bare.flatMap((bare) =>
    words.map((word) => Math.max(likeness(bare, word), field.namesRow ? namingLikeness(bare, word) : 0)),
  )
  const most = Math.max(0, ...alike)
  // 是 in the one would be 否 in the other.
  return most < 1 && field.type === 'flag' && contrary(column.header, bareLabel(field)) ? most / 2 : most
}

/** What a field goes by: its label, its id, and what its brackets say to fill in instead (未经集体审议的填签发日期). */
function wordsOf(field: Field): readonly string[] {
  let words = knownWords.get(field)
  if (!words) {
    const { label, id } = field
    const instead = [...label.matchAll(/(?<!不)填([^，、。（）()\d]{3,})/g)].map(([, word = '']) => word)
    words = [label, id, ...instead].map(bareHeader)
    knownWords.set(field, words)
  }
  return words
}

const knownWords = new WeakMap<Field, readonly string[]>()

/** A label without what its brackets explain. */
const bareLabel = ({ label }: Field): string => label.replace(/[（(][^（()）]*[)）]/g, '')

/** The share of a column's cells that the field can hold; 1 where there are none to tell. */
function fitOf(column: TableColumn, field: Field): number {
  if (column.samples.length === 0) return 1
  const reading = readingOf(column, field)
  const fitting = column.samples.filter((cell) => {
    const plain = plainCell(field, cell, reading)
    return 'given' in plain && 'value' in parseCell(field, plain.given)
  })
  return fitting.length / column.samples.length
}

/** How well a table fits a register, to tell which one it is of; 0 where it does not. */
export function fitness(register: Register, columns: readonly TableColumn[], said: string): number {
  const matches = matchColumns(register, columns).filter(({ field }) => field !== null)
  if (matches.length === 0) return 0
  const found = new Set(matches.map(({ field }) => field))
  const required = register.fields.filter((field) => field.required)
  const present = required.filter(({ id }) => found.has(id)).length
  const named = matches.filter(({ why }) => why === 'name').length
  return (
    (named * 2 + (matches.length - named)) / (2 * Math.max(columns.length, 1)) +
    (required.length > 0 ? present / required.length : 0.5) +
    2 * titleLikeness(register.title, said)
  )
}

/** Words that the title of any ledger has. */
const ofTitles = /台账|登记|汇总|统计|明细|一览|情况|清单|工作|年度|表|\d{4}年?|^.{1,12}?(镇|乡|街道)/g

function titleLikeness(title: string, said: string): number {
  const bare = bareWord(title).replace(ofTitles, '')
  const texts = said.split('\n').map((text) => bareWord(text).replace(ofTitles, ''))
  return Math.max(0, ...texts.map((text) => (text.includes(bare) && bare !== '' ? 1 : likeness(bare, text))))
}
