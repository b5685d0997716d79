/** A function laid around another one, which stands as `{ function: parameters }` among its parameters. */
import type { Outcome } from '../assessment.ts'
import type { ScoreDeclaration } from '../pack.ts'
import type {
  CompiledScore,
  Facts,
  Holder,
  ParameterProblem,
  Parameters,
  ScoringFunction,
} from './function.ts'
import { compileScore, scoringFunctions } from './index.ts'
import { isRecord } from './parameters.ts'

/** The one function under `key` with its parameters; null when it is not one. */
export function innerOf(parameters: Parameters, key: string): ScoreDeclaration | null {
  const written = parameters[key]
  if (!isRecord(written)) return null
  const [entry, ...more] = Object.entries(written)
  if (!entry || more.length > 0 || !isRecord(entry[1]) || !Object.hasOwn(scoringFunctions, entry[0]))
    return null
  return { [entry[0]]: entry[1] }
}

/** The function and its parameters under `key`. */
function parts(
  parameters: Parameters,
  key: string,
): { scoring: ScoringFunction; own: Parameters; name: string } | null {
  const [entry] = Object.entries(innerOf(parameters, key) ?? {})
  return entry ? { name: entry[0], scoring: scoringFunctions[entry[0]]!, own: entry[1] } : null
}

export function checkInner(
  parameters: Parameters,
  key: string,
  facts: Facts,
  holder: Holder,
): ParameterProblem[] {
  const inner = parts(parameters, key)
  if (!inner) {
    const names = Object.keys(scoringFunctions).join('、')
    return [
      {
        path: [key],
        message: `“${key}”里应当写一个计分函数`,
        remedy: `写成 ${key}: { 函数: { 参数 } }，可用：${names}`,
      },
    ]
  }
  return inner.scoring
    .check(inner.own, facts, holder)
    .map((problem) => ({ ...problem, path: [key, inner.name, ...problem.path] }))
}

export const innerFacts = (parameters: Parameters, key: string, facts: Facts): string[] => {
  const inner = parts(parameters, key)
  return inner ? inner.scoring.facts(inner.own, facts) : []
}

export const innerCanBeEmpty = (parameters: Parameters, key: string, facts: Facts): boolean => {
  const inner = parts(parameters, key)
  return inner?.scoring.canBeEmpty(inner.own, facts) ?? false
}

/** Outcomes of the function inside, with those the one around it adds. */
export const innerOutcomes = (
  parameters: Parameters,
  key: string,
  facts: Facts,
  holder: Holder,
  more: readonly Outcome[] = [],
): Outcome[] => {
  const inner = parts(parameters, key)
  return [...new Set([...(inner ? inner.scoring.outcomes(inner.own, facts, holder) : []), ...more])]
}

export const compileInner = (
  parameters: Parameters,
  key: string,
  facts: Facts,
  holder: Holder,
): CompiledScore => compileScore(innerOf(parameters, key)!, facts, holder)
