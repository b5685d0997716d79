/** States of registers and typed-in totals that a workbook of ours tells beside its rows. */
import type { RegisterState, Statement } from '../../rules/evidence.ts'
import type { FactDeclaration, Register, TownshipKind } from '../../rules/pack.ts'
import { parseStatementValue } from '../../rules/statements.ts'
import { sameTownship } from '../../rules/township.ts'
import { columnName, type Grid } from './grid.ts'
import { readSaidStatements, readStates, statementsSheet, statesSheet } from './own-workbook.ts'
import { type KeptEvidence, noCounts, type RegisterPlan } from './plan-registers.ts'
import type { NamedTownship } from './sheet-townships.ts'

export interface LineProblem {
  sheet: string
  address: string
  text: string
  message: string
  remedy: string
}

export interface SaidLines {
  states: { township: string; register: string; title: string; state: RegisterState }[]
  statements: { fact: string; title: string; value: Statement['value']; document: string | null }[]
  problems: LineProblem[]
  /** What a line says and is not done, and why. */
  notes: string[]
}

interface Within {
  registers: readonly Register[]
  townships: readonly (NamedTownship & { kind: TownshipKind })[]
  /** The one the whole workbook is of; null where each line says it. */
  township: string | null
  kept: (township: string) => KeptEvidence
  /** What the rows of the same workbook do. */
  touched: readonly RegisterPlan[]
  year: number
}

/** States and statements against what is kept: what changes, and what cannot be. */
export function planLines(grids: readonly Grid[], within: Within): SaidLines {
  const states = planStates(grids, within)
  const statements = planStatements(grids, within)
  return {
    states: states.states,
    statements: statements.statements,
    problems: [...states.problems, ...statements.problems],
    notes: states.notes,
  }
}

function planStates(
  grids: readonly Grid[],
  { registers, townships, township, kept, touched }: Within,
): Pick<SaidLines, 'states' | 'problems' | 'notes'> {
  const states: SaidLines['states'] = []
  const problems: LineProblem[] = []
  const notes: string[] = []
  for (const { row, name, township: said, text, column, state } of readStates(grids)) {
    const complain = (at: number, told: string, message: string, remedy: string) =>
      void problems.push({
        sheet: statesSheet,
        address: `${columnName(at)}${row + 1}`,
        text: told,
        message,
        remedy,
      })
    const found =
      said === null ? township : (townships.find((one) => sameTownship(one.name, said))?.id ?? null)
    if (found === null) {
      // Without a cover it is asked whose the workbook is, once for all of it.
      if (said !== null)
        complain(1, said, `没有乡镇（街道）“${said}”`, '写乡镇（街道）的名称，不要改动第二列')
      continue
    }
    if (township !== null && found !== township) continue
    const { name: whose, kind } = townships.find(({ id }) => id === found)!
    const of = said === null ? '' : whose
    const register = registers.find(({ title, id }) => title === name || id === name)
    if (!register) complain(0, name, `没有台账“${name}”`, '写台账的名称，不要改动第一列')
    else if (register.kinds && !register.kinds.includes(kind))
      complain(0, name, `${kind}不登记《${register.title}》`, '清空这一行的状态')
    else if (state === null) complain(column, text, `没有“${text}”这种状态`, '可选：登记中、封账、零报告')
    else if (state !== kept(found).state(register.id)) {
      const change =
        touched.find((one) => one.register === register.id && one.township === found)?.counts ?? noCounts()
      const rows = kept(found).rows(register.id).length + change.added - change.removed
      const wrong = change.rejected
      // Closed, the list would be whole without the rows that could not be read, and those could not follow.
      if (state === 'closed' && wrong > 0)
        notes.push(`${of}《${register.title}》有${wrong}行没有读入，没有封账，改好导入后再封账`)
      else if (state === 'closed' && rows === 0)
        complain(column, text, `${of}《${register.title}》没有记录，不能封账`, '确实没有发生的，改为零报告')
      else if (state === 'none' && rows + wrong > 0)
        complain(
          column,
          text,
          `${of}《${register.title}》有${rows + wrong}条记录，不能报零报告`,
          '改为登记中或者封账',
        )
      else states.push({ township: found, register: register.id, title: register.title, state })
    }
  }
  return { states, problems, notes }
}

function planStatements(
  grids: readonly Grid[],
  { registers, township, kept, year }: Within,
): Pick<SaidLines, 'statements' | 'problems'> {
  const statements: SaidLines['statements'] = []
  const problems: LineProblem[] = []
  if (township === null) return { statements, problems }
  const complain = (row: number, column: string, text: string, message: string, remedy: string) =>
    void problems.push({ sheet: statementsSheet, address: `${column}${row + 1}`, text, message, remedy })
  const facts = new Map<string, { fact: FactDeclaration; register: Register }>()
  for (const register of registers)
    for (const fact of register.facts)
      for (const word of [fact.title, fact.id]) facts.set(word, { fact, register })
  for (const { row, name, value, document } of readSaidStatements(grids)) {
    const found = facts.get(name)
    if (!found) {
      complain(row, 'A', name, `没有数据项“${name}”`, '写数据项的名称，不要改动第一列')
      continue
    }
    const { fact, register } = found
    const parsed = parseStatementValue(fact, register.fields, year, value)
    if (!('value' in parsed)) {
      complain(row, 'B', value, parsed.message, parsed.remedy)
      continue
    }
    const before = kept(township).statement(fact.id)
    if (
      before &&
      JSON.stringify(before.value) === JSON.stringify(parsed.value) &&
      (before.document ?? '') === document
    )
      continue
    statements.push({ fact: fact.id, title: fact.title, value: parsed.value, document: document || null })
  }
  return { statements, problems }
}
