import { describe, expect, it } from 'vitest'
import { csvRows } from '../../../server/workbooks/csv-grid.ts'

describe('a table as text', () => {
  it('is parted by its commas, however many Chinese ones its texts hold', () => {
    const text = '学习日期,内容,是否学法\n2025-03-01,宪法，民法典，处罚法，复议法，诉讼法，赔偿法,是\n'
    expect(csvRows(text)).toEqual([
      ['学习日期', '内容', '是否学法'],
      ['2025-03-01', '宪法，民法典，处罚法，复议法，诉讼法，赔偿法', '是'],
    ])
  })

  it('is parted by its tabs, however many commas its texts hold', () => {
    expect(csvRows('案号\t请求\nA1\t退款,赔偿,道歉,更正\n')).toEqual([
      ['案号', '请求'],
      ['A1', '退款,赔偿,道歉,更正'],
    ])
  })

  it.each([';', '，', '\t', ','])('is parted by %j where nothing else parts every line', (mark) => {
    expect(csvRows(`案号${mark}日期\nA1${mark}2025-03-02\n`)).toEqual([
      ['案号', '日期'],
      ['A1', '2025-03-02'],
    ])
  })

  it('has quoted cells with separators, line ends and quotes in them, and blank ones', () => {
    expect(csvRows('"甲,乙","第一行\n第二行",\n"说""好""",,丙')).toEqual([
      ['甲,乙', '第一行\n第二行', null],
      ['说"好"', null, '丙'],
    ])
  })
})
