/** A register of mediated cases as a county would declare it, among those of a built-in pack. */
import type { CellValue } from '../../rules/evidence.ts'
import type { Field, PackTable, Register } from '../../rules/pack.ts'
import { loadPackFromDisk } from '../../server/packs.ts'
import type { Grid } from '../../server/workbooks/grid.ts'
import { type ImportChoices, type ImportPlan, planImport } from '../../server/workbooks/plan-import.ts'

const field = (id: string, label: string, type: Field['type'], more: Partial<Field> = {}): Field => ({
  id,
  label,
  type,
  required: false,
  namesRow: false,
  blankWhenClosed: 'unknown',
  ...more,
})

export const mediation: Register = {
  id: 'mediation_cases',
  title: '人民调解案件台账',
  keeper: 'township',
  key: ['number'],
  yearBy: 'opened_on',
  fields: [
    field('number', '案件编号', 'text', { required: true, namesRow: true }),
    field('village', '所在村（社区）', 'ref', { to: 'villages' }),
    field('kind', '纠纷类型', 'choice', { of: ['邻里纠纷', '婚姻家庭纠纷', '土地承包纠纷', '其他'] }),
    field('opened_on', '受理日期', 'date', { required: true }),
    field('closed_on', '办结日期', 'date'),
    field('result', '调解结果', 'choice', { of: ['调解成功', '调解不成', '正在调解'] }),
    field('people', '涉及人数', 'integer', { unit: '人' }),
    field('amount', '涉及金额', 'amount', { unit: '元' }),
    field('in_system', '录入系统', 'flag'),
    field('file_complete', '卷宗齐全', 'flag'),
  ],
  checks: [{ rule: 'closed_on >= opened_on', says: '办结日期早于受理日期' }],
  facts: [],
}

const { table: shandong, hash } = loadPackFromDisk('shandong')

export const tableWithMediation: PackTable = {
  ...shandong,
  registers: [...shandong.registers.filter(({ id }) => id !== mediation.id), mediation],
}

interface Kept {
  rows?: { id: string; values: Record<string, CellValue> }[]
  choices?: Partial<ImportChoices>
}

/** What an import into an invented township would do. */
export const planFor = (grids: Grid[], { rows = [], choices = {} }: Kept = {}): ImportPlan =>
  planImport(
    grids,
    {
      table: tableWithMediation,
      packHash: hash,
      year: 2025,
      townships: [{ id: 'yan', name: '砚泠镇', kind: '镇' }],
      township: 'yan',
      kept: () => ({
        rows: (register) => (register === mediation.id ? rows : []),
        state: () => 'open',
        statement: () => undefined,
      }),
      remembered: () => undefined,
    },
    { mode: 'append', sheets: {}, ...choices },
  )

/** The rows that would be taken, from all sheets. */
export const takenRows = ({ sheets }: ImportPlan): Record<string, CellValue>[] =>
  sheets.flatMap(({ rows }) => rows.filter(({ status }) => status === 'added').map(({ values }) => values))

/** Errors of all sheets: address and message. */
export const errorsOf = ({ sheets }: ImportPlan): string[] =>
  sheets.flatMap(({ rows }) =>
    rows.flatMap(({ errors }) => errors.map(({ address, message }) => `${address} ${message}`)),
  )
