/**
 * F17 survey: the weighted share of answers, against a target. The mean moves one way with each count, towards the
 * answer's weight, so its extremes are where the answers above some weight are at one end and the rest at the other.
 */
import type { KnowledgeOf, NumberRange } from '../knowledge.ts'
import { cmp, div, isZero, max, min, mul, one, type Rational, sum, toDecimal, zero } from '../rational.ts'
import { percentText, pointsText } from '../wording.ts'
import type {
  Explanation,
  ParameterProblem,
  Parameters,
  Reading,
  Scored,
  ScoringFunction,
} from './function.ts'
import { checkFact, checkNumber, checkPositive, isRecord, readNumber, unknownKeys } from './parameters.ts'
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
  outcomes: () => ['met', 'partly', 'not_met', 'unknown'],
  check(parameters, facts) {
    const answers = Array.isArray(parameters.answers) ? parameters.answers : []
    const problems: ParameterProblem[] = [
      ...unknownKeys(parameters, ['answers', 'minimum', 'too_few', 'target']),
      ...checkPositive(parameters, 'minimum'),
      ...checkChoice(parameters.too_few, ['too_few'], '答卷少于最低份数怎样计分', tooFew),
      ...(parameters.target === undefined ? [] : checkPositive(parameters, 'target')),
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
  compile(parameters) {
    const answers = answersOf(parameters).sort((a, b) => cmp(b.weight, a.weight))
    const minimum = readNumber(parameters.minimum)!
    const target = readNumber(parameters.target) ?? one
    const points = (value: Rational, rate: Rational): Rational => mul(value, min(one, div(rate, target)))
    const few = (value: Rational): { low: Rational; high: Rational } => ({
      low: parameters.too_few === 'full' ? value : zero,
      high: parameters.too_few === 'zero' ? zero : value,
    })
    return {
      facts: factsOf(answers),
      least: zero,
      evaluate(value, reading): Scored {
        const counts = countsOf(answers, (id) => reading.known(id) as KnowledgeOf<'number'>)
        const total = totalOf(counts)
        const enough = total.high === null || cmp(total.high, minimum) >= 0
        const short = cmp(total.low, minimum) < 0
        const rate = meanOf(answers, counts)
        const ends = [
          ...(enough && rate ? [points(value, rate.low), points(value, rate.high)] : []),
          ...(short ? [few(value).low, few(value).high] : []),
        ]
        return { low: ends.reduce(min), high: ends.reduce(max), empty: false }
      },
      explain(value, reading) {
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
          ...(enough && rate ? rateLines(rate, target, value, (of) => points(value, of)) : []),
        ]
        return {
          calculation: lines,
          brief: lines.join('；'),
          names: names(answers, reading, target, minimum),
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

function rateLines(
  rate: { low: Rational; high: Rational },
  target: Rational,
  value: Rational,
  points: (rate: Rational) => Rational,
): string[] {
  const goal = cmp(target, one) === 0 ? '' : ` ÷ ${percentText(target)}`
  const line = (of: Rational): string => {
    const capped = cmp(of, target) > 0 ? '（超过要求的按1计）' : ''
    return `满意率${percentText(of)}：${pointsText(value)} × ${percentText(of)}${goal} = ${pointsText(points(of))}${capped}`
  }
  const same = cmp(points(rate.low), points(rate.high)) === 0
  return same ? [line(rate.low)] : [`下限 ${line(rate.low)}`, `上限 ${line(rate.high)}`]
}

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
