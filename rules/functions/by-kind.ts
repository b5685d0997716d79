/**
 * M12 parameters by group: `by_kind: { 街道: { target: 2 } }` inside any function's parameters lays other numbers over them
 * for one kind of township. Handled once here, around every function.
 */
import { type TownshipKind, townshipKinds } from '../pack.ts'
import type {
  CompiledScore,
  Facts,
  Holder,
  ParameterProblem,
  Parameters,
  Reading,
  ScoringFunction,
} from './function.ts'
import { isRecord } from './parameters.ts'

const key = 'by_kind'

/** The parameters every kind has unless it is named, and those of each kind named. */
function variants(parameters: Parameters): { common: Parameters; kinds: [string, Parameters][] } {
  const { [key]: kinds, ...common } = parameters
  const entries = isRecord(kinds) ? Object.entries(kinds) : []
  return {
    common,
    kinds: entries.map(([kind, other]) => [kind, { ...common, ...(isRecord(other) ? other : {}) }]),
  }
}

/** The parameters that hold for one kind of township. */
export function parametersOf(parameters: Parameters, kind: TownshipKind | undefined): Parameters {
  const { common, kinds } = variants(parameters)
  return kinds.find(([named]) => named === kind)?.[1] ?? common
}

/** The function that also reads `by_kind`. */
export function withKinds(scoring: ScoringFunction): ScoringFunction {
  const all = (parameters: Parameters): Parameters[] => {
    const { common, kinds } = variants(parameters)
    return [common, ...kinds.map(([, merged]) => merged)]
  }
  const { wraps } = scoring
  return {
    ...scoring,
    ...(wraps ? { wraps: (parameters) => wraps(variants(parameters).common) } : {}),
    canBeEmpty: (parameters, facts) => all(parameters).some((one) => scoring.canBeEmpty(one, facts)),
    outcomes: (parameters, facts, holder) => [
      ...new Set(all(parameters).flatMap((one) => scoring.outcomes(one, facts, holder))),
    ],
    facts: (parameters, facts) => [...new Set(all(parameters).flatMap((one) => scoring.facts(one, facts)))],
    check(parameters, facts, holder) {
      if (parameters[key] === undefined) return scoring.check(parameters, facts, holder)
      const common = scoring.check(variants(parameters).common, facts, holder)
      return [...common, ...checkKinds(scoring, parameters, facts, holder, common)]
    },
    compile(parameters, facts, holder) {
      if (parameters[key] === undefined) return scoring.compile(parameters, facts, holder)
      const { common, kinds } = variants(parameters)
      const compiled = new Map(kinds.map(([kind, merged]) => [kind, scoring.compile(merged, facts, holder)]))
      return choose(scoring.compile(common, facts, holder), compiled)
    },
  }
}

/** What is wrong with the numbers of one kind, told where they stand. */
function checkKinds(
  scoring: ScoringFunction,
  parameters: Parameters,
  facts: Facts,
  holder: Holder,
  told: readonly ParameterProblem[],
): ParameterProblem[] {
  const given = parameters[key]
  if (!isRecord(given) || Object.keys(given).length === 0) {
    return [
      {
        path: [key],
        message: 'by_kind没有写各类乡镇的参数',
        remedy: '例如 by_kind: { 街道: { target: 2 } }',
      },
    ]
  }
  const known = new Set(told.map((problem) => JSON.stringify(problem)))
  return variants(parameters).kinds.flatMap(([kind, merged]): ParameterProblem[] => {
    const path = [key, kind]
    if (!townshipKinds.some((other) => other === kind)) {
      return [{ path, message: `没有“${kind}”这一类`, remedy: `可用：${townshipKinds.join('、')}` }]
    }
    if (!isRecord(given[kind])) return [{ path, message: `“${kind}”应当写成“参数: 值”` }]
    return scoring
      .check(merged, facts, holder)
      .filter((problem) => !known.has(JSON.stringify(problem)))
      .map((problem) => ({ ...problem, path: [...path, ...problem.path] }))
  })
}

function choose(common: CompiledScore, kinds: ReadonlyMap<string, CompiledScore>): CompiledScore {
  const of = (reading: Reading): CompiledScore => {
    const kind: TownshipKind | undefined = reading.environment.kind
    return (kind === undefined ? undefined : kinds.get(kind)) ?? common
  }
  return {
    facts: [...new Set([common, ...kinds.values()].flatMap((score) => score.facts))],
    least: common.least,
    leastAt: (reading) => of(reading).leastAt?.(reading) ?? of(reading).least,
    evaluate: (value, reading) => of(reading).evaluate(value, reading),
    failing: (value, reading) => of(reading).failing?.(value, reading) ?? [],
    explain: (value, reading) => of(reading).explain(value, reading),
  }
}
