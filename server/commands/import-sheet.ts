/** What an import would do, for people. */
import type { Evidence } from '../../rules/evidence.ts'
import { registerStateWords } from '../../rules/wording.ts'
import type { ImportPlan } from '../workbooks/plan-import.ts'
import type { SheetPlan } from '../workbooks/plan-sheet.ts'
import type { ImportedFile, Setting } from './import.ts'
import type { Part, Sheet } from './sheet.ts'

const mostErrors = 50

/** A part for each file: where the tables stand, which column is which field, what becomes of the rows. */
export const importSheet = (
  files: readonly ImportedFile[],
  { pack, year }: Setting,
  evidences: readonly Evidence[],
): Sheet => [
  {
    kind: 'fields',
    fields: [
      ['指标体系', pack.table.title],
      ['年度', String(year)],
      ['乡镇（街道）', evidences.map(({ township }) => township).join('、')],
    ],
  },
  ...files.flatMap(filePart),
]

function filePart({ file, plan, questions = [], taken, error }: ImportedFile): Part[] {
  const heading: Part = { kind: 'heading', text: file }
  if (error || !plan) return [heading, { kind: 'text', text: error?.message ?? '' }]
  return [
    heading,
    ...plan.sheets.filter(({ status }) => status !== 'no_table').flatMap(sheetPart),
    ...registerPart(plan),
    ...notePart([...questions, ...plan.notes, ...plan.problems.map(lineText)]),
    ...errorPart(plan),
    ...(taken ? [] : [{ kind: 'text' as const, text: `这份工作簿还不能读入${howToSettle(plan)}` }]),
  ]
}

/** How the first open question is answered on the command line. */
function howToSettle({ sheets }: ImportPlan): string {
  if (sheets.some(({ status }) => status === 'ask_register')) return '：用--register写明是哪个台账'
  if (sheets.some(({ status }) => status === 'ask_township')) return '：用--township写明是哪个乡镇（街道）的'
  const asked = sheets.find(({ status }) => status === 'ask_columns')
  if (!asked) return '，先解决上面的问题'
  const unsure = asked.columns.find(({ sure }) => !sure)
  const label = unsure?.label ?? asked.missing[0]?.label ?? '栏目'
  return `：用--column写明每一列对应的栏目，如--column "${unsure?.header ?? '表头'}=${label}"；不读的列写--column "表头=不读"`
}

const lineText = ({ sheet, address, message, remedy }: ImportPlan['problems'][number]): string =>
  `${sheet}${address}：${message}。${remedy}`

const notePart = (notes: readonly string[]): Part[] =>
  notes.length > 0 ? [{ kind: 'list', items: [...notes] }] : []

function sheetPart({
  sheet,
  register,
  header,
  columns,
  skipped,
  notes,
  elsewhere,
  remembered,
}: SheetPlan): Part[] {
  if (!header) return notePart(notes.map((note) => `工作表“${sheet}”：${note}`))
  const lines = header.from === header.to ? `第${header.from}行` : `第${header.from}—${header.to}行`
  return [
    { kind: 'text', text: `工作表“${sheet}”：表头在${lines}${register ? `，《${register.title}》` : ''}` },
    {
      kind: 'table',
      columns: [{ title: '列' }, { title: '表头' }, { title: '样例' }, { title: '栏目' }, { title: '' }],
      rows: columns.map(({ name, header: text, samples, label, sure }) => [
        name,
        text,
        samples[0] ?? '',
        label ?? '（不读）',
        sure ? '' : '请核对',
      ]),
    },
    ...notePart([
      ...notes,
      ...(remembered ? ['栏目按上次导入的同一种表对应'] : []),
      ...(elsewhere > 0 ? [`有${elsewhere}行属于其他乡镇（街道），没有读入`] : []),
      ...(skipped.length > 0 ? [`没有当作记录的行：${skipped.map(({ row }) => row).join('、')}`] : []),
    ]),
  ]
}

function registerPart({ registers, statements, states }: ImportPlan): Part[] {
  if (registers.length === 0 && statements.length === 0 && states.length === 0) return []
  return [
    {
      kind: 'table',
      columns: [
        { title: '乡镇（街道）' },
        { title: '台账' },
        ...['新增', '更正', '不变', '有误', '删去'].map((title) => ({ title, right: true })),
      ],
      rows: registers.map(({ township, title, counts }) => [
        township,
        title,
        ...[counts.added, counts.changed, counts.unchanged, counts.rejected, counts.removed].map(String),
      ]),
    },
    ...notePart([
      ...(statements.length > 0
        ? [`填报值${statements.length}个：${statements.map(({ title }) => title).join('、')}`]
        : []),
      ...states.map(
        ({ township, title, state }) => `${township}《${title}》改为${registerStateWords[state]}`,
      ),
    ]),
  ]
}

function errorPart({ sheets }: ImportPlan): Part[] {
  const errors = sheets.flatMap(({ sheet, rows }) =>
    rows.flatMap(({ status, errors: own }) =>
      status === 'rejected' ? own.map((error) => ({ sheet, ...error })) : [],
    ),
  )
  if (errors.length === 0) return []
  const more = errors.length > mostErrors ? [`……共${errors.length}处`] : []
  return [
    {
      kind: 'list',
      items: [
        ...errors
          .slice(0, mostErrors)
          .map(
            ({ sheet, address, label, message, remedy }) =>
              `${sheet} ${address} ${label}：${message}。${remedy}`,
          ),
        ...more,
      ],
    },
  ]
}
