import { describe, expect, test } from 'vitest'
import { readExamples } from '../../rules/pack-cases.ts'
import { type PackDocument, packDocument } from '../../rules/pack-document.ts'
import { dimensionRules, gradeRules, matterRules } from '../../rules/pack-document-rules.ts'
import { toDecimal } from '../../rules/rational.ts'
import { loadPackFromDisk } from '../../server/packs.ts'

const { pack, folders } = loadPackFromDisk('shandong')
const examples = readExamples(
  folders.flatMap(({ id, files }) =>
    files
      .filter(({ path }) => path.startsWith('cases/'))
      .map(({ path, text }) => ({ path: `${id}/${path}`, text })),
  ),
)
const of = (year: number, kind?: '乡' | '镇' | '街道') =>
  packDocument(pack, examples, { year, ...(kind ? { kind } : {}) })
const itemOf = ({ dimensions }: PackDocument, id: string) =>
  dimensions.flatMap(({ items }) => items).find((item) => item.id === id)!

describe('the document of a pack', () => {
  test('has every item in force with what an officer reads of it, and the others by name', () => {
    const document = of(2025)
    const items = document.dimensions.flatMap((dimension) => dimension.items)
    const lines = document.pools.flatMap((pool) => pool.items)
    expect(items.length + lines.length + document.later.length + document.off.length).toBe(
      pack.table.items.length,
    )
    expect(document.later.map(({ title }) => title)).toEqual(['村干部法治培训'])
    for (const { id, version, registers, evidence } of [...items, ...lines]) {
      expect([id, version.counting.length > 0, version.basis.length > 0]).toEqual([id, true, true])
      expect([id, registers.every(({ fields }) => fields.length > 0), evidence.length > 0]).toEqual([
        id,
        true,
        true,
      ])
      // Every name inside the rule is a title or a label.
      for (const line of version.counting) expect(line).not.toMatch(/[a-z]{2}/)
    }
  })

  test('adds up the points of each kind of township', () => {
    const { totals, dimensions } = of(2025, '街道')
    const sum = dimensions.flatMap(({ items }) => items).reduce((all, { value }) => all + Number(value), 0)
    expect(totals).toEqual([
      { kind: '街道', points: String(sum), items: expect.any(Number), core: expect.any(Number) },
    ])
    expect(dimensions.flatMap(({ items }) => items).every(({ kinds }) => kinds.includes('街道'))).toBe(true)
  })

  test('gives the clause and the citation of the year, and the earlier ones for events before a change', () => {
    const [before, after] = [2023, 2024].map((year) => itemOf(of(year), 'rec-reply'))
    expect(before!.version.basis).toEqual(['《行政复议法》第二十三条、第四十条'])
    expect(after!.version.basis).toEqual(['《行政复议法》第四十八条、第五十四条、第七十条、第八十八条'])
    const fair = itemOf(of(2024), 'dec-fair-competition')
    expect(fair.earlier.map(({ from }) => from)).toEqual(['2020-01-01'])
    expect(itemOf(of(2025), 'dec-fair-competition').earlier).toEqual([])
  })

  test('shows the cases of the version in force, with the points they were written to give', () => {
    const { examples: cases } = itemOf(of(2025), 'dec-legality-review')
    expect(cases.map(({ title }) => title)).toContain('6项决策中1项没有审查意见，另有1项普通事项不计入')
    const partly = cases.find(({ outcome }) => outcome === 'partly')!
    expect([toDecimal(partly.low), partly.written]).toEqual(['2.5', ['3 * 5/6']])
    const replies = itemOf(of(2025), 'rec-reply').examples
    expect(replies.length).toBeGreaterThan(0)
    expect(replies.every(({ year }) => year >= 2024)).toBe(true)
  })

  test('names the fields a rule looks at, not the others of the register', () => {
    const [register] = itemOf(of(2025), 'dec-risk').registers
    expect(register!.title).toBe('重大行政决策台账')
    expect(register!.fields).toContain('风险评估报告日期')
    expect(register!.fields).not.toContain('归档材料')
  })

  test('tells what the year before had otherwise: the new, the ended, citations, bindings, clauses', () => {
    const changes = new Map(of(2026).changes.map((change) => [change.title, change]))
    expect(changes.get('村干部法治培训')).toEqual({
      title: '村干部法治培训',
      from: '2026-01-01',
      changes: ['新施行，本年度起计分（0.5分）'],
    })
    expect(changes.get('执法监督文书限期整改')!.changes).toContain('约束力由“地方性规定”改为“法律法规”')
    expect(changes.get('执法案卷评查')).toEqual({
      title: '执法案卷评查',
      from: '2026-02-01',
      changes: ['依据增加《行政执法监督条例》（国务院令第825号）第十五条、第十八条'],
    })
    expect(of(2021).changes.map(({ title }) => title)).not.toContain('村干部法治培训')
  })

  test('shows a case of the base only where the pack does not say it again', () => {
    const { examples: cases } = itemOf(of(2026), 'enf-cert')
    const titles = cases.map(({ title }) => title)
    expect(titles).toContain('2026年唯一一起案件由持证人员办理')
    expect(titles).not.toContain('2026年2起案件中1起由没有证件的人员办理')
    // Only its citations changed in 2026, so the cases of 2025 still show how it counts.
    expect(cases.some(({ year }) => year === 2025)).toBe(true)
  })

  test('tells matters that cost once, grades, groups and what parts equal totals', () => {
    const { matters, grading } = of(2026)
    expect(matters[0]).toBe(
      '“规范性文件被撤销”、“不得违法减损权益”：同一条记录几处都扣分的，只在扣得最多的一处扣，一样多的在“规范性文件被撤销”扣',
    )
    expect(grading).toContain(
      '等次：90分以上为优秀，80分以上不满90分为良好，60分以上不满80分为合格，不满60分为不合格。',
    )
    expect(grading).toContain(
      '总分相同的，依次看红线事项少的在前、未达标的核心要点少的在前；仍相同的位次并列。',
    )
    expect(grading.join('\n')).toContain('不得公布')
  })

  test('leaves out what only an editor of the pack reads', () => {
    const { revisions, parameters } = of(2026)
    for (const line of revisions) expect(line).not.toMatch(/[a-z]-[a-z]/)
    expect(parameters.map(({ title }) => title)).not.toContain('智慧调解系统使用率')
  })
})

describe('the rules above the items', () => {
  const grade = { title: '优秀', from: '90', baseAtLeast: '85' }
  const items = pack.table.items

  test('name groups of items, what they can lose and what a dimension weighs', () => {
    const dimension = {
      id: 'd4',
      title: '行政执法',
      weight: '30%',
      nodes: [{ title: '办案', items: ['enf-90d', 'enf-cert'], deductMost: '2' }],
    }
    expect(dimensionRules(dimension, { items })).toEqual([
      '本一级指标占总分的30%',
      '“办案”包括“办案期限”、“执法人员持证上岗”，累计扣分最多2分，超出的不再扣',
    ])
  })

  test('tell grades of a group, quotas and the edge of the first ones', () => {
    const lines = gradeRules({
      ...pack.table,
      issued: true,
      grades: [grade, { title: '一般', from: '0' }],
      groups: [{ id: 'all', title: '全部', kinds: ['乡', '镇', '街道'], grades: [grade] }],
      quotas: [{ grade: '优秀', most: '30%' }],
      top: { n: 5, edge: 'none' },
      tieBreakers: [],
    })
    expect(lines).toEqual([
      '总分四舍五入，保留2位小数。',
      '等次：90分以上为优秀（不计加分减分的基础分须达到85分），不满90分为一般。',
      '“全部”的等次：90分以上为优秀（不计加分减分的基础分须达到85分）。',
      '“优秀”不超过本组数量的30%（不足1个的舍去），先按分数线，再按比例。',
      '分组比较：全部（乡、镇、街道），各组内按总分由高到低排列。',
      '总分相同的位次并列。',
      '各组取前5名；第5名处有并列的，并列的都不算在内。',
      expect.stringContaining('内部比较'),
    ])
  })

  test('say which of several items bears a matter named by a field, in order', () => {
    const [line] = matterRules({
      ...pack.table,
      matters: [
        {
          id: 'one',
          items: ['ded-criticism', 'ded-lost-procedure'],
          by: { 'ded-criticism': 'matter', 'ded-lost-procedure': 'matter' },
          bears: 'first',
        },
      ],
    })
    expect(line).toMatch(/相同的记录几处都扣分的，按.*的次序，只在最先扣分的一处扣$/)
  })
})
