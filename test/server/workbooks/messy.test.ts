import { describe, expect, it } from 'vitest'
import { openWorkbook } from '../../../server/workbooks/open-workbook.ts'
import { errorsOf, planFor, takenRows } from '../../support/mediation.ts'
import { type TestSheet, workbook } from '../../support/workbook.ts'

const open = async (...sheets: TestSheet[]) => openWorkbook(await workbook(...sheets), '台账.xlsx')
const utf8 = (text: string) => new TextEncoder().encode(text)

const head = ['案件编号', '所在村（社区）', '受理日期', '调解结果']

describe('a messy workbook', () => {
  it('has titles, a line for who filled it in, notes and a total around its table', async () => {
    const plan = planFor(
      await open({
        name: 'Sheet1',
        rows: [
          ['砚泠镇2025年度人民调解案件登记台账'],
          [],
          ['填报单位：砚泠镇司法所', null, null, '填报日期：2025年12月30日'],
          ['序号', ...head, '备注'],
          [1, '砚调〔2025〕1号', '松烟坳村', '2025-03-02', '调解成功', '已回访'],
          [2, '砚调〔2025〕2号', '墨池湾村', '2025-03-05', '调解不成', null],
          ['合计', null, null, '2件', null, null],
          ['注：每季度末报送。'],
          ['填表人：某某', null, null, '审核人：某某'],
        ],
        merges: ['A1:F1', 'A8:F8'],
      }),
    )
    expect(plan.sheets[0]).toMatchObject({ status: 'ready', header: { from: 4, to: 4 } })
    expect(takenRows(plan)).toEqual([
      { number: '砚调〔2025〕1号', village: '松烟坳村', opened_on: '2025-03-02', result: '调解成功' },
      { number: '砚调〔2025〕2号', village: '墨池湾村', opened_on: '2025-03-05', result: '调解不成' },
    ])
    expect(plan.sheets[0]!.skipped.map(({ row, why }) => [row, why])).toEqual([
      [7, 'total'],
      [8, 'note'],
      [9, 'note'],
    ])
  })

  it('has a header of two lines with merged cells', async () => {
    const plan = planFor(
      await open({
        name: '调解案件',
        rows: [
          ['2025年人民调解案件台账'],
          ['序号', '案件编号', '基本情况', null, '办理', null, null, '录入系统'],
          [null, null, '所在村（社区）', '纠纷类型', '受理日期', '办结日期', '调解结果', null],
          [1, 'A1', '松烟坳村', '邻里纠纷', '2025/3/2', '2025/3/9', '调解成功', '是'],
        ],
        merges: ['A1:H1', 'A2:A3', 'B2:B3', 'C2:D2', 'E2:G2', 'H2:H3'],
      }),
    )
    expect(plan.sheets[0]!.header).toEqual({ from: 2, to: 3 })
    expect(takenRows(plan)).toEqual([
      {
        number: 'A1',
        village: '松烟坳村',
        kind: '邻里纠纷',
        opened_on: '2025-03-02',
        closed_on: '2025-03-09',
        result: '调解成功',
        in_system: true,
      },
    ])
  })

  it('merges cells downwards and says 同上', async () => {
    const plan = planFor(
      await open({
        name: '调解案件',
        rows: [
          head,
          ['A1', '松烟坳村', '2025-03-02', '调解成功'],
          ['A2', null, '2025-03-03', '同上'],
          ['A3', null, '2025-03-04', '〃'],
          ['A4', null, '2025-03-05', null],
        ],
        merges: ['B2:B4'],
      }),
    )
    expect(takenRows(plan).map(({ village, result }) => [village, result])).toEqual([
      ['松烟坳村', '调解成功'],
      ['松烟坳村', '调解成功'],
      ['松烟坳村', '调解成功'],
      [undefined, undefined],
    ])
  })

  it('has hidden rows, subtotals and headings between its rows', async () => {
    const sheet: TestSheet = {
      name: '调解案件',
      rows: [
        head,
        ['一、第一季度'],
        ['A1', '松烟坳村', '2025-03-02', '调解成功'],
        ['小  计', null, '1件', null],
        ['二、第二季度'],
        ['A2', '松烟坳村', '2025-04-02', '调解成功'],
        ['A3', '松烟坳村', '2025-05-02', '调解成功'],
        ['小计：', null, '2件', null],
      ],
      hiddenRows: [7],
    }
    const plan = planFor(await open(sheet))
    expect(takenRows(plan).map(({ number }) => number)).toEqual(['A1', 'A2'])
    expect(plan.sheets[0]!.notes).toEqual(['有1行是隐藏的，没有读入；需要的可以选择一并读入'])
    const all = planFor(await open(sheet), { choices: { sheets: { 调解案件: { takeHidden: true } } } })
    expect(takenRows(all).map(({ number }) => number)).toEqual(['A1', 'A2', 'A3'])
  })

  it('spreads over several sheets beside instructions, statistics and hidden lists', async () => {
    const plan = planFor(
      await open(
        { name: '填表说明', rows: [['填表说明'], ['一、按实际情况填写'], ['二、日期写全']] },
        { name: '一季度', rows: [['人民调解案件台账'], head, ['A1', '松烟坳村', '2025-03-02', '调解成功']] },
        { name: '二季度', rows: [['人民调解案件台账'], head, ['A2', '松烟坳村', '2025-04-02', '调解成功']] },
        {
          name: '汇总',
          rows: [
            ['季度', '件数', '成功率'],
            ['一季度', 1, '100%'],
            ['二季度', 1, '100%'],
          ],
        },
        { name: '字典', rows: [head, ['x', 'y', '2025-01-01', '调解成功']], hidden: true },
      ),
    )
    expect(plan.sheets.map(({ sheet, register }) => [sheet, register?.id ?? null])).toEqual([
      ['填表说明', null],
      ['一季度', 'mediation_cases'],
      ['二季度', 'mediation_cases'],
      ['汇总', null],
      ['字典', null],
    ])
    expect(takenRows(plan).map(({ number }) => number)).toEqual(['A1', 'A2'])
  })

  it('has blank columns and rows, numbers of columns, numbered empty lines and its header again on each page', async () => {
    const plan = planFor(
      await open({
        name: '调解案件',
        rows: [
          [],
          [null, '序号', null, '案件编号', '受理日期', null, '调解结果'],
          [null, '1', null, '2', '3', null, '4'],
          [null, 1, null, 'A1', '2025-03-02', null, '调解成功'],
          [],
          [null, '序号', null, '案件编号', '受理日期', null, '调解结果'],
          [null, 2, null, 'A2', '2025-03-03', null, '调解成功'],
          [null, 3],
          [null, 4],
        ],
      }),
    )
    expect(takenRows(plan).map(({ number }) => number)).toEqual(['A1', 'A2'])
    expect(plan.sheets[0]!.skipped.map(({ row, why }) => [row, why])).toEqual([
      [3, 'header'],
      [6, 'header'],
    ])
    expect(errorsOf(plan)).toEqual([])
  })

  it('uses other words for columns and says which it is not sure of', async () => {
    const plan = planFor(
      await open({
        name: '人民调解',
        rows: [
          ['编号', '村居', '矛盾纠纷类型', '受理时间', '调处结果'],
          ['A1', '松烟坳村', '邻里纠纷', '2025-03-02', '调解成功'],
          ['A2', '松烟坳村', '其他', '2025-03-03', '调解不成'],
        ],
      }),
    )
    const [sheet] = plan.sheets
    expect(sheet!.columns.map(({ field }) => field)).toEqual([
      'number',
      'village',
      'kind',
      'opened_on',
      'result',
    ])
    expect(sheet!.columns.filter(({ sure }) => sure).map(({ header }) => header)).toContain('受理时间')
  })

  it.each([
    ['UTF-8', (text: string) => utf8(text)],
    ['UTF-8 with its mark', (text: string) => utf8(`\uFEFF${text}`)],
  ])('is a CSV in %s', async (_, encode) => {
    const text = '案件编号,受理日期,涉及金额\r\n"A1, 甲",2025-03-02,"1,200"\r\n"A2\n""乙""",2025/3/3,\r\n'
    expect(takenRows(planFor(await openWorkbook(encode(text), '调解案件.csv')))).toEqual([
      { number: 'A1, 甲', opened_on: '2025-03-02', amount: 1200 },
      { number: 'A2\n"乙"', opened_on: '2025-03-03' },
    ])
  })

  it('is a CSV in GBK with semicolons', async () => {
    // 案件编号;受理日期
    const bytes = [
      0xb0, 0xb8, 0xbc, 0xfe, 0xb1, 0xe0, 0xba, 0xc5, 0x3b, 0xca, 0xdc, 0xc0, 0xed, 0xc8, 0xd5, 0xc6, 0xda,
    ]
    const plan = planFor(
      await openWorkbook(new Uint8Array([...bytes, ...utf8('\nA1;2025-03-02\n')]), '案件.csv'),
    )
    expect(takenRows(plan)).toEqual([{ number: 'A1', opened_on: '2025-03-02' }])
  })
})
