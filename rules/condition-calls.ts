/** The functions and tests of text a condition may call. */
import type { ASTNode } from '@marcbachmann/cel-js'
import {
  type Environment,
  isBlank,
  pathOf,
  type Reader,
  Refusal,
  type Typed,
  typeNames,
} from './condition-names.ts'
import { asDate } from './condition-operators.ts'
import type { Days, Range } from './condition-values.ts'
import { daysBetween, isDate, monthsBetween, workdays } from './dates.ts'
import { dawn, never, neverDone } from './knowledge.ts'
import { type Rational, rational } from './rational.ts'

const functionsOffered = [
  'has(row.字段)',
  'date("2025-03-01")',
  'date(year, 7, 15)',
  'days(前, 后)',
  'workdays(前, 后)',
  'months(前, 后)',
  'rate(占比数据项)',
  'how_many(条件, 条件, …)',
]

/** has(row.…), date(…), days(…), workdays(…), months(…), rate(…) and how_many(…). */
export function call(
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
  if (name === 'rate' && args.length === 1) return rateCall(node, inner(args[0]!))
  if (name === 'how_many') return howMany(node, args, inner)
  if (name === 'date' && args.length === 3) return dayOfYear(node, args)
  if (isSpan(name) && args.length === 2) {
    const from = inner(args[0]!)
    const to = inner(args[1]!)
    if (from.type !== 'date' || to.type !== 'date')
      throw new Refusal(node, `${name}(前, 后) 里应当是两个日期`)
    return { type: 'number', run: (e) => span(name, from.run(e), to.run(e), e) }
  }
  throw new Refusal(node, `条件里没有 ${name}(…) 这个函数`, `可用：${functionsOffered.join('、')}`)
}

/** rate(exams.passed) >= 0.95: of a share what part of the whole it is, where its name alone is how many. */
function rateCall(node: ASTNode, of: Typed): Typed {
  if (of.type !== 'number' || !of.rate)
    throw new Refusal(node, 'rate(…) 里应当是占比（share）数据项', '比率（rate）数据项不用写 rate(…)，直接比')
  return { type: 'number', run: of.rate }
}

/** how_many(a, b, c) >= 2: of these conditions so many hold; what is unknown may hold or not. */
function howMany(node: ASTNode, args: ASTNode[], inner: (n: ASTNode) => Typed): Typed {
  const remedy = '例如 how_many(a.有, b.有, c.次数 >= 2) >= 2，三项中达到两项'
  if (args.length < 2) throw new Refusal(node, 'how_many(…) 里应当有两个以上条件', remedy)
  const tests = args.map((arg) => {
    const typed = inner(arg)
    if (typed.type !== 'flag')
      throw new Refusal(arg, `how_many(…) 里应当都是条件，这里是${typeNames[typed.type]}`, remedy)
    return typed.run
  })
  return {
    type: 'number',
    run: (e) => {
      const held = tests.map((test) => test(e))
      return {
        low: rational(held.filter((one) => one === true).length),
        high: rational(held.filter((one) => one !== false).length),
      }
    },
  }
}

/** date(year, 7, 15): a day of the year that is assessed, or of one so many before or after it. */
function dayOfYear(node: ASTNode, [year, month, day]: ASTNode[]): Typed {
  const remedy = '写成 date(year, 7, 15)，上一年 date(year - 1, 7, 15)，下一年 date(year + 1, 7, 15)'
  const number = (at: ASTNode | undefined): number | undefined =>
    at?.op === 'value' && typeof at.args === 'bigint' ? Number(at.args) : undefined
  const later = yearsLater(year!, number)
  const monthDay = [month, day].map((at) => String(number(at) ?? '').padStart(2, '0')).join('-')
  if (later === undefined) throw new Refusal(node, 'date(年, 月, 日) 的年写year', remedy)
  if (!isDate(`2023-${monthDay}`))
    throw new Refusal(node, 'date(年, 月, 日) 的月、日应当是每年都有的一天', remedy)
  return {
    type: 'date',
    run: (e) => {
      const at = `${later(e.year)}-${monthDay}`
      return { low: at, high: at }
    },
  }
}

/** The year itself, with a number added or taken, or one that is written out. */
function yearsLater(
  node: ASTNode,
  number: (at: ASTNode) => number | undefined,
): ((year: number) => number) | undefined {
  const isYear = (at: ASTNode): boolean => at.op === 'id' && at.args === 'year'
  if (isYear(node)) return (year) => year
  const written = number(node)
  if (written !== undefined) return written >= 1900 && written <= 2999 ? () => written : undefined
  if (node.op !== '+' && node.op !== '-') return undefined
  const more = number(node.args[1])
  if (!isYear(node.args[0]) || more === undefined) return undefined
  return node.op === '+' ? (year) => year + more : (year) => year - more
}

/** A month begun counts whole, so `months(a, b) <= 2` holds up to the same day two months later. */
const spans = {
  days: daysBetween,
  workdays: (a: string, b: string, e: Environment) => workdays(a, b, e.holidays),
  months: (a: string, b: string) => monthsBetween(a, b, true),
}

const isSpan = (name: string): name is keyof typeof spans => Object.hasOwn(spans, name)

/** The days, working days or months from one date to another, as far as the two are known. */
export function span(name: keyof typeof spans, from: Days, to: Days, e: Environment): Range {
  const count = (a: string, b: string): Rational | null => {
    if (a === dawn || a === never || b === dawn || b === never) return null
    const length = spans[name](a, b, e)
    return length === null ? null : rational(length)
  }
  // A deed known not to have been done took longer than any limit.
  if (to.low === never && from.high !== never) return { low: neverDone, high: null }
  return { low: count(from.high, to.low), high: count(from.low, to.high) }
}

/** has(row.x): a blank cell of an open register is unknown, of a closed one absent. */
function presence(node: ASTNode, argument: ASTNode, read: Reader): Typed {
  const path = pathOf(argument)
  const typed = read(path, argument)
  if (path[0] === 'row') {
    const id = path[1]!
    return {
      type: 'flag',
      run: (e) => {
        const value = e.row?.[id]
        // A list written down as empty says that there is nothing, which a blank does not.
        if (Array.isArray(value)) return value.length > 0
        if (isBlank(value)) return e.closed ? false : null
        const day = typed.type === 'date' ? typed.run(e) : null
        // A day that has not come is of a deed that may still not be done.
        return day?.low === never ? false : day?.high === never ? null : true
      },
    }
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

/** text.contains(…), .startsWith(…), .endsWith(…) */
export function textTest(node: ASTNode, name: string, target: Typed, args: Typed[]): Typed {
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
