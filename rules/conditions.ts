/**
 * Conditions are CEL, one language for rows and items. cel-js only parses; types are checked and
 * values computed here, because a condition can be unknown, numbers are exact and dates are days.
 */
import { type ASTNode, ParseError, parse } from '@marcbachmann/cel-js'
import { call, textTest } from './condition-calls.ts'
import { type ConditionProblem, faultAt } from './condition-faults.ts'
import {
  type Condition,
  type Environment,
  pathOf,
  type Reader,
  Refusal,
  type Scope,
  scopeReader,
  type Typed,
  typeNames,
} from './condition-names.ts'
import { arithmetic, both, choice, comparison, either, membership } from './condition-operators.ts'
import { not, point, type Range, subtract } from './condition-values.ts'
import { rational, zero } from './rational.ts'

export type { ConditionProblem } from './condition-faults.ts'
export type { Condition, Environment, Scope } from './condition-names.ts'

/** Longest condition read: the parser's work grows with it. */
const longestCondition = 2000

/** Everything wrong with a condition's text; empty when it can be compiled. */
export const checkCondition = (source: string, scope: Scope): ConditionProblem[] =>
  problemsOf(source, scope, compileCondition)

/** The same of the text of a number. */
export const checkQuantity = (source: string, scope: Scope): ConditionProblem[] =>
  problemsOf(source, scope, compileQuantity)

function problemsOf(
  source: string,
  scope: Scope,
  compiled: (source: string, scope: Scope) => unknown,
): ConditionProblem[] {
  if (source.length > longestCondition) {
    return [
      { message: `条件超过${longestCondition}个字符`, start: 0, end: source.length, remedy: '拆成几个条件' },
    ]
  }
  try {
    compiled(source, scope)
    return []
  } catch (error) {
    if (error instanceof Refusal) {
      const { start, end } = error.node.range
      return [{ message: error.message, start, end, ...(error.remedy ? { remedy: error.remedy } : {}) }]
    }
    if (error instanceof ParseError) {
      return [faultAt(source, error.range ?? { start: 0, end: source.length }, scope)]
    }
    throw error
  }
}

/**
 * Compiles a condition to a three-valued closure.
 * @throws when `checkCondition` would report a problem.
 */
export function compileCondition(source: string, scope: Scope): Condition {
  const root = parse(source).ast
  const compiled = compile(root, scopeReader(scope), 0)
  if (compiled.type !== 'flag')
    throw new Refusal(root, `条件应当得出是否，这里得出${typeNames[compiled.type]}`, '加上比较，例如 >= 1')
  return compiled.run
}

/**
 * Compiles what a row or a township comes to, such as the days a reply took: all it can be, as far as it is known.
 * @throws when `checkQuantity` would report a problem.
 */
export function compileQuantity(source: string, scope: Scope): (e: Environment) => Range {
  const root = parse(source).ast
  const compiled = compile(root, scopeReader(scope), 0)
  if (compiled.type !== 'number')
    throw new Refusal(
      root,
      `这里应当得出数，得出的是${typeNames[compiled.type]}`,
      '例如 workdays(收到, 办结) - 15',
    )
  return compiled.run
}

// --- expressions ---------------------------------------------------------------------------------------------

/** Deeper nesting than an officer writes; it bounds the work of evaluation. */
const deepest = 40

function compile(node: ASTNode, read: Reader, depth: number): Typed {
  if (depth > deepest) throw new Refusal(node, '条件嵌套过深', '拆成几个条件')
  const inner = (child: ASTNode): Typed => compile(child, read, depth + 1)
  switch (node.op) {
    case 'value':
      return literal(node, node.args)
    case 'id':
      return read([node.args], node)
    case '.':
    case '[]':
      return read(pathOf(node), node)
    case '!_': {
      const operand = flag(inner(node.args), node.args)
      return { type: 'flag', run: (e) => not(operand(e)) }
    }
    case '-_': {
      const operand = inner(node.args)
      if (operand.type !== 'number') throw new Refusal(node, '负号后面应当是数值')
      return { type: 'number', run: (e) => subtract(point(zero), operand.run(e)) }
    }
    case '&&':
    case '||': {
      const left = flag(inner(node.args[0]), node.args[0])
      const right = flag(inner(node.args[1]), node.args[1])
      return { type: 'flag', run: node.op === '&&' ? both(left, right) : either(left, right) }
    }
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return comparison(node, node.op, inner(node.args[0]), inner(node.args[1]))
    case '+':
    case '-':
    case '*':
    case '/':
      return arithmetic(node, node.op, inner(node.args[0]), inner(node.args[1]))
    case 'in':
      return membership(node, inner(node.args[0]), node.args[1], inner)
    case '?:':
      return choice(node, node.args.map(inner) as [Typed, Typed, Typed])
    case 'call':
      return call(node, node.args[0], node.args[1], inner, read)
    case 'rcall':
      return textTest(node, node.args[0], inner(node.args[1]), node.args[2].map(inner))
    default:
      throw new Refusal(node, `条件里没有“${node.op}”这种写法`)
  }
}

function literal(node: ASTNode, value: unknown): Typed {
  if (typeof value === 'boolean') return { type: 'flag', run: () => value }
  if (typeof value === 'string') return { type: 'text', run: () => value, literal: value }
  if (typeof value === 'bigint') {
    const range = point(rational(value))
    return { type: 'number', run: () => range }
  }
  if (typeof value === 'number') {
    // The digits as written: a double cannot hold 0.1.
    const range = point(rational(node.input.slice(node.range.start, node.range.end)))
    return { type: 'number', run: () => range }
  }
  throw new Refusal(node, '条件里只能写文字、数值和是否')
}

function flag(typed: Typed, node: ASTNode): Condition {
  if (typed.type !== 'flag')
    throw new Refusal(node, `这里应当是是否，不是${typeNames[typed.type]}`, '加上比较，例如 > 0')
  return typed.run
}
