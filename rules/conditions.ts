/**
 * Conditions are CEL, one language for rows and items (semantics 24). cel-js only parses; types are checked and
 * values computed here, because a condition can be unknown, numbers are exact and dates are days.
 */
import { type ASTNode, ParseError, parse } from '@marcbachmann/cel-js'
import {
  type Condition,
  type Environment,
  isBlank,
  type Reader,
  Refusal,
  type Scope,
  scopeReader,
  type Typed,
  typeNames,
} from './condition-names.ts'
import {
  addRanges,
  and,
  type Comparison,
  compareDays,
  compareRanges,
  type Days,
  divide,
  hull,
  not,
  or,
  point,
  type Range,
  subtract,
} from './condition-values.ts'
import { daysBetween, isDate, monthsBetween, workdays } from './dates.ts'
import { dawn, never } from './knowledge.ts'
import { mul, type Rational, rational, zero } from './rational.ts'

export type { Condition, Environment, Scope } from './condition-names.ts'

export interface ConditionProblem {
  message: string
  /** Characters of the condition's text. */
  start: number
  end: number
  remedy?: string
}

/** Longest condition read: the parser's work grows with it. */
const longestCondition = 2000

/** Everything wrong with a condition's text; empty when it can be compiled. */
export function checkCondition(source: string, scope: Scope): ConditionProblem[] {
  if (source.length > longestCondition) {
    return [
      { message: `条件超过${longestCondition}个字符`, start: 0, end: source.length, remedy: '拆成几个条件' },
    ]
  }
  try {
    compileCondition(source, scope)
    return []
  } catch (error) {
    if (error instanceof Refusal) {
      const { start, end } = error.node.range
      return [{ message: error.message, start, end, ...(error.remedy ? { remedy: error.remedy } : {}) }]
    }
    if (error instanceof ParseError) {
      const { start, end } = error.range ?? { start: 0, end: source.length }
      return [
        {
          message: `条件写法有误：${source.slice(start, end) || source}`,
          start,
          end,
          remedy: '按CEL写法，例如 a < b && has(row.c)',
        },
      ]
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
      return {
        type: 'flag',
        run: node.op === '&&' ? (e) => and(left(e), right(e)) : (e) => or(left(e), right(e)),
      }
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

function pathOf(node: ASTNode): string[] {
  if (node.op === 'id') return [node.args]
  if (node.op === '.') return [...pathOf(node.args[0]), node.args[1]]
  if (node.op === '[]' && node.args[1].op === 'value' && typeof node.args[1].args === 'string') {
    return [...pathOf(node.args[0]), node.args[1].args]
  }
  throw new Refusal(node, '这里应当是字段或者数据项的名称')
}

function flag(typed: Typed, node: ASTNode): Condition {
  if (typed.type !== 'flag')
    throw new Refusal(node, `这里应当是是否，不是${typeNames[typed.type]}`, '加上比较，例如 > 0')
  return typed.run
}

/** A date literal in quotes is a date where a date is asked for. */
function asDate(typed: Typed, node: ASTNode): Typed {
  if (typed.type !== 'text' || typed.literal === undefined) return typed
  const day = typed.literal
  if (!isDate(day)) throw new Refusal(node, `“${day}”不是日期`, '写成 date("2025-03-01")')
  return { type: 'date', run: () => ({ low: day, high: day }) }
}

function comparison(node: ASTNode, op: Comparison, first: Typed, second: Typed): Typed {
  const left = second.type === 'date' ? asDate(first, node) : first
  const right = first.type === 'date' ? asDate(second, node) : second
  if (left.type === 'number' && right.type === 'number') {
    return { type: 'flag', run: (e) => compareRanges(op, left.run(e), right.run(e)) }
  }
  if (left.type === 'date' && right.type === 'date') {
    return { type: 'flag', run: (e) => compareDays(op, left.run(e), right.run(e)) }
  }
  const equality = op === '==' || op === '!='
  if (left.type === 'text' && right.type === 'text' && equality) {
    return {
      type: 'flag',
      run: (e) => {
        const a = left.run(e)
        const b = right.run(e)
        return a === null || b === null ? null : (a === b) === (op === '==')
      },
    }
  }
  if (left.type === 'flag' && right.type === 'flag' && equality) {
    return {
      type: 'flag',
      run: (e) => {
        const a = left.run(e)
        const b = right.run(e)
        return a === null || b === null ? null : (a === b) === (op === '==')
      },
    }
  }
  throw new Refusal(node, `不能把${typeNames[left.type]}和${typeNames[right.type]}用 ${op} 比较`)
}

function arithmetic(node: ASTNode, op: '+' | '-' | '*' | '/', left: Typed, right: Typed): Typed {
  if (left.type !== 'number' || right.type !== 'number') {
    throw new Refusal(node, `${op} 两边应当是数值`, '日期之差用 days(前, 后) 或者 workdays(前, 后)')
  }
  const a = left.run
  const b = right.run
  if (op === '-') return { type: 'number', run: (e) => subtract(a(e), b(e)) }
  if (op === '+') return { type: 'number', run: (e) => addRanges(a(e), b(e)) }
  if (op === '*') return { type: 'number', run: (e) => hull(a(e), b(e), mul) }
  return { type: 'number', run: (e) => divide(a(e), b(e)) }
}

function membership(node: ASTNode, member: Typed, container: ASTNode, inner: (n: ASTNode) => Typed): Typed {
  if (member.type !== 'text') throw new Refusal(node, 'in 前面应当是文字')
  if (container.op === 'list') {
    const choices = container.args.map((entry) => {
      const typed = inner(entry)
      if (typed.type !== 'text' || typed.literal === undefined) throw new Refusal(entry, '列表里应当是文字')
      return typed.literal
    })
    return {
      type: 'flag',
      run: (e) => {
        const value = member.run(e)
        return value === null ? null : choices.includes(value)
      },
    }
  }
  const set = inner(container)
  if (set.type !== 'set') throw new Refusal(container, 'in 后面应当是列表或者多选')
  return {
    type: 'flag',
    run: (e) => {
      const value = member.run(e)
      const members = set.run(e)
      if (value === null) return null
      return members.has.includes(value) ? true : members.closed ? false : null
    },
  }
}

/** Both branches stay possible while the test is unknown; only yes/no branches are allowed. */
function choice(node: ASTNode, [test, yes, no]: [Typed, Typed, Typed]): Typed {
  if (test.type !== 'flag' || yes.type !== 'flag' || no.type !== 'flag') {
    throw new Refusal(node, '? : 的三部分都应当是是否')
  }
  return {
    type: 'flag',
    run: (e) => {
      const which = test.run(e)
      if (which !== null) return which ? yes.run(e) : no.run(e)
      const a = yes.run(e)
      return a === no.run(e) ? a : null
    },
  }
}

const functionsOffered = [
  'has(row.字段)',
  'date("2025-03-01")',
  'days(前, 后)',
  'workdays(前, 后)',
  'months(前, 后)',
]

function call(
  node: ASTNode,
  name: string,
  args: ASTNode[],
  inner: (n: ASTNode) => Typed,
  read: Reader,
): Typed {
  if (name === 'has' && args.length === 1) return presence(node, args[0]!, read)
  if (name === 'date' && args.length === 1) {
    const typed = asDate(inner(args[0]!), args[0]!)
    if (typed.type !== 'date') throw new Refusal(node, 'date(…) 里应当是引号里的日期')
    return typed
  }
  if (isSpan(name) && args.length === 2) {
    const from = inner(args[0]!)
    const to = inner(args[1]!)
    if (from.type !== 'date' || to.type !== 'date')
      throw new Refusal(node, `${name}(前, 后) 里应当是两个日期`)
    return { type: 'number', run: (e) => span(name, from.run(e), to.run(e), e) }
  }
  throw new Refusal(node, `条件里没有 ${name}(…) 这个函数`, `可用：${functionsOffered.join('、')}`)
}

/** A month begun counts whole, so `months(a, b) <= 2` holds up to the same day two months later. */
const spans = {
  days: daysBetween,
  workdays: (a: string, b: string, e: Environment) => workdays(a, b, e.holidays),
  months: (a: string, b: string) => monthsBetween(a, b, true),
}

const isSpan = (name: string): name is keyof typeof spans => Object.hasOwn(spans, name)

function span(name: keyof typeof spans, from: Days, to: Days, e: Environment): Range {
  const count = (a: string, b: string): Rational | null => {
    if (a === dawn || a === never || b === dawn || b === never) return null
    const length = spans[name](a, b, e)
    return length === null ? null : rational(length)
  }
  // A deed known not to have been done took longer than any limit.
  if (to.low === never && from.high !== never) return { low: rational(1_000_000), high: null }
  return { low: count(from.high, to.low), high: count(from.low, to.high) }
}

/** has(row.x): a blank cell of an open register is unknown, of a closed one absent (semantics 24). */
function presence(node: ASTNode, argument: ASTNode, read: Reader): Typed {
  const path = pathOf(argument)
  const typed = read(path, argument)
  if (path[0] === 'row') {
    const id = path[1]!
    return { type: 'flag', run: (e) => (isBlank(e.row?.[id]) ? (e.closed ? false : null) : true) }
  }
  if (typed.type !== 'date') throw new Refusal(node, 'has(…) 里应当是 row.字段 或者日期数据项')
  return {
    type: 'flag',
    run: (e) => {
      const day = typed.run(e)
      return day.low === never ? false : day.high === never ? null : true
    },
  }
}

function textTest(node: ASTNode, name: string, target: Typed, args: Typed[]): Typed {
  const argument = args[0]
  const tests: Record<string, (text: string, part: string) => boolean> = {
    contains: (text, part) => text.includes(part),
    startsWith: (text, part) => text.startsWith(part),
    endsWith: (text, part) => text.endsWith(part),
  }
  const test = Object.hasOwn(tests, name) ? tests[name] : undefined
  if (!test || target.type !== 'text' || argument?.type !== 'text' || argument.literal === undefined) {
    throw new Refusal(
      node,
      `条件里没有 .${name}(…) 这个写法`,
      '文字可用：.contains("…")、.startsWith("…")、.endsWith("…")',
    )
  }
  const part = argument.literal
  return {
    type: 'flag',
    run: (e) => {
      const text = target.run(e)
      return text === null ? null : test(text, part)
    },
  }
}
