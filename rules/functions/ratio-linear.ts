/** F6 ratio_linear: value × min(1, measure ÷ target), nothing under `lower`; the measure is a share, a rate or a count. */
import type { Knowledge } from '../knowledge.ts'
import { cmp, div, equal, isZero, min, mul, one, type Rational, toDecimal, zero } from '../rational.ts'
import { percentText, pointsText } from '../wording.ts'
import type { Explanation, Reading, ScoringFunction } from './function.ts'
import { checkLower, type Lower, lowerText, readLower } from './lower.ts'
import { checkScales } from './measure-checks.ts'
import { goalNames, isCounted, sayGoal } from './measure-words.ts'
import { emptinessOfRate, hasEmptiness, measureOf, orEmpty } from './measures.ts'
import { checkFact, checkPositive, readNumber, unknownKeys } from './parameters.ts'

export const ratioLinear: ScoringFunction = {
  name: 'ratio_linear',
  names: goalNames,
  canBeEmpty: (parameters, facts) => hasEmptiness(parameters.of, facts),
  outcomes: (parameters, facts) => {
    const target = readNumber(parameters.target)
    const lower = readLower(parameters)
    // One of one is all there is: a count that need only be 1 is never partly there; nor what must reach its target.
    const whole =
      target !== undefined &&
      ((facts.get(String(parameters.of))?.kind === 'count' && cmp(target, one) <= 0) ||
        lower?.under(target) === false)
    return whole ? ['met', 'not_met', 'unknown'] : ['met', 'partly', 'not_met', 'unknown']
  },
  check(parameters, facts) {
    const problems = [
      ...unknownKeys(parameters, ['of', 'over', 'target', 'lower']),
      ...checkFact(parameters, 'of', facts, ['share', 'rate', 'count', 'amount']),
      ...checkPositive(parameters, 'target'),
      ...checkLower(parameters, 'target'),
    ]
    const of = facts.get(String(parameters.of))
    if (of?.kind === 'share' && parameters.over !== undefined && parameters.over !== of.over) {
      problems.push({
        path: ['over'],
        message: `“${of.id}”的分母是“${of.over}”`,
        remedy: `写 over: ${of.over}`,
      })
    }
    if (of && of.kind !== 'share' && parameters.over !== undefined) {
      problems.push({
        path: ['over'],
        message: `“${of.id}”不是份额，没有分母`,
        remedy: '删去 over，或者把数据项声明为 kind: share',
      })
    }
    return [
      ...problems,
      ...checkScales(parameters, ['target', 'lower'], measureOf(String(parameters.of), facts, 'rate')),
    ]
  },
  facts: (parameters, facts) => {
    const of = String(parameters.of)
    const over = facts.get(of)?.over
    return over ? [of, over] : [of]
  },
  compile(parameters, facts) {
    const of = String(parameters.of)
    const target = readNumber(parameters.target)!
    const lower = readLower(parameters)
    const points = (value: Rational, measure: Rational | null): Rational =>
      measure === null ? value : lower?.under(measure) ? zero : mul(value, min(one, div(measure, target)))
    return {
      facts: ratioLinear.facts(parameters, facts),
      least: zero,
      evaluate(value, reading) {
        const measured = measure(reading.known(of))
        const scored = { low: points(value, measured.low), high: points(value, measured.high), empty: false }
        return orEmpty(scored, measured)
      },
      explain: (value, reading) => explain(value, reading, of, { target, lower, points }),
    }
  },
}

interface Measured {
  low: Rational
  high: Rational | null
  empty: boolean
  mayBeEmpty: boolean
}

function measure(known: Knowledge): Measured {
  if (known.kind === 'share')
    return { ...known.rate, empty: known.empty, mayBeEmpty: isZero(known.whole.low) }
  if (known.kind === 'number') return { low: known.low, high: known.high, ...emptinessOfRate(known) }
  throw new TypeError(`ratio_linear cannot measure ${known.kind}`)
}

interface Rule {
  target: Rational
  lower: Lower | null
  points(value: Rational, measure: Rational | null): Rational
}

function explain(
  value: Rational,
  reading: Reading,
  of: string,
  { target, lower, points }: Rule,
): Explanation {
  const fact = reading.fact(of)
  const known = reading.known(of)
  const measured = measure(known)
  const share = known.kind === 'share'
  const percent = share || fact.compiled.kind === 'rate'
  const shown = (number: Rational): string => (percent ? percentText(number) : toDecimal(number))
  const goal = percent && cmp(target, one) === 0 ? '' : ` ÷ ${shown(target)}`
  const line = (number: Rational | null, part: Rational | null, whole: Rational | null): string => {
    if (number === null) return `${pointsText(value)} × 1 = ${pointsText(value)}`
    const capped = cmp(number, target) > 0 ? '（超过要求的按1计）' : ''
    const ratio =
      part && whole && !isZero(whole) && equal(div(part, whole), number)
        ? `${toDecimal(part)} ÷ ${toDecimal(whole)}`
        : shown(number)
    if (lower?.under(number))
      return `${ratio}${ratio.includes('÷') ? ` = ${shown(number)}` : ''}，${lowerText(lower, shown)}`
    return `${pointsText(value)} × ${ratio}${goal} = ${pointsText(points(value, number))}${capped}`
  }
  const lowLine = line(measured.low, share ? known.part.low : null, share ? (known.whole.high ?? null) : null)
  const highLine = line(measured.high, share ? known.part.high : null, share ? known.whole.low : null)
  // A rate told without its counts is one number however many there were.
  const exact = measured.low && measured.high && equal(measured.low, measured.high)
  const calculation = exact || lowLine === highLine ? [lowLine] : [`下限 ${lowLine}`, `上限 ${highLine}`]
  return {
    calculation: measured.empty ? ['没有可以计算的对象，本项不适用'] : calculation,
    brief: calculation.join('；'),
    names: sayGoal(reading, of, target),
    sentence: share && !isCounted(fact) ? 'shortcoming_rate' : 'shortcoming',
  }
}
