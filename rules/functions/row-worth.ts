/**
 * What a row costs or earns by itself: so many points, or so many for each day, person or yuan it comes to: 每逾期1个工作日
 * 扣0.1分，每件最多扣0.5分.
 */
import { checkQuantity, compileQuantity, type Environment } from '../conditions.ts'
import { cmp, isPositive, max, min, mul, type Rational, zero } from '../rational.ts'
import type { Facts, ParameterProblem } from './function.ts'
import { checkPositive, isRecord, readNumber, unknownKeys } from './parameters.ts'
import { type StepRounding, stepRoundings, stepsOf } from './points.ts'
import { checkChoice } from './rows.ts'

/** The points of a row, between what is known of its cells. */
export type Worth = (environment: Environment) => { low: Rational; high: Rational }

type Path = (string | number)[]

const form = '{ of: workdays(收到, 办结) - 15, each: 0.1, most: 0.5 }'

/** What is wrong with the points of a row. */
export function checkWorth(written: unknown, path: Path, fact: string, facts: Facts): ParameterProblem[] {
  if (!isRecord(written)) {
    const points = readNumber(written)
    return points && cmp(points, zero) >= 0
      ? []
      : [{ path, message: '没有写几分', remedy: `补上points，写不小于0的数，或者按数计的写 points: ${form}` }]
  }
  const under = (problems: ParameterProblem[]): ParameterProblem[] =>
    problems.map((problem) => ({ ...problem, path: [...path, ...problem.path] }))
  return under([
    ...unknownKeys(written, ['of', 'each', 'most', 'step_rounding']),
    ...checkOf(written.of, fact, facts),
    ...checkPositive(written, 'each'),
    ...checkPositive(written, 'most').map((problem) => ({
      ...problem,
      remedy: '写明一条最多几分，例如 most: 0.5；没有办过的按它计',
    })),
    ...checkSteps(written, fact, facts),
  ])
}

function checkOf(of: unknown, fact: string, facts: Facts): ParameterProblem[] {
  if (typeof of !== 'string')
    return [{ path: ['of'], message: '没有写按什么计', remedy: `例如 points: ${form}` }]
  return checkQuantity(of, { kind: 'row', fields: facts.fieldsOf(fact) }).map(({ message, remedy }) => ({
    path: ['of'],
    message: `“${of}”：${message}`,
    ...(remedy ? { remedy } : {}),
  }))
}

const names = /[a-z][a-z0-9_]*/g

/** Of what is not whole, what less than one counts for must be said. */
function checkSteps(written: Record<string, unknown>, fact: string, facts: Facts): ParameterProblem[] {
  const read = new Set(String(written.of ?? '').match(names) ?? [])
  const parts =
    String(written.of).includes('/') ||
    facts.fieldsOf(fact).some(({ id, type }) => read.has(id) && (type === 'number' || type === 'amount'))
  if (!parts && written.step_rounding === undefined) return []
  return checkChoice(written.step_rounding, ['step_rounding'], '不足1的怎样算', stepRoundings)
}

/** The points of a checked row: without an end to what it comes to, all a row can take. */
export function readWorth(written: unknown, fact: string, facts: Facts): Worth {
  if (!isRecord(written)) {
    const points = readNumber(written) ?? zero
    return () => ({ low: points, high: points })
  }
  const quantity = compileQuantity(String(written.of), { kind: 'row', fields: facts.fieldsOf(fact) })
  const each = readNumber(written.each)!
  const most = readNumber(written.most)!
  const rounding: StepRounding = stepRoundings.find((one) => one === written.step_rounding) ?? 'proportional'
  const at = (number: Rational | null, open: Rational): Rational =>
    number === null
      ? open
      : isPositive(number)
        ? max(zero, min(most, mul(each, stepsOf(number, rounding))))
        : zero
  return (environment) => {
    const { low, high } = quantity(environment)
    return { low: at(low, zero), high: at(high, most) }
  }
}
