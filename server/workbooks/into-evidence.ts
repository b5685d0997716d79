/** Workbooks into the evidence that files hold: planned as an import into the store is, without a store. */
import { type Evidence, emptyEvidence } from '../../rules/evidence.ts'
import type { Register, TownshipKind } from '../../rules/pack.ts'
import { kindOfName, sameTownship } from '../../rules/township.ts'
import type { LoadedPack } from '../packs.ts'
import type { Grid } from './grid.ts'
import { readCover } from './own-workbook.ts'
import { type ImportPlan, planImport } from './plan-import.ts'
import type { ImportMode } from './plan-registers.ts'
import type { RememberedForm, SheetChoice } from './plan-sheet.ts'
import { namedTownships } from './sheet-townships.ts'

export type Remembered = (form: string) => RememberedForm | undefined

export interface Into {
  pack: LoadedPack
  year: number
  /** Registers that sheets may be of; all of the pack where none are named. */
  registers?: readonly Register[]
  /** What is kept already, a township each. */
  evidences: readonly Evidence[]
  /** Whose workbook it is where it does not say. */
  township: string | null
  mode: ImportMode
  sheets: Record<string, SheetChoice>
  remembered: Remembered
}

/** What a workbook would do to evidence; nothing is changed. */
export const planInto = (
  grids: readonly Grid[],
  { pack, year, registers, evidences, township, mode, sheets, remembered }: Into,
): ImportPlan =>
  planImport(
    grids,
    {
      table: { ...pack.table, registers: [...(registers ?? pack.table.registers)] },
      packHash: pack.hash,
      year,
      townships: evidences.map((one) => ({ id: one.township, name: one.township, kind: one.kind })),
      township: null,
      kept: (id) => keptOf(evidences.find((one) => one.township === id)!),
      remembered,
    },
    {
      mode,
      sheets,
      ...(readCover(grids)?.township || township === null ? {} : { township }),
    },
  )

const keptOf = (evidence: Evidence) => ({
  rows: (register: string) => evidence.registers[register]?.rows ?? [],
  state: (register: string) => evidence.registers[register]?.state ?? 'open',
  statement: (fact: string) => evidence.statements.find((one) => one.fact === fact),
})

/** The townships that a workbook names: on its cover, else in a column. */
export function townshipsIn(grids: readonly Grid[]): string[] {
  const covered = readCover(grids)?.township
  return covered ? [covered] : [...new Set(grids.flatMap(namedTownships))]
}

/** Adds empty evidence for townships that are new among those known. @returns the names that tell no kind */
export function addTownships(
  evidences: Evidence[],
  names: readonly string[],
  { kind, year }: { kind: TownshipKind | undefined; year: number },
): string[] {
  const unclear: string[] = []
  for (const name of names) {
    if (evidences.some((one) => sameTownship(one.township, name))) continue
    const own = kind ?? kindOfName(name)
    if (own === null) unclear.push(name)
    else evidences.push(emptyEvidence(name, own, year))
  }
  return unclear
}
