import { describe, expect, test } from 'vitest'
import type { Citation, Item, PackTable } from '../../rules/pack.ts'
import { versionInForce } from '../../rules/score-item.ts'
import { loadPackFromDisk } from '../../server/packs.ts'

const national = loadPackFromDisk('national')
const shandong = loadPackFromDisk('shandong')

/** Written from the legal texts, as Shandong shows them: id, points, of each version binding, marks, first day, articles. */
const written = {
  d1: `
lead-coordination-body 1.5 R B/C 2022-01-01 county-rol-2022
lead-annual-plan 1.5 R B/C 2016-11-30 first-responsible-2016:5(1)
lead-agenda-count 2.5 R B/C 2016-11-30 first-responsible-2016:5(1)
lead-four-personal 1.5 R B/C 2016-11-30 first-responsible-2016:4
lead-report-to-congress 1 K A/C 2022-03-12 local-organic:12(8),69
lead-reviewer-post 1 L B/C 2023-01-01 sd-review-2023
lead-duty-list 1 L A/A 2020-08-01 sd-township-work:3`,
  d6: `
adv-government 1.5 P B/C 2016-01-01 adviser-2016
adv-use 1 P B/C 2016-01-01 adviser-2016
adv-village-coverage 2 L A/A 2021-01-01 sd-public-legal-services:19
adv-village-hours 1 L B/B 2016-11-09 sd-village-adviser-2016
adv-village-lecture 0.5 L B/B 2016-11-09 sd-village-adviser-2016
pls-stations 1 L A/A 2021-01-01 sd-public-legal-services:4(2),11,12`,
  d10: `
rep-submit 1.5 R B/B 2019-04-15 rol-supervision-2019
rep-publish 1 P B/B 2019-04-15 rol-supervision-2019:24
rep-content 1 R B/B 2019-04-15 rol-supervision-2019
rep-shufa 1 R B/B 2021-02-01 shufa-2021
sup-rectify 1 R B/C 2019-04-15 rol-supervision-2019
sup-deputy-proposals 0.5 S A/A 2019-01-01 deputies-law:42 S A/A 2025-03-12 deputies-law-2025:51`,
  d11: `
vil-rules-filed 1 V A/A 2018-01-01 village-law-2018:27+residents-law-2018:15 V A/A 2026-01-01 village-law-2026:31+residents-law-2026:31+residents-law-2026:47
vil-rules-reviewed 1 S A/B 2018-01-01 village-law-2018:27+village-rules-2018 S A/B 2026-01-01 village-law-2026:31(2),31(3)+residents-law-2026:31+residents-law-2026:47+village-rules-2018
vil-disclosure 1 V A/A 2018-01-01 village-law-2018:30+sd-village-disclosure:6,12,13,24 V A/A 2026-01-01 village-law-2026:35+sd-village-disclosure:6,12,13,24+residents-law-2026:34+residents-law-2026:47
vil-supervision 0.5 V A/A 2018-01-01 village-law-2018:32+sd-village-disclosure:14,24 V A/A 2026-01-01 village-law-2026:37+sd-village-disclosure:14,24+residents-law-2026:36+residents-law-2026:47
vil-review-yearly 0.5 V A/A 2018-01-01 village-law-2018:33 V A/A 2026-01-01 village-law-2026:38+residents-law-2026:37+residents-law-2026:47
vil-meetings 0.5 V A/A 2018-01-01 village-law-2018:26 V A/A 2026-01-01 village-law-2026:25,30+residents-law-2026:28+residents-law-2026:47
vil-training 0.5 S A/C 2026-01-01 village-law-2026:45+residents-law-2026:45+residents-law-2026:47`,
}
const dimensions = Object.keys(written) as (keyof typeof written)[]

const cited = (basis: readonly Citation[]): string =>
  basis.map(({ law, articles }) => (articles.length > 0 ? `${law}:${articles.join(',')}` : law)).join('+')

const itemsOf = ({ items }: PackTable, dimension: string): Item[] =>
  items.filter((item) => item.dimension === dimension)

const points = (items: readonly Item[]): number => items.reduce((sum, { value }) => sum + Number(value), 0)

/** The articles an item goes by in a year; null where it is not in force. */
const lawOf = (id: string, year: number): string | null => {
  const version = versionInForce(shandong.pack.items.find(({ table }) => table.id === id)!, year)
  return version ? cited(version.table.basis) : null
}

describe('leadership, advisers, supervision and villages', () => {
  test.each(dimensions)(
    '%s stands in the order, with the points, marks and articles of the requirements',
    (id) => {
      const found = itemsOf(shandong.table, id).map(({ id: item, value, versions }) =>
        [
          item,
          value,
          ...versions.flatMap(({ binding, checked, from, basis }) => [binding, checked, from, cited(basis)]),
        ].join(' '),
      )
      expect(found).toEqual(written[id].trim().split('\n'))
    },
  )

  test('are worth 10, 7, 6 and 5 points in Shandong; elsewhere without the local items and the convention', () => {
    expect(dimensions.map((id) => points(itemsOf(shandong.table, id)))).toEqual([10, 7, 6, 5])
    const on = dimensions.map((id) => points(itemsOf(national.table, id).filter((item) => item.on)))
    expect(on).toEqual([10 - 1 - 1 - 1, 7 - 2 - 1 - 0.5 - 1, 6, 5])
  })

  test('leave the congress and the list of township matters out for subdistricts, and nothing else', () => {
    const own = dimensions.flatMap((id) => itemsOf(shandong.table, id))
    expect(own.filter(({ kinds }) => !kinds.includes('街道')).map(({ id }) => id)).toEqual([
      'lead-report-to-congress',
      'lead-duty-list',
    ])
  })

  test.each([
    ['sup-deputy-proposals', 2024, 'deputies-law:42', 2025, 'deputies-law-2025:51'],
    ['lead-duty-list', 2019, null, 2020, 'sd-township-work:3'],
    ['pls-stations', 2020, null, 2021, 'sd-public-legal-services:4(2),11,12'],
    ['sup-rectify', 2018, null, 2019, 'rol-supervision-2019'],
    ['vil-training', 2025, null, 2026, 'village-law-2026:45+residents-law-2026:45+residents-law-2026:47'],
  ])('%s goes in %i by %s, in %i by %s', (id, before, old, after, now) => {
    expect([lawOf(id, before), lawOf(id, after)]).toEqual([old, now])
  })

  test('villages go by the law of 2018 until 2025 and by that of 2026 from its first day', () => {
    const ids = itemsOf(shandong.table, 'd11').map(({ id }) => id)
    for (const id of ids.filter((item) => item !== 'vil-training')) {
      expect(lawOf(id, 2019)).toContain('village-law-2018')
      expect(lawOf(id, 2025)).toBe(lawOf(id, 2019))
      expect(lawOf(id, 2026)).toContain('village-law-2026')
    }
  })

  test('a year of a village is four rows of service, four of disclosure and one each of the rolls', () => {
    const rows = Object.fromEntries(
      shandong.table.registers.flatMap(({ id, expected }) =>
        expected?.per === 'villages' ? [[id, expected.rows.镇]] : [],
      ),
    )
    expect(rows).toMatchObject({
      village_service_log: '4',
      village_disclosures: '4',
      village_rules: '1',
      village_advisers: '1',
    })
  })
})
