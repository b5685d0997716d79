/** Blank cells that leave an item open → what they must hold for it to come as high as it can. */

import { addDays, isDate } from './dates.ts'
import type { CellValue, Row } from './evidence.ts'
import type { Fact } from './fact.ts'
import type { Field } from './pack.ts'
import { cmp } from './rational.ts'
import type { Range } from './result.ts'
import type { SettingContext } from './settings.ts'
import type { Change } from './what-if.ts'

/** A township that left more cells blank than this has a register to keep, not a deed to do. */
const mostCells = 40

type Fill = Extract<Change, { kind: 'fill' }>

/** Each blank cell that matters, filled with what serves the item best. */
export function blankCells(context: SettingContext, facts: readonly Fact[]): Change[] {
  const fills: Fill[] = []
  const seen = new Set<string>()
  for (const fact of facts) {
    for (const { row, field } of openCells(context, fact)) {
      const key = `${fact.compiled.register.id} ${row.id} ${field.id}`
      if (seen.has(key) || seen.size >= mostCells) continue
      seen.add(key)
      const fill = bestFill(context, fact.compiled.register.id, row, field, fills)
      if (fill) fills.push(fill)
    }
  }
  return fills
}

/** Blank cells of the rows that the fact is in doubt about. */
function openCells(
  { evidence, environment }: SettingContext,
  { compiled, known }: Fact,
): { row: Row; field: Field }[] {
  const register = evidence.registers[compiled.register.id]
  if (!register || register.state === 'none') return []
  const closed = register.state !== 'open'
  const isBlank = (row: Row, id: string | undefined): boolean => {
    const value = id === undefined ? 0 : row.values[id]
    return value === null || value === undefined || value === ''
  }
  const inDoubt = (row: Row): boolean =>
    known.kind === 'rows' ||
    compiled.where?.({ ...environment, closed, row: row.values }) === null ||
    isBlank(row, compiled.field) ||
    isBlank(row, compiled.overField)
  return register.rows
    .filter(inDoubt)
    .flatMap((row) =>
      compiled.register.table.fields
        .filter((field) => isBlank(row, field.id))
        .map((field) => ({ row, field })),
    )
}

function bestFill(
  { probe, environment }: SettingContext,
  register: string,
  row: Row,
  field: Field,
  before: readonly Fill[],
): Fill | null {
  const start = probe(before)
  const tried = valuesFor(field, row, environment.periodEnd).map((value) => {
    const fill: Fill = { kind: 'fill', register, row: row.id, field: field.id, value }
    return { fill, ...pointsOf(probe([...before, fill])) }
  })
  const order = (a: Range, b: Range): number => cmp(b.high, a.high) || cmp(b.low, a.low)
  const best = [...tried].sort(order)[0]
  // A cell whose content makes no difference is left alone.
  const matters = tried.some((other) => order(other, start) !== 0)
  return best && matters && order(best, start) <= 0 ? best.fill : null
}

const pointsOf = ({ low, high }: Range): Range => ({ low, high })

/** Values worth trying in a cell: its choices, or what stands beside the other cells of the row. */
function valuesFor(field: Field, row: Row, periodEnd: string): CellValue[] {
  const others = Object.values(row.values)
  switch (field.type) {
    case 'flag':
      return [true, false]
    case 'choice':
      return field.of ?? []
    case 'set':
      return [field.of ?? []]
    case 'date': {
      const days = others.filter((value): value is string => typeof value === 'string' && isDate(value))
      return [...new Set([...days.flatMap((day) => [day, addDays(day, -1), addDays(day, 1)]), periodEnd])]
    }
    case 'number':
    case 'integer':
    case 'amount':
      return [...new Set([...others.filter((value) => typeof value === 'number'), 0, 1])]
    case 'text':
    case 'ref':
      return []
  }
}
