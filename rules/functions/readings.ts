/** A reading apart into the readings it stands for, where each alone decides more than all at once. */
import type { Knowledge } from '../knowledge.ts'
import type { Reading } from './function.ts'

/** More than this many are not told apart: what is known of the facts is read at once, which is wider and never wrong. */
const most = 64

/** Readings in which every level these facts name is one of the words it can still be, and every yes or no is one. */
export function byWord(reading: Reading, facts: readonly string[]): Reading[] {
  let readings = [reading]
  for (const fact of facts) {
    const known = reading.known(fact)
    const ways = waysOf(known)
    if (ways.length === 0 || ways.length * readings.length > most) continue
    readings = readings.flatMap((one) =>
      ways.map((told): Reading => ({ ...one, known: (id) => (id === fact ? told : one.known(id)) })),
    )
  }
  return readings
}

function waysOf(known: Knowledge): Knowledge[] {
  if (known.kind === 'flag' && known.value === null)
    return [true, false].map((value) => ({ kind: 'flag', value }))
  return known.kind === 'choice' && known.value === null
    ? (known.among ?? []).map((value) => ({ kind: 'choice', value }))
    : []
}
