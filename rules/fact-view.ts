/** A fact as the JSON and a person see it. */
import type { FactView } from './assessment.ts'
import { chineseDate } from './dates.ts'
import { isNeverDone } from './elapsed.ts'
import { type Fact, isHeld } from './fact.ts'
import {
  dawn,
  isExact,
  type Knowledge,
  type KnowledgeOf,
  type NumberRange,
  never,
  noLevel,
} from './knowledge.ts'
import { cmp, equal, one, type Rational, toDecimal, toFraction, zero } from './rational.ts'
import { percentText } from './wording.ts'

/** State, value or bounds, strength, and the rows and quotations behind it. */
export function viewFact(fact: Fact): FactView {
  const { compiled } = fact
  const known = inDeclaredOrder(fact)
  const percent = compiled.kind === 'rate'
  return {
    id: compiled.id,
    title: compiled.title,
    ...(compiled.unit ? { unit: compiled.unit } : {}),
    state: fact.state,
    ...(fact.strength === null ? {} : viewValue(known, percent)),
    strength: fact.strength,
    text: fact.strength === null ? '未提供' : (lengthWords(fact) ?? factText(known, compiled.unit, percent)),
    notes: fact.notes,
    quotes: fact.claims.map((claim) => ({
      claim: claim.id,
      quote: claim.quote,
      start: claim.start,
      end: claim.end,
    })),
    rows: fact.rows,
    register: compiled.register.id,
  }
}

/** Of a length: that nothing was there to take its time, or that it never ended. */
function lengthWords(fact: Fact): string | null {
  const { compiled, known } = fact
  if (compiled.kind !== 'elapsed' || known.kind !== 'number') return null
  if (isHeld(fact, known) === false) return '无'
  return isNeverDone(known.low) ? '没有办' : null
}

/** Members of a choice are listed as the register lists its choices; nothing can come to all of them. */
function inDeclaredOrder(fact: Fact): Knowledge {
  const { known, compiled } = fact
  const choices = compiled.register.fields.get(compiled.field ?? '')?.of
  if (known.kind !== 'set' || !choices) return known
  const has = [...known.has].sort((a, b) => choices.indexOf(a) - choices.indexOf(b))
  return { ...known, has, closed: known.closed || choices.every((choice) => has.includes(choice)) }
}

/** A JSON number where one holds it exactly, else the fraction's text. */
function plainNumber(value: Rational): number | string {
  const text = toDecimal(value)
  return Number.isSafeInteger(Number(text)) || text.length < 16 ? Number(text) : toFraction(value)
}

const bounds = (range: NumberRange) => ({
  low: plainNumber(range.low),
  high: range.high === null ? null : plainNumber(range.high),
})

function viewValue(known: Knowledge, percent: boolean): Pick<FactView, 'value' | 'low' | 'high' | 'closed'> {
  switch (known.kind) {
    case 'number': {
      if (!isExact(known)) return bounds(known)
      return { value: percent ? { rate: toDecimal(known.low) } : plainNumber(known.low) }
    }
    case 'share':
      return viewShare(known)
    case 'date':
      if (known.low === known.high) return { value: known.low === never ? null : known.low }
      return { low: known.low === dawn ? null : known.low, high: known.high === never ? null : known.high }
    case 'flag':
      return known.value === null ? {} : { value: known.value }
    case 'set':
    case 'dates':
      return { value: known.has, closed: known.closed }
    case 'choice':
      return known.value === null ? {} : { value: known.value }
    case 'rows': {
      const sure = known.rows.filter((entry) => entry.sure).length
      const all = known.open ? null : known.rows.length
      return sure === all ? { value: sure } : { low: sure, high: all }
    }
  }
}

function viewShare(known: KnowledgeOf<'share'>): Pick<FactView, 'value' | 'low' | 'high'> {
  if (known.empty) return { value: 0 }
  if (isExact(known.part)) return { value: plainNumber(known.part.low) }
  const { low, high } = known.rate
  if (equal(low, high)) return { value: cmp(low, one) === 0 ? 'all' : { rate: toDecimal(low) } }
  if (known.part.high !== null) return bounds(known.part)
  return { low: { rate: toDecimal(low) }, high: { rate: toDecimal(high) } }
}

const numberText = (value: Rational, percent: boolean, unit: string): string =>
  percent ? percentText(value) : `${toDecimal(value)}${unit}`

function rangeText(range: NumberRange, percent: boolean, unit: string): string {
  if (isExact(range)) return numberText(range.low, percent, unit)
  if (range.high === null) {
    return cmp(range.low, zero) === 0 ? '未定' : `${numberText(range.low, percent, unit)}以上`
  }
  return `${toDecimal(range.low)}—${numberText(range.high, percent, unit)}`
}

function factText(known: Knowledge, unit: string, percent: boolean): string {
  switch (known.kind) {
    case 'number':
      if (known.held === false) return '无'
      if (percent && !isExact(known)) return `${percentText(known.low)}—${percentText(known.high ?? one)}`
      return rangeText(known, percent, unit)
    case 'share':
      return shareText(known, unit)
    case 'date':
      return dateText(known)
    case 'flag':
      return known.value === null ? '未定' : known.value ? '是' : '否'
    case 'set':
      return listText(known.has, known.closed)
    case 'choice':
      return choiceText(known)
    case 'rows':
      return `${known.rows.length}${unit || '件'}${known.open ? '以上' : ''}`
    case 'dates':
      return listText(known.has.map(chineseDate), known.closed)
  }
}

/** A level that can still rise says from where. */
function choiceText({ value, among }: KnowledgeOf<'choice'>): string {
  if (value !== null) return value === noLevel ? '无' : value
  const lowest = among?.at(-1)
  return lowest ? `${lowest}以上` : '未定'
}

/** A list that may still grow says so. */
function listText(has: readonly string[], closed: boolean): string {
  if (closed) return has.join('、') || '无'
  return has.length > 0 ? `${has.join('、')}，可能还有` : '未定'
}

function shareText(known: KnowledgeOf<'share'>, unit: string): string {
  if (known.empty) return '无'
  const all = cmp(known.rate.low, one) === 0
  if (all && !isExact(known.whole)) return '全部'
  if (isExact(known.part)) return rangeText(known.part, false, unit)
  if (equal(known.rate.low, known.rate.high)) return percentText(known.rate.low)
  if (known.part.high !== null || cmp(known.part.low, zero) > 0) return rangeText(known.part, false, unit)
  if (cmp(known.rate.low, zero) === 0 && cmp(known.rate.high, one) === 0) return '未定'
  return `${percentText(known.rate.low)}—${percentText(known.rate.high)}`
}

function dateText(known: KnowledgeOf<'date'>): string {
  if (known.low === never) return '未办理'
  if (known.low === known.high) return chineseDate(known.low)
  if (known.high === never) return known.low === dawn ? '未定' : `${chineseDate(known.low)}以后`
  if (known.low === dawn) return `不晚于${chineseDate(known.high)}`
  return `${chineseDate(known.low)}至${chineseDate(known.high)}`
}
