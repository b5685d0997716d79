import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { assess } from '../../rules/assess.ts'
import { blankMatters } from '../../rules/blank-matters.ts'
import type { Evidence } from '../../rules/evidence.ts'
import { clausePack } from '../support/clause-pack.ts'
import { evidenceOf, noHolidays, register } from '../support/small-pack.ts'

const options = { asOf: '2026-04-30', today: '2026-11-20', holidays: noHolidays }

const told = (clause: string, registers: Evidence['registers']): string[] => {
  const { pack } = clausePack(clause, readFileSync(new URL(`clauses/${clause}`, import.meta.url), 'utf8'))
  return blankMatters(assess(pack!, evidenceOf(registers), options)).map(({ text }) => text)
}

describe('a row that does not say what it is about', () => {
  const honours = (matter: string | null) =>
    register('honours', 'closed', [{ number: '甲', level: '省级', matter }])
  const promotions = (matter: string | null) =>
    register('promotions', 'closed', [{ number: '乙', level: '省级', matter }])
  const lines = '58-same-matter-lines.yaml'

  it('is named with the cell to fill in where it may repeat a row of another line of the pool', () => {
    expect(told(lines, { honours: honours('戊'), promotions: promotions(null) })).toEqual([
      '推广台账“乙”没有填写“事项”，与其他记录是否同属一项未定，“加分”的得分因此未定，请县委办补写。',
    ])
  })

  it('is not asked for where there is nothing it could repeat, or where it is said', () => {
    expect(told(lines, { honours: honours(null), promotions: register('promotions', 'none', []) })).toEqual(
      [],
    )
    expect(told(lines, { honours: honours('戊'), promotions: promotions('己') })).toEqual([])
  })

  it('is named where repetitions cost more, and only if it counts', () => {
    const complaints = register('complaints', 'closed', [
      { code: '甲', office: '便民中心', upheld: true },
      { code: '乙', office: null, upheld: true },
      { code: '丙', office: null, upheld: false },
    ])
    expect(told('46-repeat-by-office.yaml', { complaints })).toEqual([
      '投诉台账“乙”没有填写“站所”，与其他记录是否同属一项未定，“窗口投诉”的得分因此未定，请补写。',
    ])
  })

  it('is called by its place where the blank is its name', () => {
    const lectures = register('lectures', 'closed', [
      { village: '东', held_on: '2025-03-01' },
      { village: '东', held_on: '2025-04-01' },
      { village: null, held_on: '2025-05-01' },
    ])
    const villages = register('villages', 'closed', [{ name: '东' }])
    expect(told('101-lectures-by-village.yaml', { villages, lectures })).toEqual([
      '讲座台账第3条没有填写“村”，与其他记录是否同属一项未定，“村居法治讲座”的得分因此未定，请补写。',
    ])
  })
})
