/** A condition over facts as a test over cells; one that cells cannot carry is a cell of its own that says 是 or 否. */
import { type ASTNode, parse } from '@marcbachmann/cel-js'
import type { Facts, Reading } from '../functions/function.ts'
import { measureOf } from '../functions/measures.ts'
import { factCondition } from '../functions/rows.ts'
import { isDetermined } from '../knowledge.ts'
import { rational } from '../rational.ts'
import { cell, type Expression, holdsIn, number, type Test } from './expression.ts'
import { dayCells, derived, measureEnds, numberEnds } from './inputs.ts'

/** What a condition comes to, and the test that says so: at both ends of what is known. */
export interface Tested {
  result: boolean | null
  /** Holds for certain. */
  sure: Test
  /** May hold. */
  possible: Test
}

export function testOf(source: unknown, title: string, facts: Facts, reading: Reading): Tested {
  const result = factCondition(source, facts)(reading)
  const spelled = result === null ? null : read(parse(String(source)).ast, facts, reading)
  if (spelled && holdsIn(spelled) === result) return { result, sure: spelled, possible: spelled }
  const said = derived(title, '', { kind: 'flag', value: result })
  return {
    result,
    sure: { op: 'is', cell: said, value: true },
    possible: { op: 'not', of: [{ op: 'is', cell: said, value: false }] },
  }
}

const comparisons: Partial<Record<string, '<' | '<=' | '>' | '>=' | '=' | '<>'>> = {
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  '==': '=',
  '!=': '<>',
}

function read(node: ASTNode, facts: Facts, reading: Reading): Test | null {
  if (node.op === '&&' || node.op === '||') {
    const left = read(node.args[0], facts, reading)
    const right = read(node.args[1], facts, reading)
    return left && right && { op: node.op === '&&' ? 'and' : 'or', of: [left, right] }
  }
  if (node.op === '!_') {
    const inner = read(node.args, facts, reading)
    return inner && { op: 'not', of: [inner] }
  }
  const op = comparisons[node.op]
  if (op !== undefined && Array.isArray(node.args)) {
    const [first, second] = node.args as [ASTNode, ASTNode]
    const left = operand(first, facts, reading)
    const right = operand(second, facts, reading)
    return left && right && { op, of: [left, right] }
  }
  return flag(node, facts, reading)
}

/** `study_sessions.count` → its id, where it is a fact. */
function factOf(node: ASTNode, facts: Facts): string | null {
  if (node.op !== '.') return null
  const source = node.input.slice(node.range.start, node.range.end)
  return facts.has(source) ? source : null
}

function flag(node: ASTNode, facts: Facts, reading: Reading): Test | null {
  const id = factOf(node, facts)
  const known = id === null ? null : reading.known(id)
  if (id === null || known?.kind !== 'flag' || known.value === null) return null
  const said = {
    ...derived(reading.fact(id).compiled.title, '', { kind: 'flag', value: known.value }),
    fact: id,
  }
  return { op: 'is', cell: said, value: true }
}

function operand(node: ASTNode, facts: Facts, reading: Reading): Expression | null {
  if (node.op === 'value')
    return typeof node.args === 'bigint' || typeof node.args === 'number'
      ? number(rational(node.input.slice(node.range.start, node.range.end)))
      : null
  const id = factOf(node, facts)
  if (id === null || !isDetermined(reading.known(id))) return null
  const { kind } = reading.known(id)
  if (kind === 'number') return numberEnds(reading, id)?.low ?? null
  if (kind === 'share') return measureEnds(measureOf(id, facts, 'part'), reading)?.low ?? null
  const days = kind === 'date' ? dayCells(reading, id) : null
  return days?.low ? cell(days.low) : null
}
