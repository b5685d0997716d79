/** Composite of sources: Σ weight × score of each source. A missing source is not zero. */
import { cmp, mul, type Rational, zero } from '../rational.ts'
import { intervalText, percentText } from '../wording.ts'
import type { Parameters, Reading, ScoringFunction } from './function.ts'
import { unknownKeys } from './parameters.ts'
import {
  checkSources,
  factsOfSources,
  hullOf,
  missingWords,
  readSource,
  readSources,
  waysOf,
} from './sources.ts'

const listOf = ({ sources }: Parameters): unknown[] => (Array.isArray(sources) ? sources : [])

const nothing = { low: zero, high: zero }

export const composite: ScoringFunction = {
  name: 'composite',
  names: [],
  canBeEmpty: (parameters) =>
    readSources(listOf(parameters)).every(({ missing }) => missing.kind !== 'undecided'),
  outcomes: () => ['met', 'partly', 'not_met', 'unknown'],
  check(parameters, facts) {
    const unknown = unknownKeys(parameters, ['sources'])
    const list = listOf(parameters)
    if (list.length === 0) {
      return [
        ...unknown,
        {
          path: ['sources'],
          message: '没有写评分来源',
          remedy: '例如 sources: [{ title: 资料核查, of: …, scale: 100, weight: 70% }]',
        },
      ]
    }
    const found = checkSources(list, facts, false)
    return [...unknown, ...found.map((problem) => ({ ...problem, path: ['sources', ...problem.path] }))]
  },
  facts: (parameters, facts) => factsOfSources(readSources(listOf(parameters))).filter((id) => facts.has(id)),
  compile(parameters, facts) {
    const sources = readSources(listOf(parameters))
    const score = (value: Rational, reading: Reading) => {
      const found = waysOf(sources, reading)
      const there = found.filter((way) => way !== null)
      const share = there.length > 0 ? hullOf(there, nothing) : nothing
      return {
        low: mul(value, share.low),
        high: mul(value, share.high),
        empty: there.length === 0,
        mayBeEmpty: there.length < found.length,
      }
    }
    return {
      facts: composite.facts(parameters, facts),
      least: zero,
      evaluate: score,
      explain(value, reading) {
        const titleOf = (id: string): string => `“${reading.fact(id).compiled.title}”`
        const lines = sources.map((source) => {
          const own = readSource(reading, source)
          const part = {
            low: mul(mul(value, source.weight), own.low),
            high: mul(mul(value, source.weight), own.high),
          }
          const open = own.held === true && cmp(part.low, part.high) !== 0 ? '，尚未评定' : ''
          return `${source.title}（权重${percentText(source.weight)}）：${own.held === true ? intervalText(part) : ''}${open}${missingWords(source, own, titleOf)}`
        })
        const total = score(value, reading)
        const sums = total.empty ? '各来源都没有评定，本项不适用' : `各来源合计${intervalText(total)}`
        return { calculation: [...lines, sums], brief: sums, names: {}, sentence: 'shortcoming' }
      },
    }
  },
}
