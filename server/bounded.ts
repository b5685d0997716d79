export interface Bounded<V> {
  get: (key: string) => V | undefined
  set: (key: string, value: V) => void
}

/** A map that forgets what was asked for longest ago once its values weigh more than the limit; none outweighs it alone. */
export const bounded = <V>(limit: number, weigh: (value: V) => number = () => 1): Bounded<V> => {
  const entries = new Map<string, V>()
  let total = 0
  const drop = (key: string, value: V): void => {
    entries.delete(key)
    total -= weigh(value)
  }
  return {
    get: (key) => {
      const value = entries.get(key)
      if (value === undefined) return undefined
      // A map keeps the order of insertion: the one asked for last goes to its end.
      entries.delete(key)
      entries.set(key, value)
      return value
    },
    set: (key, value) => {
      const before = entries.get(key)
      if (before !== undefined) drop(key, before)
      if (weigh(value) > limit) return
      entries.set(key, value)
      total += weigh(value)
      for (const [oldest, forgotten] of entries) {
        if (total <= limit) return
        drop(oldest, forgotten)
      }
    },
  }
}
