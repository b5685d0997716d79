import { describe, expect, it } from 'vitest'
import type { CellValue, RegisterState } from '../../rules/evidence.ts'
import { readFacts } from '../../rules/facts.ts'
import { type Rational, toFraction } from '../../rules/rational.ts'
import { clausePack } from '../support/clause-pack.ts'
import { evidenceOf, noHolidays } from '../support/small-pack.ts'

const { pack } = clausePack(
  'rows.yaml',
  `
clause: 每个地点得1分，最多3分。
registers:
  - id: exams
    title: 考试台账
    fields:
      code:  { label: 编号, type: text, required: true, names_row: true }
      place: { label: 地点, type: text }
      theme: { label: 主题, type: choice, of: [甲, 乙] }
      named: { label: 列入名单, type: flag }
      due:   { label: 应考, type: integer, unit: 人 }
      done:  { label: 实考, type: integer, unit: 人 }
    facts:
      exams.places: { title: 地点数, kind: count, unit: 个, distinct: place }
      exams.themes: { title: 主题数, kind: count, unit: 个, distinct: theme }
      exams.due:    { title: 应考人数, kind: count, unit: 人, field: due, where: named }
      exams.done:   { title: 实考人数, kind: share, over: exams.due, field: done }
items:
  - { id: only, title: 示例要点, value: 3, score: { count_credit: { of: exams.places, credit_each: 1, cap: 3 } } }
cases: []
`,
)

type Cells = Record<string, CellValue>

/** What is known of a fact: `low..high`, of a share its rate. */
function knownOf(id: string, state: RegisterState, ...cells: Cells[]): string {
  const rows = cells.map((values, at) => ({ id: `e${at}`, values: { code: `e${at}`, ...values } }))
  const { known } = readFacts(pack!, evidenceOf({ exams: { state, rows } }), noHolidays).get(id)
  if (known.kind !== 'number' && known.kind !== 'share') throw new TypeError(known.kind)
  const { low, high }: { low: Rational; high: Rational | null } = known.kind === 'share' ? known.rate : known
  return `${toFraction(low)}..${high ? toFraction(high) : ''}`
}

describe('different values of a field', () => {
  it('leaves open whether a row that does not say which is one of the others', () => {
    expect(knownOf('exams.places', 'closed', { place: '东' }, {})).toBe('1..2')
    expect(knownOf('exams.places', 'closed', {}, {})).toBe('1..2')
    expect(knownOf('exams.places', 'open', { place: '东' }, {})).toBe('1..')
  })

  it('is no more than there are choices, and no less than one where there is a row', () => {
    expect(knownOf('exams.themes', 'closed', { theme: '甲' }, {}, {})).toBe('1..2')
    expect(knownOf('exams.themes', 'closed', {})).toBe('1..1')
    expect(knownOf('exams.themes', 'open', { theme: '甲' }, {})).toBe('1..2')
  })
})

describe('a share of a sum over rows that may not belong', () => {
  it('lets a row that would lower the highest rate stay out, and one that would raise the lowest', () => {
    const rate = (...rows: Cells[]): string => knownOf('exams.done', 'closed', ...rows)
    expect(rate({ named: true, due: 1, done: 1 }, { due: 10, done: 1 })).toBe('2/11..1')
    expect(rate({ named: true, due: 10, done: 1 }, { due: 10, done: 5 })).toBe('1/10..3/10')
    expect(rate({ named: true, due: 4, done: 2 }, { due: 4, done: 3 }, { due: 4, done: 1 })).toBe('3/8..5/8')
  })
})
