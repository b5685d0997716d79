import { describe, expect, it } from 'vitest'
import type { CellValue } from '../../../rules/evidence.ts'
import { loadPackFromDisk } from '../../../server/packs.ts'
import { openWorkbook } from '../../../server/workbooks/open-workbook.ts'
import { planImport } from '../../../server/workbooks/plan-import.ts'
import type { SheetPlan } from '../../../server/workbooks/plan-sheet.ts'
import { type BlindWorkbook, blindWorkbooks } from './blind.ts'

const { table, hash } = loadPackFromDisk('shandong')

const plannedSheets = async ({
  file,
  bytes,
  villages = [],
}: BlindWorkbook): Promise<readonly SheetPlan[]> => {
  const rosterOf = villages.map((name) => ({ id: name, values: { name, kind: '村' } }))
  return planImport(
    await openWorkbook(await bytes(), file),
    {
      table,
      packHash: hash,
      year: 2023,
      townships: [{ id: 'shi', name: '石桥镇', kind: '镇' }],
      township: 'shi',
      kept: () => ({
        rows: (register): { id: string; values: Record<string, CellValue> }[] =>
          register === 'villages' ? rosterOf : [],
        state: () => 'open',
        statement: () => undefined,
      }),
      remembered: () => undefined,
    },
    { mode: 'append', sheets: {} },
  ).sheets
}

describe('a workbook written without sight of the importer', () => {
  it.each(blindWorkbooks.map((one) => [one.file, one] as const))(
    'is read as it is meant: %s',
    async (_, of) => {
      const sheets = await plannedSheets(of)
      const at = (sheet: string, place: string | number) =>
        of.file.endsWith('.csv') ? String(place) : `${sheet}!${place}`
      const read = sheets.filter(({ register }) => register !== null)
      const rows = read.flatMap(({ sheet, rows }) => rows.map((row) => ({ sheet, ...row })))
      expect({
        registers: [...new Set(read.map(({ register }) => register!.id))],
        taken: Object.fromEntries(
          rows
            .filter(({ status }) => status === 'added')
            .map(({ sheet, row, values }) => [at(sheet, row), values]),
        ),
        refused: rows
          .flatMap(({ sheet, errors }) => errors.map(({ address }) => at(sheet, address)))
          .toSorted(),
        passed: [
          ...read.flatMap(({ sheet, skipped }) => skipped.map(({ row }) => at(sheet, row))),
          ...sheets.filter(({ register }) => register === null).map(({ sheet }) => sheet),
        ].toSorted(),
      }).toEqual({
        registers: [of.register],
        taken: of.taken,
        refused: of.refused.toSorted(),
        passed: of.passed.toSorted(),
      })
    },
  )

  it('is told of a village that the roster does not hold', async () => {
    const persons = blindWorkbooks.find(({ register }) => register === 'law_savvy_persons')!
    const [sheet] = await plannedSheets(persons)
    expect(sheet!.notes).toEqual(['名册上没有北山村，请核对名称'])
  })

  it('is not asked about a sheet of sums beside its ledgers', async () => {
    const events = blindWorkbooks.find(({ register }) => register === 'publicity_events')!
    const sheets = await plannedSheets(events)
    expect(sheets.map(({ sheet, status }) => [sheet, status])).toContainEqual(['汇总', 'left_out'])
  })
})
