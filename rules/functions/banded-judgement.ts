/** F16 banded_judgement: a person chose a grade, then a number inside the grade's range; the number × weight is the points. */
import { cmp, max, min, mul, type Rational, toDecimal, zero } from '../rational.ts'
import { intervalText, percentText } from '../wording.ts'
import type { ParameterProblem, Parameters, Reading, ScoringFunction } from './function.ts'
import { checkFact, checkPositive, isRecord, readNumber, unknownKeys } from './parameters.ts'
import { onRecord, within } from './rows.ts'

interface Band {
  is: string
  from: Rational
  to: Rational
}

const bandsOf = (parameters: Parameters): unknown[] =>
  Array.isArray(parameters.bands) ? parameters.bands : []

const readBands = (parameters: Parameters): Band[] =>
  bandsOf(parameters).flatMap((band) => {
    if (!isRecord(band)) return []
    const from = readNumber(band.from)
    const to = readNumber(band.to)
    return from && to ? [{ is: String(band.is ?? ''), from, to }] : []
  })

export const bandedJudgement: ScoringFunction = {
  name: 'banded_judgement',
  names: ['grade', 'given'],
  canBeEmpty: () => false,
  outcomes(parameters, _facts, { value }) {
    const bands = readBands(parameters)
    const weight = readNumber(parameters.weight) ?? zero
    const most = bands.map((band) => mul(band.to, weight)).reduce(max, zero)
    return cmp(most, value) >= 0 ? ['met', 'partly', 'not_met', 'unknown'] : ['partly', 'not_met', 'unknown']
  },
  check(parameters, facts) {
    const problems = [
      ...unknownKeys(parameters, ['grade', 'of', 'bands', 'weight']),
      ...checkFact(parameters, 'grade', facts, ['choice']),
      ...checkFact(parameters, 'of', facts, ['count', 'amount']),
      ...checkPositive(parameters, 'weight'),
    ]
    const grade = facts.get(String(parameters.grade))
    const words = facts.fieldsOf(String(parameters.grade)).find((field) => field.id === grade?.field)?.of
    return [...problems, ...checkBands(parameters, words)]
  },
  facts: (parameters) => [String(parameters.grade), String(parameters.of)],
  compile(parameters) {
    const gradeId = String(parameters.grade)
    const of = String(parameters.of)
    const bands = readBands(parameters)
    const weight = readNumber(parameters.weight)!
    const points = (value: Rational, band: Band, given: Rational): Rational =>
      within(mul(max(band.from, min(band.to, given)), weight), value)
    const known = (reading: Reading) => {
      const grade = reading.known(gradeId)
      const given = reading.known(of)
      if (grade.kind !== 'choice' || given.kind !== 'number')
        throw new TypeError(`banded_judgement cannot read ${grade.kind} and ${given.kind}`)
      const chosen = bands.filter((band) => band.is === grade.value)
      return { grade: grade.value, given, reachable: chosen.length > 0 ? chosen : bands }
    }
    /** The hull over every grade that can still be chosen. */
    const range = (value: Rational, { given, reachable }: ReturnType<typeof known>) => ({
      low: reachable.map((band) => points(value, band, given.low)).reduce(min),
      high: reachable.map((band) => points(value, band, given.high ?? band.to)).reduce(max),
    })
    return {
      facts: [gradeId, of],
      least: bands.map((band) => mul(band.from, weight)).reduce(min),
      evaluate: (value, reading) => ({ ...range(value, known(reading)), empty: false }),
      explain(value, reading) {
        const judged = known(reading)
        const exact = judged.given.high !== null && cmp(judged.given.low, judged.given.high) === 0
        const [band] = judged.reachable
        const chosen = judged.grade !== null && judged.reachable.length === 1
        const scale = chosen ? `（${toDecimal(band!.from)}—${toDecimal(band!.to)}分）` : ''
        const mark = exact ? `评${toDecimal(judged.given.low)}分` : '分数未评'
        const outside =
          chosen && exact && (cmp(judged.given.low, band!.from) < 0 || cmp(judged.given.low, band!.to) > 0)
        const said = `${chosen ? `评为${judged.grade}${scale}` : '等次未评'}，${mark}`
        const recorded = known(onRecord(reading))
        const written = recorded.given.high !== null && cmp(recorded.given.low, recorded.given.high) === 0
        return {
          calculation: [
            said,
            ...(outside ? ['分数不在该等次范围内，按范围的端点计'] : []),
            `分数 × ${percentText(weight)} = ${intervalText(range(value, judged))}`,
          ],
          brief: said,
          names: {
            grade: { text: recorded.grade ?? '', fact: gradeId },
            given: { text: written ? toDecimal(recorded.given.low) : '', fact: of },
          },
          sentence: 'shortcoming',
        }
      },
    }
  },
}

/** Each grade once with its range, and no number in two of them but a shared end, which the grade decides. */
function checkBands(parameters: Parameters, words: readonly string[] | undefined): ParameterProblem[] {
  const written = bandsOf(parameters)
  const remedy = '例如 bands: [{ is: A, from: 90, to: 100 }, { is: B, from: 80, to: 89 }]'
  if (written.length === 0) return [{ path: ['bands'], message: '没有写各等次的分数范围', remedy }]
  const problems: ParameterProblem[] = []
  const seen: Band[] = []
  for (const [index, entry] of written.entries()) {
    const path = ['bands', index]
    const [band] = readBands({ bands: [entry] })
    if (!isRecord(entry) || !band) {
      problems.push({ path, message: '应当写成 { is: 等次, from: 低, to: 高 }', remedy })
      continue
    }
    problems.push(...unknownKeys(entry, ['is', 'from', 'to'], path))
    if (words && !words.includes(band.is))
      problems.push({
        path: [...path, 'is'],
        message: `没有等次“${band.is}”`,
        remedy: `可用：${words.join('、')}`,
      })
    if (cmp(band.from, band.to) > 0)
      problems.push({ path: [...path, 'from'], message: '范围的低端高于高端', remedy: '改正from或者to' })
    for (const other of seen) {
      if (other.is === band.is) problems.push({ path: [...path, 'is'], message: `等次“${band.is}”写了两次` })
      else if (cmp(band.from, other.to) < 0 && cmp(other.from, band.to) < 0)
        problems.push({ path, message: `范围与等次“${other.is}”重叠`, remedy: '各等次的范围不能重叠' })
    }
    seen.push(band)
  }
  for (const word of words ?? []) {
    if (!seen.some((band) => band.is === word))
      problems.push({ path: ['bands'], message: `等次“${word}”没有写分数范围`, remedy })
  }
  return problems
}
