/**
 * F17 survey: the weighted share of answers: against a target, by bands, or by steps below a target. The mean moves one way with each count, towards the
 * answer's weight, so its extremes are where the answers above some weight are at one end and the rest at the other.
 */
import type { KnowledgeOf, NumberRange } from '../knowledge.ts'
import { cmp, div, isZero, max, min, mul, one, type Rational, sum, toDecimal, zero } from '../rational.ts'
import { percentText, pointsText } from '../wording.ts'
import { bandPoints, checkBands } from './bands.ts'
import type {
  Explanation,
  Holder,
  ParameterProblem,
  Parameters,
  Reading,
  Scored,
  ScoringFunction,
} from './function.ts'
import { checkLower, lowerText, overLower, readLower } from './lower.ts'
import { checkScales } from './measure-checks.ts'
import { fullDomain, type Measure, type MeasuredScore } from './measures.ts'
import { checkFact, checkNumber, checkPositive, isRecord, readNumber, unknownKeys } from './parameters.ts'
import { type Extreme, extremes, outcomesOver } from './points.ts'
import { checkShortfall, shortfallKeys, shortfallPoints } from './ratio-shortfall.ts'
import { checkChoice } from './rows.ts'

interface Answer {
  of: string
  weight: Rational
}

const written = (parameters: Parameters): Record<string, unknown>[] =>
  Array.isArray(parameters.answers) ? parameters.answers.filter(isRecord) : []

const answersOf = (parameters: Parameters): Answer[] =>
  written(parameters).map((answer) => ({ of: String(answer.of), weight: readNumber(answer.weight)! }))

const factsOf = (answers: readonly Answer[]): string[] => [...new Set(answers.map((answer) => answer.of))]

const tooFew = ['zero', 'full', 'undecided']
const fewWords: Record<string, string> = { zero: '不得分', full: '得满分', undecided: '不作认定' }

export const survey: ScoringFunction = {
  name: 'survey',
  names: ['rate', 'target', 'count', 'minimum'],
  canBeEmpty: () => false,
  outcomes: (parameters, _facts, holder) => [
    ...new Set([
      ...outcomesOver(ruleOf(parameters, holder).points, fullDomain(rateOf(parameters)), holder.value),
      ...(parameters.too_few === 'full' ? (['met'] as const) : []),
      ...(parameters.too_few === 'zero' ? (['not_met'] as const) : []),
    ]),
  ],
  check(parameters, facts, holder) {
    const answers = Array.isArray(parameters.answers) ? parameters.answers : []
    const problems: ParameterProblem[] = [
      ...unknownKeys(parameters, ['answers', 'minimum', 'too_few', 'lower', ...rules]),
      ...checkPositive(parameters, 'minimum'),
      ...checkChoice(parameters.too_few, ['too_few'], '答卷少于最低份数怎样计分', tooFew),
      ...checkRule(parameters, holder),
    ]
    if (answers.length < 2) {
      problems.push({
        path: ['answers'],
        message: '没有写明哪些回答各计多少',
        remedy: '例如 answers: [{ of: survey.good, weight: 1 }, { of: survey.poor, weight: 0 }]',
      })
    }
    for (const [index, answer] of answers.entries()) {
      const path = ['answers', index]
      if (!isRecord(answer)) {
        problems.push({ path, message: '回答应当写成 { of, weight }' })
        continue
      }
      const weight = readNumber(answer.weight)
      problems.push(
        ...unknownKeys(answer, ['of', 'weight'], path),
        ...checkFact(answer, 'of', facts, ['count']).map((problem) => ({
          ...problem,
          path: [...path, ...problem.path],
        })),
        ...checkNumber(answer, 'weight', '权重', { path }),
      )
      if (weight && cmp(weight, one) > 0)
        problems.push({ path: [...path, 'weight'], message: '权重高于1', remedy: '满意1、基本满意0.8……' })
    }
    return problems
  },
  facts: (parameters) => factsOf(answersOf(parameters)),
  compile(parameters, _facts, holder) {
    const answers = answersOf(parameters).sort((a, b) => cmp(b.weight, a.weight))
    const minimum = readNumber(parameters.minimum)!
    const rule = ruleOf(parameters, holder)
    const reached = (rate: { low: Rational; high: Rational }) =>
      extremes(rule.points, { ...rate, whole: false })
    const lowest = extremes(rule.points, fullDomain(rateOf(parameters))).low.points
    const few = (value: Rational): { low: Rational; high: Rational } => ({
      low: parameters.too_few === 'full' ? value : zero,
      high: parameters.too_few === 'zero' ? zero : value,
    })
    return {
      facts: factsOf(answers),
      least: parameters.too_few === 'zero' ? min(zero, lowest) : lowest,
      evaluate(value, reading): Scored {
        const counts = countsOf(answers, (id) => reading.known(id) as KnowledgeOf<'number'>)
        const total = totalOf(counts)
        const enough = total.high === null || cmp(total.high, minimum) >= 0
        const short = cmp(total.low, minimum) < 0
        const rate = meanOf(answers, counts)
        const ends = [
          ...(enough && rate ? [reached(rate).low.points, reached(rate).high.points] : []),
          ...(short ? [few(value).low, few(value).high] : []),
        ]
        return { low: ends.reduce(min), high: ends.reduce(max), empty: false }
      },
      explain(_value, reading) {
        const counts = countsOf(answers, (id) => reading.known(id) as KnowledgeOf<'number'>)
        const total = totalOf(counts)
        const rate = meanOf(answers, counts)
        const enough = total.high === null || cmp(total.high, minimum) >= 0
        const recorded = totalOf(countsOf(answers, (id) => reading.fact(id).record as KnowledgeOf<'number'>))
        const tooFewOnRecord = recorded.high !== null && cmp(recorded.high, minimum) < 0
        const lines = [
          ...(cmp(total.low, minimum) < 0
            ? [
                `答卷${countText(total)}份，少于${toDecimal(minimum)}份的${fewWords[String(parameters.too_few)]}`,
              ]
            : []),
          ...(enough && rate ? rateLines(reached(rate), rule) : []),
        ]
        return {
          calculation: lines,
          brief: lines.join('；'),
          names: names(answers, reading, rule.target, minimum),
          sentence: tooFewOnRecord ? 'shortcoming_none' : 'shortcoming',
        }
      },
    }
  },
}

type Counts = NumberRange[]

const countsOf = (answers: readonly Answer[], read: (id: string) => NumberRange): Counts =>
  answers.map((answer) => read(answer.of))

const totalOf = (counts: Counts): NumberRange => ({
  low: sum(counts.map((count) => count.low)),
  high: counts.some((count) => count.high === null) ? null : sum(counts.map((count) => count.high!)),
})

/** Lowest and highest weighted mean; null when nobody can have answered. Answers come heaviest first. */
function meanOf(answers: readonly Answer[], counts: Counts): { low: Rational; high: Rational } | null {
  const means = answers.flatMap((_, cut) => [
    ...mean(answers, counts, (index) => index <= cut),
    ...mean(answers, counts, (index) => index > cut),
  ])
  const all = [...means, ...mean(answers, counts, () => true), ...mean(answers, counts, () => false)]
  return all.length === 0 ? null : { low: all.reduce(min), high: all.reduce(max) }
}

/** The mean with some answers at their most and the rest at their least; without bound, what it tends to. */
function mean(answers: readonly Answer[], counts: Counts, most: (index: number) => boolean): Rational[] {
  const endless = answers.filter((_, index) => most(index) && counts[index]!.high === null)
  if (endless.length > 0) return endless.map((answer) => answer.weight)
  const taken = counts.map((count, index) => (most(index) ? count.high! : count.low))
  const whole = sum(taken)
  if (isZero(whole)) return []
  return [div(sum(taken.map((count, index) => mul(count, answers[index]!.weight))), whole)]
}

const countText = ({ low, high }: NumberRange): string =>
  high !== null && cmp(low, high) === 0
    ? toDecimal(low)
    : `${toDecimal(low)}${high === null ? '以上' : `至${toDecimal(high)}`}`

function rateLines({ low, high }: { low: Extreme; high: Extreme }, rule: Rule): string[] {
  const line = ({ measure, points }: Extreme): string => rule.line(measure, points)
  return cmp(low.points, high.points) === 0 ? [line(low)] : [`下限 ${line(low)}`, `上限 ${line(high)}`]
}

// --- what a rate brings ------------------------------------------------------------------------------------------------

/** Ways to turn the rate into points; at most one is written. */
const rules = ['target', 'bands', 'shortfall'] as const

interface Rule extends Pick<MeasuredScore, 'points' | 'line'> {
  target: Rational
}

/** The weighted share of answers as something measured. */
function rateOf(parameters: Parameters): Measure {
  const id = answersOf(parameters)[0]?.of ?? ''
  return { id, take: 'rate', whole: false, percent: true, unit: '', rows: false, most: one }
}

function checkRule(parameters: Parameters, holder: Holder): ParameterProblem[] {
  const { bands, shortfall } = parameters
  const several = rules.filter((key) => parameters[key] !== undefined)
  if (several.length > 1) {
    return [
      {
        path: [several[1]!],
        message: `满意率怎样计分只能写一种：${several.join('、')}`,
        remedy: '按比例写 target，分档写 bands，每低一档扣分写 shortfall',
      },
    ]
  }
  if (parameters.lower !== undefined && (bands !== undefined || shortfall !== undefined))
    return [
      {
        path: ['lower'],
        message: '分档的、每低一档扣分的，lower不写在这里',
        remedy: '分档的写一档0分；每低一档扣分的写进shortfall',
      },
    ]
  if (bands !== undefined) return checkBands(parameters, holder, rateOf(parameters))
  if (shortfall === undefined)
    return [
      ...(parameters.target === undefined ? [] : checkPositive(parameters, 'target')),
      ...checkLower(parameters, 'target'),
      ...checkScales(parameters, ['target', 'lower'], rateOf(parameters)),
    ]
  if (!isRecord(shortfall)) {
    return [
      {
        path: ['shortfall'],
        message: '没有写每低一档怎样扣分',
        remedy:
          '例如 shortfall: { target: 90%, step: 1%, deduct_each: 0.1, step_rounding: whole, floor: item }',
      },
    ]
  }
  return [
    ...unknownKeys(shortfall, shortfallKeys),
    ...checkShortfall(shortfall, holder, rateOf(parameters)),
  ].map((problem) => ({ ...problem, path: ['shortfall', ...problem.path] }))
}

function ruleOf(parameters: Parameters, holder: Holder): Rule {
  const measure = rateOf(parameters)
  const { bands, shortfall } = parameters
  if (bands !== undefined) return told({ target: one, ...bandPoints(parameters, measure) })
  if (isRecord(shortfall))
    return told({
      target: readNumber(shortfall.target)!,
      ...shortfallPoints(shortfall, holder, measure),
    })
  return proportional(parameters, holder.value)
}

const told = (rule: Rule): Rule => ({ ...rule, line: (rate, points) => `满意率：${rule.line(rate, points)}` })

function proportional(parameters: Parameters, value: Rational): Rule {
  const target = readNumber(parameters.target) ?? one
  const lower = readLower(parameters)
  const goal = cmp(target, one) === 0 ? '' : ` ÷ ${percentText(target)}`
  return {
    target,
    points: overLower(
      { at: (rate) => mul(value, min(one, div(rate, target))), breakpoints: [target] },
      lower,
    ),
    line: (rate, points) => {
      if (lower?.under(rate)) return `满意率${percentText(rate)}，${lowerText(lower, percentText)}`
      const capped = cmp(rate, target) > 0 ? '（超过要求的按1计）' : ''
      return `满意率${percentText(rate)}：${pointsText(value)} × ${percentText(rate)}${goal} = ${pointsText(points)}${capped}`
    },
  }
}

// --- words -------------------------------------------------------------------------------------------------------------

/** Sentences speak of what is on record. */
function names(
  answers: readonly Answer[],
  reading: Reading,
  target: Rational,
  minimum: Rational,
): Explanation['names'] {
  const counts = countsOf(answers, (id) => reading.fact(id).record as KnowledgeOf<'number'>)
  const fact = answers[0]!.of
  const rate = meanOf(answers, counts)
  return {
    rate: { text: rate ? percentText(rate.low) : '', fact },
    target: { text: percentText(target), fact },
    count: { text: toDecimal(totalOf(counts).low), fact },
    minimum: { text: toDecimal(minimum), fact },
  }
}
