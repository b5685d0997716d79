import { describe, expect, it } from 'vitest'
import type { Grid } from '../../../server/workbooks/grid.ts'
import { planRows } from '../../../server/workbooks/plan-rows.ts'
import { errorsOf, mediation, planFor, takenRows } from '../../support/mediation.ts'

const grid = (...rows: Grid['rows']): Grid[] => [
  { name: '调解案件', hidden: false, rows, hiddenRows: [], merges: [] },
]
const head = ['案件编号', '受理日期', '办结日期']
const statuses = (grids: Grid[], rows: { id: string; values: Record<string, string> }[]) =>
  planFor(grids, { rows }).sheets[0]!.rows.map(({ status, id }) => [status, id])

describe('rows of a table against the rows kept', () => {
  it('are told apart by the key of the register', () => {
    const kept = [
      { id: '1', values: { number: 'A1', opened_on: '2025-03-02' } },
      { id: '2', values: { number: 'A2', opened_on: '2025-03-02', closed_on: '2025-03-03' } },
    ]
    const table = grid(
      head,
      ['A1', '2025-03-02', '2025-03-09'],
      ['A2', '2025-03-02', null],
      ['A3', '2025-03-04', null],
    )
    expect(statuses(table, kept)).toEqual([
      ['changed', '1'],
      ['unchanged', '2'],
      ['added', null],
    ])
  })

  it('are refused where what is kept and what is new do not go together', () => {
    const kept = [{ id: '1', values: { number: 'A1', opened_on: '2025-03-02', closed_on: '2025-03-03' } }]
    const plan = planFor(grid(['案件编号', '受理日期'], ['A1', '2025-03-05']), { rows: kept })
    expect(errorsOf(plan)).toEqual(['B2 办结日期早于受理日期'])
  })

  it('are known again each once, where no key tells them apart', () => {
    const values = { number: 'A1', opened_on: '2025-03-02' }
    const kept = [
      { id: '1', values },
      { id: '2', values },
    ]
    const row = { row: 1, cells: ['A1', '2025-03-02'] }
    const columns = mediation.fields
      .filter(({ id }) => id === 'number' || id === 'opened_on')
      .map((field, column) => ({
        column: { column, header: '', above: '', below: '', bare: [], samples: [] },
        field,
      }))
    const context = {
      register: { ...mediation, key: [] },
      year: 2025,
      periodFrom: '01-01',
      columns,
      cells: {},
      words: {},
      rosters: new Map(),
      leftOut: new Set<number>(),
    }
    expect(planRows([row, row, row], 'yan', kept, context).map(({ status, id }) => [status, id])).toEqual([
      ['unchanged', '1'],
      ['unchanged', '2'],
      ['added', null],
    ])
  })

  it('are not taken twice from two sheets that hold the same', () => {
    const [sheet] = grid(head, ['A1', '2025-03-02', null])
    const plan = planFor([sheet!, { ...sheet!, name: '调解案件（2）' }])
    expect(plan.registers[0]!.problem).toContain('“调解案件”、“调解案件（2）”中有相同的记录，请只留一张')
  })

  it('keep words that deny what they contain from being taken for it', () => {
    const plan = planFor(grid(['案件编号', '受理日期', '调解结果'], ['A1', '2025-03-02', '未调解成功']))
    expect(takenRows(plan)).toEqual([])
    expect(errorsOf(plan)).toEqual(['C2 没有“未调解成功”这个选项'])
  })
})
