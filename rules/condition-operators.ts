/** The operators of conditions: what types each takes, and the closure it compiles to. */
import type { ASTNode } from '@marcbachmann/cel-js'
import {
  type Condition,
  heightOf,
  type Options,
  Refusal,
  type Scale,
  type Typed,
  typeNames,
} from './condition-names.ts'
import {
  addRanges,
  and,
  type Comparison,
  dayComparisons,
  divide,
  multiply,
  or,
  point,
  rangeComparisons,
  subtract,
} from './condition-values.ts'
import { isDate } from './dates.ts'
import { noLevel } from './knowledge.ts'
import { offer } from './loading/located.ts'
import { rational } from './rational.ts'

/** && of two conditions; the second is not asked when the first decides. */
export const both =
  (left: Condition, right: Condition): Condition =>
  (e) => {
    const first = left(e)
    return first === false ? false : and(first, right(e))
  }

/** || of two conditions; the second is not asked when the first decides. */
export const either =
  (left: Condition, right: Condition): Condition =>
  (e) => {
    const first = left(e)
    return first === true ? true : or(first, right(e))
  }

/** A date literal in quotes is a date where a date is asked for. */
export function asDate(typed: Typed, node: ASTNode): Typed {
  if (typed.type !== 'text' || typed.literal === undefined) return typed
  const day = typed.literal
  if (!isDate(day)) throw new Refusal(node, `“${day}”不是日期`, '写成 date("2025-03-01")')
  return { type: 'date', run: () => ({ low: day, high: day }) }
}

/** == != < <= > >= of two values of one type. */
export function comparison(node: ASTNode, op: Comparison, first: Typed, second: Typed): Typed {
  const left = second.type === 'date' ? asDate(first, node) : first
  const right = first.type === 'date' ? asDate(second, node) : second
  if (left.type === 'number' && right.type === 'number') {
    const compare = rangeComparisons[op]
    return { type: 'flag', run: (e) => compare(left.run(e), right.run(e)) }
  }
  if (left.type === 'date' && right.type === 'date') {
    const compare = dayComparisons[op]
    return { type: 'flag', run: (e) => compare(left.run(e), right.run(e)) }
  }
  const words = left.type === 'text' && right.type === 'text'
  const flags = left.type === 'flag' && right.type === 'flag'
  const scale = words ? (left.scale ?? right.scale) : undefined
  if (words && scale) {
    const [a, b] = [heightsOf(left, scale.levels, node), heightsOf(right, scale.levels, node)]
    const compare = rangeComparisons[op]
    return { type: 'flag', run: (e) => compare(a(e), b(e)) }
  }
  if (words) {
    checkWord(node, left.literal, right.options)
    checkWord(node, right.literal, left.options)
  }
  if ((words || flags) && (op === '==' || op === '!=')) {
    return {
      type: 'flag',
      run: (e) => {
        const a = left.run(e)
        const b = right.run(e)
        return a === null || b === null ? null : (a === b) === (op === '==')
      },
    }
  }
  throw new Refusal(
    node,
    `不能把${typeNames[left.type]}和${typeNames[right.type]}用 ${op} 比较`,
    words ? '有高低之分的，在pack.yaml的levels里写级别，字段写of: levels.名称' : undefined,
  )
}

/** How high a word of a scale is, written or read; in quotes nothing means that there is none. */
function heightsOf(
  { literal, scale }: Extract<Typed, { type: 'text' }>,
  levels: readonly string[],
  node: ASTNode,
): Scale['height'] {
  if (scale && scale.levels.join() === levels.join()) return scale.height
  if (literal === undefined || ![...levels, noLevel].includes(literal))
    throw new Refusal(
      node,
      literal === undefined ? '两边不是同一种级别' : `没有级别“${literal}”`,
      `级别有：${levels.join('、')}`,
    )
  const height = point(rational(heightOf(literal, levels)))
  return () => height
}

/** A word that can never be read is a slip of the pen, not a condition. */
function checkWord(node: ASTNode, literal: string | undefined, options: Options | undefined): void {
  if (literal === undefined || !options || options.words.includes(literal)) return
  throw new Refusal(node, `${options.of}没有选项“${literal}”`, offer(literal, options.words, '选项有'))
}

/** + - * / of two numbers. */
export function arithmetic(node: ASTNode, op: '+' | '-' | '*' | '/', left: Typed, right: Typed): Typed {
  if (left.type !== 'number' || right.type !== 'number') {
    throw new Refusal(node, `${op} 两边应当是数值`, '日期之差用 days(前, 后) 或者 workdays(前, 后)')
  }
  const a = left.run
  const b = right.run
  if (op === '-') return { type: 'number', run: (e) => subtract(a(e), b(e)) }
  if (op === '+') return { type: 'number', run: (e) => addRanges(a(e), b(e)) }
  if (op === '*') return { type: 'number', run: (e) => multiply(a(e), b(e)) }
  return { type: 'number', run: (e) => divide(a(e), b(e)) }
}

/** in: a word of a list, or of what a set has. */
export function membership(
  node: ASTNode,
  member: Typed,
  container: ASTNode,
  inner: (n: ASTNode) => Typed,
): Typed {
  if (member.type !== 'text') throw new Refusal(node, 'in 前面应当是文字')
  if (container.op === 'list') {
    const choices = container.args.map((entry) => {
      const typed = inner(entry)
      if (typed.type !== 'text' || typed.literal === undefined) throw new Refusal(entry, '列表里应当是文字')
      checkWord(entry, typed.literal, member.options)
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
  checkWord(node, member.literal, set.options)
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
export function choice(node: ASTNode, [test, yes, no]: [Typed, Typed, Typed]): Typed {
  if (test.type !== 'flag' || yes.type !== 'flag' || no.type !== 'flag') {
    const remedy = '数几个条件成立的写 how_many(条件, 条件, …) >= 2'
    throw new Refusal(node, '? : 的三部分都应当是是否', remedy)
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
