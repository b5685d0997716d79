/** Figures with what they aim at, and how they are timed. */

export interface Figure {
  name: string
  value: number
  unit: string
  aim: string
  holds: boolean
}

export const median = (values: number[]): number =>
  values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!

/** Median milliseconds of one call; as many calls before them warm the compiler and do not count. */
export function timeOf(call: () => unknown, rounds: number): number {
  for (let i = 0; i < rounds; i++) call()
  return median(
    Array.from({ length: rounds }, () => {
      const started = performance.now()
      call()
      return performance.now() - started
    }),
  )
}

/** Median milliseconds of one call that has to be awaited, after one that does not count. */
export async function timeOfAsync(call: () => Promise<unknown>, rounds: number): Promise<number> {
  await call()
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const started = performance.now()
    await call()
    times.push(performance.now() - started)
  }
  return median(times)
}

export const atMost = (name: string, value: number, unit: string, aim: number): Figure => ({
  name,
  value: Number(value.toPrecision(3)),
  unit,
  aim: `≤ ${aim}`,
  holds: value <= aim,
})

export const atLeast = (name: string, value: number, unit: string, aim: number): Figure => ({
  ...atMost(name, value, unit, aim),
  aim: `≥ ${aim}`,
  holds: value >= aim,
})
