import { describe, expect, it } from 'vitest'
import { assess } from '../../rules/assess.ts'
import { compilePack } from '../../rules/compile.ts'
import { assessCounty, comparedFacts } from '../../rules/county.ts'
import { loadPack } from '../../rules/loading/load.ts'
import { toDecimal } from '../../rules/rational.ts'
import { explainItem } from '../../rules/reasons.ts'
import { evidenceOf, noHolidays, register, smallPackFolder } from '../support/small-pack.ts'

const items = (score: string): string => `
- id: compared
  title: 与同组相比
  core: false
  value: 2
  by: period_end
  versions:
    - from: 2019-01-01
      binding: K
      checked: C/C
      basis: [{ law: law-a, articles: ['3'] }]
      clause: 与同组乡镇相比计分。
      score:
        relative: ${score}
  evidence: [文件]
  scoring_unit: 县司法局
  act_by: period_end
  remedy: { post: 司法所, effort: 1, text: 按规定办理 }
  causes: [staff]
  says: { met: 领先, shortcoming: '学法{{ of }}，组内平均{{ mean }}' }
`

const packOf = (score: string) => {
  const files = smallPackFolder.files.filter((file) => !file.path.startsWith('items/'))
  const { table, problems } = loadPack([
    { id: 'small', files: [...files, { path: 'items/d1.yaml', text: items(score) }] },
  ])
  expect(problems.filter((problem) => problem.severity === 'error')).toEqual([])
  return compilePack(table!)
}

const township = (count: number, state: 'open' | 'closed' = 'closed', kind: '镇' | '街道' = '镇') =>
  evidenceOf(
    {
      sessions: register(
        'sessions',
        state,
        Array.from({ length: count }, (_, index) => ({ held_on: `2025-0${index + 1}-01` })),
      ),
    },
    { kind },
  )

const options = { asOf: '2026-04-30', today: '2026-11-20', holidays: noHolidays }
const ranges = (score: string, ...evidences: ReturnType<typeof township>[]) =>
  assessCounty(packOf(score), evidences, options).map(({ items: [item] }) => [
    toDecimal(item!.low),
    toDecimal(item!.high),
  ])

const mean =
  '{ of: sessions.count, against: mean, base: 1, step: 1, step_rounding: proportional, up: 0.5, down: -0.25, floor: 0, ceiling: 2 }'
const place =
  '{ of: sessions.count, against: place, order: high, places: [{ to: 1, points: 2 }, { to: 2, points: 1 }, { points: 0 }] }'

describe('the reason of a comparison with the mean', () => {
  const reason = (...evidences: ReturnType<typeof township>[]): string => {
    const [first] = assessCounty(packOf(mean), evidences, options)
    return explainItem(first!, first!.items[0]!).steps.find(({ kind }) => kind === 'calculation')!.text
  }

  it('spells the steps above and below, and where they are held', () => {
    expect(reason(township(4), township(2))).toBe(
      '本单位4次，组内平均数3次，高于平均数1次，每1次一档，计1档：1.00 + 1 × 0.5 = 1.50，得1.50分',
    )
    expect(reason(township(2), township(4))).toBe(
      '本单位2次，组内平均数3次，低于平均数1次，每1次一档，计1档：1.00 - 1 × 0.25 = 0.75，得0.75分',
    )
    expect(reason(township(9), township(1))).toBe(
      '本单位9次，组内平均数5次，高于平均数4次，每1次一档，计4档：1.00 + 4 × 0.5 = 3.00，封顶2.00，得2.00分',
    )
  })

  it('leaves the steps out while a value is open', () => {
    expect(reason(township(4, 'open'), township(2))).not.toContain('档')
  })
})

describe('items that depend on the other townships', () => {
  it('are a range for a township alone, never nought', () => {
    const pack = packOf(mean)
    const [item] = assess(pack, township(2), options).items
    expect([toDecimal(item!.low), toDecimal(item!.high), item!.outcome]).toEqual(['0', '2', 'unknown'])
  })

  it('against the mean: 1, 2 and 6 sessions stand −2, −1 and +3 from a mean of 3', () => {
    expect(ranges(mean, township(1), township(2), township(6))).toEqual([
      ['0.5', '0.5'],
      ['0.75', '0.75'],
      ['2', '2'],
    ])
  })

  it('against the mean by whole steps: 1, 2 and 6 sessions are one, none and one step of 2 from it', () => {
    const steps =
      '{ of: sessions.count, against: mean, base: 1, step: 2, step_rounding: whole, up: 0.5, down: -0.25, floor: 0, ceiling: 2 }'
    expect(ranges(steps, township(1), township(2), township(6))).toEqual([
      ['0.75', '0.75'],
      ['1', '1'],
      ['1.5', '1.5'],
    ])
  })

  it('by place: equal values share the better place', () => {
    expect(ranges(place, township(3), township(3), township(1))).toEqual([
      ['2', '2'],
      ['2', '2'],
      ['0', '0'],
    ])
  })

  it('keep every place a peer that is still open can bring about', () => {
    expect(ranges(place, township(3), township(1, 'open'), township(2))).toEqual([
      ['1', '2'],
      ['0', '2'],
      ['0', '1'],
    ])
  })

  it('between lowest and highest, in proportion', () => {
    expect(
      ranges('{ of: sessions.count, against: range, order: high }', township(1), township(2), township(5)),
    ).toEqual([
      ['0', '0'],
      ['0.5', '0.5'],
      ['2', '2'],
    ])
  })

  it('compare within the group only', () => {
    const files = smallPackFolder.files.map((file) =>
      file.path === 'pack.yaml'
        ? {
            ...file,
            text: file.text.replace(
              /groups:\n.*\n/,
              'groups:\n  - { id: t, title: 乡镇, kinds: [乡, 镇] }\n  - { id: s, title: 街道, kinds: [街道] }\n',
            ),
          }
        : file,
    )
    const { table } = loadPack([
      {
        id: 'small',
        files: [
          ...files.filter((file) => !file.path.startsWith('items/')),
          { path: 'items/d1.yaml', text: items(place) },
        ],
      },
    ])
    const results = assessCounty(compilePack(table!), [township(1), township(5, 'closed', '街道')], options)
    expect(results.map(({ items: [item] }) => toDecimal(item!.low))).toEqual(['2', '2'])
  })

  it('are found by name, so that a county without any is assessed in one pass', () => {
    expect(comparedFacts(packOf(place).table)).toEqual(['sessions.count'])
  })
})

describe('a comparison of rates', () => {
  const attended = (...sessions: [due: number, present: number][]) =>
    evidenceOf({
      sessions:
        sessions.length === 0
          ? register('sessions', 'none', [])
          : register(
              'sessions',
              'closed',
              sessions.map(([due, present], at) => ({ held_on: `2025-0${at + 1}-01`, due, present })),
            ),
    })
  const byMean = `{ of: sessions.attendance, against: mean, base: 1, step: '10%', step_rounding: proportional, up: 0.5, down: -0.5, floor: 0, ceiling: 2 }
  empty: { treat: full, within: total }`
  const byPlace =
    '{ of: sessions.attendance, against: place, order: high, places: [{ to: 1, points: 2 }, { to: 2, points: 1 }, { points: 0 }] }\n  empty: { treat: full, within: total }'
  const scores = (score: string, ...evidences: ReturnType<typeof evidenceOf>[]) =>
    assessCounty(packOf(score), evidences, options).map(({ items: [item] }) =>
      item!.outcome === 'not_applicable' ? item!.outcome : [toDecimal(item!.low), toDecimal(item!.high)],
    )

  it('asks what then where a rate is of nothing', () => {
    const files = smallPackFolder.files.filter((file) => !file.path.startsWith('items/'))
    const text = items(byMean.split('\n')[0]!)
    const { problems } = loadPack([{ id: 'small', files: [...files, { path: 'items/d1.yaml', text }] }])
    expect(problems.map(({ message }) => message).join()).toContain('没有写明分母为零时怎样处理')
  })

  it('by place from the end: the last of four, and two that share the end while one is open', () => {
    const ends =
      '{ of: sessions.count, against: place, order: high, places: [{ last: 1, points: 0 }, { last: 2, points: 0.5 }, { to: 1, points: 2 }, { points: 1 }] }'
    const four = [township(5), township(4), township(3), township(2)]
    expect(ranges(ends, ...four)).toEqual([
      ['2', '2'],
      ['1', '1'],
      ['0.5', '0.5'],
      ['0', '0'],
    ])
    expect(ranges(ends, township(5), township(2), township(2))).toEqual([
      ['2', '2'],
      ['0', '0'],
      ['0', '0'],
    ])
    // Two and more may overtake everybody, or stay the last.
    expect(ranges(ends, township(5), township(4), township(2, 'open'))).toEqual([
      ['0.5', '2'],
      ['0', '0.5'],
      ['0', '2'],
    ])
  })

  it('leaves a township without sessions out of the mean and out of the places', () => {
    const townships = [attended([10, 10]), attended([10, 8]), attended()]
    // 100% and 80% around 90%; with a nought of the third the mean would be 60%.
    expect(scores(byMean, ...townships)).toEqual([['1.5', '1.5'], ['0.5', '0.5'], 'not_applicable'])
    expect(scores(byPlace, ...townships)).toEqual([['2', '2'], ['1', '1'], 'not_applicable'])
    expect(scores(byPlace, attended([10, 0]), attended())).toEqual([['2', '2'], 'not_applicable'])
  })

  it('holds both while it is not known whether there were any', () => {
    const open = evidenceOf({})
    const [first, second] = scores(byPlace, attended([10, 8]), open)
    expect([first, second]).toEqual([
      ['1', '2'],
      ['0', '2'],
    ])
    for (const closed of [attended(), attended([10, 0]), attended([10, 10])]) {
      const [own] = scores(byPlace, attended([10, 8]), closed)
      expect(['1', '2']).toContain(own![0])
    }
  })
})

describe('a claim that an item does not apply', () => {
  const pack = packOf(mean)
  const claimed = (accepted: boolean | null) =>
    assess(pack, { ...township(2), notApplicable: { compared: { reason: '无此项工作', accepted } } }, options)
      .items[0]!

  it('keeps both possible until the county answers, then leaves the item out or in', () => {
    expect([toDecimal(claimed(null).low), toDecimal(claimed(null).high)]).toEqual(['0', '2'])
    expect(claimed(true).outcome).toBe('not_applicable')
    expect(claimed(false).outcome).toBe('unknown')
  })
})
