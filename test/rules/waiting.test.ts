/** What waits for others is said so: no township is asked for papers it does not keep. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { assess } from '../../rules/assess.ts'
import { draftShortcomings } from '../../rules/draft.ts'
import type { RegisterEvidence } from '../../rules/evidence.ts'
import { findGaps } from '../../rules/gaps.ts'
import { explainItem } from '../../rules/reasons.ts'
import { clausePack } from '../support/clause-pack.ts'
import { evidenceOf, register } from '../support/small-pack.ts'

type Kept = [register: string, state: RegisterEvidence['state'], rows: Record<string, unknown>[]]

function told(name: string, ...registers: Kept[]) {
  const text = readFileSync(new URL(`clauses/${name}.yaml`, import.meta.url), 'utf8')
  const given = Object.fromEntries(
    registers.map(([id, state, rows]) => [id, register(id, state, rows as never)]),
  )
  const options = {
    asOf: '2026-01-31',
    today: '2026-01-31',
    holidays: { years: { '2025': { off: [], work: [] } } },
  }
  const result = assess(clausePack(name, text).pack!, evidenceOf(given), options)
  const gaps = findGaps(result)
  return {
    reason: explainItem(result, result.items[0]!).text,
    gap: gaps[0] && { kind: gaps[0].kind, text: gaps[0].sentence.text },
    missing: draftShortcomings(result, gaps, null).missing,
  }
}

const solved: Kept = ['solved', 'closed', [{ code: '全年', all: 100, done: 96 }]]

describe('what waits for others', () => {
  it('a place in the group waits for the county, whose list is complete', () => {
    const { reason, gap, missing } = told('100-places-moved', solved, [
      'ranks',
      'closed',
      [{ on: '2025-02-01', place: 5 }],
    ])
    expect(gap).toEqual({
      kind: 'undecided',
      text: '“化解率进位”须与同组乡镇（街道）比较，等候县级汇总',
    })
    expect(reason).toMatch(
      /，得0\.00—2\.00分。由县级汇总全组后计算，最多可再得2\.00分（折合百分制100\.00分）。$/,
    )
    expect(missing).toEqual([])
  })

  it('a list the county keeps is asked of the county', () => {
    const { reason, gap } = told('114-same-matter-once')
    expect(gap).toEqual({ kind: 'undecided', text: '“通报批评”由县委办掌握情况，等候认定' })
    expect(reason).toMatch(/由县委办认定，最多可再得5\.00分/)
  })

  it('a cell the county left blank is none of the papers the township lacks', () => {
    const rows = [
      { code: '一', level: '省级', matter: '垃圾' },
      { code: '二', level: '市级' },
    ]
    const { reason, missing } = told('114-same-matter-once', ['notices', 'closed', rows])
    expect(reason).toContain('由县委办认定，最多可再得1.00分')
    expect(missing).toEqual([])
  })

  it('a cell the township left blank is told by its register', () => {
    const { missing } = told('53-eight-themes', [
      'publicity',
      'closed',
      [
        { code: '一', theme: '宪法', held: true, file: '甲' },
        { code: '二', held: true, file: '乙' },
      ],
    ])
    expect(missing).toEqual([
      {
        item: 'eight-themes',
        text: '普法主题（有的记录没有填全（普法台账），暂按未知计；举证期限2026年4月30日）',
      },
    ])
  })

  it('working days of a year without holidays wait for its table, and no paper is asked for', () => {
    const { reason, gap } = told('49-disclosure-workdays', [
      'disclosures',
      'closed',
      [{ title: '甲', formed_on: '2025-12-20', published_on: '2026-01-20' }],
    ])
    expect(gap?.text).toContain('没有2026年的节假日安排')
    expect(reason).toContain('补上2026年的节假日安排后重新计算')
  })

  it('points are said once', () => {
    const rows = [{ code: '一', theme: '宪法', held: true, file: '甲' }]
    const { reason } = told('53-eight-themes', ['publicity', 'closed', rows])
    expect(reason.match(/得0\.30分/g)).toHaveLength(1)
  })
})
