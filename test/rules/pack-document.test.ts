import { describe, expect, test } from 'vitest'
import { readExamples } from '../../rules/pack-cases.ts'
import { type PackDocument, packDocument } from '../../rules/pack-document.ts'
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
    const changes = of(2026).changes.join('\n')
    expect(changes).toContain('“村干部法治培训”自2026年1月1日起施行，本年度起计分（0.5分）')
    expect(changes).toContain('“执法监督文书限期整改”自2026年2月1日起，约束力由“地方性规定”改为“法律法规”')
    expect(changes).toContain(
      '“执法案卷评查”自2026年2月1日起，依据增加《行政执法监督条例》（国务院令第825号）第十五条、第十八条',
    )
    expect(of(2021).changes.join('\n')).not.toContain('村干部')
  })
})
