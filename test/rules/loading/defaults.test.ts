import { describe, expect, test } from 'vitest'
import { loadPack } from '../../../rules/loading/load.ts'
import { itemOf, load, textOf, withFiles } from './folders.ts'

const pack = textOf('shandong', 'pack.yaml')
const d6 = textOf('shandong', 'items/d6.yaml')

const defaults = `
defaults:
  by: period_end
  act_by: period_end
  scoring_unit: 县司法局
  evidence: [登记表]
  from: 2024
  binding: L
  checked: B/C
  basis: [{ law: sd-public-legal-services, articles: ['7'] }]
  remedy: { post: 司法所, effort: 2, text: 对照条款补齐 }
  causes: [process]
  empty: { treat: renormalise, within: dimension }
`

/** A clause nobody has seen, in six lines. */
const sixLines = `
- id: reviewed-decisions
  title: 决策先审
  value: 2
  clause: 提交讨论前经合法性审查的重大行政决策占90%以上的，得满分；不足的，按比例得分。
  score: { ratio_linear: { of: decisions.reviewed, target: 90% } }
  says: { met: 决策先审后议, shortcoming: '{{ short }}项未经审查', shortcoming_rate: '审查率{{ rate }}' }
`

const withDefaults = (items: string, extra = ''): ReturnType<typeof withFiles> =>
  withFiles({ 'pack.yaml': pack + defaults + extra, 'items/d6.yaml': d6 + items })

describe('defaults of a pack', () => {
  test('make an item of six lines whole', () => {
    expect(sixLines.trim().split('\n')).toHaveLength(6)
    const item = itemOf(load(withDefaults(sixLines)), 'reviewed-decisions')
    expect(item).toMatchObject({
      by: 'period_end',
      actBy: 'period_end',
      scoringUnit: '县司法局',
      evidence: ['登记表'],
      remedy: { post: '司法所', effort: 2, text: '对照条款补齐' },
      causes: ['process'],
      empty: { treat: 'renormalise', within: 'dimension' },
      core: false,
      on: true,
    })
    expect(item.versions).toMatchObject([
      {
        from: '2024-01-01',
        binding: 'L',
        checked: 'B/C',
        basis: [{ law: 'sd-public-legal-services', articles: ['7'] }],
        score: { ratio_linear: { of: 'decisions.reviewed', target: '90%' } },
      },
    ])
  })

  test('give way to what an item or a version writes itself', () => {
    const own = sixLines.replace(
      '  value: 2\n',
      '  value: 2\n  binding: P\n  scoring_unit: 县信访局\n  core: true\n',
    )
    const item = itemOf(load(withDefaults(own)), 'reviewed-decisions')
    expect([item.scoringUnit, item.core, item.versions[0]?.binding]).toEqual(['县信访局', true, 'P'])
    expect(item.versions[0]?.checked).toBe('B/C')
  })

  test('fill each version that is written out, and those that set adds to an inherited item', () => {
    const set = `  - item: adv-valid
    versions:
      - from: 2024-06-01
        clause: 登记的村（社区）不少于2个的，得满分。
        score: { all_or_nothing: { all: [villages.total >= 2] } }
`
    const table = load(withFiles({ 'pack.yaml': pack + set + defaults }))
    expect(itemOf(table, 'adv-valid').versions.map(({ binding, checked }) => [binding, checked])).toEqual([
      ['K', 'N/C'],
      ['L', 'B/C'],
    ])
  })

  test('of a base hold for the items of the pack that extends it, not the other way round', () => {
    const short = textOf('national', 'items/d10.yaml').replace('  scoring_unit: 县委依法治县办\n', '')
    const nationalPack = textOf('national', 'pack.yaml')
    const lackingBelow = loadPack(
      withFiles({ 'items/d10.yaml': short }, 0).map((folder, index) =>
        index === 0 ? folder : withFiles({ 'pack.yaml': pack + defaults })[1]!,
      ),
    )
    expect(lackingBelow.problems.map(({ code, file }) => [code, file])).toContainEqual([
      'missing_key',
      'national/items/d10.yaml',
    ])
    const inherited = withFiles({ 'pack.yaml': `${nationalPack}defaults: { scoring_unit: 县审计局 }\n` }, 0)
    const lastShort = d6.replace('  scoring_unit: 县司法局\n', '')
    const table = load([inherited[0]!, withFiles({ 'items/d6.yaml': lastShort })[1]!])
    expect(itemOf(table, 'adv-village-coverage').scoringUnit).toBe('县审计局')
  })

  test('with a mistake in them are told once, where they are written', () => {
    const bad = withFiles({
      'pack.yaml': pack + defaults.replace('causes: [process]', 'causes: [processes]'),
      'items/d6.yaml': d6 + sixLines + sixLines.replace('reviewed-decisions', 'second'),
    })
    const { problems } = loadPack(bad)
    const errors = problems.filter(({ severity }) => severity === 'error')
    expect(errors.map(({ code, file }) => [code, file])).toEqual([['unknown_cause', 'shandong/pack.yaml']])
    expect((pack + defaults).split('\n')[errors[0]!.line! - 1]).toContain('causes:')
  })
})

describe('an item in the short form', () => {
  test('that also writes versions is refused', () => {
    const both = `${sixLines}  versions: []\n`
    const { problems } = loadPack(withDefaults(both))
    expect(problems.map(({ code }) => code)).toContain('two_forms')
  })

  test('lacks its clause and its function where it writes only one of them', () => {
    const bare = sixLines.replace(/ {2}score.*\n/, '')
    const { problems } = loadPack(withDefaults(bare))
    expect(problems.map(({ message }) => message)).toContain('版本缺少“score”')
  })

  test('offers the keys of a version where one is misspelt', () => {
    const { problems } = loadPack(withDefaults(sixLines.replace('  clause:', '  claus:')))
    const unknown = problems.find(({ code }) => code === 'unknown_key')
    expect(unknown?.remedy).toContain('是不是想写“clause”')
  })
})
