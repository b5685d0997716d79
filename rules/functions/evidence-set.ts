/** F13 evidence_set: points for each named element that is there, or off the value for each that is missing. */
import { max, type Rational, sub, sum, toDecimal, zero } from '../rational.ts'
import { intervalText, pointsText } from '../wording.ts'
import type { ParameterProblem, Parameters, Reading, SayValue, ScoringFunction } from './function.ts'
import { checkFact, checkPositive, isRecord, readNumber, unknownKeys } from './parameters.ts'
import { checkChoice, onRecord, within } from './rows.ts'

interface Element {
  is: string
  points: Rational
}

const elementsOf = (parameters: Parameters): unknown[] =>
  Array.isArray(parameters.elements) ? parameters.elements : []

export const evidenceSet: ScoringFunction = {
  name: 'evidence_set',
  names: ['present', 'missing', 'count', 'short'],
  canBeEmpty: () => false,
  outcomes: (parameters) =>
    elementsOf(parameters).length > 1
      ? ['met', 'partly', 'not_met', 'unknown']
      : ['met', 'not_met', 'unknown'],
  check(parameters, facts) {
    const problems: ParameterProblem[] = [
      ...unknownKeys(parameters, ['of', 'elements', 'mode']),
      ...checkFact(parameters, 'of', facts, ['set']),
      ...checkChoice(parameters.mode, ['mode'], '按有的得分还是按缺的扣分', ['credit', 'deduct']),
    ]
    const fact = facts.get(String(parameters.of))
    const choices = facts.fieldsOf(String(parameters.of)).find((field) => field.id === fact?.field)?.of
    const elements = elementsOf(parameters)
    if (elements.length === 0)
      problems.push({
        path: ['elements'],
        message: '没有写各项材料',
        remedy: '例如 elements: [{ is: 会议记录, points: 0.5 }]',
      })
    const seen = new Set<string>()
    for (const [index, element] of elements.entries()) {
      const path = ['elements', index]
      if (!isRecord(element)) {
        problems.push({ path, message: '应当写成 { is: 名称, points: 分 }' })
        continue
      }
      const is = String(element.is ?? '')
      problems.push(...unknownKeys(element, ['is', 'points'], path))
      problems.push(
        ...checkPositive(element, 'points').map((problem) => ({ ...problem, path: [...path, 'points'] })),
      )
      if (is === '' || seen.has(is))
        problems.push({ path: [...path, 'is'], message: is === '' ? '没有写名称' : `“${is}”写了两次` })
      else if (choices && !choices.includes(is))
        problems.push({
          path: [...path, 'is'],
          message: `选项里没有“${is}”`,
          remedy: `可用：${choices.join('、')}`,
        })
      seen.add(is)
    }
    return problems
  },
  facts: (parameters) => [String(parameters.of)],
  compile(parameters, _facts, holder) {
    const of = String(parameters.of)
    const credit = parameters.mode === 'credit'
    const elements = (elementsOf(parameters) as Record<string, unknown>[]).map(
      (element): Element => ({ is: String(element.is), points: readNumber(element.points)! }),
    )
    /** The exact points of a complete set. */
    const points = (value: Rational, has: readonly string[]): Rational => {
      const worth = (there: boolean): Rational =>
        sum(elements.filter((element) => has.includes(element.is) === there).map((element) => element.points))
      return credit ? within(worth(true), value) : max(zero, sub(value, worth(false)))
    }
    const all = elements.map((element) => element.is)
    const known = (reading: Reading): { has: string[]; closed: boolean } => {
      const set = reading.known(of)
      if (set.kind !== 'set') throw new TypeError(`evidence_set cannot read ${set.kind}`)
      return set
    }
    const range = (value: Rational, { has, closed }: { has: string[]; closed: boolean }) => ({
      low: points(value, has),
      high: points(value, closed ? has : all),
    })
    return {
      facts: [of],
      least: points(holder.value, []),
      evaluate: (value, reading) => ({ ...range(value, known(reading)), empty: false }),
      explain(value, reading) {
        const set = known(reading)
        const say = (text: string): SayValue => ({ text, fact: of })
        const lines = elements.map((element) => {
          const there = set.has.includes(element.is)
          const state = there ? '有' : set.closed ? '缺' : '未提供'
          const counts = credit === there && (there || set.closed)
          const sign = credit ? '得' : '扣'
          return `${element.is}：${state}${counts ? `，${sign}${pointsText(element.points)}分` : ''}`
        })
        const recorded = known(onRecord(reading))
        const present = all.filter((is) => recorded.has.includes(is))
        const missing = all.filter((is) => !recorded.has.includes(is))
        const brief = `${all.length}项材料有${all.filter((is) => set.has.includes(is)).length}项`
        return {
          calculation: [...lines, `${brief}，得${intervalText(range(value, set))}分`],
          brief,
          names: {
            present: present.map(say),
            missing: missing.map(say),
            count: say(toDecimal({ n: BigInt(all.length), d: 1n })),
            short: say(String(missing.length)),
          },
          sentence: 'shortcoming',
        }
      },
    }
  },
}
