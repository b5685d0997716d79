import { expect, it } from 'vitest'
import { assess } from '../../rules/assess.ts'
import { compareAssessments } from '../../rules/compare.ts'
import type { Evidence } from '../../rules/evidence.ts'
import { evidenceOf, noHolidays, register, smallPack } from '../support/small-pack.ts'
import { viewOf } from '../support/view.ts'

const pack = smallPack()
const run = (evidence: Evidence, asOf = '2026-04-30') =>
  viewOf(assess(pack, evidence, { asOf, today: '2026-11-20', holidays: noHolidays }), {
    township: '甲镇',
    claims: evidence.claims,
  })

const sessions = (count: number) =>
  register(
    'sessions',
    'closed',
    Array.from({ length: count }, (_, index) => ({ held_on: `2025-0${index + 1}-01` })),
  )

it('where self-assessed and verified points differ, the differing fact is named, and nothing else is', () => {
  const self = run(evidenceOf({}, { statements: [{ fact: 'sessions.count', value: 2 }] }))
  const verified = run(evidenceOf({ sessions: sessions(1) }))
  const differences = compareAssessments(self, verified)
  expect(differences.map(({ item }) => item)).toEqual(['sessions'])
  expect(differences[0]!.text).toBe(
    'sessions要点由2分变为1分：“学法次数”前为2次（有登记），后为1次（有登记）。',
  )
  expect(compareAssessments(self, self)).toEqual([])
})

it('where the facts are the same, something else is: the day or the pack', () => {
  const evidence = evidenceOf({})
  const [first] = compareAssessments(run(evidence), run(evidence, '2026-05-01'))
  expect(first!.facts).toEqual([])
  expect(first!.text).toContain('指标体系或者评价日期不同')
})
