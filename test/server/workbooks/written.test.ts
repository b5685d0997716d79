import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type CellValue, type Evidence, emptyEvidence, type Row } from '../../../rules/evidence.ts'
import { parseEvidence } from '../../../rules/evidence-file.ts'
import type { Field, Register } from '../../../rules/pack.ts'
import { parseRow } from '../../../rules/registers.ts'
import { loadPackFromDisk } from '../../../server/packs.ts'
import { cellText, type Grid } from '../../../server/workbooks/grid.ts'
import { planInto } from '../../../server/workbooks/into-evidence.ts'
import { neededRegisters } from '../../../server/workbooks/needed-registers.ts'
import { openWorkbook } from '../../../server/workbooks/open-workbook.ts'
import { exampleMark, readCover } from '../../../server/workbooks/own-workbook.ts'
import { type ImportPlan, openQuestions, planImport } from '../../../server/workbooks/plan-import.ts'
import { withImport } from '../../../server/workbooks/take-over.ts'
import { countyWorkbook, townshipWorkbook } from '../../../server/workbooks/write-workbook.ts'
import { convertWithOffice, hasOffice } from '../../support/office.ts'

const packs = ['example', 'national', 'shandong'].map((id) => loadPackFromDisk(id))
const shandong = packs[2]!
const yearOf = (pack: (typeof packs)[number]): number => (pack.table.id === 'example' ? 2026 : 2025)

/** The workbook taken over by a township that has given in `before`. */
async function takenOver(
  bytes: Uint8Array,
  pack: (typeof packs)[number],
  before: readonly Evidence[],
): Promise<{ plan: ImportPlan; after: Evidence[] }> {
  const plan = planImport(
    await openWorkbook(bytes, '台账.xlsx'),
    {
      table: pack.table,
      packHash: pack.hash,
      year: before[0]!.year,
      townships: before.map(({ township, kind }) => ({ id: township, name: township, kind })),
      township: null,
      kept: (name) => {
        const own = before.find(({ township }) => township === name)!
        return {
          rows: (register) => own.registers[register]?.rows ?? [],
          state: (register) => own.registers[register]?.state ?? 'open',
          statement: (fact) => own.statements.find((one) => one.fact === fact),
        }
      },
      remembered: () => undefined,
    },
    { mode: 'append', sheets: {} },
  )
  return { plan, after: before.map((own) => withImport(plan, own.township, own)) }
}

/** A value a field may hold, another one for another number. */
function cellFor(field: Field, year: number, n: number): CellValue {
  switch (field.type) {
    case 'date':
      return `${year}-0${1 + (n % 9)}-1${n % 10}`
    case 'integer':
      return n + 3
    case 'number':
    case 'amount':
      return n + 0.25
    case 'flag':
      return n % 2 === 0
    case 'choice':
      return field.of![n % field.of!.length]!
    case 'set':
      return field.of!.filter((_, index) => (index + n) % 2 === 0)
    case 'text':
    case 'ref':
      return n === 0 ? '2025-3' : `=1+${n}`
  }
}

/** Two rows with everything in them, as far as the checks of the register let them stand. */
function fullRows(register: Register, year: number): Row[] {
  const rows = [0, 1].map((n) => {
    const values: Record<string, CellValue> = {}
    for (const field of register.fields) {
      const value = cellFor(field, year, n)
      if (value !== null && !(Array.isArray(value) && value.length === 0)) values[field.id] = value
    }
    return values
  })
  return rows
    .filter((values) => 'values' in parseRow(register, values))
    .slice(0, register.oneRow ? 1 : 2)
    .map((values, n) => ({ id: String(n + 1), values }))
}

function fullEvidence(pack: (typeof packs)[number], township: string, kind: '镇' | '街道'): Evidence {
  const year = yearOf(pack)
  const needed = neededRegisters(pack.pack, kind, year)
  return {
    ...emptyEvidence(township, kind, year),
    registers: Object.fromEntries(
      needed.map(({ register }) => [register.id, { state: 'open', rows: fullRows(register, year) }]),
    ),
  }
}

const only = (evidence: Evidence, keeper: Register['keeper'], pack: (typeof packs)[number]): Evidence => ({
  ...evidence,
  registers: Object.fromEntries(
    Object.entries(evidence.registers).filter(
      ([id, { rows }]) =>
        rows.length > 0 && pack.table.registers.find((register) => register.id === id)?.keeper === keeper,
    ),
  ),
})

const demo = (name: string): Evidence =>
  parseEvidence(
    readFileSync(`rules/packs/shandong/demo/${name}.yaml`, 'utf8'),
    `${name}.yaml`,
    shandong.table,
  ).envelopes[0]!

const sheet = (grids: readonly Grid[], name: string) => grids.find((grid) => grid.name === name)!

describe('the workbook of a township', { timeout: 120_000 }, () => {
  it.each(packs.map((pack) => [pack.table.id, pack] as const))(
    'of the pack %s is read back to the same rows by a township that has none',
    async (_id, pack) => {
      for (const kind of ['镇', '街道'] as const) {
        const full = only(fullEvidence(pack, `东桥${kind}`, kind), 'township', pack)
        expect(Object.keys(full.registers).length).toBeGreaterThan(2)
        const bytes = await townshipWorkbook(pack, full)
        const { plan, after } = await takenOver(bytes, pack, [
          emptyEvidence(full.township, kind, yearOf(pack)),
        ])
        expect(openQuestions(plan)).toEqual([])
        expect(
          plan.sheets.flatMap(({ sheet, rows }) =>
            rows.flatMap(({ errors }) => errors.map((error) => [sheet, error])),
          ),
        ).toEqual([])
        expect(after[0]!.registers).toEqual(full.registers)
      }
    },
  )

  it('taken over by the township it came from changes nothing', async () => {
    const evidence: Evidence = {
      ...demo('yanxi'),
      statements: [
        { fact: 'law_savvy_persons.valid', value: 12, document: '砚政发〔2025〕3号' },
        { fact: 'village_advisers.covered', value: { rate: '0.950' } },
      ],
    }
    const known = new Set(shandong.table.registers.flatMap(({ facts }) => facts.map(({ id }) => id)))
    evidence.statements = evidence.statements.filter(({ fact }) => known.has(fact))
    const { plan, after } = await takenOver(await townshipWorkbook(shandong, evidence), shandong, [evidence])
    expect(plan.counts).toMatchObject({ added: 0, changed: 0, rejected: 0, removed: 0 })
    expect(plan.counts.unchanged).toBeGreaterThan(20)
    expect([plan.states, plan.statements, plan.problems]).toEqual([[], [], []])
    expect(after[0]).toEqual(evidence)
  })

  it('says on its cover whose it is, and by which pack', async () => {
    const grids = await openWorkbook(await townshipWorkbook(shandong, demo('yanxi')), '台账.xlsx')
    expect(readCover(grids)).toEqual({
      township: demo('yanxi').township,
      year: 2025,
      pack: 'shandong',
      hash: shandong.hash,
    })
  })

  it('tells states and typed-in totals, which are read back', async () => {
    const empty = emptyEvidence('东桥镇', '镇', 2025)
    const facts = neededRegisters(shandong.pack, '镇', 2025).flatMap(({ register, facts: own }) =>
      register.keeper === 'township' ? own : [],
    )
    const of = (kind: string) => facts.find((fact) => fact.kind === kind)!.id
    const evidence: Evidence = {
      ...empty,
      registers: { study_sessions: { state: 'none', rows: [] } },
      statements: [
        { fact: of('count'), value: 12, document: '东政发〔2025〕3号' },
        { fact: of('share'), value: { rate: '0.950' } },
        { fact: of('date'), value: '2025-05-06' },
      ],
    }
    const { plan, after } = await takenOver(await townshipWorkbook(shandong, evidence), shandong, [empty])
    expect(plan.problems).toEqual([])
    expect(plan.states).toEqual([
      { township: '东桥镇', register: 'study_sessions', title: expect.any(String), state: 'none' },
    ])
    expect([...after[0]!.statements].sort((a, b) => (a.fact < b.fact ? -1 : 1))).toEqual(
      [...evidence.statements].sort((a, b) => (a.fact < b.fact ? -1 : 1)),
    )
  })

  it('has a sheet for each register an item of that kind and year reads, and says which items', async () => {
    const grids = await openWorkbook(await townshipWorkbook(shandong, demo('yanxi')), '台账.xlsx')
    const needed = neededRegisters(shandong.pack, '镇', 2025).filter(
      ({ register }) => register.keeper === 'township',
    )
    expect(needed.length).toBeGreaterThan(5)
    for (const { register, items } of needed) {
      const own = sheet(grids, register.title)
      expect(cellText(own.rows[0]![0]), register.id).toBe(`#register:${register.id}`)
      expect(own.hiddenRows).toContain(0)
      expect(cellText(own.rows[2]![0])).toContain(items[0]!.title)
      expect(cellText(own.rows[4]![0])).toBe(exampleMark)
    }
  })

  it.skipIf(!hasOffice)('saved again by LibreOffice, is read back to the same rows', async () => {
    const full = only(fullEvidence(shandong, '东桥镇', '镇'), 'township', shandong)
    const saved = convertWithOffice(await townshipWorkbook(shandong, full), 'xlsx', 'xlsx')
    const { plan, after } = await takenOver(saved, shandong, [emptyEvidence('东桥镇', '镇', 2025)])
    expect(openQuestions(plan)).toEqual([])
    expect(after[0]!.registers).toEqual(full.registers)
  })
})

describe('the workbook of what a county keeps', () => {
  it('is read back to the rows of each township', async () => {
    const pack = packs[0]!
    const full = [
      only(fullEvidence(pack, '东桥镇', '镇'), 'county', pack),
      only(fullEvidence(pack, '西桥街道', '街道'), 'county', pack),
    ]
    expect(Object.keys(full[0]!.registers).length).toBeGreaterThan(1)
    const bytes = await countyWorkbook(pack, '桥梁县', 2026, full)
    const empty = full.map(({ township, kind }) => emptyEvidence(township, kind, 2026))
    const { plan, after } = await takenOver(bytes, pack, empty)
    expect(openQuestions(plan)).toEqual([])
    expect(after.map(({ registers }) => registers)).toEqual(full.map(({ registers }) => registers))
  })

  it('tells where each register of each township stands, which is read back', async () => {
    const pack = packs[0]!
    const full = (['东桥镇', '西桥街道'] as const).map((name, index) =>
      only(fullEvidence(pack, name, index === 0 ? '镇' : '街道'), 'county', pack),
    )
    const [first, second] = Object.keys(full[0]!.registers)
    full[0]!.registers[first!]!.state = 'closed'
    full[1]!.registers[second!] = { state: 'none', rows: [] }
    const bytes = await countyWorkbook(pack, '桥梁县', 2026, full)
    const empty = full.map(({ township, kind }) => emptyEvidence(township, kind, 2026))
    const { plan, after } = await takenOver(bytes, pack, empty)
    expect(plan.problems).toEqual([])
    expect(plan.states.map(({ township, register, state }) => [township, register, state])).toEqual([
      ['东桥镇', first, 'closed'],
      ['西桥街道', second, 'none'],
    ])
    expect(after.map(({ registers }) => registers)).toEqual(full.map(({ registers }) => registers))
    const again = await takenOver(bytes, pack, full)
    expect(again.plan.states).toEqual([])
  })

  it('is told where a state names a township or a word that is not known', async () => {
    const pack = packs[0]!
    const full = [only(fullEvidence(pack, '东桥镇', '镇'), 'county', pack)]
    const grids = await openWorkbook(await countyWorkbook(pack, '桥梁县', 2026, full), '县级.xlsx')
    const states = sheet(grids, '台账状态')
    states.rows[2]![1] = '北桥镇'
    states.rows[3]![2] = '登完了'
    const plan = planInto(grids, {
      pack,
      year: 2026,
      evidences: full,
      township: null,
      mode: 'append',
      sheets: {},
      remembered: () => undefined,
    })
    expect(plan.problems).toEqual([
      {
        sheet: '台账状态',
        address: 'B3',
        text: '北桥镇',
        message: '没有乡镇（街道）“北桥镇”',
        remedy: '写乡镇（街道）的名称，不要改动第二列',
      },
      {
        sheet: '台账状态',
        address: 'C4',
        text: '登完了',
        message: '没有“登完了”这种状态',
        remedy: '可选：登记中、封账、零报告',
      },
    ])
  })
})
