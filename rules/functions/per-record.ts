/**
 * F11 per_record: value − Σ of what the rows of a list cost, or Σ of what they earn. Which rows, how much each, who bears
 * it, what excuses it and what a repetition costs are conditions over the row; rows of one matter may count once.
 */
import { cmp, isPositive, min, type Rational, sub, toDecimal, zero } from '../rational.ts'
import { intervalText, pointsText } from '../wording.ts'
import { type CreditCap, capEach, checkCreditCap, readCreditCap } from './credit-caps.ts'
import type { Explanation, Facts, Holder, Parameters, Reading, ScoringFunction } from './function.ts'
import {
  checkFact,
  checkLimits,
  checkPositive,
  deductionLimit,
  readNumber,
  unknownKeys,
} from './parameters.ts'
import { checkRowPoints, compileRowPoints, type RowPoints, type RowTotal, rowKeys } from './row-points.ts'
import { labelOf, onRecord, overSome, rowRef, within } from './rows.ts'
import { checkSameMatter, mattersOf, onceEach, readSameMatter, type SameMatter } from './same-matter.ts'

const keys = ['of', 'over', 'deduct', 'credit', 'floor', 'cap', 'cap_each', 'same_matter', ...rowKeys]

/** What the rows give: the points taken from the value, or those earned from nothing. */
const listKey = (parameters: Parameters): 'deduct' | 'credit' =>
  parameters.credit === undefined ? 'deduct' : 'credit'

const overOf = (parameters: Parameters): string | undefined =>
  parameters.over === undefined ? undefined : String(parameters.over)

export const perRecord: ScoringFunction = {
  name: 'per_record',
  names: ['names', 'count', 'points'],
  canBeEmpty: (parameters) => parameters.over !== undefined,
  outcomes: () => ['met', 'partly', 'not_met', 'unknown'],
  check(parameters, facts, holder) {
    const of = String(parameters.of)
    const list = listKey(parameters)
    const problems = [...unknownKeys(parameters, keys), ...checkFact(parameters, 'of', facts, ['events'])]
    if (parameters.over !== undefined)
      problems.push(...checkFact(parameters, 'over', facts, ['count', 'events']))
    if (parameters.deduct !== undefined && parameters.credit !== undefined)
      problems.push({
        path: ['credit'],
        message: 'deduct和credit只能写一种',
        remedy: '扣分写deduct，得分写credit',
      })
    if (facts.get(of)?.kind === 'events')
      problems.push(
        ...checkRowPoints(parameters, list, of, facts),
        ...checkCreditCap(parameters, of, facts),
        ...checkSameMatter(parameters, of, facts),
      )
    if (list === 'deduct') return [...problems, ...checkLimits(parameters, holder, true)]
    if (parameters.floor !== undefined)
      problems.push({ path: ['floor'], message: '得分没有下限', remedy: '删去floor' })
    if (parameters.cap !== undefined) problems.push(...checkPositive(parameters, 'cap'))
    return problems
  },
  facts: (parameters) => {
    const over = overOf(parameters)
    return over === undefined || over === parameters.of
      ? [String(parameters.of)]
      : [String(parameters.of), over]
  },
  compile(parameters, facts, holder) {
    const rule = readRule(parameters, facts, holder)
    const { of } = rule
    const over = overOf(parameters)
    return {
      facts: perRecord.facts(parameters, facts),
      least: rule.list === 'credit' ? zero : rule.points(holder.value, rule.most),
      evaluate(value, reading) {
        const total = rule.total(reading)
        const scored = { ...rule.range(value, total), empty: false, ...mattersIn(rule, value, total) }
        return overSome(scored, value, reading, over)
      },
      ...(rule.list === 'deduct'
        ? {
            failing: (_value: Rational, reading: Reading) =>
              failingOf(rule.total(onRecord(reading))).map(({ row }) => rowRef(reading, of, row.row)),
          }
        : {}),
      explain: (value, reading) => explain(rule, value, reading),
    }
  },
}

/** Rows that surely cost or earn something. */
const failingOf = ({ rows }: RowTotal): RowPoints[] => rows.filter((row) => isPositive(row.low))

interface Rule {
  of: string
  list: 'deduct' | 'credit'
  cap: Rational | undefined
  each: CreditCap | null
  once: SameMatter | null
  /** The most that can be deducted or earned. */
  most: Rational
  total(reading: Reading): RowTotal
  /** The exact points for so much deducted or earned. */
  points(value: Rational, amount: Rational): Rational
  range(value: Rational, total: RowTotal): { low: Rational; high: Rational }
}

function readRule(parameters: Parameters, facts: Facts, holder: Holder): Rule {
  const of = String(parameters.of)
  const list = listKey(parameters)
  const cap = readNumber(parameters.cap)
  const each = readCreditCap(parameters, of, facts)
  const once = readSameMatter(parameters, of, facts)
  const most = list === 'credit' ? (cap ?? holder.value) : deductionLimit(parameters, holder)!
  const points = (value: Rational, amount: Rational): Rational => {
    const counted = min(most, amount)
    return list === 'credit' ? within(counted, value) : sub(value, counted)
  }
  return {
    of,
    list,
    cap,
    each,
    once,
    most,
    total: perRecordTotal(parameters, list, of, facts),
    points,
    range(value, total) {
      // Without an end to what may still come, as much as can be taken or earned; what is over it counts no more.
      const ends = [points(value, total.low), points(value, total.high ?? most)]
      return list === 'credit' ? { low: ends[0]!, high: ends[1]! } : { low: ends[1]!, high: ends[0]! }
    },
  }
}

/** What a pool asks that counts the same matter once: what is earned, matter by matter. */
function mattersIn({ list, once, most }: Rule, value: Rational, { rows, high }: RowTotal) {
  if (!once || list !== 'credit') return {}
  // What may still come is of a matter nobody knows.
  const more = high === null ? [{ matter: null, low: zero, high: within(most, value) }] : []
  return { matters: [...mattersOf(rows, once), ...more] }
}

/** What the rows cost or earn, each village capped or each matter counted once where that is declared. */
export function perRecordTotal(
  parameters: Parameters,
  list: 'deduct' | 'credit',
  of: string,
  facts: Facts,
): (reading: Reading) => RowTotal {
  const count = compileRowPoints(parameters, list, of, facts)
  const each = readCreditCap(parameters, of, facts)
  if (each) return (reading) => capEach(count(reading), each)
  const once = readSameMatter(parameters, of, facts)
  return once ? (reading) => onceEach(count(reading), once) : count
}

function explain(rule: Rule, value: Rational, reading: Reading): Explanation {
  const total = rule.total(reading)
  const word = rule.list === 'deduct' ? '扣' : '得'
  const told = total.rows.filter((row) => row.possible.length > 0 || row.excused || row.besides)
  const lines = told.map((row) => `${labelOf(reading, rule.of, row.row.row)}：${rowText(row, word)}`)
  const amount = { low: total.low, high: total.high ?? total.low }
  const more = total.high === null ? `，登记未完，还可能再${word}分` : ''
  const sumLine =
    told.length === 0
      ? `没有${word}分的记录${more}`
      : `共${word}${intervalText(amount)}分${rule.each ? `，${rule.each.text}` : ''}${rule.once ? `，${rule.once.text}` : ''}${more}`
  const range = rule.range(value, total)
  const cap = rule.cap ? `，最多${word}${pointsText(rule.cap)}` : ''
  const arithmetic =
    rule.list === 'deduct'
      ? `${pointsText(value)} − ${intervalText(amount)}${cap} = ${intervalText(range)}`
      : `${intervalText(amount)}${cap} = ${intervalText(range)}`
  const recorded = rule.total(onRecord(reading))
  const failing = failingOf(recorded)
  const say = (text: string) => ({ text, fact: rule.of })
  const label = (row: RowPoints): string => labelOf(reading, rule.of, row.row.row)
  const named = new Set(failing.map(label))
  const doubtful = told.filter((row) => row.possible.length > 0 && !named.has(label(row)))
  return {
    calculation: [...lines, sumLine, arithmetic],
    // The rows that surely cost points are named as falling short, wherever the reason is shown.
    brief: `${sumLine}${
      rule.list === 'credit'
        ? namesText(told.filter((row) => !row.besides).map(label))
        : namesText(doubtful.map(label), '未定：')
    }`,
    names: {
      names: failing.map((row) => say(labelOf(reading, rule.of, row.row.row))),
      count: say(String(failing.length)),
      points: say(toDecimal(recorded.low)),
    },
    sentence: 'shortcoming',
  }
}

/** More rows than this are counted: they are all in the lines of the arithmetic. */
const mostNames = 5

function namesText(names: readonly string[], before = ''): string {
  if (names.length === 0) return ''
  const more = names.length > mostNames ? `等${names.length}条` : ''
  return `（${before}${names.slice(0, mostNames).join('、')}${more}）`
}

function rowText(row: RowPoints, word: string): string {
  if (row.excused) return `已按规定说明，不${word}分`
  if (row.besides) return `同一事项另有一条，不重复${word}分`
  const named = (branches: readonly { title: string }[]): string =>
    branches.map((branch) => branch.title).join('、')
  const open = row.possible.filter((branch) => !row.sure.includes(branch))
  const doubtful = cmp(row.low, row.high) !== 0
  // What is certain is not called in doubt for what stands beside it.
  const told = [
    ...(row.sure.length > 0 ? [named(row.sure)] : []),
    ...(open.length > 0 && (doubtful || row.sure.length === 0)
      ? [`${named(open)}${doubtful ? '（未定）' : ''}`]
      : []),
  ]
  return `${told.join('，')}，${word}${intervalText({ low: row.low, high: row.high })}分`
}
