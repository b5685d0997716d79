/** The total made of several sources: the table's own score among them, each with its weight. */
import type { CompiledPack } from './compile.ts'
import type { FactReader } from './fact.ts'
import { hullOf, type SourceFacts, type Way, waysOf } from './functions/sources.ts'
import { div, mul, type Rational, rational } from './rational.ts'
import type { Range } from './result.ts'

/** Every way the sources can turn out, as it is known and as it is on record. */
export interface Composite {
  now: Way[]
  onRecord: Way[]
}

/** How the total is made of the base; null where it is the base. */
export function compositeOf({ composite }: CompiledPack, facts: FactReader): Composite | null {
  if (!composite) return null
  const read = (which: 'known' | 'record'): Way[] => {
    const from: SourceFacts = { fact: (id) => facts.get(id), known: (id) => facts.get(id)[which] }
    return waysOf(composite, from).filter((way) => way !== null)
  }
  return { now: read('known'), onRecord: read('record') }
}

const hundred = rational(100)

/** The hundred with its other sources. */
export function composed(base: Range, ways: readonly Way[]): Range {
  const share = (points: Rational): Rational => div(points, hundred)
  const { low, high } = hullOf(ways, { low: share(base.low), high: share(base.high) })
  return { low: mul(hundred, low), high: mul(hundred, high) }
}
