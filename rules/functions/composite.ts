/** Composite of sources (scoring.md §6.2): Σ weight × score of each source. A missing source is not zero: it stays open. */
import type { NumberRange } from '../knowledge.ts'
import { add, cmp, div, equal, min, mul, one, type Rational, sum, zero } from '../rational.ts'
import { intervalText, percentText } from '../wording.ts'
import type { Facts, ParameterProblem, Parameters, Reading, ScoringFunction } from './function.ts'
import { checkFact, checkPositive, isRecord, readNumber, unknownKeys } from './parameters.ts'

interface Source {
  title: string
  of: string
  scale: Rational
  weight: Rational
}

const listOf = (parameters: Parameters): Record<string, unknown>[] =>
  (Array.isArray(parameters.sources) ? parameters.sources : []).filter(isRecord)

const sourcesOf = (parameters: Parameters): Source[] =>
  listOf(parameters).map((source) => ({
    title: String(source.title),
    of: String(source.of),
    scale: readNumber(source.scale)!,
    weight: readNumber(source.weight)!,
  }))

/** Points of the item between which every completion of the sources lies. */
function score(value: Rational, sources: Source[], reading: Reading): { low: Rational; high: Rational } {
  const share = (source: Source, points: Rational): Rational =>
    mul(mul(value, source.weight), min(one, div(points, source.scale)))
  let low = zero
  let high = zero
  for (const source of sources) {
    const known = reading.known(source.of) as { kind: string } & NumberRange
    low = add(low, share(source, known.low))
    high = add(high, known.high === null ? mul(value, source.weight) : share(source, known.high))
  }
  return { low, high }
}

export const composite: ScoringFunction = {
  name: 'composite',
  names: [],
  canBeEmpty: () => false,
  outcomes: () => ['met', 'partly', 'not_met', 'unknown'],
  check(parameters, facts) {
    const problems: ParameterProblem[] = unknownKeys(parameters, ['sources'])
    const sources = listOf(parameters)
    if (sources.length === 0) {
      return [
        ...problems,
        {
          path: ['sources'],
          message: '没有写评分来源',
          remedy: '例如 sources: [{ title: 资料核查, of: …, scale: 100, weight: 70% }]',
        },
      ]
    }
    sources.forEach((source, index) => {
      const at = (found: ParameterProblem[]) =>
        found.map((problem) => ({ ...problem, path: ['sources', index, ...problem.path] }))
      problems.push(
        ...at(unknownKeys(source, ['title', 'of', 'scale', 'weight'])),
        ...at(checkFact(source, 'of', facts, ['count', 'amount'])),
        ...at(checkPositive(source, 'scale')),
        ...at(checkPositive(source, 'weight')),
      )
    })
    const weights = sources.map((source) => readNumber(source.weight) ?? zero)
    if (!equal(sum(weights), one)) {
      problems.push({
        path: ['sources'],
        message: `各来源权重合计${percentText(sum(weights))}，不是100%`,
        remedy: '改正权重',
      })
    }
    return problems
  },
  facts: (parameters: Parameters, facts: Facts) =>
    sourcesOf(parameters)
      .map((source) => source.of)
      .filter((id) => facts.has(id)),
  compile(parameters, facts) {
    const sources = sourcesOf(parameters)
    return {
      facts: composite.facts(parameters, facts),
      least: zero,
      evaluate: (value, reading) => ({ ...score(value, sources, reading), empty: false }),
      explain(value, reading) {
        const lines = sources.map((source) => {
          const part = score(value, [source], reading)
          const missing = cmp(part.low, part.high) !== 0 ? '，尚未评定' : ''
          return `${source.title}（权重${percentText(source.weight)}）：${intervalText(part)}${missing}`
        })
        const total = intervalText(score(value, sources, reading))
        return {
          calculation: [...lines, `合计 ${total}`],
          brief: `各来源合计${total}`,
          names: {},
          sentence: 'shortcoming',
        }
      },
    }
  },
}
