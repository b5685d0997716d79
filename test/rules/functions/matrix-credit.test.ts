import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cases, expectEveryCompletionInside, pointsOf, problemsOf, rowPack } from '../../support/row-pack.ts'

const score = (more = ''): string =>
  `{ matrix_credit: { of: cases.own, rows: theme, columns: [{ field: held, points: 0.5 }, { field: file, points: 0.25 }, { field: actor, is: 综治办, points: 0.25 }]${more} } }`

describe('matrix_credit', () => {
  it('credits each cell once, however many rows fill it: 0.5 + 0.25 + 0.5', () => {
    const rows = cases(
      'closed',
      { own: true, theme: '宪法', held: true, actor: '城管办' },
      { own: true, theme: '宪法', held: true, file: '卷1', actor: '城管办' },
      { own: true, theme: '安全', held: true, actor: '城管办' },
    )
    expect(pointsOf(rowPack(score()), rows)).toBe('5/4')
  })

  it('caps each theme and the whole: min(1.2, 2 × min(0.7, 1))', () => {
    const full = { own: true, held: true, file: '卷1', actor: '综治办' }
    const rows = cases('closed', { ...full, theme: '宪法' }, { ...full, theme: '安全' })
    expect(pointsOf(rowPack(score(', cap_each: 0.7')), rows)).toBe('7/5')
    expect(pointsOf(rowPack(score(', cap_each: 0.7, cap: 1.2')), rows)).toBe('6/5')
  })

  it('can be filled to the last cell while the list is open, and no further', () => {
    expect(
      pointsOf(
        rowPack(score(), { value: '5' }),
        cases('open', { own: true, theme: '宪法', held: true, actor: '城管办' }),
      ),
    ).toBe('1/2..3')
  })

  it('refuses fields the rows do not have and words a field cannot say', () => {
    const messages = (text: string): string[] => problemsOf(text).map((problem) => problem.message)
    expect(messages(score().replace('rows: theme', 'rows: topic'))[0]).toContain('没有可用的字段“topic”')
    expect(messages(score().replace('is: 综治办', 'is: 派出所'))).toEqual(['字段“承办”没有选项“派出所”'])
  })

  it('contains every completion, whatever a blank row is about', () => {
    expectEveryCompletionInside({
      pack: rowPack(score(', cap_each: 0.7, cap: 1.9')),
      most: 4,
      settled: ['file'],
      cells: {
        own: fc.boolean(),
        theme: fc.constantFrom('宪法', '民法典', '安全'),
        held: fc.boolean(),
        file: fc.constantFrom('卷1', '卷2'),
        actor: fc.constantFrom('综治办', '城管办'),
      },
      byHand(rows) {
        let total = 0
        for (const theme of ['宪法', '民法典', '安全']) {
          const about = rows.filter((row) => row.own && row.theme === theme)
          const held = about.some((row) => row.held) ? 50 : 0
          const file = about.some((row) => row.file) ? 25 : 0
          const actor = about.some((row) => row.actor === '综治办') ? 25 : 0
          total += Math.min(70, held + file + actor)
        }
        return Math.min(190, total)
      },
    })
  })
})
