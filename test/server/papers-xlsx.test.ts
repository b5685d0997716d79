import { readFileSync } from 'node:fs'
import { unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { assess } from '../../rules/assess.ts'
import { emptyEvidence } from '../../rules/evidence.ts'
import { parseEvidence } from '../../rules/evidence-file.ts'
import { itemFormulas } from '../../rules/formulas/index.ts'
import { type Rational, toDecimal } from '../../rules/rational.ts'
import type { AssessResult } from '../../rules/result.ts'
import { holidays, loadPackFromDisk } from '../../server/packs.ts'
import { scoreSheetsXlsx, scoreSheetXlsx } from '../../server/papers/score-sheet-xlsx.ts'
import type { Grid } from '../../server/workbooks/grid.ts'
import { openWorkbook } from '../../server/workbooks/open-workbook.ts'
import { at, startApp } from '../support/app.ts'
import { convertWithOffice, hasOffice } from '../support/office.ts'
import { workedCases } from '../support/worked-cases.ts'

const county = '/api/counties/test/2025'

function scored(pack: string, file: string, asOf?: string): AssessResult {
  const loaded = loadPackFromDisk(pack)
  const text = readFileSync(`rules/packs/${pack}/demo/${file}.yaml`, 'utf8')
  const [evidence] = parseEvidence(text, `${file}.yaml`, loaded.table).envelopes
  const options = { today: '2026-11-24', holidays: holidays().table, ...(asOf ? { asOf } : {}) }
  return assess(loaded.pack, evidence!, options)
}

const demo: [string, AssessResult][] = [
  ['砚泠镇', scored('shandong', 'yanxi')],
  ['鹤汀街道', scored('shandong', 'heting')],
  ['栖霜乡', scored('shandong', 'qishuang')],
  ['示例镇', scored('example', 'township', '2026-11-20')],
]

/** The workbook without the results it carries, so that whoever opens it must compute them. */
function withoutResults(bytes: Uint8Array): Uint8Array {
  const parts = unzipSync(bytes)
  for (const [path, part] of Object.entries(parts)) {
    if (!/worksheets\/[^/]*\.xml$/.test(path)) continue
    const xml = new TextDecoder().decode(part).replace(/(<\/f>)<v>[^<]*<\/v>/g, '$1')
    parts[path] = new TextEncoder().encode(xml)
  }
  return zipSync(parts)
}

const recalculated = async (bytes: Uint8Array): Promise<Grid[]> =>
  openWorkbook(convertWithOffice(withoutResults(bytes), 'xlsx', 'xlsx'), '得分表.xlsx')

const sheetXml = (bytes: Uint8Array, sheet = 1): string =>
  new TextDecoder().decode(unzipSync(bytes)[`xl/worksheets/sheet${sheet}.xml`])

/** To the hundredth; what lies on the half may go either way in a double. */
const isNear = (cell: unknown, engine: Rational): boolean =>
  Math.abs(Number(cell) - Number(toDecimal(engine, 12))) < 0.000001

const rowsOf = (grid: Grid, numbers: readonly string[]) =>
  new Map(
    grid.rows.filter(([number]) => numbers.includes(String(number))).map((row) => [String(row[0]), row]),
  )

describe('the score sheet as a workbook', { timeout: 120_000 }, () => {
  it.each(demo)('of %s carries all but a few items as formulas', (_name, result) => {
    const lines = [...result.items, ...result.pools.flatMap((pool) => pool.lines)]
    const counting = lines.filter(({ applicable }) => applicable.n > 0n)
    const carried = counting.filter((item) => itemFormulas(result, item).low !== null)
    expect(counting.length).toBeGreaterThan(8)
    expect(carried.length / counting.length).toBeGreaterThan(0.95)
  })

  it.skipIf(!hasOffice)('recalculated by LibreOffice, gives what the engine gives', async () => {
    const grids = await recalculated(await scoreSheetsXlsx(demo.map(([name, result]) => ({ name, result }))))
    for (const [name, result] of demo) {
      const score = grids.find((grid) => grid.name === name)!
      const lines = [...result.items, ...result.pools.flatMap((pool) => pool.lines)]
      const rows = rowsOf(
        score,
        lines.map(({ item }) => item.number),
      )
      const wrong = lines.filter(({ item, low, high }) => {
        const row = rows.get(item.number)!
        return !isNear(row[3], low) || !isNear(row[4], high)
      })
      expect(
        wrong.map(({ item }) => [item.number, rows.get(item.number)]),
        name,
      ).toEqual([])
      const total = score.rows.find((row) => row[1] === '百分制得分')!
      const scaled = [result.scaled!.low, result.scaled!.high].map((end) => Number(toDecimal(end)))
      expect([total[3], total[4]], name).toEqual(scaled)
      const sum = score.rows.find((row) => row[1] === '合计')!
      expect(isNear(sum[3], result.raw.low) && isNear(sum[4], result.raw.high), name).toBe(true)
      const beside = grids[0]!.rows.find((row) => row[1] === name)!
      expect([beside[2], beside[3]], name).toEqual(scaled)
    }
  })

  it.skipIf(!hasOffice)('follows a fact that is changed in it', async () => {
    const [name, result] = demo[0]!
    const bytes = await scoreSheetXlsx({ result, name })
    const item = result.items.find(({ version }) => version?.table.score.ratio_linear)!
    const parts = unzipSync(bytes)
    const data = (await openWorkbook(bytes, '得分表.xlsx')).find((grid) => grid.name === '数据')!
    const row = data.rows.findIndex((cells) => String(cells[5]).split('、').includes(item.item.number))
    const xml = new TextDecoder().decode(parts['xl/worksheets/sheet2.xml'])
    const changed = xml.replace(new RegExp(`(<c r="C${row + 1}"[^>]*><v>)[^<]*`), '$10')
    expect(changed).not.toBe(xml)
    parts['xl/worksheets/sheet2.xml'] = new TextEncoder().encode(changed)
    const score = (await recalculated(zipSync(parts)))[0]!
    expect(rowsOf(score, [item.item.number]).get(item.item.number)![3]).toBe(0)
  })

  const limited = [
    '75-floor-by-part',
    '76-floor-by-dimension',
    '77-floor-by-total',
    '88-group-cap',
    '89-weighed-dimensions',
  ]
  const limitedCases = limited.flatMap((file) => workedCases(`${file}.yaml`))

  it('sums what a group can lose at most, what stops at nothing and what weighs a percentage by formulas', async () => {
    expect(limitedCases.length).toBeGreaterThan(10)
    for (const { name, result } of limitedCases) {
      const bytes = await scoreSheetXlsx({ name: '示例镇', result })
      const [score] = await openWorkbook(bytes, '得分表.xlsx')
      const sums = score!.rows.flatMap((row, index) =>
        /小计$|^合计$/.test(String(row[1])) ? [`D${index + 1}`, `E${index + 1}`] : [],
      )
      const plain = sums.filter((cell) => !new RegExp(`<c r="${cell}"[^>]*><f>`).test(sheetXml(bytes)))
      expect(plain, name).toEqual([])
    }
  })

  it.skipIf(!hasOffice)('recalculated by LibreOffice, limits sums as the engine does', async () => {
    const named = limitedCases.map(({ name, result }) => ({ name, result }))
    const grids = await recalculated(await scoreSheetsXlsx(named))
    for (const { name, result } of named) {
      const { rows } = grids.find((grid) => grid.name === name)!
      for (const dimension of result.dimensions) {
        const row = rows.find((cells) => cells[1] === `${dimension.title}小计`)!
        expect(isNear(row[3], dimension.low) && isNear(row[4], dimension.high), name).toBe(true)
      }
      const sum = rows.find((cells) => cells[1] === '合计')!
      expect(isNear(sum[3], result.raw.low) && isNear(sum[4], result.raw.high), name).toBe(true)
    }
  })

  it('says of what no formula carries that it stands as a number', async () => {
    const pack = loadPackFromDisk('example')
    const evidence = emptyEvidence('东桥镇', '镇', 2026)
    const result = assess(pack.pack, evidence, { today: '2026-06-01', holidays: holidays().table })
    const [score] = await openWorkbook(await scoreSheetXlsx({ name: '东桥镇', result }), '得分表.xlsx')
    const open = result.items.find(
      (item) => itemFormulas(result, item).high === null && item.applicable.n > 0n,
    )!
    expect(rowsOf(score!, [open.item.number]).get(open.item.number)![8]).toContain('以数值列示')
  })
})

describe('lists as workbooks', () => {
  /** A township whose words begin like formulas. */
  const filled = async () => {
    const app = await startApp({ now: '2026-05-01T02:00:00Z' })
    for (const values of [
      { name: '=1+1', kind: '村' },
      { name: '@SUM(A1)', kind: '村' },
      { name: '+石桥村', kind: '村' },
    ])
      await app.send('POST', `${at()}/registers/villages/rows`, { values })
    await app.send('POST', `${at()}/registers/village_advisers/rows`, {
      values: { village: '+石桥村', from: '2025-01-01' },
    })
    for (const register of ['villages', 'village_advisers'])
      await app.send('PUT', `${at()}/registers/${register}/state`, { version: 0, state: 'closed' })
    return app
  }
  const download = async (app: Awaited<ReturnType<typeof startApp>>, path: string) => {
    const response = await app.request(`${county}/${path}`)
    expect(response.status).toBe(200)
    return new Uint8Array(await response.arrayBuffer())
  }

  it('the comparison, items by townships and the gaps say unit, day and that they are not published', async () => {
    const app = await filled()
    for (const list of ['ranking.xlsx', 'matrix.xlsx', 'gaps.xlsx']) {
      const bytes = await download(app, list)
      const [sheet] = await openWorkbook(bytes, list)
      expect(String(sheet!.rows[1]![0]), list).toMatch(/截至2026年4月30日|截至2026年5月1日/)
      expect(String(sheet!.rows[1]![0]), list).toMatch(/单位：分.*未公布/)
      const xml = sheetXml(bytes)
      expect(xml, list).toContain('orientation="landscape"')
      expect(xml, list).toMatch(/<pane[^>]*ySplit="3"/)
      expect(new TextDecoder().decode(unzipSync(bytes)['xl/workbook.xml']), list).toMatch(
        /_xlnm\.Print_Titles[^>]*>'[^']+'!\$3:\$3</,
      )
    }
  })

  it('numbers are numbers and totals are formulas over them', async () => {
    const app = await filled()
    const bytes = await download(app, 'matrix.xlsx')
    const [won] = await openWorkbook(bytes, 'matrix.xlsx')
    const last = won!.rows.at(-1)!
    expect(last[1]).toBe('合计')
    expect(sheetXml(bytes)).toMatch(/<f>SUM\(D4:D\d+\)<\/f>/)
    const column = won!.rows.slice(3, -1).map((row) => row[3])
    expect(column.filter((cell) => typeof cell === 'number').length).toBeGreaterThan(5)
    const sum = column.reduce<number>((total, cell) => total + (typeof cell === 'number' ? cell : 0), 0)
    expect(last[3]).toBeCloseTo(sum, 6)
  })

  it('words that begin like a formula stay words', async () => {
    const app = await filled()
    const bytes = await download(app, 'gaps.xlsx?township=east')
    const [gaps] = await openWorkbook(bytes, 'gaps.xlsx')
    expect(gaps!.rows.flat().join('\n')).toContain('=1+1')
    expect(sheetXml(bytes)).not.toMatch(/<f>(?!SUM\()/)
    const book = await app.request(`${at()}/workbook.xlsx`)
    for (const [path, part] of Object.entries(unzipSync(new Uint8Array(await book.arrayBuffer()))))
      if (/worksheets/.test(path)) expect(new TextDecoder().decode(part), path).not.toContain('<f>')
  })

  it("the county gets every township's score sheet in one workbook, a township its own", async () => {
    const app = await filled()
    const all = await openWorkbook(await download(app, 'papers/score-sheets.xlsx'), '得分表.xlsx')
    expect(all.map(({ name }) => name)).toEqual(['汇总', '东桥镇', '东桥镇数据', '西桥乡', '西桥乡数据'])
    const own = await app.request(`${at()}/papers/score-sheet.xlsx`)
    const sheets = await openWorkbook(new Uint8Array(await own.arrayBuffer()), '得分表.xlsx')
    expect(sheets.map(({ name }) => name)).toEqual(['得分', '数据'])
  })
})
