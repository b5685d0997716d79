/** The workbooks a pack asks to be filled in: one a township, and one of what the county keeps of all townships. */
import type { Evidence } from '../../rules/evidence.ts'
import type { Field, Register, TownshipKind } from '../../rules/pack.ts'
import type { LoadedPack } from '../packs.ts'
import { type NeededRegister, neededRegisters } from './needed-registers.ts'
import { choicesSheet, coverSheet, statementsSheet, statesSheet } from './own-workbook.ts'
import {
  countyStatesOf,
  countySteps,
  coverOf,
  statementsOf,
  statesOf,
  townshipSteps,
} from './write-beside.ts'
import { type Lists, newLists } from './write-lists.ts'
import { type FilledRow, firstRecord, registerSheet } from './write-register.ts'
import { type OutSheet, quoted, rangeOf, sheetName, toXlsx } from './write-sheet.ts'

/** What a workbook is called: 砚泠镇2025年度台账.xlsx. */
export const workbookFile = (name: string, year: number, what = '台账'): string =>
  `${name}${year}年度${what}.xlsx`

/** The workbook of a township: the registers it keeps with the rows they hold, their states, its typed-in totals. */
export function townshipWorkbook(pack: LoadedPack, evidence: Evidence): Promise<Uint8Array<ArrayBuffer>> {
  const { township, kind, year } = evidence
  const needed = keptBy(pack, kind, year, 'township', [evidence])
  const title = `${township}${year}年度法治政府建设考核台账`
  const lists = newLists()
  const registers = registerSheets(needed, year, lists, {
    rows: (register) => (evidence.registers[register.id]?.rows ?? []).map(({ values }) => ({ values })),
  })
  return toXlsx(
    [
      coverOf(pack, { title, township, year }, needed, townshipSteps),
      statesOf(needed, evidence),
      statementsOf(needed, evidence, lists),
      ...registers,
      lists.sheet(),
    ],
    { title },
  )
}

/** The workbook of what the county keeps, of all townships at once. */
export function countyWorkbook(
  pack: LoadedPack,
  county: string,
  year: number,
  evidences: readonly Evidence[],
): Promise<Uint8Array<ArrayBuffer>> {
  const kinds = [...new Set(evidences.map(({ kind }) => kind))]
  const byKind = new Map(kinds.map((kind) => [kind, keptBy(pack, kind, year, 'county', evidences)]))
  const needed = mergeNeeded([...byKind.values()])
  const title = `${county}${year}年度法治政府建设考核县级台账`
  const lists = newLists()
  const names = evidences.map(({ township }) => township)
  const registers = registerSheets(needed, year, lists, {
    townships: names,
    rows: (register) =>
      evidences.flatMap(({ township, registers: own }) =>
        (own[register.id]?.rows ?? []).map(({ values }) => ({ values, township })),
      ),
  })
  return toXlsx(
    [
      coverOf(pack, { title, township: null, year }, needed, countySteps),
      countyStatesOf(
        needed,
        evidences,
        ({ kind }, id) => byKind.get(kind)?.some(({ register }) => register.id === id) ?? false,
      ),
      ...registers,
      lists.sheet(),
    ],
    { title },
  )
}

/** Registers with a keeper; one that holds rows is there although no item reads it any more. */
function keptBy(
  { pack, table }: LoadedPack,
  kind: TownshipKind,
  year: number,
  keeper: Register['keeper'],
  evidences: readonly Evidence[],
): NeededRegister[] {
  const needed = new Map(neededRegisters(pack, kind, year).map((one) => [one.register.id, one]))
  const holdsRows = (id: string) => evidences.some(({ registers }) => (registers[id]?.rows.length ?? 0) > 0)
  return table.registers.flatMap((register): NeededRegister[] => {
    if (register.keeper !== keeper) return []
    const known = needed.get(register.id)
    if (known) return [known]
    return holdsRows(register.id) && (!register.kinds || register.kinds.includes(kind))
      ? [{ register, items: [], facts: [] }]
      : []
  })
}

/** Townships of several kinds may be held to different items by one register. */
function mergeNeeded(lists: readonly NeededRegister[][]): NeededRegister[] {
  const merged = new Map<string, NeededRegister>()
  for (const one of lists.flat()) {
    const known = merged.get(one.register.id)
    const items = [...(known?.items ?? []), ...one.items]
    merged.set(one.register.id, {
      ...one,
      items: items.filter((item, index) => items.findIndex(({ number }) => number === item.number) === index),
    })
  }
  return [...merged.values()]
}

function registerSheets(
  needed: readonly NeededRegister[],
  year: number,
  lists: Lists,
  given: { rows: (register: Register) => FilledRow[]; townships?: readonly string[] },
): OutSheet[] {
  const taken = new Set([coverSheet, statesSheet, statementsSheet, choicesSheet])
  const names = new Map<string, string>()
  for (const { register } of needed) {
    const name = sheetName(register.title, taken)
    taken.add(name)
    names.set(register.id, name)
  }
  const lead = given.townships ? 2 : 1
  /** The names of the rows a reference may point at, where they stand in this workbook. */
  const referred = ({ to }: Field): string | null => {
    const register = needed.find((one) => one.register.id === to)?.register
    const column = register?.fields.findIndex(({ id }) => id === register.key[0]) ?? -1
    if (register?.key.length !== 1 || column < 0) return null
    const at = { row: firstRecord, column: lead + column }
    return `${quoted(names.get(register.id)!)}!${rangeOf(at, { ...at, row: firstRecord + 500 }, true)}`
  }
  return needed.map((one) =>
    registerSheet({
      needed: one,
      name: names.get(one.register.id)!,
      rows: given.rows(one.register),
      year,
      ...(given.townships ? { townships: given.townships, townshipList: lists.of(given.townships) } : {}),
      listOf: (field) =>
        field.type === 'choice' && field.of
          ? lists.of(field.of)
          : field.type === 'ref'
            ? referred(field)
            : null,
    }),
  )
}
