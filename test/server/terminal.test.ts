import { describe, expect, it } from 'vitest'
import { table, width, wrap } from '../../server/terminal.ts'

describe('terminal', () => {
  it('counts two columns for a Chinese character and its punctuation, one for Latin', () => {
    expect(width('法治2次。')).toBe(2 + 2 + 1 + 2 + 2)
    expect(width('𠮷A')).toBe(3)
    expect(width('[16, 27.5]')).toBe(10)
  })

  it('wraps Chinese within the columns and never begins a line with a comma or a closing mark', () => {
    const lines = wrap('重大行政决策提交讨论前，全部经过合法性审查（含重大合同）。', 16)
    for (const line of lines) expect(line).not.toMatch(/^[，。）]/)
    expect(lines.join('')).toBe('重大行政决策提交讨论前，全部经过合法性审查（含重大合同）。')
    expect(Math.max(...lines.map(width))).toBeLessThanOrEqual(20)
  })

  it('keeps a date or a figure on one line', () => {
    expect(wrap('公开日期为 2023-03-21 的', 14)).toEqual(['公开日期为', '2023-03-21 的'])
  })

  it('cuts a word that is longer than the line', () => {
    expect(wrap('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij'])
  })

  it('draws a table of equal lines that fits the room, wrapping the wide column', () => {
    const lines = table(
      [{ title: '考核要点' }, { title: '得分', right: true }, { title: '理由', wide: true }],
      [
        ['年度报告公开', '1', '年度报告于2023年3月21日向社会公开，在次年4月1日之前，按时公开'],
        ['合法性审查前置', '3', '已全部审查'],
      ],
      44,
    )
    expect(Math.max(...lines.map(width))).toBeLessThanOrEqual(44)
    expect(lines[0]).toMatch(/^━+$/)
    expect(lines.at(-1)).toBe(lines[0])
    expect(lines.filter((line) => line.startsWith('年度报告公开'))).toHaveLength(1)
    expect(lines.length).toBeGreaterThan(6)
  })

  it('keeps every column readable when the room is absurdly small', () => {
    const lines = table(
      [
        { title: '甲', wide: true },
        { title: '乙', wide: true },
      ],
      [['法治政府', '建设']],
      5,
    )
    expect(lines.join('')).toContain('法治政府')
  })
})
