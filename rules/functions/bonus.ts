/** F22 bonus: points by level for each row; the same matter at several levels counts once, at the highest (M3). */
import { levelsNamed } from '../levels.ts'
import type { Field } from '../pack.ts'
import { cmp, max, min, type Rational, sum, toDecimal, zero } from '../rational.ts'
import { intervalText } from '../wording.ts'
import type { Facts, ParameterProblem, Parameters, Reading, SayValue, ScoringFunction } from './function.ts'
import { checkFact, checkPositive, isRecord, readNumber, unknownKeys } from './parameters.ts'
import { checkField, labelOf, onRecord, rowsOf, within, wordIn } from './rows.ts'
import { groupByMatter, type Matter, sumMatters } from './same-matter.ts'

/** Rows of no matter each stand alone. */
const eachRow = 'none'

export const bonus: ScoringFunction = {
  name: 'bonus',
  names: ['names', 'count', 'points'],
  canBeEmpty: () => false,
  outcomes: () => ['met', 'partly', 'not_met', 'unknown'],
  check(parameters, facts) {
    const of = String(parameters.of)
    const problems = [
      ...unknownKeys(parameters, ['of', 'level', 'points', 'same_matter', 'cap']),
      ...checkFact(parameters, 'of', facts, ['events']),
      ...checkPositive(parameters, 'cap'),
    ]
    if (facts.get(of)?.kind !== 'events') return problems
    problems.push(...checkField(parameters.level, ['level'], of, facts, ['choice', 'text']))
    problems.push(...checkLevels(parameters, of, facts))
    if (parameters.same_matter !== eachRow) {
      const found = checkField(parameters.same_matter, ['same_matter'], of, facts)
      const remedy = `写同一事项的字段，各记各的写 same_matter: ${eachRow}`
      if (parameters.same_matter === undefined)
        problems.push({ path: ['same_matter'], message: '没有写明同一事项怎样计', remedy })
      else problems.push(...found.map((problem) => ({ ...problem, remedy: `${problem.remedy}；${remedy}` })))
    }
    return problems
  },
  facts: (parameters) => [String(parameters.of)],
  compile(parameters, facts) {
    const of = String(parameters.of)
    const level = String(parameters.level)
    const cap = readNumber(parameters.cap)!
    // A level in free words may be one that earns nothing.
    const field = facts.fieldsOf(of).find(({ id }) => id === level)
    const listed = field?.of
    const byLevel = levelPoints(parameters, field)
    const least = listed ? [...byLevel.values()].reduce(min) : zero
    const most = [...byLevel.values()].reduce(max)
    const matter = parameters.same_matter === eachRow ? null : String(parameters.same_matter)
    const points = (word: string | null): { low: Rational; high: Rational } => {
      if (word === null) return { low: least, high: most }
      const exact = byLevel.get(word) ?? zero
      return { low: exact, high: exact }
    }
    const judge = (reading: Reading) => {
      const { rows, open } = rowsOf(reading, of)
      const judged = rows.map((row) => {
        const worth = points(wordIn(row.row, level))
        return {
          row: row.row,
          level: wordIn(row.row, level),
          low: row.sure ? worth.low : zero,
          high: worth.high,
        }
      })
      return { rows: judged, open }
    }
    type Judged = ReturnType<typeof judge>
    const limit = (value: Rational): Rational => within(cap, value)
    const matters = ({ rows, open }: Judged, value: Rational): Matter[] => [
      ...groupByMatter(
        rows.map((row) => ({ ...row, matter: matter === null ? null : wordIn(row.row, matter) })),
      ),
      // What may still come is of a matter nobody knows.
      ...(open ? [{ matter: null, low: zero, high: limit(value) }] : []),
    ]
    const range = (judged: Judged, value: Rational) => {
      const found = matter === null ? sumRows(judged.rows) : sumMatters(matters(judged, value))
      const high = judged.open ? limit(value) : within(found.high, limit(value))
      return { low: within(found.low, limit(value)), high }
    }
    return {
      facts: [of],
      least: zero,
      evaluate(value, reading) {
        const judged = judge(reading)
        const scored = { ...range(judged, value), empty: false }
        return matter === null ? scored : { ...scored, matters: matters(judged, value) }
      },
      explain(value, reading) {
        const judged = judge(reading)
        const recorded = judge(onRecord(reading))
        const counted = recorded.rows.filter((row) => row.high.n > 0n)
        const say = (text: string): SayValue => ({ text, fact: of })
        const more = judged.open ? '，登记未完' : ''
        const lines = judged.rows.map((row) => {
          const id = matter === null ? null : wordIn(row.row, matter)
          const about = matter === null ? '' : `（事项${id ?? '未写'}）`
          return `${labelOf(reading, of, row.row)}${about}：${row.level ?? '级别未写'}，${intervalText(row)}分`
        })
        const once = matter === null ? '' : '同一事项按最高计，'
        const total = `${once}合计${intervalText(range(judged, value))}分，最多${toDecimal(limit(value))}分${more}`
        return {
          calculation: [...lines, total],
          brief: total,
          names: {
            names: counted.map((row) => say(labelOf(reading, of, row.row))),
            count: say(String(counted.length)),
            points: say(toDecimal(range(recorded, value).low)),
          },
          sentence: 'shortcoming',
        }
      },
    }
  },
}

/** Each level of a choice field has its points: one left out could be read as nothing or as forgotten. */
function checkLevels(parameters: Parameters, of: string, facts: Facts): ParameterProblem[] {
  const { points } = parameters
  if (!isRecord(points) || Object.keys(points).length === 0)
    return [{ path: ['points'], message: '没有写各级别几分', remedy: '例如 points: { 国家级: 2, 省级: 1 }' }]
  const field = facts.fieldsOf(of).find(({ id }) => id === parameters.level)
  const words = field?.of
  const problems: ParameterProblem[] = []
  const told = new Map<string, string>()
  for (const [name, written] of Object.entries(points)) {
    const number = readNumber(written)
    if (!number || cmp(number, zero) < 0)
      problems.push({ path: ['points', name], message: `“${name}”应当是不小于0的数`, remedy: '写几分' })
    const meant = wordsNamed(name, field)
    if (words && !meant.every((word) => words.includes(word)))
      problems.push({
        path: ['points', name],
        message: `没有级别“${name}”`,
        remedy: `可用：${words.join('、')}${field?.ordered ? '，分级的也可以写成“省级以上”“县级以下”，含本级' : ''}`,
      })
    for (const word of meant) {
      const earlier = told.get(word)
      if (earlier !== undefined)
        problems.push({
          path: ['points', name],
          message: `“${earlier}”和“${name}”都包含${word}`,
          remedy: '“以上”“以下”含本级，每一级只写一次',
        })
      told.set(word, name)
    }
  }
  for (const word of words ?? []) {
    if (!told.has(word))
      problems.push({ path: ['points'], message: `级别“${word}”没有写几分`, remedy: `不计分的写 ${word}: 0` })
  }
  return problems
}

/** Points of each level that is written. */
export const levelPoints = ({ points }: Parameters, field: Field | undefined): Map<string, Rational> =>
  new Map(
    Object.entries(isRecord(points) ? points : {}).flatMap(([name, written]) =>
      wordsNamed(name, field).map((word): [string, Rational] => [word, readNumber(written) ?? zero]),
    ),
  )

/** 省级以上 names all levels from the highest down to 省级. */
const wordsNamed = (name: string, field: Field | undefined): string[] =>
  (field?.ordered ? levelsNamed(name, field.of ?? []) : null) ?? [name]

interface Line {
  low: Rational
  high: Rational
}

const sumRows = (rows: Line[]): Line => ({
  low: sum(rows.map((row) => row.low)),
  high: sum(rows.map((row) => row.high)),
})
