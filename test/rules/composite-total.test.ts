/** The total made of sources: what an item gains there, and where it is open, the same from the engine and from its JSON. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { assess } from '../../rules/assess.ts'
import { contenderOf } from '../../rules/contenders.ts'
import { add, rational, toDecimal } from '../../rules/rational.ts'
import { fewestToPass } from '../../rules/sensitivity.ts'
import { explainTotal } from '../../rules/total-reasons.ts'
import { gainOnHundred } from '../../rules/totals.ts'
import { clausePack } from '../support/clause-pack.ts'
import { evidenceOf, noHolidays } from '../support/small-pack.ts'

const name = '94-total-of-three-sources.yaml'
const pack = clausePack(name, readFileSync(new URL(`clauses/${name}`, import.meta.url), 'utf8')).pack!
const options = { asOf: '2026-04-30', today: '2026-11-20', holidays: noHolidays }
const stated = [
  { fact: 'tasks.done', value: 8, hedge: 'gte' as const },
  { fact: 'selfscores.mark', value: 95 },
]

const scored = (registers: Parameters<typeof evidenceOf>[0]) =>
  assess(pack, { ...evidenceOf(registers), statements: stated }, options)

describe('a total of several sources', () => {
  it('gains of an item only what the table weighs', () => {
    const result = scored({ polls: { state: 'none', rows: [] } })
    // Without a survey the table weighs 90 of a hundred; one task of ten is worth ten points of it.
    expect(toDecimal(gainOnHundred(result, result.items[0]!, rational(1)))).toBe('9')
  })

  it('says of each source what it weighs, what it has and what then', () => {
    const [told] = explainTotal(scored({ polls: { state: 'none', rows: [] } }))
    expect(told).toBe(
      '总分由各来源按权重合成（均折算成百分制）：“县级核查”占60%，80.00—100.00分；“自查”占10%，95.00分；“群众满意度”占30%，没有评定，权重计入“县级核查”；合成81.50—99.50分',
    )
  })

  it('finds the items that would pass another township by the same arithmetic', () => {
    const result = scored({ polls: { state: 'none', rows: [] } })
    const above = (points: string) => fewestToPass(contenderOf(result), pack.table, rational(points))
    expect(above('99.49')).toEqual([{ item: 'tasks', number: '1.1', title: '任务', gain: '18' }])
    expect(above('99.5')).toBeNull()
    expect(toDecimal(add(result.scaled!.low, rational(18)))).toBe('99.5')
  })
})
