/**
 * Blank cells that say what a row is about: while nobody knows which matter, office or village it is, it may repeat
 * another or stand alone, and the points between the two are open. They are told as cells to fill in, row by row (M2–M4).
 */
import type { Finding } from './assessment.ts'
import { isBlank } from './condition-names.ts'
import type { Row } from './evidence.ts'
import { readFacts } from './facts.ts'
import { isRecord } from './functions/parameters.ts'
import { keep } from './keep.ts'
import type { Field, PackTable } from './pack.ts'
import { scorePool } from './pools.ts'
import { cmp } from './rational.ts'
import type { AssessResult, ItemScore, PoolScore, Range } from './result.ts'
import { scoreItem } from './score-item.ts'
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
  const cells = blanksOf(result).slice(0, mostCells)
  if (cells.length === 0) return []
  const open = openedBy(result, cells, everything(result))
  return cells.flatMap((cell) => {
    // What all cells together do not narrow none of them does alone, so only the rest is scored for each.
    const titles = cells.length === 1 ? titlesOf(open) : titlesOf(openedBy(result, [cell], open))
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

const namingOf = new WeakMap<PackTable, ReadonlySet<string>>()

/** Register and field of every cell by which some item puts rows together; the same for every township. */
function namingFields(table: PackTable): ReadonlySet<string> {
  const naming = new Set<string>()
  const registers = registersOf(table)
  for (const item of table.items) {
    if (!item.on) continue
    for (const version of item.versions)
      for (const [fact, field] of fieldsNaming(version.score)) naming.add(`${registers.get(fact)} ${field}`)
    for (const { by } of table.matters ?? []) {
      const field = by === 'row' ? undefined : by[item.id]
      if (field === undefined) continue
      for (const version of item.versions)
        for (const fact of factsIn(version.score)) naming.add(`${registers.get(fact)} ${field}`)
    }
  }
  return naming
}

function blanksOf({ pack: { table }, evidence }: AssessResult): Cell[] {
  const naming = keep(namingOf, table, () => namingFields(table))
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

/** Items, and pools with those of their lines, that some blank may leave open. */
interface Open {
  items: readonly ItemScore[]
  pools: readonly { score: PoolScore; lines: readonly ItemScore[] }[]
}

const everything = ({ items, pools }: AssessResult): Open => ({
  items,
  pools: pools.map((score) => ({ score, lines: score.lines })),
})

const titlesOf = ({ items, pools }: Open): string[] => [
  ...items.map(({ item }) => item.table.title),
  ...pools.flatMap(({ score, lines }) =>
    lines.length > 0 ? lines.map(({ item }) => item.table.title) : [score.pool.table.title],
  ),
]

/** Of these, what is narrower once the rows are each about something no other row is about. */
function openedBy(result: AssessResult, cells: readonly Cell[], among: Open): Open {
  const { pack, asOf, facts } = result
  const { holidays, peers } = facts.environment
  const evidence = withChanges(result.evidence, cells.map(filled))
  const filledFacts = readFacts(pack, evidence, holidays, peers, asOf)
  const scored = (score: ItemScore, role: 'item' | 'line'): ItemScore =>
    scoreItem(pack, score.item, filledFacts, evidence, asOf, role)
  const narrowed = (before: Range, after: Range): boolean =>
    cmp(after.low, before.low) > 0 || cmp(after.high, before.high) < 0
  return {
    items: among.items.filter((score) => narrowed(score, scored(score, 'item'))),
    pools: among.pools.flatMap(({ score, lines }) => {
      // A pool with narrower lines tells of those; its own points are made of all of them.
      const then = score.lines.map((line) => scored(line, 'line'))
      const narrower = lines.filter((line) => narrowed(line, then[score.lines.indexOf(line)]!))
      const { collected } = scorePool(score.pool, then, null, pack.table.rounding.places)
      return narrower.length > 0 || narrowed(score.collected, collected) ? [{ score, lines: narrower }] : []
    }),
  }
}

/** An early day and an unheard-of word are no other row's. */
const filled = ({ register, field, row }: Cell): Change => ({
  kind: 'fill',
  register,
  row: row.id,
  field: field.id,
  value: field.type === 'date' ? '0001-01-01' : `（${register} ${row.id}）`,
})
