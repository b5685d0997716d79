import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Cells,
  calculationOf,
  cases,
  expectEveryCompletionInside,
  pointsOf,
  problemsOf,
  rowPack,
} from '../../support/row-pack.ts'

const score = (same = 'matter'): string =>
  `{ bonus: { of: cases.own, level: level, points: { 国家级: 2, 省级: 1, 市级: 0.5 }, same_matter: ${same}, cap: 2.5 } }`
const won = (level: string | null, matter: string | null): Cells => ({ own: true, level, matter })

describe('bonus', () => {
  it('counts the same matter once, at its highest: 1 + 0.5', () => {
    const rows = cases('closed', won('省级', '甲'), won('市级', '甲'), won('市级', '乙'))
    expect(pointsOf(rowPack(score()), rows)).toBe('3/2')
    expect(pointsOf(rowPack(score('none')), rows)).toBe('2')
  })

  it('stops at its cap, and can still reach it while the list is open', () => {
    expect(pointsOf(rowPack(score()), cases('closed', won('国家级', '甲'), won('省级', '乙')))).toBe('5/2')
    expect(pointsOf(rowPack(score()), cases('open', won('省级', '甲')))).toBe('1..5/2')
  })

  it('lets a row of no named matter stand alone for the high end and join the largest for the low', () => {
    expect(pointsOf(rowPack(score()), cases('closed', won('省级', '甲'), won('市级', null)))).toBe('1..3/2')
    expect(pointsOf(rowPack(score()), cases('closed', won('市级', '甲'), won('省级', null)))).toBe('1..3/2')
  })

  it('counts a row of unknown level at both ends', () => {
    expect(pointsOf(rowPack(score()), cases('closed', won(null, '甲')))).toBe('1/2..2')
  })

  it('tells every row with its matter', () => {
    expect(calculationOf(rowPack(score()), cases('closed', won('省级', '甲')))).toEqual([
      '案1（事项甲）：省级，1.00分',
      '同一事项按最高计，合计1.00分，最多2.5分',
    ])
  })

  it('refuses a level without points and an undeclared rule for the same matter', () => {
    const messages = (text: string): string[] => problemsOf(text).map((problem) => problem.message)
    expect(messages(score().replace(', 市级: 0.5', ''))).toEqual(['级别“市级”没有写几分'])
    expect(messages(score().replace('市级: 0.5', '市级: 0.5, 县级: 0.1'))).toEqual(['没有级别“县级”'])
    expect(messages(score().replace('same_matter: matter, ', ''))).toEqual(['没有写明同一事项怎样计'])
    expect(messages(score().replace(', cap: 2.5', ''))).toEqual(['“cap”应当是大于0的数'])
  })

  it.each(['matter', 'none'])('contains every completion (same_matter: %s)', (same) => {
    const worth: Record<string, number> = { 国家级: 200, 省级: 100, 市级: 50 }
    expectEveryCompletionInside({
      pack: rowPack(score(same)),
      most: 4,
      cells: {
        own: fc.boolean(),
        level: fc.constantFrom('国家级', '省级', '市级'),
        matter: fc.constantFrom('甲', '乙', '丙'),
      },
      byHand(rows) {
        const own = rows.filter((row) => row.own)
        const all = own.map((row) => worth[String(row.level)]!)
        if (same === 'none')
          return Math.min(
            250,
            all.reduce((a, b) => a + b, 0),
          )
        const of = (matter: string): number =>
          Math.max(0, ...own.filter((row) => row.matter === matter).map((row) => worth[String(row.level)]!))
        return Math.min(250, of('甲') + of('乙') + of('丙'))
      },
    })
  })
})
