import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Evidence, emptyEvidence } from '../../../rules/evidence.ts'
import { parseEvidence } from '../../../rules/evidence-file.ts'
import { loadPackFromDisk } from '../../../server/packs.ts'
import type { Grid } from '../../../server/workbooks/grid.ts'
import { openWorkbook } from '../../../server/workbooks/open-workbook.ts'
import { type ImportPlan, openQuestions, planImport } from '../../../server/workbooks/plan-import.ts'
import { withImport } from '../../../server/workbooks/take-over.ts'
import { countyWorkbook, townshipWorkbook } from '../../../server/workbooks/write-workbook.ts'

const pack = loadPackFromDisk('shandong')
const demo = (name: string): Evidence => {
  const path = join(import.meta.dirname, `../../../rules/packs/shandong/demo/${name}.yaml`)
  return parseEvidence(readFileSync(path, 'utf8'), path, pack.table).envelopes[0]!
}

const plan = (grids: Grid[], kept: Evidence[]): ImportPlan =>
  planImport(
    grids,
    {
      table: pack.table,
      packHash: pack.hash,
      year: kept[0]!.year,
      townships: kept.map(({ township, kind }) => ({ id: township, name: township, kind })),
      township: null,
      remembered: () => undefined,
      kept: (id) => {
        const own = kept.find(({ township }) => township === id)!
        return {
          rows: (register) => own.registers[register]?.rows ?? [],
          state: (register) => own.registers[register]?.state ?? 'open',
          statement: (fact) => own.statements.find((one) => one.fact === fact),
        }
      },
    },
    { mode: 'append', sheets: {} },
  )

const valuesOf = ({ registers }: Evidence, keeper: 'township' | 'county') =>
  Object.fromEntries(
    Object.entries(registers)
      .filter(
        ([id, { rows }]) =>
          rows.length > 0 && pack.table.registers.find((one) => one.id === id)?.keeper === keeper,
      )
      .map(([id, { rows }]) => [id, rows.map(({ values }) => values)]),
  )

describe('a workbook we wrote', () => {
  it.each(['yanxi', 'heting', 'qishuang'])(
    'brings the rows, states and statements of %s back, and asks nothing',
    async (name) => {
      const evidence = demo(name)
      const grids = await openWorkbook(await townshipWorkbook(pack, evidence), '台账.xlsx')
      const same = plan(grids, [evidence])
      expect(openQuestions(same)).toEqual([])
      expect(same.problems).toEqual([])
      expect({ ...same.counts, unchanged: 0 }).toEqual({
        added: 0,
        changed: 0,
        unchanged: 0,
        rejected: 0,
        removed: 0,
      })
      expect([same.states, same.statements]).toEqual([[], []])
      const blank = emptyEvidence(evidence.township, evidence.kind, evidence.year)
      const taken = plan(grids, [blank])
      expect(taken.problems).toEqual([])
      const filled = withImport(taken, evidence.township, blank)
      expect(valuesOf(filled, 'township')).toEqual(valuesOf(evidence, 'township'))
      expect(Object.keys(valuesOf(filled, 'township')).length).toBeGreaterThan(2)
    },
  )

  it('brings the lists of the county back to each township', async () => {
    const evidences = ['yanxi', 'heting', 'qishuang'].map(demo)
    const grids = await openWorkbook(
      await countyWorkbook(pack, '澄安县', evidences[0]!.year, evidences),
      '县级.xlsx',
    )
    const blanks = evidences.map(({ township, kind, year }) => emptyEvidence(township, kind, year))
    const taken = plan(grids, blanks)
    expect(openQuestions(taken)).toEqual([])
    const filled = blanks.map((blank) => withImport(taken, blank.township, blank))
    expect(filled.map((one) => valuesOf(one, 'county'))).toEqual(
      evidences.map((one) => valuesOf(one, 'county')),
    )
    expect(taken.counts.added).toBeGreaterThan(0)
  })
})
