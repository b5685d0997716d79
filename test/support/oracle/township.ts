/** Townships of any kind with a year of registers, all decided, drawn so that every rule is met, missed and empty. */
import type { Evidence, RegisterEvidence } from '../../../rules/evidence.ts'
import { loadPackFromDisk } from '../../../server/packs.ts'
import { drawBy } from './draw.ts'
import type { Cells } from './hand.ts'
import { drawCounty, drawDisclosure, drawDisputes, drawEnforcement } from './rows-cases.ts'
import { drawDecisions, drawLeadership, drawLearning } from './rows-office.ts'
import { drawVillages } from './rows-villages.ts'

const kinds: Evidence['kind'][] = ['镇', '乡', '街道']

/** A township of one of the years whose rules the hand knows. */
export function drawTownship(seed: number): Evidence {
  const year = 2025 + (seed % 2)
  const kind = kinds[seed % 3]!
  const d = drawBy(seed, year)
  const lists: Record<string, Cells[]> = {
    ...drawLeadership(d),
    ...drawDecisions(d),
    ...drawEnforcement(d),
    ...drawDisclosure(d),
    ...drawVillages(d),
    ...drawLearning(d),
    ...drawDisputes(d),
    ...drawCounty(d),
  }
  const registers = Object.fromEntries(
    Object.entries(lists).map(([id, rows]): [string, RegisterEvidence] => [
      id,
      {
        state: rows.length === 0 ? 'none' : 'closed',
        rows: rows.map((values, index) => ({ id: `${id}#${index}`, values })),
      },
    ]),
  )
  return { township: '甲镇', kind, year, registers, statements: [], claims: [] }
}

const { table } = loadPackFromDisk('shandong')

/** The same township with every register of the table signed off: closed, or 零报告 where it has no row. */
export const settled = (evidence: Evidence): Evidence => ({
  ...evidence,
  registers: Object.fromEntries(
    table.registers.map(({ id }): [string, RegisterEvidence] => {
      const rows = evidence.registers[id]?.rows ?? []
      return [id, { state: rows.length === 0 ? 'none' : 'closed', rows }]
    }),
  ),
})

/** What is known of it earlier: some registers still open, without some of their rows and cells. */
export const unsettled = (evidence: Evidence, seed: number): Evidence => {
  const d = drawBy(-seed, evidence.year)
  const registers = Object.fromEntries(
    table.registers.map(({ id, fields }): [string, RegisterEvidence] => {
      const whole = evidence.registers[id]!
      if (d.flag()) return [id, whole]
      const may = fields.filter(({ required }) => !required).map((field) => field.id)
      const rows = whole.rows
        .filter(() => d.often())
        .map(({ id: row, values }) => ({
          id: row,
          values: Object.fromEntries(
            Object.entries(values).filter(([field]) => !may.includes(field) || d.often()),
          ),
        }))
      return [id, { state: 'open', rows }]
    }),
  )
  return { ...evidence, registers }
}
