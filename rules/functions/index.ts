/** The scoring functions a pack may name. A new one is a file beside these and a line here, never a special case elsewhere. */
import type { ScoreDeclaration } from '../pack.ts'
import { allOrNothing } from './all-or-nothing.ts'
import { alternatePath } from './alternate-path.ts'
import { bandedJudgement } from './banded-judgement.ts'
import { bands } from './bands.ts'
import { baselineShift } from './baseline-shift.ts'
import { bonus } from './bonus.ts'
import { withKinds } from './by-kind.ts'
import { composite } from './composite.ts'
import { countCredit } from './count-credit.ts'
import { countThreshold } from './count-threshold.ts'
import { deadline } from './deadline.ts'
import { deductions } from './deductions.ts'
import { evidenceSet } from './evidence-set.ts'
import { exempt } from './exempt.ts'
import { externalScore } from './external-score.ts'
import { falseReport } from './false-report.ts'
import type { CompiledScore, Facts, Holder, ScoringFunction } from './function.ts'
import { judgement } from './judgement.ts'
import { matrixCredit } from './matrix-credit.ts'
import { perMissing } from './per-missing.ts'
import { perOccurrence } from './per-occurrence.ts'
import { perRecord } from './per-record.ts'
import { ratioLinear } from './ratio-linear.ts'
import { ratioShortfall } from './ratio-shortfall.ts'
import { relative } from './relative.ts'
import { sampleCheck } from './sample-check.ts'
import { sumOfParts } from './sum-of-parts.ts'
import { survey } from './survey.ts'
import { tieredChoice } from './tiered-choice.ts'

export type {
  CompiledScore,
  Explanation,
  Holder,
  Reading,
  SayValue,
  Scored,
  ScoringFunction,
} from './function.ts'
export { declaredFacts, type Facts } from './function.ts'

const families: Record<string, ScoringFunction> = {
  all_or_nothing: allOrNothing,
  ratio_linear: ratioLinear,
  deadline,
  sum_of_parts: sumOfParts,
  bands,
  baseline_shift: baselineShift,
  count_credit: countCredit,
  count_threshold: countThreshold,
  external_score: externalScore,
  per_missing: perMissing,
  per_occurrence: perOccurrence,
  ratio_shortfall: ratioShortfall,
  sample_check: sampleCheck,
  survey,
  tiered_choice: tieredChoice,
  relative,
  composite,
  per_record: perRecord,
  matrix_credit: matrixCredit,
  judgement,
  false_report: falseReport,
  deductions,
  exempt,
  evidence_set: evidenceSet,
  bonus,
  banded_judgement: bandedJudgement,
  alternate_path: alternatePath,
}

/** Each also reads `by_kind`, parameters that differ by kind of township (M12). */
export const scoringFunctions: Record<string, ScoringFunction> = Object.fromEntries(
  Object.entries(families).map(([name, scoring]) => [name, withKinds(scoring)]),
)

/** `{ name: parameters }` of a checked pack → the compiled score. */
export function compileScore(declaration: ScoreDeclaration, facts: Facts, holder: Holder): CompiledScore {
  const [name, parameters] = Object.entries(declaration)[0] ?? ['', {}]
  const scoringFunction = Object.hasOwn(scoringFunctions, name) ? scoringFunctions[name] : undefined
  if (!scoringFunction) throw new RangeError(`no scoring function ${name}`)
  return scoringFunction.compile(parameters, facts, holder)
}
