/** The worked example: an invented table small enough for paper. Every figure here was worked out by hand. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { type AssessResult, assess } from '../../rules/assess.ts'
import { viewAssessment } from '../../rules/assessment-view.ts'
import type { Evidence } from '../../rules/evidence.ts'
import { cmp, type Rational, rational, round, sub, toDecimal, toFraction } from '../../rules/rational.ts'
import { gainOnHundred } from '../../rules/totals.ts'
import { holidays, loadPackFromDisk } from '../../server/packs.ts'

const { pack } = loadPackFromDisk('example')
const file = new URL('../../rules/packs/example/demo/township.yaml', import.meta.url)

/** The facts of the demonstration, with more rows laid beside those registered. */
function evidence(more: Record<string, Record<string, string>[]> = {}): Evidence {
  const { township, kind, year, registers } = parse(readFileSync(file, 'utf8')) as {
    township: string
    kind: '镇'
    year: number
    registers: Record<
      string,
      { state: 'open' | 'closed' | 'none'; rows?: Evidence['registers'][string]['rows'][0]['values'][] }
    >
  }
  return {
    township,
    kind,
    year,
    statements: [],
    claims: [],
    registers: Object.fromEntries(
      Object.entries(registers).map(([id, { state, rows = [] }]) => [
        id,
        {
          state,
          rows: [...rows, ...(more[id] ?? [])].map((values, i) => ({ id: `${id}#${i + 1}`, values })),
        },
      ]),
    ),
  }
}

const score = (of: Evidence, foreseen = false): AssessResult =>
  assess(pack, of, { asOf: '2026-11-20', today: '2026-11-20', holidays: holidays().table, foreseen })

const twoMoreSessions = { study_sessions: [{ held_on: '2026-11-25' }, { held_on: '2026-12-10' }] }
const oneMoreMeeting = { committee_meetings: [{ held_on: '2026-12-01' }] }

const text = (points: Rational): string => toFraction(points)
const range = ({ low, high }: { low: Rational; high: Rational }): string[] => [text(low), text(high)]

/** Points to two decimals on the hundred: base ÷ 38 × 100, and the bonus of 1. */
const onHundred = (base: number): string =>
  text(round(rational(`${(BigInt(Math.round(base * 10)) * 100n + 380n).toString()}/380`), 2))

describe('the worked example at 20 November', () => {
  const result = score(evidence())
  const inputs = {
    packHash: '',
    packWhy: '',
    engine: '',
    holidaysHash: '',
    evidenceHash: '',
    township: '示例镇',
    document: null,
    claims: [],
  }
  const view = viewAssessment(result, inputs)

  it('has secured 26, 5 open and 7 lost of the 38 that apply', () => {
    expect(view.score.raw).toMatchObject({
      value: '46',
      applicable: String(46 - 4 - 4),
      low: '26',
      high: '31',
      secured: '26',
      open: '5',
      lost: '7',
      over: '0',
    })
  })

  it('has each item as the paper has it', () => {
    const points = Object.fromEntries(result.items.map((item) => [item.item.table.id, range(item)]))
    expect(points).toEqual({
      // 3 − 0.75 × (4 − 2), and no more than 3
      study: ['3/2', '3'],
      // 0.5 × 3, and no more than 2
      committee: ['3/2', '2'],
      report: ['2', '2'],
      // 8 × 19 ÷ 20
      'legality-review': ['38/5', '38/5'],
      filing: ['0', '0'],
      // 6 − 3
      corrected: ['3', '3'],
      appearance: ['0', '0'],
      'village-advisers': ['4', '4'],
      // 3 − 0.5 × 2
      exam: ['2', '2'],
      // 5 × 176 ÷ 200
      satisfaction: ['22/5', '22/5'],
      'file-quality': ['0', '3'],
    })
    const absent = result.items.filter((item) => item.outcome === 'not_applicable')
    expect(absent.map((item) => item.item.table.id)).toEqual(['filing', 'appearance'])
  })

  it('stands between 69.42 and 82.58 on the hundred, and on record between 69.42 and 77.32', () => {
    expect(range(result.scaled!)).toEqual([onHundred(26), onHundred(31)])
    expect(view.score.scaled).toMatchObject({ low: '69.42', high: '82.58' })
    expect(range(result.scaled!.onRecord)).toEqual([onHundred(26), onHundred(29)])
    expect(view.score.onRecord).toEqual({ low: '69.42', high: '77.32' })
  })

  it('is 合格 for certain and 良好 at best', () => {
    expect(result.grade).toEqual({ low: '合格', high: '良好' })
  })

  it('gains 3.95 on the hundred by two more study sessions, 1.32 by one more meeting', () => {
    const item = (id: string) => result.items.find((one) => one.item.table.id === id)!
    expect(toDecimal(gainOnHundred(result, item('study'), rational('1.5')))).toBe('3.95')
    expect(toDecimal(gainOnHundred(result, item('committee'), rational('0.5')))).toBe('1.32')
  })
})

describe('what the example comes to when more is done', () => {
  const before = score(evidence())
  const low = (result: AssessResult): Rational => result.scaled!.low
  const gained = (more: Parameters<typeof evidence>[0]): string =>
    toDecimal(sub(low(score(evidence(more), true)), low(before)))

  it('is what the gains promised: R(after) − R(before)', () => {
    expect(gained(twoMoreSessions)).toBe('3.95')
    expect(gained(oneMoreMeeting)).toBe('1.32')
  })

  it('stands between 74.68 and 82.58 with both, so 良好 is in reach', () => {
    const result = score(evidence({ ...twoMoreSessions, ...oneMoreMeeting }), true)
    expect([toDecimal(result.scaled!.low), toDecimal(result.scaled!.high)]).toEqual(['74.68', '82.58'])
    expect(range(result.scaled!)).toEqual([onHundred(28), onHundred(31)])
    expect(result.grade).toEqual({ low: '合格', high: '良好' })
  })

  it('keeps the two points of the late report lost, whatever is done', () => {
    const result = score(evidence({ ...twoMoreSessions, ...oneMoreMeeting }), true)
    const report = result.items.find((item) => item.item.table.id === 'report')!
    expect(cmp(report.high, rational(2))).toBe(0)
  })
})
