/**
 * F21 sum_of_parts: Σ of parts, each with its own function, value and floor; optionally a cap on what all parts together
 * lose, a floor for the sum, and a condition that leaves nothing (该项不得分).
 */
import type { RowRef } from '../assessment.ts'
import {
  add,
  cmp,
  div,
  equal,
  isPositive,
  max,
  min,
  mul,
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
  /** What it gives when its denominator is zero; null: its points go to the other parts. */
  empty: Rational | null
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
  // A part says itself what an empty denominator gives; with every part's points handed on, nothing applies.
  canBeEmpty: (parameters) => partsOf(parameters).every((part) => isRecord(part) && part.empty === 'spread'),
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
      const none = nothing(reading)
      if (none === true) return { low: zero, high: zero, empty: false }
      const { low, high, ...more } = together(
        parts.map((part) => statesOf(part, scorePart(part, reading))),
        value,
        held,
      )
      return none === null ? { low: min(zero, low), high: max(zero, high), ...more } : { low, high, ...more }
    }
    const worst = parts.map((part) => {
      const points = part.empty === null ? part.score.least : min(part.score.least, part.empty)
      const state = { value: part.value, low: points, high: points }
      return part.empty === null ? [state, null] : [state]
    })
    const least = together(worst, value, held).low
    return {
      facts: sumOfParts.facts(parameters, facts),
      least: parameters.nothing_if === undefined ? least : min(zero, least),
      evaluate: (_value, reading) => evaluate(reading),
      ...(parts.some(({ score }) => score.failing)
        ? { failing: (_value: Rational, reading: Reading) => failingRows(parts, reading, evaluate(reading)) }
        : {}),
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
  if (!value || !isPositive(value)) {
    problems.push(
      value
        ? {
            path: [...path, 'value'],
            message: '分项的分值应当大于0',
            remedy: '只扣分、没有分值的，不写成分项，用deductions',
          }
        : { path: [...path, 'value'], message: '分项没有写分值', remedy: '例如 value: 0.5' },
    )
  }
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
    return checkChoice(part.empty, [...path, 'empty'], '分母为零时分项得满分、零分还是分值摊给其他分项', [
      'full',
      'zero',
      'spread',
    ])
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
    empty: declared.empty === 'spread' ? null : declared.empty === 'full' ? value : zero,
    score: compileScore({ [key]: declared[key] as Parameters }, facts, { value, part: true }),
  }
}

// --- scoring -----------------------------------------------------------------------------------------------------------

/** A part as it may turn out: with points, or null where its value goes to the others. */
type State = { value: Rational; low: Rational; high: Rational } | null

function statesOf(part: Part, scored: Scored): State[] {
  const present = { value: part.value, low: scored.low, high: scored.high }
  if (part.empty !== null) return [present]
  return scored.empty ? [null] : scored.mayBeEmpty ? [present, null] : [present]
}

/** The sum over every way the parts may turn out; those that are there are scaled to the whole value. */
function together(
  parts: readonly (readonly State[])[],
  value: Rational,
  held: (points: Rational) => Rational,
): Scored {
  const ways = parts.reduce<State[][]>(
    (found, states) => found.flatMap((way) => states.map((state) => [...way, state])),
    [[]],
  )
  const sums = ways.flatMap((way) => {
    const there = way.filter((state) => state !== null)
    if (there.length === 0) return []
    const scale = div(value, sum(there.map((state) => state.value)))
    return [
      {
        low: held(mul(sum(there.map((state) => state.low)), scale)),
        high: held(mul(sum(there.map((state) => state.high)), scale)),
      },
    ]
  })
  if (sums.length === 0) return { low: zero, high: zero, empty: true }
  return {
    low: sums.map(({ low }) => low).reduce(min),
    high: sums.map(({ high }) => high).reduce(max),
    empty: false,
    ...(sums.length < ways.length ? { mayBeEmpty: true } : {}),
  }
}

/** A part that is or may be empty is worth what it declares for that case. */
function scorePart(part: Part, reading: Reading): Scored {
  const scored = part.score.evaluate(part.value, reading)
  if (part.empty === null) return scored
  if (scored.empty) return { low: part.empty, high: part.empty, empty: true }
  if (!scored.mayBeEmpty) return scored
  return { ...scored, low: min(scored.low, part.empty), high: max(scored.high, part.empty) }
}

const nothingToScore = {
  brief: '没有可以计算的对象，本项不适用',
  names: {},
  sentence: 'shortcoming',
} as const

/** Some part may still hand its points on, so that the sum is no plain one. */
const mayDrop = (scored: readonly { part: Part; result: Scored }[]): boolean =>
  scored.some(({ part, result }) => part.empty === null && result.mayBeEmpty === true)

/** Each part's arithmetic, then the sum; the sentence is of the part that loses most. */
function explainParts(parts: Part[], reading: Reading, total: Scored, veto: string[]): Explanation {
  const scored = parts.map((part) => ({
    part,
    result: scorePart(part, reading),
    explained: part.score.explain(part.value, reading),
  }))
  const lines = scored.flatMap(({ part, result, explained }) => {
    const none = part.empty === null ? '分母为0，分值摊给其他分项' : `分母为0，按${pointsText(part.empty)}计`
    const own = result.empty ? [none] : explained.calculation
    return own.map((line) => `${part.title}（${pointsText(part.value)}分）：${line}`)
  })
  if (total.empty)
    return { ...nothingToScore, calculation: [...lines, '各分项都没有可以计算的对象，本项不适用'] }
  const there = scored.filter(({ part, result }) => part.empty !== null || !result.empty)
  const added = there.reduce((end, { result }) => add(end, result.high), zero)
  const whole = sum(parts.map(({ value }) => value))
  const left = sum(there.map(({ part }) => part.value))
  const scaled =
    there.length < scored.length ? `${pointsText(added)} × ${pointsText(whole)} ÷ ${pointsText(left)} = ` : ''
  const held =
    equal(mul(added, div(whole, left)), total.high) || veto.length > 0 || total.mayBeEmpty || mayDrop(scored)
      ? ''
      : `（各分项合计${pointsText(added)}，累计扣分以限额为止）`
  const text =
    cmp(total.low, total.high) === 0
      ? pointsText(total.low)
      : `${pointsText(total.low)}—${pointsText(total.high)}`
  const loss = ({ part, result }: (typeof scored)[number]): Rational => sub(part.value, result.high)
  const speaking = there.reduce((most, entry) => (cmp(loss(entry), loss(most)) > 0 ? entry : most))
  return {
    calculation: [...lines, ...veto, `合计 ${scaled}${text}${held}`],
    brief: [
      ...there.map(({ part, result }) => `${part.title}${intervalText(result)}分`),
      ...(scaled === '' ? [] : [`没有的分项分值摊给其余，${scaled}${text}`]),
      ...veto,
    ].join('，'),
    names: speaking.explained.names,
    sentence: speaking.explained.sentence,
    says: speaking.part.says,
    ...(speaking.explained.further ? { further: speaking.explained.further } : {}),
  }
}

const failingRows = (parts: Part[], reading: Reading, { empty }: Scored): RowRef[] =>
  empty ? [] : parts.flatMap(({ value, score }) => score.failing?.(value, reading) ?? [])
