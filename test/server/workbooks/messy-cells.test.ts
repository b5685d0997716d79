import { describe, expect, it } from 'vitest'
import { openWorkbook } from '../../../server/workbooks/open-workbook.ts'
import { errorsOf, planFor, takenRows } from '../../support/mediation.ts'
import { day, type TestSheet, workbook } from '../../support/workbook.ts'

const open = async (...sheets: TestSheet[]) => openWorkbook(await workbook(...sheets), '台账.xlsx')

describe('the cells of a messy workbook', () => {
  it('has units in headers, units in cells, Chinese numerals and thousands', async () => {
    const plan = planFor(
      await open({
        name: '调解案件',
        rows: [
          ['案件编号', '受理日期', '涉及人数（人）', '涉及金额（万元）'],
          ['A1', '2025-03-02', '3人', 3.5],
          ['A2', '2025-03-02', '十二', '1.25万元'],
          ['A3', '2025-03-02', '二十余人', '8000元'],
          ['A4', '2025-03-02', '１，２００', '0.3'],
          ['A5', '2025-03-02', '两名', '/'],
        ],
      }),
    )
    expect(takenRows(plan).map(({ number, people, amount }) => [number, people, amount])).toEqual([
      ['A1', 3, 35000],
      ['A2', 12, 12500],
      ['A4', 1200, 3000],
      ['A5', 2, undefined],
    ])
    expect(errorsOf(plan)).toEqual(['C4 应当是数，不能是“二十余人”'])
  })

  it('writes dates in every way', async () => {
    const dates = [
      '2025-03-02',
      '2025/3/2',
      '2025.3.2',
      '2025年3月2日',
      '20250302',
      20250302,
      45718,
      day('2025-03-02'),
      '二〇二五年三月二日',
      '2025-03-02 09:30:00',
      '2025年3月2号',
      ' ２０２５．３．２ ',
    ]
    const rows = dates.map((date, index) => [`A${index + 1}`, date])
    const plan = planFor(await open({ name: '调解案件', rows: [['案件编号', '受理日期'], ...rows] }))
    expect(errorsOf(plan)).toEqual([])
    expect(takenRows(plan).map(({ opened_on }) => opened_on)).toEqual(dates.map(() => '2025-03-02'))
  })

  it('has dates that are none, each told with its address', async () => {
    const rows = ['2025-02-30', '2025/13/1', '3月2日', '2024-03-02', '待定'].map((date, index) => [
      `A${index + 1}`,
      date,
    ])
    const plan = planFor(await open({ name: '调解案件', rows: [['案件编号', '受理日期'], ...rows] }))
    expect(errorsOf(plan)).toEqual([
      'B2 “2025-02-30”不是日历上的日期：2025年2月没有30日',
      'B3 “2025/13/1”不是日历上的日期：没有13月',
      'B4 “3月2日”不是日期',
      'B5 2024-03-02不在2025年度',
      'B6 “待定”不是日期',
    ])
  })

  it('says which numbers were read as days, and asks about one far from the year', async () => {
    const rows = [
      ['A1', '2025-03-02', 45718],
      ['A2', '2025-03-02', 46200],
      ['A3', '2025-03-02', '45720'],
    ]
    const plan = planFor(
      await open({ name: '调解案件', rows: [['案件编号', '受理日期', '办结日期'], ...rows] }),
    )
    expect(errorsOf(plan)).toEqual(['C3 “46200”是数字，按表格软件的日期序号是2026-06-27，离2025年度很远'])
    expect(plan.sheets[0]!.notes).toEqual([
      'C列有2格是数字，按表格软件的日期序号读作日期（如45718是2025-03-02），请核对',
    ])
  })

  it('holds formulas that never were computed, told with their address', async () => {
    const rows = [
      ['A1', '2025-03-02', '=SUM(C3:C9)'],
      ['=B2', '2025-03-02', '＝C1+1'],
      ['=甲', '2025-03-02', '3'],
    ]
    const plan = planFor(
      await open({ name: '调解案件', rows: [['案件编号', '受理日期', '涉及人数'], ...rows] }),
    )
    expect(errorsOf(plan)).toEqual(['C2 公式没有计算结果', 'A3 公式没有计算结果', 'C3 公式没有计算结果'])
    expect(takenRows(plan).map(({ number }) => number)).toEqual(['=甲'])
  })

  it('says yes and no in every way', async () => {
    const yes = ['有', '是', '√', '✔', '已录入', 'Y', 1, true]
    const no = ['无', '否', '×', '✗', '未录入', 'N', 0, false]
    const rows = [...yes, ...no].map((flag, index) => [`A${index + 1}`, '2025-03-02', flag])
    const plan = planFor(
      await open({ name: '调解案件', rows: [['案件编号', '受理日期', '是否录入系统'], ...rows] }),
    )
    expect(takenRows(plan).map(({ in_system }) => in_system)).toEqual([
      ...yes.map(() => true),
      ...no.map(() => false),
    ])
  })

  it('holds the same case twice, and a case that ended before it began', async () => {
    const plan = planFor(
      await open({
        name: '调解案件',
        rows: [
          ['案件编号', '受理日期', '办结日期'],
          ['A1', '2025-03-02', '2025-03-01'],
          ['A2', '2025-03-02', null],
          ['A2', '2025-03-04', null],
          [null, '2025-03-05', null],
        ],
      }),
    )
    expect(errorsOf(plan)).toEqual(['B2 办结日期早于受理日期', 'A4 与第3行的案件编号相同', 'A5 必填'])
  })

  it('says that numbers of persons are not needed', async () => {
    const plan = planFor(
      await open({
        name: '调解案件',
        rows: [
          ['案件编号', '受理日期', '当事人身份证号', '联系电话'],
          ['A1', '2025-03-02', '990102199001011234', '13900000000'],
        ],
      }),
    )
    expect(plan.sheets[0]!.notes).toEqual([
      'C列像是身份证号码，评分不需要，没有读入',
      'D列像是手机号码，评分不需要，没有读入',
    ])
  })
})
