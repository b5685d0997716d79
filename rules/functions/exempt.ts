/**
 * M8 exempt: while a condition over facts holds (a given honour), the full value without a check; else the function inside.
 * `title` says why, and stands for the sentence of what was met.
 */

import { min, zero } from '../rational.ts'
import { intervalText, pointsText } from '../wording.ts'
import type { ScoringFunction } from './function.ts'
import { unknownKeys } from './parameters.ts'
import { checkFactCondition, factCondition, factsIn } from './rows.ts'
import { checkInner, compileInner, innerCanBeEmpty, innerFacts, innerOf, innerOutcomes } from './wrapped.ts'

const key = 'score'

export const exempt: ScoringFunction = {
  name: 'exempt',
  names: [],
  wraps: (parameters) => innerOf(parameters, key),
  canBeEmpty: (parameters, facts) => innerCanBeEmpty(parameters, key, facts),
  outcomes: (parameters, facts, holder) => innerOutcomes(parameters, key, facts, holder, ['met']),
  check: (parameters, facts, holder) => [
    ...unknownKeys(parameters, ['when', 'title', key]),
    ...checkFactCondition(parameters.when, ['when'], facts),
    ...(parameters.title === undefined || typeof parameters.title === 'string'
      ? []
      : [{ path: ['title'], message: '免检的理由应当是一句话', remedy: '例如 title: 获得全国示范称号' }]),
    ...checkInner(parameters, key, facts, holder),
  ],
  facts: (parameters, facts) => [
    ...new Set([...factsIn(parameters.when, facts), ...innerFacts(parameters, key, facts)]),
  ],
  compile(parameters, facts, holder) {
    const inner = compileInner(parameters, key, facts, holder)
    const when = factCondition(parameters.when, facts)
    const title = typeof parameters.title === 'string' ? parameters.title : null
    const evaluate: typeof inner.evaluate = (value, reading) => {
      const holds = when(reading)
      if (holds === true) return { low: value, high: value, empty: false }
      const scored = inner.evaluate(value, reading)
      if (holds === false) return scored
      if (scored.empty) return { low: zero, high: value, empty: false, mayBeEmpty: true }
      return {
        low: min(scored.low, value),
        high: value,
        empty: false,
        ...(scored.mayBeEmpty ? { mayBeEmpty: true } : {}),
      }
    }
    return {
      facts: exempt.facts(parameters, facts),
      least: inner.least,
      ...(inner.leastAt ? { leastAt: inner.leastAt } : {}),
      evaluate,
      failing: (value, reading) => (when(reading) === true ? [] : (inner.failing?.(value, reading) ?? [])),
      explain(value, reading) {
        const explained = inner.explain(value, reading)
        const holds = when(reading)
        if (holds === false) return explained
        if (holds === true) {
          const brief = `${title ?? '符合免检条件'}，得满分${pointsText(value)}分`
          const says = title === null ? {} : { says: { ...explained.says, met: title } }
          return { ...explained, ...says, calculation: [brief], brief }
        }
        const line = `${title ? `是否“${title}”` : '是否符合免检条件'}未定：得${intervalText(evaluate(value, reading))}分`
        return {
          ...explained,
          calculation: [...explained.calculation, line],
          brief: `${explained.brief}，${line}`,
        }
      },
    }
  },
}
