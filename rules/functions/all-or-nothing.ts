/** F1 all_or_nothing: the value when every condition holds, else nothing. Conditions are CEL over facts, three-valued. */
import { type Condition, checkCondition, compileCondition } from '../conditions.ts'
import { zero } from '../rational.ts'
import {
  factScope,
  type ParameterProblem,
  type Parameters,
  type Reading,
  type ScoringFunction,
} from './function.ts'
import { isRecord, unknownKeys } from './parameters.ts'

interface Declared {
  if: string
  title: string
  path: (string | number)[]
}

/** A condition is a text, or `{ if: …, title: … }` whose title speaks in the reason. */
function conditions(parameters: Parameters): Declared[] {
  const list = Array.isArray(parameters.all) ? parameters.all : []
  return list.map((entry, index) => {
    if (isRecord(entry)) {
      return {
        if: String(entry.if ?? ''),
        title: String(entry.title ?? entry.if ?? ''),
        path: ['all', index, 'if'],
      }
    }
    return { if: String(entry), title: String(entry), path: ['all', index] }
  })
}

const factShape = /[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*/g

export const allOrNothing: ScoringFunction = {
  name: 'all_or_nothing',
  names: ['failed'],
  canBeEmpty: () => false,
  outcomes: () => ['met', 'not_met', 'unknown'],
  check(parameters, facts) {
    const problems: ParameterProblem[] = unknownKeys(parameters, ['all'])
    const list = conditions(parameters)
    if (list.length === 0) {
      problems.push({
        path: ['all'],
        message: '没有写条件',
        remedy: "例如 all: ['legal_advisers.valid >= 1']",
      })
    }
    for (const entry of Array.isArray(parameters.all) ? parameters.all.entries() : []) {
      if (isRecord(entry[1])) problems.push(...unknownKeys(entry[1], ['if', 'title'], ['all', entry[0]]))
    }
    const scope = factScope(facts)
    for (const condition of list) {
      for (const problem of checkCondition(condition.if, scope)) {
        problems.push({
          path: condition.path,
          message: `条件“${condition.if}”：${problem.message}`,
          ...(problem.remedy ? { remedy: problem.remedy } : {}),
        })
      }
    }
    return problems
  },
  facts(parameters, facts) {
    const mentioned = conditions(parameters).flatMap((condition) => condition.if.match(factShape) ?? [])
    return [...new Set(mentioned)].filter((id) => facts.has(id))
  },
  compile(parameters, facts) {
    const scope = factScope(facts)
    const tests = conditions(parameters).map((condition) => ({
      title: condition.title,
      run: compileCondition(condition.if, scope),
      facts: allOrNothing.facts({ all: [condition.if] }, facts),
    }))
    const results = (reading: Reading): (boolean | null)[] => tests.map((test) => run(test.run, reading))
    return {
      facts: allOrNothing.facts(parameters, facts),
      least: zero,
      evaluate(value, reading) {
        const found = results(reading)
        const failed = found.includes(false)
        return {
          low: found.every((result) => result === true) ? value : zero,
          high: failed ? zero : value,
          empty: false,
        }
      },
      explain(_value, reading) {
        const found = results(reading)
        const word = (result: boolean | null): string => (result === null ? '未定' : result ? '是' : '否')
        const lines = tests.map((test, index) => `${test.title}：${word(found[index] ?? null)}`)
        const all = found.every((result) => result === true)
        const failed = tests.filter((_, index) => found[index] === false)
        const wanted = failed.length > 0 ? false : null
        const pending = tests.filter((_, index) => found[index] === wanted).map((test) => test.title)
        const total = all ? '全部符合' : failed.length > 0 ? '有不符合的，不得分' : '未定'
        return {
          calculation: [...lines, total],
          brief: all ? '符合要求' : `${failed.length > 0 ? '不符合' : '未定'}：${pending.join('、')}`,
          names: { failed: failed.map((test) => ({ text: test.title, fact: test.facts[0] ?? '' })) },
          sentence: 'shortcoming',
        }
      },
    }
  },
}

const run = (condition: Condition, reading: Reading): boolean | null =>
  condition({ ...reading.environment, fact: (id) => reading.known(id) })
