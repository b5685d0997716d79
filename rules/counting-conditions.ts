/** Conditions of a pack as a reader of the printed table understands them: facts by their titles, operators in words. */
import { quoted } from './counting-words.ts'
import { chineseDate } from './dates.ts'
import type { Facts } from './functions/index.ts'
import type { Field } from './pack.ts'

const operators: readonly [RegExp, string][] = [
  [/\s*&&\s*/g, '，且'],
  [/\s*\|\|\s*/g, '，或者'],
  [/\s*==\s*true\b/g, '为“是”'],
  [/\s*==\s*false\b/g, '为“否”'],
  [/\s*==\s*/g, '为'],
  [/\s*!=\s*/g, '不为'],
  [/\s*>=\s*/g, '不少于'],
  [/\s*<=\s*/g, '不多于'],
  [/\s*>\s*/g, '多于'],
  [/\s*<\s*/g, '少于'],
  [/\s+in\s+/g, '属于'],
]

/** Beside a date, more is later. */
const dated: Record<string, string> = { '>=': '不早于', '<=': '不晚于', '>': '晚于', '<': '早于' }

/** Beside a level, more is higher. */
const levelled: Record<string, string> = { '>=': '不低于', '<=': '不高于', '>': '高于', '<': '低于' }

/** date(year + 1, 7, 15) with its parts. */
const dayOfYear = /date\(\s*year\s*(?:([+-])\s*(\d+))?\s*,\s*(\d+)\s*,\s*(\d+)\s*\)/g

/** 本年, 次年 or 上年; further off by number. */
function yearWords(sign?: string, years?: string): string {
  if (sign === undefined) return '本年'
  if (years === '1') return sign === '+' ? '次年' : '上年'
  return `${years}年${sign === '+' ? '后' : '前'}的`
}

/** A condition over facts, or with the fields over a row. */
export function conditionWords(condition: string, facts: Facts, fields: readonly Field[] = []): string {
  const quoted: string[] = []
  const keep = (text: string): string => {
    quoted.push(text)
    return `\uE000${quoted.length - 1}\uE001`
  }
  const held = condition
    .replace(/date\(\s*["']([^"']*)["']\s*\)/g, (_, day: string) => keep(chineseDate(day)))
    .replace(dayOfYear, (_, sign?: string, years?: string, month?: string, day?: string) =>
      keep(`${yearWords(sign, years)}${month}月${day}日`),
    )
    .replace(/"([^"]*)"|'([^']*)'/g, (_, double?: string, single?: string) => keep(`“${double ?? single}”`))
  const isDate = (written: string): boolean => {
    const name = written.replace(/^row\./, '')
    return (
      name === 'period_start' ||
      name === 'period_end' ||
      facts.get(name)?.kind === 'date' ||
      fields.some(({ id, type }) => id === name && type === 'date')
    )
  }
  const isLevel = (written: string): boolean => {
    const name = written.replace(/^row\./, '')
    return facts.get(name)?.kind === 'choice' || fields.some(({ id, ordered }) => id === name && ordered)
  }
  const ordered = held.replace(
    /([a-z_.]+|\uE000\d+\uE001)\s*(<=|>=|<|>)\s*([a-z_.]+|\uE000\d+\uE001)/g,
    (whole, left: string, operator: string, right: string) => {
      const words = [left, right].some(isDate) ? dated : [left, right].some(isLevel) ? levelled : null
      return words ? `${left} ${words[operator]} ${right}` : whole
    },
  )
  const calls = howManyWords(counted(ordered, facts))
    .replace(/workdays\(([^,()]+),\s*([^()]+)\)/g, '$1至$2的工作日数')
    .replace(/months\(([^,()]+),\s*([^()]+)\)/g, '$1至$2的月数')
    .replace(/days\(([^,()]+),\s*([^()]+)\)/g, '$1至$2的日数')
    .replace(/rate\(([^()]+)\)/g, '$1的比例')
    .replace(/!has\(([^()]+)\)/g, '没有$1')
    .replace(/has\(([^()]+)\)/g, '有$1')
    .replace(/\.(contains|startsWith|endsWith)\(([^()]+)\)/g, '含$2')
  const negated = calls.replace(/!\s*([a-z][a-z0-9_.]*)/g, '不是$1').replace(/!\s*\(/g, '不是（')
  const spoken = operators.reduce((text, [operator, words]) => text.replace(operator, words), negated)
  return named(spoken, facts, fields)
    .replaceAll('(', '（')
    .replaceAll(')', '）')
    .replaceAll(/\s+/g, '')
    .replace(/\uE000(\d+)\uE001/g, (_, index: string) => quoted[Number(index)]!)
}

/** how_many(a, b, c) >= 2: of these at least two. */
const howManyWords = (text: string): string =>
  text.replace(
    /how_many\(((?:[^()]|\([^()]*\))*)\)(\s*(?:>=|>|==|!=|<=|<)\s*\d+)?/g,
    (_, conditions: string, against?: string) => {
      const each = conditions.split(/,(?![^(]*\))/).map((one) => one.trim())
      const found = `${each.join('、')}这${each.length}项中成立的项数`
      return against === undefined ? found : `${found}${against}项`
    },
  )

/** A number beside a fact has its unit; of what is counted, one or more is that there is any. */
const counted = (text: string, facts: Facts): string =>
  text.replace(
    /(?<![\w.])([a-z_]+\.[a-z_]+)\s*(>=|>|==|<=|<)\s*(\d+(?:\.\d+)?)(?![\w.%])/g,
    (whole, name: string, operator: string, number: string) => {
      const fact = facts.get(name)
      if (!fact || fact.kind === 'share' || fact.kind === 'rate') return whole
      const any = `${operator}${number}`
      if (number === '0' && operator !== '>') return whole
      const isCount = fact.kind === 'count' || fact.kind === 'events'
      if (isCount && (any === '>=1' || any === '>0')) return `has(${name})`
      return `${name} ${operator} ${number}${fact.unit === '%' ? '' : (fact.unit ?? '')}`
    },
  )

const times: Record<string, string> = { period_start: '年初', period_end: '年末', year: '评价年度' }

function named(text: string, facts: Facts, fields: readonly Field[]): string {
  return text.replace(/(?:row\.)?([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)/g, (whole, name: string) => {
    const words = facts.get(name)?.title ?? fields.find(({ id }) => id === name)?.label
    if (words !== undefined) return quoted(words)
    return times[name] ?? whole
  })
}
