/** `--column 表头=栏目`: which column of a table is which field, said on the command line. */
import { nearest, offer } from '../../rules/loading/located.ts'
import type { Register } from '../../rules/pack.ts'
import { bareHeader } from '../workbooks/header-words.ts'
import type { ImportPlan } from '../workbooks/plan-import.ts'
import type { SheetChoice, SheetPlan } from '../workbooks/plan-sheet.ts'
import { usage } from './command.ts'

export interface SaidColumn {
  /** As it was written. */
  text: string
  header: string
  /** Null for a column that is not read. */
  field: string | null
}

const unread = new Set(['', '不读', '（不读）', '不导入'])

/** @throws AppError usage for what is not written 表头=栏目 */
export const saidColumns = (given: readonly string[]): SaidColumn[] =>
  given.map((text) => {
    const at = text.replaceAll('＝', '=').lastIndexOf('=')
    const header = text.slice(0, at).trim()
    if (at < 0 || header === '')
      throw usage(`--column：“${text}”应写成“表头=栏目”，如“开会时间=集体讨论日期”；不读的列写“表头=不读”`)
    const field = text.slice(at + 1).trim()
    return { text, header, field: unread.has(field) ? null : field }
  })

type Column = SheetPlan['columns'][number]

/** Columns that a header is of: by its very text, else by what it says without units and marks, else by letter. */
function columnsNamed(header: string, columns: readonly Column[]): Column[] {
  const plain = (text: string) => text.replace(/\s+/g, '')
  const exact = columns.filter((one) => plain(one.header) === plain(header))
  if (exact.length > 0) return exact
  const bare = bareHeader(header)
  const alike = bare === '' ? [] : columns.filter((one) => bareHeader(one.header) === bare)
  if (alike.length > 0) return alike
  return columns.filter(({ name }) => name === header.replace(/列$/, '').toUpperCase())
}

interface Hit {
  sheet: SheetPlan
  register: Register
  column: Column
}

/**
 * The choices that were said, for each plan by the name of the sheet.
 * @throws AppError usage for a header or field that is not there, or is there twice
 */
export function columnChoices(
  plans: readonly (ImportPlan | null)[],
  registers: readonly Register[],
  said: readonly SaidColumn[],
): Record<string, SheetChoice>[] {
  const choices = plans.map((): Record<string, SheetChoice> => ({}))
  for (const one of said) {
    const hits = plans.flatMap((plan, index) =>
      hitsOf(plan, registers, one).map((hit) => ({ ...hit, choices: choices[index]! })),
    )
    if (hits.length === 0) throw noHeader(one, plans)
    const field = ({ fields }: Register) =>
      fields.find(({ id, label }) => id === one.field || label === one.field)
    const meant = one.field === null ? hits : hits.filter(({ register }) => field(register))
    if (meant.length === 0) throw noField(one, hits[0]!.register)
    for (const { sheet, register, column, choices: own } of meant) {
      const mapping = { ...own[sheet.sheet]?.mapping }
      const id = field(register)?.id ?? null
      if (Object.hasOwn(mapping, column.column) || (id !== null && Object.values(mapping).includes(id)))
        throw usage(`--column：“${one.text}”和前面写的重复：工作表“${sheet.sheet}”的一列只对应一个栏目`)
      own[sheet.sheet] = { mapping: { ...mapping, [column.column]: id } }
    }
  }
  return choices
}

function hitsOf(plan: ImportPlan | null, registers: readonly Register[], one: SaidColumn): Hit[] {
  return (plan?.sheets ?? []).flatMap((sheet) => {
    const register = registers.find(({ id }) => id === sheet.register?.id)
    const [column, twin] = columnsNamed(one.header, sheet.columns)
    if (!register || !column) return []
    if (twin)
      throw usage(
        `--column：工作表“${sheet.sheet}”有不止一列是“${one.header}”，请写列的字母，如“${column.name}=${one.field ?? '不读'}”`,
      )
    return [{ sheet, register, column }]
  })
}

function noHeader({ text, header }: SaidColumn, plans: readonly (ImportPlan | null)[]) {
  const sheets = plans.flatMap((plan) => plan?.sheets ?? [])
  const headers = [...new Set(sheets.flatMap(({ columns }) => columns.map((one) => one.header)))].filter(
    Boolean,
  )
  const unclear = sheets.filter(({ status }) => status === 'ask_register').map(({ sheet }) => `“${sheet}”`)
  if (headers.length === 0 && unclear.length > 0)
    return usage(`--column：工作表${unclear.join('、')}看不出是哪个台账，请同时用--register写明`)
  return usage(`--column：“${text}”：没有表头“${header}”；${offer(header, headers, '表头有')}`)
}

function noField({ text, field }: SaidColumn, { title, fields }: Register) {
  const labels = fields.map(({ label }) => label)
  const word = field ?? ''
  // Labels explain themselves in brackets, which nobody types.
  const within = labels.find((label) => word.length >= 2 && label.includes(word))
  const guess = within ?? nearest(word, [...labels, ...fields.map(({ id }) => id)])
  return usage(
    `--column：“${text}”：《${title}》没有栏目“${word}”；${guess ? `是不是想写“${guess}”？` : ''}栏目有：${labels.join('、')}`,
  )
}
