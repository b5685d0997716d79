/** F2 tiered_choice: the first branch whose condition holds gives its points. Unknown, it takes the hull of all that can be reached. */
import { equal, max, min, type Rational } from '../rational.ts'
import { pointsText } from '../wording.ts'
import type { ParameterProblem, Parameters, Reading, ScoringFunction } from './function.ts'
import { checkFact, checkNumber, isRecord, readNumber, unknownKeys } from './parameters.ts'
import { outcomesOf } from './points.ts'
import { byWord } from './readings.ts'
import { checkFactCondition, emptiness, factCondition, factsIn, overSome } from './rows.ts'

interface Branch {
  title: string
  points: Rational
  /** null: may hold. */
  holds(reading: Reading): boolean | null
}

const written = (parameters: Parameters): Record<string, unknown>[] =>
  Array.isArray(parameters.branches) ? parameters.branches.filter(isRecord) : []

const pointsIn = (parameters: Parameters): Rational[] =>
  [...written(parameters).map((branch) => branch.points), parameters.otherwise].map(
    (points) => readNumber(points)!,
  )

export const tieredChoice: ScoringFunction = {
  name: 'tiered_choice',
  names: ['branch'],
  canBeEmpty: (parameters) => parameters.over !== undefined,
  outcomes: (parameters, _facts, { value }) => outcomesOf(pointsIn(parameters), value),
  check(parameters, facts, { value }) {
    const branches = Array.isArray(parameters.branches) ? parameters.branches : []
    const problems: ParameterProblem[] = [
      ...unknownKeys(parameters, ['branches', 'otherwise', 'over']),
      ...(parameters.over === undefined ? [] : checkFact(parameters, 'over', facts, ['count', 'events'])),
      ...checkNumber(parameters, 'otherwise', '各档都不符合时得几分（otherwise）', { most: value }),
    ]
    if (branches.length === 0) {
      problems.push({
        path: ['branches'],
        message: '没有写分档',
        remedy: '例如 branches: [{ if: a.b >= 4, points: 2 }, { if: a.b >= 2, points: 1 }]',
      })
    }
    for (const [index, branch] of branches.entries()) {
      const path = ['branches', index]
      if (!isRecord(branch)) {
        problems.push({ path, message: '分档应当写成 { if, points }' })
        continue
      }
      problems.push(
        ...unknownKeys(branch, ['if', 'points', 'title'], path),
        ...checkNumber(branch, 'points', '得分', { most: value, path }),
        ...checkFactCondition(branch.if, [...path, 'if'], facts),
      )
    }
    return problems
  },
  facts: (parameters, facts) => [
    ...new Set([
      ...written(parameters).flatMap((branch) => factsIn(branch.if, facts)),
      ...(parameters.over === undefined ? [] : [String(parameters.over)]),
    ]),
  ],
  compile(parameters, facts) {
    const branches = written(parameters).map(
      (branch): Branch => ({
        title: String(branch.title ?? branch.if),
        points: readNumber(branch.points)!,
        holds: factCondition(branch.if, facts),
      }),
    )
    const otherwise: Branch = {
      title: '其他情形',
      points: readNumber(parameters.otherwise)!,
      holds: () => true,
    }
    /** Branches that can still be the first to hold. */
    const all = [...branches, otherwise]
    const read = tieredChoice.facts(parameters, facts)
    const reachable = (reading: Reading): Branch[] => {
      const found = new Set<Branch>()
      for (const one of byWord(reading, read)) {
        for (const branch of all) {
          const holds = branch.holds(one)
          if (holds !== false) found.add(branch)
          if (holds === true) break
        }
      }
      return all.filter((branch) => found.has(branch))
    }
    const over = parameters.over === undefined ? undefined : String(parameters.over)
    return {
      facts: read,
      least: pointsIn(parameters).reduce(min),
      evaluate(value, reading) {
        const points = reachable(reading).map((branch) => branch.points)
        const scored = { low: points.reduce(min), high: points.reduce(max), empty: false }
        return overSome(scored, value, reading, over)
      },
      explain(_value, reading) {
        const found = reachable(reading)
        const first = found[0]!
        const nothing = over !== undefined && emptiness(reading, over) === 'empty'
        const sure = found.every((branch) => equal(branch.points, first.points))
        const lines = found.map((branch) => `${branch.title}：${pointsText(branch.points)}`)
        const record = reachable({ ...reading, known: (id) => reading.fact(id).record })[0]!
        return {
          calculation: nothing
            ? ['没有可以计算的对象，本项不适用']
            : sure
              ? [lines[0]!]
              : ['可能是：', ...lines],
          brief: sure ? lines[0]! : `可能是${lines.join('，或者')}`,
          names: { branch: { text: record.title, fact: read[0] ?? '' } },
          sentence: 'shortcoming',
        }
      },
    }
  },
}
