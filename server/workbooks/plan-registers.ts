/** What a workbook does to each register of each township. */
import type { RegisterState, Statement } from '../../rules/evidence.ts'
import type { Register } from '../../rules/pack.ts'
import type { KeptRow, PlannedRow } from './plan-rows.ts'
import type { SheetPlan } from './plan-sheet.ts'
import type { NamedTownship } from './sheet-townships.ts'

/** What a township has given in already, as far as an import meets it. */
export interface KeptEvidence {
  rows: (register: string) => readonly KeptRow[]
  state: (register: string) => RegisterState
  statement: (fact: string) => Pick<Statement, 'value' | 'document'> | undefined
}

export type ImportMode = 'append' | 'replace'

export interface Counts {
  added: number
  changed: number
  unchanged: number
  rejected: number
  /** With `replace`: kept rows that the workbook does not hold. */
  removed: number
}

/** What a workbook does to one register of one township. */
export interface RegisterPlan {
  township: string
  register: string
  title: string
  counts: Counts
  /** Ids of the kept rows that go. */
  removed: string[]
  /** Why it cannot be taken over as it stands. */
  problem: string | null
}

/** The name of a township by its id. */
export const nameOf = (townships: readonly NamedTownship[], id: string): string =>
  townships.find((one) => one.id === id)?.name ?? id

/** Nothing done. */
export const noCounts = (): Counts => ({ added: 0, changed: 0, unchanged: 0, rejected: 0, removed: 0 })

/** What the rows of all sheets do to the registers they are of. */
export function planRegisters(
  sheets: readonly SheetPlan[],
  registers: readonly Register[],
  kept: (township: string) => KeptEvidence,
  { mode, townships }: { mode: ImportMode; townships: readonly NamedTownship[] },
): RegisterPlan[] {
  const groups = new Map<
    string,
    { township: string; register: Register; rows: PlannedRow[]; sheets: string[] }
  >()
  for (const { sheet, status, register: of, rows } of sheets) {
    const register = registers.find(({ id }) => id === of?.id)
    if (!register || (status !== 'ready' && status !== 'ask_columns')) continue
    for (const row of rows) {
      if (row.township === null) continue
      const key = `${row.township}\n${register.id}`
      const group = groups.get(key) ?? { township: row.township, register, rows: [], sheets: [] }
      groups.set(key, group)
      group.rows.push(row)
      if (!group.sheets.includes(sheet)) group.sheets.push(sheet)
    }
  }
  return [...groups.values()].map(({ township, register, rows, sheets: from }) => {
    const counts = noCounts()
    for (const { status } of rows) if (status !== 'left_out') counts[status]++
    const matched = new Set(rows.map(({ id }) => id))
    const own = kept(township)
    const removed =
      mode === 'replace'
        ? own
            .rows(register.id)
            .filter(({ id }) => !matched.has(id))
            .map(({ id }) => id)
        : []
    counts.removed = removed.length
    const writes = counts.added + counts.changed + counts.removed > 0
    const title = `${nameOf(townships, township)}《${register.title}》`
    return {
      township,
      register: register.id,
      title: register.title,
      counts,
      removed,
      problem: problemOf({
        title,
        state: own.state(register.id),
        writes,
        mode,
        counts,
        from,
        rows,
        register,
      }),
    }
  })
}

function problemOf(of: {
  title: string
  state: RegisterState
  writes: boolean
  mode: ImportMode
  counts: Counts
  from: readonly string[]
  rows: readonly PlannedRow[]
  register: Register
}): string | null {
  if (of.writes && of.state === 'closed') return `${of.title}已封账，不能改动记录，请先改为“登记中”`
  if (of.writes && of.state === 'none') return `${of.title}已报“零报告”，不能有记录，请先改为“登记中”`
  if (of.mode === 'replace' && of.counts.rejected > 0)
    return `${of.title}有${of.counts.rejected}行需要改正；替换会删去没有读入的记录，请先改正或者删去这些行`
  // Each sheet is planned by itself: what is new in two of them would be written twice.
  const seen = new Set<string>()
  for (const { status, values } of of.from.length > 1 ? of.rows : []) {
    if (status !== 'added' && status !== 'changed') continue
    const key = JSON.stringify(
      of.register.key.length > 0 ? of.register.key.map((id) => values[id] ?? null) : values,
    )
    if (seen.has(key))
      return `${of.title}在工作表${of.from.map((name) => `“${name}”`).join('、')}中有相同的记录，请只留一张`
    seen.add(key)
  }
  return null
}
