/** Every worked case of every clause as a score sheet: a formula is exact, and a spreadsheet comes to the same with it. */
import { unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { AssessResult } from '../../rules/assess.ts'
import { type Cell, worthOf } from '../../rules/formulas/expression.ts'
import { itemFormulas } from '../../rules/formulas/index.ts'
import { equal, toDecimal } from '../../rules/rational.ts'
import type { ItemScore } from '../../rules/result.ts'
import { formulaText } from '../../server/papers/formula-text.ts'
import { valueCell } from '../../server/papers/score-data-xlsx.ts'
import { readXlsx } from '../../server/workbooks/hucre.ts'
import { formulaCell, toXlsx } from '../../server/workbooks/write-sheet.ts'
import { convertWithOffice, hasOffice } from '../support/office.ts'
import { workedCases, workedFiles } from '../support/worked-cases.ts'

const worked = workedFiles().flatMap(workedCases)

const linesOf = ({ items, pools }: AssessResult): ItemScore[] => [
  ...items,
  ...pools.flatMap(({ lines }) => lines),
]
const functionOf = ({ version }: ItemScore): string => Object.keys(version?.table.score ?? {})[0] ?? ''

describe('formulas of the worked cases', { timeout: 120_000 }, () => {
  it('come to exactly the points of the engine wherever there is one', () => {
    expect(worked.length).toBeGreaterThan(150)
    for (const { name, result } of worked) {
      for (const score of linesOf(result)) {
        const { low, high } = itemFormulas(result, score)
        if (low) expect(equal(worthOf(low)!, score.low), name).toBe(true)
        if (high) expect(equal(worthOf(high)!, score.high), name).toBe(true)
      }
    }
  })

  it('carry every function of one township whose facts are decided', () => {
    const all = worked.flatMap(({ result }) => linesOf(result).map((score) => ({ result, score })))
    const decided = all.filter(({ score }) => score.applicable.n > 0n && equal(score.low, score.high))
    const carried = decided.filter(({ result, score }) => itemFormulas(result, score).low !== null)
    const never = [...new Set(decided.map(({ score }) => functionOf(score)))].filter(
      (name) => !carried.some(({ score }) => functionOf(score) === name),
    )
    // What is counted over a matrix of rows stands as a number.
    expect(never.sort()).toEqual(['matrix_credit'])
    expect(carried.length / decided.length).toBeGreaterThan(0.8)
  })

  it.skipIf(!hasOffice)('recalculated by LibreOffice come to the points of the engine', async () => {
    const cells = new Map<string, { row: number; cell: Cell }>()
    const address = (cell: Cell): string => {
      const known = cells.get(cell.key) ?? { row: cells.size + 1, cell }
      cells.set(cell.key, known)
      return `数据!$A$${known.row}`
    }
    const told = worked.flatMap(({ name, result }) =>
      linesOf(result).flatMap((score) => {
        const { low, high } = itemFormulas(result, score)
        return [
          ...(low
            ? [{ name, of: functionOf(score), points: score.low, formula: formulaText(low, address) }]
            : []),
          ...(high
            ? [{ name, of: functionOf(score), points: score.high, formula: formulaText(high, address) }]
            : []),
        ]
      }),
    )
    expect(told.length).toBeGreaterThan(300)
    const bytes = await toXlsx(
      [
        { name: '得分', widths: [20], rows: told.map(({ formula }) => [formulaCell(formula, 0)]) },
        { name: '数据', widths: [20], rows: [...cells.values()].map(({ cell }) => [valueCell(cell)]) },
      ],
      { title: '算式' },
    )
    const parts = unzipSync(bytes)
    for (const [path, part] of Object.entries(parts)) {
      if (!/worksheets\/[^/]*\.xml$/.test(path)) continue
      const xml = new TextDecoder().decode(part).replace(/(<\/f>)<v>[^<]*<\/v>/g, '$1')
      parts[path] = new TextEncoder().encode(xml)
    }
    const { sheets } = await readXlsx(convertWithOffice(zipSync(parts), 'xlsx', 'xlsx'))
    const wrong = told.flatMap(({ name, of, points, formula }, row) => {
      const cell = sheets[0]!.rows[row]?.[0]
      const near = Math.abs(Number(cell) - Number(toDecimal(points, 12))) < 0.000001
      return typeof cell === 'number' && near ? [] : [[name, of, formula, cell, toDecimal(points)]]
    })
    expect(wrong).toEqual([])
  })
})
