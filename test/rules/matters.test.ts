/** One matter costs once across items and pools (M3), against arithmetic by hand, in any order, and as it is told. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openActions } from '../../rules/actions.ts'
import { assess } from '../../rules/assess.ts'
import { type CompiledPack, compilePack } from '../../rules/compile.ts'
import { draftShortcomings } from '../../rules/draft.ts'
import type { CellValue, Evidence, RegisterEvidence } from '../../rules/evidence.ts'
import { findGaps } from '../../rules/gaps.ts'
import { add, equal, type Rational, rational, sub, toFraction } from '../../rules/rational.ts'
import { explainItem } from '../../rules/reasons.ts'
import { draftReport } from '../../rules/report-draft.ts'
import { modelOf } from '../../rules/way-model.ts'
import { whatIf } from '../../rules/what-if.ts'
import { holidays, loadPackFromDisk } from '../../server/packs.ts'
import { clausePack } from '../support/clause-pack.ts'
import { evidenceOf, noHolidays } from '../support/small-pack.ts'

type Cells = Record<string, CellValue>
const options = { asOf: '2026-04-30', today: '2026-11-20', holidays: noHolidays }
const clause = (name: string): CompiledPack =>
  clausePack(name, readFileSync(new URL(`clauses/${name}.yaml`, import.meta.url), 'utf8')).pack!

const closed = (register: string, rows: Cells[]): [string, RegisterEvidence] => [
  register,
  {
    state: rows.length > 0 ? 'closed' : 'none',
    rows: rows.map((values, index) => ({ id: `${register}#${index}`, values })),
  },
]
const totalOf = (pack: CompiledPack, evidence: Evidence): Rational => {
  const { scaled } = assess(pack, evidence, options)
  expect(equal(scaled!.low, scaled!.high)).toBe(true)
  return scaled!.exact.low
}

const codes = ['甲', '乙', '丙']
const code = fc.constantFrom(...codes)
const rowsOf = (row: Record<string, fc.Arbitrary<CellValue>>) => fc.array(fc.record(row), { maxLength: 4 })
const unique = (rows: Cells[], key: string): Cells[] =>
  rows.filter((row, at) => rows.findIndex((other) => other[key] === row[key]) === at)

describe('a matter in several places', () => {
  const first = clause('93-complaint-and-criticism')
  const lists = fc.record({
    enforcement: rowsOf({ code, wrong: fc.boolean() }),
    petitions: rowsOf({ case: code, late: fc.boolean() }),
    notices: rowsOf({ matter: code }),
  })
  type Lists = Record<'enforcement' | 'petitions' | 'notices', Cells[]>
  const evidenceFor = ({ enforcement, petitions, notices }: Lists): Evidence => {
    const numbered = (rows: Cells[]) => rows.map((row, at) => ({ number: String(at), ...row }))
    return evidenceOf(
      Object.fromEntries([
        closed('enforcement', unique(enforcement, 'code')),
        closed('petitions', numbered(petitions)),
        closed('notices', numbered(notices)),
      ]),
    )
  }

  it('costs at the first of the places that punishes it, and nowhere else', () => {
    fc.assert(
      fc.property(lists, (rows) => {
        const criticised = new Set(rows.notices.map((row) => row.matter))
        const wrong = unique(rows.enforcement, 'code').filter((row) => row.wrong === true)
        const wrongHere = wrong.filter((row) => !criticised.has(row.code!))
        const late = rows.petitions.filter(
          (row) =>
            row.late === true &&
            !criticised.has(row.case!) &&
            !wrong.some(({ code: other }) => other === row.case),
        )
        const lost = (each: number, count: number, most: number) => Math.min(most, each * count)
        // In half points, so that the arithmetic is of whole numbers.
        const left =
          10 - lost(1, rows.notices.length, 2) - lost(1, wrongHere.length, 4) - lost(2, late.length, 4)
        expect(toFraction(totalOf(first, evidenceFor(rows)))).toBe(toFraction(rational(10 * left)))
      }),
      { numRuns: 300 },
    )
  })

  it('costs the same in whatever order rows and items stand', () => {
    const { items } = first.table
    const turned = compilePack({ ...first.table, items: [...items].reverse() })
    fc.assert(
      fc.property(lists, (rows) => {
        const total = totalOf(first, evidenceFor(rows))
        const back = Object.fromEntries(
          Object.entries(evidenceFor(rows).registers).map(([id, { state, rows: list }]) => [
            id,
            { state, rows: [...list].reverse() },
          ]),
        )
        expect(equal(totalOf(turned, evidenceOf(back)), total)).toBe(true)
      }),
      { numRuns: 100 },
    )
  })

  it('costs where it costs most: annulled in the pool, ordered to be mended in the item', () => {
    const highest = clause('91-annulled-document')
    const kinds = fc.array(fc.constantFrom('没有', '被撤销', '被责令改正'), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(kinds, (corrected) => {
        const papers = corrected.map((kind, at) => ({ number: String(at), corrected: kind }))
        const total = totalOf(highest, evidenceOf(Object.fromEntries([closed('papers', papers)])))
        const count = (kind: string): number => corrected.filter((other) => other === kind).length
        const base = Math.max(0, 100 - 25 * count('被责令改正'))
        expect(toFraction(total)).toBe(toFraction(rational(base - Math.min(3, count('被撤销')))))
      }),
      { numRuns: 100 },
    )
  })
})

describe('a loss that another place bears', () => {
  const { pack } = loadPackFromDisk('national')
  const annulled = {
    title: '摊点管理办法',
    number: '砚政发〔2024〕9号',
    decided_on: '2024-06-03',
    issued_on: '2024-06-05',
    status: '已废止或者失效',
    corrected: '被撤销',
    corrected_on: '2025-05-16',
    matter: '摊点管理办法',
  }
  const result = assess(pack, evidenceOf(Object.fromEntries([closed('normative_documents', [annulled])])), {
    ...options,
    holidays: holidays().table,
  })
  const item = result.items.find((score) => score.item.table.id === 'norm-no-illegal-burden')!
  const line = result.pools
    .flatMap((pool) => pool.lines)
    .find((score) => score.item.table.id === 'ded-norm-annulled')!

  it('is told in the reason, with the place that bears it', () => {
    expect(toFraction(item.low)).toBe('1/2')
    expect(explainItem(result, item).text).toContain(
      '摊点管理办法：该事项已在“规范性文件被撤销”扣分，不重复扣分，由0.00分改为0.50分，得0.50分',
    )
    expect(toFraction(line.low)).toBe('1')
    expect(explainItem(result, line).text).not.toContain('不重复扣分')
  })

  it('is a shortcoming all the same, and no result', () => {
    const gaps = findGaps(result)
    const gap = gaps.find(({ score }) => score === item)!
    expect([gap.kind, toFraction(gap.lostKnown), gap.borne]).toEqual(['shortcoming', '0', true])
    const draft = draftShortcomings(result, gaps, null)
    const told = draft.paragraphs.find((one) => one.kind === 'shortcoming' && one.item === item.item.table.id)
    expect(told?.text).toContain('1件规范性文件被撤销、停止执行、责令改正或者认定不合法')
    const results = draftReport(result, draft, null).flatMap(({ groups }) =>
      groups.flatMap(({ paragraphs }) => paragraphs.filter(({ kind }) => kind === 'result')),
    )
    expect(results.map(({ item: id }) => id)).not.toContain(item.item.table.id)
  })
})

describe('what could still be done where a matter is shared', () => {
  it('is worth what the whole engine makes of it', () => {
    const pack = clause('93-complaint-and-criticism')
    const registers = evidenceOf({
      petitions: { state: 'open', rows: [{ id: '1', values: { number: '一', case: '甲', late: null } }] },
      enforcement: { state: 'open', rows: [{ id: '1', values: { code: '甲', wrong: null } }] },
      notices: { state: 'closed', rows: [{ id: '1', values: { number: '一号', matter: '乙' } }] },
    })
    const result = assess(pack, registers, options)
    const actions = openActions(result, options)
    expect(actions.length).toBeGreaterThan(0)
    const model = modelOf(result, options, actions)
    const subsets = Array.from({ length: 2 ** actions.length }, (_, mask) =>
      [...actions.keys()].filter((index) => (mask >> index) & 1),
    ).filter((chosen) => chosen.every((a) => chosen.every((b) => a === b || model.agrees(a, b))))
    for (const chosen of subsets) {
      const after = whatIf(
        pack,
        registers,
        options,
        chosen.map((index) => actions[index]!),
      )
      const gained = sub(after.scaled!.exact.low, result.scaled!.exact.low)
      expect(toFraction(model.isWhole ? gained : model.gain(chosen))).toBe(toFraction(gained))
      expect(model.reached(chosen, { score: after.scaled!.low, grade: null })).toBe(true)
      const more = { score: add(after.scaled!.low, rational(1, 100)), grade: null }
      expect(model.reached(chosen, more)).toBe(false)
    }
  })
})
