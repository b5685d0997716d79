/** F21 sum_of_parts: Σ of parts, each with its own function, value and floor. */
import { add, cmp, isPositive, type Rational, rational, sum, zero } from '../rational.ts'
import { intervalText, pointsText } from '../wording.ts'
import type {
  CompiledScore,
  Explanation,
  Facts,
  ParameterProblem,
  Parameters,
  Reading,
  ScoringFunction,
} from './function.ts'
import { compileScore, scoringFunctions } from './index.ts'
import { isRecord, readNumber } from './parameters.ts'

const partKeys = ['title', 'value', 'says']

interface Part {
  title: string
  value: Rational
  says: Record<string, string>
  score: CompiledScore
}

/** The one key of a part that names a function. */
const functionKey = (part: Record<string, unknown>): string | undefined =>
  Object.keys(part).find((key) => Object.hasOwn(scoringFunctions, key))

const partsOf = (parameters: Parameters): unknown[] =>
  Array.isArray(parameters.parts) ? parameters.parts : []

export const sumOfParts: ScoringFunction = {
  name: 'sum_of_parts',
  names: [],
  canBeEmpty: () => false,
  outcomes: () => ['met', 'partly', 'not_met', 'unknown'],
  check(parameters, facts) {
    const parts = partsOf(parameters)
    if (parts.length === 0) {
      return [
        {
          path: ['parts'],
          message: '没有写分项',
          remedy: '例如 parts: [{ title: …, value: 0.5, ratio_linear: {…} }]',
        },
      ]
    }
    return parts.flatMap((part, index): ParameterProblem[] => checkPart(part, index, facts))
  },
  facts(parameters, facts) {
    const ids = partsOf(parameters).flatMap((part) => {
      if (!isRecord(part)) return []
      const key = functionKey(part)
      return key ? scoringFunctions[key]!.facts(part[key] as Parameters, facts) : []
    })
    return [...new Set(ids)]
  },
  compile(parameters, facts) {
    const parts = partsOf(parameters).map((part): Part => {
      const declared = part as Record<string, unknown>
      const key = functionKey(declared)!
      return {
        title: String(declared.title),
        value: rational(String(declared.value)),
        says: isRecord(declared.says) ? (declared.says as Record<string, string>) : {},
        score: compileScore({ [key]: declared[key] as Parameters }, facts, {
          value: rational(String(declared.value)),
          part: true,
        }),
      }
    })
    return {
      facts: sumOfParts.facts(parameters, facts),
      least: sum(parts.map((part) => part.score.least)),
      evaluate(_value, reading) {
        let low = zero
        let high = zero
        for (const part of parts) {
          const scored = part.score.evaluate(part.value, reading)
          low = add(low, scored.low)
          high = add(high, scored.high)
        }
        return { low, high, empty: false }
      },
      explain: (_value, reading) => explainParts(parts, reading),
    }
  },
}

function checkPart(part: unknown, index: number, facts: Facts): ParameterProblem[] {
  const path = ['parts', index]
  if (!isRecord(part)) return [{ path, message: '分项应当写成 { title, value, 函数 }' }]
  const problems: ParameterProblem[] = []
  const value = readNumber(part.value)
  if (!value || !isPositive(value))
    problems.push({ path: [...path, 'value'], message: '分项没有写分值', remedy: '例如 value: 0.5' })
  if (typeof part.title !== 'string') problems.push({ path: [...path, 'title'], message: '分项没有写名称' })
  const keys = Object.keys(part).filter((key) => !partKeys.includes(key))
  if (keys.length !== 1 || !functionKey(part)) {
    const names = Object.keys(scoringFunctions).join('、')
    problems.push({ path, message: '分项应当写一个计分函数', remedy: `可用：${names}` })
    return problems
  }
  const key = keys[0]!
  if (!isRecord(part[key])) return [...problems, { path: [...path, key], message: `“${key}”没有写参数` }]
  const inner = scoringFunctions[key]!.check(part[key], facts, { value: value ?? zero, part: true })
  return [...problems, ...inner.map((problem) => ({ ...problem, path: [...path, key, ...problem.path] }))]
}

/** Each part's arithmetic, then the sum; the sentence is of the part that falls shortest. */
function explainParts(parts: Part[], reading: Reading): Explanation {
  const scored = parts.map((part) => ({
    part,
    result: part.score.evaluate(part.value, reading),
    explained: part.score.explain(part.value, reading),
  }))
  const lines = scored.flatMap(({ part, explained }) =>
    explained.calculation.map((line) => `${part.title}（${pointsText(part.value)}分）：${line}`),
  )
  const low = sum(scored.map((entry) => entry.result.low))
  const high = sum(scored.map((entry) => entry.result.high))
  const total = cmp(low, high) === 0 ? pointsText(low) : `${pointsText(low)}—${pointsText(high)}`
  const short = scored
    .filter(({ part, result }) => cmp(result.high, part.value) < 0)
    .sort((a, b) => cmp(a.result.high, b.result.high))[0]
  const speaking = short ?? scored[0]!
  return {
    calculation: [...lines, `合计 ${total}`],
    brief: scored.map(({ part, result }) => `${part.title}${intervalText(result)}`).join('，'),
    names: speaking.explained.names,
    sentence: speaking.explained.sentence,
    says: speaking.part.says,
  }
}
