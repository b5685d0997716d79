/** For one fact that is not known: the least that must be true of it for an item to come as high as it can. */
import type { Environment } from './conditions.ts'
import { addDays, daysBetween, isDate } from './dates.ts'
import type { Evidence, Statement } from './evidence.ts'
import type { Fact } from './fact.ts'
import { isExact, type KnowledgeOf } from './knowledge.ts'
import type { ClaimValue } from './pack.ts'
import {
  add,
  ceil,
  cmp,
  floor,
  mul,
  one,
  type Rational,
  rational,
  toDecimal,
  toFraction,
} from './rational.ts'
import type { ItemScore } from './result.ts'
import type { Change } from './what-if.ts'

export interface Setting {
  /** One value, so that what follows from it can be seen. */
  exact: Statement
  /** The bound that leaves open what does not matter. */
  soft?: Statement
}

/** Points of one item with changes made, through the engine's own scoring of an item. */
export type Probe = (changes: readonly Change[]) => ItemScore

export interface SettingContext {
  evidence: Evidence
  environment: Environment
  probe: Probe
  /** The day from which the deed can be done; null when only its proof is missing. */
  day: string | null
}

/** The statement that keeps an item's best in reach with the least deed, after the changes already chosen. */
export function settingsOf(context: SettingContext, fact: Fact, before: readonly Change[]): Setting | null {
  const reach = (statement: Statement): Rational => {
    const found = context.probe([...before, { kind: 'state', statement }])
    return found.outcome === 'not_applicable' ? rational(-1) : found.high
  }
  const of = (value: Statement['value'], hedge?: Statement['hedge']): Statement => ({
    fact: fact.compiled.id,
    value,
    ...(hedge ? { hedge } : {}),
  })
  const most = context.probe(before).high
  const { known } = fact
  switch (known.kind) {
    case 'number':
      return fact.compiled.kind === 'rate'
        ? rateSetting({ low: known.low, high: known.high ?? one }, of, reach, most)
        : numberSetting(known, of, reach, most)
    case 'share':
      return shareSetting(known, of, reach, most)
    case 'date':
      return dateSetting(context, known, of, reach, most)
    case 'flag':
      return better([of(true), of(false)], reach)
    case 'choice': {
      const words = fact.compiled.register.fields.get(fact.compiled.field ?? '')?.of ?? []
      return better(
        words.map((word) => of(word)),
        reach,
      )
    }
    case 'set': {
      const all = fact.compiled.register.fields.get(fact.compiled.field ?? '')?.of ?? []
      return all.length > 0 ? { exact: of([...new Set([...known.has, ...all])].sort()) } : null
    }
    case 'dates':
      return { exact: of([...new Set([...known.has, ...spreadDays(context)])].sort()) }
    case 'rows':
      // Rows are entered one by one, never told as a total.
      return null
  }
}

type Of = (value: Statement['value'], hedge?: Statement['hedge']) => Statement
type Reach = (statement: Statement) => Rational

/** The first of those that reach most. */
function better(statements: Statement[], reach: Reach): Setting | null {
  let best: { statement: Statement; high: Rational } | undefined
  for (const statement of statements) {
    const high = reach(statement)
    if (!best || cmp(high, best.high) > 0) best = { statement, high }
  }
  return best ? { exact: best.statement } : null
}

const longestScan = 60
const furthestStep = 2 ** 20

/** The fewest steps that reach most: by doubling, then halving; where nothing reaches it, the best of the first `scan` steps. */
function fewestSteps(
  reach: (step: number) => Rational,
  most: Rational,
  last: number | null,
  scan = longestScan,
): number {
  const limit = Math.min(last ?? furthestStep, furthestStep)
  const enough = (step: number): boolean => cmp(reach(step), most) >= 0
  if (enough(0)) return 0
  let short = 0
  for (let step = 1; ; step *= 2) {
    const tried = Math.min(step, limit)
    if (tried > short && enough(tried)) return between(short, tried, enough)
    if (tried >= limit) break
    short = tried
  }
  let best = { step: 0, points: reach(0) }
  for (let step = 1; step <= Math.min(limit, scan); step++) {
    const points = reach(step)
    if (cmp(points, best.points) > 0) best = { step, points }
    if (cmp(points, most) >= 0) break
  }
  return best.step
}

function between(short: number, enoughAt: number, enough: (step: number) => boolean): number {
  let low = short
  let high = enoughAt
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (enough(middle)) high = middle
    else low = middle
  }
  return high
}

/** Written as JSON writes it, exactly. */
const written = (value: Rational): ClaimValue => (value.d === 1n ? Number(value.n) : toFraction(value))

function numberSetting(known: KnowledgeOf<'number'>, of: Of, reach: Reach, most: Rational): Setting {
  const first = floor(known.low)
  const at = (step: number): Rational => (step === 0 ? known.low : add(first, rational(step)))
  const last = known.high === null ? null : Number(floor(known.high).n - first.n)
  const step = fewestSteps((tried) => reach(of(written(at(tried)))), most, last)
  const value = written(at(step))
  // At its lowest, the deed is that nothing more comes; else more does no harm or the exact number is meant.
  return step === 0 ? { exact: of(value) } : { exact: of(value), soft: of(value, 'gte') }
}

const hundred = rational(100)

/**
 * A rate to whole percents. A printed rate means ± half its last digit, so what it can reach is looked for with a bound,
 * which is exact.
 */
function rateSetting(
  known: { low: Rational; high: Rational },
  of: Of,
  reach: Reach,
  most: Rational,
): Setting {
  const first = ceil(mul(known.low, hundred))
  const last = floor(mul(known.high, hundred))
  if (cmp(first, last) > 0) return { exact: of({ rate: toDecimal(known.high, 6, true) }) }
  const rate = (step: number, places: number): { rate: string } => ({
    rate: toDecimal(mul(add(first, rational(step)), rational(1, 100)), places, true),
  })
  const upTo = (step: number): Rational => reach(of(rate(step, 2), 'lte'))
  const step = fewestSteps(upTo, most, Number(last.n - first.n))
  const whole = cmp(add(first, rational(step)), hundred) === 0
  return {
    exact: of(whole ? 'all' : rate(step, 6)),
    soft: of(rate(step, 2), step === 0 ? 'lte' : 'gte'),
  }
}

function shareSetting(known: KnowledgeOf<'share'>, of: Of, reach: Reach, most: Rational): Setting {
  const { part, whole } = known
  const counted = isExact(whole) && whole.low.d === 1n && whole.low.n > 0n
  if (!counted) {
    const setting = rateSetting(known.rate, of, reach, most)
    const all = of('all')
    // 全部 needs no total; a rate below it is told as a bound.
    return setting.exact.value === 'all' ? { exact: all } : setting
  }
  const first = ceil(part.low)
  const last = floor(part.high ?? whole.low)
  const at = (step: number): number => Number(first.n) + step
  const step = fewestSteps((tried) => reach(of(at(tried))), most, Number(last.n - first.n))
  if (at(step) === Number(whole.low.n)) return { exact: of('all') }
  return { exact: of(at(step)), soft: of(at(step), 'gte') }
}

/** The latest day that is still good enough. */
function dateSetting(
  { environment, day }: SettingContext,
  known: KnowledgeOf<'date'>,
  of: Of,
  reach: Reach,
  most: Rational,
): Setting | null {
  const earliest = isDate(known.low) ? known.low : environment.periodStart
  const latest = isDate(known.high) ? known.high : `${environment.year + 1}-12-31`
  if (earliest > latest) return null
  const at = (step: number): string => addDays(latest, -step)
  const days = daysBetween(earliest, latest)
  // A window is open on some days only: where doubling steps over it, each day is tried.
  const step = fewestSteps((tried) => reach(of(at(tried))), most, days, days)
  const to = at(step)
  const from = day !== null && day > earliest && day <= to ? day : earliest
  return { exact: of(to), soft: of({ from, to }) }
}

/** A day in the middle of each month of the year: enough for any clause that counts by months, quarters or halves. */
const spreadDays = ({ environment }: SettingContext): string[] =>
  Array.from({ length: 12 }, (_, index) => {
    const [year, month] = environment.periodStart.split('-').map(Number) as [number, number]
    const at = year * 12 + month - 1 + index
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-15`
  })
