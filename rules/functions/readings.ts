/** A reading apart into the readings it stands for, where each alone decides more than all at once. */
import type { Reading } from './function.ts'

/** More than this many are not told apart: what is known of the facts is read at once, which is wider and never wrong. */
const most = 64

/** Readings in which every level these facts name is one of the words it can still be. */
export function byLevel(reading: Reading, facts: readonly string[]): Reading[] {
  let readings = [reading]
  for (const fact of facts) {
    const known = reading.known(fact)
    const words = known.kind === 'choice' && known.value === null ? (known.among ?? []) : []
    if (words.length === 0 || words.length * readings.length > most) continue
    readings = readings.flatMap((one) =>
      words.map((value): Reading => {
        const told = { kind: 'choice', value } as const
        return { ...one, known: (id) => (id === fact ? told : one.known(id)) }
      }),
    )
  }
  return readings
}
