/**
 * Every change of the law since 2015 that the packs tell of: what an item rests on in each year. Written by hand from the
 * laws; `—` is a year in which the item is not in force yet. A year that is not named is as the one before it.
 */
import { describe, expect, test } from 'vitest'
import type { Citation, Item, ItemVersion } from '../../rules/pack.ts'
import { checkedPack } from '../support/built-in-packs.ts'

const years = [2019, 2022, 2023, 2024, 2025, 2026]

interface Change {
  /** The day from which it holds. */
  from: string
  change: string
  /** Item → citations by year. */
  items: Record<string, Record<number, string>>
}

const penaltyLaw = (articles: string) => ({ 2019: '—', 2022: `S penalty-law:${articles}` })
const decree713 = (articles: string) => ({ 2019: `R so-713:${articles} + so-713:42 参照` })

const changes: Change[] = [
  {
    from: '2015-05-01',
    change: 'the Administrative Litigation Law has fifteen days of defence and judgments to carry out',
    items: {
      'lit-defence-15d': { 2019: 'S litigation-law:34,36(1),67' },
      'lit-judgment-done': { 2019: 'S litigation-law:94,96' },
      'lit-head-appear': {
        2019: 'S litigation-law:3(3)',
        2022: 'S litigation-law:3(3) + spc-2020-3:1,2,3,7,8,9,12',
      },
    },
  },
  {
    from: '2021-08-01',
    change: 'the outline of 2021 to 2025 begins',
    items: { 'learn-lecture': { 2019: '—', 2022: 'P outline-2021', 2026: 'K outline-2021 沿用' } },
  },
  {
    from: '2017-12-01',
    change: 'Shandong has regulations on publicity of the law',
    items: {
      'learn-exam-join': { 2019: 'L sd-publicity:13' },
      'learn-exam-pass': { 2019: 'L sd-publicity:13' },
      'pub-law-month': { 2019: 'L sd-publicity:28' },
    },
  },
  {
    from: '2018-02-08',
    change: 'a lawyer alone may not appear',
    items: { 'lit-staff-not-only-lawyer': { 2019: 'S spc-litigation-2018:128(2)' } },
  },
  {
    from: '2020-07-01',
    change: 'the Supreme People’s Court says how heads appear',
    items: {
      'lit-head-appear': {
        2019: 'S litigation-law:3(3)',
        2022: 'S litigation-law:3(3) + spc-2020-3:1,2,3,7,8,9,12',
      },
    },
  },
  {
    from: '2019-04-15',
    change: 'yearly reports are due by 1 March and published by 1 April',
    items: {
      'rep-submit': { 2019: 'R rol-supervision-2019' },
      'rep-publish': { 2019: 'P rol-supervision-2019:24' },
      'rep-content': { 2019: 'R rol-supervision-2019' },
      'sup-rectify': { 2019: 'R rol-supervision-2019' },
    },
  },
  {
    from: '2019-05-15',
    change: 'the regulations on disclosure are revised',
    items: {
      'dis-request-20wd': { 2019: 'S so-711:33 + so-711:10(2) 街道参照' },
      'dis-correction-7wd': { 2019: 'S so-711:30 + so-711:10(2) 街道参照' },
      'dis-proactive-20wd': { 2019: 'S so-711:26 + so-711:10(2) 街道参照' },
      'dis-township-topics': { 2019: 'S so-711:20,21' },
      'dis-guide-catalog': { 2019: 'S so-711:4,12,53 + so-711:10(2) 街道参照' },
    },
  },
  {
    from: '2021-09-26',
    change: 'yearly reports on disclosure have a format',
    items: {
      'dis-annual-content': {
        2019: 'S so-711:50 + so-711:10(2) 街道参照',
        2022: 'S so-711:50 + disclosure-format-2021 + so-711:10(2) 街道参照',
      },
    },
  },
  {
    from: '2019-09-01',
    change: 'major decisions have a procedure',
    items: {
      'dec-catalog': decree713('3(3)'),
      'dec-participation': decree713('14,15,16,17,18,29(2)'),
      'dec-consult-30d': decree713('15'),
      'dec-expert': decree713('19,20,21'),
      'dec-risk': decree713('22,23,24'),
      'dec-review-7wd': decree713('26'),
      'dec-collective': decree713('30'),
      'dec-party-report': decree713('31'),
      'dec-archive': decree713('33'),
    },
  },
  {
    from: '2020-01-01',
    change: 'the regulations on the business environment bind every administrative body',
    items: {
      'norm-legality-audit': {
        2019: 'P gbf-2018-115',
        2022: 'S business-environment:63(2) + gbf-2018-115 + local-organic:75 参照',
        2023: 'S business-environment:63(2) + gbf-2018-115 + local-organic:75 参照 + sd-review-2023',
        2025: 'S business-environment:63(2) + gbf-2018-115 + local-organic:75 参照 + sd-review-2023 + sd-review-norm-2025',
      },
      'norm-consult': { 2019: '—', 2022: 'S business-environment:62' },
      'norm-publish': { 2019: 'S so-711:20(1),26', 2022: 'S so-711:20(1),26 + business-environment:64(2)' },
      'dec-fair-competition': {
        2019: 'R so-713:29(1) + so-713:42 参照',
        2022: 'S business-environment:63(1) + so-713:29(1) + so-713:42 参照',
        2024: 'S fair-competition-2024:2,17,18',
      },
    },
  },
  {
    from: '2020-08-01',
    change: 'Shandong has regulations on the work of townships',
    items: { 'lead-duty-list': { 2019: '—', 2022: 'L sd-township-work:3' } },
  },
  {
    from: '2021-01-01',
    change: 'Shandong has regulations on public legal services',
    items: {
      'adv-village-coverage': { 2019: '—', 2022: 'L sd-public-legal-services:19' },
      'pls-stations': { 2019: '—', 2022: 'L sd-public-legal-services:4(2),11,12' },
    },
  },
  {
    from: '2021-02-01',
    change: 'Shandong has rules on filing documents',
    items: { 'norm-file-15d': { 2019: '—', 2022: 'L sd-filing-337' } },
  },
  {
    from: '2021-07-15',
    change: 'the Administrative Penalty Law is revised',
    items: {
      'enf-authority': {
        2019: '—',
        2022: 'S penalty-law:20,23,24,38 + coercion-law:17 + sd-township-work:8',
      },
      'enf-two-officers': penaltyLaw('42'),
      'enf-full-record': penaltyLaw('47'),
      'enf-notice-defence': penaltyLaw('44,45,62,63,64'),
      'enf-90d': penaltyLaw('60,61,85'),
      'enf-publicity': { 2019: '—', 2022: 'S penalty-law:39 + gbf-2018-118' },
      'enf-result-publish': { 2019: '—', 2022: 'S penalty-law:48,85 + gbf-2018-118' },
      'enf-discretion': { 2019: '—', 2022: 'S penalty-law:34 + gbf-2022-27' },
      'enf-fine-separation': {
        2019: '—',
        2022: 'S penalty-law:67,68,69,74,78,79 + business-environment:59(3)',
      },
    },
  },
  {
    from: '2021-11-08',
    change: 'a norm asks for three law-savvy persons in each village',
    items: {
      'pub-law-savvy-3': { 2019: '—', 2022: 'P savvy-2021' },
      'pub-law-savvy-train': { 2019: '—', 2022: 'P savvy-2021' },
    },
  },
  {
    from: '2022-05-01',
    change: 'the regulations on petitions are replaced',
    items: {
      'pet-deadlines': { 2019: '—', 2022: 'S petition-2022:23,31(6),34' },
      'pet-leader-reception': { 2019: '—', 2022: 'S petition-2022:18(2)' },
    },
  },
  {
    from: '2023-01-01',
    change: 'Shandong extends the review of legality to all townships',
    items: {
      'dec-legality-review': {
        2019: 'R so-713:25,27 + so-713:42 参照',
        2023: 'R so-713:25,27 + so-713:42 参照 + sd-review-2023',
        2025: 'R so-713:25,27 + so-713:42 参照 + sd-review-2023 + sd-review-norm-2025',
      },
      'lead-reviewer-post': { 2019: '—', 2023: 'L sd-review-2023' },
      'enf-legal-audit': {
        2019: '—',
        2022: 'S penalty-law:58',
        2023: 'S penalty-law:58 + sd-review-2023',
        2025: 'S penalty-law:58 + sd-review-2023 + sd-review-norm-2025',
      },
    },
  },
  {
    from: '2025-07-01',
    change: 'Shandong tries a norm for the review in townships, contracts included',
    items: { 'contract-review': { 2019: '—', 2025: 'L sd-review-norm-2025 + private-economy:70' } },
  },
  {
    from: '2023-11-16',
    change: 'judicial suggestions are answered in two months',
    items: { 'sug-judicial-2m': { 2019: '—', 2023: 'S spc-2023-11:8,12' } },
  },
  {
    from: '2024-01-01',
    change: 'the Administrative Reconsideration Law is revised',
    items: {
      'rec-reply': { 2019: 'S reconsideration-law-2017:23,40', 2024: 'S reconsideration-law:48,54,70,88' },
      'rec-comply': {
        2019: 'S reconsideration-law-2017:32 + reconsideration-rules-2007:57',
        2024: 'S reconsideration-law:76,77,83',
      },
      'norm-no-illegal-burden': {
        2019: '—',
        2022: 'S business-environment:64(1) + reconsideration-law-2017:7,26,27 + litigation-law:53,64 + local-organic:12(10),73(3)',
        2024: 'S business-environment:64(1) + reconsideration-law:13,56,57,58,59 + litigation-law:53,64 + local-organic:12(10),73(3)',
      },
    },
  },
  {
    from: '2024-08-01',
    change: 'all measures that touch business are reviewed for fair competition',
    items: {
      'dec-fair-competition': {
        2019: 'R so-713:29(1) + so-713:42 参照',
        2022: 'S business-environment:63(1) + so-713:29(1) + so-713:42 参照',
        2024: 'S fair-competition-2024:2,17,18',
      },
    },
  },
  {
    from: '2025-01-03',
    change: 'inspections of business are limited',
    items: { 'enf-inspection': { 2019: '—', 2025: 'P gbf-2024-54' } },
  },
  {
    from: '2025-03-12',
    change: 'the Deputies Law answers proposals in another article',
    items: { 'sup-deputy-proposals': { 2019: 'S deputies-law:42', 2025: 'S deputies-law-2025:51' } },
  },
  {
    from: '2025-05-01',
    change: 'Shandong has measures on administrative mediation',
    items: { 'adm-mediation': { 2019: '—', 2025: 'L sd-adm-mediation:2,5,6' } },
  },
  {
    from: '2025-11-01',
    change: 'there is a law on publicity and education',
    items: {
      'learn-centre-group': { 2019: 'P centre-group-2017', 2025: 'P centre-group-2017 + publicity-law:36' },
      'learn-training': { 2019: 'P study-2016', 2025: 'S publicity-law:36' },
      'learn-must-know-list': { 2019: '—', 2023: 'P must-know-2023', 2025: 'S publicity-law:37' },
      'learn-oath': {
        2019: 'S constitution:27(3) + npcsc-oath-2018 + sd-oath:2,3,8',
        2025: 'S constitution:27(3) + npcsc-oath-2018 + publicity-law:33 + sd-oath:2,3,8',
      },
      'learn-in-year-report': { 2019: '—', 2025: 'S publicity-law:38' },
      'pub-duty-list': {
        2019: 'L sd-publicity:8,10 + duty-2017',
        2025: 'L publicity-law:9 + sd-publicity:8,10',
      },
      'pub-constitution-day': { 2019: 'P constitution-day-2014', 2025: 'S publicity-law:8,13(2)' },
      'pub-venue': { 2019: 'L sd-publicity:25', 2025: 'L sd-publicity:25 + publicity-law:52 参照' },
      'pub-case-based': { 2019: 'L sd-publicity:23', 2025: 'S publicity-law:18 + sd-publicity:23' },
      'pub-budget': { 2019: '—', 2025: 'S publicity-law:55(2)' },
      'pub-hint-reply': { 2019: '—', 2025: 'R publicity-law:57,59 参照' },
    },
  },
  {
    from: '2026-01-01',
    change: 'the laws on villagers’ and residents’ committees are revised',
    items: {
      'vil-rules-filed': {
        2019: 'V village-law-2018:27 + residents-law-2018:15',
        2026: 'V village-law-2026:31 + residents-law-2026:31 + residents-law-2026:47 参照',
      },
      'vil-rules-reviewed': {
        2019: 'S village-law-2018:27 + village-rules-2018',
        2026: 'S village-law-2026:31(2),31(3) + residents-law-2026:31 + residents-law-2026:47 参照 + village-rules-2018',
      },
      'vil-disclosure': {
        2019: 'V village-law-2018:30 + sd-village-disclosure:6,12,13,24',
        2026: 'V village-law-2026:35 + sd-village-disclosure:6,12,13,24 + residents-law-2026:34 + residents-law-2026:47 参照',
      },
      'vil-supervision': {
        2019: 'V village-law-2018:32 + sd-village-disclosure:14,24',
        2026: 'V village-law-2026:37 + sd-village-disclosure:14,24 + residents-law-2026:36 + residents-law-2026:47 参照',
      },
      'vil-review-yearly': {
        2019: 'V village-law-2018:33',
        2026: 'V village-law-2026:38 + residents-law-2026:37 + residents-law-2026:47 参照',
      },
      'vil-meetings': {
        2019: 'V village-law-2018:26',
        2026: 'V village-law-2026:25,30 + residents-law-2026:28 + residents-law-2026:47 参照',
      },
      'vil-training': {
        2019: '—',
        2026: 'S village-law-2026:45 + residents-law-2026:45 + residents-law-2026:47 参照',
      },
    },
  },
  {
    from: '2026-02-01',
    change: 'regulations on the supervision of enforcement',
    items: {
      'enf-supervision-reply': { 2019: 'L sd-enforcement-supervision:28,29', 2026: 'S so-825:27,28' },
      'enf-file-review': {
        2019: 'L sd-enforcement-supervision:14',
        2026: 'L sd-enforcement-supervision:14 + so-825:15,18',
      },
      'enf-cert': {
        2019: '—',
        2022: 'S penalty-law:42 + sd-enforcement-supervision:10',
        2026: 'S penalty-law:42 + so-825:17 + sd-enforcement-supervision:10',
      },
    },
  },
]

const { items } = checkedPack('shandong').table
const itemOf = (id: string): Item => items.find((item) => item.id === id)!

const inForce = ({ versions }: Item, day: string): ItemVersion | undefined =>
  versions.findLast(({ from, to }) => from <= day && (to === undefined || to >= day))

const cited = (basis: readonly Citation[]): string =>
  basis
    .map(({ law, articles, as }) => [articles.length > 0 ? `${law}:${articles.join(',')}` : law, as])
    .map((parts) => parts.filter(Boolean).join(' '))
    .join(' + ')

/** Citations of the years, each only where it differs from the year before. */
function history(item: Item): Record<number, string> {
  const found: Record<number, string> = {}
  let last: string | undefined
  for (const year of years) {
    const version = inForce(item, `${year}-12-31`)
    const text = version ? `${version.binding} ${cited(version.basis)}` : '—'
    if (text !== last) found[year] = text
    last = text
  }
  return found
}

describe('by the law of each year', () => {
  test.each(changes)('$from: $change', ({ items: changed }) => {
    const found = Object.fromEntries(Object.keys(changed).map((id) => [id, history(itemOf(id))]))
    expect(found).toEqual(changed)
  })

  test.each(changes)('$from is the first day of a version: $change', ({ from, items: changed }) => {
    for (const id of Object.keys(changed))
      expect(
        itemOf(id).versions.map((version) => version.from),
        id,
      ).toContain(from)
  })

  test('the day before a change, the version before it holds, or none', () => {
    const before = (day: string): string => {
      const [year, month, date] = day.split('-').map(Number)
      return new Date(Date.UTC(year!, month! - 1, date! - 1)).toISOString().slice(0, 10)
    }
    for (const { from, items: changed } of changes) {
      for (const id of Object.keys(changed)) {
        const item = itemOf(id)
        expect(inForce(item, from)?.from, id).toBe(from)
        expect(inForce(item, before(from))?.from, id).toBe(
          item.versions[item.versions.findIndex((version) => version.from === from) - 1]?.from,
        )
      }
    }
  })
})
