/**
 * F3 per_missing: so much off for each one short of the number required; of a share, for each of the whole not reached;
 * of a list of days, for each one short in its month, quarter or half-year.
 */
import { add, div, isPositive, max, mul, one, type Rational, sub, zero } from '../rational.ts'
import type { Facts, Holder, ParameterProblem, Parameters, ScoringFunction } from './function.ts'
import { checkScales } from './measure-checks.ts'
import { deductionText, goalNames, measureText, sayGoal } from './measure-words.ts'
import {
  checkRounding,
  compileMeasured,
  type Measure,
  type MeasuredScore,
  measurable,
  measuredFacts,
  measuredOutcomes,
  measureOf,
  roundingOf,
} from './measures.ts'
import {
  checkFact,
  checkLimits,
  checkPositive,
  deductionLimit,
  readNumber,
  unknownKeys,
} from './parameters.ts'
import { compilePerPeriod, periodOutcomes, periods } from './per-period.ts'
import { stepsOf } from './points.ts'
import { checkChoice } from './rows.ts'

const isAll = (parameters: Parameters): boolean => parameters.required === 'all'

const measured = (parameters: Parameters, facts: Facts): Measure =>
  measureOf(String(parameters.of), facts, isAll(parameters) ? 'missing' : 'part')

export const perMissing: ScoringFunction = {
  name: 'per_missing',
  names: goalNames,
  canBeEmpty: (parameters, facts) => facts.get(String(parameters.of))?.kind === 'share',
  outcomes: (parameters, facts, holder) =>
    isByPeriod(parameters, facts)
      ? periodOutcomes(parameters, holder)
      : measuredOutcomes(score(parameters, facts, holder), holder),
  check(parameters, facts, holder) {
    if (isByPeriod(parameters, facts)) return checkByPeriod(parameters, holder)
    const share = facts.get(String(parameters.of))?.kind === 'share'
    const problems = [
      ...unknownKeys(parameters, ['of', 'required', 'deduct_each', 'cap', 'floor', 'step_rounding']),
      ...checkFact(
        parameters,
        'of',
        facts,
        measurable.filter((kind) => kind !== 'rate'),
      ),
      ...(isAll(parameters) ? [] : checkPositive(parameters, 'required')),
      ...checkPositive(parameters, 'deduct_each'),
      ...checkLimits(parameters, holder, isAll(parameters)),
      ...checkRounding(parameters, measured(parameters, facts)),
      ...checkScales(parameters, ['required'], measured(parameters, facts)),
    ]
    if (isAll(parameters) && !share) {
      problems.push({
        path: ['required'],
        message: 'required: all 只用于份额',
        remedy: '写明要求的数，例如 required: 4',
      })
    }
    return problems
  },
  facts: (parameters, facts) => measuredFacts(String(parameters.of), facts),
  compile: (parameters, facts, holder) =>
    isByPeriod(parameters, facts)
      ? compilePerPeriod(parameters, holder)
      : compileMeasured(score(parameters, facts, holder)),
}

const isByPeriod = (parameters: Parameters, facts: Facts): boolean =>
  facts.get(String(parameters.of))?.kind === 'dates'

function checkByPeriod(parameters: Parameters, holder: Holder): ParameterProblem[] {
  const required = readNumber(parameters.required)
  return [
    ...unknownKeys(parameters, ['of', 'per', 'required', 'deduct_each', 'cap', 'floor']),
    ...checkChoice(parameters.per, ['per'], '每月、每季还是每半年各算各的', periods),
    ...checkPositive(parameters, 'required'),
    ...(required && required.d !== 1n
      ? [{ path: ['required'], message: '次数应当是整数', remedy: '例如 required: 1' }]
      : []),
    ...checkPositive(parameters, 'deduct_each'),
    ...checkLimits(parameters, holder, false),
  ]
}

function score(parameters: Parameters, facts: Facts, holder: Holder): MeasuredScore {
  const { value } = holder
  const measure = measured(parameters, facts)
  const each = readNumber(parameters.deduct_each)!
  const required = isAll(parameters) ? null : readNumber(parameters.required)!
  const limit = deductionLimit(parameters, holder)
  const rounding = roundingOf(parameters)
  const missing = (number: Rational): Rational =>
    required === null ? number : max(zero, sub(required, number))
  const times = (number: Rational): Rational => stepsOf(missing(number), rounding)
  const deducted = (number: Rational): Rational => {
    const full = mul(each, times(number))
    return limit !== null && sub(full, limit).n > 0n ? limit : full
  }
  // Of the whole, the deduction stops growing where it has taken all it may; of a number, where enough is there.
  const last = required ?? add(div(limit ?? zero, each), one)
  return {
    measure,
    facts: measuredFacts(measure.id, facts),
    points: { at: (number) => sub(value, deducted(number)), breakpoints: [last] },
    line: (number) => {
      const gap = missing(number)
      const short = isPositive(gap) ? `缺${measureText(measure, gap)}` : '不缺'
      const found = required === null ? short : `要求${measureText(measure, required)}，${short}`
      return `${found}：${deductionText(value, times(number), each, limit)}`
    },
    names: (reading) => sayGoal(reading, measure.id, required ?? zero),
  }
}
