/** What stands beside the registers of a workbook: the cover, the states of the registers, typed-in totals. */
import type { Evidence, Statement } from '../../rules/evidence.ts'
import type { FactDeclaration } from '../../rules/pack.ts'
import { registerStateWords } from '../../rules/wording.ts'
import type { LoadedPack } from '../packs.ts'
import type { NeededRegister } from './needed-registers.ts'
import {
  coverLabels,
  coverSheet,
  stateHeader,
  statementsSheet,
  statesSheet,
  townshipHeader,
} from './own-workbook.ts'
import type { Lists } from './write-lists.ts'
import { type DropDown, heightOf, type OutCell, type OutSheet, rangeOf, textCell } from './write-sheet.ts'

export const townshipSteps = [
  '一、每个台账一张工作表，从示例行的下一行填起；示例行不会读入，可以留着。已有的记录已经填好，可以更正。',
  '二、不要改动工作表的名称、表头和本页上面四项；不用的列可以空着。',
  `三、登记齐全的台账，在“${statesSheet}”里选“封账”；全年确实没有的，选“零报告”；还会有的，保留“登记中”。`,
  `四、来不及逐条登记的，可以先在“${statementsSheet}”里填总数，并写明出处文号；以后逐条登记了，以台账为准。`,
  '五、不要填写身份证号码、电话号码和当事人姓名，评分不需要。',
]

export const countySteps = [
  '一、每个台账一张工作表，每行写明是哪个乡镇（街道）的；示例行不会读入。已有的记录已经填好，可以更正。',
  '二、不要改动工作表的名称、表头和本页上面四项；不用的列可以空着。',
  `三、登记齐全的，在“${statesSheet}”里按台账、乡镇（街道）选“封账”；全年确实没有的，选“零报告”；还会有的，保留“登记中”。`,
  '四、不要填写身份证号码、电话号码和当事人姓名，评分不需要。',
]

/** Whose workbook it is, by which pack, and how it is filled in. */
export function coverOf(
  pack: LoadedPack,
  { title, township, year }: { title: string; township: string | null; year: number },
  needed: readonly NeededRegister[],
  steps: readonly string[],
): OutSheet {
  const widths = [22, 66]
  const stepHeights = steps.map((step) => heightOf(step, 88))
  const lines: (OutCell | null)[][] = [
    [textCell(title, 'title')],
    [textCell(coverLabels.township, 'label'), textCell(township)],
    [textCell(coverLabels.year, 'label'), textCell(String(year))],
    [textCell(coverLabels.pack, 'label'), textCell(pack.table.id)],
    [textCell(coverLabels.hash, 'label'), textCell(pack.hash)],
    [textCell('填写说明', 'label'), textCell(`${pack.table.title}，共${needed.length}个台账`)],
    ...steps.map((step) => [textCell(step, 'note')]),
  ]
  return {
    name: coverSheet,
    widths,
    rows: lines,
    heights: Object.fromEntries([[0, 30], ...stepHeights.map((height, index) => [6 + index, height])]),
    wide: [0, ...steps.map((_, index) => 6 + index)],
    upright: true,
  }
}

/** Where each register of a township stands, to be changed. */
export const statesOf = (needed: readonly NeededRegister[], evidence: Evidence): OutSheet =>
  stateSheet(
    ['台账', stateHeader, '已有记录', '计入的考核要点'],
    [36, 12, 10, 44],
    needed.map((one) => [
      textCell(one.register.title),
      ...stateCells(one, evidence),
      textCell(one.items.map(({ number, title }) => `${number} ${title}`).join('、')),
    ]),
  )

/** Where each register the county keeps stands, a line for each township it is of. */
export const countyStatesOf = (
  needed: readonly NeededRegister[],
  evidences: readonly Evidence[],
  keeps: (evidence: Evidence, register: string) => boolean,
): OutSheet =>
  stateSheet(
    ['台账', townshipHeader, stateHeader, '已有记录'],
    [40, 20, 12, 10],
    needed.flatMap((one) =>
      evidences
        .filter((evidence) => keeps(evidence, one.register.id))
        .map((evidence) => [
          textCell(one.register.title),
          textCell(evidence.township),
          ...stateCells(one, evidence),
        ]),
    ),
  )

/** The state of a register, and how many rows it holds. */
const stateCells = ({ register }: NeededRegister, { registers }: Evidence): OutCell[] => [
  textCell(registerStateWords[registers[register.id]?.state ?? 'open'], 'centre'),
  { value: registers[register.id]?.rows.length ?? 0, look: 'number' },
]

function stateSheet(
  headers: readonly string[],
  widths: readonly number[],
  lines: readonly (readonly OutCell[])[],
): OutSheet {
  const column = headers.indexOf(stateHeader)
  return {
    name: statesSheet,
    widths,
    rows: [
      [textCell('各台账的状态', 'title')],
      headers.map((header) => textCell(header, 'header')),
      ...lines,
    ],
    heights: { 0: 28 },
    wide: [0],
    freeze: { rows: 2, columns: column },
    repeat: { from: 1, to: 1 },
    dropDowns:
      lines.length > 0
        ? [
            {
              range: rangeOf({ row: 2, column }, { row: 1 + lines.length, column }),
              of: Object.values(registerStateWords),
              strict: true,
            },
          ]
        : [],
    upright: true,
  }
}

/** Totals typed in where nobody can list the records yet. */
export function statementsOf(
  needed: readonly NeededRegister[],
  { statements }: Evidence,
  lists: Lists,
): OutSheet {
  const facts = needed.flatMap(({ register, facts: own }) => own.map((fact) => ({ fact, register })))
  const titles = facts.map(({ fact }) => fact.title)
  const lines = facts.map(({ fact, register }) => {
    const said = statements.find((one) => one.fact === fact.id)
    const written = said === undefined ? null : statementText(fact, said.value)
    // A title that two facts share tells neither.
    const name = titles.filter((title) => title === fact.title).length > 1 ? fact.id : fact.title
    return [
      textCell(name),
      textCell(written, 'centre'),
      textCell(said?.document ?? null),
      textCell(fact.unit ?? null, 'centre'),
      textCell(howTo(fact, said !== undefined && written === null)),
      textCell(register.title),
      textCell(fact.id),
    ]
  })
  return {
    name: statementsSheet,
    widths: [36, 16, 24, 8, 40, 24, 30],
    rows: [
      [textCell('没有逐条登记、按总数填报的数据', 'title')],
      ['数据项', '值', '出处文号', '单位', '怎样填', '台账', '编号'].map((header) =>
        textCell(header, 'header'),
      ),
      ...lines,
    ],
    heights: { 0: 28 },
    wide: [0],
    freeze: { rows: 2, columns: 1 },
    repeat: { from: 1, to: 1 },
    dropDowns: facts.flatMap(({ fact, register }, index): DropDown[] => {
      const range = rangeOf({ row: index + 2, column: 1 }, { row: index + 2, column: 1 })
      if (fact.kind === 'flag') return [{ range, of: ['是', '否'], strict: true }]
      const field = register.fields.find(({ id }) => id === fact.field)
      return fact.kind === 'choice' && field?.of ? [{ range, of: lists.of(field.of), strict: true }] : []
    }),
  }
}

const howToWords: Record<FactDeclaration['kind'], string> = {
  count: '整数；确实没有的写“无”',
  amount: '数；确实没有的写“无”',
  elapsed: '数；确实没有的写“无”',
  share: '符合的个数，或者百分比，或者“全部”',
  rate: '百分比，如95%',
  date: '日期，如2025-03-01',
  dates: '日期，用“、”隔开',
  flag: '是、否',
  set: '用“、”隔开',
  choice: '从选项中选择',
  events: '逐条登记',
}

const howTo = ({ kind }: FactDeclaration, kept: boolean): string =>
  kept ? '已有填报值，不能在表格里写出；空着则保持不变' : howToWords[kind]

/** A typed-in total as it is typed in; null for one that a cell cannot say. */
export function statementText(fact: FactDeclaration, value: Statement['value']): string | null {
  if (value === 'none') return '无'
  if (value === 'all') return '全部'
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'number' || typeof value === 'string') return String(value)
  if (Array.isArray(value)) return value.join('、')
  if ('from' in value) return value.from.endsWith('-01-01') && value.to.endsWith('-03-31') ? '年初' : null
  // The digits of a printed rate mean something, so they are moved and none is added.
  const digits = /^(\d)\.(\d{2})(\d*)$/.exec(value.rate)
  if (digits) return `${Number(`${digits[1]}${digits[2]}`)}${digits[3] ? `.${digits[3]}` : ''}%`
  return fact.kind === 'rate' ? value.rate : null
}
