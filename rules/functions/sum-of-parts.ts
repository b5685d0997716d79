/**
 * F21 sum_of_parts: Σ of parts, each with its own function, value and floor; optionally a cap on what all parts together
 * lose, a floor for the sum, and a condition that leaves nothing (该项不得分).
 */
import {
  add,
  cmp,
  equal,
  isPositive,
  max,
  min,
  type Rational,
  rational,
  sub,
  sum,
  toDecimal,
  zero,
} from '../rational.ts'
import { intervalText, pointsText } from '../wording.ts'
import type {
  CompiledScore,
  Explanation,
  Facts,
  Holder,
  ParameterProblem,
  Parameters,
  Reading,
  Scored,
  ScoringFunction,
} from './function.ts'
import { compileScore, scoringFunctions } from './index.ts'
import { checkFloor, checkNumber, deductionLimit, isRecord, readNumber, unknownKeys } from './parameters.ts'
import { checkChoice, checkFactCondition, factCondition, factsIn } from './rows.ts'

const partKeys = ['title', 'value', 'says', 'empty']

interface Part {
  title: string
  value: Rational
  says: Record<string, string>
  /** What it gives when its denominator is zero. */
  empty: Rational
  score: CompiledScore
}

/** The one key of a part that names a function. */
const functionKey = (part: Record<string, unknown>): string | undefined =>
  Object.keys(part).find((key) => Object.hasOwn(scoringFunctions, key))

const partsOf = (parameters: Parameters): unknown[] =>
  Array.isArray(parameters.parts) ? parameters.parts : []

/** A part that may go below nothing (倒扣), so that the sum must say where it ends. */
const goesBelow = (part: unknown): boolean => {
  const inner = isRecord(part) ? part[functionKey(part) ?? ''] : undefined
  return isRecord(inner) && inner.floor === 'none'
}

export const sumOfParts: ScoringFunction = {
  name: 'sum_of_parts',
  names: [],
  // Each part says itself what an empty denominator gives, so the sum always applies.
  canBeEmpty: () => false,
  outcomes: () => ['met', 'partly', 'not_met', 'unknown'],
  check(parameters, facts, holder) {
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
    return [
      ...unknownKeys(parameters, ['parts', 'cap', 'floor', 'nothing_if']),
      ...parts.flatMap((part, index) => checkPart(part, index, facts)),
      ...checkSum(parts, holder),
      ...checkNumber(parameters, 'cap', '各分项累计扣分', { optional: true, most: holder.value }),
      ...(parts.some(goesBelow) || parameters.floor !== undefined ? checkFloor(parameters, holder) : []),
      ...(parameters.nothing_if === undefined
        ? []
        : checkFactCondition(parameters.nothing_if, ['nothing_if'], facts)),
    ]
  },
  facts(parameters, facts) {
    const ids = partsOf(parameters).flatMap((part) => {
      if (!isRecord(part)) return []
      const key = functionKey(part)
      return key ? scoringFunctions[key]!.facts(part[key] as Parameters, facts) : []
    })
    const veto = parameters.nothing_if === undefined ? [] : factsIn(parameters.nothing_if, facts)
    return [...new Set([...ids, ...veto])]
  },
  compile(parameters, facts, holder) {
    const { value } = holder
    const parts = partsOf(parameters).map((part) => compilePart(part as Record<string, unknown>, facts))
    const cap = readNumber(parameters.cap)
    const limit = parameters.floor === undefined ? (cap ?? null) : deductionLimit(parameters, holder)
    const held = (points: Rational): Rational => (limit === null ? points : max(points, sub(value, limit)))
    const nothing =
      parameters.nothing_if === undefined ? () => false : factCondition(parameters.nothing_if, facts)
    const evaluate = (reading: Reading): Scored => {
      const scored = parts.map((part) => scorePart(part, reading))
      const low = held(sum(scored.map((part) => part.low)))
      const high = held(sum(scored.map((part) => part.high)))
      const none = nothing(reading)
      if (none === true) return { low: zero, high: zero, empty: false }
      return none === null
        ? { low: min(zero, low), high: max(zero, high), empty: false }
        : { low, high, empty: false }
    }
    const least = held(sum(parts.map((part) => min(part.score.least, part.empty))))
    return {
      facts: sumOfParts.facts(parameters, facts),
      least: parameters.nothing_if === undefined ? least : min(zero, least),
      evaluate: (_value, reading) => evaluate(reading),
      explain: (_value, reading) => {
        const condition = nothing(reading)
        const veto = condition === false ? [] : [`${condition ? '' : '可能'}出现本项不得分的情形`]
        return explainParts(parts, reading, evaluate(reading), veto)
      },
    }
  },
}

// --- declarations ------------------------------------------------------------------------------------------------------

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
  const inside = part[key]
  if (!isRecord(inside)) return [...problems, { path: [...path, key], message: `“${key}”没有写参数` }]
  const inner = scoringFunctions[key]!.check(inside, facts, { value: value ?? zero, part: true })
  const canBeEmpty = inner.length === 0 && scoringFunctions[key]!.canBeEmpty(inside, facts)
  return [
    ...problems,
    ...inner.map((problem) => ({ ...problem, path: [...path, key, ...problem.path] })),
    ...checkEmpty(part, path, canBeEmpty || (inner.length > 0 && part.empty !== undefined)),
  ]
}

/** A part whose denominator can be zero says what it gives then; another has nothing to say. */
function checkEmpty(
  part: Record<string, unknown>,
  path: (string | number)[],
  can: boolean,
): ParameterProblem[] {
  if (can)
    return checkChoice(part.empty, [...path, 'empty'], '分母为零时分项得满分还是零分', ['full', 'zero'])
  if (part.empty === undefined) return []
  return [{ path: [...path, 'empty'], message: '分项没有分母，不会为零', remedy: '删去empty' }]
}

/** A table adds up on paper: parts whose points do not sum to the item's are a slip of the author. */
function checkSum(parts: readonly unknown[], { value }: Holder): ParameterProblem[] {
  const values = parts.map((part) => (isRecord(part) ? readNumber(part.value) : undefined))
  if (values.some((each) => each === undefined)) return []
  const total = sum(values.map((each) => each!))
  if (equal(total, value)) return []
  return [
    {
      path: ['parts'],
      message: `各分项分值合计${toDecimal(total)}，与分值${toDecimal(value)}不等`,
      remedy: '改正分项的value，或者考核要点的value',
    },
  ]
}

function compilePart(declared: Record<string, unknown>, facts: Facts): Part {
  const key = functionKey(declared)!
  const value = rational(String(declared.value))
  return {
    title: String(declared.title),
    value,
    says: isRecord(declared.says) ? (declared.says as Record<string, string>) : {},
    empty: declared.empty === 'full' ? value : zero,
    score: compileScore({ [key]: declared[key] as Parameters }, facts, { value, part: true }),
  }
}

// --- scoring -----------------------------------------------------------------------------------------------------------

/** A part that is or may be empty is worth what it declares for that case. */
function scorePart(part: Part, reading: Reading): Scored {
  const scored = part.score.evaluate(part.value, reading)
  if (scored.empty) return { low: part.empty, high: part.empty, empty: true }
  if (!scored.mayBeEmpty) return scored
  return { ...scored, low: min(scored.low, part.empty), high: max(scored.high, part.empty) }
}

/** Each part's arithmetic, then the sum; the sentence is of the part that loses most. */
function explainParts(parts: Part[], reading: Reading, total: Scored, veto: string[]): Explanation {
  const scored = parts.map((part) => ({
    part,
    result: scorePart(part, reading),
    explained: part.score.explain(part.value, reading),
  }))
  const lines = scored.flatMap(({ part, result, explained }) => {
    const own = result.empty ? [`分母为0，按${pointsText(part.empty)}计`] : explained.calculation
    return own.map((line) => `${part.title}（${pointsText(part.value)}分）：${line}`)
  })
  const added = scored.reduce((end, { result }) => add(end, result.high), zero)
  const held =
    equal(added, total.high) || veto.length > 0
      ? ''
      : `（各分项合计${pointsText(added)}，累计扣分以限额为止）`
  const together =
    cmp(total.low, total.high) === 0
      ? pointsText(total.low)
      : `${pointsText(total.low)}—${pointsText(total.high)}`
  const loss = ({ part, result }: (typeof scored)[number]): Rational => sub(part.value, result.high)
  const speaking = scored.reduce((most, entry) => (cmp(loss(entry), loss(most)) > 0 ? entry : most))
  const failing = scored.flatMap(({ explained }) => explained.failing ?? [])
  return {
    calculation: [...lines, ...veto, `合计 ${together}${held}`],
    brief: [...scored.map(({ part, result }) => `${part.title}${intervalText(result)}`), ...veto].join('，'),
    names: speaking.explained.names,
    sentence: speaking.explained.sentence,
    says: speaking.part.says,
    ...(failing.length > 0 ? { failing } : {}),
  }
}
