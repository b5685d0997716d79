/**
 * Blank cells that say what a row is about: while nobody knows which matter, office or village it is, it may repeat
 * another or stand alone, and the points between the two are open. They are told as cells to fill in, row by row (M2–M4).
 */
import { assess } from './assess.ts'
import type { Finding } from './assessment.ts'
import { isBlank } from './condition-names.ts'
import type { Row } from './evidence.ts'
import { isRecord } from './functions/parameters.ts'
import type { Field, PackTable } from './pack.ts'
import { cmp } from './rational.ts'
import type { AssessResult, ItemScore, PoolScore, Range } from './result.ts'
import { type Change, withChanges } from './what-if.ts'

/** A township that left more of these blank has a register to go through, not a list of cells. */
const mostCells = 20

interface Cell {
  register: string
  field: Field
  row: Row
  /** Its place in the register, from 1. */
  place: number
}

/** One finding for each blank of this kind that leaves points open. */
export function blankMatters(result: AssessResult): Finding[] {
  return blanksOf(result)
    .slice(0, mostCells)
    .flatMap((cell) => {
      const titles = openedBy(result, cell)
      return titles.length > 0 ? [findingOf(result, cell, titles)] : []
    })
}

function findingOf({ pack }: AssessResult, { register, field, row, place }: Cell, titles: string[]): Finding {
  const { table, label } = pack.registers.get(register)!
  const name = label(row) === row.id ? `第${place}条` : `“${label(row)}”`
  const who = table.keeperUnit ? `请${table.keeperUnit}补写` : '请补写'
  return {
    kind: 'note',
    text: `${table.title}${name}没有填写“${field.label}”，与其他记录是否同属一项未定，“${titles.join('”“')}”的得分因此未定，${who}。`,
  }
}

// --- which cells ---------------------------------------------------------------------------------------------------------

function blanksOf({ pack: { table }, evidence }: AssessResult): Cell[] {
  const naming = new Set<string>()
  for (const item of table.items) {
    if (!item.on) continue
    const registers = registersOf(table)
    for (const version of item.versions)
      for (const [fact, field] of fieldsNaming(version.score)) naming.add(`${registers.get(fact)} ${field}`)
    for (const { by } of table.matters ?? []) {
      const field = by === 'row' ? undefined : by[item.id]
      if (field === undefined) continue
      for (const version of item.versions)
        for (const fact of factsIn(version.score)) naming.add(`${registers.get(fact)} ${field}`)
    }
  }
  return table.registers.flatMap((register) =>
    register.fields
      .filter(({ id }) => naming.has(`${register.id} ${id}`))
      .flatMap((field) =>
        (evidence.registers[register.id]?.rows ?? []).flatMap((row, at) =>
          isBlank(row.values[field.id]) ? [{ register: register.id, field, row, place: at + 1 }] : [],
        ),
      ),
  )
}

const registersOf = ({ registers }: PackTable): Map<string, string> =>
  new Map(registers.flatMap(({ id, facts }) => facts.map((fact) => [fact.id, id] as const)))

/** Fields by which a function puts rows together, with the fact whose rows they are of. */
function fieldsNaming(score: unknown): [fact: string, field: string][] {
  if (Array.isArray(score)) return score.flatMap(fieldsNaming)
  if (!isRecord(score)) return []
  const by = [score.same_matter, byOf(score.cap_each), byOf(score.escalate)]
  const own = by.flatMap((field): [string, string][] =>
    typeof field === 'string' && typeof score.of === 'string' ? [[score.of, field]] : [],
  )
  return [...own, ...Object.values(score).flatMap(fieldsNaming)]
}

const byOf = (written: unknown): unknown => (isRecord(written) ? written.by : undefined)

function factsIn(score: unknown): string[] {
  if (Array.isArray(score)) return score.flatMap(factsIn)
  if (!isRecord(score)) return []
  return Object.entries(score).flatMap(([key, value]) =>
    key === 'of' && typeof value === 'string' ? [value] : factsIn(value),
  )
}

// --- what they leave open -----------------------------------------------------------------------------------------------

/** Items, pools and their lines that are narrower once the row is about something no other row is about. */
function openedBy(result: AssessResult, { register, field, row }: Cell): string[] {
  const { pack, evidence, asOf, facts } = result
  const { holidays, peers } = facts.environment
  // An early day and an unheard-of word are no other row's.
  const value = field.type === 'date' ? '0001-01-01' : `（${register} ${row.id}）`
  const fill: Change = { kind: 'fill', register, row: row.id, field: field.id, value }
  const filled = assess(pack, withChanges(evidence, [fill]), {
    asOf,
    today: asOf,
    holidays,
    ...(peers ? { peers } : {}),
  })
  const narrowed = (before: Range, after: Range | undefined): boolean =>
    after !== undefined && (cmp(after.low, before.low) > 0 || cmp(after.high, before.high) < 0)
  const items = (before: ItemScore[], after: ItemScore[]): string[] =>
    before.flatMap((score, at) => (narrowed(score, after[at]) ? [score.item.table.title] : []))
  const pools = result.pools.flatMap((score: PoolScore, at): string[] => {
    const then = filled.pools[at]!
    const lines = items(score.lines, then.lines)
    return lines.length > 0 || !narrowed(score.collected, then.collected) ? lines : [score.pool.table.title]
  })
  return [...items(result.items, filled.items), ...pools]
}
