/** Clauses nobody here has seen, each as a few lines of YAML with its worked cases: every function and modifier can be declared. */
import { describe, expect, it } from 'vitest'
import { assess } from '../../rules/assess.ts'
import { scoringFunctions } from '../../rules/functions/index.ts'
import { runCases } from '../../rules/pack-cases.ts'
import { explainItem } from '../../rules/reasons.ts'
import { type Clause, clausePack, clauseTexts, readClause } from '../support/clause-pack.ts'
import { evidenceOf, noHolidays } from '../support/small-pack.ts'

const clauses = clauseTexts()

/** The number of each function, as the handbook counts them. */
const numbers: Record<string, string> = {
  F1: 'all_or_nothing',
  F2: 'tiered_choice',
  F3: 'per_missing',
  F4: 'per_occurrence',
  F5: 'count_credit',
  F6: 'ratio_linear',
  F7: 'ratio_shortfall',
  F8: 'bands',
  F9: 'count_threshold',
  F10: 'deadline',
  F11: 'per_record',
  F12: 'baseline_shift',
  F13: 'evidence_set',
  F14: 'matrix_credit',
  F15: 'judgement',
  F16: 'banded_judgement',
  F17: 'survey',
  F18: 'external_score',
  F19: 'relative',
  F20: 'sample_check',
  F21: 'sum_of_parts',
  F22: 'bonus',
}

describe('a clause', () => {
  it.each(clauses)('$name loads without a problem and its cases come out as written', ({ name, text }) => {
    const { clause, pack, problems, cases } = clausePack(name, text)
    expect(problems).toEqual([])
    const report = runCases(pack!, [cases], noHolidays)
    expect(report.problems).toEqual([])
    expect(report.failures.map(({ title, message }) => `${title}：${message}`)).toEqual([])
    expect(report.passed).toBe(clause.cases.length)
    expect(report.passed).toBeGreaterThanOrEqual(3)
  })

  it.each(clauses)('$name explains itself before anything is known', ({ name, text }) => {
    const { pack } = clausePack(name, text)
    const result = assess(pack!, evidenceOf({}), {
      today: '2026-11-20',
      asOf: '2026-04-30',
      holidays: noHolidays,
    })
    for (const item of result.items) expect(explainItem(result, item).text).toMatch(/。$/)
  })

  it.each(clauses)('$name names the functions it uses, and no others', ({ text }) => {
    const clause = readClause(text)
    const used = functionsIn(clause.items)
    const named = clause.uses.flatMap((use) => numbers[use] ?? [])
    const numbered = used.filter((name) => Object.values(numbers).includes(name))
    expect(named.sort()).toEqual(numbered.sort())
  })
})

describe('the clauses together', () => {
  const uses = new Set(clauses.flatMap(({ text }) => readClause(text).uses))

  it('use every scoring function there is', () => {
    const used = new Set(
      clauses.flatMap(({ name, text }) => functionsIn(clausePack(name, text).clause.items)),
    )
    expect(Object.keys(scoringFunctions).filter((name) => !used.has(name))).toEqual([])
  })

  it('use every function and modifier that the handbook numbers, and no others', () => {
    const all = [
      ...Array.from({ length: 23 }, (_, index) => `F${index + 1}`),
      ...Array.from({ length: 13 }, (_, index) => `M${index + 1}`),
    ]
    expect([...uses].sort()).toEqual(all.sort())
  })
})

/** Names of scoring functions anywhere in the declarations of items. */
function functionsIn(items: Clause['items']): string[] {
  const found = new Set<string>()
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk)
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        const isFunction = Object.hasOwn(scoringFunctions, key) && !Array.isArray(inner)
        if (isFunction && typeof inner === 'object') found.add(key)
        walk(inner)
      }
    }
  }
  walk(items.map((item) => item.score ?? item.versions))
  return [...found]
}
