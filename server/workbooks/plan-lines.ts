/** States of registers and typed-in totals that a workbook of ours tells beside its rows. */
import type { RegisterState, Statement } from '../../rules/evidence.ts'
import type { FactDeclaration, Register } from '../../rules/pack.ts'
import { parseStatementValue } from '../../rules/statements.ts'
import type { Grid } from './grid.ts'
import { readSaidStatements, readStates, statementsSheet, statesSheet } from './own-workbook.ts'
import { type KeptEvidence, noCounts, type RegisterPlan } from './plan-registers.ts'

export interface LineProblem {
  sheet: string
  address: string
  text: string
  message: string
  remedy: string
}

export interface SaidLines {
  states: { register: string; title: string; state: RegisterState }[]
  statements: { fact: string; title: string; value: Statement['value']; document: string | null }[]
  problems: LineProblem[]
}

/** A workbook that says nothing but rows. */
export const noLines: SaidLines = {
  states: [],
  statements: [],
  problems: [],
}

/** States and statements against what is kept: what changes, and what cannot be. */
export function planLines(
  grids: readonly Grid[],
  registers: readonly Register[],
  kept: KeptEvidence,
  touched: readonly RegisterPlan[],
  year: number,
): SaidLines {
  const problems: LineProblem[] = []
  const complain = (
    sheet: string,
    row: number,
    column: string,
    text: string,
    message: string,
    remedy: string,
  ) => void problems.push({ sheet, address: `${column}${row + 1}`, text, message, remedy })
  const states: SaidLines['states'] = []
  for (const { row, name, text, state } of readStates(grids)) {
    const register = registers.find(({ title, id }) => title === name || id === name)
    if (!register) complain(statesSheet, row, 'A', name, `没有台账“${name}”`, '写台账的名称，不要改动第一列')
    else if (state === null)
      complain(statesSheet, row, 'B', text, `没有“${text}”这种状态`, '可选：登记中、封账、零报告')
    else if (state !== kept.state(register.id)) {
      const change = touched.find((one) => one.register === register.id)?.counts ?? noCounts()
      const rows = kept.rows(register.id).length + change.added - change.removed
      if (state === 'closed' && rows === 0)
        complain(
          statesSheet,
          row,
          'B',
          text,
          `《${register.title}》没有记录，不能封账`,
          '确实没有发生的，改为零报告',
        )
      else if (state === 'none' && rows > 0)
        complain(
          statesSheet,
          row,
          'B',
          text,
          `《${register.title}》有${rows}条记录，不能报零报告`,
          '改为登记中或者封账',
        )
      else states.push({ register: register.id, title: register.title, state })
    }
  }
  const facts = new Map<string, { fact: FactDeclaration; register: Register }>()
  for (const register of registers)
    for (const fact of register.facts)
      for (const word of [fact.title, fact.id]) facts.set(word, { fact, register })
  const statements: SaidLines['statements'] = []
  for (const { row, name, value, document } of readSaidStatements(grids)) {
    const found = facts.get(name)
    if (!found) {
      complain(statementsSheet, row, 'A', name, `没有数据项“${name}”`, '写数据项的名称，不要改动第一列')
      continue
    }
    const { fact, register } = found
    const parsed = parseStatementValue(fact, register.fields, year, value)
    if (!('value' in parsed)) {
      complain(statementsSheet, row, 'B', value, parsed.message, parsed.remedy)
      continue
    }
    const before = kept.statement(fact.id)
    if (
      before &&
      JSON.stringify(before.value) === JSON.stringify(parsed.value) &&
      (before.document ?? '') === document
    )
      continue
    statements.push({ fact: fact.id, title: fact.title, value: parsed.value, document: document || null })
  }
  return { states, statements, problems }
}
