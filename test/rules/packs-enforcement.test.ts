import { describe, expect, test } from 'vitest'
import { assess } from '../../rules/assess.ts'
import { type Evidence, emptyEvidence } from '../../rules/evidence.ts'
import type { Citation, PackTable } from '../../rules/pack.ts'
import { toDecimal } from '../../rules/rational.ts'
import { holidays, loadPackFromDisk } from '../../server/packs.ts'

const national = loadPackFromDisk('national')
const shandong = loadPackFromDisk('shandong')

/** Written from the legal texts, as the pack of the place shows them: id, points, of each version binding, marks, first day, articles. */
const written = `
enf-authority 2 S A/A 2021-07-15 penalty-law:20,23,24,38+coercion-law:17+sd-township-work:8
enf-cert 2 S A/A 2021-07-15 penalty-law:42+sd-enforcement-supervision:10 S A/A 2026-02-01 penalty-law:42+so-825:17+sd-enforcement-supervision:10
enf-two-officers 0.5 S A/A 2021-07-15 penalty-law:42
enf-publicity 0.5 S A/A 2021-07-15 penalty-law:39+gbf-2018-118
enf-result-publish 1 S A/B 2021-07-15 penalty-law:48,85+gbf-2018-118
enf-full-record 1.5 S A/B 2021-07-15 penalty-law:47
enf-legal-audit 1.5 S A/A 2021-07-15 penalty-law:58 S A/A 2023-01-01 penalty-law:58+sd-review-2023 S A/A 2025-07-01 penalty-law:58+sd-review-2023+sd-review-norm-2025
enf-notice-defence 1 S A/A 2021-07-15 penalty-law:44,45,62,63,64
enf-90d 1 S A/A 2021-07-15 penalty-law:60,61,85
enf-discretion 0.5 S A/N 2021-07-15 penalty-law:34 S A/N 2022-01-01 penalty-law:34+gbf-2022-27
enf-fine-separation 0.5 S A/A 2021-07-15 penalty-law:67,68,69,74,78,79+business-environment:59(3)
enf-coercion 0.5 S A/A 2012-01-01 coercion-law:35,36,37,43,44
enf-inspection 0.5 P B/B 2025-01-03 gbf-2024-54
enf-supervision-reply 0.5 L A/A 2015-05-01 sd-enforcement-supervision:28,29 S A/A 2026-02-01 so-825:27,28
enf-file-review 0.5 L A/C 2015-05-01 sd-enforcement-supervision:14 L A/C 2026-02-01 sd-enforcement-supervision:14+so-825:15,18
`
  .trim()
  .split('\n')

const cited = (basis: readonly Citation[]): string =>
  basis.map(({ law, articles }) => (articles.length > 0 ? `${law}:${articles.join(',')}` : law)).join('+')

const enforcement = ({ items }: PackTable) => items.filter(({ dimension }) => dimension === 'd4')

const nothingTo = (year: number): Evidence => {
  const evidence = emptyEvidence('砚泠镇', '镇', year)
  for (const { id } of shandong.table.registers) {
    if (/^(enforcement_cases|enforcement_items|inspections|suggestions)$/.test(id))
      evidence.registers[id] = { state: 'none', rows: [] }
  }
  return evidence
}

describe('enforcement', () => {
  test('has fifteen items in the order, with the points, marks and articles of the requirements', () => {
    const found = enforcement(shandong.table).map(({ id, value, versions }) =>
      [
        id,
        value,
        ...versions.flatMap(({ binding, checked, from, basis }) => [binding, checked, from, cited(basis)]),
      ].join(' '),
    )
    expect(found).toEqual(written)
  })

  test('is worth 14 points in Shandong, and 13.5 where the review of files is no local rule', () => {
    const points = (table: PackTable): number =>
      enforcement(table).reduce((sum, { value }) => sum + Number(value), 0)
    expect([points(shandong.table), points(national.table)]).toEqual([14, 13.5])
  })

  test('caps the grade for power, certificates and fines, and for nothing else', () => {
    const lines = enforcement(shandong.table).filter(({ redLine }) => redLine !== null)
    expect(lines.map(({ id, redLine }) => [id, redLine])).toEqual(
      ['enf-authority', 'enf-cert', 'enf-fine-separation'].map((id) => [
        id,
        { when: 'any_short', effect: 'cap_grade', grade: '合格' },
      ]),
    )
  })

  test('asks no register for an amount of money', () => {
    const asked = shandong.table.registers.filter(({ id }) => /^(enforcement_|inspections$)/.test(id))
    expect(asked.map(({ id }) => id)).toHaveLength(4)
    expect(asked.flatMap(({ fields }) => fields).filter(({ type }) => type === 'amount')).toEqual([])
  })

  test.each([2025, 2026])('of %i drops out for a township without power and without a case', (year) => {
    const asOf = `${year + 1}-04-30`
    const result = assess(shandong.pack, nothingTo(year), {
      asOf,
      today: asOf,
      holidays: holidays().table,
    })
    const items = result.items.filter(({ item }) => item.table.id.startsWith('enf-'))
    expect([...new Set(items.map(({ outcome }) => outcome))]).toEqual(['not_applicable'])
    const dimension = result.dimensions.find(({ id }) => id === 'd4')
    expect(toDecimal(dimension!.applicable)).toBe('0')
    // What is left still comes to a hundred; the bonus of five may come on top.
    expect(toDecimal(result.scaled!.high)).toBe('105')
  })
})
