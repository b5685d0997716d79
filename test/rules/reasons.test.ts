/** What a reason says of lines of pools and of rows that the item's own function judges. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type AssessResult, assess, type ItemScore } from '../../rules/assess.ts'
import type { Evidence } from '../../rules/evidence.ts'
import { explainItem } from '../../rules/reasons.ts'
import { clausePack } from '../support/clause-pack.ts'
import { evidenceOf, noHolidays, register } from '../support/small-pack.ts'

const clause = (name: string): string => readFileSync(new URL(`clauses/${name}`, import.meta.url), 'utf8')

function scored(text: string, registers: Evidence['registers']): AssessResult {
  const { pack } = clausePack('clause.yaml', text)
  const day = '2026-01-31'
  return assess(pack!, evidenceOf(registers), { asOf: day, today: day, holidays: noHolidays })
}

const lineOf = (result: AssessResult, id: string): ItemScore =>
  result.pools.flatMap(({ lines }) => lines).find(({ item }) => item.table.id === id)!

const stepsOf = (result: AssessResult, score: ItemScore): string[] =>
  explainItem(result, score).steps.map((step) => `${step.kind} ${step.text}`)

describe('the reason of a line of a pool', () => {
  it('says what it adds, and neither outcome nor loss', () => {
    const result = scored(clause('58-same-matter-lines.yaml'), {
      honours: register('honours', 'closed', [{ number: '一号', level: '省级', matter: '调解' }]),
    })
    const line = lineOf(result, 'honours')
    expect(explainItem(result, line).text).toMatch(/加1\.00分。$/)
    expect(stepsOf(result, line).at(-1)).toBe('result 加1.00分')
  })

  it('says what it takes while the list is open', () => {
    const result = scored(clause('60-criticised-pool.yaml'), {
      criticisms: register('criticisms', 'open', [{ number: '一号', level: '县级', matter: '环保' }]),
    })
    expect(stepsOf(result, lineOf(result, 'criticisms')).at(-1)).toBe('result 减0.50—3.00分')
  })
})

describe('the reason of an item that judges rows itself', () => {
  const text = clause('40-case-files.yaml').replace(
    '    value: 2\n',
    '    value: 2\n    red_line: { when: any_short, effect: cap_grade, grade: 合格 }\n',
  )
  const files = (...fit: boolean[]): Evidence['registers'] => ({
    files: register(
      'files',
      'closed',
      fit.map((one, index) => ({ code: `卷${index + 1}`, fit: one })),
    ),
  })

  it('names the rows that fall short once, and that the red line is touched', () => {
    const result = scored(text, files(true, false))
    const reason = explainItem(result, result.items[0]!)
    expect(reason.text).toContain('未达标：卷2，共扣0.50分，得1.50分')
    expect(reason.steps).toContainEqual({ kind: 'note', text: '红线事项：须经县级核定' })
  })

  it('has no such words where every row is in order', () => {
    const result = scored(text, files(true, true))
    const reason = explainItem(result, result.items[0]!)
    expect(reason.text).not.toContain('未达标')
    expect(reason.steps.filter((step) => step.kind === 'note')).toEqual([])
  })
})
